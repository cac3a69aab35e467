"""The chart of one indicator: what each plan promises, on one axis for each kind of figure."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from edugraph.overlap import targets as judging
from edugraph.overlap.themes import figure
from edugraph.view import page, targets
from edugraph.view.charts.sheet import INK, LINE, MUTED, PAPER, WIDTH, Sheet, fitted
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.view.scope import Scope

    Row = Mapping[str, str]

MOST_ROWS = 28
"""How many targets fit a page."""

_LABEL, _SAID, _ROW, _AXIS = 48.0, 50.0, 6.2, 7.0
_FIRM = ("binding", "committed")
_DOT, _UP, _DOWN = "#1f5fb4", ">", "<"
_PALE, _UNSAID = "#b9cfe8", "力度没有写明"
_WAYS = {"up": "数值越高越好。 Higher is better.", "down": "数值越低越好。 Lower is better."}
_REASONS = (
    (re.compile("figure blanked"), "blanked"),
    (re.compile("nothing to set it against"), "alone"),
    (re.compile(r"another scope \((.*)\)"), "scope"),
    (re.compile(r"another year \((.*)\)"), "year"),
    (re.compile(r"(.*) against (.*)"), "other"),
)
"""What may speak against a comparison, and the key of the tab's words for it."""


def sheet_of(scope: Scope, indicator: str) -> Sheet:
    """The sheet of an indicator by its id (see ``targets.packs``)."""
    found = next(one for one in targets.indicators(scope) if one["id"] == indicator)
    rows = _asides(found["targets"][:MOST_ROWS])
    groups = [list(group) for _, group in groupby(_together(rows), lambda row: row["axis"])]
    english = scope.names.get(found["label"], "")
    titles = (f"{found['label']}：各市目标", f"{english + ': t' if english else 'T'}argets by city")
    height = len(rows) * _ROW + len(groups) * _AXIS
    notes = [*_notes(found["direction"], len(rows), len(found["targets"])), *_wordings(rows)]
    sheet = Sheet(scope.plans, titles, height, notes)
    top = 0.0
    for group in groups:
        top = _group(sheet, scope, group, top)
    return sheet


def _together(rows: Sequence[Row]) -> list[Row]:
    """The rows with those of one axis beside each other, in the order in which the axes first come."""
    axes = list(dict.fromkeys(row["axis"] for row in rows))
    return sorted(rows, key=lambda row: axes.index(row["axis"]))


def _asides(rows: Sequence[Row]) -> list[Row]:
    """The rows with what stands under the name of each: why it cannot be compared, or its group where there are several."""
    words = page.strings(("targets",))["zh"]
    several = len(judging.groups(rows)) > 1

    def aside(row: Row) -> str:
        if row["comparable"] != judging.YES:
            return words["targets.because"].format(reason(row["comparable"]))
        part = words.get(f"targets.part.{row['scope'] or 'whole area'}", row["scope"])
        year = (row["deadline"] or row["year"])[:4]
        return words["targets.group"].format(part, year) if several else ""

    return [{**row, "aside": aside(row)} for row in rows]


def _notes(direction: str, shown: int, every: int) -> list[str]:
    english = (
        "Filled: binding or committed; hollow: softer; pale: not said how firm. Triangle to the right: at least, to the left: at most; dot: "
        "exactly; bar: a range; *: blanked in the source."
    )
    notes = [
        "实心：硬性或承诺；空心：推进、力争、探索；浅色：力度没有写明；三角指向：不低于（右）、不高于（左）；圆点：等于；横条：区间；*：原文隐去。",
        english,
    ]
    notes += [_WAYS[direction]] if direction in _WAYS else []
    return notes + ([f"列出 {every} 条中的 {shown} 条。 {shown} of {every} targets."] if shown < every else [])


def _wordings(rows: Sequence[Row]) -> Iterator[str]:
    """A caution where figures that are compared are put in different words, with the words of each city."""
    said: dict[tuple[str, str], None] = {}
    for group in judging.groups(rows):
        own = dict.fromkeys((row["city"], "".join(row["subject"].split())) for row in group)
        said |= own if len({subject for _, subject in own}) > 1 else {}
    if said:
        words = page.strings(("targets",))
        for language, comma in (("zh", "、"), ("en", ", ")):
            told = comma.join(words[language]["targets.wording"].format(*pair) for pair in said)
            yield words[language]["targets.caution"].format(told)


