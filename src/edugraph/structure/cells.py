"""Tables that were copied with one cell a line: rows and columns found again by what the cells hold.

The head is a run of lines that are head words. The lines after it are dealt out to the columns so that
each fits its column best: a number, an office, a person, a date, a title, or what is to be done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.text import Span, lines, trim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FEWEST_HEADS = 3
_NUMBER = re.compile(r"[0-9]{1,3}[.、]?")
_SECTION = re.compile(r"(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[部章类])")
_OFFICE = re.compile(
    r".*(?:局|委|办|部|处|科|室|股|院|校|园|中心|政府|单位|部门|馆|会|组|专班|街道|镇|县|区|市|站|所|队|集团|公司|学校|中学|小学|大学|学院|联|社|行|科室|等)。?"
)
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{1,2} ?[\u4e00-\u9fff]{1,2}(?:[、, ]+[\u4e00-\u9fff]{1,2} ?[\u4e00-\u9fff]{1,2})*"
)
_DATE = re.compile(r"(?:20\d\d ?年?)?.{0,6}(?:月|季度|年底|全年|年内|长期|半年|学期|常年|持续|年).{0,4}")
_NAMES = re.compile(r"[、,;/ ]+")
_TITLED = re.compile(r"[0-9]{1,3} ?[.、](?![0-9])")
_SIGNED = re.compile(
    r"(?:20\d\d|[二〇零○*一三四五六七八九]{4}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日"
)
_NONE = re.compile(r"[-—/无]")
_LONG = 18
_SKIP = 0.6  # a column that gets nothing
_NEW_ROW = 1.5  # a row that begins without a number
_SAME = 0.8  # a second line of one cell


class _Step(NamedTuple):
    """The best way to deal out the lines so far: its score, the column of the last line, and the way before."""

    score: float
    column: int
    row: int
    before: _Step | None


def tables(text: str, kind: Callable[[str], str]) -> Iterator[tuple[list[Span], list[list[Span]]]]:
    """Head and rows of each table; ``kind`` says what a head word means, or nothing."""
    every = [_bare(text, line) for line in lines(text)]  # an empty one is a bar that closes a row
    filled = [line for line in every if line]
    at = 0
    while at < len(filled):
        size = _head_size(text, filled[at:], kind)
        if size < _FEWEST_HEADS:
            at += 1
            continue
        head = filled[at : at + size]
        stop = next(
            (n for n in range(at + size, len(filled)) if _head_size(text, filled[n:], kind) >= _FEWEST_HEADS),
            len(filled),
        )
        kinds = [kind(text[a:b]) for a, b in head]
        signed = next((n for n in range(at + size, stop) if _SIGNED.fullmatch(text, *filled[n])), stop + 1)
        body = filled[at + size : min(stop, signed - 1)]
        closed = _closed(every, body)
        yield head, closed_rows(text, closed, kinds) if len(closed) > _FEWEST_HEADS else list(_rows(text, body, kinds))
        at = stop


def _closed(every: Sequence[Span], body: Sequence[Span]) -> list[list[Span]]:
    """The lines of a table between the bars that close its rows."""
    groups: list[list[Span]] = [[]]
    inside = set(body)
    for line in every:
        if not line and groups[-1] and body[0].start < line.start < body[-1].end:
            groups.append([])
        elif line in inside:
            groups[-1].append(line)
    return groups


def closed_rows(text: str, groups: Sequence[Sequence[Span]], kinds: Sequence[str]) -> list[list[Span]]:
    """Rows whose ends are known: cells that are missing were merged with those above."""
    found: list[list[Span]] = []
    for group in groups:
        found += [list(group)] if len(group) == len(kinds) else list(dealt(text, group, kinds, several=False))
    return found


def _bare(text: str, line: Span) -> Span:
    """A line without the bar that some converters put behind each cell."""
    return trim(text, line.start, line.end, " \t|")


def _head_size(text: str, run: Sequence[Span], kind: Callable[[str], str]) -> int:
    """How many lines from the first one on are head words; one unknown word may stand among them."""
    known = 0
    for size, line in enumerate(run):
        word = "".join(text[line.start : line.end].split())
        if len(word) > 14 or _NUMBER.fullmatch(word) or not (kind(word) or (size > 0 and size - known < 1)):
            last = size
            while last and not kind("".join(text[run[last - 1].start : run[last - 1].end].split())):
                last -= 1
            return last if known >= _FEWEST_HEADS else 0
        known += bool(kind(word))
    return len(run) if known >= _FEWEST_HEADS else 0


def _rows(text: str, cells: Sequence[Span], kinds: Sequence[str]) -> Iterator[list[Span]]:
    """Rows of as many cells as there are columns; an empty span where a cell is missing."""
    numbered = "number" in kinds
    group: list[Span] = []
    last = 0
    for cell in cells:
        words = text[cell.start : cell.end]
        number = int(words.rstrip(".、")) if _NUMBER.fullmatch(words) else 0
        section = _SECTION.match(words) and len(words) < 2 * _LONG and numbered
        if section or (numbered and last < number <= last + 100):
            yield from _numbered(text, group, kinds)
            group = []
        if section:
            yield [cell, *[Span(cell.end, cell.end)] * (len(kinds) - 1)]
            continue
        last = number if numbered and last < number <= last + 100 else last
        group.append(cell)
    yield from _numbered(text, group, kinds)


def _numbered(text: str, group: Sequence[Span], kinds: Sequence[str]) -> Iterator[list[Span]]:
    """The rows of the lines from one number to the next; what stands before the first number is none."""
    if group and ("number" not in kinds or _NUMBER.fullmatch(text, *group[0])):
        yield from dealt(text, group, kinds)


def dealt(text: str, group: Sequence[Span], kinds: Sequence[str], *, several: bool = True) -> Iterator[list[Span]]:
    """Cells dealt out to the columns of one row, or of several."""
    if not group:
        return
    steps: list[_Step] = [_Step(0.0, -1, 0, None)]
    for cell in group:
        words = text[cell.start : cell.end]
        fits = [_fit(kind, words) for kind in kinds]
        best: dict[tuple[int, int], _Step] = {}
        for step in steps:
            for column, fit in enumerate(fits):
                new = _placed(step, column, fit, kinds)
                if (
                    new
                    and (several or (new.row == 0 and new.column > step.column))
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
    """Whether a line names offices: half of its names end as offices do, or the first one of 机关党委 马文军."""
    names = [name for name in _NAMES.split(words) if name]
    offices = [bool(_OFFICE.fullmatch(name)) for name in names]
    return bool(offices) and (offices[0] or sum(offices) * 2 >= len(offices)) and len(words) < 4 * _LONG


def _fit(kind: str, words: str) -> float:
    """How well a line fits a column."""
    if kind == "number":
        return 4.0 if _NUMBER.fullmatch(words) else -9.0
    if _NUMBER.fullmatch(words):
        return -1.0
    if _NONE.fullmatch(words):
        return 0.5
    office, person = _is_office(words), bool(_PERSON.fullmatch(words)) and not _DATE.fullmatch(words)
    long = len(words) > _LONG or words.endswith("。")
    if kind == "office":
        return 2.0 if office else -2.0
    if kind == "person":
        return 2.0 if person and not office else -2.0
    if kind == "deadline":
        return 2.0 if _DATE.fullmatch(words) and len(words) < _LONG else -2.0
    if kind == "content":
        return 2.0 if long else 0.3
    if kind == "title":
        return 3.0 if _TITLED.match(words) else -0.5 if long or person or office else 1.0
    if kind == "category":
        return 2.5 if _SECTION.match(words) else 0.2
    return 0.2
