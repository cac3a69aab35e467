"""Whether an amount is a commitment of the plan, and if not, why not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.extract.targets import indicators, mending
from edugraph.vocabulary import Concept, cached, either, hidden, scheme

if TYPE_CHECKING:
    from edugraph.extract.targets.amounts import Amount

PAST = "result of the past"
"""The reason why an amount is no target that makes it a result."""

STRUCTURAL = "counts the plan's own parts"
"""The reason why an amount is no target that does not hold for events in a period: 每三年一次的监测工作."""

UNCOUNTED = frozenset({"indefinite", "no verb"})
"""Reasons that hold only as long as nothing else shows that a Chinese numeral counts."""

_RANK = re.compile(r"(?:(?<![年底月日之以学])前|第)$")
_RESPECTS = re.compile(r"(?:方面|环节|层面|维度|领域|角度)(?!的)")  # 从五个方面开展工作
_BUILT = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}(?:项目|基地|中心|校区|工地))(?:的?(?:新|改|扩|迁)?建设?)(?:工程|工作|任务)?"
)
_BROAD_UNITS = frozenset("个项类种件")
_SHORT = 8
_STANDARD = re.compile(r"的标准[\u4e00-\u9fff]{0,4}$")  # 按照每班配备2名的标准
_ALREADY = re.compile(r"已经?$")  # 已压减至5家
_WANTING = re.compile(r"[只仅][有占为]?$|[仍尚还]有")  # what is deplored: 占比只有37%
_COPULA = re.compile(r"[作成认列定评称视变化设选转升分改别]为$")
_SERVED = re.compile(r"(?:[为给]|面向)$")
_PERSONS = re.compile(r"的[\u4e00-\u9fff]{0,6}?[师生员人长]")
_LEAST_DONE = 5  # characters of those who are served and of what is done for them
_HOLDS_PERSONS = re.compile(
    r"的?[\u4e00-\u9fff]{0,8}?(?:班额|班级|教学班|学校|小学|初中|高中|中学|幼儿园|教学点|校区|校园|行政村|自然村|村|乡|镇|街道|社区|县)(?![长医生师民干])"
)
"""What has persons in it, behind a figure of persons: its size and no count."""
_CONDITION = re.compile(r"的(?!标准|要求|规定|目标)[\u4e00-\u9fff]{2}")
_KEPT = ("落实", "坚持", "做好")  # words for what is there that also say that it is to be kept up
_PERIOD_LAST = re.compile(rf"{mending.EVERY.pattern}$")
_LISTED = re.compile(r"、[\u4e00-\u9fff]{2,4}$")
_HERE = "□"
_SETTING_UP = ("committed", "binding")  # verbs of things, not of actions: 聘任指导教师
_ROUND = 100  # 百个 and more are no part of a word
_DONE = re.compile(r"进行|开展|实施|实行|给予")
_ABOLISHED = re.compile(r"(?:消除|化解|杜绝|取消|整治|清理|严禁)$")
_EACH = re.compile(r"每(?:个|所|名|位|县|乡|镇|校|班|家|村|年级)[^,]*$")
_PHASE = re.compile(r"(?:举办|举行|开展|组织|培训|召开)$")
_SPLIT_WORD = re.compile(r"[统同唯之第任某另专单不逐进]$")
_OF_THING = re.compile(r"的[^,、的]+$")
_NO_COUNT = re.compile(r"(?:一|性|级|代|样|定|般|致|批|步|办好|带一路|体化|对一)")


@cached
def _any(notation: str) -> re.Pattern[str]:
    return re.compile(either(hidden("contexts", notation)))


@cached
def _verbs() -> re.Pattern[str]:
    return re.compile(either(scheme("strengths").forms()))


def why_not(amount: Amount, left: str, right: str, *, inherits: bool, told: bool = False) -> str | None:
    """Reason why an amount is no target, or None when it is one.

    ``left`` and ``right`` are the words around it in its clause; ``inherits`` says that a target of
    the same sentence lends it its verb. ``told`` says that the text tells what has been reached: what is
    there already (共有, 落实) is then a result, and only the means to it are background.
    """
    near = left.rstrip(" 、")
    if _RANK.search(near):
        return "ordinal"
    within = amount.comparator == "<=" and amount.span.end > amount.figure.span.end + len(amount.unit)
    if amount.family.notation == "span" and within and right:
        return "time within which something is done"
    if _NO_COUNT.match(right) and amount.figure.han:
        return "word"
    if _points(amount, near, right):
        return "counts what is named"
    if _ABOLISHED.search(near) and not amount.family.value("event"):
        return "is to be done away with"
    if not told and (_any("past").search(left) or _ALREADY.search(near)):
        return PAST
    if _stands_behind(amount, left, right, "means" if told else "background") or _WANTING.search(left):
        return "background"
    if _is_structural(amount, right):
        return STRUCTURAL
    if amount.figure.han and not amount.is_count and not _EACH.search(left):
        return _why_not_han(amount, near, right, inherits=inherits)
    return None


def _points(amount: Amount, near: str, right: str) -> bool:
    """Whether a figure only says of which things something is told: 为20所学校, 30万人口以上的县.

    It counts behind such a word where a verb or a share follows: 对20所学校进行改造, 比例为80%.
    """
    if (amount.unit == "人" and right.startswith("口")) or _is_condition(amount, near, right):
        return True
    pointed = near.endswith(hidden("contexts", "adjacent")) and not near.endswith(
        scheme("contexts").by_notation["adjacent"].decoys
    )
    copula = near.endswith("为") and amount.family.notation == "share"
    done = near.endswith("对") and _DONE.search(right)
    return pointed and not (amount.said or copula or done or _serves(amount, near, right))


def _is_condition(amount: Amount, near: str, right: str) -> bool:
    """Whether a figure is the size that tells which things are meant: 规模500人以上的学校."""
    behind = _is_bound_behind(amount)
    sized = amount.family.notation == "person" and (amount.comparator in ("<", ">") or behind)
    if not (sized and _CONDITION.match(right)) or (not near and _PERSONS.match(right)):
        return False
    return not (_verbs().search(near) or "每" in near)


def _is_bound_behind(amount: Amount) -> bool:
    """Whether what bounds a figure stands behind it: 500人以上, not 不少于500人."""
    return amount.span.end > amount.figure.span.end + len(amount.unit) + 1


def is_size(amount: Amount, right: str) -> bool:
    """Whether a figure of persons is the size of what holds them, and so tells which is meant: 56人以上大班额.

    ``right`` is the text behind the amount. Asked before a clause is shared out between its amounts.
    """
    sized = amount.family.notation == "person" and amount.is_bound and (_is_bound_behind(amount) or right[:1] == "的")
    return sized and bool(_HOLDS_PERSONS.match(right))


def _serves(amount: Amount, near: str, right: str) -> bool:
    """Whether a figure counts those for whom something is done: 为20所学校更换设备.

    The word before it is no copula then, stands at the beginning of its clause or has a verb behind it.
    """
    if not _SERVED.search(near) or _COPULA.search(near) or amount.family.notation == "item":
        return False
    if len(right) < _LEAST_DONE or right.startswith("的"):
        return False
    return not indicators.without_openings(_SERVED.sub("", near), 0) or bool(
        _verbs().search(right) or _DONE.search(right)
    )


def _stands_behind(amount: Amount, left: str, right: str, context: str) -> bool:
    """Whether a figure tells what a commitment rests upon: a standard, or what a word of the context governs."""
    standard = not amount.is_bound and bool(_STANDARD.search(right))
    return standard or (not amount.said and _is_background(left, context))


def is_word(amount: Amount, before: str) -> bool:
    """Whether a Chinese numeral and the measure word after it are part of another word (一类园).

    ``before`` is the text up to the amount. Asked before a clause is shared out between its amounts.
    """
    if not amount.figure.han or amount.is_count or _EACH.search(before) or before.endswith("各"):
        return False
    near = before.rstrip(" 、")
    if amount.figure.low == 1 and not near:
        return True  # 一本上线率
    return bool(_SPLIT_WORD.search(near)) or (
        amount.unit in _BROAD_UNITS and (amount.figure.low or 0) < _ROUND and not _ends_in_verb(near)
    )


def _ends_in_verb(near: str) -> bool:
    tail = near[-6:]
    return any(match.end() == len(tail) for match in _verbs().finditer(tail))


def _is_background(left: str, context: str) -> bool:
    """Whether the last governing word before the figure speaks of what is there already, or of means.

    >>> _is_background("优化课程", "background"), _is_background("新增课后服务学校", "background")
    (True, False)
    """
    *_, ground = (None, *_any(context).finditer(left))
    if ground is None or any(match.end() > ground.end() for match in _verbs().finditer(left)):
        return False
    if ground[0] in _KEPT and _PERIOD_LAST.search(left, ground.end()):
        return False  # 落实每周4节体育课
    return not _is_in_noun(left, ground)


def _is_in_noun(left: str, ground: re.Match[str]) -> bool:
    """Whether such a word is part of the name of what is counted: words before it, its noun behind it.

    A word that is a noun as well (服务) governs at the beginning of its clause, straight before the figure and
    behind a verb that pushes an action (推动落实). The others govern, but in a clause of their own before 的 (依托高校的基地).
    """
    before, behind = left[: ground.start()], left[ground.end() :]
    hits = list(scheme("strengths").matcher.find(before))
    if ground[0] not in hidden("contexts", "nominal"):
        return bool(hits) and bool(_OF_THING.search(behind))
    bare = indicators.without_openings(before + _HERE, 0).removesuffix(_HERE)
    pushed = hits and hits[-1].end == len(before) and hits[-1].concept.notation not in _SETTING_UP
    named = behind or (hits and _LISTED.search(before))  # 新增护理、康养服务2个专业
    return bool(named) and bool(bare) and not pushed


def _is_structural(amount: Amount, right: str) -> bool:
    ends = right.endswith(hidden("contexts", "structural")) or bool(_RESPECTS.match(right))
    if _BUILT.fullmatch(right):
        return False
    if amount.figure.han and amount.figure.low == 1 and not amount.is_bound:
        return ends
    return ends and len(right) <= _SHORT and amount.unit in _BROAD_UNITS and not amount.is_bound


def _why_not_han(amount: Amount, near: str, right: str, *, inherits: bool) -> str | None:
    """Chinese numerals are often part of a word: only a verb before them makes a count."""
    if amount.unit == "期" and not _PHASE.search(near):
        return "phase of a project"
    if (amount.figure.low or 0) >= _ROUND:
        return None  # 学科带头人百名
    if amount.figure.low == 1:
        if amount.unit == "支" and not right.endswith("队"):
            return "indefinite"  # 一支师德高尚、业务精湛的队伍
        counted = near.endswith("各") or _ends_in_verb(near) or (amount.family.value("event") and not right)
        return None if counted else "indefinite"
    return None if inherits or _verbs().search(near) else "no verb"


def is_load(family: Concept) -> bool:
    """Whether a unit family measures time, so that only a bound or a rate makes a target of it."""
    return family.value("kind") == "limit"
