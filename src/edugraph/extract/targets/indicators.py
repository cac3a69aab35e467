"""What a target measures: the plan's own words around the figure, short and whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.dates import deadlines, opening
from edugraph.extract.targets import mending
from edugraph.text import fold, squeeze
from edugraph.vocabulary import Concept, cached, either, hidden, scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ahocorasick_rs import AhoCorasick

_GENERIC = re.compile(
    r"(?:总体|总)?(?:合格率|达标率|覆盖率|巩固率|优良率|普及率|参与率|满意率|满意度|比例|占比|总数|总量|总人数|人数|规模|总规模|[人生平]均)"
)
_RATE_WORD = re.compile(r"(?:毛|净)?[^的,、]{2}率$|比例$|占比$|(?:覆盖|参与|普及)面$|满意度$")
_TAIL = re.compile(
    r"(?:(?:从|由)(?![^,]{1,11}中)[^,]{0,12}|分别|(?<![平人生年户校班])均|各|都|先)$"
)  # 从…中选派 has its verb
_GAP = 12
_QUOTES = re.compile(r"[“”‘’\"《》]")
_AHEAD = re.compile(r"——|、(?=确保|保证|力争|争取|做到)")  # an item of a list (提升质量——入园率), a sentence of its own
_ITEM = r"(?<![^ ,、])(?:\([0-9一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、](?![0-9])|[\u2460-\u2473]|—+|-+)"  # the mark of an item
_SO_LONG = r"(?=[自从0-9“近改建])[^,、;]{0,12}以来|近[年几一二两三四五六七八九十0-9]{1,2}年?来|(?:过去|未来|今后)的?[一二两三四五0-9]?年|[春秋]季?(?:学期|开学)(?:开学)?(?:之?前|后|起)?|截至"
_WITHIN = (
    _SO_LONG
    + r"|在全[国省市县区州](?:教育系统|范围内?)?|用[0-9一二两三四五六]{1,2}(?:年|个月)(?:左右)?的?时间|[两三四五2-5]年之?内|按照|根据|依据"
)
_PIVOT = re.compile(r"鼓励|支持|引导|推动|指导|帮助|协调|组织|每")
_VERBAL = re.compile(r"确保|保证|力争|努力|争取|力求|务必|实现|组织|推进|推动|要|并")
_CONDITION = re.compile(r"(?<=..)(?:后?方[可能]|才[能可]|即可).*")  # 2个学分方可毕业
SIZE = re.compile(r"(?:时间|时长|面积|人数|规模|金额|课时|学时|总量|数量)$")
"""What a figure before 的 measures of the thing behind it."""
_STANDARDS = ("要求", "标准", "规定", "目标", "任务")
_CHANGED = re.compile(r"(?:提高|提升|上升|增长|增加|下降|降低|减少|回落)(?:了|幅度)?$")  # no share, but its change
_POSSESSIVE = re.compile(r"^(?:的|之)")


@cached
def _verbs() -> re.Pattern[str]:
    """A run of governing verbs at the beginning of a phrase."""
    forms = either(scheme("strengths").forms())
    return re.compile(rf"(?:{forms})+(?:、(?:{forms})+(?!、))*")


@cached
def _openings() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either(hidden('contexts', 'scope'))}|各(?=[ ,、]|$)|在(?=20[0-9]{{2}}年)|{_WITHIN}|[ ,、]|{_ITEM})+"
    )


@cached
def _base() -> re.Pattern[str]:
    """What is compared with a share of a base: 美育课时不低于总课时的."""
    rule = r"(?:[^,;占按]{0,16}规定的?占?|占?)"  # 不低于国家规定占总课时的9%
    return re.compile(
        rf"(?P<what>.*?)(?:应|须)?(?P<said>{mending.comparing()}|占|按照?){rule}(?P<base>[^,;占按]{{2,24}})的"
    )


def leads_others(phrase: str) -> bool:
    """Whether a phrase begins with a verb that makes others act, and so names its own subject: 鼓励有条件的学校."""
    return bool(_PIVOT.match(phrase))


def opens_with_verb(clause: str) -> bool:
    """Whether a clause begins with what has no subject of its own: a verb of duty, striving or doing.

    >>> opens_with_verb("确保课时"), opens_with_verb("并开设课程"), opens_with_verb("学生参与率")
    (True, True, False)
    """
    words = _openings().match(clause)
    rest = clause[words.end() :] if words else clause
    return bool(_verbs().match(rest)) or (words is not None and bool(_VERBAL.search(words[0])))


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
    said = _AHEAD.split(squeeze(left))[-1]
    head = _without_last_date(_TAIL.sub("", without_openings(said, year)), year)
    tail = _CONDITION.sub("", _POSSESSIVE.sub("", squeeze(right)))
    if head and _openings().fullmatch(head):
        head = ""
    size = SIZE.search(head)
    if rate_word(head) and right.startswith("的"):
        tail = ""  # 普惠率85%的目标
    elif size and right.startswith("的") and tail not in _STANDARDS:
        head, tail = head[: size.start()], tail + size[0]  # 时间不少于30分钟的活动
    return mending.mend((head + tail).strip("的,、"))


def of_base(left: str, right: str) -> tuple[str, str]:
    """The words around a percentage that is one of a base, made to name the share; others as they are.

    >>> of_base("交流教师不低于应交流教师的", ""), of_base("各校按总课时的", "开设艺术课程")
    (('交流教师占应交流教师', ''), ('各校开设艺术课程占总课时', ''))
    >>> of_base("教师交流比例达到在岗教师的", "")
    ('教师交流占在岗教师的比例', '')
    """
    match = _base().fullmatch(left)
    if not match or bool(right) != (match["said"] or "").startswith("按"):
        return left, right
    what = match["what"].removesuffix("比例")
    said = "的比例" if what != match["what"] else ""
    return f"{what}{right}占{match['base']}{said}", ""


def _without_last_date(phrase: str, year: int) -> str:
    """A phrase without a date at its end: 覆盖率 in 覆盖率2024年达到."""
    last = next((date for date in deadlines(phrase, year) if date.span.end == len(phrase)), None)
    return phrase[: last.span.start] if last else phrase


def is_generic(indicator: str) -> bool:
    """Whether an indicator says nothing without its subject: 总数, 达标率, 配备率.

    >>> is_generic("配备率"), is_generic("近视率")
    (True, False)
    """
    done = indicator.endswith("率") and _verbs().fullmatch(indicator[:-1])
    return bool(_GENERIC.fullmatch(indicator) or done)


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
    thing = _RATE_WORD.sub("", phrase)
    return thing[len(lead_verb(thing)) :]


class _Form(NamedTuple):
    """A form of an indicator; the longest comes first, then by notation."""

    rank: int
    notation: str
    rest: tuple[str, ...]
    concept: Concept
    decoys: tuple[str, ...]


def _follow(text: str, at: int, parts: Sequence[str]) -> bool:
    """Whether the parts of a form stand behind an offset, with a gap of at most 12 characters before each.

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
def _index(family: str) -> tuple[AhoCorasick, list[list[_Form]]]:
    """Every form of every indicator of a family of units by what it begins with; … in a form parts it."""
    from ahocorasick_rs import AhoCorasick

    index: dict[str, list[_Form]] = {}
    for concept in scheme("indicators").concepts:
        decoys = tuple(map(_plain, concept.decoys))
        for form in concept.forms if family in concept.values("family") else ():
            first, *rest = parts = _plain(form).strip("…").split("…")
            if first:
                entry = _Form(-sum(map(len, parts)), concept.notation, tuple(rest), concept, decoys)
                index.setdefault(first, []).append(entry)
    return AhoCorasick(index), list(index.values())


def _plain(text: str) -> str:
    return _QUOTES.sub("", fold(squeeze(text)))


def concept_of(indicator: str, family: str) -> Concept | None:
    """The shared indicator that a target's words stand for, or None; the longest form wins.

    ``family`` is the notation of the unit family: a count and a share are never one indicator.
    """
    text, (firsts, forms) = _plain(indicator), _index(family)
    begun = firsts.find_matches_as_indexes(text, overlapping=True)
    near = {form for at, _, end in begun for form in forms[at] if _follow(text, end, form.rest)}
    for entry in sorted(near):
        concept = entry.concept
        fits = bool(family != "share" or not _CHANGED.search(text) or _CHANGED.search(concept.label))
        if fits and not any(decoy in text for decoy in entry.decoys):
            return concept
    return None
