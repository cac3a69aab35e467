"""Of which schools or places a figure speaks, and how the words of one figure complete those of the next.

小学入学率、巩固率 are two rates of one stage; 市区入园率达到95%,县(市)达到90% is one rate of two places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph import stages
from edugraph.extract.targets.mending import EVERY
from edugraph.text import Span
from edugraph.vocabulary import cached, either, scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACES = r"(?:主?城区|市区|城镇|城市|县城|县域|农村|乡村|山区|镇区|乡镇|县\(市(?:、区)?\)|县\(区(?:、市)?\)|区\(县(?:、市)?\)|市、县|公办|民办|国家级|[省市县区校]级(?:及?以上)?)"
_PLACE = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[县市镇乡州旗]|(?<![校园社学片])(?<!示范|实验|试验|试点|先行)区|街道|管委会)(?:\([^()]{1,8}\))?"
)
_GRADES = r"(?:[一二三四五六七八九1-9](?:[至到、—-]?[一二三四五六七八九1-9])?年级(?:以上|以下)?|其[他余]年级|[小中大托]班(?![额级制化教主]))"
_RATE = re.compile(r"(?:[毛净]?[\u4e00-\u9fff]{2}率|比例|占比)$")
_SITE = re.compile(r"(?:特色|示范|试点|实验|传统|项目|先进|优质|品牌|达标|标准化)*(?:学校|(?<=.)[校园院馆]|基地|中心)$")
_SITED = re.compile(r"[校园院馆学中所室站点堂场厅厕]$|基地$|中心$|机构$")
_SCHOOLS = ("学校", "校", "中小学校")
_PERSON = re.compile(r"[长师员生人]$")
_SHORT = 2


@cached
def _scope() -> str:
    forms = either(scheme("stages").forms())
    part = rf"(?:[高中低]{{1,2}}[段年级]+|{_GRADES})"
    stage = rf"(?:{forms}|中学|大学|高等教育)(?:教育)?(?:阶段)?(?:学校|学生|校(?![长园舍本医车外内企服史歌训容门际])|生(?![均源态]))?{part}?(?:\([^()]{{1,12}}\))?"
    return rf"(?:全[市县区省])?(?:{_PLACES}的?)?(?:{stage}|{_PLACES}(?:学校|地区)?|{_GRADES})"


@cached
def _leading() -> re.Pattern[str]:
    return re.compile(_scope())


@cached
def _several() -> re.Pattern[str]:
    return re.compile(rf"{_scope()}(?:(?:、|和|及|与){_scope()})*")


@cached
def _trailing() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<measure>.*(?:率|比例|占比|数|额|量|面积)|[生人校班]均[^,、]{{2,8}})(?P<scope>{_several().pattern})"
    )


@cached
def _opening() -> re.Pattern[str]:
    """A scope at the beginning of a sentence: of a stage (高中阶段,), or of the schools that have a duty (高中要)."""
    return re.compile(
        rf"(?:\([^()]{{1,3}}\)|[0-9]+[.、]|[\s□-])*在?(?P<scope>{_several().pattern})"
        r"(?:(?P<stage>(?<=阶段)(?!的|学校|学生|教育|入学|毛|巩固))|(?=(?:学校|院校)?(?:[\u4e00-\u9fff]{2,4}课程)?(?:(?:都|均)?[要应须]|按|根据|必须|将|在[^,。;]*基础上)))"
    )


def leading(phrase: str) -> str:
    """The scope that a phrase begins with, or nothing.

    >>> leading("小学低段技能教学课"), leading("城区幼儿园覆盖率"), leading("名师工作室")
    ('小学低段', '城区幼儿园', '')
    """
    match = _leading().match(phrase)
    return match[0] if match else ""


def spans(text: str, within: Span) -> list[Span]:
    """Where scopes stand in a stretch of text.

    >>> spans("小学和初中教师", Span(0, 7))
    [Span(start=0, end=2), Span(start=3, end=5)]
    """
    return [Span(*match.span()) for match in _leading().finditer(text, *within)]


def is_bare(phrase: str) -> bool:
    """Whether a phrase is a scope and nothing besides.

    >>> is_bare("初中"), is_bare("小学、初中"), is_bare("初中项目")
    (True, True, False)
    """
    return bool(_several().fullmatch(phrase))


def is_place(phrase: str) -> bool:
    """Whether a phrase is the name of a place, or of the others, and nothing besides.

    >>> is_place("云岭县"), is_place("其他县(市、区)"), is_place("云岭县幼儿园"), is_place("示范区")
    (True, True, False, False)
    """
    return bool(_PLACE.fullmatch(phrase)) and not any(scheme("strengths").matcher.find(phrase))


def in_order(phrase: str) -> str:
    """A measure with its scope in front, where the plan has it behind.

    >>> in_order("巩固率小学"), in_order("小学巩固率"), in_order("中小学藏书量初中")
    ('小学巩固率', '小学巩固率', '初中藏书量')
    """
    match = _trailing().fullmatch(phrase)
    if not match:
        return phrase
    own = leading(match["measure"])
    return match["scope"] + match["measure"][len(own) if stages.named(own) else 0 :]


def lent(phrase: str, lender: str, *, of_schools: bool = False) -> str:
    """A phrase of another scope with the measure of the one before it; schools that are counted measure themselves.

    >>> lent("初中", "小学巩固率"), lent("县(市)", "市区入园率"), lent("小学", "义务教育学校艺术课程")
    ('初中巩固率', '县(市)入园率', '小学艺术课程')
    >>> lent("初中教师", "小学教师学历达标比例"), lent("初中", "示范幼儿园", of_schools=True)
    ('初中教师学历达标比例', '初中')
    """
    own = _several().match(lender)
    rest = lender[own.end() :] if own else lender
    thing = "" if is_bare(phrase) else phrase[len(leading(phrase)) :]
    schools = of_schools and (rest in _SCHOOLS or bool(stages.named(rest)))
    if schools or not rest.startswith(thing) or (thing and rest == lender):
        return phrase
    return phrase + rest[len(thing) :]


def of_sentence(text: str, end: int, *, own_subject: bool) -> str:
    """The scope that a sentence opens with and that holds for a clause which begins at an offset, or nothing.

    A stage holds for all (高中阶段,…). Schools that have a duty hold for clauses without ``own_subject`` only.

    >>> of_sentence("高中阶段推进多样发展,特色学校达到9所", 11, own_subject=True)
    '高中阶段'
    >>> of_sentence("小学一年级开展托管,覆盖率达到100%", 10, own_subject=True)
    ''
    """
    match = _opening().match(text)
    held = match and match.end() < end and (match["stage"] is not None or not own_subject)
    return match["scope"] if match and held else ""


class Part(NamedTuple):
    """What stands before and behind one part of an enumeration and is said only once for all."""

    head: str
    tail: str


def spread(parts: Sequence[str], *, modified: bool = False) -> list[Part]:
    """What each part of an enumeration has from the others: scope or verb of the first, noun of the last.

    ``modified`` says that a part which names no person and no time is none of those that are counted.

    >>> [part.head for part in spread(["小学入学率", "巩固率"])], [part.tail for part in spread(["小学", "初中巩固率"])]
    (['', '小学'], ['巩固率', ''])
    >>> spread(["配备音乐", "美术教师"], modified=True)
    [Part(head='', tail='教师'), Part(head='配备', tail='')]
    """
    first, last = parts[0], parts[-1]
    scope = leading(first)
    if scope and _RATE.fullmatch(first[len(scope) :]) and not any(map(leading, parts[1:])):
        return [Part("", ""), *[Part(scope if _RATE.search(part) else "", "") for part in parts[1:]]]
    head = _governing(first)
    own = [first[len(head) :], *parts[1:]]
    if any(map(is_bare, own[:-1])) and leading(last):
        tails = [last[len(leading(last)) :] if is_bare(part) else "" for part in own[:-1]] + [""]
    elif modified and are_modifiers(own) and not any(map(_PERSON.search, own[:-1])):
        tails = [own[-1][len(own[-2]) :]] * (len(own) - 1) + [""]
    else:
        return [Part("", _rate_for(part, last) or _site_for(part, last)) for part in parts]
    return [Part(head if at else "", tail) for at, tail in enumerate(tails)]


def _governing(first: str) -> str:
    """The words of a first part up to its last verb or period, else its scope, which hold for all parts."""
    verbs = [hit.end for hit in scheme("strengths").matcher.find(first)]
    periods = [match.end() for match in EVERY.finditer(first)]
    head = max([*verbs, *periods], default=0) or len(leading(first))
    return first[:head] if head < len(first) else ""


def _rate_for(part: str, last: str) -> str:
    rate = _RATE.search(last)
    return rate[0] if rate and not _RATE.search(part) else ""


def _site_for(part: str, last: str) -> str:
    """What a part that names no school or site has from the last: 特色学校 for 校园足球 in 校园足球、篮球特色学校."""
    site = _SITE.search(last)
    return site[0] if site and not _SITED.search(part) else ""


def are_modifiers(parts: Sequence[str]) -> bool:
    """Whether the parts before the last are too short to be things and only qualify its noun: 边远、贫困地区.

    >>> are_modifiers(["边远", "贫困", "民族地区教学点"]), are_modifiers(["幼儿园", "小学"])
    (True, False)
    """
    *others, last = parts
    short = others and all(
        0 < len(part) <= _SHORT and (re.fullmatch(_PLACES, part) or not is_bare(part)) for part in others
    )
    return bool(short) and len(last) >= _SHORT * 2
