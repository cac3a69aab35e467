"""The very word of a question beside its theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.ask import literal
from edugraph.ask.texts import Texts

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.fixture(scope="module")
def texts(store: Store) -> Texts:
    return Texts(store)


@pytest.mark.parametrize(
    ("word", "label", "kernel"),
    [
        ("校园欺凌", "平安校园", "欺凌"),
        ("防范校园欺凌", "平安校园", "欺凌"),
        ("研学旅行", "德育", "研学"),
        ("课后延时服务", "课后服务", ""),
        ("双减", "双减", ""),
    ],
)
def test_the_kernel_of_a_name(texts: Texts, word: str, label: str, kernel: str) -> None:
    assert literal.kernel(texts, word, label) == kernel


def test_the_kernel_finds_what_the_word_does_not(store: Store) -> None:
    found = ask.answer(store, "研学旅行有谁在推")
    assert {(row["city"], row["task"]) for row in found.table.dicts()} == {("宁波市", "4"), ("荣成市", "31")}
    assert found.parts[0].query == "cities-of-theme"


def test_cities_that_write_the_word_stand_first(store: Store) -> None:
    found = ask.answer(store, "县管校聘是不是只有一个城市在推？是哪个")
    assert [row["city"] for row in found.table.dicts()] == ["邯郸市", "荣成市"]
    assert any("前 1 行的任务原文有“县管校聘”" in note for note in found.notes)


def test_who_does_not_write_the_word_though_it_has_the_theme(store: Store) -> None:
    found = ask.answer(store, "五份计划中哪个城市没有提到“双减”？")
    assert not found.table.rows
    assert found.parts[0].table.rows == (("枣庄市", "zaozhuang-2023"),)


def test_the_tasks_that_write_the_word(store: Store) -> None:
    found = ask.answer(store, "哪几个城市的工作计划里写到了“双减”，分别是第几条？")
    written = {row["city"]: row["tasks"] for row in found.parts[0].table.dicts()}
    assert written == {"邯郸市": "46 47 48", "济宁市": "4", "宁波市": "5", "荣成市": "43 44 45"}


def test_a_plan_that_has_the_theme_in_other_words_only(store: Store) -> None:
    found = ask.answer(store, "荣成有县管校聘改革吗")
    assert [row["words"] for row in found.table.dicts()] == ["逐级竞聘"]
    assert any("原文没有“县管校聘”" in doubt for doubt in found.doubts)
    assert ask.answer(store, "邯郸有县管校聘改革吗").sure


def test_a_word_that_only_other_plans_have(store: Store) -> None:
    found = ask.answer(store, "邯郸有没有游泳进校园的内容？")
    assert any("邯郸市的原文没有“游泳”" in doubt and doubt.endswith("荣成市 33") for doubt in found.doubts)


def test_tasks_of_plans_that_never_write_the_word_stand_last(store: Store) -> None:
    found = ask.answer(store, "县管校聘由谁负责")
    assert [row["plan"] for row in found.table.dicts()] == ["handan-2023", "rongcheng-2023", "rongcheng-2023"]
    assert any("后 2 行的计划没有“县管校聘”" in note for note in found.notes)
