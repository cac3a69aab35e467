"""Theme by city: the tasks, offices and targets behind each cell, narrower themes counted under broader ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from edugraph.overlap.ledger import Ledger, above, narrower
from edugraph.overlap.selection import by_plan, chosen
from edugraph.parameters import SEPARATOR, Parameters
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edugraph.store import Store

Row = Mapping[str, str]
Shared = Mapping[str, set[str]]
"""Tasks with their themes that count under one."""
Acting = Mapping[str, Shared]
"""The same by plan."""

COLUMNS = ("theme", "city", "plan", "tasks", "offices", "targets", "narrower")


class Cell(NamedTuple):
    """What a plan has on a theme or a narrower one: tasks, who answers, targets, and the narrower themes it names."""

    theme: str
    plan: str
    tasks: Sequence[str]
    offices: Sequence[Row]
    targets: Sequence[Row]
    narrower: Sequence[str]


def table(store: Store, /, theme: str = "", city: str = "", cities: str = "", passing: str = "") -> Table:
    """One row for each theme and plan that acts on it, or on a narrower theme; broader themes first.

    ``narrower`` are the narrower themes through which the plan comes in. ``passing`` counts what tasks only
    touch as well. Raises MissingError for a theme
    that the theme list does not hold, or a city that the graph does not.
    """
    wanted, plans = chosen(store, cities) & chosen(store, city), by_plan(store)
    rows = (
        (one.theme, plans[one.plan], one.plan, *_texts(one))
        for one in cells(store, Parameters(store).named("theme", theme) if theme else "", passing)
        if plans[one.plan] in wanted
    )
    return Table(COLUMNS, tuple(rows))


def cells(store: Store, theme: str = "", passing: str = "") -> Iterator[Cell]:
    """The cells of all themes, or of one, with what stands behind them; broader themes first."""
    tree, ledger = narrower(store), Ledger(store, main=not passing)
    for one, plans in acting(ledger, tree, by_plan(store)).items():
        for plan, tasks in plans.items() if theme in ("", one) else ():
            yield cell(ledger, tree, one, plan, tasks)


def acting(ledger: Ledger, tree: Mapping[str, Iterable[str]], plans: Iterable[str]) -> dict[str, Acting]:
    """What some plans act on: theme, plan, task, and the themes of the task that count under it; broader themes first."""
    broader = above(tree)
    held = {plan: ledger.acting(plan, broader) for plan in plans}
    return {theme: {plan: themes[theme] for plan, themes in held.items() if theme in themes} for theme in tree}


def cell(ledger: Ledger, tree: Mapping[str, Sequence[str]], theme: str, plan: str, acting: Shared) -> Cell:
    """What stands behind the tasks of a plan that act on a theme."""
    below = [other for other in tree[theme] if other != theme]
    offices = [row for task, shared in acting.items() for row in ledger.answering((plan, task), shared)]
    targets = promised(ledger, plan, acting)
    through = [one for one in below if any(one in shared for shared in acting.values())]
    return Cell(theme, plan, list(acting), offices, targets, through)


def promised(ledger: Ledger, plan: str, acting: Shared) -> list[Row]:
    """The targets that tasks of a plan set on a theme."""
    return [row for task, shared in acting.items() for row in ledger.targets((plan, task), shared)]


def _texts(cell: Cell) -> tuple[str, str, str, str]:
    """Tasks, offices, targets and narrower themes of a cell as a table shows them."""
    return " ".join(cell.tasks), by_role(cell.offices), figures(cell.targets), SEPARATOR.join(cell.narrower)


def figures(targets: Iterable[Row]) -> str:
    """Some targets in short, each once."""
    return "；".join(dict.fromkeys(map(stated, targets)))


def roles(rows: Iterable[Row]) -> dict[str, list[str]]:
    """Offices by the code of their role, the leading first; within a role the one with most tasks first."""
    count = Counter((row["role"], row["organisation"]) for row in rows)
    found: dict[str, list[str]] = {}
    for (role, name), _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(role, []).append(name)
    return {role: found[role] for role in scheme("roles").by_notation if role in found}


def by_role(rows: Iterable[Row]) -> str:
    """Offices by role, the one with most tasks first.

    >>> by_role([{"role": "responsible", "organisation": "教师处"}, {"role": "lead", "organisation": "基教科"}])
    '牵头：基教科；责任：教师处'
    """
    labels = scheme("roles").by_notation
    return "；".join(f"{labels[role].label}：{SEPARATOR.join(names)}" for role, names in roles(rows).items())


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
