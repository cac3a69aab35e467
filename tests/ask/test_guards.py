"""Answers that are doubtful whatever their reading."""

from __future__ import annotations

import pytest

from edugraph.ask import Answer, guards
from edugraph.table import Table

PLANS = (
    {"plan": "handan-2023", "city": "邯郸市", "name": "邯郸市", "code": "130400"},
    {"plan": "jining-2023", "city": "济宁市", "name": "济宁市", "code": "370800"},
    {"plan": "ningbo-2023", "city": "宁波市", "name": "宁波市", "code": "330200"},
)
ONE = Table(("plan", "task"), (("handan-2023", "8"),))
BOTH = Table(("plan", "task"), (("handan-2023", "8"), ("jining-2023", "17")))
ABSENT = "cities without a row: 济宁市"


@pytest.mark.parametrize(
    ("question", "table", "expected"),
    [
        ("邯郸和济宁对教研员的培训学时要求一样吗？", ONE, ABSENT),
        ("邯郸和济宁对教研员的培训学时要求一样吗？", BOTH, ""),
        ("邯郸和济宁对教研员的培训学时要求一样吗？", Table(("city",), (("邯郸市",),)), ""),
        ("除了济宁，邯郸也提到双减吗", ONE, ""),
        ("邯郸和济宁没有哪些主题", ONE, ""),
        ("谁负责双减？", ONE, ""),
    ],
)
def test_doubts_of_any_answer(question: str, table: Table, expected: str) -> None:
    found = " ".join(guards.doubts(question, PLANS, table))
    assert expected in found
    assert bool(found) == bool(expected)


def test_words_of_a_clause_that_is_answered_by_itself_are_no_doubt() -> None:
    said = (f"{guards.NOT_READ}谁包靠、蓝天", "其他 / other")
    assert list(guards.without(said, ["局里谁包靠"])) == [f"{guards.NOT_READ}蓝天", "其他 / other"]
    assert list(guards.without(said[:1], ["局里谁包靠", "蓝天呢"])) == []


@pytest.mark.parametrize(
    ("question", "table", "expected"),
    [
        ("各市的双减分别由谁来抓", BOTH, ["没有行的城市 / cities without a row: 宁波市"]),
        ("双减由谁来抓", BOTH, []),
        ("各市的双减分别由谁来抓", Table(("plan", "tasks"), (("handan-2023", "8"),)), []),
    ],
)
def test_cities_without_a_row_where_all_are_asked_for(question: str, table: Table, expected: list[str]) -> None:
    assert list(guards.silent(question, PLANS, Answer("", "who-answers", (), table))) == expected


def test_a_city_with_plans_of_two_years_has_a_row_if_one_of_them_has() -> None:
    plans = ({**PLANS[0], "plan": "handan-2022"}, *PLANS)
    assert not list(guards.doubts("邯郸和济宁双减有哪些任务", plans, BOTH))
    (told,) = guards.silent("各市双减谁负责", plans, Answer("", "who-answers", (), BOTH))
    assert told.endswith(": 宁波市")
