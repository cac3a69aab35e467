"""Policy themes of a task, by the labels and synonyms of the theme list: what it acts on, and what it only touches.

A theme is main where the title or the clause that the task opens with names it, where the task keeps to it, or
comes back to it under a heading that names it; otherwise it is named in passing. A label is no mention where other schools are
spoken of, where it says of which schools something is, or in a slogan whose matter is named behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from edugraph import stages
from edugraph.facts import MAIN, PASSING, ThemeMention
from edugraph.text import Span, fold
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.structure.plan import Passage, Plan, Task
    from edugraph.vocabulary import Hit

_CLAUSE = re.compile(r"[^,。!?;:\n\u2460-\u2473]+")
_AROUND = re.compile(  # what stands around the act of a sentence: its means, ground, place or occasion
    r"\W*(?:以|用|从|在|为(?:了|深入|进一步|全面|切实|贯彻|落实|推[动进]|促进|加[强快]|提[高升]|解决|确保|保障|做好)|围绕|依托|通过|经过|按照?|依照|遵循|根据|依据|结合|借助|运用|充分?利用|充分?发挥|坚持|针对|聚焦|立足|对标|对照)"
)
_ASIDE = re.compile(  # what a clause names beside its object: its ground, its fellow, where it is put, its means
    r"(?=[以与在通依利围结按根借发到向赴纳融列作渗贯])(?:"  # tried first, for most places hold none
    r"以[^,]{0,40}?为|与[^,]{0,40}?(?:融合|结合|衔接|联系|贯通)|在[^,]{0,40}?(?:中|上|下|方面|期间)|(?:通过|依托|利用|围绕|结合|按照|根据|借助|发挥)[^,]*"
    r"|(?<!达)(?:到|向|赴)[^,]{1,20}|(?:纳入|融入|列入|列为|作为|渗透|贯穿)[^,]*)"
)
_LISTED = re.compile(r"[^,、]{1,12}(?:、[^,、]{1,12})+")
_MANY = 3  # marks in a list that names too much to act on each, and stages that are meant together
_QUOTED = re.compile(r"“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"")
_SLOGAN = 2  # characters around a label that make what is quoted more than the label
_BREAKS = ",。;:\n"
_WINDOW, _REACH = 8, 80  # labels behind one, and characters around it, that tell what it is
_SCHOOLS = re.compile(r"学校|院校")
_TOLD = re.compile(r"(?:学校|院校|(?<=校))、|(?:学校|院校)?(?:都|均|也)?(?:要|应|须|需|可以|可在|可开|必须)")
_OF_SCHOOLS = re.compile(r"(?:阶段)?(?:学校|院校|教育)?")
_MOST, _SOME, _OFTEN = 0.4, 0.15, 3  # shares of a task's text, and clauses, that make a theme its matter


class _Place(NamedTuple):
    """A place that names a theme; ``schools`` is true where its words only say which schools."""

    measure: str | None
    span: Span
    schools: bool


def find(plan: Plan, task: Task) -> Iterator[ThemeMention]:
    """Each theme once a task, with every place where it is named, in the order of first mention."""
    mentions: dict[str, list[_Place]] = {}
    for passage in task.passages:
        for notation, place in _places(plan.text, passage):
            mentions.setdefault(notation, []).append(place)
    matter = _Matter(plan, task)
    for notation, places in mentions.items():
        measure, first, _ = places[0]
        single = len(places) == 1 and not task.title.contains(first)
        if single and (notation, plan.text[slice(*first)]) in _faint():
            continue
        yield ThemeMention(
            plan=plan.key,
            task=task.number,
            measure=measure,
            span=first,
            rule="themes.label",
            theme=notation,
            standing=MAIN if matter.holds(notation, places) else PASSING,
            mentions=tuple(place.span for place in places),
        )


def _places(text: str, passage: Passage) -> Iterator[tuple[str, _Place]]:
    """Themes that a passage names, each with its place."""
    begin, words = passage.span.start, text[slice(*passage.span)]
    hits = list(scheme("themes").matcher.find(words))
    quotes = [match.span() for match in _QUOTED.finditer(words)] if hits else []
    faint, of_schools = _faint(), _of_schools()
    for at, hit in enumerate(hits):
        form = words[hit.start : hit.end]
        schools = form in of_schools
        if (hit.concept.notation, form) in faint and _is_of_others(words, hit):
            continue
        if (schools or _SCHOOLS.match(words, hit.end)) and _is_told(words, hit):
            continue
        if (schools or quotes) and _belongs(hit, hits[at + 1 : at + _WINDOW], quotes, schools=schools):
            continue
        yield hit.concept.notation, _Place(passage.measure, Span(begin + hit.start, begin + hit.end), schools)


def _is_of_others(words: str, hit: Hit) -> bool:
    """Whether a weak label names no stage in a clause on others than its theme's: 普及普惠发展特殊教育."""
    own = _stages(hit.concept.label)
    if not own or _stages(words[hit.start : hit.end]):
        return False
    others = stages.named(_clause(words, hit))
    return bool(others) and not own & others


