"""Where every character of a plan went: to its head, a heading, a task, a clause, or left out with a reason."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from edugraph.structure.markers import markers
from edugraph.text import Span, outside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.structure.plan import Plan, Task

HEAD, SECTION, TASK, CLAUSE, LEFT_OUT = "head", "section", "task", "clause", "left out"
"""What a stretch of a plan can be."""

PREAMBLE, CLOSING, BETWEEN, CELL, BLANK = (
    "preamble",
    "closing words",
    "words under a heading",
    "cell that no column reads",
    "blanks and marks",
)
"""Why a stretch is left out that nothing claims; the other reasons are those of remarks."""

_NUMBER_CELL = re.compile(r"\s*\(?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\)?[.、]?\s*")
_WORD = re.compile(r"\w")

Entry = tuple[Span, str, str]


def account(plan: Plan) -> Iterator[Entry]:
    """The stretches of a plan in order, without gaps, each with what it is and, where it is left out, why."""
    claims = list(_claims(plan))
    paint = [-1] * len(plan.source.text)
    for at, (span, _, _) in enumerate(claims):
        paint[span.start : span.end] = [at] * (span.end - span.start)
    items = [*(section.span for section in plan.sections), *(task.span for task in plan.tasks)]
    tasks = Span(min(item.start for item in items), max(item.end for item in items))
    begin = 0
    for said, run in groupby(paint, key=lambda at: claims[at][1:] if at >= 0 else None):
        span = Span(begin, begin + sum(1 for _ in run))
        begin = span.end
        yield (span, *(said or (LEFT_OUT, _why(plan, span, tasks))))


def _claims(plan: Plan) -> Iterator[Entry]:
    """What claims a stretch, the weaker claims first."""
    yield from ((remark.span, LEFT_OUT, remark.reason) for remark in plan.doubts)
    for section in plan.sections:
        yield Span(section.span.start, section.title.end), SECTION, ""
    for task in plan.tasks:
        yield from _parts(plan, task)
    head = plan.header
    said = (head.title, head.issuer, head.number, head.issued, head.signature)
    tasks = [task.span for task in plan.tasks]
    yield from ((span, HEAD, "") for span in said if span and not any(one.contains(span) for one in tasks))
    yield from ((remark.span, LEFT_OUT, remark.reason) for remark in plan.noise)


def _parts(plan: Plan, task: Task) -> Iterator[Entry]:
    """What a task is made of: its text with its marks, its clauses, and cells that nobody reads."""
    read = [task.title, *(part.span for part in task.passages), *(part.due for part in task.passages if part.due)]
    clauses = [clause.span for clause in task.clauses]
    for rest in outside(task.span, [*read, *clauses]):
        mark = not plan.quote(rest).strip() or _is_mark(plan.source.folded[slice(*rest)])
        yield (rest, TASK, "") if mark else (rest, LEFT_OUT, CELL)
    yield from ((span, TASK, "") for span in read)
    yield from ((span, CLAUSE, "") for span in clauses)


def _is_mark(said: str) -> bool:
    """Whether a stretch between the parts of a task is nothing but numbers and marks."""
    if _NUMBER_CELL.fullmatch(said):
        return True
    return any(mark.span.end >= len(said.rstrip()) for mark in markers(f"{said.rstrip()}甲"))


def _why(plan: Plan, span: Span, tasks: Span) -> str:
    """Why a stretch is left out that nothing claims, by where it stands to the tasks with their headings."""
    if not _WORD.search(plan.quote(span)):
        return BLANK
    if span.start < tasks.start:
        return PREAMBLE
    return CLOSING if span.start >= tasks.end else BETWEEN
