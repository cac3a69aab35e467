"""Nesting of numbering marks, inferred from their continuity, never from a list of known plans.

A mark continues the open list of its style when its number is the next one, opens a list when it is
the first, and takes up a list that runs through the whole plan when it is the next one of its style.
Whatever fits nowhere is no mark, and is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edugraph.structure.markers import Marker

_GAP = 2  # a number left out by a slip of the pen
_LONG_GAP = 9


@dataclass(eq=False)
class Item:
    """A mark in its place in the outline; ``run`` counts the lists of one style under one parent."""

    marker: Marker
    parent: Item | None
    run: int = 0
    children: list[Item] = field(default_factory=list, repr=False)

    @property
    def style(self) -> str:
        """Numbering style of the mark."""
        return self.marker.style

    @property
    def number(self) -> int:
        """Number of the mark."""
        return self.marker.number

    def ancestors(self) -> list[Item]:
        """The items above this one, the top one first."""
        above: list[Item] = []
        at = self.parent
        while at is not None:
            above.insert(0, at)
            at = at.parent
        return above

    def descendants(self) -> Iterator[Item]:
        """The items below this one in the order of the text."""
        for child in self.children:
            yield child
            yield from child.descendants()


@dataclass
class Outline:
    """All items in the order of the text, the marks that fit nowhere, and the lists that begin again.

    ``restarts`` holds parent and style of lists that are numbered anew under headings without numbers.
    """

    items: list[Item] = field(default_factory=list)
    refused: list[Marker] = field(default_factory=list)
    restarts: set[tuple[int, str]] = field(default_factory=set)

    def ends(self, length: int) -> dict[int, int]:
        """Where each item ends: at the next mark that does not stand below it, or with a text of this length."""
        ends: dict[int, int] = {}
        following = length
        for item in reversed(self.items):
            ends[id(item)] = ends[id(item.children[-1])] if item.children else following
            following = item.marker.span.start
        return ends

    def path(self, item: Item | None) -> tuple[int, ...]:
        """Numbers from the top down to an item; where a list begins again, which list it is comes first."""
        numbers: list[int] = []
        while item is not None:
            anew = (id(item.parent), item.style) in self.restarts
            numbers[:0] = [item.run + 1, item.number] if anew else [item.number]
            item = item.parent
        return tuple(numbers)


def nest(marks: Iterable[Marker]) -> Outline:
    r"""Put marks into an outline.

    >>> from edugraph.structure.markers import markers
    """
    outline = Outline()
    stack: list[Item] = []
    last: dict[str, int] = {}
    every = list(marks)
    for found, goes_on in zip(every, _going_on(every), strict=True):
        mark = _counted(found, stack)
        depth = _depth(mark, stack, last, goes_on=goes_on)
        if depth is None:
            outline.refused.append(mark)
            continue
        old = stack[depth] if depth < len(stack) else None
        run = old.run + (mark.number == 1) if old and old.style == mark.style else 0
        del stack[depth:]
        item = Item(mark, stack[-1] if stack else None, run)
        if run:
            outline.restarts.add((id(item.parent), item.style))
        if item.parent:
            item.parent.children.append(item)
        stack.append(item)
        outline.items.append(item)
        last[mark.style] = mark.number
    return outline


def _counted(mark: Marker, stack: Sequence[Item]) -> Marker:
    """A mark with its number; dashes have none, and are counted from one under what they stand below."""
    if mark.style != "dash":
        return mark
    return mark._replace(number=next((item.number for item in stack if item.style == "dash"), 0) + 1)


def _going_on(marks: Sequence[Marker]) -> list[bool]:
    """For each mark at a line start, whether the next one of its style there bears the next number."""
    following: dict[str, int] = {}
    found: list[bool] = []
    for mark in reversed(marks):
        found.append(not mark.inline and following.get(mark.style) == mark.number + 1)
        if not mark.inline:
            following[mark.style] = mark.number
    return found[::-1]


def _depth(mark: Marker, stack: list[Item], last: dict[str, int], *, goes_on: bool) -> int | None:
    """Depth at which a mark belongs, or None when it continues nothing and opens nothing.

    A number may be left out by a slip; a longer gap is believed when the numbering goes on behind it.
    """
    gap = 1 if mark.inline else _LONG_GAP if goes_on else _GAP
    open_at = next((at for at, item in enumerate(stack) if item.style == mark.style), None)
    if open_at is not None:
        dotted = mark.style.startswith("path")  # 2.1 after 1.3
        anew = mark.number == 1 and (goes_on or dotted)  # numbering begins again under a heading without a number
        return open_at if anew or 1 <= mark.number - stack[open_at].number <= gap else None
    if mark.number == 1 or 1 <= mark.number - last.get(mark.style, 0) <= gap:
        return _below(mark, stack)
    return None


def _below(mark: Marker, stack: list[Item]) -> int:
    """Depth of a new list: under the innermost item that it may stand below.

    A list at line starts never stands inside a sentence that was numbered within a line, nor below a dash.
    """
    depth = len(stack)
    while depth and not mark.inline and (stack[depth - 1].marker.inline or stack[depth - 1].style == "dash"):
        depth -= 1
    return depth
