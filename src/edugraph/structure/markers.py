"""Numbering styles of Chinese official documents, recognised one marker at a time.

The common order is 一、 （一） 1. （1） ① (GB/T 9704-2012, 7.3.3), but bureaus write them in any order,
so a style says nothing of depth here: the outline infers that from continuity.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.quantity import chinese_number
from edugraph.text import Span, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "一二三四五六七八九十百"
_STYLES = {
    "part": rf"第(?P<part>[{_HAN}]+)(?:部分|章|篇|编)[ 、:]*+",
    "task": rf"(?:工作任务|重点任务|任务|事项|要点|项目)(?P<task>[0-9]{{1,3}}|[{_HAN}]+)[:、. ]",
    "han": rf"(?P<han>[{_HAN}]+)、(?![{_HAN}]+(?:年级|类|等|级))",
    "han_paren": rf"\((?P<han_paren>[{_HAN}]+)\)、?",
    "dot": r"(?P<dot>[0-9]{1,3})(?:\.(?![0-9])|、)",
    "paren": r"\(?(?P<paren>[0-9]{1,3})\)",
    "circled": r"(?P<circled>[①-⑳⑴-⒇㈠-㈩])",
    "first": rf"(?P<first>[{_HAN}]+)是(?!否)",
}
_LABEL = r"(?:(?:主要|具体|工作|重点)?(?:措施|举措|内容): *+)?+"
_AT_LINE = re.compile(rf"[ •·●◆■\t]*+{_LABEL}(?:{'|'.join(_STYLES.values())}) *+(?=\S)")
_INLINE = re.compile(rf"{_STYLES['circled']} *|(?<=[。;:\n]) *\((?P<paren>[0-9]{{1,3}})\) *")

MEASURE_STYLES = frozenset({"paren", "circled", "first"})
"""Styles that number the measures inside a task, unless tasks stand below them."""


class Marker(NamedTuple):
    """A numbering mark: its style, its number, its place and where the text after it begins."""

    style: str
    number: int
    span: Span
    inline: bool = False


def _number(style: str, text: str) -> int | None:
    if style == "circled":
        return next(ord(text) - ord(first) + 1 for first in "①⑴㈠" if 0 <= ord(text) - ord(first) < 20)
    return int(text) if text.isdecimal() else chinese_number(text)


def _marker(match: re.Match[str], inline: bool) -> Marker | None:
    style = match.lastgroup or ""
    number = _number(style, match[style])
    if number is None:
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip(" •·●◆■\t"))
    return Marker(style, number, Span(start, match.end()), inline)


def markers(text: str) -> Iterator[Marker]:
    r"""All numbering marks of a folded text, at line starts and inside lines, in order.

    >>> [(m.style, m.number) for m in markers("一、总则\n1.建校。①甲;②乙")]
    [('han', 1), ('dot', 1), ('circled', 1), ('circled', 2)]
    """
    for line in lines(text):
        at = line.start
        match = _AT_LINE.match(text, line.start, line.end)
        if match and (marker := _marker(match, inline=False)):
            yield marker
            at = marker.span.end
        for inner in _INLINE.finditer(text, at, line.end):
            if marker := _marker(inner, inline=True):
                yield marker