def _group(sheet: Sheet, scope: Scope, rows: Sequence[Row], top: float) -> float:
    """The targets of one axis and the axis below them; gives where the next group begins."""
    from matplotlib.ticker import MaxNLocator

    values = [float(row[key]) for row in rows for key in ("value", "value_max") if row[key]]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    spread = (high - low) or abs(high) or 1.0
    ticks = [
        tick
        for tick in MaxNLocator(5, steps=(1, 2, 5, 10)).tick_values(low - spread * 0.1, high + spread * 0.1)
        if tick >= 0 or low < 0
    ]
    bottom = top + len(rows) * _ROW

    def across(value: float) -> float:
        return _LABEL + 4 + (WIDTH - _LABEL - _SAID - 8) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    if values:
        for tick in ticks:
            sheet.line([(across(tick), top), (across(tick), bottom)], LINE, linewidth=0.4, zorder=0)
            sheet.text((across(tick), bottom + 2), f"{tick:,.10g}", size=6.5, align="center", color=MUTED)
        said = rows[0]["unit"] + ("（横轴不从零开始）" if ticks[0] > 0 else "")
        sheet.text((WIDTH - _SAID + 1, bottom + 2), fitted(said, _SAID, 6.5), size=6.5, color=MUTED)
    for at, row in enumerate(rows):
        middle = top + (at + 0.5) * _ROW
        _words(sheet, scope, row, middle)
        places = [across(float(row[key])) for key in ("value", "value_max") if row[key]]
        _figure(sheet, row, places, middle)
    return bottom + _AXIS


def _words(sheet: Sheet, scope: Scope, row: Row, middle: float) -> None:
    """Whose target it is, what it says, and what it can be compared with or why it cannot be."""
    plan = next(plan for plan in scope.plans if plan["plan"] == row["plan"])
    label = f"{plan['city']} {plan['year']} · 任务{row['task']}"
    sheet.text((0, middle - 1.2 if row["aside"] else middle), fitted(label, _LABEL - 1, 7.5), size=7.5)
    if row["aside"]:
        sheet.text((0, middle + 1.6), fitted(row["aside"], _LABEL - 1, 6), size=6, color=MUTED)
    strengths = scheme("strengths").by_notation
    strength = strengths[row["strength"]].label if row["strength"] in strengths else row["strength"] or _UNSAID
    said = " · ".join(filter(None, (figure(row).replace(">=", "≥").replace("<=", "≤"), row["deadline"], strength)))
    sheet.text((WIDTH - _SAID + 1, middle), fitted(said, _SAID - 1, 7.5), size=7.5)


def _figure(sheet: Sheet, row: Row, places: Sequence[float], middle: float) -> None:
    """The mark of a target at its places on the axis."""
    fill = _DOT if row["strength"] in _FIRM else PAPER if row["strength"] else _PALE
    edge = {"markerfacecolor": fill, "markeredgecolor": _DOT, "markersize": 6.5, "markeredgewidth": 1.1}
    if not places:
        sheet.box((_LABEL, middle - 1.6), (3.2, 3.2), PAPER, INK, linewidth=0.8)
        sheet.text((_LABEL + 1.6, middle + 0.3), "*", size=8, align="center")
    elif len(places) > 1:
        sheet.box((places[0], middle - 1.1), (max(0.8, places[1] - places[0]), 2.2), fill, _DOT, linewidth=1.1)
    else:
        kind = _UP if row["comparator"].startswith(">") else _DOWN if row["comparator"].startswith("<") else "o"
        sheet.mark((places[0], middle), kind, **edge)


def reason(comparable: str) -> str:
    """Why a target cannot be compared, in the Chinese words of the tab.

    >>> reason("no: another scope (城区)"), reason("no: share against count")
    ('范围不同（城区）', '口径不同（占比，其他为数量）')
    """
    words = page.strings(("targets",))["zh"]
    said = comparable.removeprefix("no: ")
    for pattern, key in _REASONS:
        if match := pattern.fullmatch(said):
            parts = [words.get(f"targets.part.{part}", part) for part in match.groups()]
            return words[f"targets.reason.{key}"].format(*parts)
    return said
