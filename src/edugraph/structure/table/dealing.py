"""Cells without columns dealt out to the columns of a table, each where it fits best.

What fits is seen from what a cell holds: a number, an office, a person, a date, a title, or what is to
be done. The best way through all cells is found by dynamic programming.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NUMBER = re.compile(r"[0-9]{1,3}[.、]?")
SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[部章类])")
_OFFICE = re.compile(
    r".*(?:局|委|办|部|处|科|室|股|院|校|园|中心|政府|单位|部门|馆|会|组|专班|街道|镇|县|区|市|站|所|队|集团|公司|学校|中学|小学|大学|学院|联|社|行|科室|等)。?"
)
_COUNT = re.compile(r"(?<![第0-9])[0-9]")
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{1,2} ?[\u4e00-\u9fff]{1,2}(?:[、, ]+[\u4e00-\u9fff]{1,2} ?[\u4e00-\u9fff]{1,2})*"
    r"|(?:[\u4e00-\u9fff] [\u4e00-\u9fff] ?)+"  # 王 明李 红
)
_DATE = re.compile(r"(?:20\d\d ?年?)?.{0,6}(?:月|季度|年底|全年|年内|长期|半年|学期|常年|持续|年).{0,4}")
_NONE = re.compile(r"[-—/无]")
_NAMES = re.compile(r"[、,;/ ]+")
_TITLED = re.compile(r"[0-9]{1,3} ?[.、](?![0-9])")
LONG = 18
_SKIP = 0.6  # a column that gets nothing
_NEW_ROW = 1.5  # a row that begins without a number
_SAME = 0.8  # a second line of one cell


class _Step(NamedTuple):
    """The best way to deal out the lines so far: its score, the column of the last line, and the way before."""

    score: float
    column: int
    row: int
    before: _Step | None


def dealt(
    text: str, group: Sequence[Span], kinds: Sequence[str], *, several: bool = True, parted: bool = False
) -> Iterator[list[Span]]:
    """Cells dealt out to the columns of one row, or of several; in one row, ``parted`` ones may share a column."""
    if not group:
        return
    least = 0 if parted else 1
    steps: list[_Step] = [_Step(0.0, -1, 0, None)]
    for cell in group:
        words = text[cell.start : cell.end]
        fits = [suits(kind, words) for kind in kinds]
        best: dict[tuple[int, int], _Step] = {}
        for step in steps:
            for column, fit in enumerate(fits):
                new = _placed(step, column, fit, kinds)
                if (
                    new
                    and (several or (new.row == 0 and new.column >= step.column + least))
                    and ((new.row, column) not in best or best[new.row, column].score < new.score)
                ):
                    best[new.row, column] = new
        steps = sorted(best.values(), key=lambda step: -step.score)[:60]
    yield from _written(
        max(steps, key=lambda step: step.score - _SKIP * (len(kinds) - 1 - step.column)), group, len(kinds)
    )


def _placed(step: _Step, column: int, fit: float, kinds: Sequence[str]) -> _Step | None:
    """The way on when the next line goes to a column."""
    if column > step.column:
        return _Step(step.score + fit - _SKIP * (column - step.column - 1), column, step.row, step)
    if column == step.column and kinds[column] != "number":
        return _Step(step.score + fit - _SAME, column, step.row, step)
    if kinds[column] == "number" or step.column < 0:
        return None
    return _Step(step.score + fit - _NEW_ROW, column, step.row + 1, step)


def _written(step: _Step | None, group: Sequence[Span], width: int) -> Iterator[list[Span]]:
    """The rows of a way, its cells in their columns."""
    ways: list[_Step] = []
    while step is not None and step.before is not None:
        ways.append(step)
        step = step.before
    rows: dict[int, list[Span]] = {}
    for way, cell in zip(reversed(ways), group, strict=True):
        row = rows.setdefault(way.row, [Span(cell.start, cell.start)] * width)
        old = row[way.column]
        row[way.column] = Span(old.start, cell.end) if old else cell
    yield from rows.values()


def _is_office(words: str) -> bool:
    """Whether a line names offices: half of its names end as offices do, or the first one of 机关党委 马文军.

    A figure is no part of a name: 建成智慧校园5所.
    """
    if _COUNT.search(words):
        return False
    names = [name for name in _NAMES.split(words) if name]
    offices = [bool(_OFFICE.fullmatch(name)) for name in names]
    return bool(offices) and (offices[0] or sum(offices) * 2 >= len(offices)) and len(words) < 4 * LONG


def suits(kind: str, words: str) -> float:
    """How well a line fits a column."""
    if kind == "number":
        return 4.0 if NUMBER.fullmatch(words) else -9.0
    if NUMBER.fullmatch(words):
        return -1.0
    if _NONE.fullmatch(words):
        return 0.5
    office, person = _is_office(words), bool(_PERSON.fullmatch(words)) and not _DATE.fullmatch(words)
    long = len(words) > LONG or words.endswith(("。", ",", ";"))
    if kind == "office":
        return 2.0 if office else -2.0
    if kind == "person":
        return 2.0 if person and not office else -2.0
    if kind == "deadline":
        return 2.0 if _DATE.fullmatch(words) and len(words) < LONG else -2.0
    if kind == "content":
        return 2.0 if long else 0.3
    if kind == "title":
        return 3.0 if _TITLED.match(words) else -0.5 if long or person or office else 1.0
    if kind == "category":
        return 2.5 if SECTION.match(words) else 0.2
    return 0.2
