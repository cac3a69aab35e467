"""How a pattern lies on a question: tokens that do not overlap and explain as many characters as can be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from edugraph.ask.cues import fillers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.ask.patterns import Pattern
    from edugraph.ask.question import Token, Value

_ALWAYS = frozenset({"{year}", "{number}", "{count}"})
_UNCUT = frozenset({"{indicator}", "{theme}", "{document}", "{title}", "{section}", "{words}"})
_FILLER = -1
_PART = 0.15
_PIECES = 0.4
_BROAD = {"{theme}": 0.01}
_ALIAS = 0.05
_EACH = 0.01
_CUT = 0.3


class Placed(NamedTuple):
    """A token in its place, and the element of the pattern that it is; none for what is passed over."""

    token: Token
    element: int


@dataclass(frozen=True)
class Tiling:
    """Tokens on a question: how many characters they explain, and how many the pattern itself."""

    placed: tuple[Placed, ...]
    covered: int
    own: float


class _Path(NamedTuple):
    covered: int
    own: float
    last: Placed | None
    before: _Path | None


def lay(pattern: Pattern, tokens: Sequence[Token], length: int, breaks: frozenset[int] = frozenset()) -> Tiling | None:
    """The best tiling of a question by a pattern; None where an element that must be there is not.

    ``breaks`` are the places where a mark stands between two characters, so that two names may meet there.
    """
    kinds = {kind for element in pattern.elements for kind in element.kinds}
    present = {token.kind for token in tokens}
    if not all(present.intersection(element.kinds) for element in pattern.required):
        return None
    passed = fillers() | _ALWAYS | pattern.passed
    starts: dict[int, list[Token]] = {}
    for token in tokens:
        if token.kind in kinds or token.kind in passed:
            starts.setdefault(token.start, []).append(token)
    return _search(_Places(pattern, breaks), starts, length)


def _search(places: _Places, starts: Mapping[int, Sequence[Token]], length: int) -> Tiling | None:
    """Best path to each place and set of elements, from left to right."""
    best: list[dict[int, _Path]] = [{} for _ in range(length + 1)]
    best[0][0] = _Path(0, 0.0, None, None)
    for at in range(length):
        for mask, path in best[at].items():
            _keep(best[at + 1], mask, path)
            for token in starts.get(at, ()):
                for element in places.of(token, mask) if not _runs_on(path, token, places.breaks) else ():
                    wider = mask if element == _FILLER else mask | 1 << element
                    _keep(best[token.end], wider, _extended(path, token, element))
    ends = [path for mask, path in best[length].items() if mask & places.must == places.must]
    return _tiling(max(ends, key=lambda path: path[:2])) if ends else None


def _runs_on(path: _Path, token: Token, breaks: frozenset[int]) -> bool:
    """Whether a token only goes on where another of its slot ends: then one name is cut in two."""
    last = path.last.token if path.last else None
    if last is None or last.end != token.start or token.start in breaks:
        return False
    return last.kind == token.kind and token.kind in _UNCUT


def _keep(at: dict[int, _Path], mask: int, path: _Path) -> None:
    if mask not in at or at[mask][:2] < path[:2]:
        at[mask] = path


def _extended(path: _Path, token: Token, element: int) -> _Path:
    size = token.end - token.start
    own = (size - max(map(_doubt, token.values), default=0.0) * size) if element != _FILLER else 0.0
    less = (
        _EACH
        + _CUT * any(not value.exact for value in token.values)
        + _BROAD.get(token.kind, 0.0)
        + _ALIAS * any(value.alias for value in token.values)
    )
    return _Path(path.covered + size, path.own + own - less, Placed(token, element), path)


def _doubt(value: Value) -> float:
    """The part of its characters that a partial name does not count."""
    return 0.0 if value.exact else _PIECES if value.pieces else _PART


def _tiling(path: _Path) -> Tiling:
    placed: list[Placed] = []
    at: _Path | None = path
    while at is not None and at.last is not None:
        placed.append(at.last)
        at = at.before
    return Tiling(tuple(reversed(placed)), path.covered, round(path.own, 2))


class _Places:
    """Which element of a pattern a token may be, given those that are filled."""

    def __init__(self, pattern: Pattern, breaks: frozenset[int]) -> None:
        self.breaks = breaks
        self._elements = pattern.elements
        self._ordered = pattern.ordered
        self._slots = Counter(element.slot for element in pattern.elements if element.slot)
        self.must = sum(1 << at for at, element in enumerate(pattern.elements) if not element.optional)
        self._passed = fillers() | _ALWAYS | pattern.passed

    def of(self, token: Token, mask: int) -> Iterator[int]:
        """Elements that a token can fill next; a slot that the pattern has once may hold several values."""
        fitting = [at for at, element in enumerate(self._elements) if token.kind in element.kinds]
        free = next((at for at in fitting if not mask >> at & 1), None)
        if free is not None and self._in_turn(free, mask):
            yield free
        elif free is None and fitting and self._slots[self._elements[fitting[-1]].slot] <= 1:
            yield fitting[-1]
        if token.kind in self._passed:
            yield _FILLER

    def _in_turn(self, at: int, mask: int) -> bool:
        """In an ordered pattern, whether all that must come before is there."""
        if not self._ordered or self._elements[at].optional:
            return True
        return all(mask >> one & 1 for one, element in enumerate(self._elements[:at]) if not element.optional)
