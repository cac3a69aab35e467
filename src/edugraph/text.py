"""Raw text and places in it. A span always points into the raw text, which is never changed.

Matching is done on a folded copy of the same length: full-width forms become half-width,
odd blanks become blanks, traditional characters simplified ones. NFKC is no help here, because it changes lengths.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from html import unescape
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from edugraph import traditional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_BLANKS = (
    "\ufeff\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\r"
)
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_FOLD = {
    **traditional.table(),
    **_FULL_WIDTH,
    ord("［"): "(",
    ord("］"): ")",
    **dict.fromkeys(map(ord, _BLANKS), " "),
    0x0B: "\n",
    0x0C: "\n",
    0x2011: "-",
    0x2012: "-",
    0x2212: "-",
    0x2500: "—",
    0x2028: "\n",
    0x2029: "\n",
    ord("〔"): "(",
    ord("〕"): ")",
    ord("﹝"): "(",
    ord("﹞"): ")",
    ord("【"): "(",
    ord("】"): ")",
    ord("["): "(",
    ord("]"): ")",
    ord("–"): "—",
    ord("―"): "—",
    ord("‐"): "-",
    ord("~"): "—",
    ord("～"): "—",
    ord("〜"): "—",
    ord("×"): "x",
    ord("✕"): "x",
    ord("○"): "*",
    **dict.fromkeys(map(ord, "∶︰˸ː꞉"), ":"),
    ord("․"): ".",
    ord("｡"): "。",
    ord("､"): "、",
}
# Small and upright forms of marks, which old input methods give: ﹑ ﹪ ﹒ ︵.
_SMALL = {code: normalize("NFKC", chr(code)) for code in (*range(0xFE10, 0xFE20), *range(0xFE31, 0xFE70))}
_FOLD |= {code: form.translate(_FOLD) for code, form in _SMALL.items() if len(form) == 1 and code not in _FOLD}
_FOLDED = {chr(code): form for code, form in _FOLD.items()}
_TO_FOLD = re.compile(f"[{re.escape(''.join(_FOLDED))}]")  # few characters of a text are


def fold(text: str) -> str:
    """Text of the same length with one form for each mark: half-width, plain blanks, round brackets, simplified characters.

    >>> fold("〔2023〕１５％以上（含）"), fold("義務教育鞏固率"), fold("责任股室∶人事股﹑９﹪")
    ('(2023)15%以上(含)', '义务教育巩固率', '责任股室:人事股、9%')
    """
    return _TO_FOLD.sub(lambda char: _FOLDED[char[0]], text)


_UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


def seen(text: str) -> str:
    """The text without what nobody sees: soft hyphens, joiners, direction marks, zero-width blanks.

    They come with text that was copied from a page, and would cut numbers and names in two.

    >>> seen("新增1\u200b200个，基\u00ad教科")
    '新增1200个，基教科'
    """
    return _UNSEEN.sub("", text)


_SILENT = re.compile(r"(?:[^\w%*+.]|_|(?<!\d)\.|\.(?!\d))+")
"""What carries nothing: all but letters, digits, a few signs and the point within a number."""


def content(text: str) -> str:
    """The characters that carry what a text says: letters, digits and a few signs, folded to one form.

    >>> content("邯郸市 “双减” 2.4万、95％？")
    '邯郸市双减2.4万95%'
    """
    return _SILENT.sub("", fold(text).casefold())


def carrying(text: str) -> list[int]:
    """The places of these characters in the folded text."""
    folded = fold(text).casefold()
    silent = {at for one in _SILENT.finditer(folded) for at in range(*one.span())}
    return [at for at in range(len(folded)) if at not in silent]


def unmarked(text: str) -> str:
    """The content of a text without the marks of what is blanked.

    >>> unmarked("推进**音乐学院**实验学校。")
    '推进音乐学院实验学校'
    """
    return content(text).replace("*", "")


_CAPTURE = re.compile(r"\(\?P<\w+>")


def firm(part: str) -> str:
    """An optional part of a pattern that is not given back once it is found.

    A possessive quantifier would say the same, but of a group, beside groups that are captured, it ends Python
    3.11.2 (that of Debian 12) with a SystemError: https://github.com/python/cpython/issues/101955.

    >>> firm("(?P<more>[余多])")
    '(?:(?P<more>[余多])|(?!(?:[余多])))'
    """
    return f"(?:{part}|(?!{_CAPTURE.sub('(?:', part)}))"


_IN_NAMES = {
    **{code: half for code, half in _FULL_WIDTH.items() if half.isalnum() or half in "%+-./&"},
    **{ord(mark): chr(ord(mark) + 0xFEE0) for mark in "(),:;!?~"},
    ord("〜"): "～",
}


def name(text: str) -> str:
    """A name in one form, however its letters, digits and marks are typed: on one line, without blanks.

    Things that are known by their name only have this as their label, and their id comes from it.

    >>> name("各区(市)教体局"), name("“３+4” 培养方案 (2021~2025年)")
    ('各区（市）教体局', '“3+4”培养方案（2021～2025年）')
    """
    return squeeze(text).translate(_IN_NAMES)


class Span(NamedTuple):
    """Start and end offset, in characters of the raw text."""

    start: int
    end: int

    def __bool__(self) -> bool:
        """Whether the span holds any text."""
        return self.end > self.start

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end


class Recognised(NamedTuple):
    """A stretch of text that was recognised on a picture (OCR): its page, and how sure it is, from 0 to 1."""

    span: Span
    page: int
    sure: float


@dataclass(frozen=True)
class Origin:
    """The file that a text was read from: its format, encoding, digest and pages, and what its reader left out.

    ``recognised`` are the stretches that were recognised on pictures, in order; nobody typed them.
    """

    form: str
    encoding: str
    sha256: str
    pages: int = 0
    left_out: tuple[tuple[str, str], ...] = ()
    recognised: tuple[Recognised, ...] = ()

    @property
    def sure(self) -> float | None:
        """How sure the recognised characters are on average; None where all of the text was typed."""
        sizes = [one.span.end - one.span.start for one in self.recognised]
        whole = sum(one.sure * size for one, size in zip(self.recognised, sizes, strict=True))
        return whole / max(1, sum(sizes)) if sizes else None


@dataclass(frozen=True)
class Source:
    """The raw text of one document, as it came.

    ``name`` is what messages and the graph call it: a file name, never a path of a machine.
    """

    name: str
    text: str
    origin: Origin | None = None

    @cached_property
    def folded(self) -> str:
        """The text for matching, of the same length as the raw text."""
        return fold(self.text)

    @cached_property
    def sha256(self) -> str:
        """Digest of the text in UTF-8, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()

    def quote(self, span: Span) -> str:
        """The raw characters of a span."""
        return self.text[span.start : span.end]

    def recognised(self, span: Span) -> Recognised | None:
        """The least sure of the recognised stretches that a span touches; None where it was typed."""
        stretches = self.origin.recognised if self.origin else ()
        if not stretches:
            return None
        first = bisect_right(stretches, span.start, key=lambda one: one.span.end)
        touched = takewhile(lambda one: one.span.start < span.end, stretches[first:])
        return min(touched, key=lambda one: one.sure, default=None)

    def place(self, offset: int) -> str:
        """Line and column of an offset, both from 1, as messages give them."""
        before = self.text.count("\n", 0, offset)
        column = offset - (self.text.rfind("\n", 0, offset) + 1)
        return f"{self.name}:{before + 1}:{column + 1}"


