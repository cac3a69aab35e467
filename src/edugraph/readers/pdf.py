"""PDF files with a text layer: lines joined to paragraphs, ruled tables as tables, page numbers and heads left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from edugraph.errors import InputError
from edugraph.readers.content import DITTO, NUMBERED, Content, joined, row
from edugraph.readers.radicals import unified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pdfplumber.page import Page
    from pdfplumber.table import Table

_FEWEST = 30  # characters a page; a scan has none
_MARGIN = 0.12  # share of a page's height in which heads and feet stand
_PAGE = re.compile(r"[-—–·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–·\s]*")
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_MOST_UNREADABLE = 0.05


@dataclass(frozen=True)
class _Line:
    """A line of a page: its text, its place, the size of its letters; a row of a table has ``table`` set."""

    text: str
    left: float
    right: float
    top: float
    size: float
    page: int
    edge: bool = False
    table: bool = False


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
    _check(lines, pages)
    kept, left_out = _without_edges(lines, pages)
    return Content("\n".join(_paragraphs(kept)) + "\n", pages=pages, left_out=tuple(left_out))


def _wrong(what: str) -> str:
    return f"a PDF that is {what}. Open it in a PDF reader and print it to a new PDF, or copy its text into a file."


def _check(lines: Sequence[_Line], pages: int) -> None:
    """Refuse scans, and texts whose letters cannot be told."""
    letters = sum(len(line.text) for line in lines)
    if letters < _FEWEST * max(pages, 1) and letters < 10 * _FEWEST:
        raise InputError(f"a scanned PDF: {pages} pages without a text layer. Run text recognition (OCR) on it first.")
    unreadable = sum(len(match[0]) for line in lines for match in _UNREADABLE.finditer(line.text))
    if unreadable > _MOST_UNREADABLE * letters:
        raise InputError(
            "a PDF whose fonts do not say which letters they show. Run text recognition (OCR) on it first."
        )


def _lines(page: Page) -> Iterator[_Line]:
    """Lines and table rows of a page, from the top down."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 1]
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


def _rows(table: Table, page: Page) -> Iterator[_Line]:
    """Rows of a table as lines."""
    above: list[Any] = []
    for at, cells in enumerate(table.extract(x_tolerance=2)):
        boxes = table.rows[at].cells
        texts = [_cell(text, bool(boxes[column])) for column, text in enumerate(cells)]
        left, top, right, _ = table.rows[at].bbox
        if any(text.strip(DITTO) for text in texts):
            yield _Line(row(_dittoed(texts, boxes, above)), left, right, top, 0, page.page_number, table=True)
        above = boxes


def _cell(text: str | None, real: bool) -> str:
    """The text of a cell, its lines joined: a column of a table is narrow, and breaks words anywhere."""
    return joined(unified(text).split("\n")) if text and real else ""


def _dittoed(texts: Sequence[str], boxes: Sequence[Any], above: Sequence[Any]) -> Iterator[str]:
    """Cells without a box of their own are reached from the left or from above; the latter is a ditto."""
    for at, text in enumerate(texts):
        reached = not boxes[at] and at < len(above)
        yield DITTO if reached and _from_above(at, boxes) else text


def _from_above(at: int, boxes: Sequence[Any]) -> bool:
    """Whether no cell of this row stretches over the column from the left."""
    left = next((box for box in reversed(boxes[:at]) if box), None)
    right = next((box for box in boxes[at + 1 :] if box), None)
    return left is None or (right is not None and right[0] - left[2] > 1) or (right is None and at == len(boxes) - 1)


def _without_edges(lines: Sequence[_Line], pages: int) -> tuple[list[_Line], list[tuple[str, str]]]:
    """The lines without page numbers, and without heads and feet that stand on several pages."""
    repeated = Counter(re.sub(r"\d+", "0", line.text.strip()) for line in lines if line.edge)
    kept: list[_Line] = []
    left_out: list[tuple[str, str]] = []
    for line in lines:
        text = line.text.strip()
        if line.edge and _PAGE.fullmatch(text):
            left_out.append(("page number", text))
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
    for line in lines:
        if pending and not _goes_on(pending[-1], line, left, right):
            yield joined([one.text for one in pending])
            pending = []
        if line.table:
            yield line.text
        else:
            pending.append(line)
    if pending:
        yield joined([one.text for one in pending])


def _goes_on(before: _Line, line: _Line, left: float, right: float) -> bool:
    """Whether a line continues the paragraph of the one before it."""
    if line.table or before.table or abs(before.size - line.size) > 0.6:
        return False
    full = before.right > right - 2.2 * before.size
    inset = line.left > left + 1.2 * line.size
    return full and not inset and not NUMBERED.match(line.text)
