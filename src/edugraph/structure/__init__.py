"""Source to plan: the outline of a document, its noise left out, every part a span."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from edugraph.errors import InputError
from edugraph.structure import clauses, header, noise, table
from edugraph.structure.markers import markers
from edugraph.structure.outline import Item, Outline, nest
from edugraph.structure.plan import Clause, Passage, Plan, Remark, Section, Task
from edugraph.text import Source, Span, mask, trim
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Plan", "parse"]

_TITLE_LENGTH = 40
_FEWEST_TASKS = 2


def parse(source: Source, key: str, year: int | None = None) -> Plan:
    """Read a source as a plan.

    ``key`` is the plan's id and ``year`` overrides the one that the document names.
    Raises InputError when the text holds no numbered tasks or names no year.
    """
    remarks = tuple(noise.find(source.folded))
    text = mask(source.folded, [remark.span for remark in remarks])
    tasks, outline = table.find(text), nest(markers(text))
    sections: list[Section] = []
    if not tasks:
        sections, tasks = _prose(text, outline)
    if len(tasks) < _FEWEST_TASKS:
        raise InputError(
            f"{source.name}: no plan: {len(tasks)} numbered tasks or table rows found, at least {_FEWEST_TASKS} needed, in "
            f"{len(source.text)} characters. A plan has numbered tasks (一、 1. 任务1：) or a task table."
        )
    first = min([part.span.start for part in sections] + [part.span.start for part in tasks])
    head = header.read(text, first, max(task.span.end for task in tasks))
    known = year or head.year
    if known is None:
        raise InputError(f"{source.name}: the plan names no year; give it in plans.toml beside the file.")
    doubts = tuple(_doubts(outline, sections, tasks))
    return Plan(key, known, source, head, tuple(sections), tuple(tasks), remarks, doubts)


def _doubts(outline: Outline, sections: Sequence[Section], tasks: Sequence[Task]) -> Iterator[Remark]:
    """Numbered lines that are part of no task: refused marks, and items beside the tasks."""
    for mark in outline.refused:
        if not mark.inline:
            yield Remark(mark.span, "number out of order")
    read = {section.span.start for section in sections} | {task.span.start for task in tasks}
    spans = [task.span for task in tasks]
    for item in outline.items:
        place = item.marker.span
        index = bisect_right(spans, place.start, key=lambda span: span.start)
        inside = index > 0 and place.start < spans[index - 1].end
        if not (item.marker.inline or inside or place.start in read):
            yield Remark(place, "numbered, but in no task")


def _prose(text: str, outline: Outline) -> tuple[list[Section], list[Task]]:
    """Sections and tasks of an outline."""
    items = _without_frame(text, outline.tasks())
    chosen = set(map(id, items))
    above = [item for item in outline.items if _has_below(item, chosen)]
    ends = _ends(text, [*above, *items], outline)
    sections = [_section(text, item, outline.path(item), ends[id(item)]) for item in above]
    tasks = [
        _task(text, item, number, outline.path(item.parent), ends[id(item)])
        for item, number in zip(items, outline.numbers(items), strict=True)
    ]
    return sections, tasks


def _without_frame(text: str, items: list[Item]) -> list[Item]:
    """Tasks without the headings that only frame them (总体要求, 保障措施), where tasks stand deeper elsewhere."""
    deepest = max((len(item.ancestors()) for item in items), default=0)
    frame = scheme("contexts").by_notation["frame"].hidden

    def frames(item: Item) -> bool:
        title = _title(text, item.marker.span.end, len(text))
        return len(item.ancestors()) < deepest and text[title.start : title.end].endswith(frame)

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


def _section(text: str, item: Item, path: tuple[int, ...], end: int) -> Section:
    span = trim(text, item.marker.span.start, end)
    return Section(path, _title(text, item.marker.span.end, end), span)


def _title(text: str, start: int, end: int) -> Span:
    """The run-in heading of an item: its first sentence, or the first part of a long one."""
    line = text.find("\n", start, end)
    stop = end if line < 0 else line
    for marks in ("。;:!?", "。;:!?,"):
        cut = next((at for at in range(start, stop) if text[at] in marks), stop)
        if cut - start <= _TITLE_LENGTH:
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
    """Clauses with their measures; one that stands only behind the last measure is the whole task's."""
    found = [(passage.measure, clauses.find(text, passage.span)) for passage in passages]
    bearing = [measure for measure, inside in found if inside]
    whole = len(passages) > 2 and bearing == [passages[-1].measure]
    return tuple(
        Clause(None if whole else measure, clause.head, clause.body, clause.span)
        for measure, inside in found
        for clause in inside
    )
