"""The targets of all cities for one indicator in order, those that can be compared together. Draws on query rows only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import query
from edugraph.overlap.selection import chosen
from edugraph.overlap.targets import judged
from edugraph.table import Table

if TYPE_CHECKING:
    from edugraph.store import Store

COLUMNS = (
    "indicator", "city", "plan", "task", "value", "value_max", "unit", "comparator", "deadline", "redacted", "said",
    "quote", "comparable", "group",
)  # fmt: skip


def table(store: Store, /, indicator: str, cities: str = "", order: str = "desc") -> Table:
    """Targets of an indicator, the highest first within a group; ``order`` asc: the lowest first.

    ``comparable`` and ``group`` say, as in ``overlap-targets``, what a figure can be set against: groups follow each
    other, then the figures that compare with none, then blanked ones. ``cities`` (names joined by 、) keeps theirs
    only; MissingError for one that the graph does not hold.
    """
    wanted = chosen(store, cities)
    first = "down" if order == "asc" else "up"
    rows = [
        dict(row, direction=first)
        for row in query.run(store, "indicator-targets", indicator=indicator).dicts()
        if row["city"] in wanted
    ]
    found = (tuple(row[column] for column in COLUMNS) for row in judged(rows))
    return Table(COLUMNS, tuple(dict.fromkeys(found)))
