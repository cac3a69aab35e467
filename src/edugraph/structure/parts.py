"""The parts of a document: its body, and annexes that number their tasks anew."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph.structure.plan import Remark
from edugraph.text import Span, lines, squeeze, trim

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_ANNEX = re.compile(rf"(?:附件|附表|附录|附(?=:)) ?\(?(?:{_NUMBER})?\)? ?[:.、]? ?(?P<title>[^。;]{{0,60}})")
_MOST = 26  # annexes, for which there are letters
_FIRST_LINES = 3
_ENTRY = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月|第[0-9一二三四五六七八九十]+周")
_LISTED = re.compile(r"[0-9]{1,2} ?[.、]|《")
_LIST = re.compile(r"附 ?件? ?[:.] ?(?:1|《)")
_CALENDAR = re.compile(r"行事历|工作月历|月历|日程|工作配档")
_NAMED = re.compile(r"《(?P<title>[^《》]{4,80})》")
_ABOUT = re.compile(r"关于.{4,50}的?(?:若干)?(?:意见|方案|要点|计划|办法|规定|措施)")
_TOP = re.compile(r"^ *(?P<number>[一二三四五六七八九十]{1,3})、", re.MULTILINE)
_LONGEST_TITLE = 60
_CLOSING_LINES = 8
_HAN_DIGITS = "〇零○O*一二三四五六七八九十"
_DATE = re.compile(
    rf"(?:20[0-9][0-9]|[{_HAN_DIGITS}]{{4}}) ?年 ?[0-9{_HAN_DIGITS}]{{1,3}} ?月 ?[0-9{_HAN_DIGITS}]{{1,3}} ?日"
)
_SIGNS = re.compile(r"[^。,、;:0-9]{3,30}(?:局|委|委员会|办公室|办公厅|政府|厅|小组)")
_HOLDS = re.compile(r"(?:本|此)[^。,]{0,8}自[^。]{0,20}(?:施行|实施|执行)")  # from when a document holds


class Part(NamedTuple):
    """A stretch of a document; ``annex`` tells an annex from the body."""

    span: Span
    annex: bool


def split(text: str) -> list[Part]:
    """The body and the annexes of a folded text, in order.

    A line 附件1 opens an annex; a list of annexes under a letter (附件:1.…) opens none, nor does the title below it.
    """
    annexes = [line for line in lines(text) if _opens(text, line)]
    if len(annexes) > _MOST:
        annexes = []  # no document has so many; the lines are something else
    below = {trim(text, line.end, len(text)).start for line in annexes}
    opened = {line.start for line in annexes}
    edges = sorted({0, *opened, *(set(_further(text)) - below), len(text)})
    return [Part(Span(begin, end), annex=begin in opened) for begin, end in pairwise(edges)]


def _further(text: str) -> Iterator[int]:
    """Where a further document under the same notice begins: at its title, behind which numbering begins anew.

    A title is named in 《》 by the notice, or says what it is about: 关于…的意见.
    """
    named = {squeeze(match["title"]) for match in _NAMED.finditer(text)}
    titles = [
        line for line in lines(text) if line.end - line.start <= _LONGEST_TITLE and _is_title(text[slice(*line)], named)
    ]
    tops = list(_TOP.finditer(text)) if titles else []
    for title in titles:
        at = bisect_right(tops, title.start, key=lambda match: match.start())
        if 0 < at < len(tops) and tops[at - 1]["number"] != "一" and tops[at]["number"] == "一":
            yield title.start


def _is_title(words: str, named: Collection[str]) -> bool:
    return squeeze(words) in named or bool(_ABOUT.fullmatch(words))


def _opens(text: str, line: Span) -> bool:
    match = _ANNEX.fullmatch(text, line.start, line.end)
    return match is not None and not _LISTED.match(match["title"])


def closing(text: str, after: int) -> int:
    r"""Where the closing words of a text begin: who signs, the date, from when it holds; its end where it has none.

    >>> said = "1.建校。\n云岭县教育局\n2023年3月1日"
    >>> said[closing(said, 2) :]
    '云岭县教育局\n2023年3月1日'
    """
    last = list(lines(text, after))[-_CLOSING_LINES:]
    dated = next((at for at, line in enumerate(last) if at and _DATE.fullmatch(text, *line)), len(last))
    if 1 < dated < len(last) and _SIGNS.fullmatch(text, *last[dated - 1]):
        dated -= 1
    while dated > 1 and _HOLDS.match(text, *last[dated - 1]):
        dated -= 1
    return last[dated].start if dated < len(last) else len(text)


def is_calendar(text: str, part: Part) -> bool:
    """Whether an annex is a calendar, whose entries are no tasks: its first lines say so."""
    own = [*lines(text, *part.span)]
    entries = sum(bool(_ENTRY.match(text, *line)) for line in own)
    return part.annex and entries >= _FIRST_LINES and any(_CALENDAR.search(text, *line) for line in own[:_FIRST_LINES])


def lists(text: str) -> Iterator[Remark]:
    """Lists of annexes under a letter: they are numbered, and are no tasks."""
    inside = False
    for line in lines(text):
        words = text[line.start : line.end]
        inside = bool(_LIST.match(words)) or (inside and bool(re.match(r"[2-9] ?[.、]", words)) and len(words) < 60)
        if inside:
            yield Remark(line, "list of annexes")
