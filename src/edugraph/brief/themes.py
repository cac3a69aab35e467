"""The second section: themes that all have, that only the own city has, and that it lacks."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from edugraph.brief.note import Grid, Section
from edugraph.brief.wording import few, prose, row, say
from edugraph.overlap import themes
from edugraph.overlap.ledger import narrower

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edugraph.brief.matter import Matter
    from edugraph.brief.note import Sentence, Source
    from edugraph.comparison.sides import Side

    Row = Mapping[str, str]

_ROWS = 5
_LISTED = 8


def section(matter: Matter) -> Section:
    """What all share (with a table of the themes of most tasks), and what one side alone has."""
    book = _Book(matter)
    sentences = [*book.shared(), book.alone(), book.lacking()]
    return Section(say("themes.head"), tuple(sentences), book.grid())


def least(matter: Matter) -> int:
    """How many peers must have something before the own city is said to lack it."""
    return min(2, len(matter.peers))


def who(matter: Matter) -> str:
    """These peers in words: the one there is, or at least so many."""
    return matter.peers[0].city if len(matter.peers) == 1 else say("themes.at_least", least=least(matter))


class _Book:
    """The themes of each plan with their tasks, narrower ones counted in."""

    def __init__(self, matter: Matter) -> None:
        self._matter, self._plans = matter, set(matter.cities)
        self._tree = narrower(matter.store)
        self._wanted = set(self._tree[matter.theme]) if matter.theme else set(self._tree)

    @cached_property
    def _cells(self) -> Mapping[str, Mapping[str, list[str]]]:
        """Theme, plan, and the tasks of the plan on the theme; themes in the order of the theme list."""
        found: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for cell in themes.cells(self._matter.store):
            if cell.plan in self._plans and cell.theme in self._wanted:
                found[cell.theme][cell.plan] = list(cell.tasks)
        return found

    @cached_property
    def _common(self) -> list[str]:
        """Themes of all plans, and of these the narrowest, those of most tasks first."""
        return [theme for theme, held in self._cells.items() if len(held) == len(self._plans)]

    @cached_property
    def _shown(self) -> list[str]:
        leaves = [theme for theme in self._common if len(self._tree[theme]) == 1]
        return sorted(leaves, key=lambda theme: -sum(map(len, self._cells[theme].values())))[:_ROWS]

    def shared(self) -> Iterator[Sentence]:
        broad = sum(len(self._tree[theme]) > 1 for theme in self._common)
        told = {"plans": len(self._plans), "count": len(self._common), "broad": broad, "shown": len(self._shown)}
        text = say("themes.shared" if self._shown else "themes.shared_few", **told)
        if len(self._common) > len(self._shown):
            text += say("themes.more", cities=self._matter.named)
        yield prose(text, self._matter.wholes())

    def grid(self) -> Grid | None:
        if not self._shown:
            return None
        sides = self._matter.sides
        rows = [
            row(
                (theme, *(str(len(self._cells[theme][one.plan])) for one in sides)),
                (self._source(theme, one) for one in sides),
            )
            for theme in self._shown
        ]
        columns = (say("themes.column_theme"), *(one.city for one in sides))
        return Grid(say("themes.caption"), columns, tuple(rows))

    def alone(self) -> Sentence:
        """Themes that no peer has."""
        own = self._matter.own
        found = [theme for theme, held in self._cells.items() if list(held) == [own.plan]]
        if not found:
            return prose(say("themes.not_alone", own=own.city), self._matter.wholes())
        told = [say("words.counted", item=theme, count=len(self._cells[theme][own.plan])) for theme in found[:_LISTED]]
        listed = few([*told, *found[_LISTED:]], _LISTED)
        text = say("themes.alone", own=own.city, count=len(found), list=listed)
        return prose(text, [*(self._source(theme, own) for theme in found[:_LISTED]), *self._matter.wholes()])

    def lacking(self) -> Sentence:
        """Themes that enough peers have and the own city has not."""
        own, needed = self._matter.own, least(self._matter)
        found = [t for t, held in self._cells.items() if own.plan not in held and len(held) >= needed]
        if not found:
            return prose(say("themes.not_lacking", own=own.city, who=who(self._matter)), self._matter.wholes())
        found.sort(key=lambda theme: -len(self._cells[theme]))
        text = say("themes.lacking", own=own.city, who=who(self._matter), count=len(found), list=few(found, _LISTED))
        return prose(text, [*self._firsts(found[:_LISTED]), self._matter.spans.whole(own.plan)])

    def _firsts(self, found: Iterable[str]) -> Iterator[Source]:
        """For each theme, the sentence of the first peers, as many as are needed."""
        for theme in found:
            having = [one for one in self._matter.peers if one.plan in self._cells[theme]]
            yield from (self._source(theme, one) for one in having[: least(self._matter)])

    def _source(self, theme: str, one: Side) -> Source:
        return self._matter.spans.theme(one.plan, self._cells[theme][one.plan], set(self._tree[theme]))
