"""The targets of two cities for one indicator and their difference, where they can be compared. Draws on query rows only."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.overlap.selection import named
from edugraph.overlap.targets import YES, compared, traits
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.store import Store

    Row = Mapping[str, str]

COLUMNS = (
    "indicator", "city", "task", "comparator", "value", "other", "other_task", "other_comparator", "other_value",
    "difference", "unit", "quote", "other_quote", "comparable", "group",
)  # fmt: skip


def table(store: Store, /, city: str, other: str, indicator: str) -> Table:
    """Each target of a city beside each of another city, with what is left of the first without the second.

    ``comparable`` is ``yes``, or ``no:`` and the reason; ``group`` is what both figures are of. There is a difference
    only where they are of one group and no range. MissingError for a city that the graph does not hold.
    """
    rows = query.run(store, "indicator-targets", indicator=indicator).dicts()
    ours, theirs = named(store, city), named(store, other)
    pairs = product((row for row in rows if row["city"] in ours), (row for row in rows if row["city"] in theirs))
    found = (_row(one, another) for one, another in pairs)
    return Table(COLUMNS, tuple(dict.fromkeys(found)))


def _row(one: Row, other: Row) -> tuple[str, ...]:
    verdict = compared(one, other)
    fit = verdict == YES
    exact = fit and all(row["value"] and not row["value_max"] for row in (one, other))
    difference = f"{Decimal(one['value']) - Decimal(other['value']):f}" if exact else ""
    ours, theirs = ((row["city"], row["task"], row["comparator"], _figure(row)) for row in (one, other))
    quotes = one["quote"], other["quote"]
    return (one["indicator"], *ours, *theirs, difference, one["unit"], *quotes, verdict, traits(one).group * fit)


def _figure(row: Row) -> str:
    """A value, a range, or * for a figure that is blanked."""
    return "—".join(filter(None, (row["value"], row["value_max"]))) or "*"
