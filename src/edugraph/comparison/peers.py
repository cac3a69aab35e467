"""The cities nearest to one: a score of visible parts, and pairs of sentences as reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from edugraph.comparison.sides import Side, others, side
from edugraph.overlap import likeness, reasons
from edugraph.overlap.reasons import FAINT, Pair
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
_EXPLAINED = 50
"""Peers that are given reasons: their texts are read for these, and nobody reads those of the hundredth."""


class _Match(NamedTuple):
    """A peer with its parts: each a share of one with the words that explain it."""

    side: Side
    parts: Mapping[str, tuple[float, str]]
    pairs: Sequence[Pair]

    @property
    def score(self) -> float:
        """The parts by their weights; a part of which one plan says nothing counts neither for nor against."""
        whole = sum(WEIGHTS[name] for name in self.parts)
        return sum(WEIGHTS[name] * share for name, (share, _) in self.parts.items()) / whole


class _Mine(NamedTuple):
    """The city's own tasks: their rows, their scores with all tasks, and what they have by kind."""

    rows: Sequence[int]
    scores: NDArray[np.float32]
    said: Mapping[str, set[str]]


def table(store: Store, /, city: str = "", cities: str = "") -> Table:
    """The other cities, nearest first, by what their plans have in common with that of ``city``.

    A part is the share in which two plans agree, with the counts behind it: ``0.52 (51 of 98)``. ``tasks``: of the
    tasks of both, those that have a counterpart in the other (``reasons.FAINT``); the others: of all that either
    has, what both have; empty where one plan names none, as many name no offices. ``score`` weighs them by WEIGHTS.
    ``cities`` (joined by 、) keeps some peers; the nearest fifty of those asked for have reasons (``why``). A plan that holds nothing but its review is nobody's peer.
    """
    own = side(store, city)
    found = likeness.of(store)  # of all plans, so that scores are those of overlap tasks
    matches = _ranked(found, own, others(store, own, split(cities)))
    rows = [_row(match, _why(found, match.pairs) if at < _EXPLAINED else "") for at, match in enumerate(matches)]
    return Table(COLUMNS, tuple(rows))


def nearest(store: Store, own: Side, peers: Sequence[Side], most: int) -> Sequence[Side]:
    """So many of some peers, those nearest to a plan, in the order given; all of them where they are no more."""
    if len(peers) <= most:
        return peers
    kept = {match.side for match in _ranked(likeness.of(store), own, peers)[:most]}
    return [peer for peer in peers if peer in kept]


def _ranked(found: Space, own: Side, peers: Sequence[Side]) -> list[_Match]:
    """The peers that have tasks, nearest first."""
    ours = found.of(own.plan)
    mine = _Mine(ours, (found.matrix @ found.matrix[ours].T).toarray().T, found.said.by(ours))
    matches = (_match(found, mine, peer) for peer in peers if ours and found.of(peer.plan))
    return sorted(matches, key=lambda one: (-one.score, one.side.plan))


def _row(match: _Match, why: str) -> tuple[str, ...]:
    parts = (f"{match.parts[name][0]:.2f} ({match.parts[name][1]})" if name in match.parts else "" for name in WEIGHTS)
    return (match.side.city, match.side.plan, f"{match.score:.2f}", *parts, why)


def _match(found: Space, mine: _Mine, peer: Side) -> _Match:
    theirs = found.of(peer.plan)
    scores, said = mine.scores[:, theirs], found.said.by(theirs)
    parts = {"tasks": _tasks(scores)}
    for name, kind in _KINDS.items():
        ours, yours = mine.said.get(kind), said.get(kind)
        if ours and yours:
            both, either = len(ours & yours), len(ours | yours)
            parts[name] = (both / either, f"{both} of {either}")
    best = np.argsort(-scores, axis=None, kind="stable")[: _REASONS * 2]
    pairs = [Pair(mine.rows[at // len(theirs)], theirs[at % len(theirs)], float(scores.flat[at])) for at in best]
    return _Match(peer, parts, pairs)


def _tasks(scores: NDArray[np.float32]) -> tuple[float, str]:
    """The share of the tasks of both plans that have a counterpart in the other."""
    met = int((scores.max(axis=1) >= FAINT).sum() + (scores.max(axis=0) >= FAINT).sum())
    return met / sum(scores.shape), f"{met} of {sum(scores.shape)}"


def _why(found: Space, pairs: Sequence[Pair]) -> str:
    """The nearest pairs of tasks, each once, with the sentences that are nearest in them."""
    told: list[str] = []
    seen: set[int] = set()
    for pair in pairs:
        if {pair.one, pair.other} & seen or len(told) == _REASONS:
            continue
        if passage := reasons.sentences(found, pair):
            one, other = found.tasks[pair.one], found.tasks[pair.other]
            told.append(f"{one.place} “{one.quote(*passage.one)}” ~ {other.place} “{other.quote(*passage.other)}”")
            seen |= {pair.one, pair.other}
    return "; ".join(told)
