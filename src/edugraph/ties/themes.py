"""Communities of themes that go together in tasks more often than chance would have it. From query rows only."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from edugraph.errors import MissingError, UsageError, nearest
from edugraph.overlap.ledger import narrower, theme_rows
from edugraph.parameters import SEPARATOR
from edugraph.table import Table
from edugraph.ties import choice
from edugraph.ties.communities import communities
from edugraph.ties.together import Together, plan_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from edugraph.store import Store
    from edugraph.ties.communities import Community

    Pair = tuple[str, str]

COLUMNS = ("community", "themes", "strongest", "together", "cities", "lift", "steady", "tasks")
_LEAST = 2
_STRONGEST, _EXAMPLES = 3, 5


def table(store: Store, /, theme: str = "", cities: str = "", year: str = "", least: str = "") -> Table:
    """One row a community, the largest first, its themes in the order of their ties to the others.

    ``strongest`` are the pairs that hold it together, with how many tasks name both; ``together`` is how many
    tasks name at least two of its themes, in how many ``cities``; ``lift`` how many times as often its themes meet as chance would
    have it (``together``); ``steady`` the share of repeated searches that put two of its themes together
    (``communities``); ``tasks`` those that name most of them, one a city, five at most. Themes that go together with no
    other stand in none. ``theme`` keeps its community; ``least`` is in how many cities two themes must meet (2).
    Raises MissingError for a theme, city or year that is not held, UsageError for a ``least`` that is no number.
    """
    tree = narrower(store)
    if theme and theme not in tree:
        raise MissingError(f"the theme list knows no {theme}.{nearest(theme, tree)}")
    plans = choice.plans(store, cities, year)
    found = together(store, plans)
    kin = {frozenset((broad, below)) for broad, all_below in tree.items() for below in all_below}
    ties = found.ties(_number(least), kin)
    rows = (
        (str(at), *_row(one, found, ties, kin, list(plans)))
        for at, one in enumerate(communities(ties), 1)
        if not theme or theme in one.members
    )
    return Table(COLUMNS, tuple(rows))


def together(store: Store, plans: Mapping[str, Mapping[str, str]]) -> Together:
    """The themes of the tasks of some plans."""
    themes: defaultdict[str, set[str]] = defaultdict(set)
    for row in theme_rows(store, passing="yes"):  # what is named together, and be it in passing
        if row["plan"] in plans:
            themes[f"{row['plan']}:{row['task']}"].add(row["theme"])
    return Together(themes, {plan: row["city"] for plan, row in plans.items()})


def _number(least: str) -> int:
    if least and (not least.isdecimal() or int(least) < 1):
        raise UsageError(f"least={least}: not a number of cities, 1 or more.")
    return int(least or _LEAST)


def _row(
    one: Community,
    found: Together,
    ties: Mapping[Pair, float],
    kin: Collection[frozenset[str]],
    order: Sequence[str],
) -> tuple[str, ...]:
    pairs = [pair for pair in combinations(sorted(one.members), 2) if frozenset(pair) not in kin]
    met = sum(len(found.tasks.get(pair, ())) for pair in pairs)
    strongest = sorted((pair for pair in pairs if pair in ties), key=lambda pair: (-ties[pair], pair))[:_STRONGEST]
    members = set(one.members)
    named = {place: len(themes & members) for place, themes in found.themes.items() if len(themes & members) > 1}
    return (
        SEPARATOR.join(one.members),
        SEPARATOR.join(f"{first}＋{second}（{len(found.tasks[first, second])}）" for first, second in strongest),
        str(len(named)),
        str(len(found.where(named))),
        f"{met / sum(map(found.expected, pairs)):.1f}",
        f"{one.steady:.2f}",
        " ".join(_examples(named, found, order)),
    )


def _examples(named: Mapping[str, int], found: Together, order: Sequence[str]) -> list[str]:
    """The tasks that name most of the themes, one a city."""
    best: dict[str, str] = {}
    for place in sorted(named, key=lambda place: (-named[place], place)):
        best.setdefault(found.cities[plan_of(place)], place)
    return choice.by_place(list(best.values())[:_EXAMPLES], order)
