"""The targets of a task and what is told of the figures that are none: sentence by sentence, amount by amount."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from edugraph import dates, stages
from edugraph.extract.targets import (
    amounts,
    commitments,
    coverage,
    indicators,
    mending,
    naming,
    periods,
    places,
    results,
    scopes,
    sentences,
    strengths,
)
from edugraph.facts import Result, Target
from edugraph.structure.plan import Remark
from edugraph.text import Span, closing, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.dates import Deadline
    from edugraph.extract.targets.places import Place
    from edugraph.extract.targets.sentences import Sentence
    from edugraph.structure.plan import Passage, Plan, Task

_FRACTION = "fraction without an exact percentage"
_NOTHING_MEASURED = "nothing says what is measured"
FLAWED = "the words for what is measured are not whole"
UNREAD = frozenset({_FRACTION, _NOTHING_MEASURED, FLAWED, amounts.NO_UNIT, amounts.TORN})
"""Reasons of remarks on figures that may be commitments but were not understood; the others were understood and are none."""

HINT = re.compile(r"[0-9一二两三四五六七八九十百千万亿xX*半]|全覆盖|全员|全部|所有")
"""What stands in every sentence that can hold a target."""

_SCHOOLS = ("学校", "中小学", "中小学校")
_DONE = re.compile(  # what is done to all of them: 大班额全部消除, 学校全部建立年度报告制度
    r"(?<=全部)(?:消除|清零|化解|取消|淘汰|拆除|关停|取缔|清退|(?:完成|建立|实施|开设|开展|配备|安装|接入|纳入|达到|实行|通过)[^,。;、]{2,})"
)
_SO_FAR = re.compile(r"累计(?=建成|完成|投入)")
_OF_EACH = re.compile(r"[人师生]均|每[人名位]")  # a time that each has is bounded by it: 人均培训90学时
_LEAVERS = re.compile(r"(?P<year>20[0-9]{2})届")
_AGAINST = re.compile(
    r"(?:较|比|同比|与|和)(?:去年|上年度?|20[0-9]{2}年)(?:同期)?(?:相比)?|[由从](?:去年|上年度?|20[0-9]{2}年)[底末]?的?|[^,;]{0,30}(?:去年|上年度?|20[0-9]{2}年)[^,;]{0,30}基础上"
)


@dataclass(frozen=True)
class Setting:
    """What is known of a passage before it is read: where it stands, the year that its dates count from.

    ``due`` is its own deadline. ``told`` is true where it tells what has been reached.
    """

    plan: str
    task: str
    measure: str | None
    year: int
    due: str | None = None
    told: bool = False


def find(plan: Plan, task: Task) -> Iterator[Target]:
    """Targets of a task in the order of its text."""
    return (found for found in read(plan, task) if isinstance(found, Target) and not isinstance(found, Result))


def read(plan: Plan, task: Task) -> Iterator[Target | Remark]:
    """Targets of a task, results of the past that it tells, and remarks on the figures with a unit that are no targets."""
    wholes: dict[str, str] = {}
    for passage in task.passages:
        setting = Setting(plan.key, task.number, passage.measure, plan.year, _due(plan, passage))
        for sentence in sentences.find(plan.text, passage.span, plan.year, HINT):
            yield from said(setting, sentence, wholes)


def said(setting: Setting, sentence: Sentence, wholes: dict[str, str] | None = None) -> Iterator[Target | Remark]:
    """What a sentence says in figures and in words, in its order; a figure that is no target is remarked upon.

    ``wholes`` has what was counted last in each unit by the sentences before, and is brought up to date.
    """
    yield from sorted(
        [*_in_figures(setting, sentence, {} if wholes is None else wholes), *_in_words(setting, sentence)],
        key=_place_of,
    )


def _place_of(found: Target | Remark) -> Span:
    return found.figure if isinstance(found, Target) else found.span


def _in_figures(setting: Setting, sentence: Sentence, wholes: dict[str, str]) -> Iterator[Target | Remark]:
    before: Target | None = None
    past: Target | None = None
    aside: tuple[int, str] | None = None  # a clause whose last figure was set aside, and why
    for place in places.find(sentence):
        clause = sentence.clause_index(place.amount.span.start)
        reason = place.aside or _why_not(setting, sentence, place, before)
        if not reason and aside and aside[0] == clause and not places.words(sentence, place.left):
            reason = aside[1]  # 发挥6所…、x所…的作用
        aside = (clause, reason) if reason == "background" else None
        if reason:
            yield Remark(_shift(place.amount.span, sentence.offset), reason)
            told = [*_past(setting, sentence, place, past)] if reason == commitments.PAST else []
            past = told[-1] if told else past
            yield from told
            continue
        for part in places.subjects(sentence, place):
            found = _target(setting, sentence, part, before)
            if isinstance(found, Target):
                found = _of_whole(sentence, part, found, wholes)
                before = before if before and _is_aside(sentence, part) else found
            yield found


def _of_whole(sentence: Sentence, place: Place, found: Target, wholes: dict[str, str]) -> Target:
    """A target that counts a part by its place, with the thing that is counted: 新建幼儿园9所,其中云岭县3所."""
    among = _is_among(sentence, place)
    verb, own = indicators.lead_verb(found.indicator), places.words(sentence, place.left).removeprefix("其中")
    bare = verb if own == verb else found.indicator[len(verb) :]  # 项目21个,其中续建13个
    part = among and bool(bare) and (bare == verb or scopes.is_place(bare) or scopes.is_bare(bare))
    if part and found.unit in wholes:
        whole = indicators.subject_of(wholes[found.unit])
        indicator = bare if whole in _SCHOOLS and stages.named(bare) else bare + whole
        return replace(found, indicator=indicator, concept=_concept(indicator, place.amount.family.notation))
    if not part:
        wholes[found.unit] = found.indicator
    return found


def _is_among(sentence: Sentence, place: Place) -> bool:
    """Whether a figure counts a part of what stands before it: in brackets, or behind 其中 that no bracket has closed."""
    at = place.amount.span.start
    said = sentence.quiet.rfind("其中", 0, at)
    closed = said > 0 and sentence.quiet[said - 1] == "(" and closing(sentence.quiet, said - 1, at) >= 0
    return _is_aside(sentence, place) or (said >= 0 and not closed)


def _is_aside(sentence: Sentence, place: Place) -> bool:
    """Whether a figure stands in brackets that tell the parts of the one before them."""
    begin = sentence.clause(place.amount.span.start).start
    return sentence.quiet[begin - 1 : begin] == "("


def _past(setting: Setting, sentence: Sentence, place: Place, before: Target | None) -> Iterator[Result]:
    """What a figure of the past says has been reached."""
    told = replace(setting, told=True, due=None)
    for part in places.subjects(sentence, place):
        target = _target(told, sentence, part, before)
        if isinstance(target, Target):
            if (target.deadline or "") >= str(setting.year):
                target = replace(target, deadline=None)  # when something else is to be done
            before = target
            yield results.of(target, places.words(sentence, part.left), setting.year)


def _passed(setting: Setting, sentence: Sentence, target: Target) -> Iterator[Target | Remark]:
    """A coverage of the past as the result that it is, and why it is no target."""
    yield Remark(target.figure, commitments.PAST)
    begin = target.span.start - sentence.offset
    yield results.of(target, sentence.text[begin : target.figure.start - sentence.offset], setting.year)


def _why_not(setting: Setting, sentence: Sentence, place: Place, before: Target | None) -> str | None:
    """Reason why an amount is no target of this plan, or no result that it tells."""
    if place.amount.figure.inexact:
        return _FRACTION
    left, right = places.words(sentence, place.left), places.words(sentence, place.right)
    left = _AGAINST.sub("", left)  # 较上年下降1个百分点 tells of no past
    date = sentence.deadline(place.amount.span.start, setting.year)
    if not setting.told and (periods.EVERY.search(left) or _is_ahead(setting, sentence, date)):
        left = _SO_FAR.sub("", left)  # 到2025年累计建成, 每五年累计完成
    if date and setting.told and date.year > setting.year:
        return "of a later year"
    if not setting.told and not place.amount.is_bound and _is_of_leavers(left, setting.year):
        return commitments.PAST
    if not setting.told and (sentence.is_past(place.amount.span.start) or (date and date.year < setting.year)):
        return commitments.PAST
    part = (before is not None and before.unit == place.amount.unit) or bool(_OF_EACH.search(left))
    free = commitments.is_load(place.amount.family) and not (place.amount.is_bound or place.amount.said or part)
    if free and not periods.of(sentence, place, before) and strengths.of(left).notation != "binding":
        return "time without a bound or a rate"
    inherits = before is not None and not left
    reason = commitments.why_not(place.amount, left, right, inherits=inherits, told=setting.told)
    event = place.amount.family.value("event")
    rate = reason in commitments.UNCOUNTED or (event and reason == commitments.STRUCTURAL)
    return None if rate and periods.of(sentence, place, before) else reason


def _is_of_leavers(left: str, year: int) -> bool:
    """Whether a figure is of those who left school before a year: 2022届毕业生就业率为95%."""
    said = _LEAVERS.search(left)
    return said is not None and int(said["year"]) < year


def _is_ahead(setting: Setting, sentence: Sentence, date: Deadline | None) -> bool:
    """Whether a date is a deadline that is still to come, and none that a report is drawn up at: 截至6月底."""
    if date is None or not date.due or date.year < setting.year:
        return False
    return not sentence.text.endswith(("截", "截至", "截止"), 0, date.span.start)


def _target(setting: Setting, sentence: Sentence, place: Place, before: Target | None) -> Target | Remark:
    """The target of a place, or a remark where no words say what is measured, or none that are whole."""
    amount = place.amount
    left, right = places.words(sentence, place.left), places.words(sentence, place.right)
    period = periods.of(sentence, place, before)
    phrase = naming.of(setting.year, sentence, place, before)
    frequent = periods.makes_rate(amount, period)
    indicator = mending.mend(phrase, rate=frequent)
    if frequent and amount.unit == "课时" and scopes.is_bare(indicator):
        indicator += amount.unit  # 初中每周3课时 names nothing else
    bare = scopes.is_bare(indicator) and amount.family.notation != "institution"  # 小学 names schools, but no lessons
    if not phrase or bare or any(mending.flaws(indicator)):
        return Remark(_shift(amount.span, sentence.offset), FLAWED if phrase else _NOTHING_MEASURED)
    strength = strengths.of(sentence.quiet[sentence.reach(amount.span.start) : amount.figure.span.start])
    shared = before is not None and periods.shares_bound(sentence, place, before)
    begin = trim(sentence.text, place.left.start, amount.span.start, places.EDGE).start if left else amount.span.start
    end = trim(sentence.text, amount.span.end, place.right.end, places.EDGE).end if right else amount.span.end
    date = sentence.deadline(amount.span.start, setting.year)
    if date and date.counted and period and not sentence.clause(amount.span.start).contains(date.span):
        date = None  # 两年内完成轮训,每年培训300人次
    return Target(
        plan=setting.plan,
        task=setting.task,
        measure=setting.measure,
        span=_shift(Span(begin, end), sentence.offset),
        rule="targets.amount",
        indicator=indicator,
        value=amount.figure.low,
        value_max=amount.figure.high,
        unit=f"{amount.unit}/{period}" if frequent else amount.unit,
        comparator=before.comparator if before and shared else amount.comparator,
        deadline=date.iso if date else None if frequent else setting.due,
        kind="frequency" if frequent else amount.family.value("kind"),
        redacted=amount.figure.blank,
        strength=strength.notation,
        verb=strength.verb,
        figure=_shift(amount.figure.span, sentence.offset),
        concept=_concept(phrase, amount.family.notation),
    )


def _due(plan: Plan, passage: Passage) -> str | None:
    """The deadline that a table gives for the row, or a line of its own for the task: 完成时限."""
    due = dates.due(plan.text[slice(*passage.due)], plan.year) if passage.due else None
    return due if due and int(due[:4]) >= plan.year else None


def _concept(indicator: str, family: str) -> str | None:
    concept = indicators.concept_of(indicator, family)
    return concept.notation if concept else None


def _shift(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _in_words(setting: Setting, sentence: Sentence) -> Iterator[Target | Remark]:
    """Coverage targets: 100 %, said in words."""
    for found in coverage.find(sentence.text, sentence.clauses):
        said = "".join(sentence.text[begin:end] for begin, end in found.words)
        subject = indicators.compose(said.strip(places.EDGE), "", setting.year)
        if not subject:
            continue
        done = _DONE.search(sentence.text, *found.mark)
        subject += done[0] if done else ""
        if any(mending.flaws(subject)):
            yield Remark(_shift(found.mark, sentence.offset), FLAWED)
            continue
        begin = trim(sentence.text, found.span.start, found.span.end, places.EDGE).start
        date = sentence.deadline(found.mark.start, setting.year)
        over = date is not None and date.year < setting.year and not setting.told  # 2022年招收的新生全部入学
        strength = strengths.of(sentence.quiet[found.span.start : found.mark.start])
        target = Target(
            plan=setting.plan,
            task=setting.task,
            measure=setting.measure,
            span=_shift(Span(begin, found.span.end), sentence.offset),
            rule="targets.coverage",
            indicator=subject,
            value=Decimal(100),
            value_max=None,
            unit="%",
            comparator="=",
            deadline=date.iso if date and (date.due or not over) else setting.due,
            kind="coverage",
            redacted=False,
            strength=strength.notation,
            verb=strength.verb,
            figure=_shift(found.mark, sentence.offset),
            concept=_concept(subject, "share"),
        )
        past = not setting.told and (sentence.is_past(found.mark.start) or (over and date and date.due))
        yield from _passed(setting, sentence, target) if past else [target]
