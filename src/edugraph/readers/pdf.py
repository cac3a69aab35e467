"""PDF files with a text layer: lines joined to paragraphs, ruled tables as tables, page numbers and heads left out."""

from __future__ import annotations

import logging
import re
from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from edugraph.errors import InputError
from edugraph.readers import ocr, sheets
from edugraph.readers.content import BlankError
from edugraph.readers.radicals import unified

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pdfplumber.page import Page
    from pdfplumber.pdf import PDF

    from edugraph.readers.content import Content
    from edugraph.readers.lines import Line

_FEWEST = 30  # characters a page; a scan has none
_TWICE = 0.12  # of the size of a letter, within which it is drawn again to look bold
_MIDDLE = (0.3, 0.7)  # of the height of a letter, between which a line strikes it out
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_MOST_UNREADABLE = 0.05
_COVERED = 0.4  # of a page, from which on a picture is the page
_DOTS = 200  # an inch, at which pages are recognised
_WIDEST = 3400  # dots of a picture of a page

_Struck = tuple[int, int, str]  # page, height and letter


def read(data: bytes) -> Content:
    """The text of a PDF; pages without a text layer are recognised.

    Raises InputError when it is damaged or locked, or has no text layer and nothing recognises its text.
    """
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            return _content(document)
    except PdfminerException as error:
        locked = bool(error.args) and isinstance(error.args[0], PDFPasswordIncorrect)
        raise InputError(_wrong("locked with a password" if locked else "damaged")) from error
    except (PDFException, ValueError, KeyError, TypeError, AssertionError) as error:
        raise InputError(_wrong("damaged")) from error


def _wrong(what: str) -> str:
    return f"a PDF that is {what}. Open it in a PDF reader and print it to a new PDF, or copy its text into a file."


def _content(document: PDF) -> Content:
    struck: list[_Struck] = []
    pages = [_lines(page, struck) for page in document.pages]
    bare = [number for number, lines in enumerate(pages, 1) if sum(map(_letters, lines)) < _FEWEST]
    wrong = _is_unreadable(pages)
    scans = [at for at, page in enumerate(document.pages, 1) if wrong or (at in bare and _is_scan(page, pages[at - 1]))]
    what = _what(pages, scans if any(pages) else bare, wrong=wrong)
    left_out: list[tuple[str, str]] = []
    if what and not ocr.available():
        raise InputError(f"{what}; {ocr.ADVICE}.")
    if scans and ocr.available():
        found, left_out = ocr.recognised([_picture(document.pages[number - 1]) for number in scans])
        for number in scans:
            pages[number - 1] = [line for line in found if line.page == number]
        scans = []
    if what and not any(pages):
        raise BlankError(f"{what}, in which text recognition (OCR) finds none.")
    rows = groupby(struck, key=lambda letter: letter[:2])
    left_out += [("struck out", "".join(letter[2] for letter in letters)[:60]) for _, letters in rows]
    empty = [number for number, lines in enumerate(pages, 1) if not lines or number in scans]
    left_out += [("page without text", f"page {number}") for number in empty]
    return ocr.content([line for lines in pages for line in lines], len(pages), left_out)


def _letters(line: Line) -> int:
    return len(line.text) + sum(map(len, line.cells))


def _is_unreadable(pages: Sequence[Sequence[Line]]) -> bool:
    """Whether the fonts do not say which letters they show."""
    lines = [line for page in pages for line in page]
    unreadable = sum(len(match[0]) for line in lines for match in _UNREADABLE.finditer(line.text))
    return unreadable > _MOST_UNREADABLE * sum(map(_letters, lines))


def _what(pages: Sequence[Sequence[Line]], bare: Sequence[int], *, wrong: bool) -> str:
    """What a PDF is whose text layer is no use: a scan, also half a one; empty for others."""
    letters = sum(_letters(line) for page in pages for line in page)
    if wrong:
        return "a PDF whose fonts do not say which letters they show"
    if len(bare) * 2 >= len(pages) and (letters < 10 * _FEWEST or len(bare) > 1):
        return f"a scanned PDF: {len(bare)} of {len(pages)} pages without a text layer"
    return ""


def _is_scan(page: Page, lines: Sequence[Line]) -> bool:
    """Whether a page is a picture, or has no text but is drawn on: a picture, or the outlines of letters."""
    covered = sum(one["width"] * one["height"] for one in page.images)
    return covered > _COVERED * page.width * page.height or bool(not lines and (page.images or page.curves))


def _picture(page: Page) -> ocr.Picture:
    """A page as a picture at 200 dots an inch, fewer where it is larger than a sheet of paper."""
    dots = min(_DOTS, 72 * _WIDEST / max(page.width, page.height))
    return ocr.Picture(page.page_number, lambda: page.to_image(resolution=dots).original, 72 / dots)


@dataclass(frozen=True)
class _Printed:
    """A page of a PDF, or a part of one, as a sheet."""

    page: Any
    number: int

    @property
    def box(self) -> sheets.Box:
        left, top, right, bottom = map(float, self.page.bbox)
        return left, top, right, bottom

    def words(self) -> list[sheets.Words]:
        found = self.page.extract_text_lines(x_tolerance=2, return_chars=True)
        return [_words(line) for line in found if line["text"].strip()]

    def within(self, box: sheets.Box) -> _Printed:
        return _Printed(self.page.crop(box, strict=False), self.number)

    def without(self, box: sheets.Box) -> _Printed:
        return _Printed(self.page.outside_bbox(box, strict=False), self.number)


def _words(line: Any) -> sheets.Words:
    letters = tuple((char["x0"], char["x1"]) for char in line["chars"])
    size = Counter(round(char["size"], 1) for char in line["chars"]).most_common(1)[0][0]
    return sheets.Words(unified(line["text"]), (line["x0"], line["top"], line["x1"], line["bottom"]), size, letters)


def _lines(page: Page, struck: list[_Struck]) -> list[Line]:
    """Lines and table rows of a page; letters that are struck out are noted."""
    clean = page.filter(_once()).filter(_unstruck(page, struck))
    found = sheets.lines(_Printed(clean, page.page_number), clean.find_tables(_settings(page)))
    page.close()
    return found


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


def _settings(page: Page) -> dict[str, Any]:
    """Where tables are looked for: a row that the page's end cuts has no line below it, so one is drawn there."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ends = [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)] if upright else []
    return {"explicit_horizontal_lines": ends}
