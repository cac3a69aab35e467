"""What became of last year's promises, city by city: how many were met, missed, told of without a figure, or not told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edugraph.diff.years import Years
from edugraph.overlap.selection import chosen
from edugraph.table import Table

if TYPE_CHECKING:
    from edugraph.store import Store

COLUMNS = ("city", "plan", "later", "targets", "met", "missed", "unsettled", "untold", "told_share")


def table(store: Store, /, cities: str = "", year: str = "") -> Table:
    """A row for each plan after which the graph holds a plan of the city's next year, best told first.

    ``unsettled`` are told of without a figure that settles it, or not due yet. ``cities`` (joined by 、) keeps
    theirs, ``year`` the plans of a year. Raises MissingError for a city that the graph does not hold.
    """
    years = Years(store, chosen(store, cities))
    found = []
    for row, later in years.pairs():
        if year and row["year"] != year:
            continue
        count = Counter(change.change for _, change in years.outcomes(row["plan"], later))
        every = sum(count.values())
        share = f"{round(100 * (every - count['untold']) / every)} %" if every else ""
        numbers = (every, count["met"], count["missed"], count["kept"], count["untold"])
        found.append((row["city"], row["plan"], " ".join(one["plan"] for one in later), *map(str, numbers), share))
    return Table(COLUMNS, tuple(sorted(found, key=lambda row: (-int(row[3]) + int(row[7]), row[1]))))
