"""Numbering styles of Chinese official documents, recognised one marker at a time.

The common order is 一、 （一） 1. （1） ① (GB/T 9704-2012, 7.3.3), but bureaus write them in any order,
so a style says nothing of depth here: the outline infers that from continuity.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from edugraph.quantity import chinese_number
from edugraph.text import Span, firm, lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_HAN = "一二三四五六七八九十百"
_UNITS = "万亿千百个所%倍米平元年月日名人项次"
_STYLES = {
    "part": rf"第(?P<part>[{_HAN}]{{1,4}})(?:部分|章|篇|编)[ 、:]*+",
    "task": rf"(?:工作任务|重点任务|任务|事项|要点|项目)(?P<task>[0-9]{{1,3}}|[{_HAN}]{{1,4}})[:、. ]",
    "article": rf"第(?P<article>[{_HAN}]{{1,4}}|[0-9]{{1,3}})条[ 、:]*+",
    "letter": r"(?P<letter>[A-Z])(?:、|\.(?=[\u4e00-\u9fff]))",
    "formal": r"(?P<formal>[壹贰叁肆伍陆柒捌玖拾])、",
    "han": rf"(?P<han>[{_HAN}]{{1,4}}) ?(?:、|\.(?=[^0-9]))(?![{_HAN}]{{1,4}}(?:年级|类|等|级))",
    "han_paren": rf"\( ?(?P<han_paren>[{_HAN}]{{1,4}}) ?\)[、.]?",
    "path": rf"(?P<path>[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?:[ 、.]++(?=[^0-9 ])|(?=[\u4e00-\u9fff《“])(?![{_UNITS}]))",
    "dot": r"(?P<dot>[0-9]{1,3}) ?(?:\.(?![0-9])|、|[\ue000-\uf8ff])",
    "paren": r"\(? ?(?P<paren>[0-9]{1,3}) ?\)",
    "circled": r"(?P<circled>[①-⑳⑴-⒇㈠-㈩])",
    "first": rf"(?P<first>[{_HAN}]{{1,4}})是(?!否)",
    "dash": r"(?P<dash>(?:——|--)—*-*)(?=[^—-])",
}
_ALPHABETS = {"letter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "formal": "壹贰叁肆伍陆柒捌玖拾"}
_LABEL = firm(r"(?:主要|具体|工作|重点)?(?:措施|举措|内容): *+")
_BULLET = " •·●◆■★▶➢\t"
_AT_LINE = re.compile(rf"[{_BULLET}]*+{_LABEL}(?:{'|'.join(_STYLES.values())}) *+(?=\S)")
_PADDED = re.compile(r" *(?P<dot>0[1-9]|[1-9][0-9]) *\n\s*(?=[\u4e00-\u9fff“《])")
_ALONE = re.compile(  # a mark of an item on a line of its own
    rf" *(?:{'|'.join(_STYLES[name] for name in ('han', 'han_paren', 'dot'))}) *\n\s*(?=[一-龥“《])"
)
_FIRST_ALONE = re.compile(r"^[ |]*(?:01|序 *号)[ |]*$", re.MULTILINE)
_SECOND_ALONE = re.compile(r"^[ |]*(?:02|[1-9][0-9]{0,2})[ |]*$", re.MULTILINE)
_INLINE = re.compile(  # what one begins with is tried first, for most places hold none; likewise below
    rf"(?=[①-⑳⑴-⒇㈠-㈩{_HAN} (])(?:{_STYLES['circled']} *|(?<=[。;:)])(?P<first>[{_HAN}]{{1,4}})是(?!否)"
    r"|(?<=[。;:)\n]) *\((?P<paren>[0-9]{1,3})\) *)"
)
_GLUED = re.compile(
    rf"(?=[第{_HAN}(0-9])(?:{_STYLES['part']}"
    rf"|(?:{'|'.join(_STYLES[name] for name in ('han', 'han_paren', 'dot'))}) *+(?=[一-龥《“]))"
)
_AHEAD = 40  # marks that are looked at behind one
_BEFORE = frozenset("。!?)”… \t")  # what ends an item
_NO_END = frozenset("第初高")  # characters before a numeral that is no mark: 第一、
_FIGURED = re.compile(r"(?P<dot>[0-9]{1,3}) ?\.(?=[0-9])")  # 2.50所: a mark before a figure, or a decimal
_PATH = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}")
_UNMARKED = re.compile(rf" *(?P<dot>[0-9]{{1,2}})(?=[\u4e00-\u9fff“])(?![{_UNITS}])")

MEASURE_STYLES = frozenset({"paren", "circled", "first", "dash"})
"""Styles that number the measures inside a task, unless tasks stand below them."""


_BELOW = {"part": ("article", "han", "han_paren", "dot"), "han": ("han_paren", "dot"), "han_paren": ("dot",)}
"""Styles that may begin anew below a mark of a style, in the common order."""


class Marker(NamedTuple):
    """A numbering mark: its style, its number, its place and where the text after it begins."""

    style: str
    number: int
    span: Span
    inline: bool = False


def stand_alone(text: str) -> bool:
    """Whether numbers stand on lines of their own: before the heading of an item, or in a table of one cell a line."""
    return bool(_FIRST_ALONE.search(text)) and bool(_SECOND_ALONE.search(text))


def _number(style: str, text: str) -> int | None:
    if style == "circled":
        return next(ord(text) - ord(first) + 1 for first in "①⑴㈠" if 0 <= ord(text) - ord(first) < 20)
    if style in _ALPHABETS:
        return _ALPHABETS[style].index(text) + 1
    if style == "path":
        return int(text.rpartition(".")[2])
    return int(text) if text.isdecimal() else chinese_number(text)


def _marker(match: re.Match[str], inline: bool) -> Marker | None:
    style = match.lastgroup or ""
    number = 0 if style == "dash" else _number(style, match[style])
    if number is None:
        return None
    if style == "path":
        style += str(match[style].count(".") + 1)
    start = match.start() + len(match[0]) - len(match[0].lstrip(_BULLET))
    return Marker(style, number, Span(start, match.end()), inline)


def markers(text: str) -> Iterator[Marker]:
    r"""All numbering marks of a folded text, at line starts and inside lines, in order.

    A mark of an item that is glued to the end of another one counts as one at a line start, when its
    number is the next one of its style. A dash has the number 0; the outline counts it.

    >>> [(m.style, m.number) for m in markers("一、总则\n1.建校。①甲;②乙 2.建园。")]
    [('han', 1), ('dot', 1), ('circled', 1), ('circled', 2), ('dot', 2)]
    """
    found: list[Marker] = []
    paths = {tuple(map(int, path[0].split("."))) for line in lines(text) if (path := _PATH.match(text, *line))}
    for line in lines(text):
        at = line.start
        match = _AT_LINE.match(text, *line) or _PADDED.match(text, line.start) or _ALONE.match(text, line.start)
        if match and match.lastgroup == "path" and not _follows(match["path"], paths):
            match = None  # 4.12课时: a decimal, or 4. before a figure
        if match and (marker := _marker(match, inline=False)):
            found.append(marker)
            at = marker.span.end
        found += filter(None, (_marker(inner, inline=True) for inner in _INLINE.finditer(text, at, line.end)))
    loose = [*_loose(text, found)]
    return iter(_mended(sorted([*found, *_settled(found, loose)], key=lambda mark: mark.span)))


def _follows(path: str, paths: Collection[tuple[int, ...]]) -> bool:
    """Whether a path of numbers is the first of its list, or follows another one at the beginning of a line."""
    *above, last = map(int, path.split("."))
    return last == 1 or (*above, last - 1) in paths


def _mended(marks: list[Marker]) -> list[Marker]:
    """Slips of the pen put right: 三、 between （二） and （四） is （三）, and 15 15 17 is 15 16 17."""
    last: dict[str, int] = {}
    lists = [at for at, mark in enumerate(marks) if not mark.inline and mark.style not in MEASURE_STYLES]
    for at, after in zip_longest(lists, lists[1:]):
        if after is not None:
            marks[at] = _right(marks[at], marks[after], last)
        last[marks[at].style] = marks[at].number
    return marks


def _right(mark: Marker, following: Marker, last: Mapping[str, int]) -> Marker:
    """A mark as it was meant, by the ones before and behind it."""
    if mark.number == 1 or last.get(mark.style) == mark.number - 1:
        return mark
    if following.style != mark.style and last.get(following.style) == mark.number - 1 == following.number - 2:
        return mark._replace(style=following.style)
    if following.style == mark.style and last.get(mark.style) == mark.number == following.number - 2:
        return mark._replace(number=mark.number + 1)
    return mark


def _loose(text: str, found: Sequence[Marker]) -> Iterator[Marker]:
    """Places that may be marks: inside lines, and numbers at line starts without a mark behind them."""
    known = {mark.span.start for mark in found}
    for match in _GLUED.finditer(text):
        at = match.start()
        if at in known or not at or not _ends_item(text[at - 1], match.lastgroup or ""):
            continue
        if marker := _marker(match, inline=True):
            yield marker
    for line in lines(text):
        bare = _UNMARKED.match(text, *line) or _FIGURED.match(text, *line)
        if bare and bare.start("dot") not in known and (marker := _marker(bare, inline=True)):
            yield marker


def _ends_item(char: str, style: str) -> bool:
    """Whether an item may end with a character before a mark: the end of a sentence, or a name that runs on."""
    return char in _BEFORE or (("一" <= char <= "龥" or style == "part") and char not in _NO_END)


def _settled(found: Sequence[Marker], loose: Sequence[Marker]) -> Iterator[Marker]:
    """The loose marks that continue the numbering of their style, or begin a list below another mark that goes on."""
    sure = {mark.span for mark in found}
    every = sorted([*(mark for mark in found if not mark.inline), *loose], key=lambda mark: mark.span)
    last: dict[str, int] = {}
    begun: set[str] = set()  # styles whose lists have begun since a mark above them
    for at, mark in enumerate(every):
        if mark.span in sure or (not _said_again(every, at, sure) and _continues(every, at, last, begun)):
            begun -= set(_BELOW.get(mark.style, ()))
            begun.add(mark.style)
            last[mark.style] = mark.number
            if mark.span not in sure:
                yield mark._replace(inline=False)


def _said_again(every: Sequence[Marker], at: int, sure: Collection[Span]) -> bool:
    """Whether the next sure mark of the style of a loose one bears its number: 2.5万 before 2."""
    mark = every[at]
    following = (one.number for one in every[at + 1 : at + _AHEAD] if one.style == mark.style and one.span in sure)
    return next(following, 0) == mark.number


def _continues(every: Sequence[Marker], at: int, last: Mapping[str, int], begun: set[str]) -> bool:
    """Whether a loose mark is the next of its style; a first one needs a second one to follow."""
    mark = every[at]
    if mark.number > 1 and mark.number == last.get(mark.style, 0) + 1:
        return True
    following = next((one.number for one in every[at + 1 : at + _AHEAD] if one.style == mark.style), 0)
    if mark.number > 2 and mark.number == last.get(mark.style, 0) + 2 and following == mark.number + 1:
        return True  # one was left out
    return mark.number == 1 and mark.style not in begun and following == 2
