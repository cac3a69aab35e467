"""How often two themes stand in one task, and how often chance would put them there. From query rows only.

Chance deals the themes of each plan out over its tasks at random, each task keeping how many it has. So a plan
of few tasks that name many themes each, or a task that lists everything, is expected to bring themes together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from math import log2, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence, Set

    Pair = tuple[str, str]

_DEVIATIONS = 2


class Together:
    """The pairs of themes that tasks name together.

    ``themes`` are the themes of each task by its place (``handan-2023:16``), ``cities`` the city of each plan.
    """

    def __init__(self, themes: Mapping[str, Set[str]], cities: Mapping[str, str]) -> None:
        self.tasks: defaultdict[Pair, list[str]] = defaultdict(list)
        self.themes, self.cities = themes, cities
        self._times: defaultdict[str, Counter[str]] = defaultdict(Counter)
        sizes: defaultdict[str, list[int]] = defaultdict(list)
        for place in sorted(themes):
            self._times[plan_of(place)].update(themes[place])
            sizes[plan_of(place)].append(len(themes[place]))
            for pair in combinations(sorted(themes[place]), 2):
                self.tasks[pair].append(place)
        self._odds = {plan: odds(found) for plan, found in sizes.items()}

    def expected(self, pair: Pair) -> float:
        """In how many tasks chance would put both themes.

        >>> one = Together({"a:1": {"x", "y"}, "a:2": {"x", "y"}, "a:3": {"z"}}, {"a": "A"})
        >>> len(one.tasks["x", "y"]), one.expected(("x", "y"))  # 2 × 2 pairs of mentions, of which 4 in 20 meet
        (2, 0.8)
        """
        one, other = pair
        return sum(times[one] * times[other] * self._odds[plan] for plan, times in self._times.items())

    def where(self, places: Iterable[str]) -> set[str]:
        """The cities of some places."""
        return {self.cities[plan_of(place)] for place in places}

    def ties(self, least: int, kin: Collection[frozenset[str]]) -> dict[Pair, float]:
        """Themes that go together, with how strongly: log2((tasks + 1) / (expected + 1)).

        They do where they stand together in two tasks and ``least`` cities at least, and in more tasks than chance
        would have it by two standard deviations (of a Poisson law). Pairs in ``kin`` are none: that a theme goes with
        the broader one it belongs to, the theme list says already.
        """
        found: dict[Pair, float] = {}
        for pair, places in self.tasks.items():
            often, usual = len(places), self.expected(pair)
            if often < 2 or frozenset(pair) in kin or len(self.where(places)) < least:
                continue
            if often >= usual + _DEVIATIONS * sqrt(usual):
                found[pair] = log2((often + 1) / (usual + 1))
        return found


def odds(sizes: Sequence[int]) -> float:
    """How likely two mentions of a plan, dealt out at random over tasks of these sizes, fall into one task.

    >>> odds([2, 2, 1]), odds([1])
    (0.2, 0.0)
    """
    whole = sum(sizes)
    return sum(size * (size - 1) for size in sizes) / (whole * (whole - 1)) if whole > 1 else 0.0


def plan_of(place: str) -> str:
    """The plan of a place: ``handan-2023`` of ``handan-2023:16``."""
    return place.partition(":")[0]