def _is_told(words: str, hit: Hit) -> bool:
    """Whether a label of schools only says which are told to do something (职业院校要开设), or are meant among others."""
    among = words[: hit.start].endswith("、") and _SCHOOLS.match(words, hit.end)
    return bool(among or _TOLD.match(words, hit.end)) or len(stages.named(_clause(words, hit))) >= _MANY


def _clause(words: str, hit: Hit) -> str:
    """The clause in which a label stands."""
    first, last = max(0, hit.start - _REACH), hit.end + _REACH
    begin = max(first - 1, *(words.rfind(mark, first, hit.start) for mark in _BREAKS))
    ends = [at for mark in _BREAKS if (at := words.find(mark, hit.end, last)) >= 0]
    return words[begin + 1 : min(ends, default=last)]


def _belongs(hit: Hit, others: Sequence[Hit], quotes: Sequence[tuple[int, int]], *, schools: bool) -> bool:
    """Whether a label belongs to what the next one names: as its schools, or as a slogan quoted before it."""
    behind = next((other for other in others if other.start >= hit.end), None)
    if behind is None:
        return False
    if hit.end == behind.start:
        return schools
    at = bisect_right(quotes, (hit.start, hit.start)) - 1
    begin, end = quotes[at] if at >= 0 else (0, 0)
    return hit.end < end == behind.start and end - begin - 2 > hit.end - hit.start + _SLOGAN


@cached
def _stages(form: str) -> frozenset[str]:
    return stages.named(form)


@cached
def _of_schools() -> frozenset[str]:
    """The labels of themes that name schools or a stage and nothing else: 普通高中, 中等职业学校."""
    return frozenset(form for form in scheme("themes").forms() if _is_of_schools(form))


def _is_of_schools(form: str) -> bool:
    named = (hit for hit in scheme("stages").matcher.find(form) if hit.start == 0)
    return any(_OF_SCHOOLS.fullmatch(form, hit.end) for hit in named)


class _Matter:
    """What a task is about, by where it says it."""

    def __init__(self, plan: Plan, task: Task) -> None:
        self._plan, self._task = plan, task
        self._text, self._title = plan.text, task.title
        self._asides: dict[int, tuple[Span, ...]] = {}

    @cached_property
    def _clauses(self) -> list[Span]:
        """The clauses behind the title; asked for where the title does not settle a theme, as all below."""
        title = self._title
        found = (match.span() for part in self._task.passages for match in _CLAUSE.finditer(self._text, *part.span))
        return [
            Span(*span)
            for span in found
            if not (title.start <= span[0] < title.end or self._text[slice(*span)].isspace())
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.start for clause in self._clauses]

    def _acts(self, at: int) -> bool:
        """Whether a clause acts, and does not say around what."""
        return not _AROUND.match(self._text, *self._clauses[at])

    @cached_property
    def _length(self) -> int:
        return sum(clause.end - clause.start for clause in self._clauses)

    @cached_property
    def _opening(self) -> int:
        return next(filter(self._acts, range(len(self._clauses))), -1)

    @cached_property
    def _above(self) -> frozenset[str]:
        """The themes that the headings above the task name."""
        return frozenset[str]().union(*map(_named, self._plan.headings(self._task)))

    def holds(self, notation: str, places: Sequence[_Place]) -> bool:
        """Whether a theme named in these places is what the task acts on."""
        if any(self._title.contains(place.span) for place in places):
            return True
        found = {self._index(place.span) for place in places if not place.schools} - {-1}
        share = sum(self._clauses[at].end - self._clauses[at].start for at in found) / (self._length or 1)
        often = len(found) >= _OFTEN or notation in self._above
        return self._opening in found or share >= _MOST or (often and share >= _SOME)

    def _index(self, place: Span) -> int:
        """The clause that acts on what a place names; -1 where it is named aside."""
        at = bisect_right(self._starts, place.start) - 1
        if at < 0 or not self._acts(at):
            return -1
        if at not in self._asides:
            self._asides[at] = tuple(_asides(self._text, self._clauses[at]))
        return -1 if any(part.contains(place) for part in self._asides[at]) else at


def _asides(text: str, clause: Span) -> Iterator[Span]:
    """What a clause names beside its object, and lists of more than it can act on each."""
    yield from (Span(*match.span()) for match in _ASIDE.finditer(text, *clause))
    if text.count("、", *clause) >= _MANY:
        yield from (Span(*match.span()) for match in _LISTED.finditer(text, *clause) if match[0].count("、") >= _MANY)


@cached
def _named(heading: str) -> frozenset[str]:
    return frozenset(hit.concept.notation for hit in scheme("themes").matcher.find(fold(heading)))


@cached
def _faint() -> frozenset[tuple[str, str]]:
    """Forms that show a theme only in a heading or when it comes twice, with the theme's notation."""
    themes = scheme("themes").concepts
    return frozenset((theme.notation, fold(form)) for theme in themes for form in theme.values("faint"))
