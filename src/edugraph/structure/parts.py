"""The parts of a document: its body, and annexes that number their tasks anew."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph.quantity import chinese_number
from edugraph.structure.plan import Remark
from edugraph.text import Span, lines, squeeze

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


class Part(NamedTuple):
    """A stretch of a document; ``annex`` tells an annex from the body."""

    span: Span
    annex: bool


def split(text: str) -> list[Part]:
    """The body and the annexes of a folded text, in order.

    A line 附件1 opens an annex; a list of annexes under a letter (附件:1.…) opens none.
    """
    annexes = [line.start for line in lines(text) if _opens(text, line)]
    if len(annexes) > _MOST:
        annexes = []  # no document has so many; the lines are something else
    edges = sorted({0, *annexes, *_further(text), len(text)})
    opened = set(annexes)
    return [Part(Span(begin, end), annex=begin in opened) for begin, end in pairwise(edges)]


def _further(text: str) -> Iterator[int]:
    """Where a further document under the same notice begins: at its title, behind which numbering begins anew.

    A title is named in 《》 by the notice, or says what it is about: 关于…的意见.
    """
    named = {squeeze(match["title"]) for match in _NAMED.finditer(text)}
    titles = [
        line for line in lines(text) if line.end - line.start <= _LONGEST_TITLE and _is_title(text[slice(*line)], named)
    ]
    tops = [match for match in _TOP.finditer(text) if titles]
    for title in titles:
        before = [match for match in tops if match.start() < title.start]
        behind = next((match for match in tops if match.start() > title.start), None)
        if before and behind and chinese_number(before[-1]["number"]) != 1 and behind["number"] == "一":
            yield title.start


def _is_title(words: str, named: Collection[str]) -> bool:
    return squeeze(words) in named or bool(_ABOUT.fullmatch(words))


def _opens(text: str, line: Span) -> bool:
    match = _ANNEX.fullmatch(text, line.start, line.end)
    return match is not None and not _LISTED.match(match["title"])


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
