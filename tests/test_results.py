"""Results in the graph: where they stand, what the query says of them, and that they are no targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.facts import read
from edugraph.shapes import validate
from tests.diff.made import EARLIER, LATER, graph_of
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

PAST = LATER.replace("建设心理辅导室40个", "去年建成心理辅导室35个，今年建设心理辅导室40个")


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of a plan without results, and of one with a review and a task that tell some."""
    return graph_of(tmp_path_factory.mktemp("two"), {"jia-2023": EARLIER, "jia-2024": PAST})


def test_columns_and_rows(two: Store) -> None:
    found = query.run(two, "results")
    expected = "plan, section, task, indicator, value, value_max, unit, comparator, quote, doubt, corrected"
    assert ", ".join(found.columns) == expected
    rows = found.dicts()
    assert len(rows) == 13
    assert {row["plan"] for row in rows} == {"jia-2024"}
    assert all((row["section"], row["task"]) == ("1", "") for row in rows[:-1])
    last = rows[-1]
    assert (last["section"], last["task"], last["value"], last["quote"]) == ("", "9", "35", "去年建成心理辅导室35个")


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"plan": "jia-2023"}, 0),
        ({"plan": "jia-2024"}, 13),
        ({"task": "9"}, 1),
        ({"indicator": "新增学位"}, 2),
        ({"indicator": "普惠性幼儿园覆盖率"}, 1),
    ],
)
def test_parameters_keep_their_rows(two: Store, parameters: dict[str, str], count: int) -> None:
    assert len(query.run(two, "results", **parameters).rows) == count


def test_results_are_no_targets(two: Store) -> None:
    quotes = {row["quote"] for row in query.run(two, "targets").dicts()}
    assert "去年建成心理辅导室35个" not in quotes
    assert "建设心理辅导室40个" in "".join(quotes)
    assert not any("5400" in quote for quote in quotes)
    assert {row["said"] for row in query.run(two, "statements").dicts()} == {"target", "result"}


def test_every_statement_is_quoted_from_its_place(two: Store) -> None:
    texts = {"jia-2023": EARLIER, "jia-2024": PAST}
    rows = query.rows(two, "statements")
    assert len({row["_fact"] for row in rows}) == len(rows)
    for row in rows:
        assert texts[row["plan"]][int(row["start"]) : int(row["end"])] == row["exact"]
        assert row["exact"] in row["sentence"]
        assert bool(row["section"]) != bool(row["task"])
    results = [row for row in rows if row["said"] == "result"]
    assert sorted(row["_fact"] for row in results) == sorted(row["_fact"] for row in query.rows(two, "results"))
    assert results[0]["_fact"] == "https://w3id.org/edugraph/id/jia-2024/section/1/result/1"
    assert results[-1]["_fact"] == "https://w3id.org/edugraph/id/jia-2024/task/9/result/1"


def test_statements_are_the_targets_where_nothing_is_told(store: Store) -> None:
    rows, targets = query.rows(store, "statements"), query.rows(store, "targets")
    assert [row["_fact"] for row in rows] == [row["_fact"] for row in targets]
    assert all(row["exact"] == target["quote"] for row, target in zip(rows, targets, strict=True))


def test_the_graph_keeps_its_shapes(two: Store) -> None:
    assert validate(two).rows == ()


def test_extract_writes_results_and_the_report_counts_them(tmp_path: Path) -> None:
    file = tmp_path / "jia-2024.txt"
    file.write_text(PAST, encoding="utf-8")
    found = list(read(run("extract", str(file)).stdout.splitlines()))
    assert sum(fact.name == "result" for fact in found) == 13
    report = run("build", str(file), "--into", str(tmp_path / "graph"), "--format", "csv").stdout.splitlines()
    header, row = (line.split(",") for line in report)
    assert row[header.index("results")] == "13"
