"""Nesting of numbering marks, inferred from their continuity, never from a list of known plans.

A mark continues the open list of its style when its number is the next one, opens a list when it is
the first, and takes up a list that runs through the whole plan when it is the next one of its style.
Whatever fits nowhere is no mark, and is reported.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from edugraph.structure.markers import MEASURE_STYLES, Marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = 2  # a number left out by a slip of the pen
_LONG_GAP = 9
_FEWEST_ON_LEVEL = 6  # items of a level of which a few may have lists below
_MOST_ABOVE = 0.4


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

    def tasks(self, aside: frozenset[int] = frozenset()) -> list[Item]:
        """The items that are tasks: those of the style that runs through the plan, else the leaves.

        ``aside`` are the ids of items that do not count, nor do those below them.
        """
        items = [item for item in self.items if not any(id(one) in aside for one in (item, *item.ancestors()))]
        style = self._running_style(items)
        if style:
            return [item for item in items if item.style == style]
        cut = {id(item) for item in self._level(items)}
        return [
            item
            for item in items
            if id(item) in cut or (self._is_leaf(item) and not any(id(above) in cut for above in item.ancestors()))
        ]

    def _level(self, items: Sequence[Item]) -> list[Item]:
        """The items of the level at which most items have no list of headings below: a few of them have one of measures."""
        groups: dict[tuple[int, str], list[Item]] = {}
        for item in items:
            if item.style not in MEASURE_STYLES and not item.marker.inline:
                groups.setdefault((len(item.ancestors()), item.style), []).append(item)
        for _, group in sorted(groups.items(), key=lambda one: one[0][0]):
            above = [item for item in group if not self._is_leaf(item)]
            if len(group) >= _FEWEST_ON_LEVEL and len(above) < _MOST_ABOVE * len(group):
                return group
        return []

    def numbers(self, tasks: list[Item]) -> list[str]:
        """Numbers of the tasks: plain where they are unique in one style, else dotted paths.

        Tasks of one heading alone are unique, and yet restart where items of their style elsewhere do.
        """
        plain = [str(task.number) for task in tasks]
        if len(set(plain)) == len(plain) and len({task.style for task in tasks}) == 1 and not self._restart(tasks):
            return plain
        return [".".join(map(str, self.path(task))) for task in tasks]

    def _restart(self, tasks: list[Item]) -> bool:
        """Whether all tasks stand under one heading, and another heading has items of these numbers."""
        parents = {id(task.parent) for task in tasks}
        numbers = {task.number for task in tasks}
        if len(parents) > 1 or tasks[0].parent is None:
            return False
        others = (item for item in self.items if item.style == tasks[0].style and id(item.parent) not in parents)
        return any(item.number in numbers and not item.marker.inline for item in others)

    def path(self, item: Item | None) -> tuple[int, ...]:
        """Numbers from the top down to an item; where a list begins again, which list it is comes first."""
        numbers: list[int] = []
        while item is not None:
            anew = (id(item.parent), item.style) in self.restarts
            numbers[:0] = [item.run + 1, item.number] if anew else [item.number]
            item = item.parent
        return tuple(numbers)

    def _running_style(self, items: Sequence[Item]) -> str | None:
        """The style whose numbers go on across at least two parents; said outright by 任务N."""
        if any(item.style == "task" for item in items):
            return "task"
        runs: list[tuple[int, int, str]] = []
        for style in dict.fromkeys(item.style for item in items if not item.marker.inline):
            found = [item for item in items if item.style == style]
            parents = {id(item.parent) for item in found}
            rising = all(a.number < b.number for a, b in pairwise(found))
            if rising and len(parents) > 1:
                runs.append((len(found), len(found[0].ancestors()), style))
        return max(runs)[2] if runs else None

    def _is_leaf(self, item: Item) -> bool:
        """Whether nothing but measures stands below, and it is itself no measure of a task."""
        if any(below.style not in MEASURE_STYLES for below in item.descendants()):
            return False
        if item.style not in MEASURE_STYLES:
            return True
        return item.parent is None and not item.marker.inline


def nest(marks: Iterable[Marker]) -> Outline:
    r"""Put marks into an outline.

    >>> from edugraph.structure.markers import markers
    >>> [i.number for i in nest(markers("一、甲\n1.乙\n二、丙\n2.丁")).tasks()]
    [1, 2]
    """
    outline = Outline()
    stack: list[Item] = []
    last: dict[str, int] = {}
    every = list(marks)
    for mark, goes_on in zip(every, _going_on(every), strict=True):
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

    A list at line starts never stands inside a sentence that was numbered within a line.
    """
    depth = len(stack)
    while depth and stack[depth - 1].marker.inline and not mark.inline:
        depth -= 1
    return depth
