"""Lines with a place on a page, joined to paragraphs; page numbers, heads and feet, and notes left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from edugraph.readers.content import DITTO, joined, numbered, row
from edugraph.text import Recognised, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARGIN = 0.12
"""Share of a page's height in which heads and feet stand."""

FULL = 2.2
"""Letters that fit no more into a line that is full."""

_DASH = r"[-—–·一\s]*"  # 一 is what text recognition takes a dash for
_PAGE = re.compile(rf"{_DASH}(?:第\s*)?\d{{1,4}}\s*(?:页)?(?:\s*[/共]\s*\d{{1,4}}\s*页?)?{_DASH}")
_PRINTED = re.compile(r"^(?:file|https?)://|^\d{1,4}/\d{1,2}/\d{1,4},? \d{1,2}:\d\d")
_ENDS = re.compile(r"[。；;！!？?]$")
_NOTE = re.compile(r"\s*(?:[①-⑳*＊※†]|[\[〔【]?\d{1,2}[\]〕】]?\s|\[\d{1,2}\]|注\d?[:：])")
_SMALL = 0.92  # of the size of the text, above which letters are no note's


@dataclass(frozen=True)
class Line:
    """A line of a page: its text, its place, the size of its letters; a row of a table has cells.

    ``column`` is 0 where the page has one column, or where a line runs across all. ``sure`` is how sure
    its text is where that was recognised on a picture, from 0 to 1.
    """

    text: str
    left: float
    right: float
    top: float
    size: float
    page: int
    edge: bool = False
    cells: tuple[str, ...] = ()
    column: int = 0
    sure: float | None = None

    @property
    def table(self) -> bool:
        """Whether it is a row of a table."""
        return bool(self.cells)


def without_edges(lines: Sequence[Line], pages: int) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines without page numbers, and without heads and feet that stand on several pages."""
    repeated = Counter(re.sub(r"\d+", "0", line.text.strip()) for line in lines if line.edge)
    kept: list[Line] = []
    left_out: list[tuple[str, str]] = []
    for line in lines:
        text = line.text.strip()
        if line.edge and _PAGE.fullmatch(text):
            left_out.append(("page number", text))
        elif line.edge and _PRINTED.search(text):
            left_out.append(("print of a browser", text[:60]))
        elif line.edge and pages > 2 and repeated[re.sub(r"\d+", "0", text)] > max(2, pages // 2):
            left_out.append(("page head or foot", text[:60]))
        else:
            kept.append(line)
    return kept, left_out


def without_notes(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines without the notes at the foot of a page: the last ones of it, in small letters, begun by a mark."""
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0
    kept: list[Line] = []
    left_out: list[tuple[str, str]] = []
    for _, group in groupby(lines, key=lambda line: (line.page, line.column)):
        own = list(group)
        small = len(own)
        while small and not own[small - 1].table and own[small - 1].size < _SMALL * usual:
            small -= 1
        first = next((at for at in range(small, len(own)) if _NOTE.match(own[at].text)), len(own))
        kept += own[:first]
        if first < len(own):
            left_out.append(("footnote", joined([line.text for line in own[first:]])[:60]))
    return kept, left_out


def written(lines: Sequence[Line]) -> tuple[str, tuple[Recognised, ...]]:
    """The text of lines, a line a paragraph or a row, and the stretches of it that were recognised on pictures."""
    texts: list[str] = []
    found: list[Recognised] = []
    at = 0
    for group in _paragraphs(lines):
        text = row(group[0].cells) if group[0].table else joined([line.text for line in group])
        begin = 0
        for line in group:
            own = text if line.table else line.text.strip()
            begin = max(begin, text.find(own, begin))
            if line.sure is not None:
                found.append(Recognised(Span(at + begin, at + begin + len(own)), line.page, line.sure))
            begin += len(own)
        texts.append(text + "\n")
        at += len(texts[-1])
    return "".join(texts) or "\n", tuple(found)


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each paragraph: one goes on where the line before is full and it is not set in or numbered."""
    edges = _edges(lines)
    pending: list[Line] = []
    for line in _whole_rows(lines):
        if pending and not _goes_on(pending[-1], line, edges):
            yield pending
            pending = []
        pending.append(line)
    if pending:
        yield pending


def _edges(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Left and right edge of the text of each column."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        if not line.table:
            found.setdefault(line.column, []).append(line)
    return {
        column: (Counter(round(line.left) for line in own).most_common(1)[0][0], max(line.right for line in own))
        for column, own in found.items()
    }


def _whole_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, rows of tables joined that the end of a page cuts through."""
    last: Line | None = None
    head: tuple[str, ...] = ()
    for line in lines:
        if line.table and line.cells == head:  # repeated on a new page
            continue
        head = line.cells if line.table and not (last and last.table) else head
        if last and _is_cut(last, line):
            pairs = zip(last.cells, line.cells, strict=True)
            sure = min((one.sure for one in (last, line) if one.sure is not None), default=None)
            last = replace(last, cells=tuple(joined(pair) for pair in pairs), page=line.page, sure=sure)
            continue
        if last:
            yield last
        last = line
    if last:
        yield last


def _is_cut(before: Line, line: Line) -> bool:
    """Whether a row is the rest of the last one of the page before: no number opens it, and a cell breaks off."""
    if not (before.table and line.table) or line.page != before.page + 1 or len(before.cells) != len(line.cells):
        return False
    longest, rest = max(zip(before.cells, line.cells, strict=True), key=lambda pair: len(pair[0]))
    return not line.cells[0].strip(DITTO) and not _ENDS.search(longest) and bool(rest.strip(DITTO))


def _goes_on(before: Line, line: Line, edges: dict[int, tuple[float, float]]) -> bool:
    """Whether a line continues the paragraph of the one before it."""
    if line.table or before.table or abs(before.size - line.size) > 0.6:
        return False
    if bool(line.column) != bool(before.column):
        return False
    ended = _ENDS.search(before.text.strip())
    full = before.right > edges[before.column][1] - (FULL if ended else 2 * FULL) * before.size
    inset = line.left > edges[line.column][0] + 1.2 * line.size
    return full and not inset and not numbered().match(line.text)
