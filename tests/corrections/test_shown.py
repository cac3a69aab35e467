"""What people corrected is told where it is shown: in the page, and in a note that cites it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from edugraph import catalogue, corrections
from edugraph.build import build
from edugraph.cli import main
from edugraph.store import open_graph
from edugraph.view import reader, targets
from edugraph.view.scope import Scope
from tests.conftest import PLANS

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

CHANGED = """[[correction]]
plan = "handan-2023"
kind = "target"
quote = "新增学位17.4万个"
action = "change"
set = { value = 184000 }
who = "李文"
when = 2024-05-01
why = "勘误"
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five plans, one of them corrected."""
    folder = tmp_path_factory.mktemp("corrected")
    shutil.copytree(PLANS, folder / "plans")
    (folder / "plans" / corrections.NAME).write_text(CHANGED, encoding="utf-8")
    build(catalogue.entries([folder / "plans"]), folder / "graph")
    return folder / "graph"


@pytest.fixture(scope="module")
def corrected(graph: Path) -> Store:
    return open_graph(graph)


SAID = {
    "corrected": "changed", "was": "value 174000", "now": "value 184000", "by": "李文", "when": "2024-05-01",
    "grounds": "勘误",
}  # fmt: skip


def test_a_corrected_fact_has_who_when_and_why_in_the_packs(corrected: Store) -> None:
    pack: Any = reader.packs(Scope(corrected))["plan/handan-2023"]
    told = [fact for fact in pack["facts"] if fact.get("people")]
    assert [(fact["value"], fact["corrected"], fact["people"]) for fact in told] == [("184000", "changed", [SAID])]
    rows = [row for one in targets.indicators(Scope(corrected)) for row in one["targets"] if row.get("people")]
    assert [(row["plan"], row["value"], row["people"]) for row in rows] == [("handan-2023", "184000", [SAID])]


def test_a_page_says_it_in_both_languages(graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert CliRunner().invoke(main, ["--graph", str(graph), "view", "-o", str(page)]).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "correctedSign" in text
    assert '"code.corrected.changed"' in text


def test_a_note_says_that_a_figure_was_corrected(graph: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.html"
    words = ["--graph", str(graph), "brief", "邯郸", "枣庄", "-o", str(note)]
    assert CliRunner().invoke(main, words).exit_code == 0
    text = note.read_text(encoding="utf-8")
    assert "18.4万个（人工更改）" in text
    assert "经人工更正的事实有：邯郸市1项" in text
    checked = CliRunner().invoke(main, ["--graph", str(graph), "brief", "--verify", str(note)])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("name", ["targets", "indicator-targets", "facts"])
def test_a_query_says_it(graph: Path, name: str) -> None:
    rows = CliRunner().invoke(main, ["--graph", str(graph), "query", name, "--format", "csv"]).stdout
    assert sum(",changed" in line for line in rows.splitlines()) == 1
