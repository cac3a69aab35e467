"""Sentences of a passage, cut into clauses, with their dates; names in them are masked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from edugraph.dates import Deadline, deadlines
from edugraph.extract.targets import indicators
from edugraph.quantity import GROUPED
from edugraph.text import Span, mask
from edugraph.vocabulary import cached, either, hidden, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。!?\n]++(?:\n(?!\n)[^。!?\n]++)*+")
_NAME = re.compile(r"“[^“”\n]{0,60}”|《[^《》\n]{0,120}》|‘[^‘’\n]{0,40}’|\"[^\"\n]{0,40}\"")
_TIME = re.compile(r".十[一二三四五六七]五.")  # “十四五” names a time, which holds as a date
_REACH = 200
_AHEAD = 3  # clauses that one deadline behind them holds for
_LEAST_SAID = 7  # characters that a clause may add to a date and its verb, and still be about what stands before it
_OWN_SUBJECT = 3  # characters of a subject that a clause has of its own: 城南学校8月底前建成
_NEAREST = 9  # dates looked back over; more stand in no sentence
_CLAUSE_END = ",:;"
_MARK = re.compile(r"[,:;()]")
_PARTS = re.compile(r"其中|[\u4e00-\u9fff]{2,10}[0-9]{1,6}[\u4e00-\u9fff]{1,2}[、,]")  # (城区3所、农村5所)
_DIGIT = re.compile(r"[0-9]")
_LEADING = re.compile(
    r"[\s□]*(?:(?:截至|截止|自|从|在|全[省市县区州]|[我本][省市县区州])*)"
)  # before a time that opens a clause
_PASSED = re.compile(
    rf"{_LEADING.pattern}(?:近[年几一二两三四五六七八九十0-9]{{1,2}}年?来|近[两二三四五六七八九十0-9]{{1,2}}年(?!之?内|的?时间|左右)|一年来|(?:过去|上)的?[一二两三四五0-9]?年|去年|\S{{1,12}}以来)"
)
_PAST_HINT = re.compile(r"[以年]来|近.{1,2}年|去年|上.?年|过去")  # what stands in every such time without a date
_GROUND = re.compile(r"基础上|[较比同与](?:去年|上年)")


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
        """The date that holds at an offset: that of its clause, else of what ends it, else the last one before it.

        A whole year (今年) gives way to a nearer date that says when all is done. A past time (2022年, in a plan
        for 2023) holds in its own clause only: 在2022年建成20所的基础上.
        """
        index = bisect_left(self.dates, at, key=lambda date: date.span.start)
        clause = self.clause(at)
        before = self._date_before(index, clause, year)
        if before and clause.contains(before.span) and not before.broad:
            return before
        ahead = next((date for date in self.dates[index : index + _NEAREST] if date.holds), None)
        if ahead is None:
            return before
        if clause.contains(ahead.span):
            return ahead if before is None or self._is_done_by(ahead, clause) else before
        nearer = before is None or (before.broad and before.year == ahead.year)
        return ahead if nearer and self._completes(ahead, at) else before

    def _date_before(self, index: int, clause: Span, year: int) -> Deadline | None:
        """The last date before an index of the dates that holds in a clause."""
        for date in reversed(self.dates[max(0, index - _NEAREST) : index]):
            own = clause.contains(date.span)
            if date.holds and (own or ((date.due or date.year >= year) and not self._is_of_part(date))):
                return date
        return None

    def _is_of_part(self, date: Deadline) -> bool:
        """Whether a date is that of a part and not of the whole: 新建4所,其中2月投用1所."""
        return self.quiet.startswith("其中", self.clause(date.span.start).start)

    def first_date(self, span: Span) -> Deadline | None:
        """The first date in a span, where it says that something is done by then."""
        at = bisect_left(self.dates, span.start, key=lambda date: date.span.start)
        date = self.dates[at] if at < len(self.dates) else None
        return date if date and span.contains(date.span) and date.holds and self._is_done_by(date, span) else None

    def _is_done_by(self, date: Deadline, clause: Span) -> bool:
        """Whether a clause says behind a date that something is done by then: 300人上半年完成."""
        return bool(_done().match(self.quiet, date.span.end, clause.end))

    @cached_property
    def _elapsed(self) -> list[Span]:
        """The stretches that a time which is past opens, each up to the next date, plan or semicolon."""
        if not _PAST_HINT.search(self.quiet) and all(date.year >= self.year for date in self.dates):
            return []
        found: list[Span] = []
        begin = -1
        for clause in self.clauses:
            if begin >= 0 and (end := self._goes_on(clause)) >= 0:
                found.append(Span(begin, end))
                begin = -1
            if begin < 0 and self._opens_past(clause):
                begin = clause.start
            if begin >= 0 and self.quiet.startswith(";", clause.end):
                found.append(Span(begin, clause.end))
                begin = -1
        return [*found, Span(begin, len(self.quiet))] if begin >= 0 else found

    def _opens_past(self, clause: Span) -> bool:
        """Whether a clause opens with a time that is past, and none that is only a ground: 在去年的基础上."""
        if _GROUND.search(self.quiet, *clause):
            return False
        opened = _PASSED.match(self.quiet, *clause)
        at = bisect_left(self.dates, clause.start, key=lambda date: date.span.start)
        date = self.dates[at] if at < len(self.dates) else None
        if date is None or date.year >= self.year or not _LEADING.fullmatch(self.quiet, clause.start, date.span.start):
            return bool(opened)
        named = date.broad and self.quiet.find("的", date.span.end, clause.end) >= 0  # 2022年招收的新生
        return bool(opened) or (date.holds and not named) or self.quiet.startswith("以来", date.span.end)

    def _goes_on(self, clause: Span) -> int:
        """Where a clause behind what is past says what is to come, or -1."""
        at = bisect_left(self.dates, clause.start, key=lambda date: date.span.start)
        now = (date.span.start for date in self.dates[at : at + _NEAREST] if date.year >= self.year)
        planned = _planned().search(self.quiet, *clause)
        ends = [*(start for start in now if start < clause.end), *([planned.start()] if planned else [])]
        return min(ends, default=-1)

    def is_past(self, at: int) -> bool:
        """Whether an offset lies in what a past time opens: 自2021年以来,投入3亿元,新建学校20所."""
        index = bisect_right(self._elapsed, at, key=lambda span: span.start)
        return index > 0 and at < self._elapsed[index - 1].end

    def _completes(self, date: Deadline, at: int) -> bool:
        """Whether a date stands in a later clause that only says when all before it is done: ,9月1日前投入使用."""
        first, last = self.clause_index(at), self.clause_index(date.span.start)
        clause = self.clauses[last]
        if last - first > _AHEAD or ";" in self.quiet[at : date.span.start]:
            return False
        before, behind = self.quiet[clause.start : date.span.start], self.quiet[date.span.end : clause.end]
        done = _done().match(behind)
        rest = behind[done.end() :] if done else ""
        subject = indicators.without_openings(before + "□", self.year).removesuffix("□")
        own = len(subject) >= _OWN_SUBJECT and subject not in self.quiet[max(0, clause.start - _REACH) : clause.start]
        short = max(len(before), len(rest)) <= _LEAST_SAID
        return bool(done) and short and not own and not _DIGIT.search(before + rest)

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
    return re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{either(hidden('contexts', 'completion'))})")


@cached
def _planned() -> re.Pattern[str]:
    """The words that say that something is to be done, none that only look like them, and 再 at a beginning."""
    concept = scheme("contexts").by_notation["planned"]
    return re.compile(rf"(?<![主重需必首])(?!{either(concept.decoys)})(?:{either(concept.hidden)})|(?<=[,;:])再")


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
