"""Prose to tasks: the outline of a text, without what only frames it or tells of last year."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from edugraph.structure import choice, clauses, headings, parts
from edugraph.structure.plan import Clause, Passage, Remark, Section, Task
from edugraph.text import trim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.structure.clauses import Said
    from edugraph.structure.markers import Marker
    from edugraph.structure.outline import Item, Outline


@dataclass
class Prose:
    """What the outline of a text gives: headings, tasks, and the items that are set aside."""

    sections: list[Section] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    aside: list[Remark] = field(default_factory=list)


def read(text: str, outline: Outline, year: int | None, *, past: bool = False) -> Prose:
    """Sections and tasks of an outline of a folded text; what is no task of ``year`` is set aside with a reason.

    ``past`` says that the whole document tells of what has been done.
    """
    chosen = choice.choose(text, outline, year, past=past)
    ends = outline.ends(parts.closing(text, outline.items[-1].marker.span.end) if outline.items else len(text))
    above = {id(item) for task in chosen.tasks for item in task.ancestors()}
    told = {id(item) for item, reason in chosen.aside if reason == choice.REVIEW}
    sections = [item for item in outline.items if id(item) in above | told]
    deeds = all(headings.is_deed(text, item.marker.span.end, ends[id(item)]) for item in chosen.tasks)
    return Prose(
        [_section(text, item, outline.path(item), ends[id(item)], id(item) in told) for item in sections],
        [
            _task(text, item, number, outline.path(item.parent), _own(item, id(item) in above, ends), deeds)
            for item, number in zip(chosen.tasks, chosen.numbers, strict=True)
        ],
        [Remark(trim(text, item.marker.span.start, ends[id(item)]), reason) for item, reason in chosen.aside],
    )


def _section(text: str, item: Item, path: tuple[int, ...], end: int, review: bool) -> Section:
    span = trim(text, item.marker.span.start, end)
    return Section(path, headings.title(text, item.marker.span.end, end), span, review=review)


def _own(item: Item, above: bool, ends: Mapping[int, int]) -> tuple[int, list[Marker]]:
    """Where a task ends, and the marks of its measures; one that stands above others holds only its own words."""
    marks = [child.marker for child in item.children]
    return (marks[0].span.start, []) if above else (ends[id(item)], marks)


def _task(
    text: str, item: Item, number: str, above: tuple[int, ...], own: tuple[int, list[Marker]], deed: bool
) -> Task:
    """A task with its passages by measure, and its clauses; what a dash sets apart is no measure."""
    end, marks = own
    span = trim(text, item.marker.span.start, end)
    title = headings.title(text, item.marker.span.end, span.end, deed=deed)
    edges = [mark.span.start for mark in marks] + [span.end]
    passages = [Passage(None, trim(text, item.marker.span.end, edges[0]))]
    used: set[str | None] = set()
    for mark, edge in zip(marks, edges[1:], strict=True):
        name = None if mark.style == "dash" else str(mark.number)
        while name and name in used:  # a second list of measures in one task
            name = f"{name}.{mark.number}"
        used.add(name)
        passages.append(Passage(name, trim(text, mark.span.end, edge)))
    said = [clauses.read(text, passage.span) for passage in passages]
    return Task(number, title, above, span, tuple(_dated(passages, said)), _clauses(text, passages, said))


def _dated(passages: Sequence[Passage], said: Sequence[Said]) -> Sequence[Passage]:
    """Passages with their own deadlines; one that stands only behind the last of them is the whole task's."""
    dues = [one.due for one in said]
    if not any(dues):
        return passages
    whole = dues[-1] if sum(map(bool, dues)) == 1 else None
    return [replace(passage, due=due or whole) for passage, due in zip(passages, dues, strict=True)]


def _clauses(text: str, passages: Sequence[Passage], said: Sequence[Said]) -> tuple[Clause, ...]:
    """Clauses with their measures.

    One that stands only behind the last measure is the whole task's, and so is one of a kind (责任领导)
    that stands on a line of its own there and nowhere else.
    """
    found = [(passage.measure, clause) for passage, one in zip(passages, said, strict=True) for clause in one.clauses]
    last = passages[-1].measure
    if len(passages) < 3 or not found:
        return tuple(_of(measure, clause) for measure, clause in found)
    whole = all(measure == last for measure, _ in found)
    kinds: dict[str, set[str | None]] = {}
    for measure, clause in found:
        kinds.setdefault(text[slice(*clause.head)], set()).add(measure)

    def alone(clause: Clause) -> bool:
        return kinds[text[slice(*clause.head)]] == {last} and _on_own_line(text, clause.span.start)

    return tuple(_of(None if whole or alone(clause) else measure, clause) for measure, clause in found)


def _of(measure: str | None, clause: Clause) -> Clause:
    """The clause as one of a measure, or of the whole task."""
    return clause if measure is None else replace(clause, measure=measure)


def _on_own_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before a place on its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()
