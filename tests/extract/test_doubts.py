"""Doubts: what is read from words of another clause, without a promise, or in a plan whose year is inferred."""

from __future__ import annotations

import dataclasses

import pytest

from edugraph.extract import doubts, extract
from edugraph.facts import Fact, Responsibility, Target
from edugraph.structure import parse
from edugraph.text import Origin, Recognised, Source, Span
from edugraph.vocabulary import scheme

HEAD = "云岭县教育局2024年工作要点\n"


def _targets(text: str, head: str = HEAD) -> list[Target]:
    plan = parse(Source("made.txt", f"{head}\n一、任务\n1.{text}\n2.加强教育管理。\n"), "yunling-2024")
    return [fact for fact in extract(plan) if isinstance(fact, Target)]


@pytest.mark.parametrize(
    ("doubted", "text"),
    [
        ((), "新增公办学位900个。"),
        ((), "学前三年毛入园率达到95%以上。"),
        ((), "每学期开展家访不少于2次。"),
        ((), "小学入学率达到100%，巩固率达到99%。"),
        (("scope",), "提升幼儿园安全管理水平，视频监控覆盖率达到95%以上。"),
        (("scope",), "规范小学作业，每周开展主题阅读2次。"),
        ((), "规范小学作业，新建教师公寓3栋。"),
        (("deadline",), "三年内新建食堂3座。"),
        (("indicator",), "评选市级骨干专业10个和示范基地5个。"),
        (("commitment",), "幼儿园项目12个。"),
        (("wording",), "建设面向全县各级各类学校特别是偏远乡镇寄宿制学校的标准化多功能体育场馆20个。"),
    ],
)
def test_a_figure_is_doubted_where_its_own_words_do_not_say_it(doubted: tuple[str, ...], text: str) -> None:
    assert _targets(text)[-1].doubts == doubted


@pytest.mark.parametrize(
    ("doubted", "text"),
    [
        (("deadline",), "年底前新增公办学位900个。"),
        ((), "到2024年底前新增公办学位900个。"),
        ((), "新增公办学位900个。"),
    ],
)
def test_a_date_that_counts_from_an_inferred_year_is_doubted(doubted: tuple[str, ...], text: str) -> None:
    head = "云岭县教育局工作要点\n为做好2024年教育工作，制定本要点。\n"
    assert _targets(text, head)[-1].doubts == doubted


def test_a_rate_in_a_row_with_a_date_may_end_with_it() -> None:
    rows = "序号\t任务\t责任科室\t完成时限\n1\t每月开展安全演练1次，新建食堂3座\t安全科\t11月底\n2\t每月开展督查1次\t督导室\t长期\n"
    plan = parse(Source("made.txt", f"{HEAD}{rows}"), "yunling-2024")
    found = {one.indicator: one.doubts for one in extract(plan) if isinstance(one, Target)}
    assert found == {"开展安全演练": ("deadline",), "新建食堂": (), "开展督查": ()}


@pytest.mark.parametrize(
    ("doubted", "title"),
    [((), "云岭县教育提升三年行动计划（2024—2026年）"), (("deadline",), "云岭县教育提升三年行动计划（2024年）")],
)
def test_a_number_of_years_is_sure_where_the_title_names_the_last(doubted: tuple[str, ...], title: str) -> None:
    assert _targets("三年内新建食堂3座。", f"{title}\n")[-1].doubts == doubted


@pytest.mark.parametrize(
    "name", ["基教股", "县教育局", "云岭三中", "各党组织", "各中小学", "各镇（街）", "教育发展中心", "团县委"]
)
def test_names_of_offices_are_not_doubted(name: str) -> None:
    assert _doubts_of(name) == ()


@pytest.mark.parametrize("name", ["全体教师", "按职责分工", "2024年12月"])
def test_what_does_not_end_as_an_office_is_doubted(name: str) -> None:
    assert _doubts_of(name) == ("name",)


def _doubts_of(name: str) -> tuple[str, ...]:
    plan = parse(Source("made.txt", HEAD + "1.加强教育管理。\n2.规范办学。\n"), "yunling-2024")
    fact = Responsibility(
        plan=plan.key, task="1", measure=None, span=plan.tasks[0].span, rule="made",
        role="lead", organisation=name, head="牵头单位",
    )  # fmt: skip
    return doubts.judged(plan, fact).doubts


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_the_facts_of_what_was_recognised_on_pictures_are_doubted(lines: int) -> None:
    text = HEAD + "1.新增学位900个。（责任股室：基教股）\n2.建成食堂3所。（责任股室：计财股）\n"
    end = [at for at, char in enumerate(text) if char == "\n"][-3:][lines - 1]
    origin = Origin("pdf", "", "", pages=1, recognised=(Recognised(Span(0, end), 1, 0.98),))
    found = list(extract(parse(Source("made.pdf", text, origin), "yunling-2024")))
    assert {fact.task for fact in found if "recognition" in fact.doubts} == {"1", "2"} & set("12"[: lines - 1])


def test_a_row_that_was_dealt_out_is_doubted() -> None:
    plan = parse(Source("made.txt", HEAD + "1.新增学位900个。\n2.新增学位300个。\n"), "yunling-2024")
    first, second = plan.tasks
    dealt = dataclasses.replace(plan, tasks=(dataclasses.replace(first, dealt=True), second))
    found: list[Fact] = list(extract(dealt))
    assert {fact.task: fact.doubts for fact in found if isinstance(fact, Target)} == {"1": ("table",), "2": ()}


def test_every_reason_is_a_concept_with_words() -> None:
    for concept in scheme("doubts").concepts:
        assert concept.label
        assert concept.label_en
