"""What stands on a page, printed or recognised: rows of tables, and lines of text, column by column."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple, Protocol

from edugraph.readers.content import DITTO, joined
from edugraph.readers.lines import FULL, MARGIN, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfplumber.table import Table

_UNIT = re.compile(r"(?:[局委办部处科室股院校园会组站所队]|中心|政府|街道|公司|学区)$")
_PERSON = range(2, 4)  # characters of most names
_ONE = 0.9
_FEWEST_COLUMNS = 3  # of a table; with fewer, lines are a frame around text
_FEWEST_SPLIT = 6  # lines with a blank at one place, from which on a page may have two columns
_NARROWEST = 10  # letters in a line of a column of prose
_LIKE = 0.7  # least ratio of the widths of two columns

Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge, from the left and the top of the page."""


class Words(NamedTuple):
    """A line as it is printed: text, edges, the size of its letters, where each begins and ends, how sure it is."""

    text: str
    box: Box
    size: float
    letters: tuple[tuple[float, float], ...]
    sure: float | None = None


class Sheet(Protocol):
    """A page, or a part of one."""

    @property
    def number(self) -> int:
        """The number of the page."""

    @property
    def box(self) -> Box:
        """Its edges."""

    def words(self) -> Sequence[Words]:
        """Its lines that say something, from the top down."""

    def within(self, box: Box) -> Sheet:
        """The part of it that lies in a box."""

    def without(self, box: Box) -> Sheet:
        """The part of it that lies outside a box."""


def lines(sheet: Sheet, tables: Sequence[Table]) -> list[Line]:
    """Lines and rows of tables of a page, from the top down, column by column."""
    found: list[tuple[tuple[float, int, float], Line]] = []
    real = [table for table in tables if len(table.columns) >= _FEWEST_COLUMNS]
    outside = sheet
    for table in real:
        outside = outside.without(table.bbox)
        found += [((line.top, 0, 0.0), line) for line in _rows(table, sheet)]
    found += _prose(outside, [table.bbox[1] for table in real])
    return [line for _, line in sorted(found, key=lambda pair: pair[0])]


def _rows(table: Table, sheet: Sheet) -> Iterator[Line]:
    """Rows of a table as lines."""
    lefts = _lefts(table)
    every = [[sheet.within(box).words() if box else () for box in found.cells] for found in table.rows]
    rights = [max((one.box[2] for own in column for one in own), default=0.0) for column in zip(*every, strict=True)]
    for found, row in zip(table.rows, every, strict=True):
        texts = [_cell(own, right) for own, right in zip(row, rights, strict=True)]
        left, top, right, _ = found.bbox
        if any(texts):
            sure = min((one.sure for own in row for one in own if one.sure is not None), default=None)
            cells = tuple(_dittoed(texts, found.cells, lefts))
            yield Line("", left, right, top, 0, sheet.number, cells=cells, sure=sure)


def _lefts(table: Table) -> list[float]:
    """Where the columns begin."""
    boxes = [[found.cells[at] for found in table.rows] for at in range(len(table.columns))]
    return [min((box[0] for box in column if box), default=0.0) for column in boxes]


def _cell(own: Sequence[Words], edge: float) -> str:
    """The text of a cell: a line that reaches the edge goes on in the next one, unless it ends as a name does."""
    text, room = "", 0.0
    for one in own:
        part, last = one.text, text.rpartition(" ")[2]
        ends = room >= FULL * one.size or (_UNIT.search(text) and len(part) > 1 and _UNIT.search(part))
        names = room >= _ONE * one.size and len(last) in _PERSON and len(part) in _PERSON
        text = f"{text} {part}" if ends or names else joined([text, part])
        room = edge - one.box[2]
    return text


def _dittoed(texts: Sequence[str], boxes: Sequence[Box | None], lefts: Sequence[float]) -> Iterator[str]:
    """Cells without a box of their own are reached from the left or from above; the latter is a ditto."""
    right = 0.0
    for text, box, left in zip(texts, boxes, lefts, strict=True):
        yield text if box or right > left + 1 else DITTO
        right = box[2] if box else right


def _prose(sheet: Sheet, tables: Sequence[float]) -> Iterator[tuple[tuple[float, int, float], Line]]:
    """The lines of a page without its tables, and where they come in it: between two that run across, by columns."""
    words = sheet.words()
    gutter = _gutter(words)
    height = sheet.box[3]
    if gutter is None:
        yield from (((one.box[1], 0, 0.0), _line(one, sheet.number, height)) for one in words)
        return

    def band(one: Words) -> tuple[bool, int]:
        return _gap(one, gutter) is None, sum(top < one.box[1] for top in tables)

    for (across, _), group in groupby(words, key=band):
        own = list(group)
        if across:
            yield from (((one.box[1], 0, 0.0), _line(one, sheet.number, height)) for one in own)
            continue
        top, bottom = min(one.box[1] for one in own), max(one.box[3] for one in own)
        for column, (left, right) in enumerate(pairwise((sheet.box[0], gutter, sheet.box[2])), 1):
            for one in sheet.within((left, top, right, bottom)).words():
                yield (top, column, one.box[1]), _line(one, sheet.number, height, column)


def _line(one: Words, page: int, height: float, column: int = 0) -> Line:
    left, top, right, bottom = one.box
    edge = bottom < height * MARGIN or top > height * (1 - MARGIN)
    return Line(one.text, left, right, top, one.size, page, edge, column=column, sure=one.sure)


def _gap(one: Words, at: float) -> tuple[float, float] | None:
    """The blank of a line that holds a place: from where to where; None when letters stand there."""
    left = max((end for begin, end in one.letters if begin < at), default=0.0)
    right = min((begin for begin, _ in one.letters if begin >= at), default=float("inf"))
    return (left, right) if left <= at and right - left > one.size else None


def _gutter(words: Sequence[Words]) -> float | None:
    """Where a page is parted into two columns of prose: as wide, and most of their lines full; None where it is not."""
    middles = [
        (end + begin) / 2 for one in words for (_, end), (begin, _) in pairwise(one.letters) if begin - end > one.size
    ]
    if len(middles) < _FEWEST_SPLIT:
        return None
    at = median(middles)
    gaps = [(one, gap) for one in words if (gap := _gap(one, at)) and gap[0] > 0 and gap[1] < one.box[2]]
    if len(gaps) < _FEWEST_SPLIT:
        return None
    size = median(one.size for one, _ in gaps)
    left = _extent([(one.box[0], gap[0]) for one, gap in gaps], size)
    right = _extent([(gap[1], one.box[2]) for one, gap in gaps], size)
    if left is None or right is None or left[1] >= right[0]:
        return None
    alike = _LIKE < (left[1] - left[0]) / (right[1] - right[0]) < 1 / _LIKE
    return (left[1] + right[0]) / 2 if alike else None


def _extent(parts: Sequence[tuple[float, float]], size: float) -> tuple[float, float] | None:
    """From where to where a column reaches; None when it is narrow or few of its lines are full, as in a list."""
    left, right = min(one for one, _ in parts), max(other for _, other in parts)
    full = sum(other > right - FULL * size for _, other in parts)
    return (left, right) if right - left > _NARROWEST * size and 2 * full >= len(parts) else None
