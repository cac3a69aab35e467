"""Places of the overview: cities on an inner ring, shared themes on two arcs to its left and right.

Each arc is two columns deep, the columns set off by half a step, so that the line to a theme of the
outer column runs through a gap of the inner one. Nothing overlaps, and nothing is left to chance.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin, sqrt
from pathlib import Path

Place = tuple[int, int]
Ranked = tuple[str, int]

_STEP = 34
"""Between the rows of one column."""
_CAPTION = 34
"""Height that the caption of a group takes."""
_BREATH = 120
"""Between the ring of cities and the inner column, for the lines to spread."""
_BEND = 70
"""How far the ends of an arc lean inwards."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Places by node id, and captions: number of cities and place."""

    places: dict[str, Place]
    captions: tuple[tuple[int, Place], ...]


@cache
def sizes() -> dict[str, dict[str, int]]:
    """Width and height of each kind of node, as the page draws it."""
    text = (Path(__file__).parent / "static" / "kinds.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def overview(cities: Sequence[str], themes: Sequence[Ranked]) -> Picture:
    """Places for cities and for themes, which come sorted by how many cities share them.

    >>> overview(["a", "b"], [("t", 2)]).places["t"][0] < 0
    True
    """
    places, reach = _ring(cities)
    captions: list[tuple[int, Place]] = []
    for side, half in zip((-1, 1), _halves(themes), strict=True):
        found = list(_arc(half, side, reach))
        captions += [(count, place) for name, count, place in found if name is None]
        places |= {name: place for name, _, place in found if name is not None}
    return Picture(places, tuple(captions))


def _ring(cities: Sequence[str]) -> tuple[dict[str, Place], int]:
    """Places on an upright ellipse wide enough for all cities, and how far it reaches sideways."""
    width = sizes()["city"]["width"]
    wide = max(1.0, len(cities) * (width + 20) / 900)
    across, down = (95 * wide, 205 * wide) if len(cities) > 2 else (0.0, 120.0)
    places = {}
    for at, city in enumerate(cities):
        angle = 2 * pi * at / len(cities) - pi / 2
        places[city] = (round(across * cos(angle)), round(down * sin(angle)))
    return places, round(across + width / 2)


def _halves(themes: Sequence[Ranked]) -> tuple[Sequence[Ranked], Sequence[Ranked]]:
    """Two halves, cut between groups if a group ends near the middle."""
    middle = (len(themes) + 1) // 2
    ends = [at for at in range(1, len(themes)) if themes[at][1] != themes[at - 1][1]]
    near = min(ends, key=lambda at: abs(at - middle), default=middle)
    cut = near if abs(near - middle) <= len(themes) / 10 else middle
    return themes[:cut], themes[cut:]


def _arc(
    themes: Sequence[Ranked], side: int, reach: int
) -> Iterator[tuple[str | None, int, Place]]:
    """Name (None for a caption), number of cities and place, from top to bottom."""
    width = sizes()["theme"]["width"]
    inner, outer = reach + _BREATH + width // 2, reach + _BREATH + width // 2 + width + 16
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
            down += (_CAPTION if column == 0 else _CAPTION + _STEP / 2) if group >= 0 else 0
            yield None, count, down, None
            down, column, group = down + _CAPTION, 0, count
        yield name, count, down, column
        down, column = down + _STEP / 2, 1 - column
