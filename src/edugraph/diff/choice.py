"""Which two plans are set against each other: by id, by city and year, or the last two of a city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.errors import MissingError
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from edugraph.store import Store

    Row = dict[str, str]


def plans(store: Store, plan: str, other: str = "") -> tuple[Row, Row]:
    """Rows of the two plans, the earlier year first whatever the order given; of one year, as given.

    A name is a plan's id, a city (its latest plan), or a city with a year. With one name: the plan and the
    one before it of the same city. Raises MissingError where the graph does not hold them.
    """
    holdings = Holdings(store)
    if not other:
        return _two(holdings, plan)
    one, two = holdings.plan(plan), holdings.plan(other)
    return (two, one) if int(two["year"]) < int(one["year"]) else (one, two)


def _two(holdings: Holdings, name: str) -> tuple[Row, Row]:
    """A plan and the one of the year before it, or the last one that is earlier."""
    later = holdings.plan(name)
    city = later["city"]
    earlier = [row for row in holdings.rows if row["city"] == city and row["year"] < later["year"]]
    if not earlier:
        raise MissingError(
            f"the graph holds no plan of {city} before {later['plan']}. Name the plan to set it against, of any city."
        )
    return earlier[0], later
