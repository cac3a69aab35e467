"""Rows in the formats people take them away in: table, CSV, TSV, JSON, JSON Lines, Markdown, XLSX."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "xlsx")
_FORMULA = re.compile(r"^[=+\-@＝＋－＠\t\r].")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


WIDTH = 160
"""Columns of a table that goes to no terminal, where COLUMNS says nothing else."""
_NARROWEST = 24
"""Columns that a text in a cell of a table must have to be read with ease."""
_LONGEST = 2000
"""Characters of a cell that a screen shows: the names of hundreds of cities are for a spreadsheet."""
_LONGER = 1.25
"""So much longer than its records a table may be: it shows what stands side by side."""


def render(
    table: Table, form: str, width: int | None = None, *, colour: bool = False, lang: str = "en", wide: bool = False
) -> bytes:
    """The rows in one of FORMATS, as bytes in UTF-8 ready to be written.

    ``width`` is the number of columns of the terminal, for tables: rows whose table would not be read with
    ease there come as records, a block a row; with ``wide`` as a table all the same, as wide as it takes. Heads
    and closed values of a table are in ``lang``, as they came where it is empty: what a query of one's own
    calls its columns is its own. A cell of more than 2,000 characters is cut in a table, which says so. In all other formats they are the fixed English ones. In CSV and TSV a text that a spreadsheet would take for a formula gets an apostrophe before it; numbers
    stay as they are.
    """
    if form == "xlsx":
        return _xlsx(table)
    if form == "table":
        text = _screen(table, width or WIDTH, colour=colour, lang=lang, wide=wide)
    elif form == "json":
        text = json.dumps(table.dicts(), ensure_ascii=False, indent=1) + "\n"
    elif form == "jsonl":
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.dicts())
    else:
        text = _markdown(table) if form == "md" else _separated(table, "\t" if form == "tsv" else ",")
    return text.encode("utf-8", "backslashreplace")  # a name of a file may hold bytes that are no text


def _screen(table: Table, width: int, *, colour: bool, lang: str, wide: bool) -> str:
    """A table where it is read with ease and is not much longer than the records, else records."""
    from edugraph import records

    table = Table(table.columns, tuple(tuple(_cut(cell, lang) for cell in row) for row in table.rows))
    shown = records.worded(table, lang)
    widths = _widths(shown)
    room = width - 3 * len(widths) - 1
    if wide or sum(widths) <= room or not table.rows:
        return _grid(shown, max(width, sum(widths) + width - room) if wide else width, colour=colour)
    blocks = list(records.lines(table, width, lang))
    cap = _cap(widths, room)
    if cap >= _NARROWEST and _height(shown, cap) <= _LONGER * len(blocks):
        return _grid(shown, width, colour=colour)
    bold = "\x1b[1m{}\x1b[0m" if colour else "{}"
    return "".join((bold.format(line) if head else line) + "\n" for line, head in blocks)


def _cut(cell: str, lang: str) -> str:
    """A cell that a screen can show, cut where an entry of a list ends; it says how much is left out, and where it stands.

    >>> _cut("甲市、乙市", "zh"), _cut("甲市、" * 700, "en")[-56:]
    ('甲市、乙市', '甲市、甲市、… (102 more characters: --format csv has them all)')
    """
    if len(cell) <= _LONGEST:
        return cell
    end = max(cell.rfind(mark, _LONGEST // 2, _LONGEST) for mark in "、；;, ") + 1 or _LONGEST
    left = len(cell) - end
    more = f"另有 {left} 字，见 --format csv" if lang == "zh" else f"{left} more characters: --format csv has them all"
    return f"{cell[:end]}… ({more})"


def _widths(table: Table) -> list[int]:
    """The columns of the screen that the longest cell of each column takes."""
    from rich.cells import cell_len

    return [max(map(cell_len, cells)) for cells in zip(table.columns, *table.rows, strict=True)]


def _cap(widths: Sequence[int], room: int) -> int:
    """How wide the widest columns may be for all to fit.

    >>> _cap([4, 10, 90], 60), _cap([30, 30], 40)
    (46, 20)
    """
    left = room
    for at, width in enumerate(sorted(widths)):
        share = left // (len(widths) - at)
        if width > share:
            return share
        left -= width
    return room


def _height(table: Table, cap: int) -> int:
    """How many lines the rows of a table take, its widest columns being as wide as may be."""
    from rich.cells import cell_len

    lines = sum(max(-(-cell_len(cell) // cap) for cell in (*row, "-")) for row in table.rows)
    return lines + (len(table.rows) if _ruled(table) else 0)


def _ruled(table: Table) -> bool:
    """Whether rows are long enough for lines between them."""
    return any(len(cell) > 60 for row in table.rows for cell in row)


def _grid(table: Table, width: int, *, colour: bool) -> str:
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, no_color=not colour, emoji=False)
    grid = Grid(header_style="bold", show_lines=_ruled(table))
    for column in table.columns:
        grid.add_column(column, overflow="fold", no_wrap=False)
    for row in table.rows:
        grid.add_row(*map(Text, row))
    console.print(grid)
    return stream.getvalue()


def _safe(cell: str) -> str:
    """A text that a spreadsheet does not take for a formula.

    >>> _safe("=1+1"), _safe("="), _safe("-5")
    ("'=1+1", '=', '-5')
    """
    return "'" + cell if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _separated(table: Table, mark: str) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=mark, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return stream.getvalue()


def _markdown(table: Table) -> str:
    def line(cells: Iterable[str]) -> str:
        escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
        return "| " + " | ".join(escaped) + " |\n"

    return line(table.columns) + line("---" for _ in table.columns) + "".join(map(line, table.rows))


def _xlsx(table: Table) -> bytes:
    from datetime import datetime

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2000, 1, 1), "title": "EduGraph"})  # no clock: same rows, same file
    sheet = book.add_worksheet("EduGraph")
    sheet.write_row(0, 0, table.columns, book.add_format({"bold": True}))
    for at, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if _NUMBER.fullmatch(cell) and not (
                len(cell) > 15 or (cell.startswith("0") and len(cell) > 1 and cell[1] != ".")
            ):
                sheet.write_number(at, column, float(cell))
            else:
                sheet.write_string(at, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.autofit()
    book.close()
    return stream.getvalue()
