"""Each question on networks says how its rows are to be read, and the command line tells it, to people only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edugraph import answers, query
from edugraph.cli import main
from edugraph.overlap.selection import places
from edugraph.table import Table

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

NAMES = ("bridges", "central-offices", "city-ties", "theme-communities")


@pytest.mark.parametrize("name", NAMES)
def test_the_header_says_how_to_read_it(name: str) -> None:
    header = query.headers()[name]
    assert header.reading.endswith(".")
    assert re.search(r"[\u4e00-\u9fff].*。$", header.reading_zh)


def test_a_header_without_it_says_nothing() -> None:
    assert query.headers()["plans"].reading == query.headers()["plans"].reading_zh == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_row_leads_to_tasks(store: Store, name: str) -> None:
    known = {(row["plan"], row["task"]) for row in query.run(store, "tasks").dicts()}
    found = answers.question(name, {})(store)
    assert isinstance(found, Table)
    assert found.rows
    for row in found.dicts():
        assert places(row)
        assert set(places(row)) <= known


@pytest.mark.parametrize(
    ("name", "form", "told"),
    [
        ("city-ties", "table", True),
        ("city-ties", "md", True),
        ("city-ties", "csv", False),
        ("city-ties", "json", False),
        ("plans", "table", False),
    ],
)
@pytest.mark.parametrize(("lang", "begin"), [("en", "how to read: closeness 1.00"), ("zh", "读法：相近程度为 1.00")])
def test_it_is_told_beside_the_rows_that_people_read(
    graph_folder: Path, name: str, form: str, told: bool, lang: str, begin: str
) -> None:
    call = ["--graph", str(graph_folder), "query", name, "--format", form]
    found = CliRunner(env={"EDUGRAPH_LANG": lang}).invoke(main, call)
    assert found.exit_code == 0
    assert (begin in found.stderr) is told
    assert begin[:3] not in found.stdout
    assert found.stderr.count("\n") == told


def test_nothing_is_told_of_no_rows(graph_folder: Path) -> None:
    call = ["--graph", str(graph_folder), "query", "theme-communities", "-p", "theme=审计监督"]
    found = CliRunner().invoke(main, call)
    assert found.exit_code == 0
    assert "no rows" in found.stderr
    assert "how to read" not in found.stderr
