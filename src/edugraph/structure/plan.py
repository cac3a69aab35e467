"""A plan as its outline: sections, tasks, measures and clauses, all as spans of the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph.text import Source, Span, mask, outside, squeeze, trim

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Section:
    """A heading over tasks. ``path`` holds the numbers from the top heading down to this one.

    ``part`` is the letter of its annex, ``review`` tells that it speaks of what has been done.
    """

    path: tuple[int, ...]
    title: Span
    span: Span
    part: str = ""
    review: bool = False

    @property
    def key(self) -> str:
        """Its numbers as text, ``a3.2``."""
        return self.part + ".".join(map(str, self.path))


@dataclass(frozen=True)
class Passage:
    """A stretch of a task's text; ``measure`` is None where it belongs to no numbered measure.

    ``due`` is the deadline cell of its row in a table.
    """

    measure: str | None
    span: Span
    due: Span | None = None


@dataclass(frozen=True)
class Clause:
    """Who answers: a head (责任单位) and the names after it, from a bracket, a line or a table cell.

    ``head`` may lie elsewhere than ``body``: in the head row of a table.
    """

    measure: str | None
    head: Span
    body: Span
    span: Span


@dataclass(frozen=True)
class Task:
    """One numbered task. ``number`` is ASCII, dotted where the numbering restarts (``3.6.1``)."""

    number: str
    title: Span
    section: tuple[int, ...]
    span: Span
    passages: tuple[Passage, ...]
    clauses: tuple[Clause, ...]
    part: str = ""

    @property
    def section_key(self) -> str:
        """The key of the section that it stands under."""
        return self.part + ".".join(map(str, self.section))


@dataclass(frozen=True)
class Remark:
    """A stretch of the source that is left out or not understood, and why."""

    span: Span
    reason: str


@dataclass(frozen=True)
class Header:
    """What the head of a document says of itself; None where it does not.

    ``year_stated`` is false where the year is not in the title but the one that the text names most often.
    ``signature`` is a line that is nothing but a bureau, ``heading`` the first line that speaks of education.
    """

    title: Span | None = None
    issuer: Span | None = None
    number: Span | None = None
    issued: Span | None = None
    year: int | None = None
    year_stated: bool = False
    signature: Span | None = None
    heading: Span | None = None
    genre: str = ""


@dataclass(frozen=True)
class Plan:
    """One work plan of one bureau for one year; ``key`` is its id, ``handan-2023``."""

    key: str
    year: int
    source: Source
    header: Header
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    noise: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = field(default=())

    @cached_property
    def text(self) -> str:
        """Folded text in which noise is blank and clauses are line ends: what facts are found in."""
        clauses = [clause.span for task in self.tasks for clause in task.clauses]
        quiet = mask(self.source.folded, [remark.span for remark in self.noise])
        return mask(quiet, clauses, "\n")

    def quote(self, span: Span) -> str:
        """The raw characters of a span."""
        return self.source.quote(span)

    def stretches(self, task: Task, passage: Passage) -> Iterator[Span]:
        """What a passage says of its task: its text between clauses and noise, blanks at the ends left out."""
        apart = [*(clause.span for clause in task.clauses), *(remark.span for remark in self.noise)]
        for span in outside(passage.span, apart):
            stretch = trim(self.source.folded, *span)
            if stretch:
                yield stretch

    def headings(self, task: Task) -> Iterator[str]:
        """What stands over a task: the title of the document, then the sections from the top down."""
        if self.header.title:
            yield self.quote(self.header.title)
        for depth in range(1, len(task.section) + 1):
            section = self._by_path.get((task.part, task.section[:depth]))
            if section:
                yield self.quote(section.title)

    @cached_property
    def _by_path(self) -> dict[tuple[str, tuple[int, ...]], Section]:
        return {(section.part, section.path): section for section in self.sections}

    def task_at(self, place: Span) -> str:
        """Number of the task whose text holds a place; empty where none does."""
        at = bisect_right(self._begins, place.start, key=itemgetter(0))
        return self._begins[at - 1][1] if at else ""

    @cached_property
    def _begins(self) -> list[tuple[int, str]]:
        """Where each task begins, in the order of the text."""
        return sorted((task.span.start, task.number) for task in self.tasks)

    def title_of(self, item: Task | Section) -> str:
        """Title of a task or section as it is written down, without inner blanks."""
        return squeeze(self.quote(item.title))
