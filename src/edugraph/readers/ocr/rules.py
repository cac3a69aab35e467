"""Tables on a picture of a page: by the lines that are drawn around their cells, else by how their cells are aligned."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from pdfplumber.table import Table, cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.readers.sheets import Box

_LONG = 3  # letters; no stroke of a letter is as long
_THICK = 0.5  # of a letter; what is thicker is no line
_APART = 1.0  # letters, least distance of the cells of a row without lines
_FEWEST = 3  # columns and rows of a table without lines
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


def aligned(rows: Sequence[Sequence[Box]], size: float) -> list[Table]:
    """The table without lines on a page, given the boxes of its rows of text: from the first row of several cells on.

    Its rows begin where the first column has text; all columns have text there, or nothing is a table.
    """
    first = next((at for at, row in enumerate(rows) if _is_parted(row, size)), None)
    if first is None:
        return []
    columns = [(box[0], box[2]) for box in rows[first]]
    lines: list[list[list[Box]]] = []
    for row in rows[first:]:
        cells = _dealt(row, columns)
        if cells is None:
            break
        lines.append(cells)
        columns = [
            (min([left, *(box[0] for box in own)]), max([right, *(box[2] for box in own)]))
            for (left, right), own in zip(columns, cells, strict=True)
        ]
    begins = [at for at, cells in enumerate(lines) if cells[0]]
    if len(begins) < _FEWEST or not all(all(lines[at]) for at in begins):
        return []
    tops = [min(box[1] for own in lines[at] for box in own) for at in begins]
    ends = [*tops[1:], max(box[3] for cells in lines for own in cells for box in own)]
    across = [columns[0][0], *((one[1] + other[0]) / 2 for one, other in pairwise(columns)), columns[-1][1]]
    boxes = [(left, top, right, end) for top, end in zip(tops, ends, strict=True) for left, right in pairwise(across)]
    return [Table(None, boxes)]  # type: ignore[arg-type]


def _is_parted(row: Sequence[Box], size: float) -> bool:
    """Whether a row of text has several cells."""
    return len(row) >= _FEWEST and all(other[0] - one[2] > _APART * size for one, other in pairwise(row))


def _dealt(row: Sequence[Box], columns: Sequence[tuple[float, float]]) -> list[list[Box]] | None:
    """The boxes of a row by the one column that each meets; None when one meets none or several."""
    cells: list[list[Box]] = [[] for _ in columns]
    for box in row:
        met = [at for at, (left, right) in enumerate(columns) if box[0] < right and left < box[2]]
        if len(met) != 1:
            return None
        cells[met[0]].append(box)
    return cells


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
