"""Word documents: paragraphs with their automatic numbers, tables with merged cells, text boxes, in the order of the text.

python-docx leaves out what stands in content controls, text boxes and tracked insertions, so the body is
walked here. What is hidden, struck out or deleted, heads and feet of pages, notes and comments are no part of the plan,
and told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree
from lxml.etree import XMLSyntaxError

from edugraph.errors import InputError
from edugraph.readers import ocr
from edugraph.readers.content import DITTO, WIDEST, BlankError, Content, integer, row
from edugraph.readers.numbering import Numbering, numbering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
    "{urn:schemas-microsoft-com:vml}imagedata",
)
_THROUGH = frozenset(
    f"{_W}{name}"
    for name in (
        *("sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo", "r", "hyperlink", "fldSimple"),
        *("ruby", "rubyBase", "dir", "bdo"),
    )
)
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}ptab": " ", f"{_W}noBreakHyphen": "-"}
_NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
_EDGES = ("header", "footer")
_STRUCK = ("strike", "dstrike")
_GONE = frozenset(f"{_W}{name}" for name in ("p", "del", "moveFrom"))  # what is in these is not this paragraph's
_OFF = frozenset({"0", "false", "off"})
_DEEPEST = 9  # styles that are based on one another
_LONGEST = 60  # characters of what is left out


def read(data: bytes) -> Content:
    """The text of a .docx file.

    Raises InputError when it is damaged, encrypted, no Word document, or holds pictures only, in
    which nothing recognises text.
    """
    try:
        document = docx.Document(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError) as error:
        raise InputError(f"a damaged Word document ({error}). Open it in Word or WPS and save it anew.") from error
    body = document.element.body
    reader = _Reader(numbering(document), _struck_styles(document))
    text = "\n".join(reader.blocks(body)) + "\n"
    pictures = list(_pictures(body))
    if pictures and not text.strip():
        return _of_pictures(document, pictures)
    told = [*reader.left_out, *_beside(document)]
    if pictures:
        told.append(("pictures", f"{len(pictures)} not read"))
    return Content(text, left_out=tuple(told))


def _of_pictures(document: Document, pictures: Sequence[_Element]) -> Content:
    """The text of a document of pictures, which are pages."""
    what = f"Word document of pictures without text ({len(pictures)} pictures)"
    if not ocr.available():
        raise InputError(f"{what}; {ocr.ADVICE}.")
    names = [picture.get(f"{_R}embed") or picture.get(f"{_R}id") or "" for picture in pictures]
    parts = [document.part.related_parts.get(name) for name in names]
    pages = [ocr.Picture(at, partial(ocr.picture, part.blob if part else b"")) for at, part in enumerate(parts, 1)]
    lines, left_out = ocr.recognised(pages)
    if not lines:
        raise BlankError(f"{what}, in which text recognition (OCR) finds none.")
    return ocr.content(lines, len(pages), left_out)


@dataclass
class _Reader:
    """What is needed on the way through the body, and what was left out so far."""

    lists: Numbering
    struck: frozenset[str]
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self, parent: _Element) -> Iterator[str]:
        """Lines of the paragraphs and tables below an element.

        A paragraph whose end was deleted goes on in the next one and has no number of its own.
        """
        begun = ""
        for child in parent:
            if child.tag == f"{_W}p":
                if child.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                    begun += "".join(self._text(child))
                else:
                    yield from self._paragraph(child, begun)
                    begun = ""
            elif child.tag == f"{_W}tbl":
                yield from (row(cells) for cells in self._rows(child))
            elif child.tag in _THROUGH:
                yield from self.blocks(child)
        if begun:
            yield begun

    def _paragraph(self, paragraph: _Element, begun: str) -> Iterator[str]:
        """The line of a paragraph, then those of the text boxes that hang on it."""
        number = self.lists.mark(paragraph)
        text = begun + "".join(self._text(paragraph))
        gap = " " if number[-1:].strip() and text[:1].isdecimal() else ""  # 1. and 2024年 are no 1.2024
        boxes = [line for box in _boxes(paragraph) for line in self.blocks(box)]
        if text.strip() or not boxes:
            yield number + gap + text
        yield from boxes

    def _text(self, parent: _Element) -> Iterator[str]:
        """Pieces of the text of a paragraph; text boxes have paragraphs of their own."""
        for child in parent:
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag]
            elif child.tag == f"{_W}del":
                self._tell("deleted", child)
            elif child.tag == f"{_W}r" and self._is_struck(child):
                self._tell("struck out", child)
            elif child.tag in _THROUGH and _is_on(child, "vanish"):
                self._tell("hidden", child)
            elif child.tag in _THROUGH:
                yield from self._text(child)

    def _is_struck(self, run: _Element) -> bool:
        """Whether a run is struck out: the run itself says it, else its style, else that of its paragraph."""
        said = _says_struck(run)
        if said is not None:
            return said
        above = next(run.iterancestors(f"{_W}p"), run)
        styles = [run.find(f"{_W}rPr/{_W}rStyle"), above.find(f"{_W}pPr/{_W}pStyle")]
        return any(style is not None and style.get(f"{_W}val") in self.struck for style in styles)

    def _tell(self, why: str, part: _Element) -> None:
        words = _words(part)
        if words:
            self.left_out.append((why, words))

    def _rows(self, table: _Element) -> Iterator[list[str]]:
        """Rows of cells; one over several columns is followed by empty ones, one that goes on from above is a ditto."""
        for line in table.iter(f"{_W}tr"):
            if next(line.iterancestors(f"{_W}tbl")) is not table:
                continue
            if line.find(f"{_W}trPr/{_W}del") is not None:
                self._tell("deleted", line)
                continue
            cells: list[str] = [""] * min(_number(line, "trPr/gridBefore"), WIDEST)
            for cell in _cells(line):
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                text = DITTO if goes_on else "\n".join(self.blocks(cell))
                wide = min(max(1, _number(cell, "tcPr/gridSpan")), WIDEST)
                cells += [text, *[""] * (wide - 1)]
            if any(text.strip() for text in cells):
                yield cells


def _pictures(body: _Element) -> Iterator[_Element]:
    """The pictures of the text; for old programs a file holds some once more."""
    for picture in body.iter(*_PICTURES):
        if next(picture.iterancestors(f"{_MC}Fallback"), None) is None:
            yield picture


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """The text boxes of a paragraph. A file holds each twice, for new and for old programs: the first is taken."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        above = list(box.iterancestors())
        between = above[: above.index(paragraph)]
        inner = any(up.tag in _GONE or _is_second(up) for up in between)
        if not inner:
            yield box


