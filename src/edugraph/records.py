"""Rows for a screen that is too narrow for their table: a block a row, under what all rows share.

A block is a line of what is short, parted by dots, and below it the long texts, wrapped at the width of the
screen. The figure of a target, which four columns hold, is one; empty cells and those that say no are left out.

Of a question of one's own nobody knows what its columns mean, whatever they are called: where there is no language
(``lang`` is empty), heads and cells stay as they came, and only empty cells are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from edugraph import figures, words
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_COMPARATORS = ("", "=", ">=", ">", "<=", "<")
_NUMBER = re.compile(r"(?:-?\d+(?:\.\d+)?)?")
_PARTS = ("comparator", "value", "value_max")
_BARE = frozenset(
    (
        *("plan", "plan_a", "plan_b", "city", "city_a", "city_b", "theme", "indicator", "organisation", "function"),
        *("name", "item", "title", "text", "sentence", "query", "phrase", "document", "value", "answers", "回答"),
        *(
            "role",
            "who",
            "kind",
            "strength",
            "part",
            "change",
            "level",
            "silence",
            "state",
            "comparable",
            "note",
            "quote",
        ),
    )
)
"""Columns whose cells say by themselves what they are."""
_QUOTED = frozenset({"quote", "other_quote", "quote_a", "quote_b", "exact"})
_TEXTS = _QUOTED | {"text", "sentence", "why", "mention"}
"""Columns of sentences, which stand below what is short."""
_ANSWER = re.compile(r"(?:yes|no|true|false)\b")
_SPACED = 3
"""Blocks of more lines than this on average are parted by an empty line."""
_PLAIN = 24
"""A cell of one word and no more columns than this follows the word for its column without a mark."""
_DOT = " · "
_PLACE = re.compile(r"([a-z0-9一-龥-]+):(\S+)")
_UNIT = re.compile(r"[!-~]+|[^\S\n]+|.", re.DOTALL)
_OPENING = frozenset("（《“‘「『【([")
_CLOSING = frozenset("，。、；：！？）》”’」』】%·,.;:!?)")


def worded(table: Table, lang: str) -> Table:
    """The same rows with heads and closed values in the language of the reader, if any."""
    if not lang:
        return table
    heads = tuple(words.column(name, lang) for name in table.columns)
    rows = (tuple(map(words.value, table.columns, row, [lang] * len(row))) for row in table.rows)
    return Table(heads, tuple(rows))


def lines(table: Table, width: int, lang: str) -> Iterator[tuple[str, bool]]:
    """The lines of a table as blocks, each with whether it is the head of one."""
    whole = _with_figures(table) if lang else table
    shared = _shared(whole)
    above = [_item(column, cell, lang) for column, cell in shared.items() if not _is_nothing(cell, lang)]
    yield from ((line, False) for line in _flow(above, width))
    columns = zip(whole.columns, zip(*whole.rows, strict=True), strict=True)
    long = _TEXTS | {name for name, cells in columns if max(map(cell_len, cells)) > width}
    blocks = [list(_block(_told(row, shared, lang), long, width, lang)) for row in whole.dicts()]
    spaced = sum(map(len, blocks)) > _SPACED * len(blocks)
    for at, block in enumerate(blocks):
        if spaced and (at or above):
            yield "", False
        yield from block


def _told(row: Mapping[str, str], shared: Mapping[str, str], lang: str) -> list[tuple[str, str]]:
    """The cells of a row that tell something: not what all rows share, nor plans that its tasks name anyway."""
    plans = {place.partition(":")[0] for place in row.get("tasks", "").split()}
    known = {*shared, *(("plans",) if lang and plans.issuperset(row.get("plans", "").split()) else ())}
    return [(name, cell) for name, cell in row.items() if name not in known and not _is_nothing(cell, lang)]


def _is_nothing(cell: str, lang: str) -> bool:
    return not cell or (cell == "false" and bool(lang))


def _block(told: Sequence[tuple[str, str]], long: frozenset[str], width: int, lang: str) -> Iterator[tuple[str, bool]]:
    """The lines of one row: what is short first, then a paragraph for each long column, set in."""
    short: list[str] = []
    paragraphs: list[str] = []
    for name, cell in told:
        item = _item(name, cell, lang)
        (paragraphs if name in long or cell_len(item) > width - 2 else short).append(item)
    found = [*_flow(short, width), *(f"  {line}" for one in paragraphs for line in wrap(one, width - 2, "  "))]
    yield from ((line if at else line.removeprefix("  "), not at) for at, line in enumerate(found))


def _item(name: str, cell: str, lang: str) -> str:
    """A cell with the word for its column, where it does not say by itself what it is."""
    if not lang:
        return _labelled(name, cell, lang)
    said = words.value(name, _places(cell) if name == "tasks" else cell, lang)
    if name in _QUOTED:
        said = f"“{said}”"
    if name in _BARE and not _ANSWER.match(said):
        return said
    return _labelled(words.column(name, lang), said, lang)


def _labelled(label: str, said: str, lang: str) -> str:
    plain = " " not in said and cell_len(said) <= _PLAIN
    mark = " " if plain else "：" if lang == "zh" else ": "
    return f"{label}{mark}{said}"


def _places(cell: str) -> str:
    """Tasks under their plans.

    >>> _places("handan-2023:4 handan-2023:9 ningbo-2023:2")
    'handan-2023:4,9 ningbo-2023:2'
    """
    found: dict[str, list[str]] = {}
    for one in cell.split():
        match = _PLACE.fullmatch(one)
        if not match:
            return cell
        found.setdefault(match[1], []).append(match[2])
    return " ".join(f"{plan}:{','.join(tasks)}" for plan, tasks in found.items())


def _with_figures(table: Table) -> Table:
    """The same with a figure in one column, ``value`` or ``other_value``, where several hold its parts."""
    rows = table.dicts()
    merged: set[str] = set()
    for prefix in ("", "other_"):
        parts = {f"{prefix}{part}" for part in _PARTS}
        if {f"{prefix}comparator", f"{prefix}value"} <= set(table.columns):
            found = [_figure(row, prefix) for row in rows]
            if None not in found:
                merged |= (parts | {"unit"}) - {f"{prefix}value"}
                rows = [{**row, f"{prefix}value": shown or ""} for row, shown in zip(rows, found, strict=True)]
    kept = tuple(name for name in table.columns if name not in merged)
    return Table(kept, tuple(tuple(row[name] for name in kept) for row in rows))


def _figure(row: Mapping[str, str], prefix: str) -> str | None:
    """The figure of a row in short, empty where it has none; None for a row of one's own that only looks like it."""
    parts = {part: row.get(f"{prefix}{part}", "") for part in _PARTS} | {"unit": row.get("unit", "")}
    numbers = (parts["value"], parts["value_max"])
    if parts["comparator"] not in _COMPARATORS or not all(map(_NUMBER.fullmatch, numbers)):
        return None
    return figures.short(parts) if parts["value"] or row.get("redacted") == "true" else ""


