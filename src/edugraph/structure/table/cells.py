"""Tables that were copied with one cell a line: rows and columns found again by what the cells hold.

The head is a run of lines that are head words. The lines after it are dealt out to the columns so that
each fits its column best: a number, an office, a person, a date, a title, or what is to be done.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from edugraph.text import Span, lines, trim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FEWEST_HEADS = 3
_SIGNED = re.compile(
    r"(?:20\d\d|[二〇零○*一三四五六七八九]{4}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]{1,3} ?日"
)
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]+|第[一二三四五六七八九十]+.)、|\(?(?:[一二三四五六七八九十]+|[0-9]+)[).、]"
)
_LONGEST_HEAD = 20  # characters, with blanks and a remark in brackets
_LONGEST_CELL = 30  # characters of a cell of who answers or by when
_SHORT = frozenset({"number", "office", "person", "deadline"})


def tables(text: str, kind: Callable[[str], str]) -> Iterator[tuple[list[Span], list[list[Span]]]]:
    """Head and rows of each table; ``kind`` says what a head word means, or nothing."""
    every = [_bare(text, line) for line in lines(text)]  # an empty one is a bar that closes a row
    places = [at for at, line in enumerate(every) if line]
    meanings = [_meaning(text, every[at], kind) for at in places]
    heads = list(_heads(meanings, [_is_no_head(text, every[at]) for at in places]))
    for (begin, end), (stop, _) in pairwise([*heads, (len(places), 0)]):
        kinds = [kind(text[slice(*every[at])]) for at in places[begin:end]]
        body = places[end : end + before_signature(text, [every[at] for at in places[end:stop]])]
        groups = _closed(every[body[0] : body[-1] + 1]) if body else []
        rows = _closed_rows(text, groups, kinds) if len(groups) > _FEWEST_HEADS else None
        yield [every[at] for at in places[begin:end]], rows or list(_rows(text, [every[at] for at in body], kinds))


def before_signature(text: str, every: Sequence[Span]) -> int:
    """How many lines stand before a signature: a date alone on a line, and who signs above it."""
    signed = next((at for at, line in enumerate(every) if _SIGNED.fullmatch(text, *line)), None)
    return len(every) if signed is None else max(0, signed - 1)


def _meaning(text: str, line: Span, kind: Callable[[str], str]) -> str:
    """What a line means as a head word; nothing where it is too long for one, or is numbered as a heading is."""
    return "" if _is_no_head(text, line) else kind(text[slice(*line)])


def _is_no_head(text: str, line: Span) -> bool:
    return line.end - line.start > _LONGEST_HEAD or _HEADING.match(text, *line) is not None


def _heads(meanings: Sequence[str], other: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of head words, first and behind the last; one unknown word may stand among them, but no other line."""
    at = 0
    while at < len(meanings):
        end, unknown = at, 0
        while end < len(meanings) and meanings[at] and (meanings[end] or not (unknown or other[end])):
            unknown += not meanings[end]
            end += 1
        while end > at and not meanings[end - 1]:
            end -= 1
        if sum(map(bool, meanings[at:end])) >= _FEWEST_HEADS:
            yield at, end
        at = max(end, at + 1)


def _closed(every: Sequence[Span]) -> list[list[Span]]:
    """The lines of a table between the bars that close its rows."""
    groups: list[list[Span]] = [[]]
    for line in every:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups


def _closed_rows(text: str, groups: Sequence[Sequence[Span]], kinds: Sequence[str]) -> list[list[Span]]:
    """Rows whose ends are known: cells that are missing were merged with those above."""
    from edugraph.structure.table import dealing

    found: list[list[Span]] = []
    for group in groups:
        found += [list(group)] if len(group) == len(kinds) else list(dealing.dealt(text, group, kinds, several=False))
    return found


def _bare(text: str, line: Span) -> Span:
    """A line without the bar that some converters put behind each cell."""
    return trim(text, line.start, line.end, " \t|")


def _rows(text: str, cells: Sequence[Span], kinds: Sequence[str]) -> Iterator[list[Span]]:
    """Rows of as many cells as there are columns; an empty span where a cell is missing."""
    from edugraph.structure.table import dealing

    numbered = "number" in kinds
    group: list[Span] = []
    last = 0
    for cell in cells:
        words = text[cell.start : cell.end]
        number = int(words.rstrip(".、")) if dealing.NUMBER.fullmatch(words) else 0
        section = dealing.SECTION.match(words) and len(words) < 2 * dealing.LONG and numbered
        if section or (numbered and last < number <= last + 100):
            yield from _numbered(text, group, kinds)
            group = []
        if section:
            yield [cell, *[Span(cell.end, cell.end)] * (len(kinds) - 1)]
            continue
        last = number if numbered and last < number <= last + 100 else last
        group.append(cell)
    yield from _numbered(text, _without_closing(text, group, kinds), kinds)


def _without_closing(text: str, group: Sequence[Span], kinds: Sequence[str]) -> Sequence[Span]:
    """The lines of the last row up to a paragraph behind the table: its last column holds no sentences, and none of its cells follows."""
    from edugraph.structure.table import dealing

    said = [text[slice(*cell)] for cell in group]
    at = next((at for at in range(len(said) - 1, 1, -1) if _is_paragraph(said[at])), 0)
    behind = any(dealing.suits(kind, words) > 0 for kind in kinds if kind in _SHORT for words in said[at + 1 :])
    return group[:at] if at and kinds[-1] in _SHORT and not behind else group


def _is_paragraph(words: str) -> bool:
    """Whether words are a sentence of several clauses."""
    return words.endswith("。") and len(words) > _LONGEST_CELL and "," in words


def _numbered(text: str, group: Sequence[Span], kinds: Sequence[str]) -> Iterator[list[Span]]:
    """The rows of the lines from one number to the next; what stands before the first number is none."""
    from edugraph.structure.table import dealing

    if group and ("number" not in kinds or dealing.NUMBER.fullmatch(text, *group[0])):
        yield from dealing.dealt(text, group, kinds)
