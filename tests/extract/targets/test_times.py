"""Times: what is past is no commitment, a ground is none of the past, and the nearest date holds."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from edugraph.extract import targets
from edugraph.facts import Result, Target
from tests.structure.reading import told

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(sentence: str) -> Iterator[Target]:
    plan = told(sentence)
    return (one for one in targets.read(plan, plan.tasks[-1]) if isinstance(one, Target))


def said(one: Target) -> str:
    return f"{one.indicator} {one.value:f}{one.unit} {one.deadline or ''}".strip()


def committed(sentence: str) -> list[str]:
    return [said(one) for one in read(sentence) if not isinstance(one, Result)]


PAST = {
    "since a year": ("自2020年以来,累计投入2.4亿元,新建幼儿园16所;今年改造食堂7个。", ["改造食堂 7个 2023-12-31"]),
    "since a year, then a date": (
        "2019年以来,新建幼儿园16所,改造操场9个,2023年再改造食堂7个。",
        ["改造食堂 7个 2023-12-31"],
    ),
    "of late years": ("近五年来,改造薄弱学校26所,培训园长310人。", []),
    "a five-year plan that is over": ("“十三五”期间建成书法教室80间,培训教师900人。", []),
    "up to the last year": ("截至2022年底,全县共有幼儿园140所,在园幼儿3万人,公办园52所。", []),
    "a year that is over": ("2022年,改造食堂12个,新增学位800个,培训教师400人。", []),
    "the last year, then what is planned": (
        "去年,改造食堂12个,培训教师400人,力争再培训教师200人。",
        ["培训教师 200人"],
    ),
    "said in words": ("2021年以来,校园封闭式管理实现全覆盖。", []),
    "a five-year plan that runs": ("“十四五”期间,建成书法教室80间。", ["建成书法教室 80间 2025"]),
    "from a year on": ("2022年起,每年培训园长50人。", ["每年培训园长 50人"]),
    "late years without 来": ("近三年教师退休214人,新进187人。", []),
    "the year before": ("上一年,出生人口3900余人,停办幼儿园6所。", []),
    "already": ("学科类机构已压减至5家,今年再压减1家。", ["压减 1家 2023-12-31"]),
    "of those who left before": ("2022届毕业生就业率为95%,新增专业2个。", ["新增专业 2个"]),
    "of those who leave": ("2023届毕业生就业率达到95%。", ["2023届毕业生就业率 95%"]),
    "what is wanting": ("紧密型占比只有37%,仍有大班额12个。", []),
    "a base of last year": ("公办园占比由去年的52%提高到55%。", ["公办园占比 55%"]),
    "a base of a year": ("公办园占比从2022年底的52%提高到55%。", ["公办园占比 55%"]),
    "a time within which": ("在30个工作日内制定方案,3个月内完成整改。", []),
    "a time that is promised": ("办理时长不超过5个工作日,审批控制在2个月以内。", ["办理时长 5个工作日", "审批 2个月"]),
    "a date of a part": (
        "开办公办园4所,其中9月投用3所;普惠率达到94%。",
        ["开办公办园 4所", "投用公办园 3所 2023-09", "普惠率 94%"],
    ),
    "a spell, then each year": (
        "两年内完成园长轮训,每年培训园长50人,建成基地3个。",
        ["每年培训园长 50人", "建成基地 3个 2024"],
    ),
    "a spell for all": ("三年内新建幼儿园9所,新增学位2700个。", ["新建幼儿园 9所 2025", "新增学位 2700个 2025"]),
    "a spell of each year": ("三年内每年培训园长50人。", ["每年培训园长 50人 2025"]),
    "years at a school": ("初中生三年累计参加公益劳动不少于40小时。", ["初中生三年累计参加公益劳动 40小时"]),
    "a year that only tells which": ("2022年招收的学员全部结业,新招学员20人。", ["招收的学员 100%", "新招学员 20人"]),
    "against a year": ("较2022年提高2个百分点以上,新建幼儿园3所。", ["较2022年提高 2个百分点", "新建幼儿园 3所"]),
    "late years without a figure": ("近年来,办学条件不断改善。今年新建幼儿园3所。", ["新建幼儿园 3所 2023-12-31"]),
}


@pytest.mark.parametrize(("sentence", "expected"), PAST.values(), ids=PAST)
def test_the_past_commits_to_nothing(sentence: str, expected: list[str]) -> None:
    assert committed(sentence) == expected


GROUNDS = {
    "more than last year": ("在去年基础上再新增托位300个。", ["300个"]),
    "more than were built": ("在去年改造4所的基础上,再改造7所。", ["7所"]),
    "a rate on a year": ("力争优良率在2021年基础上提高2个百分点以上。", ["2个百分点"]),
    "a sum of years": ("所有园长每三年累计完成不少于120学时。", ["120学时"]),
    "on a year with a figure": ("在2022年建成12所的基础上,今年新建幼儿园9所。", ["9所"]),
    "no ground": ("去年改造食堂4个。", []),
}


@pytest.mark.parametrize(("sentence", "expected"), GROUNDS.values(), ids=GROUNDS)
def test_a_ground_is_none_of_the_past(sentence: str, expected: list[str]) -> None:
    assert [f"{one.value:f}{one.unit}" for one in read(sentence) if not isinstance(one, Result)] == expected


NEAREST = {
    "behind the figure": (
        "今年培训园长90人,确保40人上半年完成。",
        ["培训园长 90人 2023-12-31", "培训园长 40人 2023-06-30"],
    ),
    "of a part": ("年内改造食堂15个,其中6个7月底前完成。", ["改造食堂 15个 2023-12-31", "改造食堂 6个 2023-07-31"]),
    "when all is done": ("今年新建幼儿园6所,8月20日前投入使用。", ["新建幼儿园 6所 2023-08-20"]),
    "before the figure": (
        "全年培训园长90人,上半年培训30人。",
        ["培训园长 90人 2023-12-31", "培训园长 30人 2023-06-30"],
    ),
    "of another thing": ("今年新建幼儿园6所,确保城东新校8月20日前投入使用。", ["新建幼儿园 6所 2023-12-31"]),
    "a later year": ("到2024年,体育教师补足率达到85%,2025年底前基本配齐。", ["体育教师补足率 85% 2024"]),
    "of a year's training": ("每位园长年度培训不少于60学时。", ["每位园长年度培训 60学时"]),
    "before a term": ("秋季学期前新建小学2所。", ["新建小学 2所"]),
    "before school begins": ("秋季开学前改造食堂3个,新增学位900个。", ["改造食堂 3个", "新增学位 900个"]),
}


@pytest.mark.parametrize(("sentence", "expected"), NEAREST.values(), ids=NEAREST)
def test_the_nearest_date_holds(sentence: str, expected: list[str]) -> None:
    assert committed(sentence) == expected


OPENINGS = (
    "",
    "到2022年,",
    "2021年底前",
    "截至2022年6月,",
    "“十二五”期间",
    "自2020年以来,",
    "2022年",
    "在2022年基础上,",
    "去年",
    "较2021年,",
)
MIDDLES = ("", "累计投入2亿元,", "学位达到3万个,2022年12月底前完成,", "今年")
ENDS = (
    "新建幼儿园9所。",
    "新建幼儿园9所,2021年9月前投用。",
    "实现教室全覆盖。",
    "培训教师20人,2022年3月完成;再培训30人。",
)


@pytest.mark.parametrize("parts", list(itertools.product(OPENINGS, MIDDLES, ENDS)))
def test_no_target_is_due_before_the_year_of_its_plan(parts: tuple[str, str, str]) -> None:
    due = [one.deadline for one in read("".join(parts)) if not isinstance(one, Result) and one.deadline]
    assert all(one >= "2023" for one in due)
