"""Names as official lists write them: governments named together, what is said around a name, what is no name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph import bodies
from edugraph.text import Span, fold
from tests.structure.reading import not_in_their_plan

NAMES = [
    pytest.param("各区（市）教体局、市直中小学校（含幼儿园，下同）", ["各区（市）教体局", "市直中小学校"], id="zaozhuang-1"),
    pytest.param("基教科 职继科", ["基教科", "职继科"], id="zaozhuang-9"),
    pytest.param("办公室、干部人事处、党建德育处", ["办公室", "干部人事处", "党建德育处"], id="handan-4"),
    pytest.param("各处室、直属事业单位", ["各处室", "直属事业单位"], id="handan-39"),
    pytest.param("秘书科、教研中心,各基层党组织", ["秘书科", "教研中心", "各基层党组织"], id="rongcheng-1"),
    pytest.param("职教科、基建装备科,*水产学校", ["职教科", "基建装备科", "*水产学校"], id="rongcheng-20"),
    pytest.param("市委教育工作办秘书科", ["市委教育工作办秘书科"], id="jining-1"),
    pytest.param("县(市、区)教育局，各校", ["县(市、区)教育局", "各校"], id="made-bracket-inside"),
    pytest.param("各县（市、区）", ["各县（市、区）"], id="made-bracket-at-the-end"),
    pytest.param("市直学校（含幼儿园）；甲县", ["市直学校", "甲县"], id="made-semicolon"),
    pytest.param("基教科／人事科/财务科", ["基教科", "人事科", "财务科"], id="made-slashes"),
    pytest.param("基教科、\n人事科", ["基教科", "人事科"], id="made-line-end"),
    pytest.param("—", [], id="made-dash"),
    pytest.param("/、无、-", [], id="made-nobody"),
    pytest.param("", [], id="made-empty"),
    pytest.param("、、基教科、", ["基教科"], id="made-marks-only"),
]  # fmt: skip

TOGETHER = [
    pytest.param("市教育局，各区、市政府", ["市教育局", "各区、市政府"], id="made-two-ranks"),
    pytest.param("各县、区（市）人民政府、市教育局", ["各县、区（市）人民政府", "市教育局"], id="made-rank-in-brackets"),
    pytest.param("各市、州、县政府、省教育厅", ["各市、州、县政府", "省教育厅"], id="made-three-ranks"),
    pytest.param("各盟市、旗县区教育局", ["各盟市、旗县区教育局"], id="made-school-bureaus"),
    pytest.param("各设区市、省直管县（市）政府", ["各设区市、省直管县（市）政府"], id="made-ruled-directly"),
    pytest.param("各市（州）、县〈市、区〉党委、政府", ["各市（州）、县〈市、区〉党委、政府"], id="made-party-and-government"),
    pytest.param("市、县（区）人民政府，省教育厅", ["市、县（区）人民政府", "省教育厅"], id="made-without-each"),
    pytest.param("各乡镇、街道，县教育局", ["各乡镇、街道", "县教育局"], id="made-ranks-only"),
    pytest.param("各区、市教育局", ["各区", "市教育局"], id="made-the-bureau-of-the-city"),
    pytest.param("各镇、县政府", ["各镇", "县政府"], id="made-lower-before-higher"),
    pytest.param("各区、市直学校", ["各区", "市直学校"], id="made-schools-of-the-city"),
    pytest.param("各县、县委宣传部", ["各县", "县委宣传部"], id="made-another-body"),
    pytest.param("各区县；市政府", ["各区县", "市政府"], id="made-parted-by-more-than-a-comma"),
    pytest.param("县、乡", ["县", "乡"], id="made-ranks-of-nobody"),
]  # fmt: skip

AROUND = [
    pytest.param("县农业局等", ["县农业局"], id="made-and-so-on"),
    pytest.param("县财政局等有关部门、县人社局等5部门", ["县财政局", "县人社局"], id="made-and-other-departments"),
    pytest.param("县住建局等相关部门和各镇政府", ["县住建局", "各镇政府"], id="made-and-others-joined"),
    pytest.param("县高等教育处、各高等院校", ["县高等教育处", "各高等院校"], id="made-higher"),
    pytest.param("由县教育局", ["县教育局"], id="made-by"),
    pytest.param("县教育局会同县公安局", ["县教育局", "县公安局"], id="made-together-with"),
    pytest.param("基教处、体卫处和督导室", ["基教处", "体卫处", "督导室"], id="made-joined"),
    pytest.param("县人力资源和社会保障局、县发展和改革委员会", ["县人力资源和社会保障局", "县发展和改革委员会"], id="made-one-name"),
    pytest.param("郑和平、由佳", ["郑和平", "由佳"], id="made-persons"),
    pytest.param("县教育局、县财政局按照各自职责分工负责", ["县教育局", "县财政局"], id="made-by-duty"),
    pytest.param("县教育局，2023年12月底前完成，持续推进", ["县教育局"], id="made-time"),
    pytest.param("县教育局，列第一位者为牵头单位，下同", ["县教育局"], id="made-said-of-the-list"),
    pytest.param("县第一中学、县项目推进办", ["县第一中学", "县项目推进办"], id="made-like-a-remark"),
]  # fmt: skip


def names(text: str) -> list[str]:
    spans = bodies.names(fold(text), Span(0, len(text)))
    return [text[a:b] for a, b in spans]


@pytest.mark.parametrize(("text", "found"), [*NAMES, *TOGETHER, *AROUND])
def test_names(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(NAMES) == []


@pytest.mark.parametrize(
    ("name", "body", "official"),
    [
        ("县妇联", True, False), ("县广播电视台", True, False), ("省教育厅", True, True), ("团县委", True, True),
        ("音乐教室", True, False), ("教研室", True, True), ("各中小学", True, False), ("王明成", False, False),
    ],
)  # fmt: skip
def test_what_is_a_body(name: str, body: bool, official: bool) -> None:
    assert (bodies.is_body(name), bodies.is_official(name)) == (body, official)


@given(st.text(alphabet="()（）、，,;/ 。\n基教科各市县区政府含-无甲等"))
def test_names_are_apart_and_hold_no_mark_outside_brackets(text: str) -> None:
    spans = list(bodies.names(fold(text), Span(0, len(text))))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
