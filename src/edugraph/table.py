"""Rows with named columns: what every question is answered with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows of a SELECT. A cell is the lexical form of its term, empty where there is none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def dicts(self) -> list[dict[str, str]]:
        """The rows as mappings from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def extended(self, other: Table) -> Table:
        """These rows and those of another table, whose columns these hold; other columns stay empty."""
        more = tuple(tuple(row.get(column, "") for column in self.columns) for row in other.dicts())
        return Table(self.columns, self.rows + more)
