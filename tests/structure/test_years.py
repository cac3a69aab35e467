"""The year of a plan: everything that speaks of it, in the order in which it decides."""

from __future__ import annotations

import pytest

from edugraph.errors import InputError
from tests.structure.reading import read

BODY = "\n一、甲\n1.推进乙。\n2.推进丙。"
AIM = "到2020年，建设20所。\n"
OPINION = "云岭县教育局关于推进集团化办学的实施意见"


@pytest.mark.parametrize(
    ("head", "tail", "year", "kind"),
    [
        pytest.param(OPINION + "\n云教发〔2016〕8号", AIM + "云岭县教育局\n2016年3月2日", 2016, "number", id="made-number"),
        pytest.param(OPINION, AIM + "云岭县教育局\n二〇一六年三月二日", 2016, "signature", id="made-signature"),
        pytest.param(OPINION + "\n云教发〔2015〕98号", AIM + "云岭县教育局\n2016年1月4日", 2015, "number", id="made-number-before-signature"),
        pytest.param("云岭县教育局2023年工作要点\n云教发〔2022〕88号", "云岭县教育局\n2022年12月28日", 2023, "title", id="made-title-before-number"),
        pytest.param("云岭县教育局工作要点\n2023年，全县教育工作的总体要求是：抓好质量。", "云岭县教育局\n2022年12月28日", 2023, "opening", id="made-opening-of-a-plan"),
        pytest.param("云岭县教育局工作总结和工作计划", "\n二、2024年工作计划\n1.推进丁。\n三、2023年工作总结", 2024, "heading", id="made-heading"),
        pytest.param("云岭县学前教育行动计划（2021—2025年）\n云教发〔2022〕8号", "", 2022, "number", id="made-period-begun"),
        pytest.param("云岭县学前教育行动计划（2023—2025年）\n云教发〔2022〕8号", "", 2023, "title", id="made-period-to-come"),
        pytest.param("云岭县2023年至2025年学校建设实施方案", "", 2023, "title", id="made-period-alone"),
        pytest.param("关于到2025年普及高中教育的实施意见\n云教发〔2021〕8号", "", 2021, "number", id="made-aim-in-the-title"),
        pytest.param("关于2025年普及高中教育的实施意见\n云教发〔2021〕8号", "", 2021, "number", id="made-far-year-in-the-title"),
        pytest.param("关于做好2017年学校体育工作的实施意见\n云教发〔2016〕98号", "", 2017, "title", id="made-next-year"),
        pytest.param("关于贯彻《教育纲要（2010—2020年）》的实施意见\n云教发〔2012〕9号", "", 2012, "number", id="made-years-of-another-document"),
        pytest.param("云岭县教育局2023教育工作要点", "", 2023, "title", id="made-year-without-its-sign"),
        pytest.param("关于印发《云岭县教育局2023\n年工作要点》的通知", "", 2023, "title", id="made-year-on-two-lines"),
        pytest.param("发文日期 | 2022-07-14\n" + OPINION, "到2025年，建设20所。", 2022, "dateline", id="made-row-of-a-page"),
        pytest.param("【公布日期】2005.02.01\n" + OPINION, "到2007年，建设20所。", 2005, "dateline", id="made-label-in-brackets"),
        pytest.param("发布时间：2018-06-03 09:10 浏览次数：99\n" + OPINION, AIM, 2018, "published", id="made-published"),
        pytest.param(OPINION, "2019年9月底前，建设20所。2019年12月底前完成。", 2019, "text", id="made-months"),
        pytest.param("云岭县教育工作要点\n2022年，成绩明显。2024年要抓好质量，2024年要抓好安全。", "", 2024, "text", id="made-named-most-often"),
    ],
)  # fmt: skip
def test_years(head: str, tail: str, year: int, kind: str) -> None:
    plan = read(head + BODY + tail, None)
    assert (plan.year, plan.header.evidence[0].kind) == (year, kind)


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param(OPINION, AIM, id="made-aim-alone"),
        pytest.param(OPINION, "2012年3月，省政府召开会议。", id="made-past"),
        pytest.param("2022-07-14 / 999+\n" + OPINION, AIM, id="made-counter"),
        pytest.param("发布时间：2024-06-03\n" + OPINION, AIM, id="made-published-after-its-aims"),
        pytest.param(OPINION + "\n为贯彻《省意见》（省办发〔2015〕7号），提出本意见。", AIM, id="made-number-of-another"),
    ],
)  # fmt: skip
def test_no_year_is_guessed(head: str, tail: str) -> None:
    with pytest.raises(InputError, match="names no year"):
        read(head + BODY + tail, None)


def test_what_disagrees_is_kept() -> None:
    text = "云岭县教育局2023年工作要点\n云教发〔2022〕88号" + BODY + "云岭县教育局\n2022年12月28日"
    plan = read(text, None)
    told = [(one.kind, one.year, plan.quote(one.span)) for one in plan.header.evidence]
    assert told[:3] == [
        ("title", 2023, "2023年"),
        ("number", 2022, "云教发〔2022〕88号"),
        ("signature", 2022, "2022年12月28日"),
    ]
    assert plan.header.year_stated


def test_a_year_that_nothing_states_is_inferred() -> None:
    plan = read("发文日期 | 2022-07-14\n" + OPINION + BODY, None)
    assert plan.header.evidence and not plan.header.year_stated
    assert [(one.reason, plan.quote(one.span)) for one in plan.doubts] == [("year inferred", "2022-07-14")]
