"""What cities have in common, with the evidence for it. Draws on query rows only."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]

TARGET_COLUMNS = (
    "indicator", "plan", "city", "task", "value", "value_max", "unit", "comparator", "deadline",
    "redacted", "comparable", "quote",
)  # fmt: skip
_PART = ("主城区", "城区", "市直", "直属", "农村", "乡镇", "区级")
_EACH = "每"
_CLAUSES = re.compile(r"[,，;；。]")
_SCHOOLS = re.compile(r"[小中]学|学校|高中|初中")


def themes(store: Store, **parameters: str) -> Table:
    """Themes that at least two cities act on, with the tasks behind them."""
    return query.run(store, "overlap-themes", **parameters)


def documents(store: Store, **parameters: str) -> Table:
    """Documents that plans of at least two cities cite."""
    return query.run(store, "overlap-documents", **parameters)


def targets(store: Store, **parameters: str) -> Table:
    """Targets of one indicator side by side, for indicators of at least two cities, best figure first.

    ``comparable`` is ``yes``, or ``no:`` and the reason. Within an indicator, comparable rows come
    first, ranked by figure where more or less is better.
    """
    rows = query.run(store, "indicator-targets", **parameters).dicts()
    found: list[tuple[str, ...]] = []
    for _, group in groupby(rows, itemgetter("notation")):
        together = list(group)
        if len({row["city"] for row in together}) > 1:
            judged = [dict(row, comparable=comparable(row, together)) for row in together]
            found += [tuple(row[column] for column in TARGET_COLUMNS) for row in sorted(judged, key=_rank)]
    return Table(TARGET_COLUMNS, tuple(found))


def comparable(row: Row, together: Sequence[Row]) -> str:
    """Whether a target can be set against those of other cities, and if not, why not."""
    if row["redacted"] == "true":
        return "no: figure blanked"
    if _kind(row) != _usual(together, _kind):
        return f"no: {_kind(row)} against {_usual(together, _kind)}"
    if _scope(row) != _usual(together, _scope):
        return f"no: another scope ({_scope(row) or 'whole area'})"
    if _year(row) != _usual(together, _year):
        return f"no: another year ({_year(row)})"
    others = {
        other["city"] for other in together
        if other["redacted"] == "false" and _kind(other) == _kind(row) and _scope(other) == _scope(row) and _year(other) == _year(row)
    }  # fmt: skip
    return "yes" if len(others) > 1 else "no: nothing to set it against"


def _usual(together: Sequence[Row], trait: Callable[[Row], str]) -> str:
    """The trait that most cities share; of equals the first in order."""
    cities = Counter(
        trait for _, trait in {(row["city"], trait(row)) for row in together if row["redacted"] == "false"}
    )
    return min(cities, key=lambda value: (-cities[value], value)) if cities else ""


def _kind(row: Row) -> str:
    return "share" if row["unit"] == "%" else row["kind"]


def _scope(row: Row) -> str:
    """Part of the area that a target speaks of, or each of its parts; empty is the whole area."""
    if row["said"].startswith(_EACH):
        return "each unit"
    part = next((part for part in _PART if row["said"].startswith(part)), "")
    return part or ("幼儿园" if _speaks_of_kindergartens(row) else "")


def _speaks_of_kindergartens(row: Row) -> bool:
    """Whether a figure that could be of all schools is said of kindergartens, in the clause before it."""
    if "幼" in row["indicator"] or "学前" in row["indicator"]:
        return False
    clause = _CLAUSES.split(row["before"].rstrip(",，"))[-1]
    return "幼儿园" in clause and not _SCHOOLS.search(clause)


def _year(row: Row) -> str:
    return (row["deadline"] or row["year"])[:4]


def _rank(row: Row) -> tuple[int, Decimal, str, str]:
    """Comparable rows first, the best figure first; blanked ones last."""
    value = Decimal(row["value"]) if row["value"] else Decimal(0)
    order = 0 if row["comparable"] == "yes" else 2 if row["redacted"] == "true" else 1
    return order, value if row["direction"] == "down" else -value, row["plan"], row["task"]


KINDS: dict[str, Callable[..., Table]] = {"themes": themes, "targets": targets, "documents": documents}
