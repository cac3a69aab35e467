"""The passages that sentences cite: found in query rows, with the exact characters and their place in the raw text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.brief.note import PASSAGE, WHOLE, Source
from edugraph.errors import MissingError
from edugraph.text import trim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]
    Place = tuple[str, str]

_SENTENCE = re.compile(r"[^。;；!！?？\n]+")
_CLAUSE = re.compile(r"[^。;；!！?？\n,，]+")
_LONGEST = 90  # characters of a quoted sentence; of a longer one the clause is quoted
_EDGE = "、,，:： \t\n\r\u3000"


class Stretch(NamedTuple):
    """Raw characters of a plan from an offset on."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + len(self.text)

    def quote(self, start: int, end: int) -> str | None:
        """The characters between two offsets of the plan; None where they do not lie in this stretch."""
        inside = self.start <= start < end <= self.end
        return self.text[start - self.start : end - self.start] if inside else None


class Spans:
    """The passages and facts of some plans, each with its place; what is asked for and not there is an error."""

    def __init__(self, store: Store, plans: Sequence[str]) -> None:
        titles = {row["plan"]: row["title"] for row in query.run(store, "plans").dicts()}
        self._titles = {plan: titles[plan] for plan in plans}
        self._tasks: dict[Place, str] = {}
        self._passages: defaultdict[Place, list[Stretch]] = defaultdict(list)
        self._evidence: defaultdict[Place, list[Row]] = defaultdict(list)
        for plan in plans:
            self._read(store, plan)

    def _read(self, store: Store, plan: str) -> None:
        for row in query.run(store, "tasks", plan=plan).dicts():
            self._tasks[plan, row["task"]] = row["title"]
        for row in query.run(store, "passages", plan=plan).dicts():
            stretch = Stretch(int(row["start"]), row["text"])
            if stretch not in self._passages[plan, row["task"]]:
                self._passages[plan, row["task"]].append(stretch)
        for row in query.run(store, "evidence", plan=plan).dicts():
            self._evidence[plan, row["task"]].append(row)

    def order(self, plan: str) -> list[str]:
        """The numbers of the tasks of a plan, in the order of the text."""
        return [task for of, task in self._tasks if of == plan]

    def title(self, plan: str, task: str = "") -> str:
        """The title of a plan, or of one of its tasks."""
        return self._tasks[plan, task] if task else self._titles[plan]

    def at(self, plan: str, task: str, start: int, end: int, kind: str = PASSAGE) -> Source:
        """The source of a place; MissingError where the graph does not hold the words there."""
        quote = self.quote(plan, task, start, end)
        if quote is None:
            raise MissingError(
                f"{plan}:{task}: the graph holds no words at {start}—{end}. Build it again: edugraph build"
            )
        return Source(plan, self._titles[plan], task, self._tasks[plan, task], kind, quote, start, end)

    def quote(self, plan: str, task: str, start: int, end: int) -> str | None:
        """The raw characters at a place of a task, from its passages or its facts; None where the graph has none."""
        facts = (Stretch(int(row["start"]), row["exact"]) for row in self._evidence[plan, task])
        quotes = (one.quote(start, end) for some in (self._passages[plan, task], facts) for one in some)
        return next((quote for quote in quotes if quote is not None), None)

    def found(self, plan: str, start: int, end: int) -> Source | None:
        """The words at a place of a plan, in whichever task; None where the graph holds none there."""
        for task in self.order(plan):
            if self.quote(plan, task, start, end) is not None:
                return self.at(plan, task, start, end)
        return None

    def matching(self, plan: str, pattern: re.Pattern[str]) -> Source | None:
        """The first place in a plan that a pattern matches; None where there is none."""
        for task in self.order(plan):
            facts = [Stretch(int(row["start"]), row["exact"]) for row in self._evidence[plan, task]]
            for stretch in (*self._passages[plan, task], *facts):
                match = pattern.search(stretch.text)
                if match:
                    return self.at(plan, task, stretch.start + match.start(), stretch.start + match.end())
        return None

    def whole(self, plan: str) -> Source:
        """The source that stands for a whole plan: the opening of its first task."""
        if not self.order(plan):
            raise MissingError(f"{plan}: the graph holds no task of this plan, so that nothing can be said of it.")
        task = self.order(plan)[0]
        first = self._passages[plan, task][0]
        span = _trimmed(first, _SENTENCE, first.start, first.start + 1)
        return self.at(plan, task, *span, kind=WHOLE)

    def words(self, plan: str, task: str, words: str) -> Source:
        """Some words of a task; MissingError where they do not stand there."""
        for stretch in self._passages[plan, task]:
            at = stretch.text.find(words)
            if at >= 0:
                return self.at(plan, task, stretch.start + at, stretch.start + at + len(words))
        raise MissingError(
            f"{plan}:{task}: the graph does not hold the words {words!r}. Build it again: edugraph build"
        )

    def fact(self, kind: str, plan: str, task: str, **wanted: str) -> Source:
        """The place of a fact of a task, by its ``subject`` or its ``exact`` words; MissingError where there is none."""
        for row in self._evidence[plan, task]:
            if row["kind"] == kind and all(row[name] == value for name, value in wanted.items()):
                return self.at(plan, task, int(row["start"]), int(row["end"]))
        raise MissingError(
            f"{plan}:{task}: the graph holds no span of the {kind} {wanted}. Build it again: edugraph build"
        )

    def theme(self, plan: str, tasks: Iterable[str], themes: Collection[str]) -> Source:
        """The sentence in which a plan names one of some themes, in the title of a task where one does."""
        named = [
            row
            for task in tasks
            for row in self._evidence[plan, task]
            if row["kind"] == "theme" and row["subject"] in themes
        ]
        if not named:
            raise MissingError(f"{plan}: the graph holds no span of the theme {'、'.join(themes)}.")
        best = next((row for row in named if row["exact"] in self._tasks[plan, row["task"]]), named[0])
        return self._sentence(plan, best["task"], int(best["start"]), int(best["end"]))

    def _sentence(self, plan: str, task: str, start: int, end: int) -> Source:
        """The sentence around a place, or the clause where the sentence is long."""
        for stretch in self._passages[plan, task]:
            if stretch.quote(start, end) is not None:
                span = _trimmed(stretch, _SENTENCE, start, end)
                if span[1] - span[0] > _LONGEST:
                    span = _trimmed(stretch, _CLAUSE, start, end)
                return self.at(plan, task, *span)
        return self.at(plan, task, start, end)


def _trimmed(stretch: Stretch, part: re.Pattern[str], start: int, end: int) -> tuple[int, int]:
    """The parts of a stretch that a place lies in, without marks at their ends."""
    low, high = start, end
    for match in part.finditer(stretch.text):
        begin, stop = match.start() + stretch.start, match.end() + stretch.start
        if begin < end and stop > start:
            low, high = min(low, begin), max(high, stop)
    span = trim(stretch.text, low - stretch.start, high - stretch.start, _EDGE)
    return (span.start + stretch.start, span.end + stretch.start) if span else (start, end)
