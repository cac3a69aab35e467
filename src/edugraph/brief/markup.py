"""The visible lines of a web page: a block is a line, a row of a table is a line with a tab between its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html

from edugraph.readers.content import row
from edugraph.readers.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "title", "meta", "link"})
_CELLS = frozenset({"td", "th"})
_BLANKS = re.compile(r"\s+")
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")


def lines(data: bytes) -> list[str]:
    """The lines of a page.

    Raises InputError where its bytes are no text.
    """
    text, _ = decode(data)
    page = html.document_fromstring(_XML.sub("", text))
    found = (line if "\t" in line else _BLANKS.sub(" ", line).strip() for line in "".join(_pieces(page)).split("\n"))
    return [line for line in found if line.strip()]


def _pieces(element: HtmlElement) -> Iterator[str]:
    """The text below an element, a line end around each block."""
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return
    if element.tag == "tr":
        yield "\n" + row(_inside(cell) for cell in element if cell.tag in _CELLS) + "\n"
        return
    end = "" if element.tag in _INLINE else "\n"
    yield end + _flat(element.text)
    for child in element:
        yield from _pieces(child)
        yield _flat(child.tail)
    yield end


def _inside(cell: HtmlElement) -> str:
    return "".join(piece for child in cell for piece in (*_pieces(child), _flat(child.tail))).join(
        (_flat(cell.text), "")
    )


def _flat(text: str | None) -> str:
    return _BLANKS.sub(" ", text or "")
