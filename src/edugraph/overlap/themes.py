"""Theme by city: the tasks, offices and targets behind each cell, narrower themes counted under broader ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from edugraph.overlap.ledger import Ledger, above, narrower
from edugraph.overlap.selection import SEPARATOR, by_plan, chosen, label_of
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edugraph.store import Store

    Row = Mapping[str, str]

COLUMNS = ("theme", "city", "plan", "tasks", "offices", "targets", "narrower")


def table(store: Store, /, theme: str = "", city: str = "", cities: str = "") -> Table:
    """One row for each theme and plan that acts on it, or on a narrower theme; broader themes first.

    ``narrower`` are the narrower themes through which the plan comes in. Raises MissingError for a theme
    that the theme list does not hold, or a city that the graph does not.
    """
    tree = narrower(store)
    asked = {one: tree[one] for one in ([label_of("themes", theme)] if theme else tree)}
    wanted = chosen(store, cities) & chosen(store, city)
    ledger, plans, broader = Ledger(store), by_plan(store), above(tree)
    acting = {plan: ledger.acting(plan, broader) for plan, name in plans.items() if name in wanted}
    rows = (
        (theme, plans[plan], plan, *_cell(ledger, plan, themes[theme], [one for one in below if one != theme]))
        for theme, below in asked.items()
        for plan, themes in acting.items()
        if theme in themes
    )
    return Table(COLUMNS, tuple(rows))


def _cell(ledger: Ledger, plan: str, acting: Mapping[str, set[str]], below: Iterable[str]) -> tuple[str, str, str, str]:
    """Tasks, offices, targets and narrower themes of one cell; empty texts where the plan is silent."""
    offices = (row for task, shared in acting.items() for row in ledger.answering((plan, task), shared))
    targets = (stated(row) for task, shared in acting.items() for row in ledger.targets((plan, task), shared))
    through = (one for one in below if any(one in shared for shared in acting.values()))
    return " ".join(acting), by_role(offices), "；".join(dict.fromkeys(targets)), SEPARATOR.join(through)


def by_role(rows: Iterable[Row]) -> str:
    """Offices by role, the one with most tasks first.

    >>> by_role([{"role": "responsible", "organisation": "教师处"}, {"role": "lead", "organisation": "基教科"}])
    '牵头：基教科；责任：教师处'
    """
    count = Counter((row["role"], row["organisation"]) for row in rows)
    found: dict[str, list[str]] = {}
    for (role, name), _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(role, []).append(name)
    roles = scheme("roles").by_notation.values()
    return "；".join(f"{one.label}：{SEPARATOR.join(found[one.notation])}" for one in roles if one.notation in found)


def stated(row: Row) -> str:
    """A target in short, with the task that states it: ``45：集团化办学覆盖率 >=80%``."""
    return f"{row['task']}：{row['indicator']} {figure(row)}"


def figure(row: Row) -> str:
    """The figure of a target; a blanked one is ``*``.

    >>> figure({"comparator": ">=", "value": "3", "value_max": "5", "unit": "所"})
    '>=3—5所'
    """
    sign = "" if row["comparator"] == "=" else row["comparator"]
    top = f"—{row['value_max']}" if row["value_max"] else ""
    return f"{sign}{row['value'] or '*'}{top}{row['unit']}"
