"""How firmly: the verb that governs, a modal over the plain verbs after it."""

from __future__ import annotations

import pytest

from edugraph.extract.targets import strengths
from tests.extract.targets.test_reading import found

STRENGTHS = [
    pytest.param("力争过", "striving", "力争", id="zaozhuang-10"),
    pytest.param("协调推进城区", "advancing", "推进", id="zaozhuang-7"),
    pytest.param("新创建省级示范性高中", "committed", "新创建", id="handan-11"),
    pytest.param("争创", "striving", "争创", id="handan-12"),
    pytest.param("努力打造", "striving", "努力", id="handan-12-effort"),
    pytest.param("确保2023年底全市公办中等职业学校办学条件达标率", "binding", "确保", id="handan-30"),
    pytest.param("鼓励普通中等职业学校招收特殊学生", "exploring", "鼓励", id="handan-13"),
    pytest.param("预计新增学位数", "striving", "预计", id="jining-9"),
    pytest.param("探索建立", "exploring", "探索", id="made-modal-before"),
    pytest.param("建立，确保", "binding", "确保", id="made-modal-behind"),
    pytest.param("组织开展", "advancing", "开展", id="made-last-of-two"),
    pytest.param("学前三年毛入园率", "", "", id="made-no-verb"),
    pytest.param("拟新建", "striving", "拟", id="made-one-character"),
    pytest.param("须培训", "binding", "须", id="made-one-character-must"),
    pytest.param("教育强镇筑基试点镇", "", "", id="zaozhuang-4-a-noun"),
    pytest.param("政府保障程度", "", "", id="handan-29-a-noun"),
    pytest.param("学生阳光计划农村学校", "", "", id="made-计划-in-a-name"),
    pytest.param("实现乡村教师关爱计划试点学校", "committed", "实现", id="made-计划-and-试点-in-a-name"),
    pytest.param("开展课题研究", "advancing", "开展", id="made-研究-a-noun"),
    pytest.param("举办教学研究活动", "committed", "举办", id="made-研究-before-a-noun"),
    pytest.param("达到规定要求的学校", "committed", "达到", id="made-要求-a-noun"),
    pytest.param("今年计划招聘教师", "striving", "计划", id="made-计划-a-verb"),
    pytest.param("各县(市、区)计划新建幼儿园", "striving", "计划", id="made-计划-with-a-subject"),
    pytest.param("研究建立基地", "exploring", "研究", id="made-研究-a-verb"),
    pytest.param("支持学校建成", "exploring", "支持", id="made-支持-a-verb"),
    pytest.param("", "", "", id="made-empty"),
]


@pytest.mark.parametrize(("text", "notation", "verb"), STRENGTHS)
def test_strengths(text: str, notation: str, verb: str) -> None:
    assert strengths.of(text) == (notation, verb)


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        pytest.param("努力打造5所省级优质中等职业学校", ["努力"], id="handan-12"),
        pytest.param("培训市级骨干教师培养对象1000人,评选市级骨干教师700人", ["培养", "评选"], id="handan-33"),
        pytest.param("力争全市20％的高校建成“整校建强”示范高校", ["力争"], id="ningbo-2"),
        pytest.param(
            "学前三年毛入园率达到94%以上",
            ["达到"],
            id="handan-1",
        ),
    ],
)
def test_verbs_of_targets(sentence: str, verbs: list[str]) -> None:
    assert [target.verb for target in found(sentence)] == verbs
