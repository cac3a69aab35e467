"""Cities halfway between others that are far apart: the nearest stepping stone of each such pair."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Pair = tuple[str, str]

_EQUAL = 1e-9


def midway(cities: Sequence[str], close: Callable[[Pair], float]) -> dict[str, dict[Pair, float]]:
    """For each city the pairs of others whose nearest way leads through it, with its part in the way.

    The part is 1, or less where several cities are as near. The way between two cities is the longer the less close they are (1/closeness); through a third it is the sum of
    two. So a city lies between two that are less than half as close to each other as they are to it. Ways through
    several cities are not tried.

    >>> closeness = {("a", "b"): 2.0, ("b", "c"): 2.0, ("a", "c"): 0.5}
    >>> midway("abc", closeness.__getitem__)
    {'a': {}, 'b': {('a', 'c'): 1.0}, 'c': {}}
    """
    length: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one, other in combinations(cities, 2):
        near = close((one, other))
        length[one][other] = length[other][one] = 1 / near if near > 0 else inf
    first = {city: min(length[city].values(), default=inf) for city in cities}
    found: dict[str, dict[Pair, float]] = {city: {} for city in cities}
    for one, other in combinations(cities, 2):
        direct = length[one][other] - _EQUAL
        if first[one] + first[other] >= direct:  # no third city can be near enough to both
            continue
        ways = {city: length[one][city] + length[other][city] for city in cities if city not in (one, other)}
        best = min(ways.values())
        stones = [city for city, way in ways.items() if way <= best + _EQUAL] if best < direct else []
        for city in stones:
            found[city][one, other] = 1 / len(stones)
    return found
