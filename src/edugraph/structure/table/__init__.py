"""Tables of tasks: rows of cells with a head row, continued and merged rows joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from edugraph.quantity import chinese_number
from edugraph.structure.heads import kind
from edugraph.structure.plan import Clause, Passage, Section, Task
from edugraph.structure.table import blanks, cells, grid, points
from edugraph.text import Span, split_outside, trim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FEWEST_HEADS = 2
_LONGEST_OPENING = 40
_DITTO = frozenset({"〃", "同上", "″"})
_TASK_KINDS = {"title", "content"}
_NUMBER = re.compile(r"\(?(?P<number>[0-9]{1,3}|[一二三四五六七八九十]{1,3})\)?[.、 ]*")
_IN_CELL = re.compile(r"(?P<number>[0-9]{1,3}) ?[.、](?![0-9]) *")
_SECTION = re.compile(r"(?:第|\()?(?P<number>[一二三四五六七八九十]+)(?:[、)]|[部章类方]\S? ?)")


class Column(NamedTuple):
    """A column: what its head word means (a notation of columns.ttl, ``office`` or ``person``) and where it stands."""

    kind: str
    head: Span

    @property
    def is_clause(self) -> bool:
        """Whether its cells say who answers."""
        return self.kind in {"office", "person"}


@dataclass
class _Entry:
    """The rows of one task, gathered; a row is its cells by column.

    ``merged`` holds for each row the columns whose cell reaches down from above, ``measures`` which
    measure it belongs to: a row that only names more offices belongs to the one before it.
    """

    number: str
    title: Span | None
    rows: list[dict[int, Span]] = field(default_factory=list)
    merged: list[set[int]] = field(default_factory=list)
    measures: list[int] = field(default_factory=list)


@dataclass
class Table:
    """One table: its columns, the tasks in it, and the rows across it that are headings, each before a task.

    ``explicit`` says that merged cells are told by dittos, so that an empty cell is empty, ``dotted`` that
    several tables number anew, each below a heading of its own, ``dealt`` that its cells came without columns.
    """

    columns: list[Column]
    entries: list[_Entry] = field(default_factory=list)
    headings: list[tuple[int, Span]] = field(default_factory=list)
    explicit: bool = False
    dotted: bool = False
    dealt: bool = False

    def is_dealt(self, entry: _Entry) -> bool:
        """Whether cells of a task may stand in the wrong column: they came without columns, and fewer than these."""
        return self.dealt and any(len(row) < len(self.columns) for row in entry.rows)

    @property
    def span(self) -> Span:
        """From the head to the last cell."""
        places = [cell for entry in self.entries for row in entry.rows for cell in row.values()]
        places += [column.head for column in self.columns] + [cell for _, cell in self.headings]
        return Span(min(place.start for place in places), max(place.end for place in places))


def find(text: str) -> list[Table]:
    """The tables of tasks of a folded text, in order."""
    found: list[Table] = []
    again: list[Column] | None = None
    for row in grid.rows(text, lambda cells: _head(text, cells) is not None):
        head = _head(text, row)
        if head and found and [one.kind for one in head] == [one.kind for one in found[-1].columns]:
            again = head  # on a new page, or that of a new table
        elif head:
            found.append(Table(head, explicit="〃" in text))
        elif found and not _refine(text, found[-1], row):
            if again and _begins_anew(text, found[-1], row):
                found.append(Table(again, explicit="〃" in text))
            again = None
            _gather(text, found[-1], row)
    for heads, rows in (*cells.tables(text, kind), *blanks.tables(text, kind)):
        table = Table([Column(kind(text[a:b]), Span(a, b)) for a, b in heads], explicit="〃" in text, dealt=True)
        if _TASK_KINDS & {column.kind for column in table.columns}:
            for row in rows:
                _gather(text, table, row)
            found.append(table)
    return sorted((table for table in found if table.entries), key=lambda table: table.columns[0].head)


def tasks(text: str, table: Table) -> tuple[list[Section], list[Task]]:
    """The sections and tasks of a table in order; where its numbers begin anew, they are dotted with their section's."""
    sections: list[Section] = []
    found: list[Task] = []
    headings = list(table.headings)
    for at, entry in enumerate([*table.entries, None]):  # headings may stand below the last row
        while headings and headings[0][0] <= at:
            sections.append(_section(text, headings.pop(0)[1], len(sections) + 1))
        if entry:
            section = sections[-1].path if sections else ()
            task = _task(text, table.columns, entry)
            found.append(replace(task, section=section, dealt=table.is_dealt(entry)))
    if sections and (table.dotted or len({task.number for task in found}) < len(found)):
        found = [replace(task, number=".".join(map(str, (*task.section, task.number)))) for task in found]
    return sections, found


