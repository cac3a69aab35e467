"""What a question asks besides its first matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.errors import UsageError

if TYPE_CHECKING:
    from edugraph.store import Store


def tables(found: ask.Answer) -> list[str]:
    return [part.commands[0].removeprefix("edugraph query ") for part in found.parts]


def test_those_who_have_it_and_those_who_have_not(store: Store) -> None:
    found = ask.answer(store, "终身学习这块，哪些市写了，哪些市没写？")
    having = {row["city"] for row in found.parts[1].table.dicts()}
    lacking = {row["city"] for row in found.table.dicts()}
    assert lacking == {"济宁市", "枣庄市"}
    assert {"邯郸市", "宁波市"} <= having
    assert not having & lacking


def test_who_leads_and_who_else_takes_part(store: Store) -> None:
    found = ask.answer(store, "邯郸的集团化办学由哪个处室牵头，还有谁参与")
    assert [row["who"] for row in found.table.dicts()] == ["基础教育处"]
    part = found.parts[0]
    assert any("several things" in doubt for doubt in found.doubts)
    assert {row["role"] for row in part.table.dicts()} == {"lead", "responsible"}
    assert len(part.table.rows) == 6


def test_what_the_first_row_counts_is_listed(store: Store) -> None:
    found = ask.answer(store, "邯郸教育局哪个处室牵头的任务最多，都是哪些？")
    assert tables(found)[0] == "tasks-of-office -p plan=handan-2023 -p organisation=基础教育处 -p role=lead"
    assert str(len(found.parts[0].table.rows)) == found.table.dicts()[0]["count"] == "11"


def test_a_list_is_wanted_where_the_question_ends_so(store: Store) -> None:
    found = ask.answer(store, "邯郸党建德育处牵头的任务一共有几项，列一下")
    assert [row["task"] for row in found.parts[0].table.dicts()] == ["19", "20", "21", "22", "23", "42"]
    assert ask.answer(store, "列一下邯郸任务最多的处室").parts == ()


@pytest.mark.parametrize(
    "question",
    ["邯郸双减有几项任务，分别在第几条", "枣庄有几位领导，各管几件事", "济宁的清单里哪个行动任务数最多？有几项？"],
)
def test_what_the_rows_hold_is_not_asked_again(store: Store, question: str) -> None:
    found = ask.answer(store, question)
    assert found.sure
    assert not found.parts


def test_a_question_that_cannot_be_read_whole_is_read_by_its_clauses(store: Store) -> None:
    found = ask.answer(store, "党组织领导的校长负责制现在哪几个市在推？枣庄写了没有")
    assert [row["city"] for row in found.table.dicts()] == ["邯郸市", "济宁市", "宁波市", "荣成市"]
    assert tables(found) == ["tasks-of-theme -p plan=zaozhuang-2023 -p theme=党组织领导的校长负责制"]
    assert not found.parts[0].table.rows


def test_a_clause_that_cannot_be_read_is_said(store: Store) -> None:
    found = ask.answer(store, "邯郸双减有哪些任务，蓝天白云是几号？")
    assert any("蓝天白云是几号" in doubt for doubt in found.doubts)


def test_a_clause_about_the_tasks_found(store: Store) -> None:
    found = ask.answer(store, "枣庄安管科监督指导的是什么工作，局里谁包靠")
    assert not any("谁包靠" in doubt for doubt in found.doubts)
    assert ("7", "leader", "史玉光") in {(row["task"], row["role"], row["who"]) for row in found.parts[0].table.dicts()}


def test_who_watches_over_the_tasks_of_a_person(store: Store) -> None:
    found = ask.answer(store, "王明成分管了枣庄十件实事里的哪些内容，分别由什么科室监督指导？")
    assert [(row["task"], row["measure"]) for row in found.table.dicts()] == [("1", "3"), ("2", "3"), ("5", "1")]
    watching = {
        (row["task"], row["measure"], row["who"])
        for row in found.parts[0].table.dicts()
        if row["role"] == "supervising"
    }
    assert {("1", "3", "机关党委"), ("2", "3", "人事科"), ("5", "1", "人事科")} <= watching


def test_a_clause_with_a_noun_of_its_own_is_no_mere_going_on(store: Store) -> None:
    found = ask.answer(store, "新增学位数最大的是哪座城市，建多少个项目？")
    assert "236" in {row["value"] for row in found.parts[0].table.dicts()}
    assert not found.sure


def test_figures_that_do_not_subtract_stand_beside_each_other(store: Store) -> None:
    found = ask.answer(store, "教研员培训学时要求，邯郸和济宁一样不一样")
    assert not found.table.rows
    assert not found.sure
    assert ("邯郸市", "72", "课时") in {
        (row["city"], row["value"], row["unit"]) for row in found.parts[0].table.dicts()
    }
    assert "72学时" in " ".join(row["text"] for row in found.parts[-1].table.dicts())


def test_what_is_done_stands_below_the_figures(store: Store) -> None:
    found = ask.answer(store, "济宁思政课方面有啥具体数字和动作？")
    assert found.query == "targets-of-theme"
    assert found.parts[0].query == "tasks-of-theme"


def test_an_office_that_has_nothing_on_a_theme_shows_what_it_has(store: Store) -> None:
    found = ask.answer(store, "人事科在济宁实验区任务清单里负责哪些")
    assert not found.table.rows
    assert [row["task"] for row in found.parts[0].table.dicts()] == ["1", "9", "11", "16"]


def test_what_no_plan_says_stays_refused(store: Store) -> None:
    with pytest.raises(UsageError):
        ask.answer(store, "枣庄为什么不提高等教育？是不是不重视")
