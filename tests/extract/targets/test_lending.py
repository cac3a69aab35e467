"""What a figure has from the words and figures around it, and what it has not: names, periods, sizes, ratios."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from edugraph.extract import targets
from edugraph.facts import Target
from tests.structure.reading import told

if TYPE_CHECKING:
    from edugraph.structure.plan import Remark


def read(sentence: str) -> list[Target | Remark]:
    plan = told(sentence)
    return list(targets.read(plan, plan.tasks[-1]))


def said(sentence: str) -> list[str]:
    return [
        f"{one.indicator} {one.comparator} {one.value:f}{one.unit}" for one in read(sentence) if isinstance(one, Target)
    ]


SIZES = {
    "done away with": ("消除小学阶段51人及以上大班额。", []),
    "wholly": ("2025年初中60人以上大班额全部消除。", ["初中60人以上大班额消除 = 100%"]),
    "kept at none": ("70人以上超大班额保持清零。", []),
    "a share of them": ("51人以上大班额占比降至3%以下。", ["51人以上大班额占比 <= 3%"]),
    "villages": ("3000人以上的行政村建有1所幼儿园。", ["建有幼儿园 = 1所"]),
    "what is counted": ("新建600人以上寄宿制学校2所。", ["新建600人以上寄宿制学校 = 2所"]),
    "persons": ("培训骨干园长80人以上。", ["培训骨干园长 >= 80人"]),
    "persons behind it": ("组织90人以上教师参加研修。", ["教师参加研修 >= 90人"]),
    "village doctors": ("培训300人以上的村医。", ["培训村医 >= 300人"]),
}

LEVELS = {
    "a rate": ("合格率提高3个百分点,达到92%以上。", ["合格率提高 = 3个百分点", "合格率 >= 92%"]),
    "a rate in percent": ("升学率增长4%,达到61%。", ["升学率增长 = 4%", "升学率 = 61%"]),
    "a fall": ("肥胖率下降1个百分点,控制在12%以内。", ["肥胖率下降 = 1个百分点", "肥胖率 <= 12%"]),
    "a number": ("新增托位400个,达到1.2万个。", ["新增托位 = 400个", "托位 = 12000个"]),
    "against a year": ("入园率较上年提高2个百分点,达到95%。", ["入园率较上年提高 = 2个百分点", "入园率 = 95%"]),
    "two changes": (
        "合格率比2022年提高1个百分点,比2021年提高3个百分点。",
        ["合格率比2022年提高 = 1个百分点", "合格率比2021年提高 = 3个百分点"],
    ),
    "another number": ("新增托位400个,培训园长90人。", ["新增托位 = 400个", "培训园长 = 90人"]),
}

EACH = {
    "a hundred": (
        "建成书法教室60间,每百名学生拥有平板电脑12台。",
        ["建成书法教室 = 60间", "每百名学生拥有平板电脑 = 12台"],
    ),
    "ten thousand": ("配备校医3名,每万人拥有托位450个。", ["配备校医 = 3名", "每万人拥有托位 = 450个"]),
    "a thousand": ("每千名学生配备保健医生2人。", ["每千名学生配备保健医生 = 2人"]),
    "in digits": ("每100名学生配备保健医生1人。", ["每100名学生配备保健医生 = 1人"]),
    "a school of what was said": ("配备保健医生,每校不少于1名。", ["每校配备保健医生 >= 1名"]),
    "a school with words of its own": ("新建操场6个,每校配备篮球30个。", ["新建操场 = 6个", "每校配备篮球 = 30个"]),
    "a class of persons": ("新增学位700个,每班不超过30人。", ["新增学位 = 700个", "每班人数 <= 30人"]),
    "a school of nothing": ("每校不少于2名。", []),
    "a county and a town of nothing": ("每个县区至少1所,每个乡镇至少2所。", []),
    "a school and a class": (
        "配备保健医生,每校不少于2名,每班至少1名。",
        ["每校配备保健医生 >= 2名", "每班配备保健医生 >= 1名"],
    ),
    "every month": ("每月组织演练2次。", ["组织演练 = 2次/月"]),
}

PERIODS = {
    "another event": ("每天一节体育课,举办武术比赛2届。", ["体育课 = 1节/天", "举办武术比赛 = 2届"]),
    "another matter": ("每月召开家长会1次,举办研修班4期。", ["召开家长会 = 1次/月", "举办研修班 = 4期"]),
    "no verb": ("每学期召开家长会2次,座谈会1次。", ["召开家长会 = 2次/学期", "座谈会 = 1次/学期"]),
    "as often": ("每月开设书法课2节,开展写生活动1次。", ["开设书法课 = 2节/月", "开展写生活动 = 1次/月"]),
    "the same verb": ("每年举办运动会1次,举办艺术节1届。", ["举办运动会 = 1次/年", "举办艺术节 = 1届/年"]),
}

TIMETABLES = {
    "by stages": ("小学低段每周5课时,初中每周4课时。", ["小学低段课时 = 5课时/周", "初中课时 = 4课时/周"]),
    "with a subject": ("小学每周开设书法课2课时。", ["小学开设书法课 = 2课时/周"]),
    "a floor": ("初中每周书法课不少于1课时。", ["初中每周书法课 >= 1课时"]),
    "kept up": ("落实初中每周3节体育课。", ["落实初中体育课 = 3节/周"]),
    "kept up for all": ("坚持每月1次例会。", ["例会 = 1次/月"]),
    "a ground": ("按照每周2次的要求开展演练。", []),
    "what is there": ("落实6项制度。", []),
}

SLOGANS = {
    "one by one": ("做到检查一校、规范一校、提升一校。", []),
    "with commas": ("建成一所,投用一所,办好一所。", []),
    "two": ("建成一处、投用一处。", []),
    "one that counts": ("新建一所高中、改造一所初中。", ["新建高中 = 1所", "改造初中 = 1所"]),
    "a name with 服务": ("新增幼儿保育、智慧服务3个专业。", ["新增幼儿保育、智慧服务专业 = 3个"]),
    "服务 that governs": ("服务30所学校。", []),
}

LENT = {
    "a part of a share": (
        "园长交流比例达到12%,其中名园长不低于30%。",
        ["园长交流比例 = 12%", "园长交流中名园长比例 >= 30%"],
    ),
    "a part of persons": (
        "交流轮岗园长达到12%,其中名园长不低于30%。",
        ["交流轮岗园长 = 12%", "交流轮岗园长中名园长比例 >= 30%"],
    ),
    "a part of a share of others": (
        "美育教师数占在校学生总数的2%以上,其中专职教师数应占60%以上。",
        ["美育教师数占在校学生总数 >= 2%", "美育教师中专职教师比例 >= 60%"],
    ),
    "no part of a rate": ("入学率达到96%,其中残疾儿童不低于91%。", ["入学率 = 96%", "残疾儿童 >= 91%"]),
    "the rate of what is done": ("配备保健医生60名,配备率达到100%。", ["配备保健医生 = 60名", "保健医生配备率 = 100%"]),
    "a rate that names its own": ("配备保健医生60名,近视率降至30%。", ["配备保健医生 = 60名", "近视率 <= 30%"]),
    "money": ("新建幼儿园4所,将投入6000万元。", ["新建幼儿园 = 4所", "新建幼儿园投入 = 60000000元"]),
    "what is there": ("目前有操场80个,年内改造20个。", ["有操场 = 80个", "改造操场 = 20个"]),
    "two verbs of one thing": ("新建、改扩建学校9所,其中小学6所。", ["新建、改扩建学校 = 9所", "小学 = 6所"]),
    "as a rule": ("班额原则上不超过40人。", ["班额 <= 40人"]),
    "as a rule in front": ("原则上每校配备保健医生1名。", ["每校配备保健医生 = 1名"]),
    "a ground": ("在去年改造4所的基础上,再改造7所。", ["改造 = 4所", "改造 = 7所"]),
}

CASES = {
    **{f"size {key}": value for key, value in SIZES.items()},
    **{f"level {key}": value for key, value in LEVELS.items()},
    **{f"each {key}": value for key, value in EACH.items()},
    **{f"period {key}": value for key, value in PERIODS.items()},
    **{f"timetable {key}": value for key, value in TIMETABLES.items()},
    **{f"slogan {key}": value for key, value in SLOGANS.items()},
    **{f"lent {key}": value for key, value in LENT.items()},
}


@pytest.mark.parametrize(("sentence", "expected"), CASES.values(), ids=CASES)
def test_what_a_figure_has_from_others(sentence: str, expected: list[str]) -> None:
    assert said(sentence) == expected


@pytest.mark.parametrize("clause", ["比2022年提高1个百分点,", "占比达到3%,", "其中占教师4%,", "每校1名,", "投入3元,"])
def test_what_is_lent_again_and_again_stays_short(clause: str) -> None:
    begin = time.process_time()
    found = [one for one in read("合格率提高2个百分点," + clause * 2000) if isinstance(one, Target)]
    assert max((len(one.indicator) for one in found), default=0) < 90
    assert time.process_time() - begin < 10
