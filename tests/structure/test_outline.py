"""Nesting of marks: real outlines, slips of the pen, and drawn outlines that are written and read back."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.structure.markers import markers
from edugraph.structure.outline import nest
from edugraph.text import fold
from tests.structure.reading import read, real
from tests.test_quantity import spelled

HEAD = "2023年教育工作要点\n"


def outlined(text: str) -> list[str]:
    """Numbers and titles of the tasks of a text."""
    plan = read(HEAD + text)
    return [f"{task.number} {plan.title_of(task)}" for task in plan.tasks]


@pytest.mark.parametrize(
    ("city", "tasks", "sections", "first", "last"),
    [
        pytest.param("zaozhuang", 10, 0, "1 密切家校社交流互通", "10 推动职业教育内涵发展", id="zaozhuang"),
        pytest.param("handan", 53, 24, "1 全面完成年度任务目标", "53 用心用情用力办好教育系统民生实事", id="handan"),
        pytest.param("ningbo", 27, 8, "1 主题教育学深悟透", "27 守正创新做好新闻宣传", id="ningbo"),
        pytest.param("jining", 26, 7, "1 加强党的领导", "26 创建全环境育人示范区", id="jining"),
        pytest.param("rongcheng", 54, 14, "1 持续强化党的科学理论武装", "54 营造改革良好氛围", id="rongcheng"),
    ],
)
def test_real_outlines(city: str, tasks: int, sections: int, first: str, last: str) -> None:
    plan = real(city)
    named = [f"{task.number} {plan.title_of(task)}" for task in plan.tasks]
    assert (len(named), len(plan.sections)) == (tasks, sections)
    assert (named[0], named[-1]) == (first, last)
    assert [task.number for task in plan.tasks] == [str(number) for number in range(1, tasks + 1)]


@pytest.mark.parametrize(
    ("city", "path", "title"),
    [
        pytest.param("handan", (2, 1), "全面提高教育教学质量", id="handan-2.1"),
        pytest.param("handan", (5,), "着力办好一批民生实事", id="handan-5"),
        pytest.param("jining", (4,), "实施教师队伍素质提升行动", id="jining-4"),
        pytest.param("rongcheng", (3, 2), "全面推进“五育融合”", id="rongcheng-3.2"),
        pytest.param("ningbo", (8,), "高品质开展和美教育聚心聚力行动", id="ningbo-8"),
    ],
)
def test_real_sections(city: str, path: tuple[int, ...], title: str) -> None:
    plan = real(city)
    assert {section.path: plan.title_of(section) for section in plan.sections}[path] == title


OUTLINES = [
    pytest.param("一、甲\n1.乙。\n2.丙。\n二、丁\n3.戊。", ["1 乙", "2 丙", "3 戊"], id="made-running"),
    pytest.param("一、甲\n1.乙。\n二、丁\n1.戊。", ["1.1 乙", "2.1 戊"], id="made-restarting"),
    pytest.param("一、甲\n（一）乙\n1.丙。\n2.丁。\n（二）戊\n1.己。", ["1.1.1 丙", "1.1.2 丁", "1.2.1 己"], id="made-three-deep"),
    pytest.param("一、甲。做\n二、乙\n（一）丙。\n（二）丁。\n三、戊。", ["1 甲", "2.1 丙", "2.2 丁", "3 戊"], id="made-uneven"),
    pytest.param("1.甲。\n2.乙。\n4.丁。", ["1 甲", "2 乙", "4 丁"], id="made-one-left-out"),
    pytest.param("1.甲。\n2.乙。\n7.庚。\n3.丙。", ["1 甲", "2 乙", "3 丙"], id="made-stray-number"),
    pytest.param("2.甲。\n3.乙。", ["2 甲", "3 乙"], id="made-first-lost"),
    pytest.param("(1)甲。\n(2)乙。", ["1 甲", "2 乙"], id="made-measure-style-as-tasks"),
    pytest.param("1.甲。\n一是做。\n二是做。\n2.乙。\n一是做。", ["1 甲", "2 乙"], id="made-measures-at-lines"),
    pytest.param("一、甲\n一是乙。\n1.丙。\n2.丁。\n二是戊。\n3.己。", ["1 丙", "2 丁", "3 己"], id="made-measure-style-above-tasks"),
    pytest.param("第一部分 甲\n一、乙\n1.丙。\n第二部分 戊\n一、己\n1.庚。", ["1.1.1 丙", "2.1.1 庚"], id="made-parts"),
    pytest.param("1.甲。\n2.乙。\n5.丁。\n6.戊。", ["1 甲", "2 乙", "5 丁", "6 戊"], id="made-two-left-out"),
    pytest.param("1.甲。\n\x0c2.乙。\n3.丙。", ["1 甲", "2 乙", "3 丙"], id="made-form-feed-of-a-page"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tasks"), OUTLINES)
def test_outlines(text: str, tasks: list[str]) -> None:
    assert outlined(text) == tasks


def test_refused_marks_are_doubts() -> None:
    plan = read(HEAD + "1.甲。\n2.乙。\n7.庚。\n3.丙。")
    assert [(plan.quote(doubt.span), doubt.reason) for doubt in plan.doubts] == [("7.", "number out of order")]


def test_items_know_what_stands_above_and_below() -> None:
    outline = nest(markers(fold("一、甲\n（一）乙\n1.丙①丁②戊\n二、己")))
    assert [item.number for item in outline.items] == [1, 1, 1, 1, 2, 2]
    assert [item.style for item in outline.items[3].ancestors()] == ["han", "han_paren", "dot"]
    assert len(list(outline.items[0].descendants())) == 4


def test_tasks_are_the_same_in_every_run() -> None:
    code = (
        "from edugraph.structure import parse\nfrom edugraph.text import Source\n"
        "text = '一、甲\\n（一）乙。\\n1.丙。\\n二、丁\\n（二）戊。\\n2.己。'\n"
        "plan = parse(Source('made', text), 'made-2023', 2023)\n"
        "print([plan.title_of(task) for task in plan.tasks])"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in range(4)
    }
    assert len(seen) == 1


@dataclass
class Drawn:
    """A drawn outline: its text and what is to be read from it."""

    text: str = HEAD
    tasks: list[tuple[tuple[int, ...], int, str, int]] = field(default_factory=list)
    sections: list[tuple[tuple[int, ...], str]] = field(default_factory=list)

    def numbers(self) -> list[str]:
        plain = [str(number) for _, number, _, _ in self.tasks]
        if len(set(plain)) == len(plain):
            return plain
        return [".".join(map(str, (*path, number))) for path, number, _, _ in self.tasks]


ABOVE = ["{han}、", "（{han}）", "{n}.", "{n}、", "第{han}部分 ", "{han}是", "（{n}）"]
TASK = ["{han}、", "（{han}）", "{n}.", "{n}．", "{n}、", "任务{n}："]
MEASURE = ["{circle}", "\n（{n}）", "\n{han}是"]
TITLES = st.text(alphabet="山水田林湖草", min_size=2, max_size=6)


def _same(one: str, other: str) -> bool:
    """Whether two forms are of one style."""
    dots = {"{n}.", "{n}．", "{n}、"}
    return one.strip() == other.strip() or {one, other} <= dots


def _mark(form: str, number: int) -> str:
    return form.format(n=number, han=spelled(number), circle=chr(ord("①") + number - 1))


@st.composite
def outlines(draw: st.DrawFn) -> Drawn:
    task = draw(st.sampled_from(TASK))
    forms = [task]
    for _ in range(draw(st.integers(0, 2))):
        forms.insert(0, draw(st.sampled_from([one for one in ABOVE if not any(_same(one, f) for f in forms)])))
    measure = draw(st.sampled_from([one for one in MEASURE if not any(_same(one, form) for form in forms)]))
    running, drawn, count = draw(st.booleans()), Drawn(), 0

    def below(path: tuple[int, ...]) -> None:
        nonlocal count
        depth = len(path)
        for number in range(1, draw(st.integers(2 if depth == 0 else 1, 3)) + 1):
            title = draw(TITLES)
            if depth < len(forms) - 1:
                drawn.text += f"{_mark(forms[depth], number)}{title}\n"
                drawn.sections.append(((*path, number), title))
                below((*path, number))
                continue
            count += 1
            measures = draw(st.integers(0, 3))
            own = count if running else number
            inside = "".join(f"{_mark(measure, at)}做好。" for at in range(1, measures + 1))
            drawn.text += f"{_mark(task, own)}{title}。{inside}\n"
            drawn.tasks.append((path, own, title, measures))

    below(())
    return drawn


@given(outlines())
def test_drawn_outlines_are_read_back(drawn: Drawn) -> None:
    plan = read(drawn.text)
    assert [plan.title_of(task) for task in plan.tasks] == [title for _, _, title, _ in drawn.tasks]
    assert [task.number for task in plan.tasks] == drawn.numbers()
    assert [task.section for task in plan.tasks] == [path for path, _, _, _ in drawn.tasks]
    assert [(section.path, plan.title_of(section)) for section in plan.sections] == drawn.sections
    assert [len(task.passages) - 1 for task in plan.tasks] == [measures for _, _, _, measures in drawn.tasks]
