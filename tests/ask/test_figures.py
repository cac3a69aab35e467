"""Units, bounds and school stages of a question choose among rows of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.ask import cues

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("邯郸在学校建设上打算投多少钱", ["6070000000"]),
        ("邯郸初中生每天书面作业最多多长时间", ["90"]),
        ("邯郸小学生每天书面作业最多多长时间", ["60"]),
        ("哪些城市的普惠性幼儿园覆盖率目标超过85%", ["90", "88", "88"]),
        ("普惠性幼儿园覆盖率低于90%的城市有哪些", ["88", "88", "85"]),
        ("新增学位不少于2万个的城市有哪些", ["174000", "24000", "40000"]),
    ],
)
def test_rows_that_are_asked_for(store: Store, question: str, values: list[str]) -> None:
    assert [row["value"] for row in ask.answer(store, question).table.dicts()] == values


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("宁波普惠性幼儿园要建多少所", "%"),
        ("普通话培训多少人次", "场"),
        ("枣庄新增学位现在有多少", "现状"),
        ("荣成 家访 次数", "另有说法"),
    ],
)
def test_figures_of_another_kind_are_told(store: Store, question: str, said: str) -> None:
    assert any(said in doubt for doubt in ask.answer(store, question).doubts)


def test_units_of_other_questions_choose_nothing(store: Store) -> None:
    assert len(ask.answer(store, "宁波有几个目标写明了数字").table.rows) > len(
        ask.answer(store, "宁波写明数字的目标里带百分比的有哪些").table.rows
    )


@pytest.mark.parametrize(("chars", "money"), [("投多少钱", True), ("投资额", False), ("几所学校", False)])
def test_money_is_asked_for(chars: str, money: bool) -> None:
    assert cues.asks_for_money(chars) is money
