"""PDF files drawn by hand: words at places, with a font that every reader of PDF knows, and thin lines."""

from __future__ import annotations

from typing import NamedTuple

FONT = "STSong-Light"
MAP = "<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>"
SHAPE = "/Flags 6/FontBBox[-25 -254 1000 880]/Ascent 752/Descent -271/CapHeight 737/ItalicAngle 0/StemV 58"
HEAD = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "",
    f"<</Type/Font/Subtype/Type0/BaseFont/{FONT}/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{FONT}/DW 1000/FontDescriptor 5 0 R/CIDSystemInfo{MAP}>>",
    f"<</Type/FontDescriptor/FontName/{FONT}{SHAPE}>>",
)


class Words(NamedTuple):
    """Words at a place, from the left and the foot of a page of A4 (595 × 842)."""

    left: float
    foot: float
    text: str
    size: float = 12


class Rule(NamedTuple):
    """A thin line from left to right."""

    left: float
    foot: float
    right: float


Page = list[Words | Rule]


def pdf(*pages: Page) -> bytes:
    """A PDF of pages."""
    objects = list(HEAD)
    kids = []
    for page in pages:
        content = "\n".join(map(_drawn, page))
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
        stream = len(objects)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {stream} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    return file(objects)


def file(objects: list[str], more: str = "") -> bytes:
    """The objects, then the table of where each begins, and what the trailer says besides."""
    text, places = "%PDF-1.4\n", []
    for at, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{at} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Root 1 0 R/Size {len(objects) + 1}{more}>>\n"
    return (text + end + f"startxref\n{len(text)}\n%%EOF\n").encode("latin-1")


def _drawn(one: Words | Rule) -> str:
    if isinstance(one, Rule):
        return f"{one.left} {one.foot} {one.right - one.left} 0.5 re f"
    return f"BT /F {one.size} Tf {one.left} {one.foot} Td <{one.text.encode('utf-16-be').hex()}> Tj ET"


def column(left: float, top: float, lines: list[str], size: float = 12) -> Page:
    """Lines one below the other."""
    return [Words(left, top - at * 1.5 * size, line, size) for at, line in enumerate(lines)]
