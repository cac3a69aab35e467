"""The command brief: what it writes, how it checks, and how it fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from edugraph.brief import html
from tests.brief import made
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.brief.note import Note


def test_help_in_two_languages() -> None:
    text = run("brief", "--help").output
    assert "--verify" in text
    assert "比较简报" in text


def test_a_note_is_html_unless_said_otherwise(
    graph_folder: Path, note: Note, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("brief", *made.CITIES, folder=graph_folder)
    assert result.exit_code == 0, result.output
    assert result.stderr.startswith("brief: brief.html (")
    assert note.title in (tmp_path / "brief.html").read_text(encoding="utf-8")


def test_a_word_document_by_its_ending_and_checked(graph_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    assert run("brief", *made.CITIES, "-o", str(path), folder=graph_folder).exit_code == 0
    assert path.read_bytes()[:2] == b"PK"
    result = run("brief", "--verify", str(path), folder=graph_folder)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "sentences are supported" in result.stderr


def test_stdout(graph_folder: Path) -> None:
    result = run("brief", *made.CITIES, "-o", "-", folder=graph_folder)
    assert result.stdout.startswith("<!DOCTYPE html>")


def test_a_filtered_note_stands(graph_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "brief.html"
    wanted = ("--indicator", "新建学科（教研）基地", "--theme", "双减")
    assert run("brief", *made.CITIES, "荣成", *wanted, "-o", str(path), folder=graph_folder).exit_code == 0
    assert run("brief", "--verify", str(path), folder=graph_folder).exit_code == 0


def test_findings_as_rows(graph_folder: Path, note: Note, tmp_path: Path) -> None:
    path = made.edited(note, tmp_path / "brief.html", ("新增学位17.4万个，比", "新增学位18.4万个，比"))
    result = run("brief", "--verify", str(path), "--format", "json", folder=graph_folder)
    assert result.exit_code == 1
    (row,) = json.loads(result.stdout)
    assert row["finding"] == "sentence changed"
    path.write_bytes(html.render(note))
    assert json.loads(run("brief", "--verify", str(path), "--format", "json", folder=graph_folder).stdout) == []


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "name a city"),
        (("邯郸", "-o", "brief.pdf"), 2, "a note is .html or .docx"),
        (("邯郸", "-o", "brief.docx", "--format", "html"), 2, "--format says html"),
        (("邯郸", "--format", "csv"), 2, "a note is html or docx"),
        (("邯郸", "--verify", "brief.html"), 2, "the file itself says what it compares"),
        (("--verify", "brief.html", "--format", "docx"), 2, "findings are rows"),
        (("--verify", "none.html"), 3, "none.html: cannot be read"),
        (("天津",), 1, "no plan of 天津"),
    ],
)
def test_errors(words: tuple[str, ...], code: int, message: str, graph_folder: Path) -> None:
    result = run("brief", *words, folder=graph_folder)
    assert result.exit_code == code
    assert message in result.stderr


def test_a_file_that_is_no_note(graph_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    import docx

    docx.Document().save(str(path))
    result = run("brief", "--verify", str(path), folder=graph_folder)
    assert result.exit_code == 3
    assert "no brief" in result.stderr
