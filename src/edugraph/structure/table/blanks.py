"""Tables whose cells are parted by nothing but blanks, as text of a PDF has them: 1 建校3所。 基教科 财务科.

The head is a line of head words. Each row begins with the next number; its words are dealt out to the columns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from edugraph.structure.table import dealing
from edugraph.structure.table.cells import before_signature
from edugraph.text import Span, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_FEWEST_HEADS = 3
_MOST_SKIPPED = 100  # numbers; a list of the tasks of one office leaves out those of others
_LONGEST_HEAD = 80  # characters of the line


def tables(text: str, kind: Callable[[str], str]) -> Iterator[tuple[list[Span], list[list[Span]]]]:
    """Head and rows of each table; ``kind`` says what a head word means, or nothing."""
    every = list(lines(text))
    heads = [at for at, line in enumerate(every) if _is_head(text, line, kind)]
    for at, stop in pairwise([*heads, len(every)]):
        words = _words(text, every[at])
        kinds = [kind(text[slice(*word)]) for word in words]
        body = every[at + 1 : stop]
        yield words, list(_rows(text, body[: before_signature(text, body)], kinds))


def _is_head(text: str, line: Span, kind: Callable[[str], str]) -> bool:
    """Whether a line is head words parted by blanks, a number the first of them."""
    if line.end - line.start > _LONGEST_HEAD or "\t" in text[slice(*line)] or "|" in text[slice(*line)]:
        return False
    kinds = [kind(text[slice(*word)]) for word in _words(text, line)]
    return len(kinds) >= _FEWEST_HEADS and kinds[0] == "number" and sum(map(bool, kinds)) >= len(kinds) - 1


def _words(text: str, line: Span) -> list[Span]:
    """The words of a line between blanks."""
    found: list[Span] = []
    at = line.start
    for word in text[slice(*line)].split(" "):
        if word:
            found.append(Span(at, at + len(word)))
        at += len(word) + 1
    return found


def _rows(text: str, every: Sequence[Span], kinds: Sequence[str]) -> Iterator[list[Span]]:
    """Rows from one number to the next; a heading across the table stands alone, and ends the row before it."""
    row: list[Span] = []
    last = 0
    for line in every:
        words = _words(text, line)
        first = text[slice(*words[0])]
        number = int(first.rstrip(".、")) if dealing.NUMBER.fullmatch(first) else 0
        across = dealing.SECTION.match(text, *line) and line.end - line.start < 2 * dealing.LONG
        if across or last < number <= last + _MOST_SKIPPED:
            yield from _dealt(text, row, kinds)
            row, last = [], max(last, number)
        if across:
            yield [line, *[Span(line.end, line.end)] * (len(kinds) - 1)]
        elif row or number == last:
            row += words
    yield from _dealt(text, row, kinds)


def _dealt(text: str, row: Sequence[Span], kinds: Sequence[str]) -> Iterator[list[Span]]:
    """The words of a row in their columns."""
    if len(row) > 1:
        yield from dealing.dealt(text, row, kinds, several=False, parted=True)
