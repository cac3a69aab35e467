"""What a reader finds in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from edugraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.text import Recognised

DITTO = "〃"
"""What a cell holds that is merged with the one above it."""

WIDEST = 100
"""Columns that one cell may span; a wider one is no cell of a table of tasks."""

_DIGITS = 6
_BLANKS = re.compile(r"[\s\u3000\xa0]*[\n\t\r\v\f][\s\u3000\xa0]*")
_WORD = re.compile(r"[A-Za-z0-9,;:%)]$")


@cache
def numbered() -> re.Pattern[str]:
    """How a line begins that has a number of its own."""
    return re.compile(
        r"\s*(?:[（(]?[0-9０-９一二三四五六七八九十]{1,3}(?:[.．](?![0-9０-９])|[、)）])|[①-⑳]|第[一二三四五六七八九十]+[部章篇]|任务[0-9一二三四五六七八九十])"
    )


@dataclass(frozen=True)
class Content:
    """The text of a file, its encoding where it has one, its pages, and what was left out: reason and words.

    ``recognised`` are the stretches of the text that were recognised on pictures.
    """

    text: str
    encoding: str = ""
    pages: int = 0
    left_out: tuple[tuple[str, str], ...] = ()
    recognised: tuple[Recognised, ...] = ()


class BlankError(InputError):
    """Pictures on which text recognition finds no text."""


def integer(text: str, otherwise: int = 0) -> int:
    """A small number of an attribute; a file may hold anything there.

    >>> integer("12"), integer("1e9"), integer("9" * 5000, 1)
    (12, 0, 1)
    """
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else otherwise


def row(cells: Iterable[str]) -> str:
    """The line of a table's row: its cells on one line each, a tab between them."""
    return "\t".join(cell(text) for text in cells)


def cell(text: str) -> str:
    r"""A cell on one line; where it had several, a blank stands between them.

    >>> cell("基教科\n人事科 ")
    '基教科 人事科'
    """
    return _BLANKS.sub(" ", text.strip()).strip()


def joined(lines: Sequence[str]) -> str:
    """Lines of one paragraph joined; a blank stands only between two words of Latin letters.

    >>> joined(["推进集团", "化办学AI", "plus 教育"])
    '推进集团化办学AI plus 教育'
    """
    text = ""
    for line in map(str.strip, lines):
        blank = " " if _WORD.search(text[-1:]) and line[:1].isascii() and line[:1].isalpha() else ""
        text += blank + line
    return text
