"""What the five plans of the project give: moulds of sentences, tasks and headings, and who answers for what.

Names of real places go: a city becomes a mark (``CITY``) that the layout fills, a year one (``year_mark``)
that moves with the year of the plan, and sentences that only one place could say are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.generator import words
from benchmarks.generator.sentence import Sentence, mould
from edugraph import catalogue, regions, resources
from edugraph.extract import targets, themes
from edugraph.extract.responsibilities import find as find_responsibilities
from edugraph.facts import Responsibility
from edugraph.making import read_plan
from edugraph.structure.markers import markers
from edugraph.structure.plan import Header, Passage, Plan, Task
from edugraph.text import Source, Span, fold, outside, split_outside, squeeze
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.catalogue import Entry

CITY = "\ue000"
"""Stands for the name of the city."""
_YEARS = 0xE100  # the mark of the year of the plan
_REACH = 60  # years before and after it
_FILL = "\ue001" * 3  # a mark is as long as the year that it stands for
_MARK = re.compile(rf"(?P<mark>[\ue0c4-\ue13b]){_FILL}")
_SHORTEST, _LONGEST, _LONGEST_TITLE = 6, 300, 38
_YEAR_READ = 2023  # any: sentences are read with the marks of years as if written in this one
_YEAR = re.compile(r"20[0-9]{2}(?=年|[-—－–]|〕|\)|）)")
_LABEL = re.compile(r"(?:措施|举措|内容)[:：]")
_CITY_IN_NUMBER = re.compile(rf"{CITY}[0-9\ue0c4-\ue13b]")  # 生成市000012023年
_BROKEN = re.compile(r"(?<=[；;])\s*\n\s*")
_FULL = str.maketrans(",:;()", "，：；（）")
_IN_NUMBER = re.compile(r"(?<=[0-9])，(?=[0-9]{3})")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("‘", "’"))


def year_mark(offset: int) -> str:
    """The mark of a year that is so many years after that of the plan; four characters, as the year has."""
    return chr(_YEARS + offset) + _FILL


def years(year: int) -> dict[int, str]:
    """What the marks of years stand for in a plan of this year, for ``str.translate``."""
    return {_YEARS + offset: str(year + offset) for offset in range(-_REACH, _REACH)} | {ord(_FILL[0]): ""}


@dataclass(frozen=True)
class Base:
    """A real task: its title, its sentences, sentences of other tasks that would suit it, and who answers.

    ``offices`` are names as the real plan has them; ``area`` is its plan and section.
    """

    title: Sentence
    sentences: tuple[Sentence, ...]
    suited: tuple[Sentence, ...]
    offices: tuple[str, ...]
    themes: frozenset[str]
    area: str


@dataclass(frozen=True)
class Stock:
    """All that is drawn from. ``fits`` says for each task how well it stands under each heading."""

    bases: tuple[Base, ...]
    headings: tuple[Sentence, ...]
    fits: tuple[tuple[float, ...], ...]

    @property
    def offices(self) -> list[str]:
        """The names of all who answer."""
        return sorted({name for base in self.bases for name in base.offices})


@cache
def load() -> Stock:
    """The stock of the plans that the project carries."""
    found: list[Base] = []
    areas: list[tuple[str, Sentence]] = []
    for entry in catalogue.entries([resources.folder("graphs") / "plans"]):
        plan = read_plan(entry)[0]
        plain = _Plain(plan, entry)
        found += plain.tasks()
        areas += plain.areas()
    bases = tuple(_completed(base, found) for base in found)
    return Stock(bases, tuple(title for _, title in areas), tuple(_fits(base, bases, areas) for base in bases))


class _Plain:
    """One plan, its text without what is particular to its city."""

    def __init__(self, plan: Plan, entry: Entry) -> None:
        self.plan = plan
        self.telltale = (*entry.evidence, *words.texts("telltale"))
        region = regions.by_code(entry.code)
        above = list(region.above()) if region else []
        self.province = entry.code[:2]
        self.own = [*region.forms, region.short] if region else []
        self.above = [name for one in above if one.level == "province" for name in (one.name, one.short)]

    def tasks(self) -> Iterator[Base]:
        """The tasks of the plan, as far as they can be said of any city."""
        for task in self.plan.tasks:
            title = self._clean(self.plan.quote(task.title)).rstrip("。，；：")
            sentences = tuple(dict.fromkeys(self._sentences(task)))
            if title and sentences and len(title) <= _LONGEST_TITLE and self._is_general(title):
                mentions = frozenset(found.theme for found in themes.find(self.plan, task))
                area = f"{self.plan.key} {task.section_key}"
                yield Base(_mould(title), sentences, (), tuple(self._offices(task)), mentions, area)

    def areas(self) -> Iterator[tuple[str, Sentence]]:
        """The headings that tasks stand under straight away."""
        used = {task.section_key for task in self.plan.tasks}
        for section in self.plan.sections:
            title = self._clean(self.plan.title_of(section))
            if section.key in used and len(title) <= _LONGEST_TITLE and self._is_general(title):
                yield f"{self.plan.key} {section.key}", _mould(title)

    def _offices(self, task: Task) -> Iterator[str]:
        """Who answers for a task, the first one first, each once."""
        facts = find_responsibilities(self.plan, task)
        names = [self._clean(one.organisation) for one in facts if isinstance(one, Responsibility)]
        yield from (name for name in dict.fromkeys(names) if "*" not in name and CITY not in name)

    def _sentences(self, task: Task) -> Iterator[Sentence]:
        for passage in task.passages:
            for stretch in self.plan.stretches(task, passage):
                for place in outside(stretch, [task.title]):
                    for words_ in _split(self._clean(_LABEL.sub("", _BROKEN.sub("", self.plan.quote(place))))):
                        if _SHORTEST <= len(words_) <= _LONGEST and self._is_general(words_):
                            yield _mould(words_)

    def _clean(self, text: str) -> str:
        """The text in one form of punctuation, without the names of its city and province and with years as marks."""
        text = squeeze(text.replace("\n", "。")).translate(_FULL)
        text = _IN_NUMBER.sub(",", text)
        for name in sorted(self.own, key=len, reverse=True):
            text = text.replace(name, CITY)
        for name in sorted(self.above, key=len, reverse=True):
            text = text.replace(name, words.text("province"))
        return _YEAR.sub(lambda match: year_mark(int(match[0]) - self.plan.year), text)

    def _is_general(self, text: str) -> bool:
        """Whether any city could say it, and nothing in it reads as a mark or breaks off."""
        if any(word in text for word in self.telltale) or text.endswith(("，", "：", "；", "、")):
            return False
        if (
            _CITY_IN_NUMBER.search(text)
            or any(text.count(one) != text.count(other) for one, other in _PAIRS)
            or any(_marks(text))
        ):
            return False
        folded = fold(text)
        places = regions.mentions(folded, Span(0, len(folded)), self.plan.year)
        return not any(one.code.startswith(self.province) for place in places for one in place.regions)


def _marks(text: str) -> Iterator[bool]:
    """Numbering marks that a sentence would bring into a plan, at the beginning of a line or within one."""
    for lead in ("", "甲。"):
        yield from (True for _ in markers(fold(lead + text)))


def _split(text: str) -> Iterator[str]:
    """Sentences; one that gives the parts (其中) stays with the one before it that gives the whole."""
    whole = ""
    for span in split_outside(text, "。！？"):
        said = text[span.start : span.end].strip("，；：、")
        if whole and said.startswith("其中"):
            whole += f"。{said}"
            continue
        if whole:
            yield whole
        whole = said
    if whole:
        yield whole


@cache
def _mould(text: str) -> Sentence:
    """The mould of a cleaned sentence, with what EduGraph reads from it when it stands alone."""
    plain = _MARK.sub(lambda match: str(_YEAR_READ + ord(match["mark"]) - _YEARS), text).replace(CITY, "某")
    span = Span(0, len(plain))
    task = Task("1", Span(0, 0), (), span, (Passage(None, span),), ())
    plan = Plan("stock", _YEAR_READ, Source("stock", plain), Header(), (), (task,))
    hits = list(scheme("themes").matcher.find(plan.text))
    names = [Span(hit.start, hit.end) for hit in hits]
    return mould(text, frozenset(hit.concept.notation for hit in hits), names, list(targets.find(plan, task)))


def _tops(notations: frozenset[str]) -> set[str]:
    """The broad themes that themes belong to."""
    return {notation.partition(".")[0] for notation in notations}


def _completed(base: Base, every: list[Base]) -> Base:
    """A task with the sentences of others that share a theme, or have none and stand in its section; and its offices."""
    suited: dict[Sentence, None] = {}
    for other in every:
        if other is base:
            continue
        for sentence in other.sentences:
            near = sentence.themes & base.themes or (not sentence.themes and other.area == base.area)
            if near:
                suited[sentence] = None
    left = [sentence for sentence in suited if sentence not in base.sentences]
    offices = base.offices or _nearest(base, every).offices
    return Base(base.title, base.sentences, tuple(left), offices, base.themes, base.area)


def _nearest(base: Base, every: list[Base]) -> Base:
    """The task with offices that shares most themes."""
    answered = [other for other in every if other.offices]
    return max(
        answered, key=lambda other: (len(other.themes & base.themes), len(_tops(other.themes) & _tops(base.themes)))
    )


def _fits(base: Base, every: tuple[Base, ...], areas: list[tuple[str, Sentence]]) -> tuple[float, ...]:
    """How well a task stands under each heading: its own one best, then by broad themes shared."""
    found: list[float] = []
    for area, title in areas:
        own = [other for other in every if other.area == area]
        usual = Counter(top for other in own for top in _tops(other.themes))
        shared = sum(usual[top] for top in _tops(base.themes)) / max(1, sum(usual.values()))
        found.append(2.0 * (base.area == area) + len(_tops(title.themes) & _tops(base.themes)) + shared)
    return tuple(found)
