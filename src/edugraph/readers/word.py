"""Word documents: paragraphs with their automatic numbers, tables with merged cells, in the order of the text.

python-docx leaves out what stands in content controls and in tracked insertions, so the body is walked
here. Deleted text, headers, footers and notes are no part of the plan.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from edugraph.errors import InputError
from edugraph.readers.content import DITTO, WIDEST, Content, integer, row
from edugraph.readers.numbering import Numbering, numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_THROUGH = frozenset(
    f"{_W}{name}"
    for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo", "r", "hyperlink", "fldSimple")
)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}


def read(data: bytes) -> Content:
    """The text of a .docx file.

    Raises InputError when it is damaged, encrypted or no Word document.
    """
    try:
        document = docx.Document(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError) as error:
        raise InputError(f"a damaged Word document ({error}). Open it in Word or WPS and save it anew.") from error
    lines = _blocks(document.element.body, numbering(document))
    return Content("\n".join(lines) + "\n")


def _blocks(parent: _Element, lists: Numbering) -> Iterator[str]:
    """Lines of the paragraphs and tables below an element."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield lists.mark(child) + "".join(_text(child))
        elif child.tag == f"{_W}tbl":
            yield from (row(cells) for cells in _rows(child, lists))
        elif child.tag in _THROUGH:
            yield from _blocks(child, lists)


def _text(parent: _Element) -> Iterator[str]:
    """Pieces of the text of a paragraph; text boxes have paragraphs of their own and are left alone."""
    for child in parent:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag in _THROUGH and child.find(f"{_W}rPr/{_W}vanish") is None:
            yield from _text(child)


def _rows(table: _Element, lists: Numbering) -> Iterator[list[str]]:
    """Rows of cells; a cell over several columns is followed by empty ones, one that goes on from above is a ditto."""
    for line in table.iter(f"{_W}tr"):
        if next(line.iterancestors(f"{_W}tbl")) is not table:
            continue
        cells: list[str] = [""] * min(_number(line, "trPr/gridBefore"), WIDEST)
        for cell in _cells(line):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
            text = DITTO if goes_on else "\n".join(_blocks(cell, lists))
            wide = min(max(1, _number(cell, "tcPr/gridSpan")), WIDEST)
            cells += [text, *[""] * (wide - 1)]
        if any(text.strip() for text in cells):
            yield cells


def _cells(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _THROUGH:
            yield from _cells(child)


def _number(element: _Element, path: str) -> int:
    found = element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return integer("" if found is None else found.get(f"{_W}val", ""))
