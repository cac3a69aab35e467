"""Coverage said in words: what is to be covered wholly, one target a subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.extract.targets import coverage
from edugraph.text import Span, fold, split_outside
from tests.extract.targets.test_reading import Said, found, said
from tests.structure.reading import not_in_their_plan

COVERED = [
    pytest.param("实现与学生家庭联系“全覆盖”", ["实现与学生家庭联系"], id="zaozhuang-1"),
    pytest.param("实现对各级各类学校挂牌督导全覆盖", ["实现对各级各类学校挂牌督导"], id="zaozhuang-1.2"),
    pytest.param("年底前所有学校完成消防标准化建设任务", ["学校完成消防标准化建设任务"], id="zaozhuang-7"),
    pytest.param("实现中小学数字校园建设全覆盖", ["实现中小学数字校园建设"], id="handan-1"),
    pytest.param("推进民办义务教育学校党的组织建设、党的工作、党组织书记参与重要决策和监督全覆盖", ["推进民办义务教育学校党的组织建设", "党的工作", "党组织书记参与重要决策和监督"], id="handan-36"),
    pytest.param("中小学幼儿园家长委员会、家长学校实现全覆盖", ["中小学幼儿园家长委员会", "家长学校"], id="handan-42"),
    pytest.param("实施主城区小学午餐供应和躺式午休全覆盖", ["实施主城区小学午餐供应", "躺式午休"], id="handan-53"),
    pytest.param("到2023年底全部调整到位", ["到2023年底"], id="ningbo-2"),
    pytest.param("推动民办学校党组织和党的工作“全覆盖”", ["推动民办学校党组织和党的工作"], id="rongcheng-2"),
    pytest.param("推动列席旁听全覆盖", ["推动列席旁听"], id="rongcheng-1"),
    pytest.param("市教体局全覆盖检查", [], id="rongcheng-43"),
    pytest.param("建立常态排查、全覆盖排查、网格化排查等长效机制", [], id="handan-47"),
    pytest.param("多形式、分层次、全覆盖学习培训", [], id="handan-19"),
    pytest.param("教室照明全部达标。", ["教室照明"], id="made-all-reach"),
    pytest.param("推进边远、贫困、民族地区学校网络全覆盖", ["推进边远、贫困、民族地区学校网络"], id="made-modifiers-of-one"),
    pytest.param("城市、农村幼儿园视频监控全覆盖", ["城市、农村幼儿园视频监控"], id="made-two-modifiers"),
    pytest.param("幼儿园、小学食堂明厨亮灶全覆盖", ["幼儿园", "小学食堂明厨亮灶"], id="made-two-things"),
    pytest.param("全覆盖建立家访制度", ["家访制度"], id="made-wholly-set-up"),
    pytest.param("运动场地全部达到省定标准", ["运动场地"], id="made-all-reach-a-standard"),
    pytest.param("所有中心校全面实施", ["中心校全面实施"], id="made-all-carry-out"),
    pytest.param("所有学校全部配齐校医", ["学校全部配齐校医"], id="made-said-twice"),
    pytest.param("云岭县直属学校6月底前全部完成岗位聘任", ["云岭县直属学校6月底前"], id="made-all-do-something"),
    pytest.param("毕业生学籍全部归档", ["毕业生学籍"], id="made-a-verb-that-no-list-has"),
    pytest.param("校车全部安装定位装置,教师全部持证上岗", ["校车", "教师"], id="made-short-subjects"),
    pytest.param("农村厕所年底前全部改造完毕", ["农村厕所年底前"], id="made-all-done"),
    pytest.param("减免特困学生全部学费", [], id="made-all-of-a-thing"),
    pytest.param("家访覆盖所有班级,教室改造", ["家访覆盖所有班级"], id="made-covers-all"),
    pytest.param("完成全部学校安全等级测评", ["完成全部学校安全等级测评"], id="made-completes-all"),
    pytest.param("完成全部任务", [], id="made-all-tasks"),
    pytest.param("课程覆盖全部学校", ["课程覆盖全部学校"], id="made-all-schools"),
    pytest.param("骨干教师全部轮训一遍", [], id="made-all-with-a-figure"),
    pytest.param("所有教师完成不少于90学时的研修", [], id="made-everybody-with-a-figure"),
    pytest.param("局直属学校和乡镇学校图书室建设全覆盖", ["局直属学校和乡镇学校图书室建设"], id="made-two-kinds-of-schools"),
    pytest.param("中心小学、村级幼儿园食堂监控全覆盖", ["中心小学、村级幼儿园食堂监控"], id="made-two-kinds-by-place"),
    pytest.param("直属学校和乡镇学校全覆盖", ["直属学校", "乡镇学校"], id="made-two-kinds-covered"),
    pytest.param("评价制度全面实施", [], id="made-no-coverage-of-a-system"),
    pytest.param("班班通实现100%全覆盖", [], id="made-with-a-figure"),
]  # fmt: skip


def subjects(sentence: str) -> list[str]:
    text = fold(sentence)
    clauses = list(split_outside(text, ",。"))
    return [text[one.subject.start : one.subject.end] for one in coverage.find(text, clauses)]


@pytest.mark.parametrize(("sentence", "covered"), COVERED)
def test_coverage(sentence: str, covered: list[str]) -> None:
    assert subjects(sentence) == covered


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(COVERED) == []


@pytest.mark.parametrize(
    ("sentence", "deadlines"),
    [
        pytest.param(
            "全面推进全市中小学校党组织领导的校长负责制，到2023年底全部调整到位。", ["2023-12-31"], id="ningbo-2"
        ),
        pytest.param("年底前所有学校完成消防标准化建设任务。", ["2023-12-31"], id="zaozhuang-7"),
        pytest.param("推进内部审计工作全覆盖。", [None], id="handan-37"),
        pytest.param("6月底前完成全员轮训计划。", ["2023-06-30"], id="jining-2"),
    ],
)
def test_coverage_targets(sentence: str, deadlines: list[str | None]) -> None:
    expected = [Said("100", "%", "=", "coverage", None, deadline) for deadline in deadlines]
    assert [said(target) for target in found(sentence)] == expected


def test_a_subject_of_the_clause_before() -> None:
    [target] = found("加强食堂监管，实现全覆盖。")
    assert "食堂监管" in target.indicator


@given(st.text(alphabet='全覆盖员所有部达到位实现配齐完成、，。,;和“”"甲乙丙丁 '))
def test_any_text_gives_places_within_it(sentence: str) -> None:
    text = fold(sentence)
    clauses = list(split_outside(text, ",。"))
    whole = Span(0, len(text))
    for one in coverage.find(text, clauses):
        assert whole.contains(one.span) and whole.contains(one.subject)
        assert one.span.contains(one.mark) and one.mark
