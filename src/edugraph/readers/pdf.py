"""PDF files with a text layer: lines joined to paragraphs, ruled tables as tables, page numbers and heads left out."""

from __future__ import annotations

import logging
import re
from bisect import bisect
from collections import Counter
from io import BytesIO
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from edugraph.errors import InputError
from edugraph.readers.content import DITTO, Content, joined
from edugraph.readers.lines import FULL, MARGIN, Line, paragraphs, without_edges, without_notes
from edugraph.readers.radicals import unified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pdfplumber.page import Page
    from pdfplumber.table import Table

_FEWEST = 30  # characters a page; a scan has none
_FEWEST_COLUMNS = 3  # of a table; with fewer, lines are a frame around text
_UNIT = re.compile(r"(?:[局委办部处科室股院校园会组站所队]|中心|政府|街道|公司|学区)$")
_PERSON = range(2, 4)  # characters of most names
_ONE = 0.9
_TWICE = 0.12  # of the size of a letter, within which it is drawn again to look bold
_MIDDLE = (0.3, 0.7)  # of the height of a letter, between which a line strikes it out
_FEWEST_SPLIT = 6  # lines with a blank at one place, from which on a page may have two columns
_NARROWEST = 10  # letters in a line of a column of prose
_LIKE = 0.7  # least ratio of the widths of two columns
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_MOST_UNREADABLE = 0.05

_Struck = tuple[int, int, str]  # page, height and letter


