"""Groups of cities by where they lie and what they are: 山东, 县级市, 山东的县级市, wherever cities may be named."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from edugraph import regions
from edugraph.errors import MissingError, UsageError
from edugraph.holdings import Holdings, city_names
from edugraph.parameters import SEPARATOR, split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.store import Store

RANKS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("地级市", "地级", "地市", "设区市", "设区的市", "市州"), ("prefecture", "")),
    **dict.fromkeys(("县级", "区县", "县区", "县市区", "县（市、区）", "县(市、区)"), ("county", "")),
    "县级市": ("county", "市"),
    **{level: (level, "") for level in ("province", "prefecture", "county")},
    **{end: ("county", end) for end in ("县", "区", "旗")},
}
"""What a group may be of: the level of its cities, and what their names end with."""
_WORD = 2
"""A rank of no more characters is an ordinary word in a question, where no province stands before it."""


def expanded(store: Store, names: str) -> str:
    """Names of cities joined by ``、``, with the cities of each group that is named among them in its place.

    Raises MissingError for a group of which the graph holds no city.
    """
    holdings = Holdings(store)
    known = {name for row in holdings.rows for name in (row["plan"], *city_names(row))}
    found = (([name] if name in known else _cities(holdings, name)) or [name] for name in split(names))
    return SEPARATOR.join(dict.fromkeys(city for cities in found for city in cities)) or names


def plans(holdings: Holdings, names: str) -> frozenset[str]:
    """The ids of the plans of the groups and cities that a text names, joined by ``、``.

    Raises MissingError for one that the graph does not hold, UsageError where the text names none.
    """
    found = split(names)
    if not found:
        raise UsageError("name at least one group or city, as in 山东的县级市.")
    rows = (row for name in found for row in holdings.find(name) or _rows(holdings, name) or holdings.missing(name))
    return frozenset(row["plan"] for row in rows)


def _cities(holdings: Holdings, name: str) -> list[str]:
    """The cities of a group; none where the name is that of no group."""
    return sorted({row["city"] for row in _rows(holdings, name)})


def _rows(holdings: Holdings, name: str) -> list[dict[str, str]]:
    """The plans of a group; none where the name is that of no group, MissingError where the group has none."""
    said = _pattern().fullmatch(name)
    if not said or not (said["province"] or said["rank"]):
        return []
    level, end = RANKS.get(said["rank"] or "", ("", ""))
    province = regions.full_name(said["province"]) if said["province"] else ""
    found = [
        row
        for row in holdings.rows
        if (not province or row["province"] == province or row["name"] == province)
        and (not level or row["level"] == level)
        and row["name"].endswith(end)
    ]
    if not found:
        raise MissingError(f"the graph holds no city of the group {name}.")
    return found


def spoken(text: str, every: str) -> tuple[str, str]:
    """The group that a question names, and the question with ``every`` in its place; empty and the text without one.

    A province beside a rank or 市 is one, and a rank that is no ordinary word: 山东的县级市, 地级市, 河北省各市. What asks
    for cities of the group goes on asking: 哪些县级市 is which cities.

    >>> spoken("山东的县级市有哪些共同的主题？", "各市")
    ('山东县级市', '各市有哪些共同的主题？')
    >>> spoken("山东哪些地级市提到双减？", "各市")
    ('山东地级市', '哪些城市提到双减？')
    >>> spoken("山东省济宁市提到双减吗？", "各市")
    ('', '山东省济宁市提到双减吗？')
    """
    for said in _spoken().finditer(text):
        rank, before = said["rank"] or "", text[: said.start()]
        titled = before.count("《") > before.count("》")
        if not titled and (said["province"] or len(rank) > _WORD):
            asked = "哪些城市" if said["asked"] else every
            return (said["province"] or "") + rank, before + asked + text[said.end() :]
    return "", text


@cache
def _spoken() -> re.Pattern[str]:
    """A province before a rank or before cities, or a rank alone, where a name of a city does not go on."""
    ranks = "|".join(re.escape(rank) for rank in sorted(RANKS, key=len, reverse=True))
    return re.compile(
        rf"(?:全?(?P<province>{_provinces()})(?:的|各|所有|全部|有|里|境?内)*)?(?P<asked>哪[些几一]?个?)?"
        rf"(?:各|所有|全部)?(?:(?P<rank>{ranks})|(?P<any>城市|市))(?:[里中](?!小|学|考|职|央|国|华))?"
        "(?![\u4e00-\u9fff]?域|[场政级直委内外教局人])"
    )


@cache
def _pattern() -> re.Pattern[str]:
    """A province, a rank, or both: 山东省的县级市."""
    ranks = "|".join(re.escape(rank) for rank in sorted(RANKS, key=len, reverse=True))
    return re.compile(rf"(?:全?(?P<province>{_provinces()})(?:各|的|所有)?)?(?:各|所有)?(?P<rank>{ranks})?")


@cache
def _provinces() -> str:
    """The names of the provinces, as alternatives of a pattern."""
    provinces = (one for one in regions.table() if one.level == "province")
    names = sorted((name for one in provinces for name in (one.name, one.short)), key=len, reverse=True)
    return f"(?>{'|'.join(map(re.escape, names))})"  # 市 of 上海市 is no rank
