"""The words of an indicator: what is taken out of them, and the flaws that none may have.

An indicator names what is measured, with the words that belong to it (stage, scope) and none that do
not: no comparator, no verb of duty or striving, no stump, no mark without its partner, no word twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.extract.targets.amounts import comparators
from edugraph.vocabulary import cached, either, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

# Duty and striving: a closed class of the language. What follows or goes before tells them from 主要, 要求, 应急.
# The word itself comes first in each alternative, so that the engine looks for these characters alone.
_DUTY = (
    r"要(?<![主重需必摘纪概首紧简提]要)(?![求素点闻义领件害道])"
    r"|应(?<![供适响反效相对呼感]应)当?(?=该|{verbs}|[有设占达在于为把将按每]|$)该?"
    r"|原则上|必须|务必|务求|力争|争取|力求|努力(?!程度)|确保|保证(?![金书率]|体系|机制|措施)|做到|须(?<!必须)(?=在|{verbs})"
)
_ADVERBS = ("至少", "最少", "最多", "至多")
EVERY = re.compile(
    r"(?:平均)?每(?:一|个|半|[0-9两二三四五六七八九十]+个?)?(?:学年|学期|季度|月|周|天|日|年(?![级龄])(?:[底末终]|初(?!中))?)(?:都|内)?"
)
"""The period of a rate: 每两年."""
# What stands between a thing and its figure and belongs to neither. What goes before tells them from nouns: 节约, 人均.
_LINK = re.compile(
    r"(?:(?:建设)?目标(?:值|数)?|要求|总共|共计|总计|合计|累计|分别|双双|同步|一律|坚持|保持|稳定|维持|控制|持续|继续|逐步|基本|原则上|一般|通常|平均每|不得|不应|不能|必须"
    r"|在(?<![内现所存]在)|为(?<![行作认成]为)|达(?<![发表传抵]达)|到(?<![签报]到)|至(?<![以甚]至)|是(?<![于就]是)"
    r"|占(?<![侵抢]占)|有(?<![所拥持特私国公享]有)|约(?<![节预签制条合]约)|近(?<!附近)|共(?<!公共)"
    r"|均(?<![平人生年户校班]均)|都(?<![首成]都)|应(?<![供适响反效相对]应)|要(?<![主重需必摘纪概首紧简提]要)"
    r"|的(?<![目标]的)|[按各仍须不再之])$"
)
_TWICE = re.compile(r"(?P<word>[\u4e00-\u9fff]{2,6})(?P=word)")
_BAD_START = re.compile(r"作为|占(?![地用])|[的了级类%),、;:+”’》]")
_EMPTY = re.compile(r"(?<!\()\(+\)+")
_ROUNDS = 9
_LONGEST = 12  # characters that lead over to a figure
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("(", ")"))
_MARK = re.compile('[“”‘’《》()"]')


@cached
def _duty() -> re.Pattern[str]:
    return re.compile(_DUTY.format(verbs=either(scheme("strengths").forms())))


@cached
def _bounds() -> re.Pattern[str]:
    """What bounds a figure, wherever it stands: 不得低于, 至少."""
    forms = [
        form for form in comparators("before")[1] if (form[0] in "不未" and form[-1] in "于过出") or form in _ADVERBS
    ]
    return re.compile(either(forms))


@cached
def comparing() -> str:
    """The forms of comparators that stand before a figure and are longer than a character, as alternatives."""
    return either(form for form in comparators("before")[1] if len(form) > 1)


@cached
def _compared() -> re.Pattern[str]:
    """What compares, at the end of words, where it is no part of a noun any more: 入学率达到."""
    return re.compile(f"(?:{comparing()})$")


@cached
def _led() -> re.Pattern[str]:
    """What compares before a period at the end of words: 延长至每天."""
    return re.compile(f"(?:{comparing()})(?=(?:每[\u4e00-\u9fff]{{1,2}})+$)")


def mend(phrase: str, *, rate: bool = False) -> str:
    """A phrase without what does not belong to the name of a measure; ``rate`` says that its unit names the period.

    >>> mend("普通高中录取人数力争"), mend("每校要保证每年举办艺术节", rate=True), mend("高中教师数应占")
    ('普通高中录取人数', '每校举办艺术节', '高中教师数')
    """
    return _mended(phrase, rate and "每" in phrase)


@cached
def _mended(phrase: str, rate: bool) -> str:
    for _ in range(_ROUNDS):  # what is taken out may leave a stump
        mended = _round(phrase, rate=rate)
        if mended == phrase:
            break
        phrase = mended
    return phrase


def _round(phrase: str, *, rate: bool) -> str:
    phrase = EVERY.sub("", phrase) if rate else phrase
    phrase = _bounds().sub("", _duty().sub("", _once(phrase)))
    phrase = _led().sub("", phrase) if "每" in phrase else phrase
    return without_links(balanced(phrase)).strip(",、;:+≥≤<>=")


def without_links(phrase: str) -> str:
    """A phrase without the words at its end that only lead over to a figure: 入学率保持在.

    >>> without_links("残疾儿童入学率持续稳定在"), without_links("实训基地")
    ('残疾儿童入学率', '实训基地')
    """
    while (link := _link(phrase)) and link.start() > 1:
        phrase = phrase[: link.start()]
    return phrase


def _link(phrase: str) -> re.Match[str] | None:
    """What leads over to a figure at the end of a phrase."""
    near = max(0, len(phrase) - _LONGEST)
    return _compared().search(phrase, near) or _LINK.search(phrase, near)


def _once(phrase: str) -> str:
    """A phrase without the word that it says twice in a row: 培训培训."""
    return _TWICE.sub(lambda match: match["word"], phrase)


def balanced(phrase: str) -> str:
    """A phrase without the marks that have lost their partner.

    >>> balanced("智慧校园”覆盖率"), balanced("遴选“试点”(第二批"), balanced("“一校一品”特色")
    ('智慧校园覆盖率', '遴选“试点”第二批', '“一校一品”特色')
    """
    if not _MARK.search(phrase):
        return phrase
    lost = {at for pair in _PAIRS for at in _lost(phrase, *pair)}
    kept = _EMPTY.sub("", "".join(char for at, char in enumerate(phrase) if at not in lost))
    return kept.replace('"', "") if kept.count('"') % 2 else kept


def _lost(phrase: str, opened: str, closed: str) -> Iterator[int]:
    """Offsets of the marks of a pair that have no partner."""
    waiting: list[int] = []
    for at, char in enumerate(phrase):
        if char == opened:
            waiting.append(at)
        elif char == closed and not waiting:
            yield at
        elif char == closed:
            waiting.pop()
    yield from waiting


def flaws(indicator: str) -> Iterator[str]:
    """What is wrong with the words of an indicator, each kind by its name; nothing for one that is whole.

    >>> list(flaws("普惠性幼儿园覆盖率")), list(flaws("交流轮岗教师不少于应交流人数")), list(flaws("初中在"))
    ([], ['comparator'], ['stump'])
    """
    if len(indicator) < 2:
        yield "too short"
    if balanced(indicator) != indicator:
        yield "mark without its partner"
    if _TWICE.search(indicator):
        yield "word twice"
    if _bounds().search(indicator) or _compared().search(indicator):
        yield "comparator"
    if _duty().search(indicator):
        yield "duty or striving"
    if _BAD_START.match(indicator) or without_links(indicator) != indicator:
        yield "stump"
