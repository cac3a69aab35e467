"""Which items are tasks: aims, frames, bare headings, styles side by side; what is left out is told with a reason."""

from __future__ import annotations

import pytest

from edugraph.structure import promises
from edugraph.text import Span, fold
from tests.structure.reading import read

HEAD = "云岭县2023年教育工作方案\n"
SAID = "落实有关要求，做好各项工作，推动云岭教育高质量发展，办好人民满意的教育。"


def outlined(text: str) -> list[str]:
    """Numbers and titles of the tasks, with a mark for each measure."""
    plan = read(HEAD + text)
    measures = {task.number: [part.measure for part in task.passages if part.measure] for task in plan.tasks}
    return [f"{task.number} {plan.title_of(task)}{'*' * len(measures[task.number])}" for task in plan.tasks]


AIMS = [
    pytest.param("一、总体要求\n（一）指导思想。坚持。\n（二）工作目标。到2026年，建成园所60所。\n二、任务\n（一）建校。\n（二）育师。", ["1.2 工作目标", "2.1 建校", "2.2 育师"], id="made-aim-with-a-figure"),
    pytest.param("一、总体要求\n（一）主要目标。到2026年，格局基本形成。\n二、任务\n（一）建校。\n（二）育师。", ["2.1 建校", "2.2 育师"], id="made-aim-without-a-figure"),
    pytest.param("一、总体目标\n到年底，普惠率达到90%。\n二、任务\n（一）建校。\n（二）育师。", ["1 总体目标", "2.1 建校", "2.2 育师"], id="made-aim-at-the-top"),
    pytest.param("一、发展目标\n到年底，云岭特色形成。（责任单位：基教科）\n二、任务\n（一）建校。\n（二）育师。", ["1 发展目标", "2.1 建校", "2.2 育师"], id="made-aim-with-an-office"),
    pytest.param("一、主要目标\n（一）课堂更优。\n（二）队伍更强。\n二、任务\n（一）建校。\n（二）育师。", ["1.1 课堂更优", "1.2 队伍更强", "2.1 建校", "2.2 育师"], id="made-items-of-an-aim"),
    pytest.param("一、工作目标\n新增学位900个，做到：\n1.课堂更优。\n2.队伍更强。\n二、任务\n1.建校。\n2.育师。", ["1 工作目标", "1.1 课堂更优", "1.2 队伍更强", "2.1 建校", "2.2 育师"], id="made-aim-with-a-figure-above-its-items"),
    pytest.param("一、主要目标\n——普惠率达到90%。\n——巩固率达到98%。\n二、任务\n1.建校。\n2.育师。", ["1 主要目标", "2.1 建校", "2.2 育师"], id="made-aim-of-dashes"),
    pytest.param("一、指导思想\n到2026年建成60所。\n二、任务\n（一）建校。\n（二）育师。", ["1 建校", "2 育师"], id="made-principles-are-none-whatever-they-hold"),
    pytest.param("一、总体要求\n1.坚持优先。\n2.坚持公平。\n二、任务\n1.建校。\n2.育师。", ["2.1 建校", "2.2 育师"], id="made-items-of-an-overall-heading"),
    pytest.param("（一）科学定位课程目标。\n（二）育师。", ["1 科学定位课程目标", "2 育师"], id="made-a-goal-of-lessons-is-no-aim"),
]  # fmt: skip

FRAMES = [
    pytest.param(f"一、任务\n（一）课程\n1.建课。{SAID}\n2.用课。{SAID}\n二、保障措施\n（一）加强领导。{SAID}（责任单位：办公室）\n（二）加大投入。{SAID}", ["1.1.1 建课", "1.1.2 用课", "2.1 加强领导", "2.2 加大投入"], id="made-frame-one-level-up"),
    pytest.param(f"一、课程\n1.建课。{SAID}\n2.用课。{SAID}\n二、队伍\n3.引才。{SAID}\n三、组织实施\n（一）加强领导。{SAID}\n（二）强化督导。{SAID}", ["1.1 建课", "1.2 用课", "2.3 引才", "3.1 加强领导", "3.2 强化督导"], id="made-frame-beside-running-numbers"),
    pytest.param(f"一、课程\n1.建课。{SAID}\n2.用课。{SAID}\n二、组织保障\n1.加强领导。{SAID}", ["1.1 建课", "1.2 用课", "2.1 加强领导"], id="made-frame-of-the-same-style"),
    pytest.param("一、课程\n1.建课。\n2.用课。\n二、保障措施\n成立专班。", ["1 建课", "2 用课"], id="made-frame-without-items"),
    pytest.param("一、课程\n1.建课。\n2.用课。\n二、保障措施\n投入资金50万元。", ["1.1 建课", "1.2 用课", "2 保障措施"], id="made-frame-with-a-figure"),
    pytest.param("一、课程\n（一）建课。\n（二）用课。\n（三）加强组织领导。", ["1 建课", "2 用课", "3 加强组织领导"], id="made-a-deed-is-no-frame"),
]  # fmt: skip

