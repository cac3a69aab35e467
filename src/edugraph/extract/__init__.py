"""Plan to facts: one finder a kind of fact. All judgement lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.extract import account, citations, doubts, responsibilities, reviews, targets, themes
from edugraph.facts import Fact
from edugraph.vocabulary import using

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.structure.plan import Plan, Remark

__all__ = ["extract", "read"]

_FINDERS = (responsibilities.find, citations.find, themes.find, targets.read)


def read(plan: Plan) -> Iterator[Fact | Remark]:
    """All facts of a plan, and remarks on what was read and set aside, with the reason: its reviews, its tasks, the rest."""
    with using(plan.words):
        found = [doubts.judged(plan, one) if isinstance(one, Fact) else one for one in _found(plan)]
    return iter(found)


def _found(plan: Plan) -> Iterator[Fact | Remark]:
    """What the finders find."""
    yield from reviews.read(plan)
    # Each finder goes over all tasks before the next does: its patterns then stay where the processor has them at hand.
    by_finder = [[tuple(find(plan, task)) for task in plan.tasks] for find in _FINDERS]
    for of_task in zip(*by_finder, strict=True):
        for found in of_task:
            yield from found
    yield from account.elsewhere(plan)


def extract(plan: Plan) -> Iterator[Fact]:
    """All facts of a plan: first what its reviews tell, then task by task."""
    return (found for found in read(plan) if isinstance(found, Fact))
