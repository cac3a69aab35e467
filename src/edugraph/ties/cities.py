"""Each pair of cities: what they share, and whether that is more than chance would have it. From query rows only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edugraph.errors import UsageError
from edugraph.overlap.selection import chosen
from edugraph.parameters import SEPARATOR
from edugraph.table import Table
from edugraph.ties import choice
from edugraph.ties.closeness import FEWEST, Closeness
from edugraph.ties.things import KINDS, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.store import Store
    from edugraph.ties.things import Holders, Thing

    Pair = tuple[str, str]

COLUMNS = ("city_a", "city_b", "closeness", "chance", "beyond", "themes", "indicators", "documents", "rarest", "tasks")
_MOST, _RAREST = 5, 6


def table(store: Store, /, city: str = "", cities: str = "", most: str = "", year: str = "") -> Table:
    """One row a pair, the closest first: for each city its closest five, or as many as ``most`` says.

    ``closeness`` is the tie of the two over the tie expected (``closeness.Closeness``), ``chance`` the range in which
    chance alone leaves it, ``beyond`` whether it is ``closer`` or ``farther`` than that. Then how many themes,
    indicators and documents both have. ``rarest`` are those that fewest cities have, each with their number, and at
    most half of all cities where there is such a one; ``tasks`` are the places of these. Among fewer than four cities
    nothing can be closer than expected, and ``closeness`` and ``chance`` are empty. Raises MissingError for a city or
    year that is not held, UsageError for a ``most`` that is no number.
    """
    plans = choice.plans(store, cities, year)
    asked = chosen(store, city)
    things = shared(store, plans)
    found = Closeness([held.keys() for held in things.values()])
    pairs = nearest(found, _number(most))
    rows = (_row(pair, found, things, list(plans)) for pair in pairs if not asked.isdisjoint(pair))
    return Table(COLUMNS, tuple(rows))


def nearest(found: Closeness, most: int) -> list[Pair]:
    """Pairs in which one city is among the closest of the other, the closest first."""
    near: Counter[str] = Counter()
    kept: list[Pair] = []
    for pair in found.ranked(found.ties):
        if any(near[city] < most for city in pair):
            kept.append(pair)
        near.update(pair)
    return kept


def common(pair: Pair, things: Mapping[Thing, Holders]) -> list[Thing]:
    """What both cities of a pair have, what fewest cities have first."""
    return sorted(
        (thing for thing, held in things.items() if held.keys() >= set(pair)), key=lambda one: len(things[one])
    )


def pair_of(one: str, other: str) -> Pair:
    """Two cities as a pair, in the order of their names."""
    return (one, other) if one < other else (other, one)


def _number(most: str) -> int:
    if most and (not most.isdecimal() or int(most) < 1):
        raise UsageError(f"most={most}: not a number of cities, 1 or more.")
    return int(most or _MOST)


def _row(pair: Pair, found: Closeness, things: Mapping[Thing, Holders], order: Sequence[str]) -> tuple[str, ...]:
    both = common(pair, things)
    rare = max(2, len(found.cities) // 2)
    rarest = [thing for thing in both if len(things[thing]) <= rare][:_RAREST] or both[:1]
    count = Counter(thing.kind for thing in both)
    return (
        *pair,
        *judged(found, pair),
        *(str(count[kind] or "") for kind in KINDS),
        SEPARATOR.join(f"{thing.name}（{len(things[thing])}）" for thing in rarest),
        " ".join(places(rarest, pair, things, order)),
    )


def judged(found: Closeness, pair: Pair) -> tuple[str, str, str]:
    """Closeness, the range in which chance leaves it, and whether it is beyond that; empty among too few cities."""
    if len(found.cities) < FEWEST:
        return "", "", ""
    close, spread, firm = found.close(pair), found.spread(pair), found.firm(pair)
    beyond = "closer" if firm > 1 else "farther" if firm < 1 else ""
    return f"{close:.2f}", chance(spread), beyond


def chance(spread: float) -> str:
    """The range in which chance alone leaves a closeness: ``0.55—1.45``.

    >>> chance(0.45), chance(1.2)
    ('0.55—1.45', '0.00—2.20')
    """
    return f"{max(0.0, 1 - spread):.2f}—{1 + spread:.2f}"


def places(
    some: Iterable[Thing], cities: Iterable[str], things: Mapping[Thing, Holders], order: Sequence[str]
) -> list[str]:
    """The tasks of some cities that name some things."""
    wanted = list(cities)
    return choice.by_place((place for thing in some for city in wanted for place in things[thing].get(city, ())), order)
