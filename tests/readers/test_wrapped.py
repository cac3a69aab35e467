"""Hard line ends: paragraphs come back, and lines that are meant stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.readers.wrapped import unwrapped
from tests.structure.reading import CITIES, real_text

PLAN = [
    "2023年教育工作要点",
    "一、加强党的建设",
    "1.强化理论武装。" + "深入学习贯彻党的二十大精神，健全第一议题制度，推动理论学习中心组学习制度化规范化。" * 3,
    "2.推进集团化办学。" + "新组建教育集团5个，新增学位3000个，校长教师交流轮岗比例达到15%以上。" * 4,
    "二、办好人民满意的教育",
    "3.实施强镇筑基行动。" + "培育县级试点镇8个，改善乡村学校办学条件，提升乡村教师待遇水平。" * 5,
]


@pytest.mark.parametrize("width", [20, 26, 30, 38])
def test_paragraphs_come_back(width: int) -> None:
    broken = [line[at : at + width] for line in PLAN for at in range(0, len(line), width)]
    text, joined = unwrapped("\n".join(broken))
    assert text.split("\n") == PLAN
    assert joined == len(broken) - len(PLAN)


@pytest.mark.parametrize("city", CITIES)
def test_real_plans_stay_as_they_are(city: str) -> None:
    assert unwrapped(real_text(city)) == (real_text(city), 0)


@given(st.lists(st.text(alphabet="山水田林湖草。", max_size=50), max_size=7))
def test_short_texts_are_never_judged(lines: list[str]) -> None:
    assert unwrapped("\n".join(lines)) == ("\n".join(lines), 0)


@given(st.text())
def test_nothing_but_line_ends_and_blanks_is_lost(text: str) -> None:
    assert "".join(unwrapped(text)[0].split()) == "".join(text.split())
