"""What became of each figure of a document, so that none disappears: a fact, a part of one, or set aside with a reason.

Figures in tasks and reviews are told by the finders. ``elsewhere`` tells those in the rest of a document: the
preamble, headings, names of those who answer. ``account`` counts all of them again, from the text alone, and
says what claims each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from edugraph.dates import deadlines
from edugraph.extract.targets import HINT, amounts, sentences
from edugraph.facts import Target
from edugraph.structure.markers import markers
from edugraph.structure.plan import Remark
from edugraph.text import Span, lines, near, outside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edugraph.facts import Fact
    from edugraph.structure.plan import Plan

LOST = "lost"
"""The kind of a figure that nothing claims."""

_IN_CLAUSE, _IN_HEADING, _IN_HEAD = "among those who answer", "in a heading", "in the head of the document"
_OUTSIDE = "outside of tasks"
_LONGEST_MARK = 12
_NEAREST = 9  # claims that may begin before a figure and still hold it

_DOCUMENT = re.compile(r"\(?20\d\d\)? ?第?\d+ ?号")
_DAY = re.compile(r"20\d\d[-./]\d{1,2}[-./]\d{1,2}|20\d\d(?= ?年)")


class Entry(NamedTuple):
    """A figure, what became of it and why.

    ``kind`` is a kind of fact, ``aside`` (a remark tells why), ``date``, ``name``, ``mark`` (the number of a
    document), ``left out`` with noise, ``bare`` (digits without a unit, outside of tasks) or ``lost``.
    """

    span: Span
    kind: str
    reason: str = ""


def elsewhere(plan: Plan) -> Iterator[Remark]:
    """Remarks on the figures with a unit that stand in no task and no review, with where they stand."""
    told = [*_read(plan), *(remark.span for remark in plan.noise)]
    text = plan.source.folded
    clauses = sorted(clause.span for task in plan.tasks for clause in task.clauses)
    heads = sorted(section.title for section in plan.sections)
    for span in outside(Span(0, len(text)), told):
        for sentence in sentences.find(text, span, plan.year, HINT):
            for amount in amounts.find(sentence.text, sentence.quiet):
                if amount.unit and not sentence.is_date(amount.figure.span.start):
                    at = sentence.offset
                    place = Span(at + amount.span.start, at + amount.span.end)
                    where = _IN_CLAUSE if _holds(clauses, place) else _IN_HEADING if _holds(heads, place) else ""
                    yield Remark(place, where or _beside(plan, place))


def _read(plan: Plan) -> Iterator[Span]:
    """The stretches that the finders of targets and results read."""
    yield from (stretch for task in plan.tasks for part in task.passages for stretch in plan.stretches(task, part))
    yield from (section.span for section in plan.sections if section.review)


def _holds(spans: Sequence[Span], place: Span) -> bool:
    """Whether one of the spans, which are sorted, contains a place."""
    return any(span.contains(place) for span in near(spans, place))


def _beside(plan: Plan, place: Span) -> str:
    """What a place that is in no text, heading or name belongs to."""
    title = plan.header.title
    return _IN_HEAD if title and title.contains(place) else _OUTSIDE


def account(plan: Plan, found: Iterable[Fact | Remark]) -> Iterator[Entry]:
    """Every figure of a document, in its order, with what became of it; ``found`` is what was read of the plan.

    A figure is a number in digits, or one in Chinese numerals or a blanked one with a unit behind it. The numbers
    of parts, tasks and measures are none.
    """
    text = plan.source.folded
    claims, told = _Claims(_claims(plan, found)), sorted(_read(plan))
    marks = [*_marks(plan)]
    for line in lines(text):
        for part in outside(line, marks):
            for amount in amounts.find(text[part.start : part.end], text[part.start : part.end]):
                figure = Span(part.start + amount.figure.span.start, part.start + amount.figure.span.end)
                entry = claims.of(figure)
                bare = entry.kind == LOST and not amount.unit and not _holds(told, figure)
                yield entry._replace(kind="bare") if bare else entry


def _marks(plan: Plan) -> Iterator[Span]:
    """What numbers parts of a document: a figure straight behind one is none of its own (2.100名)."""
    yield from (mark.span for mark in markers(plan.source.folded))
    for task in plan.tasks:
        if 0 < task.title.start - task.span.start <= _LONGEST_MARK:
            yield Span(task.span.start, task.title.start)


def _claims(plan: Plan, found: Iterable[Fact | Remark]) -> Iterator[Entry]:
    """All that claims a stretch of the text: facts, remarks, what is left out, dates, names and numbering marks."""
    for one in found:
        if isinstance(one, Target):
            yield Entry(one.figure, one.name)
        elif isinstance(one, Remark):
            yield Entry(one.span, "aside", one.reason)
    for remark in (*plan.noise, *plan.doubts):
        yield Entry(remark.span, "left out", remark.reason)
    text = plan.source.folded
    yield from (Entry(name, "name") for name in sentences.names(text))
    yield from (Entry(Span(*number.span()), "mark") for number in _DOCUMENT.finditer(text))
    yield from (Entry(Span(*day.span()), "date") for day in _DAY.finditer(text))
    for line in lines(text):
        for date in deadlines(text[line.start : line.end], plan.year):
            yield Entry(Span(line.start + date.span.start, line.start + date.span.end), "date")


class _Claims:
    """Claims in the order of their places, asked for what meets a figure; a fact comes before what is set aside."""

    _ORDER = ("target", "result", "aside", "date", "name", "mark", "left out")

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_kind: dict[str, list[Entry]] = {kind: [] for kind in self._ORDER}
        for entry in sorted(entries, key=lambda entry: entry.span):
            self._by_kind[entry.kind].append(entry)

    def of(self, figure: Span) -> Entry:
        """What claims a figure, the firmest claim first."""
        for kind, entries in self._by_kind.items():
            at = bisect_right(entries, figure.end - 1, key=lambda entry: entry.span.start)
            for entry in reversed(entries[max(0, at - _NEAREST) : at]):
                if entry.span.end > figure.start:
                    return Entry(figure, kind, entry.reason)
        return Entry(figure, LOST)
