"""Targets of several cities side by side: comparable or not, and why. Draws on query rows only."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.overlap.selection import chosen
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]

TARGET_COLUMNS = (
    "indicator", "plan", "city", "task", "value", "value_max", "unit", "comparator", "deadline",
    "redacted", "comparable", "quote",
)  # fmt: skip
_PART = ("主城区", "城区", "市直", "直属", "农村", "乡镇", "区级")
_EACH = "每"
_REASONS = ("{mine} against {theirs}", "{mine} against {theirs}", "another scope ({mine})", "another year ({mine})")
_FAMILIES = {"institution": "thing", "item": "thing"}
_CLAUSES = re.compile(r"[,，;；。]")
_SCHOOLS = re.compile(r"[小中]学|学校|高中|初中")


def table(store: Store, /, cities: str = "", **parameters: str) -> Table:
    """Targets of one indicator side by side, for indicators of at least two cities, best figure first.

    ``comparable`` is ``yes``, or ``no:`` and the reason. Within an indicator, comparable rows come
    first, ranked by figure where more or less is better. ``cities`` (names joined by 、) keeps theirs only;
    MissingError for one that the graph does not hold.
    """
    wanted = chosen(store, cities)
    every = query.run(store, "indicator-targets", **parameters).dicts()
    rows = [row for row in every if row["city"] in wanted]
    found: list[tuple[str, ...]] = []
    for _, group in groupby(rows, itemgetter("notation")):
        together = list(group)
        if len({row["city"] for row in together}) > 1:
            found += [tuple(row[column] for column in TARGET_COLUMNS) for row in judged(together)]
    return Table(TARGET_COLUMNS, tuple(found))


def judged(together: Sequence[Row]) -> list[dict[str, str]]:
    """Targets of one indicator with ``comparable``: comparable ones first, the best figure first."""
    cities = _agreeing(together)
    return sorted((dict(row, comparable=_verdict(row, cities)) for row in together), key=_rank)


def comparable(row: Row, together: Sequence[Row]) -> str:
    """Whether a target can be set against those of other cities, and if not, why not.

    Targets of at least two cities that agree in all traits can be compared; for others the reason is the
    first trait in which they differ from what most cities have.
    """
    return _verdict(row, _agreeing(together))


def traits(row: Row) -> tuple[str, str, str, str]:
    """What two targets must share to be comparable: kind, unit, scope and year."""
    return _kind(row), _measure(row), _scope(row), (row["deadline"] or row["year"])[:4]


def _agreeing(together: Sequence[Row]) -> dict[tuple[str, ...], set[str]]:
    """The cities whose targets have the same traits; blanked targets tell nothing."""
    cities: dict[tuple[str, ...], set[str]] = {}
    for row in together:
        if row["redacted"] == "false":
            cities.setdefault(traits(row), set()).add(row["city"])
    return cities


def _verdict(row: Row, cities: Mapping[tuple[str, ...], set[str]]) -> str:
    if row["redacted"] == "true":
        return "no: figure blanked"
    own = traits(row)
    if len(cities[own]) > 1:
        return "yes"
    usual = min(cities, key=lambda traits: (-len(cities[traits]), traits))
    for reason, mine, theirs in zip(_REASONS, own, usual, strict=True):
        if mine != theirs:
            return "no: " + reason.format(mine=mine or "whole area", theirs=theirs or "whole area")
    return "no: nothing to set it against"


def _kind(row: Row) -> str:
    return "share" if row["unit"] == "%" else row["kind"]


def _measure(row: Row) -> str:
    """The unit, words that count the same kind of thing being one (所 and 个, 人 and 名)."""
    word, slash, period = row["unit"].partition("/")
    family = scheme("units").by_form.get(word)
    counts = family is not None and family.value("kind") == "count"
    return (_FAMILIES.get(family.notation, family.notation) if family and counts else word) + slash + period


def _scope(row: Row) -> str:
    """Part of the area that a target speaks of, or each of its parts; empty is the whole area."""
    if row["said"].startswith(_EACH):
        return "each unit"
    part = next((part for part in _PART if row["said"].startswith(part)), "")
    return part or _stage(row)


def _stage(row: Row) -> str:
    """Whether a figure that could be of all schools is said of kindergartens or of schools only.

    The clause before says so: 新改扩建普惠性幼儿园32所,新增学位0.9万个. A figure that names its own kind
    of school needs no other.
    """
    if "幼" in row["indicator"] or "学前" in row["indicator"] or _SCHOOLS.search(row["said"] + row["indicator"]):
        return ""
    clause = _CLAUSES.split(row["before"].rstrip(",，"))[-1]
    kindergartens, schools = "幼儿园" in clause, bool(_SCHOOLS.search(clause))
    return "" if kindergartens == schools else "幼儿园" if kindergartens else "中小学"


def _rank(row: Row) -> tuple[int, tuple[str, ...], Decimal, str, str]:
    """Comparable rows first, those that go together beside each other, the best figure first; blanked ones last."""
    value = Decimal(row["value"]) if row["value"] else Decimal(0)
    order = 0 if row["comparable"] == "yes" else 2 if row["redacted"] == "true" else 1
    return order, traits(row), value if row["direction"] == "down" else -value, row["plan"], row["task"]
