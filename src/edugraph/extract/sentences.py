"""Sentences of a passage, cut into clauses, with their dates; names in them are masked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph.dates import Deadline, deadlines
from edugraph.text import Span, mask

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。!?\n]++(?:\n(?!\n)[^。!?\n]++)*+")
_NAME = re.compile(r"“[^“”\n]{0,60}”|《[^《》\n]{0,120}》|‘[^‘’\n]{0,40}’|\"[^\"\n]{0,40}\"")
_CLAUSE_END = ",:;"


@dataclass(frozen=True)
class Sentence:
    """A sentence of folded text; ``offset`` is its place in the source, all else is relative to it.

    In ``quiet`` the names (in quotation marks or 《》) are masked, since a figure in a name is none.
    """

    text: str
    quiet: str
    offset: int
    clauses: tuple[Span, ...]
    dates: tuple[Deadline, ...]

    def clause(self, at: int) -> Span:
        """The clause in which an offset lies."""
        return next(clause for clause in self.clauses if at <= clause.end)

    def clause_before(self, at: int) -> Span | None:
        """The clause before the one in which an offset lies."""
        index = self.clauses.index(self.clause(at))
        return self.clauses[index - 1] if index else None

    def deadline(self, at: int) -> Deadline | None:
        """The date that holds at an offset: the last one before it, else the next of its clause."""
        before = [date for date in self.dates if date.span.start < at]
        if before:
            return before[-1]
        clause = self.clause(at)
        return next((date for date in self.dates if clause.contains(date.span)), None)


def find(text: str, span: Span, year: int, hint: re.Pattern[str]) -> Iterator[Sentence]:
    """Sentences of a stretch of text in which the hint is found."""
    for match in _SENTENCE.finditer(text, *span):
        if hint.search(match[0]):
            quiet = mask(match[0], (Span(*name.span()) for name in _NAME.finditer(match[0])), "□")
            dates = sorted(deadlines(quiet, year), key=lambda date: date.span)
            yield Sentence(match[0], quiet, match.start(), tuple(_clauses(quiet)), tuple(dates))


def _clauses(quiet: str) -> Iterator[Span]:
    """Spans between commas and colons, those inside brackets and inside figures left alone."""
    depth, begin = 0, 0
    for at, char in enumerate(quiet):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and char in _CLAUSE_END:
            yield Span(begin, at)
            begin = at + 1
    yield Span(begin, len(quiet))
