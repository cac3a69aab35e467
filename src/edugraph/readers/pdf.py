"""PDF files with a text layer: lines joined to paragraphs, ruled tables as tables, page numbers and heads left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from edugraph.errors import InputError
from edugraph.readers.content import DITTO, Content, joined, numbered, row
from edugraph.readers.radicals import unified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfplumber.page import Page
    from pdfplumber.table import Table

_FEWEST = 30  # characters a page; a scan has none
_FEWEST_COLUMNS = 3  # with fewer, lines are a frame around text
_MARGIN = 0.12  # share of a page's height in which heads and feet stand
_PAGE = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_ENDS = re.compile(r"[。；;！!？?]$")
_UNIT = re.compile(r"(?:[局委办部处科室股院校园会组站所队]|中心|政府|街道|公司|学区)$")
_PERSON = range(2, 4)  # characters of most names
_ONE = 0.9
_FULL = 2.2  # letters that fit no more into a line that is full
_PRINTED = re.compile(r"^(?:file|https?)://|^\d{1,4}/\d{1,2}/\d{1,4},? \d{1,2}:\d\d")
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_MOST_UNREADABLE = 0.05


@dataclass(frozen=True)
class _Line:
    """A line of a page: its text, its place, the size of its letters; a row of a table has cells."""

    text: str
    left: float
    right: float
    top: float
    size: float
    page: int
    edge: bool = False
    cells: tuple[str, ...] = ()

    @property
    def table(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.cells)


def read(data: bytes) -> Content:
    """The text of a PDF.

    Raises InputError when it is damaged, locked, or has no text layer.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            pages = len(document.pages)
            lines = [line for page in document.pages for line in _lines(page)]
    except PdfminerException as error:
        locked = bool(error.args) and isinstance(error.args[0], PDFPasswordIncorrect)
        raise InputError(_wrong("locked with a password" if locked else "damaged")) from error
    except (PDFException, ValueError, KeyError, TypeError, AssertionError) as error:
        raise InputError(_wrong("damaged")) from error
    bare = _check(lines, pages)
    kept, left_out = _without_edges(lines, pages)
    left_out += [("page without text", f"page {number}") for number in bare]
    return Content("\n".join(_paragraphs(kept)) + "\n", pages=pages, left_out=tuple(left_out))


def _wrong(what: str) -> str:
    return f"a PDF that is {what}. Open it in a PDF reader and print it to a new PDF, or copy its text into a file."


def _check(lines: Sequence[_Line], pages: int) -> list[int]:
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


def _lines(page: Page) -> Iterator[_Line]:
    """Lines and table rows of a page, from the top down."""
    tables = [table for table in page.find_tables(_settings(page)) if len(table.columns) >= _FEWEST_COLUMNS]
    outside: Any = page
    for table in tables:
        outside = outside.outside_bbox(table.bbox, strict=False)
    found = [line for table in tables for line in _rows(table, page)]
    for line in outside.extract_text_lines(x_tolerance=2, return_chars=True):
        text = unified(line["text"])
        if text.strip():
            edge = line["bottom"] < page.height * _MARGIN or line["top"] > page.height * (1 - _MARGIN)
            size = Counter(round(char["size"], 1) for char in line["chars"]).most_common(1)[0][0]
            found.append(_Line(text, line["x0"], line["x1"], line["top"], size, page.page_number, edge))
    yield from sorted(found, key=lambda line: line.top)
    page.close()


