"""Who carries how much of a plan, with whom, and which offices hold the others together. From query rows only.

Two offices work together on a task where the plan names both for the whole task or for the same measure of it,
or one for the whole and the other for a measure; offices of different measures do not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.errors import MissingError
from edugraph.holdings import Holdings
from edugraph.parameters import SEPARATOR
from edugraph.table import Table
from edugraph.text import fold
from edugraph.ties.between import betweenness, strengths
from edugraph.ties.choice import counted, listed
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from edugraph.store import Store

    Row = Mapping[str, str]

COLUMNS = ("plan", "organisation", "function", "carries", "roles", "alone", "partners", "reach", "between", "themes",
           "tasks")  # fmt: skip
_PARTNERS, _THEMES = 5, 3


def table(store: Store, /, plan: str = "", city: str = "") -> Table:
    """One row an office and plan, the offices of the bureau before other bodies, what carries and connects most first.

    ``carries`` is how many ``tasks`` it has, ``roles`` how many in which role, ``alone`` how many with nobody, and
    ``partners`` and ``themes`` are those of most of its tasks, with how many. ``reach`` is its share of the tasks of
    the plan, ``between`` its betweenness among the offices of the bureau (``between.betweenness``; empty
    for other bodies, and for an office that works with no other). Rows are sorted by ``reach`` plus ``between``.
    Raises MissingError for a plan or city that the graph does not hold, or one that names no offices.
    """
    plans = _wanted(store, plan, city)
    asked = {"plan": plans[0]} if len(plans) == 1 else {}
    total = Counter(row["plan"] for row in query.run(store, "tasks", **asked).dicts())
    themes = _themes(store, asked)
    rows: list[tuple[str, ...]] = []
    for one, group in groupby(query.run(store, "office-tasks", **asked).dicts(), itemgetter("plan")):
        if one in plans:
            rows += Staff(one, list(group), themes, total[one]).rows()
    if not rows and (plan or city):
        raise MissingError(f"{' '.join(plans)}: the plan does not say which offices answer for its tasks.")
    return Table(COLUMNS, tuple(rows))


def _wanted(store: Store, plan: str, city: str) -> list[str]:
    """Ids of the plans that are asked for: of an id, of a city, or all."""
    held = Holdings(store)
    named = [{row["plan"] for row in held.plans(name)} for name in (plan, city) if name]
    every = sorted(set.intersection({row["plan"] for row in held.rows}, *named))
    if not every:
        raise MissingError(f"the graph holds no plan {plan} of {city}.")
    return every


def _themes(store: Store, asked: Mapping[str, str]) -> dict[tuple[str, str, str], set[str]]:
    """Themes by plan, task and measure: those of the whole task, and of each measure those of them that it names."""
    found: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in query.run(store, "themes", **asked).dicts():
        found[row["plan"], row["task"], ""].add(row["theme"])
    for row in query.run(store, "passages", **asked).dicts():
        whole = found.get((row["plan"], row["task"], ""))
        if row["measure"] and whole:
            named = {hit.concept.label for hit in scheme("themes").matcher.find(fold(row["text"]))}
            found[row["plan"], row["task"], row["measure"]] |= named & whole
    return dict(found)


def _tasks_by() -> defaultdict[str, set[str]]:
    return defaultdict(set)


@dataclass(frozen=True)
class Share:
    """What one office carries: its tasks in the order of the plan, and those of each role, partner and theme."""

    function: str
    tasks: dict[str, None] = field(default_factory=dict)
    roles: defaultdict[str, set[str]] = field(default_factory=_tasks_by)
    partners: defaultdict[str, set[str]] = field(default_factory=_tasks_by)
    themes: defaultdict[str, set[str]] = field(default_factory=_tasks_by)

    @property
    def alone(self) -> set[str]:
        """Tasks that it carries with nobody."""
        return set(self.tasks).difference(*self.partners.values())


class Staff:
    """The offices of one plan: rows of ``office-tasks``, its themes by task and measure, and its number of tasks."""

    def __init__(
        self, plan: str, rows: Sequence[Row], themes: Mapping[tuple[str, str, str], Set[str]], total: int
    ) -> None:
        self.plan, self.total = plan, total
        self._rows, self._themes = rows, themes

    def rows(self) -> Iterator[tuple[str, ...]]:
        """The row of each office."""
        return (self._row(office) for office in sorted(self.shares, key=self._rank))

    @cached_property
    def units(self) -> set[str]:
        """Offices of the bureau; schools, counties and 各处室 are none."""
        return {row["organisation"] for row in self._rows if row["unit"] == "true"}

    @cached_property
    def groups(self) -> list[tuple[str, frozenset[str]]]:
        """Those who work together, with the task: one group a task, or one a measure where measures name offices."""
        named: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(_tasks_by)
        for row in self._rows:
            named[row["task"]][row["measure"]].add(row["organisation"])
        found: list[tuple[str, frozenset[str]]] = []
        for task, by_measure in named.items():
            whole = by_measure.pop("", set())
            found += [(task, frozenset(one | whole)) for one in by_measure.values() or [whole]]
        return found

    @cached_property
    def between(self) -> dict[str, float]:
        """The betweenness of each office of the bureau; all measures of a task together count as one task."""
        several = Counter(task for task, _ in self.groups)
        weighed = ((Fraction(1, several[task]), group & self.units) for task, group in self.groups)
        return betweenness(self.units, strengths(weighed))

    @cached_property
    def shares(self) -> dict[str, Share]:
        """What each office carries."""
        found: dict[str, Share] = {}
        for row in self._rows:
            share = found.setdefault(row["organisation"], Share(row["function"]))
            share.tasks[row["task"]] = None
            share.roles[row["role"]].add(row["task"])
            for theme in self._themes.get((self.plan, row["task"], row["measure"]), ()):
                share.themes[theme].add(row["task"])
        for task, group in self.groups:
            for one, other in combinations(group, 2):
                found[one].partners[other].add(task)
                found[other].partners[one].add(task)
        return found

    def _rank(self, office: str) -> tuple[bool, float, str]:
        share = self.shares[office]
        return office not in self.units, -len(share.tasks) / self.total - self.between.get(office, 0), office

    def _row(self, office: str) -> tuple[str, ...]:
        share = self.shares[office]
        connects = office in self.units and not self.units.isdisjoint(share.partners)
        return (
            self.plan,
            office,
            share.function,
            str(len(share.tasks)),
            _roles(share),
            str(len(share.alone) or ""),
            listed(_counted(share.partners), _PARTNERS, "个"),
            f"{len(share.tasks) / self.total:.2f}",
            f"{self.between[office]:.2f}" if connects else "",
            SEPARATOR.join(_counted(share.themes)[:_THEMES]),
            " ".join(share.tasks),
        )


def _counted(tasks: Mapping[str, set[str]]) -> list[str]:
    """Names with how many tasks each has, those with most first."""
    return counted({name: len(found) for name, found in tasks.items()})


def _roles(share: Share) -> str:
    """How many tasks in which role, the leading first: ``牵头11 责任13``."""
    roles = scheme("roles").concepts
    return " ".join(f"{role.label}{len(share.roles[role.notation])}" for role in roles if role.notation in share.roles)
