"""The points of a cell that is a list of its own: 1.建校3所;2.50所学校更新桌椅."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.text import Span, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(r"(?:^|(?<=[。;\n])) *(?:(?P<dot>[0-9]{1,2}) ?[.、]|\((?P<paren>[0-9]{1,2})\)) *", re.MULTILINE)
_DATED = re.compile(r"[0-9]+年|[0-9]+月|[0-9]+日")


def points(text: str, cell: Span) -> Iterator[Span]:
    """The points of a cell of a folded text without their marks, numbered from one; else the cell as it stands.

    A mark before a figure is one where the numbers go on, or where no decimal can stand: 1.4月底前.

    >>> said = "1.4月底前建校;2.50所学校更新桌椅"
    >>> [said[a:b] for a, b in points(said, Span(0, len(said)))]
    ['4月底前建校;', '50所学校更新桌椅']
    """
    said = text[slice(*cell)]
    marks: list[re.Match[str]] = []
    for match in _MARK.finditer(said):
        same_style = not marks or marks[-1].lastgroup == match.lastgroup
        if same_style and int(match[match.lastgroup or ""]) == len(marks) + 1:
            marks.append(match)
    if len(marks) == 1 and said[marks[0].end() :][:1].isdecimal() and not _DATED.match(said, marks[0].end()):
        marks = []
    edges = [*(mark.start() for mark in marks), len(said)]
    begins = [0, *(mark.end() for mark in marks)]
    for begin, end in zip(begins, edges, strict=True):
        if point := trim(text, cell.start + begin, cell.start + end):
            yield point
