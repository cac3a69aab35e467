"""Targets that are read wrongly today, each with what it should say: strict, so that a cure shows."""

from __future__ import annotations

import pytest

from tests.extract.test_targets import Said, found, rate, said

VALUES = [
    pytest.param("新增2.4 万个学位。", [Said("24000", "个")], id="made-blank-before-scale"),
    pytest.param("建设 3 所学校。", [Said("3", "所")], id="made-blank-before-unit"),
    pytest.param("招聘教师5000—1万人。", [Said("5000", "人", value_max="10000")], id="made-scale-of-one-end"),
    pytest.param("招聘教师1万5千人次。", [Said("15000", "人次")], id="made-two-scales"),
    pytest.param("培训教师二三十人。", [Said("20", "人", value_max="30")], id="made-pair-of-tens"),
    pytest.param("改造30%-50%的学校。", [Said("30", "%", kind="rate", value_max="50")], id="made-range-of-percents"),
    pytest.param("2023年内建成3所学校。", [Said("3", "所", deadline="2023-12-31")], id="made-within-the-year"),
    pytest.param("到 2025 年建成3所学校。", [Said("3", "所", deadline="2025")], id="made-blanks-around-a-year"),
    pytest.param("2025年6月份前建成3所学校。", [Said("3", "所", deadline="2025-06-30")], id="made-month-with-fen"),
    pytest.param("选派15名校长和20名教师赴北京。", [Said("15", "名"), Said("20", "名")], id="made-names-of-heads"),
    pytest.param("培训30名优秀教师。", [Said("30", "名")], id="made-names-of-good-teachers"),
    pytest.param("选聘30名班主任。", [Said("30", "名")], id="made-names-of-class-teachers"),
    pytest.param("改造3处室外运动场。", [Said("3", "处")], id="made-outdoor-grounds"),
    pytest.param("学前、义务、高中毛入学率分别达到94%、100%和95%。", [rate("94"), rate("100"), rate("95")], id="made-three-of-three"),
    pytest.param("2024年达到80%,2025年覆盖率达到90%。", [rate("80", deadline="2024"), rate("90", deadline="2025")], id="made-two-years"),
    pytest.param("全面消除56人及以上大班额。", [], id="made-what-is-to-vanish"),
    pytest.param("实现幼儿园、小学和初中全覆盖。", [Said("100", "%", kind="coverage")] * 3, id="made-three-covered"),
]  # fmt: skip

WORDS = [
    pytest.param("名校长工作室、名师工作室各30个。", ["名校长工作室", "名师工作室"], id="made-each"),
    pytest.param("小学、初中巩固率分别达到99%、98%。", ["小学巩固率", "初中巩固率"], id="made-respectively"),
    pytest.param("覆盖率由80%提高到85%。", ["覆盖率"], id="made-from-to"),
    pytest.param("幼儿园从3所增加到5所。", ["幼儿园"], id="made-from-to-count"),
    pytest.param("培训100人(其中骨干教师20人)。", ["培训", "骨干教师"], id="made-part-in-brackets"),
    pytest.param("遴选20个市级“智慧教育试点学校”。", ["遴选市级“智慧教育试点学校”"], id="made-quote-at-the-end"),
]


@pytest.mark.xfail(strict=True, reason="known misses")
@pytest.mark.parametrize(("sentence", "expected"), VALUES)
def test_values(sentence: str, expected: list[Said]) -> None:
    assert [said(target) for target in found(sentence)] == expected


@pytest.mark.xfail(strict=True, reason="known misses")
@pytest.mark.parametrize(("sentence", "indicators"), WORDS)
def test_indicators(sentence: str, indicators: list[str]) -> None:
    assert [target.indicator for target in found(sentence)] == indicators
