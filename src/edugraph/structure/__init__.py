"""Source to plan: the outline of a document, its noise left out, every part a span."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph import traditional
from edugraph.errors import InputError
from edugraph.structure import clauses, front, noise, parts, promises, prose, table, told
from edugraph.structure.front import refuse
from edugraph.structure.markers import markers
from edugraph.structure.markers import stand_alone as markers_stand_alone
from edugraph.structure.outline import Outline, nest
from edugraph.structure.plan import Plan, Remark, Section, Task
from edugraph.text import Source, Span, mask
from edugraph.vocabulary import PACKAGED, Vocabulary, using

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edugraph.structure.markers import Marker

__all__ = ["Plan", "parse"]

_FEWEST_TASKS = 2
_NOTHING = "\u2060"  # no blank, for it stands inside words
_MOST_TABLES = 100
_LONGEST_HEADING = 100  # characters above a table, with a remark below the heading
_FEWEST_BESIDE = 5  # tasks of a text that has a table as well; fewer are remarks on the table


@dataclass
class _Group:
    """Tasks that are numbered together: those of the prose or of the tables of one part of a document."""

    annex: bool
    sections: list[Section]
    tasks: list[Task]


class _Piece(NamedTuple):
    """A part of a document, its tables, its text without them and the outline of that."""

    part: parts.Part
    tables: list[table.Table]
    rest: str
    outline: Outline


@dataclass
class _Reading:
    """What is found part by part."""

    groups: list[_Group] = field(default_factory=list)
    outlines: list[Outline] = field(default_factory=list)
    aside: list[Remark] = field(default_factory=list)


def parse(source: Source, key: str, year: int | None = None, words: Vocabulary = PACKAGED) -> Plan:
    """Read a source as a plan.

    ``key`` is the plan's id, ``year`` overrides the one that the document names, and ``words`` are those that its
    structure and its facts are read with. Raises InputError when the text holds no numbered tasks or names no year.
    """
    with using(words):
        return replace(_parsed(source, key, year), words=words)


def _parsed(source: Source, key: str, year: int | None) -> Plan:
    """The plan, read with the words in force."""
    remarks, text = _quiet(source.folded)
    pieces = [_piece(text, part) for part in parts.split(text)]
    if sum(len(piece.tables) for piece in pieces) > _MOST_TABLES:
        raise InputError(f"{source.name}: no plan: more than {_MOST_TABLES} tables.")
    body = _body(text, pieces)
    head = front.read(text, source.folded, body)
    known = year or head.year
    reading = _Reading()
    for part, tables, rest, outline in pieces:
        reading.outlines.append(outline)
        if parts.is_calendar(text, part):
            reading.aside.append(Remark(part.span, "calendar"))
            continue
        found = prose.read(rest, outline, known, past=head.past)
        _read(reading, part, [] if head.past else tables, _without_heads(found, tables, text), text)
    sections, numbered = _numbered(_without_letter(reading))
    tasks = _apart(numbered)
    if known and (back := told.opening(text, head, body, known)):
        sections.insert(0, back)
    if len(tasks) < _FEWEST_TASKS and not any(section.review for section in sections):
        raise InputError(_no_plan(source, len(tasks), past=head.past))
    if known is None:
        raise InputError(
            f"{source.name}: the plan names no year; give it with --year, or in plans.toml beside the file."
        )
    doubts = [*_twice(numbered, tasks), *_doubts(text, _marks(text, pieces), reading, sections, tasks)]
    if year is None and not head.year_stated:
        doubts.insert(0, Remark(head.evidence[0].span, "year inferred"))
    if (at := traditional.first(source.text)) is not None:
        doubts.insert(0, Remark(Span(at, at + 1), "traditional characters, read as simplified ones"))
    noted = (*remarks, *reading.aside)
    return Plan(key, known, source, head, tuple(sections), tuple(tasks), noted, tuple(doubts))


def _quiet(folded: str) -> tuple[list[Remark], str]:
    """What is left out of a folded text before it is read, and the text without it."""
    found = list(noise.find(folded, numbers_stand_alone=markers_stand_alone(folded)))
    inside = [remark.span for remark in found if noise.stands_in_a_word(folded, remark.span)]
    around = {remark.span for remark in found} - set(inside)
    text = mask(mask(folded, around), inside, _NOTHING)
    lists = list(parts.lists(text))
    return [*found, *lists], mask(text, [remark.span for remark in lists])


def _no_plan(source: Source, tasks: int, *, past: bool) -> str:
    if past:
        return f"{source.name}: no plan: {refuse.TOLD}."
    return (
        f"{source.name}: no plan: {tasks} numbered tasks or table rows found, at least {_FEWEST_TASKS} needed, in "
        f"{len(source.text)} characters. A plan has numbered tasks (一、 1. 任务1：) or a task table."
    )


def _piece(text: str, part: parts.Part) -> _Piece:
    """A part of a text with what stands in it."""
    span = part.span
    own = text if span == Span(0, len(text)) else "\n" * span.start + text[span.start : span.end]
    tables = table.find(own)
    rest = mask(own, [one.span for one in tables], "\n")
    return _Piece(part, tables, rest, nest(markers(rest)))


def _body(text: str, pieces: Sequence[_Piece]) -> int:
    """Where the first numbered item or task table begins."""
    marks = [item.marker.span.start for piece in pieces for item in piece.outline.items[:1]]
    return min([*marks, *(one.span.start for piece in pieces for one in piece.tables)], default=len(text))


def _without_heads(told: prose.Prose, tables: Sequence[table.Table], text: str) -> prose.Prose:
    """The prose without the headings of tables, which become the sections of these.

    Several tables have one each; one table has one where it stands among the tasks of the prose.
    """
    among = len(told.tasks) - len(tables) >= _FEWEST_BESIDE
    if len(tables) < 2 and not among:
        return told
    found = [
        _heading_of(text, told.tasks, Span(tables[at - 1].span.end if at else 0, one.span.start))
        for at, one in enumerate(tables)
    ]
    if not all(found):
        return told
    for one, head in zip(tables, found, strict=True):
        if head:
            one.headings.insert(0, (0, Span(head.span.start, head.title.end)))
            one.dotted = among or _clash(tables)
    heads = {head.span for head in found if head}
    return replace(told, tasks=[task for task in told.tasks if task.span not in heads])


def _clash(tables: Sequence[table.Table]) -> bool:
    """Whether tables use the same numbers."""
    numbers = [entry.number for one in tables for entry in one.entries]
    return len(set(numbers)) < len(numbers)


def _heading_of(text: str, tasks: Sequence[Task], between: Span) -> Task | None:
    """The last item between two tables, when it is nothing but a heading."""
    inside = [task for task in tasks if between.start <= task.span.start < between.end]
    words = text[inside[-1].span.start : between.end].strip() if inside else ""
    return inside[-1] if inside and "。" not in words and len(words) <= _LONGEST_HEADING else None


def _read(reading: _Reading, part: parts.Part, tables: Sequence[table.Table], told: prose.Prose, text: str) -> None:
    """Add the tasks of a part; a few numbered remarks beside a table are no tasks where they promise nothing."""
    reading.aside += told.aside
    beside = bool(tables) and len(told.tasks) < _FEWEST_BESIDE and not any(_promises(text, one) for one in told.tasks)
    if (told.tasks and not beside) or (told.sections and not tables):
        reading.groups.append(_Group(part.annex, told.sections, told.tasks))
    for one in tables:
        sections, tasks = table.tasks(text, one)
        last = reading.groups[-1] if reading.groups and (one.dotted or one is not tables[0]) else None
        if last and not {task.number for task in last.tasks} & {task.number for task in tasks}:
            last.sections += sections
            last.tasks += tasks
        else:
            reading.groups.append(_Group(part.annex or (bool(told.tasks) and not beside), sections, tasks))


def _promises(text: str, task: Task) -> bool:
    """Whether a task says who answers, or names a figure."""
    return bool(task.clauses) or promises.counted(text, task.span)


def _without_letter(reading: _Reading) -> list[_Group]:
    """The groups without the few numbered requirements of a letter, where its annexes hold the tasks."""
    letters = [group for group in reading.groups if not group.annex and len(group.tasks) < _FEWEST_BESIDE]
    rest = [group for group in reading.groups if group not in letters]
    if letters and sum(len(group.tasks) for group in rest if group.annex) > 2 * _FEWEST_BESIDE:
        reading.aside += [Remark(task.span, "requirement of a letter") for group in letters for task in group.tasks]
        return rest
    return reading.groups


def _numbered(groups: Sequence[_Group]) -> tuple[list[Section], list[Task]]:
    """All sections and tasks; where numbers clash, those of annexes get a letter for their annex."""
    if not _run_through(groups):
        annexes = [group for group in groups if group.annex]
        lettered = annexes if len(groups) - len(annexes) <= 1 else groups
        for at, group in enumerate(lettered):
            letter = chr(ord("a") + at % 26)
            group.sections = [replace(section, part=letter) for section in group.sections]
            group.tasks = [replace(task, number=letter + task.number, part=letter) for task in group.tasks]
    sections = [section for group in groups for section in group.sections]
    tasks = [task for group in groups for task in group.tasks]
    return sections, sorted(tasks, key=lambda task: task.span)


def _apart(tasks: Sequence[Task]) -> list[Task]:
    """The tasks, a number that an earlier one has already told apart by a further number."""
    seen: set[str] = set()
    found = []
    for task in tasks:
        number = next(own for own in _further(task.number) if own not in seen)
        seen.add(number)
        found.append(task if number == task.number else replace(task, number=number))
    return found


def _twice(before: Sequence[Task], after: Sequence[Task]) -> Iterator[Remark]:
    """The tasks whose number was told apart."""
    changed = (now for was, now in zip(before, after, strict=True) if was.number != now.number)
    return (Remark(task.title, "number that another task has") for task in changed)


def _further(number: str) -> Iterator[str]:
    yield number
    yield from (f"{number}.{again}" for again in count(2))


def _run_through(groups: Sequence[_Group]) -> bool:
    """Whether numbers go on from one group to the next."""
    numbers = [task.number for group in groups for task in group.tasks]
    if len(groups) < 2:
        return True
    return all(map(str.isdecimal, numbers)) and all(int(one) < int(other) for one, other in pairwise(numbers))


def _marks(text: str, pieces: Sequence[_Piece]) -> Iterable[Marker]:
    """All numbering marks of a text in order; the outline of a part that is all of it, without tables, holds them."""
    whole = next((piece.outline for piece in pieces if piece.rest == text), None)
    if whole is None:
        return markers(text)
    return sorted([*(item.marker for item in whole.items), *whole.refused], key=lambda mark: mark.span)


def _doubts(
    text: str, marks: Iterable[Marker], reading: _Reading, sections: Sequence[Section], tasks: Sequence[Task]
) -> Iterator[Remark]:
    """Numbered lines that are part of no task: refused marks, and items beside the tasks."""
    refused = {mark.span for outline in reading.outlines for mark in outline.refused if not mark.inline}
    yield from (Remark(span, "number out of order") for span in sorted(refused))
    yield from _offices_of_headings(text, sections, tasks)
    read = {section.span.start for section in sections} | {task.span.start for task in tasks}
    spans = sorted([*(task.span for task in tasks), *(remark.span for remark in reading.aside)])
    ends = list(accumulate((span.end for span in spans), max))
    for place in (mark.span for mark in marks if not mark.inline):
        index = bisect_right(spans, place.start, key=lambda span: span.start)
        inside = index > 0 and place.start < ends[index - 1]
        if not (inside or place.start in read or place in refused):
            yield Remark(place, "numbered, but in no task")


def _offices_of_headings(text: str, sections: Sequence[Section], tasks: Sequence[Task]) -> Iterator[Remark]:
    """Clauses between a heading and the first item below it: who answers for all of these is not said of each."""
    begins = sorted([*(section.span.start for section in sections), *(task.span.start for task in tasks)])
    for section in sections:
        at = bisect_right(begins, section.span.start)
        end = min(begins[at] if at < len(begins) else len(text), section.span.end)
        for clause in clauses.find(text, Span(section.title.end, max(section.title.end, end))):
            yield Remark(clause.span, "office of a heading, given to no task")
