"""A plan as its outline: sections, tasks, measures and clauses, all as spans of the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph.text import Source, Span, mask, near, outside, squeeze, trim
from edugraph.vocabulary import PACKAGED, Vocabulary

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
    """One numbered task. ``number`` is ASCII, dotted where the numbering restarts (``3.6.1``).

    ``dealt`` is true of a row of a table that came without columns, where some cells are missing.
    """

    number: str
    title: Span
    section: tuple[int, ...]
    span: Span
    passages: tuple[Passage, ...]
    clauses: tuple[Clause, ...]
    part: str = ""
    dealt: bool = False

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
class Evidence:
    """A place that speaks of the year of a plan: what kind of place it is (title, number, signature …) and the year."""

    kind: str
    span: Span
    year: int


_LONGEST_HEADING = 25  # characters

STATED = frozenset({"title", "number", "heading", "signature"})
"""Kinds of evidence that state the year of a plan; from all others it is inferred."""


@dataclass(frozen=True)
class Header:
    """What the head of a document says of itself; None where it does not.

    ``past`` tells that the document says of itself, by its title or in most of its sentences, what has been done.
    ``evidence`` of its year comes with what decides first, one of a kind.
    ``signature`` is a line that is nothing but a bureau, ``heading`` the first line that speaks of education.
    """

    title: Span | None = None
    issuer: Span | None = None
    number: Span | None = None
    issued: Span | None = None
    signature: Span | None = None
    heading: Span | None = None
    genre: str = ""
    past: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def year(self) -> int | None:
        """The year that the document is for, None where nothing says it."""
        return self.evidence[0].year if self.evidence else None

    @property
    def year_from(self) -> str:
        """The kind of evidence that decides on the year; ``text`` where none is found."""
        return self.evidence[0].kind if self.evidence else "text"

    @property
    def year_stated(self) -> bool:
        """Whether the year is stated, not inferred from other dates in the text."""
        return self.year_from in STATED


@dataclass(frozen=True)
class Plan:
    """One work plan of one bureau for one year; ``key`` is its id, ``handan-2023``, ``words`` what it is read with."""

    key: str
    year: int
    source: Source
    header: Header
    sections: tuple[Section, ...]
    tasks: tuple[Task, ...]
    noise: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = field(default=())
    words: Vocabulary = PACKAGED

    @cached_property
    def text(self) -> str:
        """Folded text in which noise is blank and clauses are line ends: what facts are found in.

        A heading that has its line alone is a sentence, though no mark ends it.
        """
        clauses = [clause.span for task in self.tasks for clause in task.clauses]
        quiet = mask(self.source.folded, [remark.span for remark in self.noise])
        return mask(mask(quiet, self._heading_ends, "。"), clauses, "\n")

    @cached_property
    def _heading_ends(self) -> list[Span]:
        """The line ends behind headings: short titles of tasks without a comma."""
        folded = self.source.folded
        titles = (task.title for task in self.tasks if task.title.end - task.title.start <= _LONGEST_HEADING)
        return [
            Span(title.end, title.end + 1)
            for title in titles
            if folded.startswith("\n", title.end) and "," not in folded[slice(*title)]
        ]

    @cached_property
    def dealt(self) -> frozenset[str]:
        """Numbers of the tasks whose cells came without columns and are fewer than these."""
        return frozenset(task.number for task in self.tasks if task.dealt)

    def quote(self, span: Span) -> str:
        """The raw characters of a span."""
        return self.source.quote(span)

    def said(self, span: Span) -> str:
        """What a span says on one line, as titles and names are written down: without noise; an entity is its sign."""
        noise = {remark.span for remark in self.noise if span.contains(remark.span)}
        parts = sorted([*outside(span, noise), *noise])
        return squeeze("".join(self._sign(part) if part in noise else self.quote(part) for part in parts))

    def stretches(self, task: Task, passage: Passage) -> Iterator[Span]:
        """What a passage says of its task: its text between clauses and noise, blanks at the ends left out."""
        apart = (near(spans, passage.span) for spans in (self._clauses[task.number], self._left_out))
        for span in outside(passage.span, [span for spans in apart for span in spans]):
            stretch = trim(self.source.folded, *span)
            if stretch:
                yield stretch

    @cached_property
    def _clauses(self) -> dict[str, list[Span]]:
        """Where those stand who answer for a task, by its number."""
        return {task.number: sorted(clause.span for clause in task.clauses) for task in self.tasks}

    @cached_property
    def _left_out(self) -> list[Span]:
        return sorted(remark.span for remark in self.noise)

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
        at = bisect_right(self._places, place.start, key=itemgetter(0))
        span, number = self._places[at - 1][1:] if at else (Span(0, 0), "")
        return number if place.start < span.end else ""

    @cached_property
    def _places(self) -> list[tuple[int, Span, str]]:
        """Where each task begins and stands, in the order of the text."""
        return sorted((task.span.start, task.span, task.number) for task in self.tasks)

    def title_of(self, item: Task | Section) -> str:
        """Title of a task or section as it is written down."""
        return self.said(item.title)

    def _sign(self, noise: Span) -> str:
        """What a stretch of noise stands for: an entity of a web page for a character, anything else for nothing."""
        said = self.quote(noise)
        sign = unescape(said)
        return "" if sign == said else sign
