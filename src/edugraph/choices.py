"""Which plan of a city an answer is about, where the year has several: what was taken, and what was passed over.

A bureau may publish several plans in a year (工作要点, 民生实事). What sets cities side by side takes one plan of
each: the reader has to know which, and how to ask for another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import computed, query
from edugraph.comparison.sides import others, side, sides
from edugraph.holdings import Holdings
from edugraph.parameters import kind, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edugraph.store import Store

_ASIDE = ("gaps", "peers")
"""Computed questions about one city beside others, named or all."""
_BESIDE = "compare"


def passed_over(store: Store, name: str, given: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each plan that a question takes for a city, with the other plans of that year; none where it is named by its id.

    Raises MissingError and UsageError for names that stand for no plan, or for several cities.
    """
    holdings = Holdings(store)
    named = {one for value in given.values() for one in split(value)}
    for plan in dict.fromkeys(_taken(store, holdings, name, given)):
        more = holdings.beside(plan)
        if more and plan not in named:
            yield plan, tuple(more)


def _taken(store: Store, holdings: Holdings, name: str, given: Mapping[str, str]) -> Iterator[str]:
    """The plans that stand for the cities of a question."""
    header = query.headers().get(name)
    for key, value in given.items() if header else ():
        if header and kind(header, key) == "plan" and not value.startswith("<"):
            yield holdings.plan(value)["plan"]
    if name not in computed.MODULES or (name in _ASIDE and "city" not in given):
        return
    if name == _BESIDE:
        yield from (one.plan for one in sides(store, split(given.get("cities", ""))))
    elif name in _ASIDE:
        own = side(store, given["city"])
        yield from (one.plan for one in (own, *others(store, own, split(given.get("cities", "")))))
