"""Places of the overview: cities down the middle, shared themes on two arcs to their left and right.

Each arc is two columns deep, the columns set off by half a step, so that the line to a theme of the
outer column runs through a gap of the inner one. Nothing overlaps, and nothing is left to chance.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import isqrt, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Place = tuple[int, int]
Ranked = tuple[str, int]

_STEP = 34
"""Between the rows of one column."""
_BEFORE, _AFTER = 22, 30
"""Above the caption of a group, and below it."""
_BREATH = 130
"""Between the cities and the inner column, for the lines to spread."""
_BEND = 60
"""How far the ends of an arc lean inwards."""
_SWAY = 42
"""How far a city stands from its column, to one side and the other in turn."""
_ROWS = 7
"""Cities in one column before another is begun."""


@dataclass(frozen=True)
class Picture:
    """Places by node id, and captions: number of cities and place."""

    places: dict[str, Place]
    captions: tuple[tuple[int, Place], ...]


@cache
def sizes() -> dict[str, dict[str, int]]:
    """Width and height of each kind of node, as the page draws it."""
    text = (Path(__file__).parent / "static" / "network" / "kinds.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def overview(cities: Sequence[str], themes: Sequence[Ranked]) -> Picture:
    """Places for cities and for themes, which come sorted by how many cities share them.

    >>> overview(["a", "b"], [("t", 2)]).places["t"][0] < 0
    True
    """
    places, reach = _middle(cities)
    captions: list[tuple[int, Place]] = []
    for side, half in zip((-1, 1), _halves(themes), strict=True):
        found = list(_arc(half, side, reach))
        captions += [(count, place) for name, count, place in found if name is None]
        places |= {name: place for name, _, place in found if name is not None}
    return Picture(places, tuple(captions))


def _middle(cities: Sequence[str]) -> tuple[dict[str, Place], int]:
    """Places of the cities, swaying from side to side, and how far they reach sideways."""
    width = sizes()["city"]["width"]
    rows = max(_ROWS, isqrt(len(cities)))
    columns = -(-len(cities) // rows) or 1
    lines = -(-len(cities) // columns)
    down, across = max(width + 16, 620 // max(1, lines)), width + 50
    places = {}
    for at, city in enumerate(cities):
        row, column = divmod(at, columns)
        x = (column - (columns - 1) / 2) * across + (_SWAY if row % 2 else -_SWAY)
        places[city] = (round(x), round((row - (lines - 1) / 2) * down))
    reach = (columns - 1) * across / 2 + width / 2 + _SWAY
    return places, round(reach)


def _halves(themes: Sequence[Ranked]) -> tuple[Sequence[Ranked], Sequence[Ranked]]:
    """Two halves, cut between groups if a group ends near the middle."""
    middle = (len(themes) + 1) // 2
    ends = [at for at in range(1, len(themes)) if themes[at][1] != themes[at - 1][1]]
    near = min(ends, key=lambda at: abs(at - middle), default=middle)
    cut = near if abs(near - middle) <= len(themes) / 10 else middle
    return themes[:cut], themes[cut:]


def _arc(themes: Sequence[Ranked], side: int, reach: int) -> Iterator[tuple[str | None, int, Place]]:
    """Name (None for a caption), number of cities and place, from top to bottom."""
    width = sizes()["theme"]["width"]
    inner, outer = reach + _BREATH + width // 2, reach + _BREATH + width // 2 + width + 12
    rows = list(_rows(themes))
    height = (rows[-1][2] if rows else 0) or 1
    for name, count, down, column in rows:
        y = down - height / 2
        lean = _BEND * (1 - sqrt(max(0.0, 1 - (2 * y / (height * 1.05)) ** 2)))
        x = (inner + outer) / 2 if column is None else (outer, inner)[column]
        yield name, count, (side * round(x - lean), round(y))


def _rows(themes: Sequence[Ranked]) -> Iterator[tuple[str | None, int, float, int | None]]:
    """Name, number of cities, height and column; a caption opens each group."""
    down, column, group = 0.0, 0, -1
    for name, count in themes:
        if count != group:
            down += (_BEFORE + column * _STEP / 2) if group >= 0 else 0
            yield None, count, down, None
            down, column, group = down + _AFTER, 0, count
        yield name, count, down, column
        down, column = down + _STEP / 2, 1 - column
