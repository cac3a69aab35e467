"""Which plans a network is made of, and how lists of its members are shown in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import holdings
from edugraph.errors import MissingError
from edugraph.overlap.selection import chosen
from edugraph.parameters import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.store import Store


def plans(store: Store, cities: str, year: str) -> dict[str, dict[str, str]]:
    """The plans of some cities (names joined by ``、``) and of one year, or all, by id; ``city`` is never empty.

    Raises MissingError for a city or a year of which the graph holds no plan.
    """
    wanted = chosen(store, cities)
    rows = holdings.plans(store)
    years = sorted({row["year"] for row in rows if row["city"] in wanted})
    if year and year not in years:
        raise MissingError(f"the graph holds no plan of {year}. It holds plans of {', '.join(years)}.")
    return {row["plan"]: row for row in rows if row["city"] in wanted and year in ("", row["year"])}


def listed(names: Sequence[str], most: int, word: str) -> str:
    """The first names, and of longer lists how many there are in all.

    >>> listed(["邯郸市", "宁波市", "济宁市"], 2, "市")
    '邯郸市、宁波市等3市'
    """
    return SEPARATOR.join(names[:most]) + (f"等{len(names)}{word}" if len(names) > most else "")


def by_place(places: Iterable[str], order: Sequence[str]) -> list[str]:
    """Places, each once, in the order of the plans; those of one plan in the order they come."""
    rank = {plan: at for at, plan in enumerate(order)}
    return sorted(dict.fromkeys(places), key=lambda place: rank[place.partition(":")[0]])


def counted(counts: Mapping[str, int]) -> list[str]:
    """Names with their counts, the highest first.

    >>> counted({"督导处": 2, "教师处": 6, "办公室": 2})
    ['教师处（6）', '办公室（2）', '督导处（2）']
    """
    return [f"{name}（{counts[name]}）" for name in sorted(counts, key=lambda name: (-counts[name], name))]
