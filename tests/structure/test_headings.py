"""Where the title of an item ends."""

from __future__ import annotations

import pytest

from edugraph.structure import headings
from edugraph.text import fold

LONG = "各校要站在落实云岭县教育发展规划的高度，认真对待并共同办好这项面向全体学生和全体教师的重要工作"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        pytest.param("加强领导。成立专班。", "加强领导", id="made-sentence"),
        pytest.param("多措并举，办好教育。成立专班。", "多措并举，办好教育", id="made-sentence-with-a-comma"),
        pytest.param(f"{LONG}。成立专班。", LONG, id="made-long-sentence-with-more-behind"),
        pytest.param(f"{LONG}。", "各校要站在落实云岭县教育发展规划的高度", id="made-long-sentence-alone"),
        pytest.param(f"{LONG}。（责任单位：基教科）", "各校要站在落实云岭县教育发展规划的高度", id="made-long-sentence-and-a-clause"),
        pytest.param("扩大资源，新建园所3所。提升质量。", "扩大资源", id="made-figure-behind-a-comma"),
        pytest.param("加强领导：成立专班。", "加强领导", id="made-colon"),
        pytest.param("加强领导（责任单位：党办）\n成立专班。", "加强领导", id="made-bracket-behind"),
        pytest.param("（牵头领导：张三）加强领导。成立专班。", "加强领导", id="made-bracket-before"),
        pytest.param("（试点）加强领导。成立专班。", "（试点）加强领导", id="made-bracket-of-its-own"),
        pytest.param("建好县（市）学校。成立专班。", "建好县（市）学校", id="made-bracket-inside"),
    ],
)  # fmt: skip
def test_titles(said: str, title: str) -> None:
    span = headings.title(fold(said), 0, len(said))
    assert said[span.start : span.end] == title


@pytest.mark.parametrize(
    ("said", "deed", "title"),
    [
        pytest.param("建好云岭学校，修缮食堂。", True, "建好云岭学校", id="made-deed"),
        pytest.param("建好云岭学校；修缮食堂。", True, "建好云岭学校", id="made-deed-of-two"),
        pytest.param("建好云岭学校，修缮食堂。（责任单位：基教科）", True, "建好云岭学校", id="made-deed-with-an-office"),
        pytest.param("建好云岭学校，修缮食堂。\n责任单位：基教科\n配合单位：财务科", True, "建好云岭学校", id="made-deed-with-offices-on-lines"),
        pytest.param("建好云岭学校，修缮食堂。成立专班。", False, "建好云岭学校，修缮食堂", id="made-heading"),
        pytest.param("建好云岭学校，修缮食堂", False, "建好云岭学校，修缮食堂", id="made-no-sentence"),
    ],
)  # fmt: skip
def test_deeds(said: str, deed: bool, title: str) -> None:
    text = fold(said)
    assert headings.is_deed(text, 0, len(text)) is deed
    span = headings.title(text, 0, len(text), deed=deed)
    assert said[span.start : span.end] == title
