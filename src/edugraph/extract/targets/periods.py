"""The period in which something is done so often: the nearest that is named, or the one of the clauses before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.extract.targets import indicators, scopes, strengths
from edugraph.quantity import chinese_number

if TYPE_CHECKING:
    from edugraph.extract.targets.amounts import Amount
    from edugraph.extract.targets.places import Place
    from edugraph.extract.targets.sentences import Sentence
    from edugraph.facts import Target

_PERIOD = re.compile(r"(?:周|月|季度|学期|天|日|学年|年)(?![级龄])")
EVERY = re.compile(rf"每(?P<many>[0-9]{{1,2}}|[一二两三四五六七八九十半]|)个?(?P<period>{_PERIOD.pattern})")
"""A period as a rate has it: 每两年."""
_ONCE_IN = re.compile(
    rf"(?<![0-9第一二三四五六七八九十])(?P<many>[0-9]{{1,2}}|[一二两三四五六])个?(?P<period>{_PERIOD.pattern})$"
)
_SHORTLY = 6  # characters of a period straight before its figure: 三学年
_ENDING = re.compile(r"年[终末底初]|期[末初中]|[上下]半年")
_IN_ALL = re.compile(r"累计|合计|共计|总计|总共")
_GOVERNED = 60  # characters that a period reaches beyond its own clause
_TIMES = ("次", "遍")  # measure words that count how often, not how many
_BY_WHAT = re.compile(r"(?:要|应|须|均|都)*(?:以[^,]*为|围绕|结合|按照?|根据|依据|针对)[^,]*,[^,]*$")
_SETTING_OUT = ("committed", "advancing")
_LATER = re.compile(r"第[一二三四1-4]个?(?:月|周|季度|学期)|[寒暑]假|假期|期间|全年|年内")


def of(sentence: Sentence, place: Place, before: Target | None) -> str:
    """The period of a rate: the nearest before the figure, straight behind its unit, or that of the target before.

    A sum of several years (每月…,三年累计36节) has none, though one stands before it.
    """
    amount = place.amount
    begin, at = sentence.reach(amount.span.start), amount.span.start
    if amount.per:
        return amount.per
    said = (
        _ONCE_IN.search(sentence.text, max(begin, at - _SHORTLY), at)
        or _last(sentence.text, *place.left)
        or _last(sentence.text, begin, at)
    )
    if _IN_ALL.search(sentence.text, said.end() if said else begin, at):
        return ""
    if said:
        return _length(said["many"]) + said["period"]
    if not amount.family.value("event"):
        return ""
    if before is None or "/" not in before.unit:
        return _governing(sentence, place)
    earlier = sentence.clause_before(at) or sentence.clause(at)
    apart = _ENDING.search(sentence.text, begin, at) or _LATER.search(sentence.text, begin, at)
    since = before.figure.start - sentence.offset
    near = (
        since >= earlier.start
        and not apart
        and ";" not in sentence.quiet[since:at]
        and _same_event(sentence, place, before)
    )
    return before.unit.split("/")[1] if near else ""


def makes_rate(amount: Amount, period: str) -> bool:
    """Whether an amount in a period says how often, and not how much or how many in a year of the plan.

    Events do in any period (每年2次), and so do days; other things that are counted do within a school year (每学期3本,
    but 每年100名). A floor on lessons is a load.
    """
    if not period or amount.unit == "课时":
        return bool(period) and not amount.is_bound
    within = amount.family.value("kind") == "count" and not period.endswith("年")
    return within or bool(amount.family.value("event")) or amount.unit == "天"


def shares_bound(sentence: Sentence, place: Place, before: Target) -> bool:
    """Whether a time is bounded as the one before it in a list is: 小学不少于10小时、初中9小时."""
    amount = place.amount
    said = sentence.text[place.left.start : place.left.end].strip(" ,")
    listed = said.startswith("、") or scopes.is_bare(said)
    alike = amount.unit == before.unit and amount.family.value("kind") == "limit"
    return listed and alike and not amount.said


def _same_event(sentence: Sentence, place: Place, before: Target) -> bool:
    """Whether a figure is said of what comes again with the one before it: 每月开会1次,举办培训班3期 are two matters.

    It is where it has no verb of its own, the verb or the unit of the other, or counts how often (每月开课2节,活动1次).
    """
    said = indicators.without_openings(sentence.text[place.left.start : place.left.end].strip(" ,、"), 0)
    own = indicators.lead_verb(said)
    alike = place.amount.unit in (before.unit.split("/")[0], *_TIMES)
    return not own or alike or own == indicators.lead_verb(before.indicator)


def _last(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The last period that a stretch of text names."""
    if text.find("每", begin, end) < 0:
        return None
    return next(reversed([*EVERY.finditer(text, begin, end)]), None)


def _governing(sentence: Sentence, place: Place) -> str:
    """The period of a clause before that governs a bound without a verb of its own: 每学期组织教研,不少于2次.

    Where that clause only says by what it is done, it governs any event: 每学期以课堂为重点,开展一次检查.
    """
    at = place.amount.span.start
    begin = sentence.clause(at).start
    said = _last(sentence.text, max(sentence.text.rfind(";", 0, begin) + 1, begin - _GOVERNED), begin)
    if said is None:
        return ""
    own = strengths.of(sentence.text[begin:at]).notation in _SETTING_OUT
    behind = sentence.text[said.end() : at]
    if not _BY_WHAT.match(behind) and (own or not place.amount.is_bound):
        return ""
    over = _IN_ALL.search(behind) or _ENDING.search(behind) or _LATER.search(behind)
    return "" if over else _length(said["many"]) + said["period"]


def _length(many: str) -> str:
    """How many of a unit of time a period is long, as it is written before the unit; one is left out."""
    if not many or many == "半":
        return many
    number = int(many) if many.isascii() else chinese_number(many)
    return "" if number == 1 else str(number)
