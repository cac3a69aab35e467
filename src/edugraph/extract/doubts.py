"""Why the reading of a fact may be wrong: judged from the fact and its own words, whichever rule has read it.

The reasons are those of ``ontology/doubts.ttl``. A fact without any was read from its own words alone, in a plan
whose year is stated, in a text that is not recognised from a picture.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from edugraph import bodies, dates, stages
from edugraph.facts import Fact, Responsibility, Result, Target
from edugraph.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.structure.plan import Plan
    from edugraph.text import Span

_LONGEST = 24  # characters of an indicator; 99 of 100 in the gold are shorter
_REACH = 200  # characters before a figure
_COUNTED = frozenset({"count", "amount"})  # kinds of figures that plans also state of what is there
_OF_STAGES = frozenset({"rate", "frequency", "limit"})  # kinds of figures that mean nothing without whose they are
_SENTENCE = re.compile(r"[。!?\n]")


def judged(plan: Plan, fact: Fact) -> Fact:
    """The fact with the reasons for which its reading is in doubt, in the order of their notations."""
    found = tuple(sorted({*_of_source(plan, fact), *_of_kind(plan, fact)}))
    return replace(fact, doubts=found) if found else fact


def _of_source(plan: Plan, fact: Fact) -> Iterator[str]:
    """What may be wrong with any fact of a text or of a row."""
    if plan.source.recognised(fact.span):
        yield "recognition"
    if fact.task in plan.dealt:
        yield "table"


def _of_kind(plan: Plan, fact: Fact) -> Iterator[str]:
    """What may be wrong with a fact of its kind."""
    if isinstance(fact, Responsibility) and not bodies.is_body(fold(fact.organisation)):
        yield "name"
    if isinstance(fact, Target):
        yield from _of_words(plan, fact)
        yield from _of_promise(plan, fact)


def _of_words(plan: Plan, fact: Target) -> Iterator[str]:
    """What may be wrong with what a figure measures."""
    words = squeeze(fold(fact.indicator))
    lent = words[: len(words) - _own(words, squeeze(fold(plan.quote(fact.span))))]
    own, said = stages.named(words), stages.named(_sentence(plan, fact.figure))
    if stages.named(lent) - said or (fact.kind in _OF_STAGES and said and not own):
        yield "scope"
    elif lent and not stages.named(lent):
        yield "indicator"
    if len(words) > _LONGEST:
        yield "wording"


def _of_promise(plan: Plan, fact: Target) -> Iterator[str]:
    """What may be wrong with a figure as a promise, and with its date."""
    if not isinstance(fact, Result) and not fact.strength and fact.comparator == "=" and fact.kind in _COUNTED:
        yield "commitment"
    if fact.kind == "frequency" and _has_date(plan, fact):
        yield "deadline"  # does the deadline of the row end what is done again and again?
    elif fact.deadline and _is_counted(plan, fact.deadline[:4], _sentence(plan, fact.figure)):
        yield "deadline"


def _has_date(plan: Plan, fact: Fact) -> bool:
    """Whether the row or the task in which a fact stands has a deadline of its own."""
    passages = (one for task in plan.tasks if task.number == fact.task for one in task.passages)
    cells = (one.due for one in passages if one.span.contains(fact.span))
    return any(cell is not None and dates.due(plan.quote(cell), plan.year) for cell in cells)


def _is_counted(plan: Plan, year: str, sentence: str) -> bool:
    """Whether the year of a deadline is counted, from an inferred year or over a spell, and neither sentence nor title says it."""
    if year in sentence:
        return False
    title = plan.quote(plan.header.title) if plan.header.title else ""
    return not plan.header.year_stated or (dates.has_spell(sentence) and year not in fold(title))


def _own(words: str, quote: str) -> int:
    """How many characters at the end of an indicator stand in its quote, in their order.

    >>> _own("小学巩固率", "巩固率达到99%"), _own("新增学位", "新增学位900个")
    (3, 4)
    """
    at = len(quote)
    for count, char in enumerate(reversed(words)):
        at = quote.rfind(char, 0, at)
        if at < 0:
            return count
    return len(words)


def _sentence(plan: Plan, place: Span) -> str:
    """The sentence in which a figure stands, up to it."""
    return _SENTENCE.split(plan.source.folded[max(0, place.start - _REACH) : place.start])[-1]
