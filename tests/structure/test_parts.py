"""Parts of a document: annexes with numbers of their own, letters, calendars, tables below headings."""

from __future__ import annotations

import pytest

from edugraph.structure import parts
from tests.structure.reading import read

TABLE = "序号\t工作任务\t工作内容\t责任单位\n1\t{0}\t建校。\t基教科\n2\t{1}\t建园。\t人事科\n"


def named(text: str) -> list[str]:
    plan = read(text)
    return [f"{task.number} {plan.title_of(task)}" for task in plan.tasks]


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        pytest.param(
            "附件1\n一、甲\n1.乙。\n2.丙。\n二、丁\n1.戊。\n附件2\n1.己。\n2.庚。",
            ["a1.1 乙", "a1.2 丙", "a2.1 戊", "b1 己", "b2 庚"],
            id="made-two-annexes",
        ),
        pytest.param("通知\n附件：要点\n附件\n1.甲。\n2.乙。", ["1 甲", "2 乙"], id="made-one-annex"),
        pytest.param(
            "附件1\n1.甲。\n2.乙。\n附件2\n3.丙。\n4.丁。", ["1 甲", "2 乙", "3 丙", "4 丁"], id="made-numbers-go-on"
        ),
        pytest.param(
            "1.甲。\n2.乙。\n3.丙。\n4.丁。\n5.戊。\n附件\n" + TABLE.format("己", "庚"),
            ["1 甲", "2 乙", "3 丙", "4 丁", "5 戊", "a1 己", "a2 庚"],
            id="made-prose-and-a-table",
        ),
        pytest.param(
            "一、要求甲。\n二、要求乙。\n" + TABLE.format("己", "庚"), ["1 己", "2 庚"], id="made-remarks-on-a-table"
        ),
        pytest.param(
            "一、学前教育\n1.新建幼儿园4所。\n2.组建集团。责任股室：基教股\n"
            + TABLE.format("己", "庚").replace("1\t", "3\t").replace("2\t", "4\t"),
            ["1 新建幼儿园4所", "2 组建集团", "3 己", "4 庚"],
            id="made-a-few-tasks-and-a-table",
        ),
        pytest.param(
            "一、甲类\n" + TABLE.format("乙", "丙") + "\n二、丁类\n" + TABLE.format("戊", "己"),
            ["1.1 乙", "1.2 丙", "2.1 戊", "2.2 己"],
            id="made-a-table-a-section",
        ),
        pytest.param(
            "一、重点工作\n（一）甲。\n（二）乙。\n（三）丙。\n（四）丁。\n二、任务分工\n"
            + TABLE.format("己", "庚")
            + "三、保障措施\n（一）加强领导。办好学校。",
            ["1.1 甲", "1.2 乙", "1.3 丙", "1.4 丁", "2.1 己", "2.2 庚", "3.1 加强领导"],
            id="made-a-table-among-the-tasks",
        ),
        pytest.param(
            "关于印发《甲方案》《乙方案》的通知\n附件1\n甲方案\n一、丙\n1.丁。\n2.戊。\n附件2\n\n乙方案\n一、己\n1.庚。\n2.辛。",
            ["a1 丁", "a2 戊", "b1 庚", "b2 辛"],
            id="made-annexes-whose-titles-the-notice-names",
        ),
        pytest.param(
            "一、高度重视。\n二、狠抓落实。\n附件\n" + "".join(f"{at}.任务。做好。\n" for at in range(1, 13)),
            [f"{at} 任务" for at in range(1, 13)],
            id="made-letter-with-requirements",
        ),
        pytest.param(
            "1.甲。\n2.乙。\n附件\n教育工作行事历\n3月\n1.开会。\n4月\n1.检查。\n5月\n1.考试。",
            ["1 甲", "2 乙"],
            id="made-calendar",
        ),
        pytest.param(
            "一、2022年工作回顾\n（一）建校3所。\n（二）建园。\n二、2023年工作计划\n（一）甲。\n（二）乙。",
            ["2.1 甲", "2.2 乙"],
            id="made-review",
        ),
        pytest.param(
            "一、指导思想\n1.坚持。\n2.围绕。\n二、主要任务\n1.甲。\n2.乙。",
            ["2.1 甲", "2.2 乙"],
            id="made-aims-are-no-tasks",
        ),
        pytest.param(
            "一、甲\n（一）乙。做好工作。\n1.丙。\n2.丁。\n（二）戊。\n（三）己。\n二、庚\n（一）辛。\n（二）壬。\n（三）癸。\n（四）子。",
            ["1.1 乙", "1.2 戊", "1.3 己", "2.1 辛", "2.2 壬", "2.3 癸", "2.4 子"],
            id="made-a-few-have-lists-below",
        ),
        pytest.param(
            "1、甲类：提质\n（1）乙工作。"
            + "做好各项有关工作，" * 4
            + "完成。\n（2）丙工作。"
            + "做好各项有关工作，" * 4
            + "完成。\n2、丁类：增效\n（1）戊工作。"
            + "做好各项有关工作，" * 4
            + "完成。\n（2）己工作。"
            + "做好各项有关工作，" * 4,
            ["1.1 乙工作", "1.2 丙工作", "2.1 戊工作", "2.2 己工作"],
            id="made-bare-headings-over-measures-with-headings",
        ),
        pytest.param(
            "（一）甲。\n（二）乙。\n三、丙。\n（四）丁。", ["1 甲", "2 乙", "3 丙", "4 丁"], id="made-slip-of-style"
        ),
        pytest.param("1.甲。\n2.乙。\n2.丙。\n4.丁。", ["1 甲", "2 乙", "3 丙", "4 丁"], id="made-slip-of-number"),
        pytest.param(
            "一、甲。1.乙。做好。2.丙。做好。二、丁。3.戊。做好。", ["1 乙", "2 丙", "3 戊"], id="made-all-in-one-line"
        ),
        pytest.param(
            "01\n甲事\n做好。\n02\n乙事\n做好。", ["1 甲事", "2 乙事"], id="made-numbers-on-lines-of-their-own"
        ),
        pytest.param("1.1 甲。\n1.2 乙。\n2.1 丙。", ["1.1 甲", "1.2 乙", "2.1 丙"], id="made-dotted"),
        pytest.param("A、甲\n1.乙。\nB、丙\n2.丁。", ["1 乙", "2 丁"], id="made-letters-above"),
    ],
)
def test_tasks_of_parts(text: str, tasks: list[str]) -> None:
    assert named("2023年教育工作要点\n" + text) == tasks