def read(data: bytes) -> Content:
    """The text of a PDF.

    Raises InputError when it is damaged, locked, or has no text layer.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            pages = len(document.pages)
            struck: list[_Struck] = []
            lines = [line for page in document.pages for line in _lines(page, struck)]
    except PdfminerException as error:
        locked = bool(error.args) and isinstance(error.args[0], PDFPasswordIncorrect)
        raise InputError(_wrong("locked with a password" if locked else "damaged")) from error
    except (PDFException, ValueError, KeyError, TypeError, AssertionError) as error:
        raise InputError(_wrong("damaged")) from error
    bare = _check(lines, pages)
    kept, left_out = without_edges(lines, pages)
    kept, notes = without_notes(kept)
    rows = groupby(struck, key=lambda letter: letter[:2])
    left_out += [*notes, *(("struck out", "".join(letter[2] for letter in letters)[:60]) for _, letters in rows)]
    left_out += [("page without text", f"page {number}") for number in bare]
    return Content("\n".join(paragraphs(kept)) + "\n", pages=pages, left_out=tuple(left_out))


def _wrong(what: str) -> str:
    return f"a PDF that is {what}. Open it in a PDF reader and print it to a new PDF, or copy its text into a file."


def _check(lines: Sequence[Line], pages: int) -> list[int]:
    """The pages without text; scans, also half ones, and texts whose letters cannot be told are refused."""
    told = Counter[int]()
    for line in lines:
        told[line.page] += len(line.text) + sum(map(len, line.cells))
    bare = [number for number in range(1, pages + 1) if told[number] < _FEWEST]
    letters = told.total()
    if len(bare) * 2 >= pages and (letters < 10 * _FEWEST or len(bare) > 1):
        raise InputError(
            f"a scanned PDF: {len(bare)} of {pages} pages without a text layer. Run text recognition (OCR) on it first."
        )
    unreadable = sum(len(match[0]) for line in lines for match in _UNREADABLE.finditer(line.text))
    if unreadable > _MOST_UNREADABLE * letters:
        raise InputError(
            "a PDF whose fonts do not say which letters they show. Run text recognition (OCR) on it first."
        )
    return bare


def _lines(page: Page, struck: list[_Struck]) -> Iterator[Line]:
    """Lines and table rows of a page, from the top down, column by column; letters that are struck out are noted."""
    clean = page.filter(_once()).filter(_unstruck(page, struck))
    tables = [table for table in clean.find_tables(_settings(page)) if len(table.columns) >= _FEWEST_COLUMNS]
    outside: Any = clean
    for table in tables:
        outside = outside.outside_bbox(table.bbox, strict=False)
    found = [((line.top, 0, 0.0), line) for table in tables for line in _rows(table, clean)]
    found += _prose(outside, [table.bbox[1] for table in tables])
    yield from (line for _, line in sorted(found, key=lambda pair: pair[0]))
    page.close()


def _once() -> Callable[[Any], bool]:
    """Whether a thing is drawn for the first time: some programs make letters bold by drawing them again beside."""
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}

    def first(thing: Any) -> bool:
        if thing["object_type"] != "char":
            return True
        left, top, reach = thing["x0"], thing["top"], _TWICE * thing["size"]
        cells = [(thing["text"], round(left / 4) + x, round(top / 4) + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        near = (place for cell in cells for place in seen.get(cell, ()))
        if any(abs(left - x) < reach and abs(top - y) < reach for x, y in near):
            return False
        seen.setdefault(cells[4], []).append((left, top))
        return True

    return first


def _unstruck(page: Page, struck: list[_Struck]) -> Callable[[Any], bool]:
    """Whether no line is drawn through a letter; the letters that are struck out are noted."""
    rules = sorted((edge["top"], edge["x0"], edge["x1"]) for edge in page.edges if edge["orientation"] == "h")

    def clean(thing: Any) -> bool:
        if thing["object_type"] != "char":
            return True
        middle = (thing["x0"] + thing["x1"]) / 2
        low, high = (thing["top"] + share * thing["height"] for share in _MIDDLE)
        through = rules[bisect(rules, (low,)) : bisect(rules, (high,))]
        if not any(left <= middle <= right for _, left, right in through):
            return True
        struck.append((page.page_number, round(through[0][0]), thing["text"]))
        return False

    return clean


def _prose(outside: Any, tables: Sequence[float]) -> Iterator[tuple[tuple[float, int, float], Line]]:
    """The lines of a page without its tables, and where they come in it: between two that run across, by columns."""
    lines = _told(outside)
    gutter = _gutter(lines)
    if gutter is None:
        yield from (((line["top"], 0, 0.0), _line(line, outside)) for line in lines)
        return

    def band(line: Any) -> tuple[bool, int]:
        return _gap(line, gutter) is None, sum(top < line["top"] for top in tables)

    for (across, _), group in groupby(lines, key=band):
        own = list(group)
        if across:
            yield from (((line["top"], 0, 0.0), _line(line, outside)) for line in own)
            continue
        top, bottom = own[0]["top"], max(line["bottom"] for line in own)
        for column, (left, right) in enumerate(pairwise((outside.bbox[0], gutter, outside.bbox[2])), 1):
            for line in _told(outside.crop((left, top, right, bottom), strict=False)):
                yield (top, column, line["top"]), _line(line, outside, column)


def _told(part: Any) -> list[Any]:
    """The lines of a part of a page that say something."""
    found = part.extract_text_lines(x_tolerance=2, return_chars=True)
    return [line for line in found if line["text"].strip()]


def _line(line: Any, page: Any, column: int = 0) -> Line:
    edge = line["bottom"] < page.height * MARGIN or line["top"] > page.height * (1 - MARGIN)
    size = Counter(round(char["size"], 1) for char in line["chars"]).most_common(1)[0][0]
    return Line(unified(line["text"]), line["x0"], line["x1"], line["top"], size, page.page_number, edge, column=column)


def _gap(line: Any, at: float) -> tuple[float, float] | None:
    """The blank of a line that holds a place: from where to where; None when letters stand there."""
    left = max((char["x1"] for char in line["chars"] if char["x0"] < at), default=0.0)
    right = min((char["x0"] for char in line["chars"] if char["x0"] >= at), default=left)
    right = right if right > left else float("inf")
    return (left, right) if left <= at and right - left > line["chars"][0]["size"] else None


def _gutter(lines: Sequence[Any]) -> float | None:
    """Where a page is parted into two columns of prose: as wide, and most of their lines full; None where it is not."""
    middles = [
        (one["x1"] + other["x0"]) / 2
        for line in lines
        for one, other in pairwise(line["chars"])
        if other["x0"] - one["x1"] > one["size"]
    ]
    if len(middles) < _FEWEST_SPLIT:
        return None
    at = median(middles)
    gaps = [(line, gap) for line in lines if (gap := _gap(line, at)) and gap[0] > 0 and gap[1] < line["x1"]]
    if len(gaps) < _FEWEST_SPLIT:
        return None
    size = gaps[0][0]["chars"][0]["size"]
    left = _extent([(line["x0"], gap[0]) for line, gap in gaps], size)
    right = _extent([(gap[1], line["x1"]) for line, gap in gaps], size)
    if left is None or right is None or left[1] >= right[0]:
        return None
    alike = _LIKE < (left[1] - left[0]) / (right[1] - right[0]) < 1 / _LIKE
    return (left[1] + right[0]) / 2 if alike else None


def _extent(parts: Sequence[tuple[float, float]], size: float) -> tuple[float, float] | None:
    """From where to where a column reaches; None when it is narrow or few of its lines are full, as in a list."""
    left, right = min(one for one, _ in parts), max(other for _, other in parts)
    full = sum(other > right - FULL * size for _, other in parts)
    return (left, right) if right - left > _NARROWEST * size and 2 * full >= len(parts) else None


def _settings(page: Page) -> dict[str, Any]:
    """Where tables are looked for: a row that the page's end cuts has no line below it, so one is drawn there."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)] if upright else []
    return {"explicit_horizontal_lines": ends}


