"""The sides of a comparison: one plan a city, of one year where all have one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph.errors import UsageError
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.store import Store


NEAREST = 50
"""How many peers stand beside a city where nobody names them: those nearest to it. Lists of more are not read."""


@dataclass(frozen=True)
class Side:
    """One city in a comparison, with the plan that stands for it; a city that is open has its plan's id as name."""

    city: str
    plan: str
    year: str


def sides(store: Store, names: Iterable[str]) -> list[Side]:
    """The plans that names stand for, by id, city or short name, each once, in the order given.

    Cities are compared in the latest year for which all have a plan; where there is none, each by its latest plan.
    Where years are asked for (``which``), by every plan of these, the earliest first.
    Raises MissingError for a name that the graph does not hold, UsageError where fewer than two are left.
    """
    holdings = Holdings(store)
    plans = [list(map(_side, holdings.plans(name))) for name in names]
    if store.every:
        plans = [[side] for held in plans for side in reversed(held)]
    common = set.intersection(*({plan.year for plan in held} for held in plans)) if plans else set()
    found = {side.plan: side for side in (_of_year(held, max(common, default="")) for held in plans)}
    if len(found) < 2:
        raise UsageError("compare: name at least two cities or plans that differ, as in: edugraph compare 邯郸 宁波")
    return list(found.values())


def heads(compared: Sequence[Side]) -> list[str]:
    """What each side is called: its city, with the year where years differ, its plan where that is not enough.

    >>> heads([Side("邯郸市", "handan-2022", "2022"), Side("宁波市", "ningbo-2023", "2023")])
    ['邯郸市 2022', '宁波市 2023']
    """
    years = {side.year for side in compared}
    names = [
        side.city if len(years) == 1 else side.plan if side.city == side.plan else f"{side.city} {side.year}"
        for side in compared
    ]
    count = Counter(names)
    return [name if count[name] == 1 else side.plan for name, side in zip(names, compared, strict=True)]


def side(store: Store, name: str) -> Side:
    """The plan that a name stands for; MissingError where the graph holds none."""
    return _side(Holdings(store).plan(name))


def others(store: Store, own: Side, names: Sequence[str] = ()) -> list[Side]:
    """The plans of other cities, or of those named: of the same year where a city has one, else its latest.

    Raises MissingError for a name that the graph does not hold, and where no other city is left.
    """
    holdings = Holdings(store)
    ours = next({row["plan"] for row in group} for group in holdings.groups if own in map(_side, group))
    groups = [list(map(_side, group)) for group in (map(holdings.plans, names) if names else holdings.groups)]
    found = list(dict.fromkeys(_of_year(plans, own.year) for plans in groups if plans[0].plan not in ours))
    if not found:
        holdings.missing(f"another city than {own.city}")
    return found


def _of_year(plans: Sequence[Side], year: str) -> Side:
    return next((plan for plan in plans if plan.year == year), plans[0])


def _side(row: dict[str, str]) -> Side:
    return Side(row["city"], row["plan"], row["year"])
