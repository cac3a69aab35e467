"""Plan to facts: one finder a kind of fact. All judgement lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.extract import citations, responsibilities, targets, themes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.facts import Fact
    from edugraph.structure.plan import Plan, Remark, Task

__all__ = ["extract", "remarks"]

_FINDERS = (responsibilities.find, citations.find, themes.find, targets.find)


def extract(plan: Plan) -> Iterator[Fact]:
    """All facts of a plan, task by task."""
    for task in plan.tasks:
        for find in _FINDERS:
            yield from find(plan, task)


def remarks(plan: Plan, task: Task) -> Iterator[Remark]:
    """What was read in a task and set aside, with the reason."""
    yield from targets.set_aside(plan, task)
