"""What a note speaks of: its own city and the peers, each with one plan, and the rows about them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.brief.spans import Spans
from edugraph.comparison import peers
from edugraph.comparison.sides import Side, others, side
from edugraph.errors import UsageError
from edugraph.overlap.profiles import reader
from edugraph.overlap.vectors import space
from edugraph.parameters import SEPARATOR, Parameters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.brief.note import Source
    from edugraph.overlap.vectors import Space
    from edugraph.store import Store

    Row = Mapping[str, str]

NEAREST = 6
"""Peers of a note for which none were named, where the graph holds more: those that ``edugraph peers`` puts first."""

MOST = 10
"""Cities that one note can hold; more are no note but a table."""


_COUNTS = re.compile(r"\((?P<both>\d+) of (?P<either>\d+)\)")


class Likeness(NamedTuple):
    """How many themes two plans have in common, and how many either has."""

    side: Side
    both: int
    either: int

    @property
    def share(self) -> Decimal:
        """The part in common, in per cent."""
        whole = Decimal(100 * self.both) / self.either if self.either else Decimal(0)
        return whole.quantize(Decimal(1), ROUND_HALF_UP)


class Matter:
    """The plans of a note: the first is the reader's own. ``indicator`` and ``theme`` are labels, or empty for all.

    ``nearest`` is whether the peers were not named but chosen, as those nearest to the own city.
    """

    def __init__(
        self, store: Store, names: Sequence[str], indicator: str = "", theme: str = "", *, nearest: bool = False
    ) -> None:
        """Read the rows.

        Raises MissingError for a city, an indicator or a theme that is not there, UsageError for too many cities.
        """
        if len(names) > MOST:
            raise UsageError(f"brief: {len(names)} cities; a note holds at most {MOST}. For more: edugraph compare")
        self.store = store
        self.own = side(store, names[0])
        self._all = others(store, self.own, names[1:])
        self.indicator = Parameters(store).named("indicator", indicator) if indicator else ""
        self.theme = Parameters(store).named("theme", theme) if theme else ""
        many = not names[1:] and len(self._all) > NEAREST
        self.nearest = nearest or many
        self.peers = tuple(one.side for one in self.likenesses[:NEAREST]) if many else tuple(self._all)
        self.spans = Spans(store, [one.plan for one in self.sides])

    @property
    def sides(self) -> tuple[Side, ...]:
        """All cities, the own first."""
        return (self.own, *self.peers)

    @property
    def cities(self) -> Mapping[str, str]:
        """The city of each plan."""
        return {one.plan: one.city for one in self.sides}

    @property
    def named(self) -> str:
        """All plans as a command takes them: by their ids, which stay when a city has a later plan."""
        return " ".join(one.plan for one in self.sides)

    def wholes(self, *sides: Side) -> list[Source]:
        """The whole plans of some cities, or of all, as sources."""
        return [self.spans.whole(one.plan) for one in sides or self.sides]

    @cached_property
    def likenesses(self) -> list[Likeness]:
        """The peers with the themes in common with the own plan, in the order of ``edugraph peers``: the nearest first."""
        sides = {one.plan: one for one in self._all}
        names = SEPARATOR.join(sides)
        rows = peers.table(self.store, city=self.own.plan, cities=names).dicts()
        return [_likeness(sides[row["plan"]], row["themes"]) for row in rows]

    @cached_property
    def space(self) -> Space:
        """The tasks of the compared plans as vectors, whatever else the graph holds."""
        read = reader(self.store)
        return space([task for plan in sorted(self.cities) for task in read(plan)])

    def rows(self, name: str, **parameters: str) -> list[dict[str, str]]:
        """Rows of a named query that are about the plans of the note, in the order of its cities."""
        found = {one.plan: list[dict[str, str]]() for one in self.sides}
        for row in query.run(self.store, name, **parameters).dicts():
            found.get(row["plan"], []).append(row)
        return [row for some in found.values() for row in some]

    def refuse_other_years(self, names: Sequence[str]) -> None:
        """Raise UsageError for a plan that is named by its id and not of the year of the first.

        A city that has no plan of that year stands in the note with its latest.
        """
        for one in self._all:
            if one.plan in names and one.year != self.own.year:
                raise UsageError(
                    f"brief: {one.plan} cannot stand beside {self.own.plan}: it is of another year. "
                    "Name a plan of its year first; for two years of one city: edugraph diff"
                )


def _likeness(one: Side, themes: str) -> Likeness:
    """A peer with the counts of the cell ``themes``: ``0.60 (50 of 84)``; none where a plan names no theme."""
    counts = _COUNTS.search(themes)
    return Likeness(one, int(counts["both"]), int(counts["either"])) if counts else Likeness(one, 0, 0)
