"""The text of an HTML element as a reader sees it: blocks as lines, tables as rows, lists with their numbers."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from edugraph.readers.content import DITTO, WIDEST, integer, joined, numbered, row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_FEWEST_CELLS = 4
_BLOCKS_OF_A_PAGE = 12  # paragraphs in one cell
_SOURCE_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")
_RUN = re.compile(r"[ \t]+")


def text_of(node: HtmlElement) -> str:
    """The text of an element, a line a block."""
    parts = list(_walk(node))
    lines = (_RUN.sub(" ", line).strip(" ") for line in "".join(parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.replace("\x02", "\t") for line in lines)).strip("\n") + "\n"


def _walk(node: HtmlElement) -> Iterator[str]:
    r"""Pieces of text; a tab between cells is \\x02 until blanks are put in order."""
    if node.tag == "br":
        yield "\n"
        return
    if node.tag == "table" and is_data(node):
        yield "\n"
        for cells in rows(node):
            yield row(cells).replace("\t", "\x02") + "\n"
        return
    block = node.tag in _BLOCKS
    if block:
        yield "\n"
    yield from _inside(node)
    if block:
        yield "\n"


def _inside(node: HtmlElement) -> Iterator[str]:
    yield _plain(node.text, node)
    numbers = _numbers(node)
    for child in node:
        if child.tag == "li":
            own = next(numbers) if numbers and not numbered().match(_opening(child)) else ""
            yield f"\n{own}"
            yield from _inside(child)
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _walk(child)
        yield _plain(child.tail, node)


def _plain(text: str | None, node: HtmlElement) -> str:
    """A piece of text as a browser shows it; a line end of the source is none of the page."""
    if not text:
        return ""
    if node.tag == "pre":
        return text
    lines = _SOURCE_BREAK.split(text)
    if len(lines) == 1:
        return text
    return joined(lines) if text.strip() else ""


def _numbers(node: HtmlElement) -> Iterator[str] | None:
    """The numbers that a browser puts before the items of an ordered list."""
    if node.tag != "ol" or "none" in (node.get("style") or ""):
        return None
    return (f"{at}. " for at in count(integer(node.get("start") or "", 1)))


def _opening(node: HtmlElement) -> str:
    """The first words of an element."""
    return next((text for text in node.itertext() if text.strip()), "")


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data rather than the layout of a page: several rows of several cells, no table inside."""
    if table.tag != "table" or next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return False
    lines = [[cell for cell in line if cell.tag in {"td", "th"}] for line in table.iter("tr")]
    cells = [cell for line in lines for cell in line]
    page = any(sum(1 for _ in cell.iter("p", "div")) >= _BLOCKS_OF_A_PAGE for cell in cells)
    return len(lines) > 1 and max(map(len, lines)) > 1 and len(cells) >= _FEWEST_CELLS and not page


def rows(table: HtmlElement) -> Iterator[list[str]]:
    """Rows of cells; a cell that spans columns is followed by empty ones, one that spans rows by a ditto."""
    held: dict[int, int] = {}  # column: rows that a cell above still reaches down
    for line in table.iter("tr"):
        cells: list[str] = []
        for cell in line:
            if cell.tag not in {"td", "th"}:
                continue
            _fill(cells, held)
            wide = min(_span(cell, "colspan"), WIDEST)
            for column in range(len(cells), len(cells) + wide):
                held[column] = _span(cell, "rowspan") - 1
            cells += [text_of(cell), *[""] * (wide - 1)]
        _fill(cells, held)
        if any(text.strip() for text in cells):
            yield cells


def _fill(cells: list[str], held: dict[int, int]) -> None:
    """Put dittos where cells of rows above reach down."""
    while held.get(len(cells), 0) > 0:
        held[len(cells)] -= 1
        cells.append(DITTO)


def _span(cell: HtmlElement, name: str) -> int:
    return max(1, integer((cell.get(name) or "").strip(), 1))
