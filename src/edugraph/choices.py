"""Which plans an answer is about: what was taken of each city, and what was passed over.

A bureau publishes a plan a year, and may publish several in one (工作要点, 民生实事). What sets cities side by side takes
one plan, or one year, of each: the reader has to know which, and how to ask for another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import computed, query, which
from edugraph.comparison.sides import NEAREST, others, side, sides
from edugraph.errors import UsageError
from edugraph.holdings import Holdings
from edugraph.parameters import JOINED, SEPARATOR, kind, split

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from edugraph.store import Store

_ASIDE = ("gaps", "peers")
"""Computed questions about one city beside others, named or all."""
_NEAREST = "gaps"
_BESIDE = "compare"
_FEW = 3


def part(store: Store, header: query.Header, given: Mapping[str, str]) -> tuple[Store, dict[str, str]]:
    """The plans that a question is about, as a graph, and the parameters that do not say which these are.

    Raises UsageError for years that are none, MissingError where the graph holds no plan of them.
    """
    about, rest = which.taken(given, header.parameters)
    if header.plans == which.THROUGH and about.years:
        raise UsageError(f"{header.name} goes through all years of a city; it is not asked of some years.")
    named = {key: value for key, value in rest.items() if kind(header, key) in ("city", "plan")}
    names = [one for value in named.values() for one in split(value)]
    own = [value for key, value in named.items() if key not in JOINED]
    return about.part(store, names, own, latest=header.plans == which.LATEST), rest


def years(store: Store, name: str, given: Mapping[str, str]) -> tuple[str, str] | None:
    """In English and Chinese, of which years the plans are that a question reads, where their cities have others.

    None where nothing was passed over, or what was read is named by its id. Raises what ``part`` raises.
    """
    header = query.headers()[name]
    seen, rest = part(store, header, given)
    holdings = Holdings(seen)
    named = {one for value in rest.values() for one in split(value)}
    plans = set(_taken(seen, holdings, name, rest))
    if not plans and seen is not store:
        cities = holdings.named(split(rest["cities"])) if rest.get("cities") else holdings.cities
        plans = {row["plan"] for row in holdings.rows if row["city"] in cities}
    return told(store, plans - named)


def told(store: Store, plans: Collection[str]) -> tuple[str, str] | None:
    """The same of some plans that were read, with how to ask for others."""
    said = clauses(store, plans)
    if said is None:
        return None
    return f"{said[0]}. Others: --years YEAR, or all.", f"{said[1]}。读其他年度：--years 年度，全部：--years all。"


def clauses(store: Store, plans: Collection[str]) -> tuple[str, str] | None:
    """In English and Chinese, of which years some plans are, where the graph holds others of their cities."""
    alike: dict[tuple[str, str], list[str]] = {}
    for rows in Holdings(store).groups:
        own = {row["year"] for row in rows if row["plan"] in plans}
        others = {row["year"] for row in rows} - own
        if own and others:
            alike.setdefault((_listed(own), _listed(others)), []).append(rows[0]["city"])
    if not alike:
        return None
    first = sorted(alike.items(), key=lambda item: -len(item[1]))[:_FEW]
    english = "; ".join(f"{own} of {few(cities)}, not {others}" for (own, others), cities in first)
    chinese = "；".join(f"{few(cities)} {own} 年的，未读 {others} 年的" for (own, others), cities in first)
    more = " …" if len(alike) > _FEW else ""
    return f"plans read: {english}{more}", f"读的是：{chinese}{more}"


def _listed(years: Iterable[str]) -> str:
    return SEPARATOR.join(sorted(years))


def few(cities: Sequence[str]) -> str:
    """The first of some cities, and how many they are where these are not all."""
    more = f" … ({len(cities)})" if len(cities) > _FEW else ""
    return SEPARATOR.join(cities[:_FEW]) + more


def nearest_only(store: Store, name: str, given: Mapping[str, str]) -> tuple[str, str] | None:
    """In English and Chinese, how many cities a question sets beside one, where it leaves those out that are further."""
    if name != _NEAREST or given.get("cities"):
        return None
    seen, given = part(store, query.headers()[name], given)
    own, most = side(seen, given["city"]), int(given.get("nearest", NEAREST))
    if (every := len(others(seen, own))) <= most:
        return None
    english = f"peers read: the {most} nearest to {own.city}, of {every}. More: --nearest {every}."
    return english, f"只与最接近{own.city}的 {most} 市比较（共 {every} 市）；要更多：--nearest {every}。"


def passed_over(store: Store, name: str, given: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each plan that a question takes for a city, with the other plans of that year; none where it is named by its id.

    Raises MissingError and UsageError for names that stand for no plan, or for several cities.
    """
    if name not in query.headers():
        return
    store, given = part(store, query.headers()[name], given)
    holdings = Holdings(store)
    named = {one for value in given.values() for one in split(value)}
    for plan in dict.fromkeys(_taken(store, holdings, name, given)):
        more = holdings.beside(plan)
        if more and plan not in named:
            yield plan, tuple(more)


def _taken(store: Store, holdings: Holdings, name: str, given: Mapping[str, str]) -> Iterator[str]:
    """The plans that stand for the cities of a question."""
    header = query.headers()[name]
    for key, value in given.items():
        if kind(header, key) == "plan" and not value.startswith("<"):
            yield holdings.plan(value)["plan"]
    if name not in computed.MODULES or (name in _ASIDE and "city" not in given):
        return
    if name == _BESIDE:
        yield from (one.plan for one in sides(store, split(given.get("cities", ""))))
    elif name in _ASIDE:
        own = side(store, given["city"])
        yield from (one.plan for one in (own, *others(store, own, split(given.get("cities", "")))))
