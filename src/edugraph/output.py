"""Rows in the formats people take them away in: table, CSV, TSV, JSON, JSON Lines, Markdown, XLSX."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from edugraph.table import Table

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "xlsx")
_FORMULA = re.compile(r"^[=+\-@＝＋－＠\t\r].")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def render(table: Table, form: str, width: int | None = None, *, colour: bool = False) -> bytes:
    """The rows in one of FORMATS, as bytes ready to be written.

    ``width`` is the number of columns of the terminal, for tables. In CSV and TSV a text that a
    spreadsheet would take for a formula gets an apostrophe before it; numbers stay as they are.
    """
    if form == "table":
        return _table(table, width, colour=colour).encode()
    if form == "xlsx":
        return _xlsx(table)
    if form == "json":
        return (json.dumps(table.dicts(), ensure_ascii=False, indent=1) + "\n").encode()
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.dicts()).encode()
    if form == "md":
        return _markdown(table).encode()
    return _separated(table, "\t" if form == "tsv" else ",").encode()


def _table(table: Table, width: int | None, *, colour: bool) -> str:
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    stream = io.StringIO()
    console = Console(file=stream, width=width or 160, force_terminal=colour, no_color=not colour, emoji=False)
    grid = Grid(header_style="bold", show_lines=any(len(cell) > 60 for row in table.rows for cell in row))
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
