"""The chart of what is promised through the years: a strip a city and thing, with what the next plan tells of it."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph import figures
from edugraph.errors import MissingError
from edugraph.view.charts.sheet import INK, LINE, MUTED, PAPER, WIDTH, Sheet, fitted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    Row = Mapping[str, str]
    Strip = Sequence[Row]

MOST_STRIPS = 13
"""How many strips fit a page."""

_LABEL, _STRIP, _HEAD, _EDGE, _BESIDE = 48.0, 15.0, 7.0, 14.0, 9.0
_BAND = (5.0, 10.0)
"""Where in a strip the lowest and the highest figure stand, from below."""
_PROMISED = "#1f5fb4"
_SIGNS = {"raised": "↑", "lowered": "↓", "dropped": "×"}
_TOLD = {"met": _PROMISED, "missed": PAPER}
_CHINESE = (
    "圆点：当年计划的承诺；↑ 比上年高，↓ 比上年低，× 取消；方块：下一年计划自述的结果，实心为达到，空心为未达到，灰色为未能判定；叉：原文隐去。"
    "各行纵轴不同。"
)
_ENGLISH = (
    "Dot: what the plan of the year promises; arrows: against the year before. Square: what the next plan tells of it: filled met, "
    "hollow missed, grey not settled; cross: blanked in the source. Each strip has its own scale."
)


def sheet_of(plans: Sequence[Row], name: str, rows: Sequence[Row]) -> Sheet:
    """The sheet of a city, an indicator or a theme, from rows of ``trend``. Raises MissingError where there are none."""
    strips = list(_strips(rows))
    if not strips:
        raise MissingError(f"{name}: no plan promises anything of it; there is nothing to draw.")
    shown = chosen(strips)
    notes = [_CHINESE, _ENGLISH]
    if len(shown) < len(strips):
        notes.append(
            f"列出 {len(strips)} 行中的 {len(shown)} 行：年份最多、变化最多者。 {len(shown)} of {len(strips)}: those of most years and changes."
        )
    held = {row["plan"] for strip in shown for row in strip}
    titles = (f"{name}：历年承诺与结果", "Promised and reached through the years")
    sheet = Sheet([plan for plan in plans if plan["plan"] in held], titles, _HEAD + _STRIP * len(shown), notes)
    years = _places(shown)
    told = [key for key in ("item", "city") if len({strip[0][key] for strip in shown}) > 1] or ["item"]
    for year, at in years.items():
        sheet.text((at, 3), year, size=7.5, align="center", weight="bold")
    for number, strip in enumerate(shown):
        _draw(sheet, [strip[0][key] for key in told], strip, (_HEAD + _STRIP * number, years))
    return sheet


def _strips(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows of one city and thing, those that are set against each other: a ``first`` begins a strip."""
    for _, together in groupby(rows, itemgetter("kind", "item", "city")):
        strip: list[Row] = []
        for row in together:
            if strip and row["change"] == "first":
                yield strip
                strip = []
            strip.append(row)
        yield strip


def chosen(strips: Sequence[Strip]) -> list[Strip]:
    """The strips that fit a page, in their order: those of most years first, then those in which most changes."""

    def weight(strip: Strip) -> tuple[int, int]:
        changed = sum(row["change"] not in ("first", "kept") for row in strip)
        return -len({row["year"] for row in strip}), -changed

    kept = sorted(range(len(strips)), key=lambda at: weight(strips[at]))[:MOST_STRIPS]
    return [strips[at] for at in sorted(kept)]


def _places(strips: Sequence[Strip]) -> dict[str, float]:
    """Where each year stands, at distances that go with the years between them."""
    years = sorted({row["year"] for strip in strips for row in strip})
    first, last = int(years[0]), int(years[-1])
    width = WIDTH - _LABEL - 2 * _EDGE
    return {year: _LABEL + _EDGE + width * (int(year) - first) / max(1, last - first) for year in years}


def _draw(sheet: Sheet, label: Sequence[str], strip: Strip, place: tuple[float, Mapping[str, float]]) -> None:
    """One strip; ``place`` is its upper edge and where the years stand."""
    top, years = place
    sheet.line([(0, top), (WIDTH, top)], LINE)
    for at, words in enumerate(label):
        sheet.text((0, top + 4 + 3.6 * at), fitted(words, _LABEL - 2, 7.5), size=7.5, color=MUTED if at else INK)
    sheet.text((0, top + 4 + 3.6 * len(label)), fitted(strip[-1]["quote"], _LABEL - 2, 6), size=6, color=MUTED)
    height = _Heights(strip, top)
    for one, other in pairwise(strip):
        both = [figures.number(row["figure"]) for row in (one, other)]
        if other["change"] != "first" and one["year"] < other["year"] and None not in both:
            ends = zip((years[row["year"]] for row in (one, other)), map(height, both), strict=True)
            sheet.line(list(ends), _PROMISED, linewidth=0.8)
    for row in strip:
        _point(sheet, row, years[row["year"]], height)


def _point(sheet: Sheet, row: Row, at: float, height: _Heights) -> None:
    """What a plan promises, and what the next one tells of it."""
    number = figures.number(row["figure"])
    promised = height(number)
    sheet.mark((at, promised), "o" if number is not None else "x", color=_PROMISED, markersize=3.5)
    said = _SIGNS.get(row["change"], "") + row["figure"]
    sheet.text((at, promised - 2.6), fitted(said, 2 * _EDGE, 6.5), size=6.5, align="center")
    change, _, told = row["told"].partition(" ")
    if told:
        reached, beside = height(figures.number(told)), at + _BESIDE
        fill = _TOLD.get(change, LINE)
        sheet.mark((beside, reached), "s", markerfacecolor=fill, markeredgecolor=_PROMISED, markersize=3.5)
        sheet.text((beside, reached + 2.4), fitted(told, 1.2 * _EDGE, 6), size=6, align="center", color=MUTED)


class _Heights:
    """The height of a figure in a strip, from the lowest to the highest that stand in it; of none, the middle."""

    def __init__(self, strip: Strip, top: float) -> None:
        found = sorted(number for number in _numbers(strip) if number is not None)
        self._low = found[0] if found else None
        self._high = found[-1] if found else None
        self._bottom = top + _STRIP

    def __call__(self, number: Decimal | None) -> float:
        low, high = _BAND
        if number is None or self._low is None or self._high is None or self._low == self._high:
            return self._bottom - (low + high) / 2
        return self._bottom - low - (high - low) * float((number - self._low) / (self._high - self._low))


def _numbers(strip: Strip) -> Iterator[Decimal | None]:
    for row in strip:
        yield figures.number(row["figure"])
        yield figures.number(row["told"].partition(" ")[2])