def _settings(page: Page) -> dict[str, Any]:
    """Where tables are looked for: a row that the page's end cuts has no line below it, so one is drawn there."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)] if upright else []
    return {"explicit_horizontal_lines": ends}


def _rows(table: Table, page: Page) -> Iterator[_Line]:
    """Rows of a table as lines."""
    lefts = _lefts(table)
    every = [[_cell_lines(page, box) for box in found.cells] for found in table.rows]
    rights = [max((line[1] for lines in column for line in lines), default=0.0) for column in zip(*every, strict=True)]
    for found, lines in zip(table.rows, every, strict=True):
        texts = [_cell(own, right) for own, right in zip(lines, rights, strict=True)]
        left, top, right, _ = found.bbox
        if any(texts):
            cells = tuple(_dittoed(texts, found.cells, lefts))
            yield _Line("", left, right, top, 0, page.page_number, cells=cells)


def _lefts(table: Table) -> list[float]:
    """Where the columns begin."""
    boxes = [[found.cells[at] for found in table.rows if found.cells[at]] for at in range(len(table.columns))]
    return [min((box[0] for box in column if box), default=0.0) for column in boxes]


def _cell_lines(page: Page, box: Any) -> list[tuple[str, float, float]]:
    """The lines of a cell: text, right edge and size of the letters."""
    if not box:
        return []
    lines = page.crop(box, strict=False).extract_text_lines(x_tolerance=2, return_chars=True)
    return [(unified(line["text"]), line["x1"], line["chars"][0]["size"]) for line in lines]


def _cell(lines: Sequence[tuple[str, float, float]], edge: float) -> str:
    """The text of a cell: a line that reaches the edge goes on in the next one, unless it ends as a name does."""
    text, room = "", 0.0
    for part, right, size in lines:
        last = text.rpartition(" ")[2]
        ends = room >= _FULL * size or (_UNIT.search(text) and len(part) > 1 and _UNIT.search(part))
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


def _without_edges(lines: Sequence[_Line], pages: int) -> tuple[list[_Line], list[tuple[str, str]]]:
    """The lines without page numbers, and without heads and feet that stand on several pages."""
    repeated = Counter(re.sub(r"\d+", "0", line.text.strip()) for line in lines if line.edge)
    kept: list[_Line] = []
    left_out: list[tuple[str, str]] = []
    for line in lines:
        text = line.text.strip()
        if line.edge and _PAGE.fullmatch(text):
            left_out.append(("page number", text))
        elif line.edge and _PRINTED.search(text):
            left_out.append(("print of a browser", text[:60]))
        elif line.edge and pages > 2 and repeated[re.sub(r"\d+", "0", text)] > max(2, pages // 2):
            left_out.append(("page head or foot", text[:60]))
        else:
            kept.append(line)
    return kept, left_out


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Lines joined to paragraphs: a line goes on where the one before it is full and it is not set in or numbered."""
    prose = [line for line in lines if not line.table]
    right = max((line.right for line in prose), default=0)
    left = Counter(round(line.left) for line in prose).most_common(1)[0][0] if prose else 0
    pending: list[_Line] = []
    for line in _whole_rows(lines):
        if pending and not _goes_on(pending[-1], line, left, right):
            yield joined([one.text for one in pending])
            pending = []
        if line.table:
            yield row(line.cells)
        else:
            pending.append(line)
    if pending:
        yield joined([one.text for one in pending])


def _whole_rows(lines: Sequence[_Line]) -> Iterator[_Line]:
    """The lines, rows of tables joined that the end of a page cuts through."""
    last: _Line | None = None
    head: tuple[str, ...] = ()
    for line in lines:
        if line.table and line.cells == head:  # repeated on a new page
            continue
        head = line.cells if line.table and not (last and last.table) else head
        if last and _is_cut(last, line):
            pairs = zip(last.cells, line.cells, strict=True)
            last = replace(last, cells=tuple(joined(pair) for pair in pairs), page=line.page)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _is_cut(before: _Line, line: _Line) -> bool:
    """Whether a row is the rest of the last one of the page before: no number opens it, and a cell breaks off."""
    if not (before.table and line.table) or line.page != before.page + 1 or len(before.cells) != len(line.cells):
        return False
    longest, rest = max(zip(before.cells, line.cells, strict=True), key=lambda pair: len(pair[0]))
    return not line.cells[0].strip(DITTO) and not _ENDS.search(longest) and bool(rest.strip(DITTO))


def _goes_on(before: _Line, line: _Line, left: float, right: float) -> bool:
    """Whether a line continues the paragraph of the one before it."""
    if line.table or before.table or abs(before.size - line.size) > 0.6:
        return False
    ended = _ENDS.search(before.text.strip())
    full = before.right > right - (_FULL if ended else 2 * _FULL) * before.size
    inset = line.left > left + 1.2 * line.size
    return full and not inset and not numbered().match(line.text)