def _is_second(element: _Element) -> bool:
    """Whether an element is what old programs see, or a second choice, beside a first one with text."""
    if element.tag not in {f"{_MC}Fallback", f"{_MC}Choice"}:
        return False
    before = element.itersiblings(preceding=True)
    return any(next(other.iter(f"{_W}txbxContent"), None) is not None for other in before)


def _says_struck(element: _Element) -> bool | None:
    """What the properties of a run or a style say of a line through the text; None when they say nothing."""
    said = [_is_on(element, name) for name in _STRUCK if element.find(f"{_W}rPr/{_W}{name}") is not None]
    return any(said) if said else None


def _is_on(element: _Element, name: str) -> bool:
    """Whether a property of text is set; one without a value is."""
    found = element.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in _OFF


def _struck_styles(document: Document) -> frozenset[str]:
    """The styles that strike text out, by themselves or by the one that they are based on."""
    styles = {style.get(f"{_W}styleId", ""): style for style in document.styles.element.iter(f"{_W}style")}
    return frozenset(name for name in styles if _strikes(name, styles))


def _strikes(name: str, styles: Mapping[str, _Element]) -> bool:
    for _ in range(_DEEPEST):
        style = styles.get(name)
        said = None if style is None else _says_struck(style)
        if style is None or said is not None:
            return bool(said)
        base = style.find(f"{_W}basedOn")
        name = "" if base is None else base.get(f"{_W}val", "")
    return False


def _beside(document: Document) -> Iterator[tuple[str, str]]:
    """What stands beside the text: notes and comments, the heads and feet of pages unless they only count."""
    for part in document.part.package.iter_parts():
        name = str(part.partname).rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
        if name not in _NOTES and name not in _EDGES:
            continue
        root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
        for piece in [root] if name in _EDGES else root:
            words = _words(piece)
            if words.strip("0123456789-—– 第页共/"):
                yield _NOTES.get(name, "page head or foot"), words


def _words(part: _Element) -> str:
    """The first words of a part of the document, deleted ones too."""
    texts = (piece.text or "" for piece in part.iter(f"{_W}t", f"{_W}delText"))
    return "".join(texts).strip()[:_LONGEST]


def _cells(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in _THROUGH:
            yield from _cells(child)


def _number(element: _Element, path: str) -> int:
    found = element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return integer("" if found is None else found.get(f"{_W}val", ""))
