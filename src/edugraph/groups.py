"""Groups of cities by where they lie and what they are: 山东, 县级市, 山东的县级市, wherever cities may be named."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from edugraph import regions
from edugraph.errors import MissingError
from edugraph.holdings import Holdings, city_names
from edugraph.parameters import SEPARATOR, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.store import Store

RANKS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("地级市", "地市", "设区市", "设区的市", "市州"), ("prefecture", "")),
    **dict.fromkeys(("县级", "区县", "县区", "县市区", "县（市、区）", "县(市、区)"), ("county", "")),
    "县级市": ("county", "市"),
    **{end: ("county", end) for end in ("县", "区", "旗")},
}
"""What a group may be of: the level of its cities, and what their names end with."""


def expanded(store: Store, names: str) -> str:
    """Names of cities joined by ``、``, with the cities of each group that is named among them in its place.

    Raises MissingError for a group of which the graph holds no city.
    """
    holdings = Holdings(store)
    known = {name for row in holdings.rows for name in (row["plan"], *city_names(row))}
    found = (([name] if name in known else _cities(holdings, name)) or [name] for name in split(names))
    return SEPARATOR.join(dict.fromkeys(city for cities in found for city in cities)) or names


def _cities(holdings: Holdings, name: str) -> list[str]:
    """The cities of a group; none where the name is that of no group."""
    said = _pattern().fullmatch(name)
    if not said or not (said["province"] or said["rank"]):
        return []
    level, end = RANKS.get(said["rank"] or "", ("", ""))
    province = regions.full_name(said["province"]) if said["province"] else ""
    found = [
        row["city"]
        for row in holdings.rows
        if (not province or row["province"] == province or row["name"] == province)
        and (not level or row["level"] == level)
        and row["name"].endswith(end)
    ]
    if not found:
        raise MissingError(f"the graph holds no city of the group {name}.")
    return sorted(set(found))


@cache
def _pattern() -> re.Pattern[str]:
    """A province, a rank, or both: 山东省的县级市."""
    provinces = "|".join(
        re.escape(name) for one in regions.table() if one.level == "province" for name in (one.name, one.short)
    )
    ranks = "|".join(re.escape(rank) for rank in sorted(RANKS, key=len, reverse=True))
    return re.compile(rf"(?:全?(?P<province>{provinces})(?:各|的|所有)?)?(?:各|所有)?(?P<rank>{ranks})?")
