"""The cities nearest to one: a score of visible parts, and pairs of sentences as reasons."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from edugraph.comparison.sides import Side, others, side
from edugraph.overlap import reasons
from edugraph.overlap.profiles import profiles
from edugraph.overlap.reasons import FAINT, Pair
from edugraph.overlap.vectors import space
from edugraph.parameters import split
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from edugraph.overlap.vectors import Space
    from edugraph.store import Store

WEIGHTS = {"tasks": 0.45, "themes": 0.30, "indicators": 0.15, "offices": 0.05, "documents": 0.05}
"""How much each part gives at most: what cities do counts more than who does it."""

COLUMNS = ("city", "plan", "score", *WEIGHTS, "why")
_KINDS = {"themes": "theme", "indicators": "indicator", "offices": "office", "documents": "document"}
_REASONS = 3


class _Match(NamedTuple):
    """A peer with its parts: each a share of one with the words that explain it."""

    side: Side
    parts: Mapping[str, tuple[float, str]]
    why: str

    @property
    def score(self) -> float:
        """The parts by their weights; a part of which one plan says nothing counts neither for nor against."""
        whole = sum(WEIGHTS[name] for name in self.parts)
        return sum(WEIGHTS[name] * share for name, (share, _) in self.parts.items()) / whole


def table(store: Store, /, city: str = "", cities: str = "") -> Table:
    """The other cities, nearest first, by what their plans have in common with that of ``city``.

    A part is the share in which two plans agree, with the counts behind it: ``0.52 (51 of 98)``. ``tasks``: of the
    tasks of both, those that have a counterpart in the other (``reasons.FAINT``); the others: of all that either
    has, what both have; empty where one plan names none, as many name no offices. ``score`` weighs them by WEIGHTS.
    ``cities`` (joined by 、) keeps some peers. A plan that holds nothing but its review is nobody's peer.
    """
    own = side(store, city)
    found = space(profiles(store))  # of all plans, so that scores are those of overlap tasks
    rows = _rows(found)
    peers = [peer for peer in others(store, own, split(cities)) if rows[own.plan] and rows[peer.plan]]
    matches = sorted((_match(found, rows, own, peer) for peer in peers), key=lambda one: (-one.score, one.side.plan))
    return Table(COLUMNS, tuple(map(_row, matches)))


def _row(match: _Match) -> tuple[str, ...]:
    parts = (f"{match.parts[name][0]:.2f} ({match.parts[name][1]})" if name in match.parts else "" for name in WEIGHTS)
    return (match.side.city, match.side.plan, f"{match.score:.2f}", *parts, match.why)


def _rows(found: Space) -> dict[str, list[int]]:
    """Row numbers of the tasks of each plan."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, task in enumerate(found.tasks):
        rows[task.plan].append(row)
    return rows


def _match(found: Space, rows: Mapping[str, Sequence[int]], own: Side, peer: Side) -> _Match:
    ours, theirs = rows[own.plan], rows[peer.plan]
    scores = (found.matrix[ours] @ found.matrix[theirs].T).toarray()
    parts = {"tasks": _tasks(scores)}
    for name, kind in _KINDS.items():
        mine, yours = _traits(found, ours, kind), _traits(found, theirs, kind)
        if mine and yours:
            both, either = len(mine & yours), len(mine | yours)
            parts[name] = (both / either, f"{both} of {either}")
    best = np.argsort(-scores, axis=None, kind="stable")[: _REASONS * 2]
    pairs = [Pair(ours[at // len(theirs)], theirs[at % len(theirs)], float(scores.flat[at])) for at in best]
    return _Match(peer, parts, _why(found, pairs))


def _tasks(scores: NDArray[np.float32]) -> tuple[float, str]:
    """The share of the tasks of both plans that have a counterpart in the other."""
    met = int((scores.max(axis=1) >= FAINT).sum() + (scores.max(axis=0) >= FAINT).sum())
    return met / sum(scores.shape), f"{met} of {sum(scores.shape)}"


def _traits(found: Space, rows: Sequence[int], kind: str) -> set[str]:
    return {trait.value for row in rows for trait in found.tasks[row].said if trait.kind == kind}


def _why(found: Space, pairs: Sequence[Pair]) -> str:
    """The nearest pairs of tasks, each once, with the sentences that are nearest in them."""
    told: list[str] = []
    seen: set[int] = set()
    for pair in pairs:
        passage = reasons.sentences(found, pair)
        if passage and not {pair.one, pair.other} & seen and len(told) < _REASONS:
            one, other = found.tasks[pair.one], found.tasks[pair.other]
            told.append(f"{one.place} “{one.quote(*passage.one)}” ~ {other.place} “{other.quote(*passage.other)}”")
            seen |= {pair.one, pair.other}
    return "; ".join(told)
