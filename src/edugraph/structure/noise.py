"""What is not the plan: mark-up, navigation, advertisements, page numbers. Left out, and reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.structure.plan import Remark
from edugraph.text import Span, lines, mask
from edugraph.vocabulary import hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKUP = re.compile(
    r"""
    </?[A-Za-z][^<>\n]*>            # a tag
    | &(?:[A-Za-z]{2,8}|\#\d{1,6});  # an entity
    | \(bookmark:[^()\n]*\)         # a bookmark left by a word processor (brackets folded)
    """,
    re.VERBOSE,
)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SOUND = re.compile(
    rf"(?<=[一-龥])\([a-zü]{{0,3}}[{_TONES}][a-zü]{{0,3}}\)"
)  # how a character sounds, put in by a web page
_AROUND = re.compile(r"[一-龥“”《》、,]{2}")
_SIGN = re.compile(r"&(?:quot|lt|gt|amp);")
_BLANK = re.compile(r"&(?:nbsp|ensp|emsp);|<br[^<>]*>")
_PAGE = re.compile(r"[-— ]*第? ?\d{1,4} ?页?(?:[ /共]*\d{1,4} ?页?)?[-— ]*")
_LIBRARY = re.compile(r"珍藏版|可在线阅读")  # sites that number the pages of a text within it
_LIBRARY_PAGE = re.compile(r"(?<=\n)\d{1,3}、(?=.{200})")
_IMPRINT = re.compile(r".{2,30}(?:办公室|局|委员会) *\d{4}年\d{1,2}月\d{1,2}日印发")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_NUMBERED = re.compile(r"[0-9]{1,3}[.、]|\(?[一二三四五六七八九十]+[、)]|[①-⑳]")
_FILE = re.compile(
    r"(?:附件[0-9]*[.:] ?)?[^。,;]{1,80}\.(?:pdf|docx?|wps|xlsx?|pptx?|zip|rar)(?: ?\([\d.]+ ?[KMG]?B?\))?",
    re.IGNORECASE,
)  # a file to download
_BUTTONS = re.compile(r"[()\[\]|\s]+")
_BUTTON = 8  # characters of a word to click at most
_LONG = 120  # a line longer than this is a paragraph, whatever it holds


def find(text: str, *, numbers_stand_alone: bool = False) -> Iterator[Remark]:
    """Remarks on all noise of a folded text, in order of kind.

    A line that is a bare number is the number of a page, unless items or rows are numbered so.
    """
    markup = [Span(*match.span()) for match in _MARKUP.finditer(text)]
    sounds = [Span(*match.span()) for match in _SOUND.finditer(text)]
    yield from (Remark(span, "markup") for span in markup)
    yield from (Remark(span, "sound of a character") for span in sounds)
    if _LIBRARY.search(text):
        for page in _LIBRARY_PAGE.finditer(text):
            yield Remark(Span(*page.span()), "page number")
    for line in lines(mask(text, markup)):
        words = text[line.start : line.end].strip(" •·|\t")
        reason = _reason(words)
        if reason and not (numbers_stand_alone and words.isdecimal()):
            yield Remark(line, reason)


def stands_in_a_word(text: str, span: Span) -> bool:
    """Whether a stretch of noise stands between two characters of one word, 提升<b>质量, or for a sign: &quot;."""
    if _SIGN.fullmatch(text, *span):
        return True
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    return bool(_AROUND.fullmatch(around)) and not _BLANK.fullmatch(text, *span)


def _is_row_of_buttons(line: str) -> bool:
    """Whether a line is nothing but words to click, each apart: (打印)(关闭)(返回顶部)."""
    words = [word for word in _BUTTONS.split(line) if word]
    return all(len(word) <= _BUTTON for word in words) and any(
        word.startswith(hidden("noise", "opening")) for word in words[1:]
    )


def _reason(line: str) -> str | None:
    """Why a line is noise, or None."""
    if _PAGE.fullmatch(line) and not _DATE.match(line):
        return "page number"
    if _IMPRINT.fullmatch(line):
        return "imprint"
    if _FILE.fullmatch(line):
        return "attached file"
    if len(line) > _LONG or _NUMBERED.match(line):
        return None
    if (
        line.startswith(hidden("noise", "opening"))
        or any(form in line for form in hidden("noise", "within"))
        or _is_row_of_buttons(line)
    ):
        return "page furniture"
    return None