def _section(text: str, cell: Span, number: int) -> Section:
    """A heading across the table; its number is the one it bears, else the next."""
    mark = _SECTION.match(text, *cell)
    own = chinese_number(mark["number"]) if mark else None
    return Section((own or number,), trim(text, mark.end() if mark else cell.start, cell.end), cell)


def _head(text: str, row: Sequence[Span]) -> list[Column] | None:
    """The columns, when a row is made of head words: half of them known, one for what is to be done."""
    columns = [Column(kind(text[cell.start : cell.end]), cell) for cell in row]
    known = {column.kind for column in columns} - {""}
    count = sum(column.kind != "" for column in columns)
    filled = sum(bool(cell) for cell in row)
    return (
        columns if _TASK_KINDS & known and count >= max(_FEWEST_HEADS, (filled + 1) // 2) and len(known) > 1 else None
    )


def _begins_anew(text: str, table: Table, row: Sequence[Span]) -> bool:
    """Whether a row below a repeated head has no higher number than the last one above it."""
    cells = [cell for cell, column in zip(row, table.columns, strict=False) if column.kind == "number"]
    number, last = _number(text, cells[0] if cells else None), table.entries[-1].number if table.entries else ""
    return number.isdecimal() and last.isdecimal() and int(number) <= int(last)


def _refine(text: str, table: Table, row: Sequence[Span]) -> bool:
    """Take a second row of head words below some of the first ones, and say whether this was one."""
    if table.entries or table.headings or len(row) > len(table.columns):
        return False
    words = {at: kind(text[slice(*cell)]) for at, cell in enumerate(row) if cell and text[slice(*cell)] not in _DITTO}
    if len(words) == len(row) or not any(words.values()) or any(_number(text, row[at]) for at in words):
        return False
    table.columns = [
        Column(words.get(at, column.kind), row[at] if at in words else column.head)
        for at, column in enumerate(table.columns)
    ]
    return True


def _gather(text: str, table: Table, row: Sequence[Span]) -> None:
    """Add a row to the task that it belongs to; a new number or a new title begins a task."""
    row = _aligned(text, table, row[: len(table.columns)])
    if not row or any(text[cell.start : cell.end].endswith(":") for cell in row[:2]):  # no row: 索引号: | 11370
        return
    dittos = {at for at, cell in enumerate(row) if text[cell.start : cell.end] in _DITTO}
    filled = {at: cell for at, cell in enumerate(row) if cell and at not in dittos}
    if not filled or _is_heading(text, table, filled, dittos):
        table.headings += [(len(table.entries), cell) for cell in filled.values()]
        return
    kinds = {table.columns[at].kind: cell for at, cell in reversed(filled.items())}
    number, title = _number(text, kinds.get("number")), kinds.get("title")
    if title and not number and (inside := _IN_CELL.match(text, *title)):
        number, title = inside["number"].lstrip("0"), trim(text, inside.end(), title.end)
    if _begins(text, table, number, title):
        table.entries.append(_Entry(number or str(len(table.entries) + 1), title))
    _add(table, filled, dittos)


def _aligned(text: str, table: Table, row: Sequence[Span]) -> Sequence[Span]:
    """A row with its cells in their columns, where cells that were merged with those above are missing from it."""
    while row and not row[-1]:
        row = row[:-1]
    if len(row) in (1, len(table.columns)) or not all(row) or "|" not in text[row[0].end : row[1].start]:
        return row
    from edugraph.structure.table import dealing

    kinds = [column.kind for column in table.columns]
    return next(dealing.dealt(text, row, kinds, several=False), row)


def _is_heading(text: str, table: Table, filled: dict[int, Span], dittos: set[int]) -> bool:
    """Whether a row is a heading across the table: one cell that is no number and no content."""
    if len(filled) > 1 or dittos:
        return False
    at, cell = next(iter(filled.items()))
    words = text[cell.start : cell.end]
    if _number(text, cell) and not _SECTION.match(words):
        return False
    return bool(_SECTION.match(words)) or (at == 0 and table.columns[0].kind in {"number", "category"})


def _number(text: str, cell: Span | None) -> str:
    """The number in a cell, in ASCII; empty where it is none."""
    match = _NUMBER.fullmatch(text, *cell) if cell else None
    if not match:
        return ""
    return str(int(match["number"]) if match["number"].isdecimal() else chinese_number(match["number"]) or "")


def _begins(text: str, table: Table, number: str, title: Span | None) -> bool:
    """Whether a row begins a task."""
    if not table.entries:
        return True
    last = table.entries[-1]
    kinds = {column.kind for column in table.columns}
    if number:
        return number != last.number or bool(title and last.title and text[slice(*title)] != text[slice(*last.title)])
    if "number" in kinds:
        return False
    if "title" in kinds:
        return bool(title) and not (last.title and title and text[slice(*title)] == text[slice(*last.title)])
    return True


def _add(table: Table, filled: dict[int, Span], dittos: set[int]) -> None:
    """Add cells to the last task; a merged cell of who answers reaches down from the row above."""
    entry = table.entries[-1]
    above = next((one.rows[-1] for one in reversed(table.entries) if one.rows), {})
    clauses = {at for at, column in enumerate(table.columns) if column.is_clause}
    within = bool(entry.rows)
    held = {at for at in clauses & above.keys() if at in dittos or (within and at not in filled and not table.explicit)}
    says_more = not within or any(table.columns[at].kind == "content" for at in filled)
    entry.rows.append({**{at: above[at] for at in sorted(held - filled.keys()) if says_more}, **filled})
    entry.merged.append(held)
    entry.measures.append((entry.measures[-1] if entry.measures else 0) + says_more)


def _due(columns: Sequence[Column], row: Mapping[int, Span]) -> Span | None:
    """The cell of a row that gives its deadline."""
    return next((cell for index, cell in row.items() if columns[index].kind == "deadline"), None)


def _task(text: str, columns: Sequence[Column], entry: _Entry) -> Task:
    """The task of an entry: one measure a row, or none where there is one row only."""
    bare = len(entry.rows) == 1 and not any(columns[index].kind == "content" for index in entry.rows[0])
    passages = [Passage(None, entry.title, _due(columns, entry.rows[0]) if bare else None)] if entry.title else []
    clauses: list[Clause] = []
    several = entry.measures[-1] > 1
    for at, row in enumerate(entry.rows):
        measure = str(entry.measures[at]) if several else None
        due = _due(columns, row)
        for index, cell in row.items():
            column = columns[index]
            if column.kind == "content":
                passages += [Passage(measure, point, due) for point in points.points(text, cell)]
            elif column.is_clause and not (at and _is_whole(entry, index)):
                clauses.append(Clause(None if _is_whole(entry, index) else measure, column.head, cell, cell))
    places = [cell for at, row in enumerate(entry.rows) for index, cell in row.items() if index not in entry.merged[at]]
    span = Span(min(cell.start for cell in places), max(cell.end for cell in places))
    title = entry.title or _opening(text, passages[0].span if passages else span)
    return Task(entry.number, title, (), span, tuple(passages), tuple(clauses))


def _is_whole(entry: _Entry, column: int) -> bool:
    """Whether one cell of a column is merged over all rows of a task."""
    return len(entry.rows) > 1 and column in entry.rows[0] and all(column in held for held in entry.merged[1:])


def _opening(text: str, span: Span) -> Span:
    """The first sentence of a cell, as the title of a row that has none; what stands before a colon, if it is short."""
    for part in split_outside(text[span.start : span.end], "。:"):
        short = part.end <= _LONGEST_OPENING
        cut = part.end if short else next(split_outside(text[span.start : span.end], "。")).end
        return trim(text, span.start, span.start + cut)
    return span
