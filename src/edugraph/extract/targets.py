"""Targets: what a plan commits itself to reach, create, hold, train, spend or keep under a limit.

Each sentence is cut into clauses, each clause into amounts. An amount is a target unless its context
makes it a name, an ordinal, a background figure or a count of the plan's own parts; what it measures
is read from the words around it, and completed from what stands before where the sentence shares it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from edugraph.dates import deadlines
from edugraph.extract import amounts, commitments, coverage, indicators, sentences, strengths
from edugraph.facts import Target
from edugraph.structure.plan import Remark
from edugraph.text import Span, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.extract.amounts import Amount
    from edugraph.extract.sentences import Sentence
    from edugraph.structure.plan import Passage, Plan, Task

_HINT = re.compile(r"[0-9一二两三四五六七八九十百千万亿xX*]|全覆盖|全员|全部|所有")
_PERIOD = re.compile(r"每个?(?P<period>周|月|季度|学期|天|日|学年|年)")
_JOINT = re.compile(r"、|以及|和|及(?!以)|与|并")
_SHARED = re.compile(r"[各均] *$|(?<=.)分别")
_DEALT = re.compile(r"分别[^,]{0,4}$")
_TAKES_PART = re.compile(r"(?:培训|参训|参加|惠及|覆盖|受益)[\u4e00-\u9fff]{0,3}$")
_EVENT = re.compile(r"(?:培训|研修|轮训|讲座|比赛|活动)$")
_JOINED = re.compile(r"(?:和|以及|及|与)$")
_AT_LEAST = re.compile(r"至少|最少|不少于|不低于")
_EDGE = " \n\t,、。;:"


@dataclass(frozen=True)
class _Place:
    """An amount in its clause with the words that belong to it, as spans of the sentence.

    ``tail`` is the end that an enumeration shares: 巩固率 for 小学 in 小学、初中巩固率.
    """

    amount: Amount
    left: Span
    right: Span
    tail: str = ""


def find(plan: Plan, task: Task) -> Iterator[Target]:
    """Targets of a task in the order of its text."""
    return (found for found in read(plan, task) if isinstance(found, Target))


def read(plan: Plan, task: Task) -> Iterator[Target | Remark]:
    """Targets of a task, and remarks on the figures with a unit that are none, with the reason."""
    for passage in task.passages:
        for sentence in sentences.find(plan.text, passage.span, plan.year, _HINT):
            found = [*_said_in_figures(plan, task, passage, sentence), *_said_in_words(plan, task, passage, sentence)]
            yield from sorted(found, key=_place_of)


def _place_of(found: Target | Remark) -> Span:
    return found.figure if isinstance(found, Target) else found.span


def _said_in_figures(plan: Plan, task: Task, passage: Passage, sentence: Sentence) -> Iterator[Target | Remark]:
    before: Target | None = None
    aside: tuple[int, str] | None = None  # a clause whose last figure was set aside, and why
    for place in _places(sentence):
        clause = sentence.clause_index(place.amount.span.start)
        reason = _why_not(plan, sentence, place, before)
        if not reason and aside and aside[0] == clause and not _words(sentence, place.left):
            reason = aside[1]  # 发挥6所…、x所…的作用
        aside = (clause, reason) if reason == "background" else None
        if reason:
            yield Remark(_shift(place.amount.span, sentence.offset), reason)
            continue
        for part in _subjects(sentence, place):
            target = _target(plan, task, passage, sentence, part, before)
            if target:
                before = target
                yield target


def _why_not(plan: Plan, sentence: Sentence, place: _Place, before: Target | None) -> str | None:
    """Reason why an amount is no target of this plan."""
    left, right = _words(sentence, place.left), _words(sentence, place.right)
    date = sentence.deadline(place.amount.span.start, plan.year)
    if date and date.year < plan.year and not date.due:
        return "result of the past"
    return commitments.why_not(place.amount, left, right, inherits=before is not None and not left)


def _words(sentence: Sentence, span: Span) -> str:
    return sentence.text[span.start : span.end].strip(_EDGE)


def _places(sentence: Sentence) -> Iterator[_Place]:
    """Amounts with their words, clause by clause; base figures (7项指标 of which 4项) are left out."""
    by_clause: dict[int, list[Amount]] = {}
    for amount in amounts.find(sentence.text, sentence.quiet):
        at = amount.figure.span.start
        if not sentence.is_date(at) and not commitments.is_word(amount, _clause_to(sentence, amount.span.start)):
            by_clause.setdefault(sentence.clause_index(at), []).append(amount)
    for index, found in by_clause.items():
        clause = sentence.clauses[index]
        inside = [_bounded(sentence, amount) for amount in found]
        yield from _dealt(sentence, list(_clause_places(sentence, clause, inside)))


def _bounded(sentence: Sentence, amount: Amount) -> Amount:
    """The amount as a floor where 至少 stands earlier in its clause, also before a verb."""
    plain = not amount.said and amount.figure.high is None
    if plain and _AT_LEAST.search(sentence.quiet, sentence.reach(amount.span.start), amount.span.start):
        return replace(amount, comparator=">=")
    return amount


def _clause_to(sentence: Sentence, at: int) -> str:
    return sentence.quiet[sentence.reach(at) : at]


def _clause_places(sentence: Sentence, clause: Span, inside: Sequence[Amount]) -> Iterator[_Place]:
    begin = clause.start
    for at, amount in enumerate(inside):
        follower = inside[at + 1] if at + 1 < len(inside) else None
        if follower is None:
            yield _Place(amount, Span(begin, amount.span.start), Span(amount.span.end, clause.end))
            continue
        cut = _cut(sentence, amount, follower)
        if cut is None:
            continue
        yield _Place(amount, Span(begin, amount.span.start), Span(amount.span.end, cut))
        begin = cut


def _dealt(sentence: Sentence, places: list[_Place]) -> Iterator[_Place]:
    """Places with their own subjects where a list of figures answers a list of subjects (分别为)."""
    at = 0
    while at < len(places):
        place = places[at]
        run = at + 1
        while run < len(places) and not _words(sentence, places[run].left).strip("和及与"):
            run += 1
        dealt = _DEALT.search(sentence.quiet, *place.left)
        parts = _split(sentence, Span(place.left.start, dealt.start())) if dealt else []
        if len(parts) == run - at > 1:
            tail = indicators.rate_word(_words(sentence, parts[-1]))
            for one, part in zip(places[at:run], parts, strict=True):
                own = indicators.rate_word(_words(sentence, part))
                yield replace(one, left=part, tail="" if own else tail)
        else:
            yield from places[at:run]
        at = run


def _split(sentence: Sentence, span: Span) -> list[Span]:
    """The parts of an enumeration."""
    parts, begin = [], span.start
    for match in _JOINT.finditer(sentence.quiet, *span):
        parts.append(Span(begin, match.start()))
        begin = match.end()
    return [*parts, Span(begin, span.end)]


def _cut(sentence: Sentence, amount: Amount, follower: Amount) -> int | None:
    """Where the words of one amount end and those of the next begin; None when the first is a base."""
    between = sentence.quiet[amount.span.end : follower.span.start]
    joints = list(_JOINT.finditer(between))
    if joints and (joints[0].start() == 0 or follower.span.start > amount.span.end + joints[-1].end() - 1):
        chosen = joints[0] if joints[0].start() == 0 else joints[-1]
        return amount.span.end + chosen.start()
    if follower.said:
        return None
    verb = next((at for at in range(1, len(between)) if indicators.lead_verb(between[at:])), 0)
    return amount.span.end + (verb or len(between))


def _subjects(sentence: Sentence, place: _Place) -> Iterator[_Place]:
    """One place for each subject of a figure said of several (名校长工作室、名师工作室各30个)."""
    shared = _SHARED.search(sentence.quiet, *place.left)
    if shared is None:
        yield place
        return
    parts = _split(sentence, Span(place.left.start, shared.start()))
    rest = sentence.text[shared.end() : place.left.end].strip(_EDGE)
    for part in parts:
        yield replace(place, left=part, tail=place.tail or rest)


def _target(
    plan: Plan, task: Task, passage: Passage, sentence: Sentence, place: _Place, before: Target | None
) -> Target | None:
    """The target of a place, or None where the figure measures time without a bound or a rate."""
    amount = place.amount
    left, right = _words(sentence, place.left), _words(sentence, place.right)
    period = _period(sentence, place, before)
    part = before is not None and before.unit == amount.unit
    if commitments.is_load(amount.family) and not (amount.is_bound or period or part):
        return None
    indicator = _indicator(plan, sentence, place, before)
    if not indicator:
        return None
    strength = strengths.of(sentence.text[sentence.reach(amount.span.start) : amount.figure.span.start])
    begin = trim(sentence.text, place.left.start, amount.span.start, _EDGE).start if left else amount.span.start
    end = trim(sentence.text, amount.span.end, place.right.end, _EDGE).end if right else amount.span.end
    frequent = bool(period) and bool(amount.family.value("event") or amount.unit == "天")
    date = sentence.deadline(amount.span.start, plan.year)
    return Target(
        plan=plan.key,
        task=task.number,
        measure=passage.measure,
        span=_shift(Span(begin, end), sentence.offset),
        rule="targets.amount",
        indicator=indicator,
        value=amount.figure.low,
        value_max=amount.figure.high,
        unit=f"{amount.unit}/{period}" if frequent else amount.unit,
        comparator=amount.comparator,
        deadline=date.iso if date else _due(plan, passage),
        kind="frequency" if frequent else amount.family.value("kind"),
        redacted=amount.figure.blank,
        strength=strength.notation,
        verb=strength.verb,
        figure=_shift(amount.figure.span, sentence.offset),
        concept=_concept(indicator, amount.family.notation),
    )


def _due(plan: Plan, passage: Passage) -> str | None:
    """The deadline that a table gives for the whole row."""
    said = plan.text[passage.due.start : passage.due.end] if passage.due else ""
    return next((date.iso for date in deadlines(said, plan.year)), None)


def _concept(indicator: str, family: str) -> str | None:
    concept = indicators.concept_of(indicator, family)
    return concept.notation if concept else None


def _shift(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _period(sentence: Sentence, place: _Place, before: Target | None) -> str:
    """The period of a rate: in the words before the figure, or shared from the target before."""
    clause = sentence.clause(place.amount.span.start)
    match = _PERIOD.search(sentence.text, sentence.reach(place.amount.span.start), place.amount.span.start)
    if match:
        return match["period"]
    if before is None or "/" not in before.unit or not place.amount.family.value("event"):
        return ""
    earlier = sentence.clause_before(place.amount.span.start) or clause
    near = before.figure.start - sentence.offset >= earlier.start
    return before.unit.split("/")[1] if near else ""


def _indicator(plan: Plan, sentence: Sentence, place: _Place, before: Target | None) -> str:
    """What is measured, completed by the verb or the subject that stands before."""
    left, right = _words(sentence, place.left), _words(sentence, place.right)
    if right and _JOINED.search(left):
        left = indicators.lead_verb(indicators.without_openings(left, plan.year)) or left
    phrase = indicators.compose(left + place.tail, right, plan.year)
    joined = not left or sentence.text[place.left.start : place.left.end].startswith(("、", "和"))
    own = place.amount.said or left.startswith("其中") or indicators.lead_verb(phrase)
    if before and joined and not own:
        phrase = indicators.lead_verb(before.indicator) + phrase
    if not phrase and before:
        return before.indicator
    if not phrase or indicators.is_generic(phrase) or _speaks_of_event(sentence, place, phrase):
        phrase = _shared_subject(plan, sentence, place, before) + phrase
    return phrase


def _speaks_of_event(sentence: Sentence, place: _Place, phrase: str) -> bool:
    """Whether a phrase says who takes part in what the clause before holds: 举办…培训,培训校长500人."""
    clause = sentence.clause_before(place.amount.span.start)
    return bool(clause and _TAKES_PART.match(phrase) and _EVENT.search(sentence.quiet, *clause))


def _shared_subject(plan: Plan, sentence: Sentence, place: _Place, before: Target | None) -> str:
    """The subject that the clause before lends to a bare 总数, 达标率 or nothing at all."""
    clause = sentence.clause_before(place.amount.span.start)
    if before and (clause is None or before.figure.start - sentence.offset >= clause.start):
        return indicators.subject_of(before.indicator)
    said = sentence.text[clause.start : clause.end] if clause else ""
    return indicators.subject_of(indicators.compose(said, "", plan.year))


def _said_in_words(plan: Plan, task: Task, passage: Passage, sentence: Sentence) -> Iterator[Target]:
    """Coverage targets: 100 %, said in words."""
    for found in coverage.find(sentence.text, sentence.clauses):
        subject = indicators.compose(_words(sentence, found.subject), "", plan.year)
        if not subject:
            continue
        begin = trim(sentence.text, found.span.start, found.span.end, _EDGE).start
        date = sentence.deadline(found.mark.start, plan.year)
        strength = strengths.of(sentence.text[found.span.start : found.mark.start])
        yield Target(
            plan=plan.key,
            task=task.number,
            measure=passage.measure,
            span=_shift(Span(begin, found.span.end), sentence.offset),
            rule="targets.coverage",
            indicator=subject,
            value=Decimal(100),
            value_max=None,
            unit="%",
            comparator="=",
            deadline=date.iso if date else _due(plan, passage),
            kind="coverage",
            redacted=False,
            strength=strength.notation,
            verb=strength.verb,
            figure=_shift(found.mark, sentence.offset),
            concept=_concept(subject, "share"),
        )
