"""The responsibility matrix: offices by themes, long and wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.errors import MissingError
from edugraph.overlap import ledger, matrix

if TYPE_CHECKING:
    from edugraph.store import Store

PLANS = ("handan-2023", "jining-2023", "rongcheng-2023", "zaozhuang-2023")


def test_one_office_by_hand(store: Store) -> None:
    rows = {row["theme"]: row for row in matrix.table(store, plan="邯郸", organisation="基础教育处").dicts()}
    both = rows["双减"]
    assert [both[role] for role in matrix.ROLES] == ["2", "3", "", ""]
    assert (both["plan"], both["function"], both["tasks"]) == ("handan-2023", "基础教育", "46 47 48 50 53")
    assert rows["集团化办学"]["tasks"] == "45"


def test_an_office_of_one_measure_is_not_on_the_themes_of_the_others(store: Store) -> None:
    themes = {row["theme"] for row in matrix.table(store, plan="zaozhuang-2023", organisation="枣庄三中").dicts()}
    assert "普通高中优质特色发展" in themes
    assert "名师名校长培养" not in themes


@pytest.mark.parametrize("plan", PLANS)
def test_no_task_of_no_office_is_dropped(store: Store, plan: str) -> None:
    said = {
        (row["organisation"], row["role"], row["task"])
        for row in query.run(store, "responsibilities", plan=plan).dicts()
    }
    rows = matrix.table(store, plan=plan).dicts()
    assert {(row["organisation"], task) for row in rows for task in row["tasks"].split()} == {
        (office, task) for office, _, task in said
    }
    for row in rows:
        tasks = row["tasks"].split()
        assert max(int(row[role] or 0) for role in matrix.ROLES) <= len(tasks)
        for role in matrix.ROLES:
            there = {task for office, given, task in said if (office, given) == (row["organisation"], role)}
            assert int(row[role] or 0) <= len(there & set(tasks))


def test_what_names_no_theme_has_a_row_of_its_own(store: Store) -> None:
    rows = [row for row in matrix.table(store, plan="济宁").dicts() if not row["theme"]]
    assert [(row["organisation"], row["responsible"], row["tasks"]) for row in rows] == [
        ("市委教育工作办秘书科", "1", "13")  # its measure names none, the other measure of the task does
    ]
    wide = matrix.wide(rows, matrix.across(ledger.narrower(store)))
    assert wide.columns == ("organisation", "tasks", matrix.NO_THEME)
    assert wide.rows == (("市委教育工作办秘书科", "1", "责任1"),)


def test_one_theme_with_those_below_it(store: Store) -> None:
    rows = matrix.table(store, plan="handan-2023", theme="双减").dicts()
    tree = ledger.narrower(store)
    assert {row["theme"] for row in rows} == set(tree["双减"])
    found = matrix.wide(rows, matrix.across(tree, "双减"))
    assert found.columns == ("organisation", "tasks", "双减", "作业管理", "校外培训治理", "课后服务")
    assert found.rows[0] == ("基础教育处", "5", "牵头2 责任3", "牵头1 责任1", "牵头1 责任1", "牵头1 责任1")
    tasks = [int(row[1]) for row in found.rows]
    assert tasks == sorted(tasks, reverse=True)


def test_broad_themes_stand_across(store: Store) -> None:
    tree = ledger.narrower(store)
    found = matrix.wide(matrix.table(store, plan="zaozhuang-2023").dicts(), matrix.across(tree))
    assert found.columns[:4] == ("organisation", "tasks", "立德树人与五育并举", "双减")
    assert "集团化办学" not in found.columns
    assert {cell for row in found.rows for cell in row[2:]} >= {"责任3", "监督指导2", ""}
    assert len(found.rows) == len(
        {row["organisation"] for row in query.run(store, "offices", plan="zaozhuang-2023").dicts()}
    )


def test_what_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(MissingError, match="ningbo-2023 names no office"):
        matrix.table(store, plan="宁波")
    with pytest.raises(MissingError, match="no plan of 青岛"):
        matrix.table(store, plan="青岛")
    with pytest.raises(MissingError, match="handan-2023 names no office 基教科"):
        matrix.table(store, plan="邯郸", organisation="基教科")
    with pytest.raises(MissingError, match="the graph knows no theme 双增"):
        matrix.table(store, plan="邯郸", theme="双增")
