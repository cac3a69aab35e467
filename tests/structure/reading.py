"""What the tests of plans share: the real plans, small made-up ones, and the origin of an excerpt."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from edugraph import resources, structure
from edugraph.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark.structures import ParameterSet

    from edugraph.structure.plan import Clause, Plan, Task

_OPENINGS = {
    "zaozhuang": "枣庄市教育局文件",
    "handan": "邯郸市教育局2023年教育工作要点",
    "ningbo": "某市教育局2023年工作要点",
    "jining": "济宁市教育局文件",
    "rongcheng": "2024年教体局教育和体育工作要点",
}
CITIES = sorted(_OPENINGS)


@cache
def real_text(city: str) -> str:
    """Raw text of one of the plans that come with the project, found by how it begins."""
    folder = resources.folder("graphs") / "plans"
    texts = (path.read_bytes().decode() for path in sorted(folder.glob("*.txt")))
    return next(text for text in texts if _OPENINGS[city] in text[:3000])


@cache
def real(city: str) -> Plan:
    """One of the plans that come with the project."""
    return structure.parse(Source(f"{city}.txt", real_text(city)), f"{city}-2023", 2023)


def task_of(city: str, number: str) -> Task:
    """One task of a real plan."""
    return next(task for task in real(city).tasks if task.number == number)


def read(text: str, year: int | None = 2023) -> Plan:
    """A made-up text as a plan."""
    return structure.parse(Source("made.txt", text), "made-2023", year)


def told(sentence: str, year: int = 2023) -> Plan:
    """A plan whose last task says the sentence; its head names the year 2023."""
    return read(f"2023年教育工作要点\n1.甲事。无。\n2.乙事。{sentence}", year)


def clause_texts(plan: Plan, clauses: Iterable[Clause]) -> list[tuple[str | None, str, str]]:
    """Measure, head and body of clauses, as raw text."""
    return [(clause.measure, plan.quote(clause.head), plan.quote(clause.body)) for clause in clauses]


def not_in_their_plan(cases: Iterable[ParameterSet]) -> list[str]:
    """Ids of the cases that name a real plan, ``handan-28``, but do not quote its text."""
    astray = []
    for case in cases:
        name, quote = str(case.id), case.values[0]
        city = name.split("-", maxsplit=1)[0]
        if city in _OPENINGS and (not isinstance(quote, str) or quote not in real_text(city)):
            astray.append(name)
    return astray


def missed(reason: str) -> pytest.MarkDecorator:
    """The mark of a case that is read wrongly today: strict, so that a cure shows."""
    return pytest.mark.xfail(strict=True, reason=reason)
