"""The chart of themes by plans: how many tasks each plan has on each theme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from edugraph.errors import UsageError
from edugraph.view import overview
from edugraph.view.charts.sheet import LINE, MUTED, WIDTH, Sheet, fitted, ground

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.view.scope import Scope

    Theme = Mapping[str, Any]

MOST_PLANS = 16
MOST_ROWS = 44
"""How many rows fit a page."""

_LABEL, _ROW, _WIDEST = 62.0, 4.7, 24.0


def sheet_of(scope: Scope, _: str) -> Sheet:
    """The sheet. Raises UsageError for more plans than fit a page."""
    plans = scope.plans
    if len(plans) > MOST_PLANS:
        raise UsageError(
            f"{len(plans)} plans are more than the {MOST_PLANS} that a chart can hold; name them: --city 邯郸 --city 宁波"
        )
    every = overview.acting(scope)
    shown = chosen(every)
    left = len(every) - len(shown)
    notes = [
        "格内为以该主题为主的任务数；空白为没有，顺带提及的不计。 Tasks that act on the theme; empty: none, though one may touch it."
    ]
    if left:
        notes.append(
            f"列出 {len(every)} 个主题中的 {len(shown)} 个：共有城市最多、任务最多者，大类在先。 "
            f"{len(shown)} of {len(every)} themes: those of most plans and tasks, broader ones first."
        )
    titles = ("各市教育工作要点的政策主题", "Policy themes of education work plans, by city and number of tasks")
    sheet = Sheet(plans, titles, 12 + _ROW * len(shown), notes)
    width = min(_WIDEST, (WIDTH - _LABEL) / len(plans))
    _heads(sheet, plans, width)
    most = max((count(row, plan["plan"]) for row in shown for plan in plans), default=1)
    for at, row in enumerate(shown):
        _line(sheet, row, [plan["plan"] for plan in plans], (10 + at * _ROW, width, most))
    return sheet


def chosen(themes: Sequence[Theme]) -> list[Theme]:
    """The themes that fit a page, in their own order: the broadest, then those of most plans and most tasks."""
    ranked = sorted(
        themes, key=lambda row: (row["depth"] > 0, -len(row["cells"]), -sum(count(row, plan) for plan in row["cells"]))
    )
    kept = {row["theme"] for row in ranked[:MOST_ROWS]}
    return [row for row in themes if row["theme"] in kept]


def count(row: Theme, plan: str) -> int:
    """How many tasks a plan has on a theme."""
    return len(row["cells"][plan]["tasks"]) if plan in row["cells"] else 0


def _heads(sheet: Sheet, plans: Sequence[Mapping[str, str]], width: float) -> None:
    for at, plan in enumerate(plans):
        middle = _LABEL + (at + 0.5) * width
        sheet.text((middle, 3), fitted(plan["city"], width, 7.5), size=7.5, align="center", weight="bold")
        sheet.text((middle, 6.8), plan["year"], size=6.5, align="center", color=MUTED)


def _line(sheet: Sheet, row: Theme, plans: Sequence[str], place: tuple[float, float, int]) -> None:
    """One theme; ``place`` is its height, the width of a cell and the most tasks of any."""
    top, width, most = place
    indent = 3.5 * row["depth"]
    weight = "normal" if row["depth"] else "bold"
    middle = top + _ROW / 2
    sheet.text((indent, middle), fitted(row["theme"], _LABEL - indent - 2, 7.5), size=7.5, weight=weight)
    for at, plan in enumerate(plans):
        tasks = count(row, plan)
        fill, ink = ground(tasks, most)
        sheet.box((_LABEL + at * width, top), (width, _ROW), fill, LINE)
        if tasks:
            sheet.text((_LABEL + (at + 0.5) * width, middle), str(tasks), size=7.5, align="center", color=ink)
