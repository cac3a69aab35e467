"""The chart of who answers in one plan: offices by broad themes, and how many tasks in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.overlap import ledger, matrix
from edugraph.view.charts.sheet import LINE, WIDTH, Sheet, fitted, ground
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.view.scope import Scope

    Row = dict[str, str]

MOST_ROWS = 40
"""How many offices fit a page."""

_LABEL, _TASKS, _HEAD, _STEP, _PAD = 42.0, 8.0, 31.0, 2.7, 1.6
_SIZE = 6.5


def sheet_of(scope: Scope, plan: str) -> Sheet:
    """The sheet. Raises MissingError for a plan that names no office."""
    found = matrix.table(scope.store, plan=plan).dicts()
    across = matrix.across(ledger.narrower(scope.store))
    wide = matrix.wide(found, across)
    themes, lines = wide.columns[2:], wide.rows[:MOST_ROWS]
    most = max(map(_count, (cell for row in lines for cell in row[2:])))
    heights = [_PAD + _STEP * max(1, *(len(cell.split()) for cell in row[2:])) for row in lines]
    row = next(row for row in scope.plans if row["plan"] == plan)
    titles = (
        f"{row['city']}{row['year']}年教育工作要点：处室与主题",
        f"Who answers for what in {scope.names.get(row['city'], plan)}, {row['year']}: offices by themes and roles",
    )
    sheet = Sheet([row], titles, _HEAD + sum(heights) + 1, _notes(len(wide.rows)))
    width = (WIDTH - _LABEL - _TASKS - 6) / len(themes)
    _heads(sheet, themes, width)
    top = _HEAD
    for line, height in zip(lines, heights, strict=True):
        _line(sheet, line, (top, height, width), most)
        top += height
    return sheet


def _notes(offices: int) -> list[str]:
    roles = [one for one in scheme("roles").by_notation.values() if one.notation in matrix.ROLES]
    told = "，".join(f"{one.label[0]}＝{one.label} {one.label_en}" for one in roles)
    notes = [f"格内为各类责任的任务数：{told}；颜色越深任务越多。 Tasks by role; darker: more. 同一任务可属多个主题。"]
    if offices > MOST_ROWS:
        notes.append(
            f"列出 {offices} 个单位中任务最多的 {MOST_ROWS} 个。 The {MOST_ROWS} of {offices} with most tasks."
        )
    return notes


def _heads(sheet: Sheet, themes: Sequence[str], width: float) -> None:
    sheet.text((_LABEL + _TASKS - 1, _HEAD - 2.5), "任务", size=_SIZE, align="right")
    for at, theme in enumerate(themes):
        place = (_LABEL + _TASKS + (at + 0.35) * width, _HEAD - 1)
        words = fitted(theme, 30, 7)
        sheet.text(place, words, size=7, rotation=60, va="bottom", rotation_mode="anchor")


def _line(sheet: Sheet, line: Sequence[str], place: tuple[float, float, float], most: int) -> None:
    """One office; ``place`` is its top, its height and the width of a cell, ``most`` the most tasks of a cell."""
    top, height, width = place
    office, tasks, *cells = line
    middle = top + height / 2
    sheet.text((0, middle), fitted(office, _LABEL - 2, 7), size=7)
    sheet.text((_LABEL + _TASKS - 1, middle), tasks, size=7, align="right", weight="bold")
    for at, cell in enumerate(cells):
        left = _LABEL + _TASKS + at * width
        parts = cell.split()
        fill, ink = ground(_count(cell), most)
        sheet.box((left, top), (width, height), fill, LINE)
        for down, part in enumerate(parts):
            letters = _letters(part)
            lead = down == 0 and letters.startswith(scheme("roles").by_notation["lead"].label)
            said = letters[0] + part.removeprefix(letters)
            where = (left + width / 2, middle + (down - (len(parts) - 1) / 2) * _STEP)
            weight = "bold" if lead else "normal"
            sheet.text(where, said, size=_SIZE, align="center", color=ink, weight=weight)


def _count(cell: str) -> int:
    """How many tasks a cell such as 牵头2 责任3 tells of."""
    return sum(int(part.removeprefix(_letters(part))) for part in cell.split())


def _letters(part: str) -> str:
    """The word of a part such as 牵头2."""
    return part.rstrip("0123456789")