def trim(text: str, start: int, end: int, blanks: str = " \t\n") -> Span:
    """The span without the blanks at both ends.

    >>> trim("  ab ", 0, 5)
    Span(start=2, end=4)
    """
    while start < end and text[start] in blanks:
        start += 1
    while end > start and text[end - 1] in blanks:
        end -= 1
    return Span(start, end)


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Spans of the lines that are not empty, blanks around them left out."""
    if start == 0 and end is None:
        return iter(_all_lines(text))
    return _lines(text, start, len(text) if end is None else end)


@lru_cache(maxsize=8)
def _all_lines(text: str) -> tuple[Span, ...]:
    """The lines of a whole text, which every step of its reading asks for."""
    return tuple(_lines(text, 0, len(text)))


def _lines(text: str, start: int, stop: int) -> Iterator[Span]:
    while start < stop:
        cut = text.find("\n", start, stop)
        cut = stop if cut < 0 else cut
        line = text[start:cut]
        if line and not line.isspace():
            begin = start + len(line) - len(line.lstrip(" "))
            yield Span(begin, begin + len(line.strip(" ")))
        start = cut + 1


def mask(text: str, spans: Iterable[Span], fill: str = " ") -> str:
    """Text of the same length in which the spans are filled with one character.

    >>> mask("甲(乙)丙", [Span(1, 4)], "。")
    '甲。。。丙'
    """
    parts, at = [], 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        begin = max(start, at)
        parts += [text[at:begin], fill * (end - begin)]
        at = end
    return "".join(parts) + text[at:]


def outside(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    """The parts of a span that none of the others covers, in order.

    >>> list(outside(Span(0, 9), [Span(2, 4), Span(3, 6), Span(8, 20)]))
    [Span(start=0, end=2), Span(start=6, end=8)]
    """
    at = span.start
    for start, end in sorted(other for other in others if other.end > span.start and other.start < span.end):
        if start > at:
            yield Span(at, start)
        at = max(at, end)
    if at < span.end:
        yield Span(at, span.end)


def near(spans: Sequence[Span], place: Span) -> Sequence[Span]:
    """Those of sorted spans that can meet a place; no more than eight may hold another that begins before the place.

    >>> near([Span(0, 2), Span(3, 9), Span(10, 12)], Span(4, 5))[-1]
    Span(start=3, end=9)
    """
    first = bisect_right(spans, place.start, key=lambda span: span.start)
    return spans[max(0, first - _NESTED) : bisect_left(spans, place.end, lo=first, key=lambda span: span.start)]


_NESTED = 9
_OPEN, _CLOSE = "([{《“‘「『〈", ")]}》”’」』〉"
_PAIRS = dict(zip(_OPEN, _CLOSE, strict=True))


def split_outside(text: str, marks: str) -> Iterator[Span]:
    """Spans between the marks, marks inside brackets or quotes left alone.

    >>> [text[a:b] for text in ["县(市、区)局、各校"] for a, b in split_outside(text, "、")]
    ['县(市、区)局', '各校']
    """
    depth: list[str] = []
    begin = 0
    for at, char in enumerate(text):
        if char in _PAIRS:
            depth.append(_PAIRS[char])
        elif depth and char == depth[-1]:
            depth.pop()
        elif not depth and char in marks:
            yield Span(begin, at)
            begin = at + 1
    yield Span(begin, len(text))


_ROUND = re.compile("[()]")


def closing(text: str, start: int, limit: int) -> int:
    """Offset of the bracket that closes the one at ``start``, or -1 when none does before ``limit``."""
    depth = 0
    for bracket in _ROUND.finditer(text, start, limit):
        depth += 1 if bracket[0] == "(" else -1
        if depth == 0:
            return bracket.start()
    return -1


_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6});")


def squeeze(text: str) -> str:
    r"""Text on one line without blanks, as titles and names are written down; what a saved page encoded is decoded.

    >>> squeeze("枣庄教育 十件\n惠民实事"), squeeze("&quot;双减&quot;")
    ('枣庄教育十件惠民实事', '"双减"')
    """
    if "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return "".join(text.split())
