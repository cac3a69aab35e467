"""Plan to facts: one finder a kind of fact. All judgement lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.extract import citations, doubts, responsibilities, reviews, targets, themes
from edugraph.facts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.structure.plan import Plan, Remark

__all__ = ["extract", "read"]

_FINDERS = (responsibilities.find, citations.find, themes.find, targets.read)


def read(plan: Plan) -> Iterator[Fact | Remark]:
    """All facts of a plan, and remarks on what was read and set aside, with the reason: first its reviews, then task by task."""
    for found in _found(plan):
        yield doubts.judged(plan, found) if isinstance(found, Fact) else found


def _found(plan: Plan) -> Iterator[Fact | Remark]:
    """What the finders find."""
    yield from reviews.read(plan)
    for task in plan.tasks:
        for find in _FINDERS:
            yield from find(plan, task)


def extract(plan: Plan) -> Iterator[Fact]:
    """All facts of a plan: first what its reviews tell, then task by task."""
    return (found for found in read(plan) if isinstance(found, Fact))
