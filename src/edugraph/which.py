"""Which plans a question is about: of which years, and of which cities. Resolved once, and handed down as a graph.

``part`` gives the graph as if it held these plans alone (``Store.of``), so that whatever is asked of it, a named query
or a computed one, needs no rule of its own. Where several years of a city are held and nothing is said of years,
questions that set cities side by side read the latest of each: two plans of one city are not shared by two cities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph import groups
from edugraph.errors import MissingError, UsageError
from edugraph.holdings import Holdings
from edugraph.parameters import SEPARATOR, split

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from edugraph.store import Store

    Row = Mapping[str, str]

ALL, LATEST, THROUGH = "all", "latest", "years"
"""All plans, and the latest of each city, as they are asked for; and what goes through the years by its nature."""
YEARS, PLACES = ("year", "years"), ("province", "level", "where")
"""The parameters that say which plans, wherever a question has none of its own of that name."""
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)(?:[-—–~至到](?P<last>(?:19|20)\d\d))?年?")


@dataclass(frozen=True)
class Which:
    """Which plans: ``years`` (2023, 2021-2023, 2021、2023, all, latest), and groups or cities of which all hold.

    Without ``years`` it is the question that says whether it reads all plans or the latest of each city.
    """

    years: str = ""
    where: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise UsageError where the years are none."""
        if self.years not in ("", ALL, LATEST):
            _spans(self.years)

    @property
    def options(self) -> Mapping[str, str]:
        """The parameters that say the same."""
        said = {"years": self.years, **dict(zip(reversed(PLACES), self.where, strict=False))}
        return {key: value for key, value in said.items() if value}

    def part(self, store: Store, names: Iterable[str] = (), own: Iterable[str] = (), *, latest: bool = False) -> Store:
        """The graph of these plans; the whole of it where these are all.

        ``latest`` is whether the latest plans of each city are meant where no years are given; one that is among the
        ``names`` of a question by its id or its year (handan-2022, 邯郸2022) is read in place of the latest.
        The cities of ``own`` are among them wherever they lie: those that a question sets beside others.
        Raises MissingError where the graph holds none, or no city of a group.
        """
        holdings = Holdings(store)
        rows = list(holdings.rows)
        beside = {row["plan"] for name in own for row in holdings.find(name)}
        for one in self.where:
            held = groups.plans(holdings, one) | beside
            rows = [row for row in rows if row["plan"] in held]
        if not rows:
            raise MissingError(f"the graph holds no city that is of all of these: {SEPARATOR.join(self.where)}.")
        wanted = self._wanted(rows, _named(holdings, names), latest=latest)
        chosen = [row for row in rows if wanted(row)]
        if not chosen:
            known = ", ".join(sorted({row["year"] for row in rows}))
            raise MissingError(f"the graph holds no plan of {self.years}. It holds plans of: {known}.")
        every = bool(self.years) and self.years != LATEST
        plans = [row["plan"] for row in chosen] if len(chosen) < len(holdings.rows) else None
        return store.of(plans, every=every) if plans or every else store

    def _wanted(
        self, rows: Iterable[Row], named: Mapping[str, Container[str]], *, latest: bool
    ) -> Callable[[Row], bool]:
        """Whether a plan is of the years that are wanted; ``named`` are plans by city that stand for the latest."""
        if self.years == ALL or not (self.years or latest):
            return lambda _: True
        if self.years != LATEST and self.years:
            spans = _spans(self.years)
            return lambda row: any(first <= row["year"] <= last for first, last in spans)
        last: dict[str, str] = {}
        for row in rows:
            last[row["city"]] = max(last.get(row["city"], ""), row["year"])
        return lambda row: (
            row["plan"] in named.get(row["city"], ()) or (row["city"] not in named and row["year"] == last[row["city"]])
        )


EVERY = Which()
"""Nothing is said of the plans."""


def taken(given: Mapping[str, str], own: Iterable[str]) -> tuple[Which, dict[str, str]]:
    """What parameters say of the plans, and the others; those that a question takes itself (``own``) are its own.

    Raises UsageError for years that are none, or are said twice.
    """
    said = {key: given[key] for key in (*YEARS, *PLACES) if key in given and key not in own}
    years = [said[key] for key in YEARS if key in said]
    if len(years) > 1:
        raise UsageError("year and years are one: give one of them.")
    where = tuple(said[key] for key in PLACES if key in said)
    return Which("".join(years), where), {key: value for key, value in given.items() if key not in said}


def _spans(years: str) -> list[tuple[str, str]]:
    """The first and the last of each span of years; UsageError where they are none.

    >>> _spans("2021-2023、2025")
    [('2021', '2023'), ('2025', '2025')]
    """
    found = [_SPAN.fullmatch(part) for part in split(years)]
    spans = [(one["first"], one["last"] or one["first"]) for one in found if one]
    if not spans or len(spans) < len(found) or any(last < first for first, last in spans):
        raise UsageError(f"years={years}: a year, a span or a list: 2023, 2021-2023, 2021、2023; or all, or latest.")
    return spans


def _named(holdings: Holdings, names: Iterable[str]) -> dict[str, set[str]]:
    """By city the plans that names stand for by an id or a year; names of whole cities, and of none, say nothing."""
    found: dict[str, set[str]] = {}
    for name in names:
        rows = holdings.find(name)
        if rows and len({row["city"] for row in rows}) == 1 and len(rows) < len(holdings.find(rows[0]["city"])):
            found.setdefault(rows[0]["city"], set()).update(row["plan"] for row in rows)
    return found
