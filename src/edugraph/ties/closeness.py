"""How close two cities are: how much they share, set against what chance would have them share.

A thing that d of n cities have ties any two of them by log(n/d), its information: what all have says nothing of
any two, what few have says most. Chance keeps for each city the sum of its ties and spreads them as evenly as these
sums allow: the tie expected of two cities is the product of a factor of each, found by iterative fitting.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from itertools import combinations
from math import inf, log, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    Pair = tuple[str, str]

FEWEST = 4
"""Among fewer cities the sums alone fix what any two share, and nothing can be close."""

_ROUNDS, _EXACT = 300, 1e-7


class Closeness:
    """The ties of all cities. ``held`` are the cities of each thing, two at least."""

    def __init__(self, held: Sequence[Collection[str]]) -> None:
        self.held = held
        self.cities = sorted({city for cities in held for city in cities})
        self.ties: defaultdict[Pair, float] = defaultdict(float)
        for cities in sorted(held, key=len):  # of one size all add the same, so that sums do not depend on the order
            for pair in combinations(sorted(cities), 2):
                self.ties[pair] += self.weight(len(cities))
        self.factors = fitted(self._sums)

    def weight(self, cities: int) -> float:
        """By how much a thing that so many cities have ties two of them."""
        return log(len(self.cities) / cities)

    @cached_property
    def _sums(self) -> dict[str, float]:
        """The sum of the ties of each city."""
        count = Counter((city, len(cities)) for cities in self.held for city in cities)
        found = dict.fromkeys(self.cities, 0.0)
        for (city, size), many in sorted(count.items()):
            found[city] += many * (size - 1) * self.weight(size)
        return found

    def expected(self, pair: Pair) -> float:
        """The tie that chance would have between two cities."""
        return self.factors[pair[0]] * self.factors[pair[1]]

    def close(self, pair: Pair) -> float:
        """How many times as strongly two cities are tied as expected; 1 where nothing is expected.

        >>> cities = Closeness(["ab", "ab", "bc", "cd", "cd", "ad"])
        >>> round(cities.close(("a", "b")), 2), round(cities.close(("b", "c")), 2), cities.close(("a", "c"))
        (2.0, 1.0, 0.0)
        """
        usual = self.expected(pair)
        return self.ties.get(pair, 0.0) / usual if usual else 1.0

    def close_without(self, at: int) -> float:
        """The mean closeness of the cities of one thing, by its index, in everything else that is shared."""
        thing = set(self.held[at])
        weight = self.weight(len(thing))
        less = (len(thing) - 1) * weight
        factors = fitted({city: whole - less * (city in thing) for city, whole in self._sums.items()}, self.factors)
        pairs = list(combinations(sorted(thing), 2))
        usual = [factors[one] * factors[other] for one, other in pairs]
        rest = zip(pairs, usual, strict=True)
        return sum((self.ties[pair] - weight) / expected if expected else 1.0 for pair, expected in rest) / len(pairs)

    def spread(self, pair: Pair) -> float:
        """How far chance alone takes the closeness of a pair from 1, among as many pairs as there are.

        A thing that d cities have is had by one with probability q = d/n; how often two have the same, each having
        as many as it has, varies by (q(1 - q)·log(n/d))², summed over all things. The tie of a pair varies with the
        tie expected of it. The largest of m such deviations is about sqrt(2 log m) times the standard deviation.
        Where the things of the five plans were dealt out anew 2,000 times, no city having more or less of them, the
        standard deviations of pairs were 0.6 to 1.1 times the ones given here.
        """
        usual, many = self.expected(pair), len(self.cities)
        if not usual or many < FEWEST:
            return inf
        pairs = many * (many - 1) / 2
        mean = sum(self._sums.values()) / 2 / pairs
        return sqrt(2 * log(pairs) * self._variance * usual / mean) / usual

    def spread_of(self, cities: Collection[str]) -> float:
        """The same for the mean closeness of all pairs of some cities, which vary nearly independently."""
        pairs = list(combinations(sorted(cities), 2))
        return sqrt(sum(self.spread(pair) ** 2 for pair in pairs)) / len(pairs)

    @cached_property
    def _variance(self) -> float:
        """How much the tie of two cities varies that have as many things as most."""
        shares = [(size / len(self.cities), self.weight(size)) for size in sorted(map(len, self.held))]
        return sum((share * (1 - share) * weight) ** 2 for share, weight in shares)

    def firm(self, pair: Pair) -> float:
        """The closeness of a pair where it is more or less than chance alone makes it, else 1."""
        close, spread = self.close(pair), self.spread(pair)
        return close if abs(close - 1) > spread else 1.0

    def ranked(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Pairs, the closest first; those of equal closeness in the order of their names."""
        return sorted(pairs, key=lambda pair: (-round(self.close(pair), 9), pair))


def fitted(sums: Mapping[str, float], start: Mapping[str, float] | None = None) -> dict[str, float]:
    """A factor for each city, so that its products with those of all other cities add up to its sum.

    >>> [round(factor, 3) for factor in fitted({"a": 3, "b": 3, "c": 3, "d": 3}).values()]
    [1.0, 1.0, 1.0, 1.0]
    """
    root = sqrt(sum(sums.values())) or 1.0
    factors = {city: start[city] if start else sums[city] / root for city in sums}
    for _ in range(_ROUNDS):
        whole = sum(factors.values())
        moved = {city: _next(own, sums[city], whole - own) for city, own in factors.items()}
        change = max((abs(moved[city] - own) for city, own in factors.items()), default=0.0)
        factors = moved
        if change < _EXACT:
            break
    return factors


def _next(own: float, wanted: float, others: float) -> float:
    """Halfway, in proportion, from a factor to the one that fits; straight there it would swing."""
    return sqrt(own * wanted / others) if others > 0 else 0.0
