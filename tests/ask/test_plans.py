"""Questions to a graph in which a city has several plans of one year, and counties beside cities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.errors import EduGraphError
from tests.plans import DEEDS, EARLIER, POINTS, graph

if TYPE_CHECKING:
    from edugraph.store import Store

BOTH = {POINTS, DEEDS}
TOGETHER, EARLIER_TOLD, TAKEN = "all are asked", "the latest year only", "one of several plans"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of the made-up plans."""
    return graph(tmp_path_factory.mktemp("plans"))


ASKED = {
    "targets of a city": ("云岭县有哪些目标？", BOTH),
    "one indicator": ("云岭县新增学位多少？", BOTH),
    "who answers for a task": ("云岭县任务1由谁负责？", BOTH),
    "what is counted": ("云岭县有多少个目标？", BOTH),
    "a theme that one of them has": ("云岭县集团化办学的任务", {POINTS}),
    "words that one of them has": ("云岭县提到智慧食堂吗？", {DEEDS}),
    "the year named": ("2024年云岭县有哪些目标？", BOTH),
    "an earlier year": ("2023年云岭县有哪些目标？", {EARLIER}),
    "a plan by its id": (f"{POINTS}有哪些目标？", {POINTS}),
    "a city with one plan": ("澜溪区有哪些目标？", {"lanxi-2024"}),
}


@pytest.mark.parametrize(("question", "plans"), ASKED.values(), ids=ASKED)
def test_all_plans_of_the_year_are_asked(made: Store, question: str, plans: set[str]) -> None:
    assert {row["plan"] for row in ask.answer(made, question).table.dicts()} == plans


@pytest.mark.parametrize(
    ("question", "together", "earlier"),
    [
        ("云岭县有哪些目标？", True, True),
        ("2024年云岭县有哪些目标？", True, False),
        ("2023年云岭县有哪些目标？", False, False),
        (f"{POINTS}有哪些目标？", False, False),
        ("澜溪区有哪些目标？", False, False),
    ],
)
def test_it_is_told_which_plans_were_asked(made: Store, question: str, together: bool, earlier: bool) -> None:
    notes = " ".join(ask.answer(made, question).notes)
    assert (TOGETHER in notes, EARLIER_TOLD in notes) == (together, earlier)


@pytest.mark.parametrize(
    ("question", "doubted"),
    [
        ("对比云岭县和澜溪区", True),
        ("和云岭县最像的城市是哪个？", True),
        ("和澜溪区最像的城市是哪个？", True),
        ("对比青梧市和澜溪区", False),
    ],
)
def test_one_plan_of_several_that_is_taken_is_a_doubt(made: Store, question: str, doubted: bool) -> None:
    assert any(TAKEN in one and DEEDS in one for one in ask.answer(made, question).doubts) == doubted


def test_what_one_plan_lacks_and_another_of_the_year_has_is_a_doubt(made: Store) -> None:
    found = ask.answer(made, "哪些城市没有提到心理健康？")
    assert any("another plan of the year" in one and DEEDS in one for one in found.doubts)


COUNTIES = {
    "those that lack something": ("哪些县没有提到心理健康？", {"云岭县", "白雁县"}),
    "a figure of each": ("各县新增学位多少？", {"云岭县", "白雁县", "澜溪区"}),
    "of counties and districts": ("各区县新增学位多少？", {"云岭县", "白雁县", "澜溪区"}),
    "the most": ("哪个县新增学位最多？", {"云岭县", "白雁县", "澜溪区"}),
    "cities are all": ("各市新增学位多少？", {"云岭县", "白雁县", "澜溪区", "青梧市"}),
    "cities and counties are all": ("哪些市县没有提到心理健康？", {"云岭县", "白雁县", "青梧市"}),
}


@pytest.mark.parametrize(("question", "cities"), COUNTIES.values(), ids=COUNTIES)
def test_counties_are_asked_for_as_cities_are(made: Store, question: str, cities: set[str]) -> None:
    found = ask.answer(made, question)
    assert {row["city"] for row in found.table.dicts()} == cities
    assert not any("not understood" in one for one in found.doubts)


WORDS = {
    "within a word": ("哪些任务涉及非遗资源？", ""),
    "behind a verb": ("哪些任务提到合作？", ""),
    "a word that no plan has": ("哪些任务提到新城？", "these words do not stand"),
    "one character before 区": ("哪些任务提到城区？", "these words do not stand"),
    "with its rank": ("资源县有哪些任务？", "no plan of 资源县"),
    "opens the question": ("昆山有多少新增学位？", "no plan of 昆山市"),
    "opens a clause": ("新增学位,昆山有多少？", "no plan of 昆山市"),
    "beside a city": ("澜溪区和昆山的新增学位谁多？", "no plan of 昆山市"),
    "has something": ("新增学位中昆山的是多少", "no plan of 昆山市"),
    "a city needs no grammar": ("哪些任务提到青岛？", "no plan of 青岛市"),
}


@pytest.mark.parametrize(("question", "refused"), WORDS.values(), ids=WORDS)
def test_an_ordinary_word_is_a_place_only_by_the_grammar(made: Store, question: str, refused: str) -> None:
    if not refused:
        assert ask.answer(made, question).table.rows
        return
    with pytest.raises(EduGraphError, match=refused):
        ask.answer(made, question)


@pytest.mark.parametrize("question", ["云岭县新建幼儿园几所？", "2024年云岭县新建几所幼儿园？"])
def test_none_is_unsure_where_a_passage_speaks_of_it(made: Store, question: str) -> None:
    found = ask.answer(made, question)
    assert not found.sure
    assert any((POINTS, "1") in part.table.places() for part in found.parts)


def test_what_is_new_has_words(made: Store) -> None:
    for question in ("哪些目标存疑？", "云岭县哪些目标存疑？", "存疑的目标有多少？", "哪些目标拿不准？"):
        found = ask.answer(made, question)
        assert (found.query, found.sure) == ("doubtful-facts", True), question
        assert all(run["kind"] == "target" for run in found.runs)
    for question in (
        "哪些数字被人工更正过？",
        "云岭县有哪些人工更正？",
        "谁更正过哪些目标？",
        "澜溪区哪些目标更正过？",
    ):
        found = ask.answer(made, question)
        assert (found.query, found.sure) == ("corrections", True), question
