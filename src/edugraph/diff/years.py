"""The plans of a city year by year: what the later one of two tells of what the earlier one promised."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.diff import completion
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from edugraph.diff.change import Change
    from edugraph.store import Store

    Row = Mapping[str, str]


class Years:
    """The plans of some cities, or of all, by city and year, and what they state; asked for once."""

    def __init__(self, store: Store, cities: Collection[str] = ()) -> None:
        """``cities`` are full names, as a graph has them."""
        self._store = store
        rows = [row for row in Holdings(store).rows if not cities or row["city"] in cities]
        self.plans = sorted(rows, key=lambda row: (row["city"], row["year"], row["plan"]))

    @cached_property
    def _stated(self) -> Mapping[tuple[str, str], Sequence[Row]]:
        """Targets and results by plan."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in query.rows(self._store, "statements"):
            found[row["plan"], row["said"]].append(row)
        return found

    def pairs(self) -> Iterator[tuple[Row, Sequence[Row]]]:
        """Each plan with those of the city's next year, which may tell what became of it."""
        by_city: dict[str, dict[str, list[Row]]] = {}
        for row in self.plans:
            by_city.setdefault(row["city"], {}).setdefault(row["year"], []).append(row)
        for years in by_city.values():
            for year, following in pairwise(years):
                yield from ((row, years[following]) for row in years[year])

    def outcomes(self, plan: str, later: Sequence[Row]) -> Iterator[tuple[Row, Change]]:
        """Each target of a plan, with what later plans tell of it."""
        targets = self._stated.get((plan, "target"), ())
        results = [row for one in later for row in self._stated.get((one["plan"], "result"), ())]
        yield from zip(targets, completion.changes(targets, results), strict=True)
