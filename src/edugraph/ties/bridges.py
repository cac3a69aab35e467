"""What ties cities that are otherwise far apart: cities between others, and things that few cities have.

From query rows only. Whether a city lies between others is asked of what is beyond chance only
(``closeness.Closeness.firm``); among a handful of cities hardly anything is, and what is left to say is which links
would break without it: what it shares with one other city only.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import combinations, islice
from typing import TYPE_CHECKING

from edugraph.errors import MissingError, UsageError, nearest
from edugraph.overlap.selection import chosen
from edugraph.parameters import SEPARATOR
from edugraph.table import Table
from edugraph.ties import choice
from edugraph.ties.cities import chance, common, pair_of, places
from edugraph.ties.closeness import FEWEST, Closeness
from edugraph.ties.midway import midway
from edugraph.ties.things import KINDS, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edugraph.store import Store
    from edugraph.ties.things import Holders, Plans, Thing

    Pair = tuple[str, str]
    Row = tuple[str, ...]

COLUMNS = ("kind", "name", "score", "ties", "why", "tasks")
_SHOWN, _PLACES = 6, 12
_NONE = "0.000"
_LEAST = 0.05
"""Things whose cities otherwise share less by so much at least are bridges; less says nothing."""

_FEW = 3
"""Things that at most one in so many cities have can be bridges; two cities are always few."""


def table(store: Store, /, kind: str = "", city: str = "", cities: str = "", year: str = "") -> Table:
    """Cities first, then themes, indicators and documents, each the strongest bridge first.

    The score of a city is the share of all pairs of others whose nearest way leads through it (``midway``), empty
    where none does; that of a thing is how much less than expected its cities share otherwise (0.25: a quarter less).
    Only things of few cities that score 0.05 at least are listed. ``ties`` of a city are the cities at the ends of
    these pairs, each with the number of pairs; where there are none, those with which it alone shares things, with
    the number of things; ``ties`` of a thing are its cities.
    ``tasks`` are up to twelve places of what ties them. ``city`` keeps rows of a city or of what it has. Raises
    UsageError for a kind that is none, MissingError for a city or year that is not held, or fewer than four cities.
    """
    known = ("city", *KINDS)
    if kind and kind not in known:
        raise UsageError(f"kind {kind} is none of {', '.join(known)}.{nearest(kind, known)}")
    plans = choice.plans(store, cities, year)
    asked = chosen(store, city)
    found = Bridges(shared(store, plans), plans)
    if len(found.closeness.cities) < FEWEST:
        few = SEPARATOR.join(found.closeness.cities) or "none"
        raise MissingError(f"bridges take {FEWEST} cities that share something; here are only: {few}.")
    rows = [*(found.of_cities() if kind in ("", "city") else ()), *(found.of_things(kind) if kind != "city" else ())]
    return Table(COLUMNS, tuple(row for members, row in rows if not asked.isdisjoint(members)))


class Bridges:
    """What ties the cities of some plans; each row comes with the cities that it is about."""

    def __init__(self, things: Mapping[Thing, Holders], plans: Plans) -> None:
        self.things, self._order = things, list(plans)
        self.closeness = Closeness([held.keys() for held in things.values()])
        self._provinces = {row["city"]: row["province"] for row in plans.values()}

    def of_cities(self) -> Iterator[tuple[set[str], Row]]:
        """Cities that lie between others, or without which links break."""
        cities = self.closeness.cities
        between = midway(cities, self.closeness.firm)
        pairs = (len(cities) - 1) * (len(cities) - 2) / 2
        scores = {city: sum(between[city].values()) / pairs for city in cities}
        for city in sorted(cities, key=lambda one: (-round(scores[one], 9), -len(self._links[one]), one)):
            if f"{scores[city]:.3f}" > _NONE:
                yield {city}, self._between(city, f"{scores[city]:.3f}", between[city])
            elif self._links[city]:
                yield {city}, self._linking(city)

    def _between(self, city: str, score: str, between: Mapping[Pair, float]) -> Row:
        """The row of a city that lies between others, the pairs farthest apart first."""
        pairs = sorted(between, key=lambda pair: (round(self.closeness.close(pair), 9), pair))
        ends = Counter(end for pair in pairs for end in pair)
        told = choice.listed(["—".join(pair) for pair in pairs], _SHOWN, "对")
        tied = ((thing, (city, end)) for end in ends for thing in common(pair_of(city, end), self.things)[:1])
        shown = self._first_places(islice(tied, _SHOWN))
        ties = choice.listed(choice.counted(ends), _SHOWN, "市")
        return "city", city, score, ties, f"the nearest city between {told}", shown

    @cached_property
    def _links(self) -> defaultdict[str, list[Thing]]:
        """What each city shares with one other only."""
        found: defaultdict[str, list[Thing]] = defaultdict(list)
        for thing, held in self.things.items():
            for city in held if len(held) == 2 else ():
                found[city].append(thing)
        return found

    def _linking(self, city: str) -> Row:
        """The row of a city that lies between none but has something with one other city only."""
        links = self._links[city]
        others = Counter(other for thing in links for other in self.things[thing] if other != city)
        whole = sum(len(held) == 2 for held in self.things.values())
        usual = f"{whole * self._size(city):.0f} expected by its size"
        why = f"without it {len(links)} of the {whole} things that only two cities have tie nobody ({usual})"
        shown = self._first_places((thing, self.things[thing]) for thing in links[:_SHOWN])
        return "city", city, "", choice.listed(choice.counted(others), _SHOWN, "市"), why, shown

    def _first_places(self, tied: Iterable[tuple[Thing, Iterable[str]]]) -> str:
        """For each thing its first place in each of some cities."""
        found = [self.things[thing][city][0] for thing, cities in tied for city in cities]
        return " ".join(choice.by_place(found, self._order))

    def _size(self, city: str) -> float:
        """The share of all ties that is expected to be of a city."""
        ties = {pair: self.closeness.expected(pair) for pair in combinations(self.closeness.cities, 2)}
        return sum(tie for pair, tie in ties.items() if city in pair) / sum(ties.values())

    def of_things(self, kind: str) -> Iterator[tuple[set[str], Row]]:
        """Themes, indicators and documents of few cities that share less than expected otherwise."""
        cities = len(self.closeness.cities)
        few = max(2, cities // _FEW)
        scored = [
            (1 - self.closeness.close_without(at), thing)
            for at, (thing, held) in enumerate(self.things.items())
            if len(held) <= few and kind in ("", thing.kind)
        ]
        for score, thing in sorted(scored, key=lambda one: (KINDS.index(one[1].kind), -round(one[0], 9), one[1].name)):
            if round(score, 2) >= _LEAST:
                yield set(self.things[thing]), self._thing(score, thing)

    def _thing(self, score: float, thing: Thing) -> Row:
        held = self.things[thing]
        cities = sorted(held)
        spread = self.closeness.spread_of(cities)
        why = [
            f"{len(held)} of {len(self.closeness.cities)} cities{self._where(cities)}",
            f"otherwise tied {1 - score:.2f} times as expected (chance {chance(spread)})",
        ]
        if len(held) == 2 and not any(one != thing and same.keys() == held.keys() for one, same in self.things.items()):
            why.append("nothing else is of these two alone")
        shown = places([thing], cities, self.things, self._order)[:_PLACES]
        return *thing, f"{score:.2f}", choice.listed(cities, _SHOWN, "市"), "; ".join(why), " ".join(shown)

    def _where(self, cities: list[str]) -> str:
        """The provinces of some cities, where they are known."""
        found = sorted({self._provinces[city] for city in cities} - {""})
        return f" in {choice.listed(found, _SHOWN, '省')}" if found else ""