def _rows(table: Table, page: Page) -> Iterator[Line]:
    """Rows of a table as lines."""
    lefts = _lefts(table)
    every = [[_cell_lines(page, box) for box in found.cells] for found in table.rows]
    rights = [max((line[1] for lines in column for line in lines), default=0.0) for column in zip(*every, strict=True)]
    for found, lines in zip(table.rows, every, strict=True):
        texts = [_cell(own, right) for own, right in zip(lines, rights, strict=True)]
        left, top, right, _ = found.bbox
        if any(texts):
            cells = tuple(_dittoed(texts, found.cells, lefts))
            yield Line("", left, right, top, 0, page.page_number, cells=cells)


def _lefts(table: Table) -> list[float]:
    """Where the columns begin."""
    boxes = [[found.cells[at] for found in table.rows if found.cells[at]] for at in range(len(table.columns))]
    return [min((box[0] for box in column if box), default=0.0) for column in boxes]


def _cell_lines(page: Page, box: Any) -> list[tuple[str, float, float]]:
    """The lines of a cell: text, right edge and size of the letters."""
    if not box:
        return []
    lines = _told(page.crop(box, strict=False))
    return [(unified(line["text"]), line["x1"], line["chars"][0]["size"]) for line in lines]


def _cell(lines: Sequence[tuple[str, float, float]], edge: float) -> str:
    """The text of a cell: a line that reaches the edge goes on in the next one, unless it ends as a name does."""
    text, room = "", 0.0
    for part, right, size in lines:
        last = text.rpartition(" ")[2]
        ends = room >= FULL * size or (_UNIT.search(text) and len(part) > 1 and _UNIT.search(part))
        names = room >= _ONE * size and len(last) in _PERSON and len(part) in _PERSON
        text = f"{text} {part}" if ends or names else joined([text, part])
        room = edge - right
    return text


def _dittoed(texts: Sequence[str], boxes: Sequence[Any], lefts: Sequence[float]) -> Iterator[str]:
    """Cells without a box of their own are reached from the left or from above; the latter is a ditto."""
    right = 0.0
    for text, box, left in zip(texts, boxes, lefts, strict=True):
        yield text if box or right > left + 1 else DITTO
        right = box[2] if box else right
