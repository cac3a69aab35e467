"""A target, a theme or all of a city through the years: what was promised, whether it was raised, and what was reached."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from edugraph import figures, query
from edugraph.diff import amounts
from edugraph.diff.years import Years
from edugraph.overlap.selection import chosen
from edugraph.overlap.targets import traits
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]
    Cells = tuple[str, ...]

COLUMNS = ("kind", "item", "city", "year", "plan", "figure", "change", "told", "tasks", "quote")
_FIRST = "first"


def table(store: Store, /, city: str = "", indicator: str = "", theme: str = "", cities: str = "") -> Table:
    """A row for each year in which a city promises something: of one city, one indicator, one theme, or all.

    ``change`` is against the city's plan before (``first``, ``kept``, ``raised``, ``lowered`` …), ``told`` what its
    next plan tells of it (``met``, ``missed`` …, with the figure). Of a theme ``figure`` is how many tasks act on it.
    ``cities`` (joined by 、) keeps theirs. Raises MissingError for a city that the graph does not hold.
    """
    years = Years(store, chosen(store, city or cities))
    held = {row["plan"]: row for row in years.plans}
    found: list[Cells] = []
    if not theme:
        rows = query.rows(store, "indicator-targets", **({"indicator": indicator} if indicator else {}))
        found += _targets([row for row in rows if row["plan"] in held], _told(years))
    if not indicator:
        rows = query.rows(store, "themes", standing="main", **({"theme": theme} if theme else {}))
        found += _themes([row for row in rows if row["plan"] in held], held)
    return Table(COLUMNS, tuple(dict.fromkeys(found)))  # a figure said twice in a sentence is one promise


def _told(years: Years) -> Mapping[str, str]:
    """What the next plan tells of each target, by the target."""
    outcomes = (pair for row, later in years.pairs() for pair in years.outcomes(row["plan"], later))
    return {row["_fact"]: f"{one.change} {one.after}".rstrip() for row, one in outcomes if one.change != "untold"}


def _targets(rows: Sequence[Row], told: Mapping[str, str]) -> Iterator[Cells]:
    """The targets of each city for an indicator, those that can be set against each other year by year."""
    lines: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        own = traits(row)
        lines[row["concept"], row["city"], own.kind, own.unit, own.scope].append(row)
    for _, line in sorted(lines.items()):
        before: Row | None = None
        for row in sorted(line, key=lambda one: (one["year"], one["plan"])):
            later = before if before and before["year"] < row["year"] else None
            change = amounts.change(amounts.of(later), amounts.of(row))[0] if later else _FIRST
            yield (
                *("indicator", row["indicator"], row["city"], row["year"], row["plan"], figures.short(row)),
                *(change, told.get(row["_fact"], ""), row["task"], row["quote"]),
            )
            before = row


def _themes(rows: Sequence[Row], plans: Mapping[str, Row]) -> Iterator[Cells]:
    """How many tasks of each plan act on a theme."""
    tasks: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        tasks[row["theme"], plans[row["plan"]]["city"]][row["plan"]].append(row["task"])
    for (theme, city), by_plan in sorted(tasks.items()):
        count = Counter({plan: len(set(held)) for plan, held in by_plan.items()})
        before: int | None = None
        for plan in (plan for plan, row in plans.items() if row["city"] == city):  # in the order of years
            if not (count[plan] or before):
                continue
            change = _FIRST if before is None else _change(before, count[plan])
            numbers = " ".join(dict.fromkeys(by_plan[plan])) if count[plan] else ""
            yield ("theme", theme, city, plans[plan]["year"], plan, str(count[plan]), change, "", numbers, "")
            before = count[plan]


def _change(before: int, now: int) -> str:
    return "dropped" if not now else "kept" if now == before else "raised" if now > before else "lowered"
