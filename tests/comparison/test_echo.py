"""Whether a sentence says a name in other words."""

from __future__ import annotations

import pytest

from edugraph.comparison import echo

# From the five plans, cut.
SAID = [
    ("学科基地", "创建覆盖全市全学段36个重点学科教研基地", True),
    ("教师引进", "加大优秀青年教师引育力度，专项引进师范类高校学生", True),
    ("群众服务", "发挥党员服务群众、服务家长的先锋模范作用", True),
    ("学生资助覆盖", "确保学生资助资金纳入财政预算，覆盖全体", True),
    ("产教融合", "促进体教融合", False),
    ("高校学科", "专项引进师范类高校学生从业技能大赛获奖毕业生", False),
    ("小学化", "进一步提升全市中小学校党建工作规范化、科学化水平", False),
    ("健康教育", "多形式开展心理健康教育", False),
    ("美育", "艺术教育", False),
    ("教师荣誉", "完善教师成长体系，健全考核办法，设立专项资金，强化分层培训，健全荣誉激励机制", False),
]


@pytest.mark.parametrize(("name", "text", "said"), SAID)
def test_a_name_in_other_words(name: str, text: str, said: bool) -> None:
    share, at = echo.best([name], ["无关的话", text])
    assert (share >= echo.HALF) == said
    assert at == (1 if share else 0)


def test_of_several_sentences_the_first_that_says_most() -> None:
    sentences = ["建设学科教研培训基地", "创建学科教研基地", "又创建学科教研基地"]
    assert echo.best(["学科基地"], sentences) == (2 / 3, 0)
    assert echo.best([], sentences) == echo.best(["学科基地"], []) == (0.0, 0)
