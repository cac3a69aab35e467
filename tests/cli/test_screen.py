"""What people see on a terminal of a certain width and encoding, and what a pipe or a file gets."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click import unstyle
from rich.cells import cell_len

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip("pty", reason="terminals of POSIX")


def _environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHONIO"))}
    return {**kept, "EDUGRAPH_LANG": "zh", **more}


def _command(graph: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "edugraph", "--graph", str(graph), *words]


def _on_terminal(words: list[str], columns: int, **variables: str) -> bytes:
    """What a command writes to a terminal, messages and rows."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=_environment(**variables))
    os.close(theirs)
    found = b""
    try:
        while some := os.read(ours, 65536):
            found += some
    except OSError:  # the other end is closed
        pass
    process.wait()
    os.close(ours)
    return found


def _piped(words: list[str], **variables: str) -> tuple[bytes, bytes]:
    result = subprocess.run(words, capture_output=True, check=False, env=_environment(**variables))
    return result.stdout, result.stderr


@pytest.mark.parametrize("columns", [80, 100])
def test_targets_read_well_on_a_narrow_terminal(graph_folder: Path, columns: int) -> None:
    words = _command(graph_folder, "query", "targets", "-p", "plan=handan-2023")
    lines = unstyle(_on_terminal(words, columns).decode()).splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert lines[:3] == [
        "handan-2023",
        "任务 1 · 学前三年毛入园率 · ≥94% · 比率 · 承诺",
        "  “学前三年毛入园率达到94%以上”",
    ]


def test_wide_is_a_table_on_a_narrow_terminal(graph_folder: Path) -> None:
    words = _command(graph_folder, "query", "targets", "-p", "plan=handan-2023", "--wide")
    lines = unstyle(_on_terminal(words, 80).decode()).splitlines()
    assert lines[0].startswith("┏")
    assert cell_len(lines[0]) > 160


def test_columns_says_how_wide_a_pipe_is(graph_folder: Path) -> None:
    words = _command(graph_folder, "overlap", "targets")
    for width in (60, 90):
        lines = _piped(words, COLUMNS=str(width))[0].decode().splitlines()
        assert width - 12 <= max(map(cell_len, lines)) <= width
    beside = _piped(_command(graph_folder, "compare", "邯郸", "宁波"))[0].decode().splitlines()
    assert beside[0].startswith("┏")
    assert 120 < max(map(cell_len, beside)) <= 160


def test_heads_and_values_are_in_the_language_of_the_reader_but_not_in_files(graph_folder: Path) -> None:
    words = _command(graph_folder, "query", "responsibilities", "-p", "plan=handan-2023")
    shown = _piped(words)[0].decode()
    assert "责任单位" in shown
    assert "牵头" in shown
    english = _piped(words, EDUGRAPH_LANG="en")[0].decode()
    assert "office" in english
    assert "lead" in english
    for form in ("csv", "tsv", "json", "jsonl", "md"):
        told = [_piped([*words, "--format", form], EDUGRAPH_LANG=lang)[0] for lang in ("zh", "en")]
        assert told[0] == told[1]
        assert b"organisation" in told[0]


@pytest.mark.parametrize("columns", [100, 20])
def test_what_a_query_of_ones_own_calls_its_columns_is_not_rewritten(
    graph_folder: Path, tmp_path: Path, columns: int
) -> None:
    file = tmp_path / "own.rq"
    file.write_text('SELECT ?plan ("city" AS ?level) { ?p a edu:Plan ; dcterms:identifier ?plan }', encoding="utf-8")
    shown = unstyle(_on_terminal(_command(graph_folder, "query", str(file)), columns).decode())
    assert "level" in shown
    assert "city" in shown
    assert "市级" not in shown
    assert "层级" not in shown
    if columns == 100:
        assert "┃ plan " in shown
    assert "计划" in unstyle(_on_terminal(_command(graph_folder, "query", "plans"), 300).decode())


def test_no_rows_is_said_once_and_in_the_language_of_the_reader(graph_folder: Path) -> None:
    nothing = _command(graph_folder, "query", "results")
    assert _piped(nothing)[1].decode() == "没有结果\n"
    asked = _piped(_command(graph_folder, "ask", "没有提到心理健康的是哪个市？"))
    assert "0 行 / rows" in asked[0].decode()
    assert asked[1] == b""


@pytest.mark.parametrize("encoding", ["cp936", "cp1252", "ascii"])
def test_a_pipe_gets_utf_8_whatever_the_page_of_codes(graph_folder: Path, encoding: str) -> None:
    words = _command(graph_folder, "ask", "谁负责双减？")
    out, err = _piped(words, PYTHONIOENCODING=encoding)
    text = out.decode()
    assert text.startswith("读作 / read as: ")
    assert "基础教育处" in text
    assert "Traceback" not in err.decode()
    assert out == _piped(words)[0]


def test_a_terminal_gets_its_own_encoding(graph_folder: Path) -> None:
    shown = _on_terminal(_command(graph_folder, "ask", "谁负责双减？"), 80, PYTHONIOENCODING="cp936").decode("cp936")
    assert "读作 / read as" in shown
    assert "基础教育处" in shown


def test_a_terminal_without_chinese_is_told_what_to_set(graph_folder: Path) -> None:
    shown = _on_terminal(_command(graph_folder, "query", "plans"), 80, PYTHONIOENCODING="cp1252").decode("cp1252")
    assert "this terminal takes cp1252, which has no Chinese; set it and PYTHONIOENCODING to UTF-8." in shown
    assert "handan-2023" in shown
    assert "Traceback" not in shown


def test_bytes_that_are_no_text_are_told(graph_folder: Path) -> None:
    words: list[str | bytes] = [*_command(graph_folder, "ask"), b"\xb5\xb1\xff"]
    result = subprocess.run(words, capture_output=True, check=False, env=_environment(LC_ALL="C.UTF-8"))
    assert result.returncode == 2
    assert "the argument \\xb5\\xb1\\xff is no text in utf-8" in result.stderr.decode()
    words = [*_command(graph_folder, "query", "-")]
    result = subprocess.run(words, input=b"SELECT \xb5", capture_output=True, check=False, env=_environment())
    assert result.returncode == 3
    assert "no text in UTF-8: byte 0xb5 at 7" in result.stderr.decode()
