"""Hard line ends: a text whose lines were broken at a fixed width gets its paragraphs back."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from edugraph.readers.content import joined, numbered

_FEWEST = 8  # lines that are full, below which nothing is judged
_NARROWEST = 15  # characters; shorter lines are no lines of prose
_WIDEST = 60
_SPREAD = 2  # characters by which full lines differ: no line begins with a comma, no word is cut
_MOST_ENDING = 0.45  # share of full lines that may end a sentence; of whole paragraphs nearly all do
_INSET = " \u3000\t\xa0"
_BRACKETS = ("（(〔【《“", "）)〕】》”")
_END = re.compile(r"[。！？；：!?;:）)】〕]\s*$")


def unwrapped(text: str) -> tuple[str, int]:
    r"""The text with its paragraphs joined, and how many line ends were taken out; unchanged where they are meant.

    >>> unwrapped("一行。\n又一行。\n")
    ('一行。\n又一行。\n', 0)
    """
    lines = text.split("\n")
    width = _width(lines)
    if not width:
        return text, 0
    found: list[list[str]] = []
    for line in lines:
        if found and _goes_on(found[-1], line, width):
            found[-1].append(line)
        else:
            found.append([line])
    done = [joined(["\0" + group[0], *group[1:]])[1:] if len(group) > 1 else group[0] for group in found]
    return "\n".join(done), len(lines) - len(found)


def _width(lines: list[str]) -> int:
    """The width at which lines are broken, or 0 when they are not."""
    sizes = [len(line.rstrip()) for line in lines if line.strip() and "\t" not in line]
    prose = [size for size in sizes if size >= _NARROWEST]
    if not prose:
        return 0
    often = Counter(prose)
    width = max(often, key=lambda size: (sum(often[size + by] for by in range(-_SPREAD, _SPREAD + 1)), size))
    width += _SPREAD
    full = [line.rstrip() for line in lines if width - 2 * _SPREAD - 1 <= len(line.rstrip()) <= width]
    over = sum(size > width for size in sizes)
    ending = sum(bool(_END.search(line)) for line in full)
    wrapped = len(full) >= max(_FEWEST, 0.4 * len(prose)) and over <= 0.05 * len(sizes)
    return width if wrapped and width <= _WIDEST and ending <= _MOST_ENDING * len(full) else 0


def _goes_on(group: list[str], line: str, width: int) -> bool:
    """Whether a line continues a paragraph: its last line is full, and this one is not set in and opens nothing."""
    before = group[-1]
    if len(before.rstrip()) < width - 2 * _SPREAD - 1 or not line.strip() or "\t" in line + before:
        return False
    if line[:1] in _INSET:
        return False
    opened = sum(map(before.count, _BRACKETS[0])) - sum(map(before.count, _BRACKETS[1]))
    return opened > 0 or not (numbered().match(line) or _opens().match(line))


@cache
def _opens() -> re.Pattern[str]:
    """How a line begins that opens a paragraph without a number."""
    return re.compile(
        r"^[\s\u3000]*(?:[（(〔【]?(?:责任|牵头|配合|协同|分管|完成)|附件|[●•◆■★▶—-]|[一二三四五六七八九十]+是)"
    )
