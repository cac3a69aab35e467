"""Tables on a picture of a page: by the lines that are drawn around their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 3  # letters; no stroke of a letter is as long
_THICK = 0.5  # of a letter; what is thicker is no line
_NEAR = 0.4  # of a letter, within which lines are one or meet


def tables(grey: Any, scale: float, size: float) -> list[Table]:
    """The ruled tables of a picture that stands straight, in the points of printers; ``size`` is that of its letters."""
    letter = max(4, round(size / scale))
    dark = cv2.adaptiveThreshold(~grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, 15, -10)
    edges = [
        *_edges(dark, letter, upright=False, scale=scale),
        *_edges(dark, letter, upright=True, scale=scale),
    ]
    near = _NEAR * size
    merged = merge_edges(edges, near, near, near, near)
    cells = intersections_to_cells(edges_to_intersections(merged, near, near))
    return [Table(None, list(group)) for group in cells_to_tables(cells)]  # type: ignore[arg-type]


def _edges(dark: Any, letter: int, *, upright: bool, scale: float) -> Iterator[dict[str, Any]]:
    """The lines of one direction, as pdfplumber has them."""
    along = (_LONG * letter, 1) if upright else (1, _LONG * letter)
    beside = (1, 3) if upright else (3, 1)  # a line that is not quite straight
    found = cv2.morphologyEx(cv2.dilate(dark, np.ones(beside, np.uint8)), cv2.MORPH_OPEN, np.ones(along, np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(found)
    for left, top, across, down, _ in stats[1:].tolist():
        if (across if upright else down) > max(4, _THICK * letter):
            continue
        middle = (left + across / 2 if upright else top + down / 2) * scale
        ends = {"x0": left * scale, "x1": (left + across) * scale, "top": top * scale, "bottom": (top + down) * scale}
        flat = {"x0": middle, "x1": middle} if upright else {"top": middle, "bottom": middle}
        one = ends | flat
        yield one | {
            "object_type": "line",
            "orientation": "v" if upright else "h",
            "width": one["x1"] - one["x0"],
            "height": one["bottom"] - one["top"],
        }
