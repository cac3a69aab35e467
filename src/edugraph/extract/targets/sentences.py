"""Sentences of a passage, cut into clauses, with their dates; names in them are masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from edugraph.dates import Deadline, deadlines
from edugraph.quantity import GROUPED
from edugraph.text import Span, mask
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。!?\n]++(?:\n(?!\n)[^。!?\n]++)*+")
_NAME = re.compile(r"“[^“”\n]{0,60}”|《[^《》\n]{0,120}》|‘[^‘’\n]{0,40}’|\"[^\"\n]{0,40}\"")
_TIME = re.compile(r".十[一二三四五六七]五.")  # “十四五” names a time, which holds as a date
_REACH = 200
_AHEAD = 3  # clauses that one deadline behind them holds for
_LEAST_SAID = 8  # characters that a clause may add to a date and its verb, and still be about what stands before it
_NEAREST = 9  # dates looked back over; more stand in no sentence
_CLAUSE_END = ",:;"
_MARK = re.compile(r"[,:;()]")
_PARTS = re.compile(r"其中|[\u4e00-\u9fff]{2,10}[0-9]{1,6}[\u4e00-\u9fff]{1,2}[、,]")  # (城区3所、农村5所)
_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class Sentence:
    """A sentence of folded text; ``offset`` is its place in the source, all else is relative to it.

    In ``quiet`` the names (in quotation marks or 《》) are masked, since a figure in a name is none. ``year`` is
    the one from which its dates count.
    """

    text: str
    quiet: str
    offset: int
    year: int

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """What stands between its commas and colons."""
        return tuple(_clauses(self.quiet))

    @cached_property
    def dates(self) -> tuple[Deadline, ...]:
        """Its dates in order."""
        return tuple(deadlines(self.quiet, self.year))

    @cached_property
    def _ends(self) -> list[int]:
        """Where its clauses end."""
        return [clause.end for clause in self.clauses]

    def clause_index(self, at: int) -> int:
        """Index of the clause in which an offset lies."""
        return bisect_left(self._ends, at)

    def clause(self, at: int) -> Span:
        """The clause in which an offset lies."""
        return self.clauses[self.clause_index(at)]

    def reach(self, at: int) -> int:
        """Where the words before an offset begin that may govern it: its clause, or the nearest 200 characters."""
        return max(self.clause(at).start, at - _REACH)

    def clause_before(self, at: int) -> Span | None:
        """The clause before the one in which an offset lies."""
        index = self.clause_index(at)
        return self.clauses[index - 1] if index else None

    def deadline(self, at: int, year: int) -> Deadline | None:
        """The date that holds at an offset: the last one before it, else the next of its clause or of what ends it.

        A past time (2022年, in a plan for 2023) holds in its own clause only: 在2022年建成20所的基础上.
        """
        index = bisect_left(self.dates, at, key=lambda date: date.span.start)
        clause = self.clause(at)
        for date in reversed(self.dates[max(0, index - _NEAREST) : index]):
            if date.holds and (date.due or date.year >= year or clause.contains(date.span)):
                return date
        ahead = next((date for date in self.dates[index : index + _NEAREST] if date.holds), None)
        return ahead if ahead and (clause.contains(ahead.span) or self._completes(ahead, at)) else None

    def _completes(self, date: Deadline, at: int) -> bool:
        """Whether a date stands in a later clause that only says when all before it is done: ,9月1日前投入使用."""
        first, last = self.clause_index(at), self.clause_index(date.span.start)
        clause = self.clauses[last]
        if last - first > _AHEAD or ";" in self.quiet[at : date.span.start]:
            return False
        before, behind = self.quiet[clause.start : date.span.start], self.quiet[date.span.end : clause.end]
        done = _done().match(behind)
        rest = behind[done.end() :] if done else ""
        return bool(done) and len(before) <= _LEAST_SAID >= len(rest) and not _DIGIT.search(before + rest)

    def is_date(self, at: int) -> bool:
        """Whether an offset lies in a date."""
        index = bisect_right(self.dates, at, key=lambda date: date.span.start)
        return index > 0 and at < self.dates[index - 1].span.end


def names(text: str) -> Iterator[Span]:
    """Names in a folded text: what stands in quotation marks or 《》."""
    return (Span(*name.span()) for name in _NAME.finditer(text))


@cached
def _done() -> re.Pattern[str]:
    """The words that say that something is done, behind a date, adverbs before them."""
    words = sorted(scheme("contexts").by_notation["completion"].hidden, key=len, reverse=True)
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{'|'.join(map(re.escape, words))})")


def find(text: str, span: Span, year: int, hint: re.Pattern[str]) -> Iterator[Sentence]:
    """Sentences of a stretch of text in which the hint is found."""
    for match in _SENTENCE.finditer(text, *span):
        said = match[0]
        if hint.search(said):
            named = [name for name in names(said) if not _TIME.fullmatch(said, *name)]
            yield Sentence(said, mask(said, named, "□") if named else said, match.start(), year)


def _clauses(quiet: str) -> Iterator[Span]:
    """Spans between commas and colons, those inside brackets and inside figures left alone."""
    depth, begin = 0, 0
    for mark in _MARK.finditer(GROUPED.sub(lambda grouped: grouped[0].replace(",", "."), quiet)):
        at, char = mark.start(), mark[0]
        aside = char == "(" and _PARTS.match(quiet, at + 1)
        if depth == 0 and (aside or char == ")" or char in _CLAUSE_END):
            yield Span(begin, at)
            begin = at + 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
    yield Span(begin, len(quiet))
