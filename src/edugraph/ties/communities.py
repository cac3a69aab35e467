"""Groups of a network whose members are tied more to one another than to the rest."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Pair = tuple[str, str]

RUNS = 20
"""How often the search is made, each time with members and ties in another order (seeds 0 to 19)."""


class Community(NamedTuple):
    """Members, those tied most to the others first; ``steady``: the share of runs in which two of them are together."""

    members: tuple[str, ...]
    steady: float


def communities(ties: Mapping[Pair, float]) -> list[Community]:
    """The communities of a network by Louvain's method, largest first; the same for any order of ``ties``.

    Louvain's result depends on the order of members and ties, so it is run ``RUNS`` times with fixed seeds and the partition of highest modularity is kept (V. D. Blondel et al., Fast unfolding of communities in large networks,
    Journal of Statistical Mechanics P10008, 2008).

    >>> [found.members for found in communities({("a", "b"): 1.0, ("b", "c"): 2.0, ("d", "e"): 1.0})]
    [('b', 'c', 'a'), ('d', 'e')]
    """
    import networkx as nx

    if not ties:
        return []
    graph = _graph(sorted(ties), ties)
    runs = [_run(ties, seed) for seed in range(RUNS)]
    best = min(runs, key=lambda groups: (-round(nx.community.modularity(graph, groups), 9), groups))
    homes = [{member: at for at, group in enumerate(groups) for member in group} for groups in runs]
    found = [Community(_by_strength(group, ties), _steady(group, homes)) for group in best]
    return sorted(found, key=lambda one: (-len(one.members), one.members))


def _graph(order: Sequence[Pair], ties: Mapping[Pair, float]) -> Any:
    import networkx as nx

    graph = nx.Graph()
    graph.add_weighted_edges_from((*pair, ties[pair]) for pair in order)
    return graph


def _run(ties: Mapping[Pair, float], seed: int) -> list[list[str]]:
    """One search, the ties in an order of its own: of equally good neighbours Louvain takes the first."""
    import networkx as nx

    order = sorted(ties)
    random.Random(seed).shuffle(order)
    groups = nx.community.louvain_communities(_graph(order, ties), weight="weight", seed=seed)
    return sorted(sorted(group) for group in groups)


def _by_strength(group: Sequence[str], ties: Mapping[Pair, float]) -> tuple[str, ...]:
    """Members by the strength of their ties inside the group."""
    inside = dict.fromkeys(group, 0.0)
    for pair in combinations(sorted(group), 2):
        for member in pair:
            inside[member] += ties.get(pair, 0.0)
    return tuple(sorted(group, key=lambda member: (-round(inside[member], 9), member)))


def _steady(group: Sequence[str], homes: Sequence[Mapping[str, int]]) -> float:
    """The share of runs in which two members of a group stand in one group, over all pairs."""
    pairs = list(combinations(group, 2))
    together = sum(home[one] == home[other] for home in homes for one, other in pairs)
    return together / (len(pairs) * len(homes)) if pairs else 1.0
