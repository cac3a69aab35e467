"""Every cited document: its level and year, who cites it, versions of it, and what cannot be right about it.

Level, year and place are read from the title and the words before it, never from what is known elsewhere;
what these do not say is ``unknown`` or empty. Draws on query rows only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from edugraph import regions
from edugraph.errors import UsageError
from edugraph.overlap.documents import alike, families, opening, shared_title, usual
from edugraph.table import Table
from edugraph.text import fold
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.regions import Region
    from edugraph.store import Store
    from edugraph.vocabulary import Hit

    Row = Mapping[str, str]

COLUMNS = ("title", "level", "year", "plans", "tasks", "family", "check")
LEVELS = ("national", "provincial", "city", "county", "unknown")
_LEVEL_OF = {"province": "provincial", "prefecture": "city", "county": "county"}
_WORD_OF = {"province": "province", "prefecture": "city", "county": "county"}
_BLANKED = {
    "省": "provincial", "市": "city", "州": "city", "盟": "city", "县": "county", "区": "county", "旗": "county",
}  # fmt: skip
_BLANKED_PLACE = re.compile(rf"^\*+(?P<rank>[{''.join(_BLANKED)}])")
_YEARS = re.compile(r"(?<!\d)(?P<from>(?:19|20)\d{2})年?(?:[—-](?P<to>(?:19|20)\d{2}))?(?=年|\)|—|-|$)")
_LISTED = re.compile(r"(?:《[^《》]*》[、,，和及与]*)*《$")
_CLAUSE = re.compile(r"[,，;；。:：]")
_LEAD = re.compile(r"^(?:中共|关于(?:印发|转发|公布)?)")
_LAW, _AREA, _OWN = "law", "area", "own"


def table(store: Store, /, title: str = "", plan: str = "", level: str = "", cities: str = "") -> Table:
    """One row a title, in the order of plans and texts.

    ``family`` is the title under which versions of the document stand together, where there are several or
    several cities cite it. Raises MissingError for a city that the graph does not hold, UsageError for a level
    that is none.
    """
    if level not in ("", *LEVELS):
        raise UsageError(f"level {level} is none of {', '.join(LEVELS)}.")
    rows: list[Row] = []
    for group in families(store, cities).values():
        titles: defaultdict[str, list[Row]] = defaultdict(list)
        for one in group:
            titles[alike(one["title"])].append(one)
        several = len(titles) > 1 or len({one["city"] for one in group}) > 1
        rows += [_row(citations, shared_title(group) if several else "") for citations in titles.values()]
    kept = (row for row in rows if title in row["title"] and plan in ("", *row["plans"].split()))
    return Table(COLUMNS, tuple(tuple(row.values()) for row in kept if level in ("", row["level"])))


def _row(citations: Sequence[Row], family: str) -> dict[str, str]:
    title = usual(citations)["title"]
    plans = dict.fromkeys(row["plan"] for row in citations)
    levels = (level_of(row) for row in citations)
    doubts = dict.fromkeys((row["plan"], doubt) for row in citations for doubt in doubts_of(row))
    return {
        "title": title,
        "level": next((level for level in levels if level != "unknown"), "unknown"),
        "year": years(title),
        "plans": " ".join(plans),
        "tasks": " ".join(dict.fromkeys(f"{row['plan']}:{row['task']}" for row in citations)),
        "family": family,
        "check": "; ".join(f"{doubt} ({plan})" if len(plans) > 1 else doubt for plan, doubt in doubts),
    }


def level_of(row: Row) -> str:
    """The level of government that a document is of: by its title, else by the words before it."""
    title = alike(row["title"])
    named = places(row)
    if named:
        return _LEVEL_OF[named[0].level]
    blanked = _BLANKED_PLACE.match(title)
    if blanked and blanked["rank"] == "市" and row["level"] == "county":
        return "unknown"  # of the county-level city itself, or of the city above it
    if blanked:
        return _BLANKED[blanked["rank"]]
    return _of_bodies(title, row) or _of_words_before(row) or _of_law(title) or "unknown"


def _of_bodies(title: str, row: Row) -> str:
    """By the body that a title begins with: 教育部等九部门关于…; or by the area that it speaks of: 全市."""
    lead = _LEAD.match(title)
    hits = _bodies(title)
    first = next((hit for hit in hits if hit.start in (0, lead.end() if lead else 0)), None)
    area = next((hit for hit in hits if hit.concept.notation == _AREA), None)
    hit = first or area
    return _own(hit.concept.notation, row) if hit else ""


def _of_words_before(row: Row) -> str:
    """By the last body or verb before the title in its clause; titles listed one after another share theirs."""
    before = _LISTED.sub("", fold(row["before"]))
    hits = [hit for hit in _bodies(_CLAUSE.split(before)[-1]) if hit.concept.notation != _AREA]
    return _own(hits[-1].concept.notation, row) if hits else ""


def _of_law(title: str) -> str:
    hits = (hit for hit in scheme("levels").matcher.find(title) if hit.end == len(title))
    return "national" if any(hit.concept.notation == _LAW for hit in hits) else ""


def _bodies(text: str) -> list[Hit]:
    return [hit for hit in scheme("levels").matcher.find(text) if hit.concept.notation != _LAW]


def _own(level: str, row: Row) -> str:
    """A level in the eyes of a plan: what it makes itself, or what a county-level city calls 市政府, is of its own."""
    mine = _LEVEL_OF.get(row["level"], "")
    if level in (_OWN, _AREA):
        return mine
    return mine or level if level == "city" and row["city"].endswith("市") else level


def years(title: str) -> str:
    """The year or years that a title names: ``2023``, ``2020—2023``; empty where it names none.

    >>> years("职业教育提质培优行动计划(2020—2023年)"), years("关于组织开展2023年戏曲进校园演出活动的通知")
    ('2020—2023', '2023')
    """
    match = _YEARS.search(fold(title))
    return "—".join(filter(None, match.groups())) if match else ""


def doubts_of(row: Row) -> Iterator[str]:
    """What cannot be right, or is at least odd: a year after the plan's, another place than the plan's own."""
    said = years(row["title"])[:4]
    if said and said > row["year"]:
        yield "dated after the plan"
    named = places(row)
    if named and row["code"] and not _of_own_area(named, row):
        yield f"names another {_WORD_OF[named[0].level]}"


def places(row: Row) -> tuple[Region, ...]:
    """The places that the opening of a title may mean: the last that it names, several where the name is shared.

    A district of elsewhere without its city is a common noun: 新城区, 老城区, 郊区.
    """
    title = alike(row["title"])
    lead = _LEAD.match(title)
    rest = title[lead.end() :] if lead else title
    year = int(row["year"])
    found = [mention.regions for mention in regions.mentions(rest, opening(rest, year), year)]
    alone = len(found) == 1 and found[0][0].name.endswith("区")
    return found[-1] if found and not (alone and not _of_own_area(found[0], row)) else ()


def _of_own_area(named: Sequence[Region], row: Row) -> bool:
    return any(_akin(region.code, row["code"]) for region in named)


def _akin(one: str, other: str) -> bool:
    """Whether one division is the other, above it or below it, by their codes.

    >>> _akin("370000", "370800"), _akin("370811", "370800"), _akin("330200", "370800")
    (True, True, False)
    """
    if not one or not other:
        return False
    stems = [code.removesuffix("00").removesuffix("00") for code in (one, other)]
    return stems[0].startswith(stems[1]) or stems[1].startswith(stems[0])
