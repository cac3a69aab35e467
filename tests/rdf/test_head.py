"""The head of a document in the graph: its year with all that speaks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, query
from edugraph.build import build
from edugraph.store import open_graph

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

OPINION = """云岭县教育局关于推进集团化办学的实施意见
（云教发〔2016〕8号）
一、建设
1.推进甲。到2020年，建成3所。
2.推进乙。
云岭县教育局
2017年１月4日
"""
PAGE = OPINION.replace("（云教发〔2016〕8号）", "发文日期 | 2016-12-30").replace("云岭县教育局\n2017年１月4日\n", "")


def graph(folder: Path, text: str) -> Store:
    (folder / "demo.txt").write_text(text, encoding="utf-8")
    reports = build(catalogue.entries([folder / "demo.txt"]), folder / "graph")
    assert [one.state for one in reports] == ["read"], reports[0].message
    return open_graph(folder / "graph")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return graph(tmp_path_factory.mktemp("head"), OPINION)


def test_number_date_and_year_are_those_of_the_head(store: Store) -> None:
    (row,) = query.run(store, "plans").dicts()
    told = {name: row[name] for name in ("year", "number", "issued", "issuer", "year_from")}
    assert told == {
        "year": "2016",
        "number": "云教发〔2016〕8号",
        "issued": "2017-01-04",
        "issuer": "云岭县教育局",
        "year_from": "number",
    }


def test_heads_name_what_disagrees(store: Store) -> None:
    (row,) = query.run(store, "heads").dicts()
    assert (row["genre"], row["year_from"], row["year_against"]) == ("实施意见", "number", "2017（2017年１月4日）")


def test_all_evidence_has_its_place(store: Store) -> None:
    rows = [
        (row["year_from"], row["says"], row["decides"], row["quote"])
        for row in query.run(store, "year-evidence").dicts()
    ]
    assert rows == [("number", "2016", "yes", "云教发〔2016〕8号"), ("signature", "2017", "", "2017年１月4日")]


def test_an_inferred_year_says_what_it_is_inferred_from(tmp_path: Path) -> None:
    (row,) = query.run(graph(tmp_path, PAGE), "plans").dicts()
    assert (row["year"], row["year_from"], row["issued"]) == ("2016", "dateline", "2016-12-30")
