"""Remarks in the graph: each belongs to the task or review it stands in, or to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, query
from edugraph.build import build
from edugraph.shapes import validate
from edugraph.store import open_graph

if TYPE_CHECKING:
    from edugraph.store import Store

TEXT = """云岭县教育局2023年工作要点
全县现有学校90所。
一、建设（2件实事）
1.建校。新建学校3所。依托4个基地。（责任单位：教育股等5个股室）
2.育师。培训教师60人。
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("remarks")
    (folder / "demo.txt").write_text(TEXT, encoding="utf-8")
    build(catalogue.entries([folder / "demo.txt"]), folder / "graph")
    return open_graph(folder / "graph")


def test_every_remark_is_shown_with_its_task_or_none(store: Store) -> None:
    rows = [(row["task"], row["figure"], row["reason"]) for row in query.run(store, "remarks").dicts()]
    assert rows == [
        ("", "90所", "outside of tasks"),
        ("", "2件", "in a heading"),
        ("1", "4个", "background"),
        ("1", "5个", "among those who answer"),
    ]


def test_the_remarks_of_one_task(store: Store) -> None:
    found = query.run(store, "remarks", task="1").dicts()
    assert [row["figure"] for row in found] == ["4个", "5个"]
    assert not query.run(store, "remarks", task="2").dicts()


def test_the_graph_holds(store: Store) -> None:
    assert validate(store).rows == ()
