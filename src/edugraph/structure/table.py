"""Tables of tasks: rows of cells with a head row, continued and broken rows joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from edugraph.structure.plan import Clause, Passage, Task
from edugraph.text import Span, lines, split_outside, squeeze, trim
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_FEWEST_HEADS = 2


class Column(NamedTuple):
    """A column: what its head word means (a notation of columns.ttl, or ``clause``) and where it stands."""

    kind: str
    head: Span


@dataclass
class _Entry:
    """The rows of one task, gathered."""

    number: str
    title: Span | None
    rows: list[Mapping[int, Span]] = field(default_factory=list)


def find(text: str) -> list[Task]:
    """Tasks of the tab-separated tables of a folded text; none where no head row is recognised."""
    columns: list[Column] | None = None
    entries: list[_Entry] = []
    for row in _rows(text):
        head = _head(text, row)
        if head:
            columns = head
        elif columns:
            _gather(text, columns, row, entries)
    return [_task(text, columns, entry) for entry in entries] if columns else []


def _rows(text: str) -> Iterator[list[Span]]:
    """Cells of the rows. A row cut by a line end inside a cell is joined up to the width of the head."""
    width, pending = 0, None
    for line in lines(text):
        raw = Span(text.rfind("\n", 0, line.start) + 1, line.end)  # leading tabs are empty cells
        cells = [trim(text, raw.start + a, raw.start + b) for a, b in split_tabs(text[raw.start : raw.end])]
        if pending:
            cells = [*pending[:-1], Span(pending[-1].start, cells[0].end), *cells[1:]]
            pending = None
        if len(cells) < _FEWEST_HEADS:
            continue
        if _head(text, cells):
            width = len(cells)
        if _looks_cut(text, cells, width):
            pending = cells
            continue
        yield cells


def split_tabs(line: str) -> list[Span]:
    """Spans of the cells of a line."""
    spans, begin = [], 0
    for at, char in enumerate(line):
        if char == "\t":
            spans.append(Span(begin, at))
            begin = at + 1
    return [*spans, Span(begin, len(line))]


def _looks_cut(text: str, cells: Sequence[Span], width: int) -> bool:
    """Whether a row ends early, in the middle of a cell."""
    last = text[cells[-1].start : cells[-1].end]
    return len(cells) < width and bool(last) and last[-1] not in "。;!"


def _head(text: str, cells: Sequence[Span]) -> list[Column] | None:
    """The columns, when a row is made of head words."""
    columns = [Column(_kind(squeeze(text[cell.start : cell.end])), cell) for cell in cells]
    known = sum(column.kind != "" for column in columns)
    return columns if known >= max(_FEWEST_HEADS, len(cells) - 1) else None


def _kind(word: str) -> str:
    if word in scheme("roles").by_form:
        return "clause"
    concept = scheme("columns").by_form.get(word)
    return concept.notation if concept else ""


def _gather(text: str, columns: Sequence[Column], row: Sequence[Span], entries: list[_Entry]) -> None:
    """Add a row to the task it belongs to; a new number or a new title begins a task."""
    cells = {at: cell for at, cell in enumerate(row[: len(columns)]) if cell}
    by_kind = {column.kind: cells.get(at) for at, column in reversed(list(enumerate(columns)))}
    number, title = by_kind.get("number"), by_kind.get("title")
    if number or (title and "number" not in by_kind) or not entries:
        digits = text[number.start : number.end].strip(".、 ") if number else ""
        entries.append(_Entry(digits if digits.isdecimal() else str(len(entries) + 1), title))
    entries[-1].rows.append(cells)


def _task(text: str, columns: Sequence[Column], entry: _Entry) -> Task:
    """The task of an entry: one measure a row, or none where there is one row only."""
    passages: list[Passage] = []
    clauses: list[Clause] = []
    if entry.title:
        passages.append(Passage(None, entry.title))
    for at, row in enumerate(entry.rows, 1):
        measure = str(at) if len(entry.rows) > 1 else None
        for index, cell in row.items():
            kind, head = columns[index]
            if kind == "content":
                passages.append(Passage(measure, cell))
            elif kind == "clause":
                clauses.append(Clause(measure, head, cell, cell))
    places = [cell for row in entry.rows for cell in row.values()]
    span = Span(min(cell.start for cell in places), max(cell.end for cell in places))
    title = entry.title or _opening(text, passages[0].span if passages else span)
    return Task(entry.number, title, (), span, tuple(passages), tuple(clauses))


def _opening(text: str, span: Span) -> Span:
    """The first sentence of a cell, as the title of a row that has none."""
    first = next(split_outside(text[span.start : span.end], "。;"))
    return trim(text, span.start, span.start + first.end)
