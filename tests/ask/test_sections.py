"""Headings as places to look in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask

if TYPE_CHECKING:
    from edugraph.store import Store


def tasks(found: ask.Answer) -> list[str]:
    return [row["task"] for row in found.table.dicts()]


def test_tasks_under_a_heading_that_names_the_theme_stand_before_those_that_mention_it(store: Store) -> None:
    found = ask.answer(store, "想了解一下荣成今年心理健康教育具体怎么干")
    assert tasks(found) == ["40", "41", "42", "15", "16"]
    assert {row["words"] for row in found.table.dicts()[1:3]} == {"加强心理健康教育"}
    assert any("荣成市“加强心理健康教育” 41 42" in note for note in found.notes)
    assert any("前 3 行" in note for note in found.notes)


def test_those_who_answer_for_them_do_too(store: Store) -> None:
    found = ask.answer(store, "荣成心理健康教育各条都是哪些科室负责")
    assert {row["who"] for row in found.table.dicts() if row["task"] == "41"} == {"教研中心", "职教科", "各基层学校"}


def test_where_the_rows_are_cities_they_are_named(store: Store) -> None:
    found = ask.answer(store, "哪些城市推进心理健康教育")
    assert any("加强心理健康教育” 41 42" in note for note in found.notes)
    assert found.beside == {("rongcheng-2023", "41"), ("rongcheng-2023", "42")}


def test_a_heading_names_a_theme_as_a_task_would(store: Store) -> None:
    assert "6" not in tasks(ask.answer(store, "邯郸高等教育方面今年要干啥"))  # 全面提高教育教学质量


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("宁波师德师能那一部分，哪些任务没有定量指标", ["13", "14"]),
        ("宁波教师队伍那一部分（第四部分）哪几条没有量化目标？", ["13", "14"]),
        ("济宁“优秀传统文化教育高地”那部分，哪些任务没有量化指标？", ["25", "26"]),
    ],
)
def test_a_section_by_some_of_its_words_or_its_number(store: Store, question: str, expected: list[str]) -> None:
    assert tasks(ask.answer(store, question)) == expected


def test_rows_of_a_section_that_the_reading_does_not_use(store: Store) -> None:
    found = ask.answer(store, "荣成第五部分由哪些科室负责")
    assert set(tasks(found)) == {"49", "50", "51", "52", "53", "54"}
