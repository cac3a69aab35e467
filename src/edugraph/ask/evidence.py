"""The passages that come nearest to a question by their words: what to check an answer against, whatever its reading."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.ask import cues
from edugraph.ask.found import flat
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.ask.answered import Answer
    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.question import Question, Token
    from edugraph.ask.texts import Place, Texts
    from edugraph.store import Store

COLUMNS = ("city", "plan", "task", "section", "title", "text", "who")
READ = "与问题用词最接近的原文，供核对 / the passages whose words come nearest to the question, to check against"
MISSED = "另有原文同样接近，不在表中 / passages that come as near are not among the rows"
UNSEEN = "没有这样的行，但有原文写到问题里的词 / no such rows, but passages have the words of the question"
_PAIR = 2
_NAMES = ("{city}", "{office}", "{leader}", "{task}", "{measure}", "{role}")
_MATTERS = ("{theme}", "{indicator}", "{document}", "{title}")
_MOST, _EACH, _IN_ALL = 6, 2, 12
_NEAR = 0.6
_ENOUGH = 0.35
_SURE, _HALF = 0.8, 0.5
"""The share of a question that a task says which a list should hold, and with which "there is none" is not sure."""
_TELLING = 3
_FEW = 4
_LISTS = ("tasks-of-theme", "cities-of-theme")


class Near(NamedTuple):
    """A task and how much of the question it says: 1 is all of it, each pair of characters weighed by how rare it is."""

    place: Place
    share: float


def nearest(lexicon: Lexicon, texts: Texts, question: Question) -> list[Near]:
    """The tasks that come nearest to a question, the best first: of each city that it names, else of all.

    Pairs of characters count by their rarity among the tasks, as in the inverse document frequency of retrieval.
    """
    pairs = _pairs(lexicon, question)
    weights = {pair: _weight(texts, pair) for pair in pairs}
    whole = sum(weights.values())
    if not whole:
        return []
    plans = lexicon.asked(lexicon.tokens(question.chars))
    said: dict[Place, float] = dict.fromkeys((place for place in texts.tasks if not plans or place[0] in plans), 0.0)
    for pair, weight in weights.items():
        for place in texts.saying(pair, plans):
            said[place] += weight
    found = sorted((Near(place, weight / whole) for place, weight in said.items()), key=lambda one: -one.share)
    return list(_first(found, plans))


def _first(found: Sequence[Near], plans: frozenset[str]) -> Iterable[Near]:
    """Those near the best one, a few of each plan where not one is named."""
    best = found[0].share if found else 0.0
    kept = [one for one in found if one.share >= max(_ENOUGH, _NEAR * best)]
    if len(plans) == 1:
        return kept[:_MOST]
    seen: Counter[str] = Counter()
    few = []
    for one in kept:
        seen[one.place[0]] += 1
        few += [one] if seen[one.place[0]] <= _EACH else []
    return few[:_IN_ALL]


def others(lexicon: Lexicon, question: Question, near: Sequence[Near], said: Answer) -> list[Near]:
    """The tasks that say as much of a question as any and are not among the tasks of an answer.

    None where a question has too few characters of its own, or asks for what is not there.
    """
    columns = set(said.table.columns)
    kinds = {one.kind for one in cues.found(question.chars)}
    if not columns & {"task", "tasks"} or kinds & {cues.excepting(), cues.lacking()}:
        return []
    if said.table.rows and "plan" not in columns:
        return []
    if len(_pairs(lexicon, question)) < _TELLING:
        return []
    there = said.table.places()
    least = max(_SURE if said.table.rows else _HALF, max((one.share for one in near), default=0.0))
    return [one for one in near if one.share >= least and one.place not in there | said.beside]


def doubts(said: Answer) -> tuple[str, ...]:
    """What such tasks say against an answer: they should stand in a list of tasks on a theme, and are more than none."""
    if not said.table.rows:
        return (UNSEEN,)
    return (MISSED,) if said.query in _LISTS else ()


def _weight(texts: Texts, pair: str) -> float:
    """How rare a pair is; one that no task says weighs nothing, and one that stands in very few no more than others.

    A pair that stands once may be the end of one word and the beginning of the next.
    """
    saying = len(texts.saying(pair))
    every = len(texts.tasks)
    return math.log(every / max(saying, min(_FEW, every / 2))) if saying else 0.0


def _pairs(lexicon: Lexicon, question: Question) -> set[str]:
    """Pairs of characters of a question, without those of cities, offices, persons, numbers and words of asking."""
    chars = question.chars
    tokens = lexicon.tokens(chars)
    matter = _places(one for one in tokens if one.kind in _MATTERS and _is_whole(one))
    taken = _places(one for one in cues.found(chars) if one.end - one.start >= _PAIR) - matter
    taken |= _places(one for one in tokens if one.kind in _NAMES and _is_whole(one))
    free = [at for at in range(len(chars) - 1) if at not in taken and at + 1 not in taken]
    pairs = {chars[at : at + _PAIR] for at in free}
    return {pair for pair in pairs if not any(char.isdecimal() or char in cues.harmless() for char in pair)}


def _places(tokens: Iterable[Token]) -> set[int]:
    return {at for one in tokens for at in range(one.start, one.end)}


def _is_whole(token: Token) -> bool:
    """Whether a name is said whole; of an office its function may be: 教师处."""
    return token.kind == "{office}" or all(value.exact for value in token.values)


def table(store: Store, texts: Texts, question: Question, near: Sequence[Near]) -> Table:
    """The passages of some tasks that say most of the question, with who answers for the task."""
    return Table(COLUMNS, tuple(_row(store, texts, question, one.place) for one in near))


def _row(store: Store, texts: Texts, question: Question, place: Place) -> tuple[str, ...]:
    chars = question.chars
    pairs = [chars[at : at + _PAIR] for at in range(len(chars) - 1)]
    passages = texts.of(place, pairs)
    answering = query.run(store, "who-answers-task", plan=place[0], task=place[1]).dicts()
    text = " / ".join(flat(one.text) for one in passages)
    return passages[0].city, *place, texts.section(place), passages[0].title, text, _who(answering)


def _who(rows: Iterable[Mapping[str, str]]) -> str:
    """Offices and persons by their role: lead: 基础教育处; cooperating: 财务处."""
    roles: dict[str, list[str]] = {}
    for row in rows:
        roles.setdefault(row["role"], []).append(row["who"])
    return "; ".join(f"{role}: {'、'.join(dict.fromkeys(who))}" for role, who in roles.items())
