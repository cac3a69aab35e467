"""Marks in a plan's text: which facts cover which stretch, and where else a task names a theme.

A theme that a task names several times is one fact at the first place. The other places are found anew, as
the extraction found them, where the same words stand in the same task.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from edugraph.text import Span, fold
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Fact = Mapping[str, Any]


def units(text: str) -> int:
    """How long a text is to a script, which counts a character beyond the first plane as two.

    >>> units("学位"), units("𠮷")
    (2, 2)
    """
    return len(text) + sum(char > "\uffff" for char in text)


class Stretch(NamedTuple):
    """Words of a task and where they begin in the plan's text."""

    task: str
    start: int
    text: str


class Again(NamedTuple):
    """Another place of the theme of a fact: which fact, and where."""

    fact: int
    span: Span


def again(facts: Sequence[Fact], stretches: Iterable[Stretch]) -> Iterator[Again]:
    """The other places where a task names the theme of a fact in the same words, none inside a longer name.

    They are no more than the graph counts: words in a slogan name no theme.
    """
    left = {index: int(fact.get("times") or 1) - 1 for index, fact in enumerate(facts)}
    named = defaultdict(list)
    for index, fact in enumerate(facts):
        if fact["kind"] == "theme":
            named[fact["task"], fact["subject"], fold(fact["exact"])].append(index)
    tasks = {task for task, _, _ in named}
    for task, start, text in stretches:
        if task not in tasks:
            continue
        folded = fold(text)
        for hit in scheme("themes").matcher.find(folded):
            place = Span(start + hit.start, start + hit.end)
            for index in named.get((task, hit.concept.label, folded[hit.start : hit.end]), ()):
                if facts[index]["start"] != place.start and left[index] > 0:
                    left[index] -= 1
                    yield Again(index, place)


class Marks:
    """Which facts cover which stretch of a text, from a single pass over where they begin and end."""

    def __init__(self, facts: Sequence[Fact], others: Iterable[Again] = ()) -> None:
        others = list(others)
        places = [Span(fact["start"], fact["end"]) for fact in facts] + [other.span for other in others]
        begins, ends = defaultdict(list), defaultdict(list)
        for index, place in enumerate(places):
            begins[place.start].append(index)
            ends[place.end].append(index)
        self.cuts = [0, *sorted({*begins, *ends} - {0})]
        self.covers: list[tuple[list[int], list[int]]] = []
        open_now: dict[int, None] = {}
        for cut in self.cuts:
            for index in ends[cut]:
                open_now.pop(index, None)
            open_now |= dict.fromkeys(begins[cut])
            own = sorted(index for index in open_now if index < len(facts))
            more = {others[index - len(facts)].fact for index in open_now if index >= len(facts)}
            self.covers.append((own, sorted(more)))

    def within(self, span: Span) -> Iterator[tuple[Span, list[int], list[int]]]:
        """A span cut at every boundary: each piece with the facts that cover it, and those that it names again."""
        at = bisect_right(self.cuts, span.start) - 1
        begin = span.start
        while begin < span.end:
            end = min(self.cuts[at + 1], span.end) if at + 1 < len(self.cuts) else span.end
            yield Span(begin, end), *self.covers[at]
            begin, at = end, at + 1
