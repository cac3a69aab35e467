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
    """Tasks of the tab-separated tables of a folded text; none where no head row is recognised.

    Where a second table numbers its tasks anew, the numbers get a letter for their table before them.
    """
    tables: list[tuple[list[Column], list[_Entry]]] = []
    for row in _rows(text):
        head = _head(text, row)
        if head:
            tables.append((head, []))
        elif tables:
            _gather(text, tables[-1][0], row, tables[-1][1])
    numbers = [entry.number for _, entries in tables for entry in entries]
    if len(set(numbers)) < len(numbers):
        for at, (_, entries) in enumerate(tables):
            for entry in entries:
                entry.number = f"{chr(ord('a') + at % 26)}{entry.number}"
    return [_task(text, columns, entry) for columns, entries in tables for entry in entries]


def _rows(text: str) -> Iterator[list[Span]]:
    """Cells of the rows. A row that a line end cuts inside a cell is joined up to the width of the head."""
    width = 0
    pending: list[Span] = []
    for line in lines(text):
        if not pending and text.find("\t", *line) < 0 and text[line.start - 1 : line.start] != "\t":
            continue
        begin = text.rfind("\n", 0, line.start) + 1  # leading tabs are empty cells
        cells = [trim(text, begin + a, begin + b) for a, b in split_tabs(text[begin : line.end])]
        if pending and _continues(text, pending, cells, width):
            pending = [*pending[:-1], Span(pending[-1].start, cells[0].end), *cells[1:]]
        else:
            if pending:
                yield pending
            pending = cells if len(cells) >= _FEWEST_HEADS else []
            width = len(cells) if pending and _head(text, cells) else width
        if len(pending) >= width:
            if pending:
                yield pending
            pending = []
    if pending:
        yield pending


def _continues(text: str, pending: Sequence[Span], cells: Sequence[Span], width: int) -> bool:
    """Whether a line goes on with a row that is short of cells: no number begins it, and both fit together."""
    opens = text[cells[0].start : cells[0].end]
    return bool(opens) and not opens.rstrip(".、 ").isdecimal() and len(pending) + len(cells) - 1 <= width


def split_tabs(line: str) -> list[Span]:
    """Spans of the cells of a line."""
    spans, begin = [], 0
    for cell in line.split("\t"):
        spans.append(Span(begin, begin + len(cell)))
        begin += len(cell) + 1
    return spans


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
    """Add a row to the task it belongs to; a new number or a new title begins a task.

    An empty office cell below a filled one is a merged cell.
    """
    cells = {at: cell for at, cell in enumerate(row[: len(columns)]) if cell}
    by_kind = {column.kind: cells.get(at) for at, column in reversed(list(enumerate(columns)))}
    number, title = by_kind.get("number"), by_kind.get("title")
    if number or (title and "number" not in by_kind) or not entries:
        digits = text[number.start : number.end].strip(".、 ") if number else ""
        entries.append(_Entry(digits if digits.isdecimal() else str(len(entries) + 1), title))
    above = entries[-1].rows[-1] if entries[-1].rows else {}
    merged = {at: above[at] for at, column in enumerate(columns) if column.kind == "clause" and at in above}
    entries[-1].rows.append({**merged, **cells})


def _task(text: str, columns: Sequence[Column], entry: _Entry) -> Task:
    """The task of an entry: one measure a row, or none where there is one row only."""
    passages: list[Passage] = []
    clauses: list[Clause] = []
    if entry.title:
        passages.append(Passage(None, entry.title))
    for at, row in enumerate(entry.rows, 1):
        measure = str(at) if len(entry.rows) > 1 else None
        due = next((cell for index, cell in row.items() if columns[index].kind == "deadline"), None)
        for index, cell in row.items():
            kind, head = columns[index]
            if kind == "content":
                passages.append(Passage(measure, cell, due))
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
