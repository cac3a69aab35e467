"""Requests are answered as the named queries answer that ask the same; what they deny and lack is the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from edugraph import query
from edugraph.errors import MissingError, UsageError
from edugraph.request import lacking
from edugraph.request.rows import _gathered, find
from edugraph.request.value import request
from edugraph.table import Table

if TYPE_CHECKING:
    from edugraph.store import Store

TASK = ("plan", "task")
FIGURE = ("plan", "task", "measure", "indicator", "value", "value_max", "unit", "comparator", "deadline")
SAME: list[tuple[str, dict[str, Any], str, dict[str, str], tuple[str, ...]]] = [
    ("tasks", {}, "tasks", {}, (*TASK, "title", "section")),
    ("tasks", {"plan": "ningbo-2023"}, "tasks", {"plan": "ningbo-2023"}, TASK),
    ("tasks", {"without": "targets"}, "tasks-without-targets", {}, TASK),
    ("tasks", {"without": ["offices", "persons"]}, "tasks-without-offices", {}, TASK),
    ("tasks", {"theme": "双减", "without": "targets"}, "tasks-without-targets", {"theme": "双减"}, TASK),
    ("tasks", {"office": "基础教育处", "role": "lead"}, "tasks-of-office", {"organisation": "基础教育处", "role": "lead"}, TASK),
    ("tasks", {"function": "基础教育"}, "tasks-of-office", {"function": "基础教育"}, TASK),
    ("tasks", {"person": "邓淇"}, "leader-tasks", {"name": "邓淇"}, TASK),
    ("tasks", {"document": "学前教育"}, "documents-cited", {"document": "学前教育"}, TASK),
    ("targets", {}, "targets", {}, (*FIGURE, "redacted", "quote")),
    ("targets", {"plan": "handan-2023", "task": "16"}, "targets", {"plan": "handan-2023", "task": "16"}, FIGURE),
    ("targets", {"indicator": "新增学位"}, "targets", {"indicator": "新增学位"}, FIGURE),
    ("targets", {"theme": "职业教育提质培优"}, "targets-of-theme", {"theme": "职业教育提质培优"}, (*FIGURE, "quote")),
    ("targets", {"theme": "双减"}, "targets-of-theme", {"theme": "双减"}, (*FIGURE, "quote")),
    ("targets", {"blanked": "true"}, "blanked-targets", {}, ("plan", "task", "indicator", "unit", "quote")),
    ("targets", {"before": "2023-06-30"}, "targets-due", {"before": "2023-06-30"}, FIGURE),
    ("targets", {"after": "2023-12-31"}, "targets-due", {"after": "2023-12-31"}, FIGURE),
    ("sentences", {"words": "心理"}, "task-words", {}, (*TASK, "measure", "text")),
    ("cities", {"not_theme": "集团化办学"}, "cities-without-theme", {"theme": "集团化办学"}, ("city",)),
    ("cities", {"theme": "集团化办学"}, "cities-of-theme", {"theme": "集团化办学"}, ("city", "count")),
    ("offices", {"plan": "handan-2023"}, "busiest-offices", {"plan": "handan-2023"}, ("organisation", "count")),
    ("offices", {"role": "lead"}, "busiest-offices", {"role": "lead"}, ("plan", "organisation", "count")),
    ("plans", {}, "plans", {}, ("plan", "year", "title")),
]  # fmt: skip


@pytest.mark.parametrize(("what", "where", "name", "given", "columns"), SAME, ids=lambda one: str(one)[:40])
def test_a_request_gives_the_rows_of_the_query_that_asks_the_same(
    store: Store, what: str, where: dict[str, Any], name: str, given: dict[str, str], columns: tuple[str, ...]
) -> None:
    def cells(rows: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return sorted(
            {
                tuple(row[column] for column in columns)
                for row in rows
                if where.get("words", "") in row.get("text", "心理")
            }
        )

    found, expected = find(store, what, **where).dicts(), query.run(store, name, **given).dicts()
    assert cells(found) == cells(expected)
    assert found
    assert what != "targets" or len(found) == len(expected)  # two that say the very same are two


@pytest.mark.parametrize(
    "where",
    [
        {"theme": "双减"}, {"theme": "德育", "standing": "main"}, {"office": "基础教育处"}, {"role": "lead"}, {"words": "学校"},
        {"document": "意见"}, {"city": "宁波"}, {"task": "3"}, {"value": ">=90%"},
        {"person": "邓淇"}, {"unit": "%"}, {"blanked": "true"}, {"doubt": "scope"}, {"function": "基础教育", "role": "lead"},
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("what", ["tasks", "targets"])
def test_what_is_denied_is_the_rest(store: Store, what: str, where: dict[str, Any]) -> None:
    """Rows that have it and rows that have not are all rows, and none is both."""
    every, held = find(store, what).rows, find(store, what, **where).rows
    rest = find(store, what, **{f"not_{name}": value for name, value in where.items()}).rows
    assert sorted((*held, *rest)) == sorted(every)
    assert not set(held) & set(rest)
    assert held or what == "targets" or where == {"person": "邓淇"}


def test_values_are_compared_as_numbers_with_their_unit(store: Store) -> None:
    rows = find(store, "targets", value=">=90%").dicts()
    expected = [
        row
        for row in query.run(store, "targets").dicts()
        if row["unit"] == "%" and row["value"] and float(row["value"]) >= 90
    ]
    assert [row["quote"] for row in rows] == [row["quote"] for row in expected]
    between = find(store, "targets", value=[">=90%", "<95%"]).dicts()
    assert [row for row in rows if float(row["value"]) < 95] == between
    assert find(store, "targets", value=">1.5万人").rows == tuple(
        row for row in find(store, "targets", unit="人").rows if row[5] and float(row[5]) > 15_000
    )


def test_several_values_of_a_constraint_are_any_of_them(store: Store) -> None:
    one, other, both = (find(store, "tasks", theme=said).rows for said in ("双减", "德育", ["双减", "德育"]))
    assert set(both) == {*one, *other}
    assert len(both) < len(one) + len(other)


def test_several_texts_are_any_of_them_too(store: Store) -> None:
    rows = find(store, "targets", unit=["所", "人"]).dicts()
    assert {row["unit"] for row in rows} == {"所", "人"}
    assert len(rows) == sum(len(find(store, "targets", unit=unit).rows) for unit in ("所", "人"))


def test_a_group_stands_for_its_cities(store: Store) -> None:
    rows = find(store, "tasks", city="山东的地级市", each="city").dicts()
    assert {row["city"] for row in rows} == {"枣庄市", "济宁市"}


def test_a_task_is_counted_once_however_often_a_thing_stands_in_it() -> None:
    rows = Table(
        ("city", "plan", "organisation", "role", "task"), tuple(("甲", "a-1", "科", role, "1") for role in "xy")
    )
    assert _gathered(rows, request("offices")).rows == (("甲", "a-1", "科", "1", "1"),)
    assert _gathered(rows, request("offices", each="role")).dicts()[0] == {"role": "x", "count": "1", "tasks": "a-1:1"}
    assert _gathered(rows, request("offices", each="organisation")).dicts()[0]["count"] == "2"
    assert _gathered(rows, request("offices", each="organisation", by="tasks")).dicts()[0]["count"] == "1"


@pytest.mark.parametrize(
    ("denied", "same"),
    [
        ({"role": "lead", "plan": "handan-2023"}, ["1", "3", "16", "18", "40", "41", "51", "52"]),
        ({"name": "邓淇", "plan": "zaozhuang-2023"}, ["1", "5", "7", "10"]),
    ],
)
def test_tasks_that_lack_something_as_read_by_hand(store: Store, denied: dict[str, str], same: list[str]) -> None:
    assert [row["task"] for row in lacking.table(store, **denied).dicts()] == same


def test_where_nothing_is_denied_they_are_all_tasks(store: Store) -> None:
    assert lacking.table(store, plan="handan-2023") == find(store, "tasks", plan="handan-2023")


def test_rows_are_gathered_ranked_counted_and_cut(store: Store) -> None:
    by_city = find(store, "tasks", each="city").dicts()
    assert [(row["city"], row["count"]) for row in by_city] == [
        (row["city"], row["count"]) for row in query.run(store, "counts", what="tasks").dicts()
    ]
    assert find(store, "tasks", count=True).rows == ((str(sum(int(row["count"]) for row in by_city)),),)
    shared = find(store, "themes", by="cities").dicts()
    assert [int(row["count"]) for row in shared] == sorted((int(row["count"]) for row in shared), reverse=True)
    assert shared[0]["count"] == "5"
    assert find(store, "themes", by="cities", first=3).dicts() == shared[:3]
    assert find(store, "cities", by="tasks").dicts()[0]["count"] == "54"
    assert find(store, "cities", count=True).rows == (("5",),)


@pytest.mark.parametrize(
    ("what", "where", "error", "said"),
    [
        ("task", {}, UsageError, "what is asked for: task is none. Did you mean tasks"),
        ("tasks", {"thema": "双减"}, UsageError, "constraint: thema is none. Did you mean theme"),
        ("tasks", {"theme": "双减政"}, MissingError, "knows no theme 双减政. Did you mean 双减"),
        ("tasks", {"city": "青岛"}, MissingError, "no plan of 青岛"),
        ("targets", {"value": "many"}, UsageError, "value=many: a figure"),
        ("targets", {"blanked": "yes"}, UsageError, "blanked: yes is none"),
        ("tasks", {"without": "figures"}, UsageError, "without: figures is none"),
        ("tasks", {"each": "indicator"}, UsageError, "each: indicator is none"),
        ("tasks", {"by": "cities"}, UsageError, "tasks are not gathered"),
    ],
)
def test_what_is_wrong_is_told(
    store: Store, what: str, where: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        find(store, what, **where)


def test_a_name_is_never_read_as_a_query(store: Store) -> None:
    assert find(store, "tasks", words='" } DROP ALL #').rows == ()
