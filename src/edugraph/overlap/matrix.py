"""The responsibility matrix of one plan: offices by themes, and how many tasks in which role.

It comes long, a row an office and theme, as ``responsibility-matrix``; and wide, offices down and themes
across. Draws on query rows only.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.errors import MissingError
from edugraph.holdings import Holdings
from edugraph.overlap.ledger import Ledger, above, narrower
from edugraph.parameters import SEPARATOR, Parameters
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]
    Tasks = dict[str, dict[str, None]]

ROLES = ("lead", "responsible", "cooperating", "supervising")
COLUMNS = ("plan", "organisation", "function", "theme", *ROLES, "tasks")
NO_THEME = "未点明主题"
"""The column of tasks that name no theme."""


def table(store: Store, /, plan: str = "", theme: str = "", organisation: str = "") -> Table:
    """Rows by office and theme, offices with most tasks first, narrower themes counted under broader ones.

    ``plan`` is an id or a city, whose latest plan it then is; ``theme`` keeps a theme and those below it. An
    empty theme is tasks that name none. Raises MissingError for a plan, theme or office that is not there.
    """
    tree = narrower(store)
    key = Holdings(store).plan(plan)["plan"]
    found = counted(Ledger(store, [key]), key, above(tree))
    if organisation not in ("", *found):
        raise MissingError(f"{key} names no office {organisation}. See its offices: edugraph query offices")
    functions = _functions(store, key)
    wanted = tree[Parameters(store).named("theme", theme)] if theme else [*tree, ""]
    rows = (
        (key, office, functions.get(office, ""), one, *_counts(found[office][one]))
        for office in sorted(found, key=lambda office: (-len(_all(found[office])), office))
        for one in wanted
        if one in found[office] and organisation in ("", office)
    )
    return Table(COLUMNS, tuple(rows))


def counted(ledger: Ledger, plan: str, broader: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Tasks]]:
    """Office, theme, role, and the tasks in that role, or in any under "". MissingError for a plan without offices."""
    found: dict[str, dict[str, Tasks]] = {}
    for theme, task, row in _acts(ledger, plan, broader):
        roles = found.setdefault(row["organisation"], {}).setdefault(theme, defaultdict(dict))
        roles[row["role"]][task] = roles[""][task] = None
    if not found:
        raise MissingError(f"{plan} names no office that answers for a task.")
    return found


def _acts(ledger: Ledger, plan: str, broader: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, Row]]:
    """Theme, task, and who answers for the task as far as it acts on the theme."""
    for theme, tasks in ledger.acting(plan, broader).items():
        for task, shared in tasks.items():
            yield from ((theme, task, row) for row in ledger.answering((plan, task), shared))
    for task in ledger.themes[plan]:
        yield from (("", task, row) for row in ledger.without_theme((plan, task)))


def _counts(roles: Tasks) -> Iterator[str]:
    """How many tasks in each role, none being empty, and the tasks."""
    for role in ROLES:
        yield str(len(roles[role])) if roles.get(role) else ""
    yield " ".join(roles[""])


def _all(themes: Mapping[str, Tasks]) -> set[str]:
    return {task for roles in themes.values() for task in roles[""]}


def _functions(store: Store, plan: str) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in query.run(store, "offices", plan=plan).dicts():
        found[row["organisation"]].append(row["function"])
    return {office: SEPARATOR.join(filter(None, names)) for office, names in found.items()}


def across(tree: Mapping[str, Sequence[str]], theme: str = "") -> list[str]:
    """The themes across: the broadest and what names none, or one theme and those below it.

    >>> across({"德": ["德", "美育"], "美育": ["美育"], "督导": ["督导"]})
    ['德', '督导', '']
    """
    if theme:
        return list(tree[theme])
    below = {one for broad, found in tree.items() for one in found if one != broad}
    return [*(one for one in tree if one not in below), ""]


def wide(rows: Iterable[Row], themes: Sequence[str]) -> Table:
    """Rows of the long form as offices by themes, with cells such as ``牵头2 责任3``; offices with most tasks first.

    A theme on which no office has a task is left out. ``tasks`` is how many tasks an office has in these themes.
    """
    cells: dict[str, dict[str, str]] = {}
    tasks: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["theme"] in themes:
            cells.setdefault(row["organisation"], {})[row["theme"]] = cell(row)
            tasks[row["organisation"]].update(row["tasks"].split())
    shown = [theme for theme in themes if any(theme in found for found in cells.values())]
    lines = (
        (office, str(len(tasks[office])), *(cells[office].get(theme, "") for theme in shown))
        for office in sorted(cells, key=lambda office: (-len(tasks[office]), office))
    )
    return Table(("organisation", "tasks", *(theme or NO_THEME for theme in shown)), tuple(lines))


def cell(row: Row) -> str:
    """How many tasks in which role, the leading first.

    >>> cell({"lead": "2", "responsible": "3", "cooperating": "", "supervising": ""})
    '牵头2 责任3'
    """
    labels = scheme("roles").by_notation
    return " ".join(f"{labels[role].label}{row[role]}" for role in ROLES if row[role])
