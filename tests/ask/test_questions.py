"""Questions as people ask them: which query and which parameters each is read as, and which are refused.

``questions.tsv`` holds those that are read surely, ``unsure.tsv`` those whose answer must say that it is
not sure, ``refused.tsv`` those that no query answers. ``answers.tsv`` holds whole answers: whether they are sure,
the first query and how many rows.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.ask import limits
from edugraph.ask.patterns import patterns
from edugraph.ask.reading import Reading, readings
from edugraph.errors import EduGraphError, MissingError, UsageError

if TYPE_CHECKING:
    from edugraph.ask.lexicon import Lexicon
    from edugraph.store import Store

ERRORS: dict[str, type[EduGraphError]] = {"MissingError": MissingError, "UsageError": UsageError}


def table(name: str) -> list[list[str]]:
    with (Path(__file__).parent / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def said(best: Reading, lexicon: Lexicon) -> list[set[str]]:
    """Query and parameters of each run, in any order."""
    runs = best.bound(lexicon).runs
    return [{best.pattern.query, *(f"{key}={value}" for key, value in run.items())} for run in runs]


def wanted(reading: str) -> list[set[str]]:
    return [set(run.replace(" -p ", "\t").split("\t")) for run in reading.split(" ; ")]


@pytest.mark.parametrize(("question", "reading"), table("questions"))
def test_a_question_is_read(lexicon: Lexicon, question: str, reading: str) -> None:
    best = readings(lexicon, question)[0]
    limits.refuse(lexicon, question, [best])
    assert not best.left
    assert not best.passed
    runs = said(best, lexicon)[:5]
    assert all(run in runs for run in wanted(reading))
    assert len(runs) == len(wanted(reading))


@pytest.mark.parametrize(("question", "reading"), table("unsure"))
def test_an_answer_that_may_be_wrong_says_so(store: Store, question: str, reading: str) -> None:
    found = ask.answer(store, question)
    assert not found.sure
    assert found.commands[0].split()[2] == reading.split(maxsplit=1)[0]


@pytest.mark.parametrize(("question", "sure", "query", "rows"), table("answers"))
def test_a_question_is_answered(store: Store, question: str, sure: str, query: str, rows: str) -> None:
    found = ask.answer(store, question)
    assert found.commands[0] == f"edugraph query {query}"
    assert (found.sure, len(found.table.rows)) == (sure == "sure", int(rows))


@pytest.mark.parametrize(("question", "error"), table("refused"))
def test_what_no_plan_says_is_refused(store: Store, question: str, error: str) -> None:
    with pytest.raises(ERRORS[error]):
        ask.answer(store, question)


@pytest.mark.parametrize("pattern", [one for one in patterns() if one.example], ids=lambda one: one.example)
def test_every_example_is_read_as_its_query(lexicon: Lexicon, pattern: object) -> None:
    example, query = vars(pattern)["example"], vars(pattern)["query"]
    best = readings(lexicon, limits.filled(lexicon, example))[0]
    assert (best.pattern.query, best.left) == (query, [])
