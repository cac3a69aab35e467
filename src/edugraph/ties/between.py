"""How often a member of a network lies between two others: betweenness, exact or sampled."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    Pair = tuple[str, str]

LARGE = 300
"""Up to so many members every one is a start of shortest ways; beyond, ``STARTS`` of them drawn with a fixed seed."""

STARTS = 200
_SEED = 1


def strengths(groups: Iterable[tuple[Fraction | int, Collection[str]]]) -> dict[Pair, Fraction]:
    """How strongly members are tied that stand in groups together, each group with its weight.

    A group of n ties any two of them by its weight/(n - 1), so that a task of two ties them more than a task of ten
    (M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 016132, 2001).

    >>> strengths([(1, {"a", "b"}), (1, {"a", "b", "c"})])[("a", "b")]
    Fraction(3, 2)
    """
    found: defaultdict[Pair, Fraction] = defaultdict(Fraction)
    for weight, group in groups:
        for pair in combinations(sorted(group), 2):
            found[pair] += Fraction(weight) / (len(group) - 1)
    return dict(found)


def betweenness(members: Iterable[str], ties: Mapping[Pair, Fraction]) -> dict[str, float]:
    """Of all pairs of other members, the share whose shortest way leads through this one; 0 to 1.

    A tie is the shorter the stronger it is (its length is 1/strength); of several shortest ways each counts in part.
    Lengths are whole numbers, so that equal ways are equal whatever the order of input. Beyond ``LARGE`` members it
    is estimated from ``STARTS`` of them, drawn with a fixed seed.

    >>> betweenness("abc", {("a", "b"): Fraction(1), ("b", "c"): Fraction(1)})
    {'a': 0.0, 'b': 1.0, 'c': 0.0}
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted(members))
    scale = lcm(*(strength.numerator for strength in ties.values()))
    for (one, other), strength in sorted(ties.items()):
        graph.add_edge(one, other, length=int(scale / strength))
    few = STARTS if len(graph) > LARGE else None
    return cast("dict[str, float]", nx.betweenness_centrality(graph, k=few, weight="length", seed=_SEED))
