"""The command diff: rows to stdout, which plan is which and the counts to stderr, and how it fails."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from edugraph.cli import main
from edugraph.diff.change import COLUMNS, EVIDENCE
from tests.diff.made import EARLIER, LATER, graph_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two years of one city."""
    made = tmp_path_factory.mktemp("two")
    graph_of(made, {"jia-2023": EARLIER, "jia-2024": LATER})
    return made


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--graph", str(folder), "diff", *words])


def test_help_in_two_languages() -> None:
    told = CliRunner().invoke(main, ["diff", "--help"])
    assert told.exit_code == 0
    words = "".join(told.output.split())
    assert "TheearlieryearisA" in words and "年度较早者为A" in words


def test_rows_and_what_is_told_beside_them(folder: Path) -> None:
    found = run(folder, "jia-2024", "jia-2023", "--format", "csv")
    assert found.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(found.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["part"] for row in rows} == {"task", "target", "completion"}
    said = found.stderr.splitlines()
    assert said[0] == "A: jia-2023 甲市教育局2023年工作要点"
    assert said[1] == "B: jia-2024 甲市教育局2024年工作要点"
    assert "task: 5 kept, 2 moved, 1 dropped, 3 reworded, 1 new" in said
    assert not any("tells no results" in line for line in said)


def test_parts_and_changes_only(folder: Path) -> None:
    rows = json.loads(run(folder, "甲市", "--only", "completion", "--changed", "--format", "json").stdout)
    assert {row["change"] for row in rows} == {"met", "missed"}


def test_the_places_behind_the_rows(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "places.csv"
    assert run(folder, "甲市", "--evidence", "-o", str(file)).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == EVIDENCE
    assert {row["kind"] for row in rows} == {"task", "words", "responsibility", "target", "result"}


def test_a_plan_that_tells_no_results_is_told(graph_folder: Path, tmp_path: Path) -> None:
    same = run(graph_folder, "宁波", "宁波", "--only", "completion")
    assert "no rows" in same.stderr and "tells no results" not in same.stderr
    texts = {"jia-2023": EARLIER, "jia-2024": EARLIER.replace("2023", "2024")}
    graph_of(tmp_path, texts)
    assert "jia-2024 tells no results of jia-2023." in run(tmp_path, "甲市").stderr


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("青岛",), 1, "no plan of 青岛"),
        (("甲市", "--only", "offices"), 2, "'tasks', 'targets', 'completion'"),
        ((), 2, "Missing argument 'PLAN'"),
    ],
)
def test_how_it_fails(folder: Path, words: tuple[str, ...], code: int, message: str) -> None:
    found = run(folder, *words)
    assert found.exit_code == code
    assert message in found.stderr
