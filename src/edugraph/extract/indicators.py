"""What a target measures: the plan's own words around the figure, short and whole."""

from __future__ import annotations

import re
from typing import NamedTuple

from edugraph.dates import deadlines, opening
from edugraph.text import fold, squeeze
from edugraph.vocabulary import Concept, cached, scheme

_GENERIC = re.compile(
    r"(?:总体|总)?(?:合格率|达标率|覆盖率|巩固率|优良率|普及率|参与率|满意率|满意度|比例|占比|总数|总量|总人数|人数|规模|总规模)"
)
_RATE_WORD = re.compile(r"(?:毛|净)?[^的,、]{2}率$|比例$|占比$")
_TAIL = re.compile(r"(?:(?:从|由)[^,]{0,12}|分别|均|各|都)$")
_GAP = 12
_QUOTES = re.compile(r"[“”‘’\"《》]")
_POSSESSIVE = re.compile(r"^(?:的|之)")


@cached
def _verbs() -> re.Pattern[str]:
    """A run of governing verbs at the beginning of a phrase."""
    forms = "|".join(re.escape(form) for form in scheme("strengths").forms())
    return re.compile(rf"(?:{forms})+")


@cached
def _openings() -> re.Pattern[str]:
    words = sorted(scheme("contexts").by_notation["scope"].hidden, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r"|[ ,、“”\"])+")


def lead_verb(phrase: str) -> str:
    """The verbs that a phrase begins with.

    >>> lead_verb("新增评选市级工作室")
    '新增评选'
    """
    match = _verbs().match(phrase)
    return match[0] if match else ""


def without_openings(phrase: str, year: int) -> str:
    """A phrase without dates and words at its beginning that say nothing of what is measured."""
    at, before = 0, -1
    while before != at:
        before = at
        at = opening(phrase, at, year)
        words = _openings().match(phrase, at)
        if words and words.end() < len(phrase):
            at = words.end()
    return phrase[at:]


def compose(left: str, right: str, year: int) -> str:
    """The indicator from the words before and behind a figure.

    >>> compose("力争创建", "党建示范校", 2023), compose("全市绿色学校覆盖率", "", 2023)
    ('创建党建示范校', '绿色学校覆盖率')
    """
    head = _TAIL.sub("", _without_last_date(without_openings(squeeze(left), year), year))
    tail = _POSSESSIVE.sub("", squeeze(right))
    if head and _openings().fullmatch(head):
        head = ""
    return _balanced((head + tail).strip("的,、"))


def _without_last_date(phrase: str, year: int) -> str:
    """A phrase without a date at its end: 覆盖率 in 覆盖率2024年达到."""
    last = next((date for date in deadlines(phrase, year) if date.span.end == len(phrase)), None)
    return phrase[: last.span.start] if last else phrase


def _balanced(phrase: str) -> str:
    """A phrase without a quotation mark at its ends that has lost its partner."""
    if phrase.count("“") == phrase.count("”"):
        return phrase
    return phrase.strip("“”")


def is_generic(indicator: str) -> bool:
    """Whether an indicator says nothing without its subject: 总数, 达标率."""
    return bool(_GENERIC.fullmatch(indicator))


def rate_word(phrase: str) -> str:
    """The rate that a phrase ends with, or nothing.

    >>> rate_word("初中巩固率"), rate_word("高中毛入学率"), rate_word("小学")
    ('巩固率', '毛入学率', '')
    """
    match = _RATE_WORD.search(phrase)
    return match[0] if match else ""


def subject_of(phrase: str) -> str:
    """The thing a phrase speaks of, without its verb and without its own rate word.

    >>> subject_of("新创建省级示范性高中"), subject_of("义务教育阶段入学率")
    ('省级示范性高中', '义务教育阶段')
    """
    bare = phrase[len(lead_verb(phrase)) :]
    return _RATE_WORD.sub("", bare)


class _Form(NamedTuple):
    """A form of an indicator; the longest comes first, then by notation."""

    rank: int
    notation: str
    text: str
    concept: Concept

    def stands_in(self, text: str) -> bool:
        """Whether the form is contained in a text; … in a form is a gap of at most 12 characters."""
        first, *others = self.text.split("…")
        at = text.find(first)
        while at >= 0:
            if _follow(text, at + len(first), others):
                return True
            at = text.find(first, at + 1)
        return False


def _follow(text: str, at: int, parts: list[str]) -> bool:
    """Whether the parts of a form stand behind an offset, each within the gap.

    >>> _follow("新改扩建中小学幼儿园", 4, ["幼儿园"])
    True
    """
    if not parts:
        return True
    first, *others = parts
    found = text.find(first, at, at + _GAP + len(first))
    while found >= 0:
        if _follow(text, found + len(first), others):
            return True
        found = text.find(first, found + 1, at + _GAP + len(first))
    return False


@cached
def _index() -> dict[str, list[_Form]]:
    """Every form of every indicator by its first two characters."""
    index: dict[str, list[_Form]] = {}
    for concept in scheme("indicators").concepts:
        for form in map(_plain, concept.forms):
            entry = _Form(-len(form.replace("…", "")), concept.notation, form, concept)
            index.setdefault(form[:2], []).append(entry)
    return index


def _plain(text: str) -> str:
    return _QUOTES.sub("", fold(squeeze(text)))


def concept_of(indicator: str, family: str) -> Concept | None:
    """The shared indicator that a target's words stand for, or None; the longest form wins.

    ``family`` is the notation of the unit family: a count and a share are never one indicator.
    """
    text = _plain(indicator)
    near = {entry for at in range(len(text)) for entry in _index().get(text[at : at + 2], ())}
    for entry in sorted(near, key=lambda entry: entry[:2]):
        concept = entry.concept
        fits = family in concept.values("family") and entry.stands_in(text)
        if fits and not any(_plain(decoy) in text for decoy in concept.decoys):
            return concept
    return None
