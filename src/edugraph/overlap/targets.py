"""Targets of several cities side by side: which can be set against which, and why not. Draws on query rows only.

Here alone it is decided: ``judged`` groups the targets of one indicator, and whatever compares figures (``compare``,
``diff``, ``gaps``, the page, charts, the brief) asks it, or asks ``compared`` or ``Traits.difference`` of two.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query, stages
from edugraph.overlap.selection import chosen
from edugraph.parameters import SEPARATOR
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]

TARGET_COLUMNS = (
    "indicator", "plan", "city", "task", "value", "value_max", "unit", "comparator", "deadline",
    "redacted", "comparable", "quote", "group",
)  # fmt: skip
YES, ALONE = "yes", "no: nothing to set it against"
_HIDDEN = "no: figure blanked"
_WHOLE = "whole area"
_REASONS = ("{mine} against {theirs}", "{mine} against {theirs}", "another scope ({mine})", "another year ({mine})")
_PART = ("主城区", "城区", "市直", "直属", "农村", "乡镇", "区级")
_EACH = "每"
_FAMILIES = {"institution": "thing", "item": "thing"}
_CLAUSES = re.compile(r"[,，;；。]")
_SCHOOL, _SCHOOLS, _KINDERGARTENS = "学校", "schools", "preschool"


class Traits(NamedTuple):
    """What targets must share to be set against each other; an empty scope is the whole area."""

    kind: str
    unit: str
    scope: str
    year: str

    @property
    def group(self) -> str:
        """The traits in words: those of one group have the same.

        >>> Traits("count", "thing", "中小学", "2023").group
        '中小学; count; 个; 2023'
        """
        family = scheme("units").by_notation.get(self.unit)
        unit = family.label if family else self.unit
        return "; ".join((self.scope or _WHOLE, *filter(None, (self.kind, unit, self.year))))

    def difference(self, other: Traits) -> str:
        """The first trait in which two differ, as ``no:`` and the reason; ``yes`` where they agree.

        >>> Traits("count", "thing", "中小学", "2023").difference(Traits("count", "thing", "", "2023"))
        'no: another scope (中小学)'
        """
        for reason, mine, theirs in zip(_REASONS, self, other, strict=True):
            if mine != theirs:
                return "no: " + reason.format(mine=mine or _WHOLE, theirs=theirs or _WHOLE)
        return YES


def table(store: Store, /, cities: str = "", **parameters: str) -> Table:
    """Targets of one indicator side by side, for indicators of at least two cities, best figure first.

    ``comparable`` is ``yes``, or ``no:`` and the reason; ``group`` is what a figure shares with those that it can be
    set against, and only with those: scope, kind, unit, year; a blanked figure has none. Within an indicator,
    comparable rows come first, group by group, ranked by figure where more or less is better. ``cities`` (names
    joined by 、) keeps theirs only; MissingError for one that the graph does not hold.
    """
    wanted = chosen(store, cities)
    every = query.run(store, "indicator-targets", **parameters).dicts()
    rows = [row for row in every if row["city"] in wanted]
    found: list[tuple[str, ...]] = []
    for _, group in groupby(rows, itemgetter("concept")):
        together = list(group)
        if len({row["city"] for row in together}) > 1:
            found += [tuple(row[column] for column in TARGET_COLUMNS) for row in judged(together)]
    return Table(TARGET_COLUMNS, tuple(found))


def judged(together: Sequence[Row]) -> list[dict[str, str]]:
    """Targets of one indicator with ``comparable`` and ``group``: comparable ones first, the best figure first.

    Targets of at least two cities that agree in all traits can be compared; for others the reason is the first
    trait in which they differ from what most cities have.
    """
    cities: dict[Traits, set[str]] = {}
    for row in together:
        if not _blanked(row):
            cities.setdefault(traits(row), set()).add(row["city"])
    found = (
        dict(row, comparable=_verdict(row, cities), group="" if _blanked(row) else traits(row).group)
        for row in together
    )
    return sorted(found, key=_rank)


def compared(one: Row, other: Row) -> str:
    """Whether two targets of one indicator can be compared: ``yes``, or ``no:`` and the reason.

    Where one is of the whole area, the reason names what the other is of.
    """
    if _blanked(one) or _blanked(other):
        return _HIDDEN
    narrow, wide = sorted(map(traits, (one, other)), key=lambda own: not own.scope)
    return narrow.difference(wide)


def groups(rows: Sequence[Row]) -> list[list[Row]]:
    """The comparable ones of judged targets, those of one group together, in their order."""
    fit: dict[str, list[Row]] = {}
    for row in rows:
        if row["comparable"] == YES:
            fit.setdefault(row["group"], []).append(row)
    return list(fit.values())


def traits(row: Row) -> Traits:
    """What a target is a figure of: kind, unit, scope and year."""
    return Traits(_kind(row), _measure(row), _scope(row), (row["deadline"] or row["year"])[:4])


def _verdict(row: Row, cities: Mapping[Traits, set[str]]) -> str:
    if _blanked(row):
        return _HIDDEN
    own = traits(row)
    if len(cities[own]) > 1:
        return YES
    usual = min(cities, key=lambda traits: (-len(cities[traits]), traits))
    return own.difference(usual) if own != usual else ALONE


def _blanked(row: Row) -> bool:
    return row["redacted"] == "true"


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
    return part or stage(row)


def stage(row: Row) -> str:
    """The kind of school that a figure is of by the clause before it: 新改扩建幼儿园32所,新增学位0.9万个.

    Only a figure of an indicator that counts a part of schools (``edu:ofSchools``) takes it from there, and only
    where its own words name none; a clause that names kindergartens and schools means all.
    """
    concept = scheme("indicators").by_notation.get(row["concept"])
    if concept is None or concept.value("ofSchools") != "true" or stages.named(row["said"]):
        return ""
    clause = _CLAUSES.split(row["before"].rstrip(",，"))[-1]
    label = {one.notation: one.label for one in scheme("stages").concepts}
    found = stages.named(clause) or ({label[_SCHOOLS]} if _SCHOOL in clause else set())
    if label[_KINDERGARTENS] in found and len(found) > 1:
        return ""
    return SEPARATOR.join(one for one in label.values() if one in found)


def _rank(row: Row) -> tuple[int, str, Decimal, str, str]:
    """Comparable rows first, those that go together beside each other, the best figure first; blanked ones last."""
    value = Decimal(row["value"]) if row["value"] else Decimal(0)
    order = 0 if row["comparable"] == YES else 2 if _blanked(row) else 1
    return order, row["group"], value if row["direction"] == "down" else -value, row["plan"], row["task"]