HEADINGS = [
    pytest.param(f"一、质量\n（一）完善课程\n1.建课。{SAID}\n2.用课。{SAID}\n二、健康\n（一）体检。{SAID}\n（二）锻炼。{SAID}\n（三）护眼。{SAID}\n（四）食谱。{SAID}", ["1.1.1 建课", "1.1.2 用课", "2.1 体检", "2.2 锻炼", "2.3 护眼", "2.4 食谱"], id="made-bare-heading-beside-plain-items"),
    pytest.param(f"一、质量\n2023年，做好以下工作：\n（一）建课。{SAID}\n（二）用课。{SAID}\n二、健康\n{SAID}\n（一）体检。{SAID}\n（二）锻炼。{SAID}", ["1.1 建课", "1.2 用课", "2.1 体检", "2.2 锻炼"], id="made-heading-with-words-that-lead-over"),
    pytest.param(f"一、党建。{SAID}\n二、质量。{SAID}抓好三项：\n（一）抓课堂。\n（二）抓教研。\n三、队伍。{SAID}", ["1 党建", "2 质量**", "3 队伍"], id="made-task-with-measures-of-a-heading-style"),
    pytest.param(f"一、课堂聚焦“轻负高质”，争创云岭县教育教学改革先行示范实验区域\n1.建课。①编写。②试用。\n2.用课。{SAID}\n二、队伍\n1.引才。{SAID}", ["1.1 建课**", "1.2 用课", "2.1 引才"], id="made-long-bare-heading"),
    pytest.param(f"第一篇 云岭县2023年教育主要工作意见和安排部署\n云岭县教育\n一、建校。{SAID}\n二、育师。{SAID}", ["1 建校", "2 育师"], id="made-chapter-is-no-task"),
    pytest.param(f"一、质量\n（一）建课。{SAID}\n——编写。\n——试用。\n（二）用课。{SAID}", ["1 建课", "2 用课"], id="made-dashes-are-no-measures"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tasks"), [*AIMS, *FRAMES, *HEADINGS])
def test_tasks(text: str, tasks: list[str]) -> None:
    assert outlined(text) == tasks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "一、总体要求\n（一）指导思想。坚持。\n（二）基本原则。公平。\n二、任务\n1.建校。\n2.育师。",
            [("一、总体要求\n（一）指导思想。坚持。\n（二）基本原则。公平。", "principles, no task")],
            id="made-heading-of-principles-only",
        ),
        pytest.param(
            "一、重要意义\n教育为本。\n二、工作目标\n格局形成。\n三、任务\n1.建校。\n2.育师。",
            [
                ("一、重要意义\n教育为本。", "principles, no task"),
                ("二、工作目标\n格局形成。", "aim or frame without a figure or an office"),
            ],
            id="made-meaning-and-aim",
        ),
        pytest.param(
            "一、2022年工作回顾\n建校3所。\n二、任务\n1.建校。\n2.育师。",
            [("一、2022年工作回顾\n建校3所。", "review of the past")],
            id="made-review",
        ),
        pytest.param("一、任务\n1.建校。\n2.育师。", [], id="made-nothing"),
    ],
)
def test_what_is_left_out_is_told(text: str, told: list[tuple[str, str]]) -> None:
    plan = read(HEAD + text)
    assert [(plan.quote(remark.span), remark.reason) for remark in plan.noise] == told


def test_headings_below_a_paragraph_stand_above_their_tasks() -> None:
    below = "（一）党建\n1.强基。抓好支部建设。\n2.育师。抓好师德。\n（二）教学\n1.建校。办好学校。\n2.提质。抓好质量。"
    plan = read(
        f"{HEAD}一、2022年工作总结\n（一）建校。已建3所。\n二、2023年工作思路\n今年，全县教育工作将提质增效，办人民满意的教育。\n{below}"
    )
    assert [task.number for task in plan.tasks] == ["2.1.1", "2.1.2", "2.2.1", "2.2.2"]


@pytest.mark.parametrize(
    "review",
    [
        pytest.param("一、2022年主要工作完成情况", id="made-completion"),
        pytest.param("一、2022年教育工作回顾", id="made-review"),
        pytest.param("一、2022年工作总结", id="made-summary"),
    ],
)
def test_a_numbered_review_ends_at_the_next_heading(review: str) -> None:
    text = f"{review}\n建校3所。\n二、课程\n（一）建课。\n（二）用课。\n三、队伍\n（一）引才。"
    assert outlined(text) == ["2.1 建课", "2.2 用课", "3.1 引才"]


def test_an_office_of_a_heading_is_told() -> None:
    plan = read(HEAD + "一、课程（责任单位：基教科）\n1.建课。\n2.用课。")
    assert [plan.title_of(section) for section in plan.sections] == ["课程"]
    assert [(plan.quote(one.span), one.reason) for one in plan.doubts] == [
        ("（责任单位：基教科）", "office of a heading, given to no task")
    ]


def test_a_summary_has_no_tasks() -> None:
    plan = read("一、2022年工作总结\n1.建校3所。\n2.建园2所。")
    assert not plan.tasks
    assert [section.review for section in plan.sections] == [True]


@pytest.mark.parametrize(
    ("said", "counted"),
    [
        pytest.param("到2026年，建成60所", True, id="made-count"),
        pytest.param("巩固率达到98％", True, id="made-percent"),
        pytest.param("百分之九十以上", True, id="made-percent-in-words"),
        pytest.param("实现全覆盖", True, id="made-coverage"),
        pytest.param("掌握一至两项技能", True, id="made-range-in-words"),
        pytest.param("至少参加一项活动", True, id="made-floor-in-words"),
        pytest.param("培养一项以上爱好", True, id="made-floor-behind"),
        pytest.param("到2026年9月1日", False, id="made-date"),
        pytest.param("形成三位一体格局", False, id="made-slogan"),
        pytest.param("增强四个意识", False, id="made-small-number-in-words"),
        pytest.param("迎接第3届云岭节", False, id="made-ordinal"),
        pytest.param("打造一批名校", False, id="made-some"),
    ],
)
def test_what_promises_a_figure(said: str, counted: bool) -> None:
    assert promises.counted(fold(said), Span(0, len(said))) is counted
