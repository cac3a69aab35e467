"""All facts of a plan: their places, for the real plans and for any mixture of their sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.errors import InputError
from edugraph.extract import extract
from edugraph.extract import read as read_all
from edugraph.facts import Fact, Target, ThemeMention, read, write
from edugraph.structure.plan import Remark
from tests.structure import reading
from tests.structure.reading import CITIES, real, real_text

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan


def in_place(plan: Plan, facts: list[Fact]) -> None:
    """Every fact has words of its own, within its task, and names a measure of it."""
    tasks = {task.number: task for task in plan.tasks}
    for fact in facts:
        task = tasks[fact.task]
        assert fact.span and task.span.contains(fact.span)
        assert plan.quote(fact.span).strip()
        assert fact.plan == plan.key and fact.rule
        assert fact.measure is None or fact.measure in {part.measure for part in task.passages}
        if isinstance(fact, Target):
            assert fact.span.contains(fact.figure) and fact.figure
        if isinstance(fact, ThemeMention):
            assert all(task.span.contains(span) and span for span in fact.mentions)


@pytest.mark.parametrize("city", CITIES)
def test_real_facts_are_in_place(city: str) -> None:
    plan = real(city)
    facts = list(extract(plan))
    assert facts
    in_place(plan, facts)


@pytest.mark.parametrize("city", CITIES)
def test_real_facts_come_back_from_json_lines(city: str) -> None:
    plan = real(city)
    facts = list(extract(plan))
    assert list(read(write(facts, plan.source))) == facts


@pytest.mark.parametrize("city", CITIES)
def test_facts_are_the_same_each_time(city: str) -> None:
    assert list(extract(real(city))) == list(extract(real(city)))


def test_facts_know_the_key_of_their_plan() -> None:
    plan = replace(real("zaozhuang"), key="other-2023")
    assert {fact.plan for fact in extract(plan)} == {"other-2023"}


@pytest.mark.parametrize(
    ("sentence", "aside"),
    [
        pytest.param(
            "实施优质资源扩面、办学活力激发、综合素质提升等10大行动32项重点任务", ["10", "32项"], id="ningbo-19"
        ),
        pytest.param("依托3个基地开展培训。", ["3个"], id="made-means"),
        pytest.param("去年建成3所学校，今年建成5所。", ["3所"], id="made-past"),
        pytest.param("全省排名前3名。", ["3名"], id="made-rank"),
        pytest.param("创建示范学校60所。", [], id="made-target"),
    ],
)
def test_figures_set_aside_are_remarked_upon(sentence: str, aside: list[str]) -> None:
    plan = reading.told(sentence)
    remarks = [found for found in read_all(plan) if isinstance(found, Remark)]
    assert [plan.quote(remark.span) for remark in remarks] == aside
    assert all(remark.reason for remark in remarks)


SENTENCES = sorted({
    sentence
    for city in CITIES
    for sentence in re.findall(r"[^。\n\t]{4,200}[。)）]", real_text(city))
    if not re.search(r"^[\s•<]|小编|\d{2}:\d{2}", sentence)
})  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=2, max_size=4))
def test_facts_of_any_mixture_are_in_place(tasks: list[list[str]]) -> None:
    lines = [f"{number}.题{'目' * number}。{''.join(inside)}" for number, inside in enumerate(tasks, 1)]
    plan = reading.read("2023年教育工作要点\n" + "\n".join(lines))
    in_place(plan, list(extract(plan)))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), st.sampled_from(["建校。", "无。"]))
def test_what_stands_before_moves_facts_and_changes_none(sentences: list[str], before: str) -> None:
    near = reading.read(f"2023年要点\n1.甲。\n2.乙。{''.join(sentences)}")
    far = reading.read(f"2023年要点\n1.甲。{before}\n2.乙。{''.join(sentences)}")
    shift = len(before)

    def last(plan: Plan) -> list[tuple[str, str, int]]:
        return [(fact.name, plan.quote(fact.span), fact.span.start) for fact in extract(plan) if fact.task == "2"]

    assert last(far) == [(name, quote, start + shift) for name, quote, start in last(near)]


@given(
    st.text(
        alphabet="建校培训0123456789一二三十百万亿所个名人次%、，。；:：“”《》（）()x*—-年底前内月全覆盖所有部分别各和每周至少不超过达到以上 \n\t"
    )
)
def test_any_text_gives_facts_in_place(text: str) -> None:
    try:
        plan = reading.told(text)
    except InputError:
        return
    in_place(plan, list(extract(plan)))