def _shared(table: Table) -> dict[str, str]:
    """The columns that are the same in all rows, where there are several."""
    if len(table.rows) < 2:
        return {}
    cells = zip(table.columns, zip(*table.rows, strict=True), strict=True)
    return {name: every[0] for name, every in cells if len(set(every)) == 1}


def _flow(items: Iterable[str], width: int) -> Iterator[str]:
    """Items on lines, broken between items where one can be; the lines after the first are set in."""
    line = ""
    for item in items:
        if line and cell_len(line + _DOT + item) > width:
            yield line
            line = f"  {item}"
        else:
            line = f"{line}{_DOT}{item}" if line else item
        *full, line = wrap(line, width, "  ")
        yield from full
    if line:
        yield line


def wrap(text: str, width: int, indent: str) -> list[str]:
    """Lines of a text, of at most so many columns: Chinese breaks anywhere but before a closing mark, words do not.

    >>> wrap("普惠性幼儿园覆盖率达到85%以上。", 20, "")
    ['普惠性幼儿园覆盖率达', '到85%以上。']
    >>> wrap("建设学校，", 8, "  ")
    ['建设学', '  校，']
    """
    found = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for unit in _units(paragraph, max(2, width - len(indent))):
            more = unit
            if line.strip() and used + cell_len(unit.rstrip()) > width:
                found.append(line.rstrip())
                line, used, more = indent, len(indent), unit.lstrip()
            line, used = line + more, used + cell_len(more)
        found.append(line.rstrip())
    return found


def _units(text: str, width: int) -> Iterator[str]:
    """What is not broken: a character with the marks that open before and close behind it, a word; a word longer than a line is cut."""
    held = ""
    for unit in _UNIT.findall(text):
        if held and (unit in _CLOSING or held[-1] in _OPENING) and cell_len(held + unit) <= width:
            held += unit
            continue
        yield from _pieces(held, width)
        held = unit
    yield from _pieces(held, width)


def _pieces(unit: str, width: int) -> Iterator[str]:
    """A unit that fits a line as it is; a longer one in pieces that do."""
    if cell_len(unit) <= width:
        yield unit
        return
    yield from (unit[at : at + width // 2] for at in range(0, len(unit), max(1, width // 2)))
