"""The words of indicators: what is taken out, which flaws are found, and that nothing read has any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.extract import targets
from edugraph.extract.targets import mending
from edugraph.facts import Target
from edugraph.structure.plan import Remark
from tests.extract.targets.test_reading import found
from tests.structure.reading import CITIES, real, told

MENDED = [
    pytest.param("普惠性幼儿园覆盖率", "普惠性幼儿园覆盖率", id="whole"),
    pytest.param("主要指标达标率", "主要指标达标率", id="a noun with 要 in it"),
    pytest.param("应急演练", "应急演练", id="a noun with 应 in it"),
    pytest.param("校外实践基地", "校外实践基地", id="a noun that ends with 地"),
    pytest.param("经费节约", "经费节约", id="a noun that ends with 约"),
    pytest.param("校园占地", "校园占地", id="land that is taken"),
    pytest.param("生均", "生均", id="a mean"),
    pytest.param("质量保证体系", "质量保证体系", id="a noun with 保证 in it"),
    pytest.param("地方课程", "地方课程", id="a noun that begins with 地"),
    pytest.param("录取人数力争", "录取人数", id="striving at the end"),
    pytest.param("每校要保证开设编程课", "每校开设编程课", id="duty within"),
    pytest.param("各校应建立学生社团", "各校建立学生社团", id="duty before a verb"),
    pytest.param("毛入学率持续稳定在", "毛入学率", id="what leads over to a figure"),
    pytest.param("初中在", "初中", id="stump"),
    pytest.param("智慧校园”覆盖率", "智慧校园覆盖率", id="mark without its partner"),
    pytest.param("“书香校园”覆盖率", "“书香校园”覆盖率", id="marks with their partners"),
    pytest.param("研学实践学分(", "研学实践学分", id="bracket without its partner"),
    pytest.param("开展技能培训培训", "开展技能培训", id="word twice"),
    pytest.param("每校至少举办运动会", "每校举办运动会", id="bound within"),
    pytest.param("作业时间不得超过", "作业时间", id="bound at the end"),
    pytest.param("托管时间延长至每天", "托管时间每天", id="comparator before a period"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "mended"), MENDED)
def test_what_is_mended(phrase: str, mended: str) -> None:
    assert mending.mend(phrase) == mended


def test_a_unit_that_names_the_period_has_it_alone() -> None:
    assert mending.mend("每学期开展家访", rate=True) == "开展家访"
    assert mending.mend("每两年举办运动会", rate=True) == "举办运动会"
    assert mending.mend("教师每年参加培训") == "教师每年参加培训"


FLAWED = [
    pytest.param("小学巩固率", [], id="whole"),
    pytest.param("占总课时", ["stump"], id="a share of which only the base is said"),
    pytest.param("级学校参与面", ["stump"], id="a beginning that is cut off"),
    pytest.param("轮岗教师不少于符合条件教师", ["comparator"], id="comparator"),
    pytest.param("本科录取率力争", ["duty or striving"], id="striving"),
    pytest.param("书香校园”覆盖率", ["mark without its partner"], id="mark"),
    pytest.param("教师研修研修", ["word twice"], id="word twice"),
    pytest.param("园", ["too short"], id="too short"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "kinds"), FLAWED)
def test_what_is_flawed(phrase: str, kinds: list[str]) -> None:
    assert list(mending.flaws(phrase)) == kinds


@given(st.text(alphabet="小学初中教师覆盖率培训不少于至少力争要应在为达到的“”()每年、占比例", max_size=20))
def test_mending_is_done_once(phrase: str) -> None:
    assert mending.mend(mending.mend(phrase)) == mending.mend(phrase)


@pytest.mark.parametrize("city", CITIES)
def test_no_indicator_of_a_real_plan_is_flawed(city: str) -> None:
    plan = real(city)
    for task in plan.tasks:
        for one in targets.read(plan, task):
            if isinstance(one, Target):
                assert list(mending.flaws(one.indicator)) == [], one.indicator
            else:
                assert one.reason != "the words for what is measured are not whole", plan.quote(one.span)


_SCOPE = st.sampled_from(["", "小学", "高中阶段", "全县农村", "各县(市)", "城区义务教育学校"])
_LED = st.sampled_from(["", "力争", "要确保", "到2025年,", "年底前", "进一步推动"])
_RATE = st.sampled_from(["巩固率", "达标率", "“书香校园”覆盖率", "双师型教师比例", "学生参与面"])
_BOUND = st.sampled_from(["达到", "不低于", "保持在", "力争达到", "提高到", "不得低于", "稳定在"])
_VERB = st.sampled_from(["新建", "创建", "建成", "要建设", "力争打造"])
_THING = st.sampled_from(["示范学校", "课后服务中心", "家庭教育指导站", "“阳光校园”", "名师工作室"])
_EVERY = st.sampled_from(["每年", "每学期", "每两年", "每月至少"])
_RATES = st.builds("{}{}{}{}%以上。".format, _LED, _SCOPE, _RATE, st.builds("{}{}".format, _BOUND, st.integers(1, 99)))
_COUNTS = st.builds("{}{}{}所。".format, _VERB, _THING, st.integers(2, 999))
_EVENTS = st.builds(
    "{}应{}开展消防演练{}次。".format, st.sampled_from(["各校", "幼儿园", "中小学"]), _EVERY, st.integers(1, 9)
)
_TWO = st.builds(
    "{}{}、{}均达到{}%。".format, st.sampled_from(["小学", "初中", "普通高中"]), st.just("入学率"), _RATE, st.integers(1, 99)
)  # fmt: skip


@given(st.one_of(_RATES, _COUNTS, _EVENTS, _TWO))
def test_no_indicator_of_an_official_sentence_is_flawed(sentence: str) -> None:
    plan = told(sentence)
    read = list(targets.read(plan, plan.tasks[-1]))
    assert read and not any(isinstance(one, Remark) for one in read)
    for one in read:
        assert isinstance(one, Target)
        assert list(mending.flaws(one.indicator)) == []


def test_words_that_are_not_whole_are_told() -> None:
    plan = told("应占在校学生总数的2%。")
    [remark] = targets.read(plan, plan.tasks[-1])
    assert isinstance(remark, Remark) and remark.reason == "the words for what is measured are not whole"
    assert found("应占在校学生总数的2%。") == []
