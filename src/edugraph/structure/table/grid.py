"""Tables as a text holds them: tabs or bars between the cells of a line, or one cell a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.text import Span, lines, trim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FEWEST = 2
_RULE = re.compile(r"[ |:+=_-]+")
_NUMBER = re.compile(r"[0-9]{1,3}[.、]?")
_ACROSS = re.compile(
    r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:部分|章|类)"
)
_LONGEST_ACROSS = 40

Row = list[Span]


def rows(text: str, is_head: Callable[[Sequence[Span]], bool]) -> Iterator[Row]:
    """Rows of cells in order. A row that a line end cuts inside a cell is joined up to the width of the head.

    A numbered line without cells between two rows of a table is a row of one cell, the heading of those below it.
    """
    width = 0
    pending: Row = []
    across: list[Row] = []
    for cells, whole in _lines(text):
        if len(cells) == 1 and not pending:
            across = [*across, cells] if width and _is_across(text, cells[0]) else []
            continue
        if not pending:
            yield from () if is_head(cells) else across
            across = []
        if pending and not whole and _continues(text, pending, cells, width):
            pending = [*pending[:-1], Span(pending[-1].start, cells[0].end), *cells[1:]]
        else:
            if pending:
                yield pending
            pending = cells if len(cells) >= _FEWEST else []
            width = len(cells) if pending and is_head(cells) else width
        if pending and (whole or len(pending) >= width):
            yield pending
            pending = []
    if pending:
        yield pending


def _is_across(text: str, line: Span) -> bool:
    """Whether a line may be the heading of the rows below it."""
    return line.end - line.start <= _LONGEST_ACROSS and bool(_ACROSS.match(text, *line))


def _lines(text: str) -> Iterator[tuple[Row, bool]]:
    """Lines as cells, and whether a bar closes the row; a line without tabs or bars is one cell."""
    for line in lines(text):
        begin = text.rfind("\n", 0, line.start) + 1  # leading tabs are empty cells
        if text.find("\t", begin, line.end) >= 0:
            yield [trim(text, begin + a, begin + b) for a, b in cut(text[begin : line.end], "\t")], False
        elif text.count("|", *line) >= _FEWEST:
            if not _RULE.fullmatch(text, *line):
                yield _barred(text, line), text[line.end - 1] == "|"
        else:
            yield [line], False


def _barred(text: str, line: Span) -> Row:
    """Cells between bars; a bar at the beginning or the end of the line stands around them."""
    cells = [trim(text, line.start + a, line.start + b) for a, b in cut(text[line.start : line.end], "|")]
    first = 1 if text[line.start] == "|" else 0
    last = len(cells) - 1 if text[line.end - 1] == "|" else len(cells)
    return cells[first:last]


def _continues(text: str, pending: Sequence[Span], cells: Sequence[Span], width: int) -> bool:
    """Whether a line goes on with a row that is short of cells: no number begins it, and both fit together."""
    opens = text[cells[0].start : cells[0].end]
    return bool(opens) and not _NUMBER.fullmatch(opens) and len(pending) + len(cells) - 1 <= width


def cut(line: str, mark: str) -> list[Span]:
    """Spans of the cells of a line."""
    spans, begin = [], 0
    for cell in line.split(mark):
        spans.append(Span(begin, begin + len(cell)))
        begin += len(cell) + 1
    return spans