ABOUT = "关于加强云岭{}工作的实施意见\n一、目标\n（一）{}。\n（二）甲。\n二、措施\n（一）乙。\n"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param(
            "现将两个意见印发。\n" + ABOUT.format("美育", "唱") + ABOUT.format("体育", "跑"),
            ["a1.1", "a1.2", "a2.1", "b1.1", "b1.2", "b2.1"],
            id="made-two-opinions-under-one-notice",
        ),
        pytest.param(
            "《云岭行动》《山河行动》已同意，现印发。\n云岭行动\n一、建校。\n二、建园。\n山河行动\n一、育师。\n二、育人。",
            ["a1", "a2", "b1", "b2"],
            id="made-titles-that-the-notice-names",
        ),
        pytest.param(
            "".join(ABOUT.format(name, "做") for name in ("美育", "体育", "劳动")),
            [f"{letter}{number}" for letter in "abc" for number in ("1.1", "1.2", "2.1")],
            id="made-three-opinions",
        ),
        pytest.param(ABOUT.format("美育", "唱"), ["1.1", "1.2", "2.1"], id="made-one-opinion"),
        pytest.param(
            "一、建校。\n二、建园。\n关于加强云岭工作的意见\n三、育师。", ["1", "2", "3"], id="made-numbers-that-go-on"
        ),
    ],
)
def test_documents_under_one_notice_are_lettered(text: str, numbers: list[str]) -> None:
    assert [task.number for task in read("2023年教育工作通知\n" + text).tasks] == numbers


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("1.甲。\n2.乙。\n云岭县教育局\n2023年3月1日", "2.乙。", id="made-signature"),
        pytest.param(
            "1.甲。\n2.乙。\n本要点自印发之日起施行，有效期五年。\n2023年3月1日", "2.乙。", id="made-validity"
        ),
        pytest.param(
            "1.甲。\n2.乙。\n云岭县教育局\n二〇二三年三月一日\n（此件公开发布）", "2.乙。", id="made-date-in-words"
        ),
        pytest.param("1.甲。\n2.乙。\n2023年3月1日前完成。", "2.乙。\n2023年3月1日前完成。", id="made-deadline"),
        pytest.param("1.甲。\n2.乙。\n责任单位：基教科", "2.乙。\n责任单位：基教科", id="made-office"),
    ],
)
def test_closing_words_are_no_part_of_the_last_task(text: str, last: str) -> None:
    plan = read("2023年教育工作要点\n" + text)
    assert plan.quote(plan.tasks[-1].span) == last


def test_review_sections_are_marked_and_their_figures_are_no_targets() -> None:
    plan = read("2023年教育工作要点\n一、2022年工作回顾\n1.建校3所。\n二、2023年工作\n1.甲。\n2.乙。")
    assert [(section.key, section.review) for section in plan.sections] == [("1", True), ("2", False)]
    assert [remark.reason for remark in plan.noise] == ["review of the past"]


def test_a_list_of_annexes_opens_none() -> None:
    text = "附件:1.工作要点\n2.任务分解表\n"
    assert [text[a:b] for (a, b), _ in ((remark.span, remark.reason) for remark in parts.lists(text))] == [
        "附件:1.工作要点",
        "2.任务分解表",
    ]
    assert len(parts.split(text)) == 1
