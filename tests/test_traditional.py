"""A document in traditional characters is read like its twin in simplified ones, and it is told."""

from __future__ import annotations

import pytest

from edugraph import regions, structure, traditional
from edugraph.extract import extract
from edugraph.facts import Responsibility, Target, ThemeMention
from edugraph.text import Source, fold

TEXT = """青石縣教育局2024年工作要點
一、擴大資源
1.新建公辦幼兒園4所，新增學位1200個。（責任股室：基教股、項目辦）
2.義務教育鞏固率達到97%以上。（責任股室：基教股）
二、加強隊伍
3.招聘教師80名，培訓骨幹教師300人次。（責任股室：人事股）
4.深化教師“縣管校聘”改革。（牽頭股室：人事股；配合股室：計財股）
"""


def read(text: str) -> structure.Plan:
    return structure.parse(Source("made.txt", text), "made-2024")


def test_it_is_read_like_its_twin() -> None:
    twin, plan = read(fold(TEXT)), read(TEXT)
    assert (plan.year, plan.header.genre, len(plan.tasks)) == (2024, "key-points", 4)
    facts, others = [*extract(plan)], [*extract(twin)]
    assert len(facts) == len(others)
    for one, other in zip(facts, others, strict=True):
        assert (type(one), one.span) == (type(other), other.span)
        if isinstance(one, Target) and isinstance(other, Target):
            assert (one.value, one.unit, one.comparator, one.concept) == (
                other.value,
                other.unit,
                other.comparator,
                other.concept,
            )
        if isinstance(one, ThemeMention) and isinstance(other, ThemeMention):
            assert one.theme == other.theme
    assert [one.role for one in facts if isinstance(one, Responsibility)] == ["responsible"] * 4 + [
        "lead",
        "cooperating",
    ]


def test_it_is_told_and_the_text_stays_as_it_came() -> None:
    plan = read(TEXT)
    assert [one.reason for one in plan.doubts] == ["traditional characters, read as simplified ones"]
    assert plan.title_of(plan.tasks[0]) == "新建公辦幼兒園4所,新增學位1200個" or "幼兒園" in plan.title_of(
        plan.tasks[0]
    )
    assert not read(fold(TEXT)).doubts


@pytest.mark.parametrize(
    ("text", "used"),
    [
        pytest.param("青石縣教育局工作要點", True, id="made-title"),
        pytest.param("青石县教育局工作要点", False, id="made-simplified"),
        pytest.param("青石县教育局工作要点，特邀專家指导全县学校开展各项教育教学工作", False, id="made-one-word"),
        pytest.param("", False, id="made-nothing"),
        pytest.param("教育局工作", False, id="made-the-same-in-both"),
    ],
)
def test_what_is_written_so(text: str, used: bool) -> None:
    assert (traditional.first(text) is not None) is used


def test_places_stay() -> None:
    assert len(fold(TEXT)) == len(TEXT)


def test_no_name_of_a_place_is_folded() -> None:
    assert not any(ord(char) in traditional.table() for region in regions.table() for char in region.name)
