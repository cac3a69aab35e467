"""The parts of a document: its body, and annexes that number their tasks anew."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph.structure.plan import Remark
from edugraph.text import Span, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_ANNEX = re.compile(rf"(?:附件|附表|附录|附(?=:)) ?\(?(?:{_NUMBER})?\)? ?[:.、]? ?(?P<title>[^。;]{{0,60}})")
_MOST = 26  # annexes, for which there are letters
_FIRST_LINES = 3
_ENTRY = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月|第[0-9一二三四五六七八九十]+周")
_LISTED = re.compile(r"[0-9]{1,2} ?[.、]|《")
_LIST = re.compile(r"附 ?件? ?[:.] ?(?:1|《)")
_CALENDAR = re.compile(r"行事历|工作月历|月历|日程|工作配档")


class Part(NamedTuple):
    """A stretch of a document; ``annex`` tells an annex from the body."""

    span: Span
    annex: bool


def split(text: str) -> list[Part]:
    """The body and the annexes of a folded text, in order.

    A line 附件1 opens an annex; a list of annexes under a letter (附件:1.…) opens none.
    """
    starts = [line.start for line in lines(text) if _opens(text, line)]
    if len(starts) > _MOST:
        starts = []  # no document has so many; the lines are something else
    edges = [0, *starts, len(text)]
    spans = [Span(begin, end) for begin, end in pairwise(edges)]
    return [Part(span, annex=at > 0) for at, span in enumerate(spans) if span]


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
