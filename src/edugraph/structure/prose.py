"""Prose to tasks: the outline of a text, without what only frames it or tells of last year."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from edugraph.structure import clauses, told
from edugraph.structure.plan import Clause, Passage, Remark, Section, Task
from edugraph.text import Span, trim
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.structure.outline import Item, Outline

_TITLE_LENGTH = 40
_LONGEST_HEADING = 25
_FIGURE = re.compile(r"[,;].*[0-9]")  # a heading names no figures behind a comma
_GAP = re.compile(r"(?<=[一-龥”]{4}) {2,}(?=[一-龥“《])")  # blanks between a heading and its text


@dataclass
class Prose:
    """What the outline of a text gives: headings, tasks, and the items that are set aside."""

    sections: list[Section] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    aside: list[Remark] = field(default_factory=list)


def read(text: str, outline: Outline, year: int | None, *, past: bool = False) -> Prose:
    """Sections and tasks of an outline of a folded text; what tells of years before ``year`` is set aside.

    ``past`` says that the whole document tells of what has been done.
    """
    review = _review(text, outline, year, past=past)
    items = outline.tasks(frozenset(review | _frame(text, outline))) or outline.tasks(frozenset(review))
    items = _promoted(text, _without_frame(text, items), outline)
    chosen = set(map(id, items))
    above = [item for item in outline.items if _has_below(item, chosen)]
    reviews = [item for item in outline.items if id(item) in review]
    ends = _ends(text, [*above, *items, *reviews], outline)
    sections = [
        _section(text, item, outline.path(item), ends[id(item)], review)
        for item in outline.items
        if id(item) in ends and id(item) not in chosen
    ]
    numbers = outline.numbers(items)
    tasks = [
        _task(text, item, number, outline.path(item.parent), ends[id(item)])
        for item, number in zip(items, numbers, strict=True)
    ]
    aside = [Remark(Span(item.marker.span.start, ends[id(item)]), "review of the past") for item in reviews]
    return Prose(sections, tasks, aside)


def _promoted(text: str, items: list[Item], outline: Outline) -> list[Item]:
    """The measures instead of the tasks, where tasks are bare headings and measures have headings and texts of their own."""
    bare = [item for item in items if item.children and item.style != "task" and _is_bare(text, item)]
    below = [child for item in bare for child in item.children if not child.marker.inline]
    if len(bare) < max(2, 0.7 * len(items)) or len(below) < 2 * len(bare):
        return items
    starts = [*(item.marker.span.start for item in outline.items), len(text)]
    told = sum(_has_text(text, child, starts) for child in below)
    return below if told >= 0.7 * len(below) else items


def _is_bare(text: str, item: Item) -> bool:
    """Whether an item is its heading alone, before the first item below it."""
    own = text[item.marker.span.end : item.children[0].marker.span.start].strip()
    return "。" not in own.rstrip("。") and len(own) <= _LONGEST_HEADING


def _has_text(text: str, item: Item, starts: Sequence[int]) -> bool:
    """Whether an item has a short heading and a text behind it, before the next mark."""
    title = _title(text, item.marker.span.end, len(text))
    rest = text[title.end : starts[bisect_right(starts, title.end)]].strip("。:; \n")
    return title.end - title.start <= _LONGEST_HEADING and len(rest) > _LONGEST_HEADING


def _in(item: Item, marked: set[int]) -> bool:
    """Whether an item or one above it is marked."""
    return id(item) in marked or any(id(above) in marked for above in item.ancestors())


def _review(text: str, outline: Outline, year: int | None, *, past: bool) -> set[int]:
    """Top headings that tell what has been done: 工作回顾, or an earlier year and no plan for this one."""
    tops = [item for item in outline.items if item.parent is None and not item.marker.inline]
    return set(map(id, told.headings(text, [(item, _heading(text, item)) for item in tops], year, past=past)))


def _frame(text: str, outline: Outline) -> set[int]:
    """Headings whose items are aims or principles and no tasks: 指导思想, 基本原则, 工作目标."""
    forms = scheme("contexts").by_notation["aim"].hidden
    return {id(item) for item in outline.items if item.children and _heading(text, item).endswith(forms)}


def _heading(text: str, item: Item) -> str:
    span = _title(text, item.marker.span.end, len(text))
    return text[span.start : span.end].rstrip("。:; ")


def _without_frame(text: str, items: list[Item]) -> list[Item]:
    """Tasks without the headings that only frame them (总体要求, 保障措施), where tasks stand deeper elsewhere."""
    deepest = max((len(item.ancestors()) for item in items), default=0)
    frame = scheme("contexts").by_notation["frame"].hidden

    def frames(item: Item) -> bool:
        """Whether an item or one above it frames; one as deep as the tasks is a task all the same."""
        return len(item.ancestors()) < deepest and any(
            _heading(text, one).endswith(frame) for one in (item, *item.ancestors())
        )

    return [item for item in items if not frames(item)]


def _has_below(item: Item, chosen: set[int]) -> bool:
    return any(id(below) in chosen for below in item.descendants())


def _ends(text: str, parts: Sequence[Item], outline: Outline) -> dict[int, int]:
    """Where each section heading and each task ends: at the next mark that does not stand below it."""
    ends: dict[int, int] = {}
    starts = [item.marker.span.start for item in outline.items] + [len(text)]
    place = {id(item): at for at, item in enumerate(outline.items)}
    for item in parts:
        inside = sum(1 for _ in item.descendants())
        ends[id(item)] = starts[place[id(item)] + inside + 1]
    return ends


def _section(text: str, item: Item, path: tuple[int, ...], end: int, review: set[int]) -> Section:
    span = trim(text, item.marker.span.start, end)
    return Section(path, _title(text, item.marker.span.end, end), span, review=_in(item, review))


def _title(text: str, start: int, end: int) -> Span:
    """The run-in heading of an item: its first sentence, or the first part of a long one."""
    while start < end and text[start] in " \t\n":
        start += 1
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    gap = _GAP.search(text, start, min(stop, start + _TITLE_LENGTH))
    if gap:
        return Span(start, gap.start())
    cut = stop
    for marks, longest in (("。:!?", _TITLE_LENGTH), ("。;:!?", _TITLE_LENGTH), ("。;:!?,", stop)):
        cut = next((at for at in range(start, stop) if text[at] in marks), stop)
        if cut - start <= longest and not _FIGURE.search(text, start, cut):
            break
    return trim(text, start, cut)


def _task(text: str, item: Item, number: str, above: tuple[int, ...], end: int) -> Task:
    """A task with its passages by measure, and its clauses."""
    span = trim(text, item.marker.span.start, end)
    title = _title(text, item.marker.span.end, span.end)
    marks = [child.marker for child in item.children]
    edges = [mark.span.start for mark in marks] + [span.end]
    passages = [Passage(None, trim(text, item.marker.span.end, edges[0]))]
    used: set[str] = set()
    for mark, edge in zip(marks, edges[1:], strict=True):
        name = str(mark.number)
        while name in used:  # a second list of measures in one task
            name = f"{name}.{mark.number}"
        used.add(name)
        passages.append(Passage(name, trim(text, mark.span.end, edge)))
    return Task(number, title, above, span, tuple(_dated(text, passages)), _clauses(text, passages))


def _dated(text: str, passages: Sequence[Passage]) -> list[Passage]:
    """Passages with their own deadlines; one that stands only behind the last of them is the whole task's."""
    dues = [clauses.due(text, passage.span) for passage in passages]
    whole = dues[-1] if sum(map(bool, dues)) == 1 else None
    return [replace(passage, due=due or whole) for passage, due in zip(passages, dues, strict=True)]


def _clauses(text: str, passages: Sequence[Passage]) -> tuple[Clause, ...]:
    """Clauses with their measures.

    One that stands only behind the last measure is the whole task's, and so is one of a kind (责任领导)
    that stands on a line of its own there and nowhere else.
    """
    found = [(passage.measure, clause) for passage in passages for clause in clauses.find(text, passage.span)]
    last = passages[-1].measure
    if len(passages) < 3 or not found:
        return tuple(replace(clause, measure=measure) for measure, clause in found)
    whole = all(measure == last for measure, _ in found)
    kinds: dict[str, set[str | None]] = {}
    for measure, clause in found:
        kinds.setdefault(text[slice(*clause.head)], set()).add(measure)

    def of(measure: str | None, clause: Clause) -> str | None:
        alone = kinds[text[slice(*clause.head)]] == {last} and _on_own_line(text, clause.span.start)
        return None if whole or alone else measure

    return tuple(replace(clause, measure=of(measure, clause)) for measure, clause in found)


def _on_own_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before a place on its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
