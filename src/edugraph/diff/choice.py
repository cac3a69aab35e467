"""Which two plans are set against each other: by id, by city and year, or the last two of a city."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.errors import MissingError
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from edugraph.store import Store

    Row = dict[str, str]

_YEAR = re.compile(r"(?P<name>.*?)[-_ ]*(?P<year>20\d\d)年?$")


def plans(store: Store, plan: str, other: str = "") -> tuple[Row, Row]:
    """Rows of the two plans, the earlier year first whatever the order given; of one year, as given.

    A name is a plan's id, a city (its latest plan), or a city with a year. With one name: the plan and the
    one before it of the same city. Raises MissingError where the graph does not hold them.
    """
    holdings = Holdings(store)
    if not other:
        return _two(holdings, plan)
    one, two = _found(holdings, plan)[0], _found(holdings, other)[0]
    return (two, one) if int(two["year"]) < int(one["year"]) else (one, two)


def _two(holdings: Holdings, name: str) -> tuple[Row, Row]:
    """A plan and the one of the year before it, or the last one that is earlier."""
    later = _found(holdings, name)[0]
    city = later["city"] or later["plan"]
    earlier = [row for row in holdings.rows if (row["city"] or row["plan"]) == city and row["year"] < later["year"]]
    if not earlier:
        raise MissingError(
            f"the graph holds no plan of {city} before {later['plan']}. Name the plan to set it against, of any city."
        )
    return earlier[0], later


def _found(holdings: Holdings, name: str) -> list[Row]:
    """The plans that a name stands for, the latest first."""
    said = _YEAR.fullmatch(name)
    every = [row for row in holdings.rows if name == row["plan"]]
    if not every and said:
        every = [row for row in _of_city(holdings, said["name"]) if row["year"] == said["year"]]
    return every or _of_city(holdings, name) or holdings.plans(name)


def _of_city(holdings: Holdings, name: str) -> list[Row]:
    """Plans of a city by its name, short name or code, or by what their ids have before the year (handan)."""
    try:
        return holdings.plans(name)
    except MissingError:
        return [row for row in holdings.rows if row["plan"] == f"{name}-{row['year']}"]
