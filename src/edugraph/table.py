"""Rows with named columns: what every question is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SHOWN = 60
"""How many rows a notebook shows."""


@dataclass(frozen=True)
class Table:
    """Rows of a SELECT. A cell is the lexical form of its term, empty where there is none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, tables: Iterable[Table]) -> Table:
        """The rows of tables of the same columns, one table after the other; there must be one."""
        every = list(tables)
        return cls(every[0].columns, tuple(row for table in every for row in table.rows))

    def dicts(self) -> list[dict[str, str]]:
        """The rows as mappings from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def extended(self, other: Table) -> Table:
        """These rows and those of another table, whose columns these hold; other columns stay empty."""
        more = tuple(tuple(row.get(column, "") for column in self.columns) for row in other.dicts())
        return Table(self.columns, self.rows + more)

    def without(self, column: str) -> Table:
        """The rows without a column that they have."""
        at = self.columns.index(column)
        every = (self.columns, *self.rows)
        head, *rows = (cells[:at] + cells[at + 1 :] for cells in every)
        return Table(head, tuple(rows))

    def only(self, *columns: str) -> Table:
        """The rows with some of their columns, two or more, in the order in which these are named."""
        kept = itemgetter(*map(self.columns.index, columns))
        return Table(columns, tuple(map(kept, self.rows)))

    def places(self) -> set[tuple[str, str]]:
        """The plan and number of each task in the rows, of several in one cell too; none without such columns."""
        rows = self.dicts() if "plan" in self.columns else []
        return {(row["plan"], task) for row in rows for task in row.get("tasks", row.get("task", "")).split()}

    def fronted(self, chosen: Callable[[Mapping[str, str]], bool]) -> tuple[Table, int]:
        """The rows that are chosen before the others, and how many they are; 0 where they are all or none.

        >>> Table(("n",), (("1",), ("2",))).fronted(lambda row: row["n"] == "2")
        (Table(columns=('n',), rows=(('2',), ('1',))), 1)
        """
        told = [chosen(row) for row in self.dicts()]
        first = tuple(row for row, one in zip(self.rows, told, strict=True) if one)
        if len(first) in (0, len(self.rows)):
            return self, 0
        rest = tuple(row for row, one in zip(self.rows, told, strict=True) if not one)
        return Table(self.columns, (*first, *rest)), len(first)

    def _repr_html_(self) -> str:
        """The first rows as a notebook shows them; what cells say stays text."""
        from xml.etree import ElementTree as Tree

        grid = Tree.Element("table", border="1")
        more = len(self.rows) - SHOWN
        told = f"{len(self.rows)} 行 rows" + (f"；只列前 {SHOWN} 行 the first {SHOWN} are shown" if more > 0 else "")
        Tree.SubElement(grid, "caption", style="text-align: left").text = told
        head, body = Tree.SubElement(grid, "thead"), Tree.SubElement(grid, "tbody")
        for part, row, kind in ((head, self.columns, "th"), *((body, row, "td") for row in islice(self.rows, SHOWN))):
            line = Tree.SubElement(part, "tr")
            for cell in row:
                Tree.SubElement(line, kind, style="text-align: left", dir="auto").text = cell
        return Tree.tostring(grid, encoding="unicode", method="html").encode("utf-8", "replace").decode()
