"""Where the amounts of a sentence stand: each with the words that belong to it, enumerations dealt out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edugraph.extract.targets import amounts, commitments, indicators, scopes
from edugraph.extract.targets.mending import EVERY
from edugraph.text import Span, outside, split_outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.extract.targets.amounts import Amount
    from edugraph.extract.targets.sentences import Sentence

_JOINT = re.compile(r"、|以及|和|及(?!以)|与|并|\+")
_FEWEST = 2  # parts of an enumeration of which one is joined in itself
_SLOGAN = re.compile(
    r"一(?<=[\u4e00-\u9fff]{2}一)([\u4e00-\u9fff])(?:[、,][\u4e00-\u9fff]{2}一\1(?![\u4e00-\u9fff]))+"
)  # 建成一所、投用一所
_NEAR = 16  # characters behind a size that name what has it
_BENEFIT = "为对给向"
_TAKING = "按以为对给向"  # prepositions of the figure behind them
_BRACKETS = re.compile(r"\([^()]*\)")
_SHARED = re.compile(r"(?:各|(?<![平人生年户校班])均|(?<![成首])都是?|双双|同步|一律) *$|(?<=.)分别")
_IN_NAME = re.compile(r"第$|[0-9xX]\+$")  # 第3届, 2+1项目
_AMONG = re.compile(r"[中里]$")
_DEALT = re.compile(r"分别[^,]{0,4}$")
EDGE = " \n\t,、。;:+"
"""Marks at the edge of words that do not belong to them."""


@dataclass(frozen=True)
class Place:
    """An amount in its clause with the words that belong to it, as spans of the sentence.

    ``head`` and ``tail`` are what an enumeration says once for all its parts: 小学 for 巩固率 in 小学入学率、巩固率,
    巩固率 for 小学 in 小学、初中巩固率; ``noun`` is what follows its own noun (3所小学、2所初中教学楼). ``aside`` is the reason why the amount has no words of its own and can
    be no target.
    """

    amount: Amount
    left: Span
    right: Span
    head: str = ""
    tail: str = ""
    noun: str = ""
    aside: str = ""


def find(sentence: Sentence) -> Iterator[Place]:
    """Amounts with their words, clause by clause; words and base figures (7项指标 of which 4项) are set aside."""
    by_clause: dict[int, list[Amount]] = {}
    again: list[int] = []
    slogans = [Span(*match.span()) for match in _SLOGAN.finditer(sentence.quiet)]
    for plain in amounts.find(sentence.text, sentence.quiet):
        amount = _bounded(sentence, plain)
        at = amount.figure.span.start
        if sentence.is_date(at):
            continue
        if any(span.contains(amount.figure.span) for span in slogans):
            yield _aside(amount, "part of a word")
        elif _is_ratio(sentence, amount):
            yield _aside(amount, "base of the figure behind it")
        elif amount.aside or (named := _IN_NAME.search(sentence.quiet, max(0, at - 2), at)):
            again += [at] if amount.aside == amounts.SAME_AGAIN else []
            yield _aside(amount, amount.aside or ("ordinal" if named and named[0] == "第" else "part of a name"))
        elif commitments.is_word(amount, _clause_to(sentence, amount.span.start)):
            yield _aside(amount, "part of a word")
        else:
            by_clause.setdefault(sentence.clause_index(at), []).append(amount)
    for index, found in by_clause.items():
        clause = sentence.clauses[index]
        own = [_short(sentence, one, again) for one in _clause_places(sentence, clause, found)]
        yield from _dealt(sentence, [*_with_nouns(sentence, own)][::-1])


def _is_ratio(sentence: Sentence, amount: Amount) -> bool:
    """Whether a figure is of how many there is one share of the next: 每百名学生拥有15台."""
    counts = amount.family.value("kind") == "count" and not amount.family.value("event")
    return counts and sentence.quiet.endswith("每", 0, amount.span.start)


def _short(sentence: Sentence, place: Place, again: list[int]) -> Place:
    """The place without the brackets behind its words that say the amount again."""
    first = next((at for at in again if place.right.start <= at < place.right.end), None)
    if first is None:
        return place
    return replace(place, right=Span(place.right.start, sentence.quiet.rfind("(", place.right.start, first)))


def _with_nouns(sentence: Sentence, found: list[Place]) -> Iterator[Place]:
    """The places of a clause, bare scopes with the noun that the last of them has: 1个市级、2个县级中心."""
    noun = ""
    for place in reversed(found):
        right = words(sentence, place.right)
        if scopes.is_bare(right):
            yield replace(place, noun=noun)
        else:
            noun = right[len(scopes.leading(right)) :] if scopes.leading(right) else ""
            yield place


def _aside(amount: Amount, reason: str) -> Place:
    nowhere = Span(amount.span.start, amount.span.start)
    return Place(amount, nowhere, nowhere, aside=reason)


def _bounded(sentence: Sentence, amount: Amount) -> Amount:
    """The amount as a floor or ceiling where 至少 or 不多于 stands earlier in its clause, also before a verb."""
    if amount.said or amount.figure.high is not None:
        return amount
    said = amounts.governing(sentence.quiet, sentence.reach(amount.span.start), amount.span.start)
    return replace(amount, comparator=said or amount.comparator)


def _clause_to(sentence: Sentence, at: int) -> str:
    return sentence.quiet[sentence.reach(at) : at]


def _clause_places(sentence: Sentence, clause: Span, inside: Sequence[Amount]) -> Iterator[Place]:
    begin = clause.start
    for at, amount in enumerate(inside):
        follower = inside[at + 1] if at + 1 < len(inside) else None
        if commitments.is_size(amount, sentence.quiet[amount.span.end : amount.span.end + _NEAR]):
            yield _aside(amount, amounts.SIZE)
            begin = _behind_size(sentence, amount, follower) or begin
            continue
        if follower is None:
            listed = amount.unit == "%" and sentence.quiet.startswith(
                "、", amount.span.end
            )  # what is listed behind it is another matter
            end = amount.span.end if listed else clause.end
            yield Place(amount, Span(begin, amount.span.start), Span(amount.span.end, end))
            continue
        if _qualifies(sentence, amount, follower):
            thing = Span(follower.span.end + 1, clause.end)
            yield Place(amount, Span(begin, amount.span.start), thing)
            begin = amount.span.end
            continue
        cut = _cut(sentence, amount, follower)
        if cut is None:
            yield _aside(amount, "base of the figure behind it")
            continue
        yield Place(amount, Span(begin, amount.span.start), Span(amount.span.end, cut))
        begin = cut


def _behind_size(sentence: Sentence, amount: Amount, follower: Amount | None) -> int | None:
    """Where the verb begins that stands between a size and the next figure; None where none does: 500人以上学校3所."""
    cut = _cut(sentence, amount, follower) if follower else None
    return cut if follower and cut is not None and cut < follower.span.start else None


def _qualifies(sentence: Sentence, amount: Amount, follower: Amount) -> bool:
    """Whether the next figure only qualifies what one counts: 一次时间不少于30分钟的活动."""
    between = sentence.quiet[amount.span.end : follower.span.start]
    behind = sentence.quiet.startswith("的", follower.span.end)
    return behind and amount.family != follower.family and bool(indicators.SIZE.fullmatch(between))


def _dealt(sentence: Sentence, found: list[Place]) -> Iterator[Place]:
    """Places with their own subjects where a list of figures answers a list of subjects (分别为)."""
    at = 0
    while at < len(found):
        place = found[at]
        run = at + 1
        while run < len(found) and not found[run].aside and not words(sentence, found[run].left).strip("和及与"):
            run += 1
        dealt = _DEALT.search(sentence.quiet, *place.left)
        end = dealt.start() if dealt else place.left.end
        bare = not any(words(sentence, one.right) for one in found[at : run - 1])  # 教师80名、120名
        parts = _split(sentence, Span(place.left.start, end)) if run - at > 1 and (dealt or bare) else []
        rest = sentence.text[dealt.start() + 2 : place.left.end].strip(EDGE) if dealt else ""
        subjects = _answered(sentence, parts, run - at, rest)
        if subjects:
            sign = found[run - 1].amount.comparator  # 分别达到70%、75%以上: both are floors
            for one, (part, head, tail) in zip(found[at:run], subjects, strict=True):
                amount = one.amount if one.amount.is_bound else replace(one.amount, comparator=sign)
                yield replace(one, left=part, head=head, tail=tail, amount=amount)
        else:
            yield from found[at:run]
        at = run


def _answered(sentence: Sentence, parts: Sequence[Span], count: int, rest: str) -> list[tuple[Span, str, str]]:
    """The subjects that a list of figures answers, each with what it has from the others; none where they are not as many.

    ``rest`` is what stands between 分别 and the first figure: 分别新增学位.
    """
    if parts and len(parts) == count:
        shared = scopes.spread([words(sentence, part) for part in parts])
        return [(part, one.head, one.tail + rest) for part, one in zip(parts, shared, strict=True)]
    ground = sentence.clause_before(parts[0].start) if len(parts) == 1 else None
    if ground is None:
        return []
    if not _AMONG.search(sentence.quiet, *ground):
        return _named_before(sentence, ground, words(sentence, parts[0]) + rest, count)
    # 小学和初中教师中,专职的比例分别为: the subjects stand in the clause before
    scoped = scopes.spans(sentence.text, Span(ground.start, ground.end - 1))
    rest = sentence.text[scoped[-1].end : ground.end - 1] if scoped else ""
    said = words(sentence, parts[0])
    return [(one, "", rest + said) for one in scoped] if len(scoped) == count else []


def _named_before(sentence: Sentence, ground: Span, said: str, count: int) -> list[tuple[Span, str, str]]:
    """The subjects of a clause that names as many things as figures answer it: 甲校、乙园6月底前建成,分别新增学位."""
    told = min([date.span.start for date in sentence.dates if ground.contains(date.span)], default=ground.end)
    named = _split(sentence, Span(ground.start, told))
    if len(named) != count or not said:
        return []
    last = words(sentence, named[-1])
    done = next((at for at in range(2, len(last)) if indicators.lead_verb(last[at:])), len(last))
    begin = sentence.text.index(last, named[-1].start) if last else named[-1].start
    return [(one, "", said) for one in (*named[:-1], Span(begin, begin + done))]


def _split(sentence: Sentence, span: Span) -> list[Span]:
    """The parts of an enumeration."""
    parts, begin = [], span.start
    for start, end in _joints(sentence.quiet, span):
        parts.append(Span(begin, start))
        begin = end
    return [*parts, Span(begin, span.end)]


def _joints(quiet: str, span: Span) -> Iterator[Span]:
    """Where the parts of an enumeration are joined; what stands in brackets joins none: 县(市、区)."""
    outer = [Span(*match.span()) for match in _BRACKETS.finditer(quiet, *span)]
    for begin, end in outside(span, outer):
        yield from (Span(*match.span()) for match in _JOINT.finditer(quiet, begin, end))


def _cut(sentence: Sentence, amount: Amount, follower: Amount) -> int | None:
    """Where the words of one amount end and those of the next begin; None when the first is a base."""
    between = sentence.quiet[amount.span.end : follower.span.start]
    named = between.endswith("等") and indicators.lead_verb(between)  # 投资3亿元实施甲、乙等6所学校建设
    joints = [] if named else list(_joints(sentence.quiet, Span(amount.span.end, follower.span.start)))
    if joints and (joints[0].start == amount.span.end or follower.span.start > joints[-1].end - 1):
        return joints[0].start if joints[0].start == amount.span.end else joints[-1].start
    ratio = follower.span.start == amount.span.end and follower.figure.han and follower.figure.low == 1
    if follower.said or ratio:
        return None  # 5000人一所小学
    if amount.span.start and sentence.quiet[amount.span.start - 1] in _BENEFIT:
        return amount.span.end  # 为5所学校安装设备9台
    verb = next((at for at in range(len(between)) if indicators.lead_verb(between[at:])), len(between))
    if verb == len(between) > 1 and between[-1] in _TAKING:
        verb -= 1  # 不足100人的教学点按100人核定
    return amount.span.end + verb


def subjects(sentence: Sentence, place: Place) -> Iterator[Place]:
    """One place for each subject of a figure said of several (名校长工作室、名师工作室各30个)."""
    shared = _SHARED.search(sentence.quiet, *place.left)
    begin, end = shared.span() if shared else (place.left.end, place.left.end)
    parts = _split(sentence, Span(place.left.start, begin))
    rates = _are_rates(sentence, parts)
    if (
        shared is None
        and not rates
        and len(parts) > _FEWEST
        and _are_rates(sentence, coarse := list(_listed(sentence, Span(place.left.start, end))))
    ):
        parts, rates = coarse, True  # 一键式报警和视频监控达标率 is one of them
    if shared is None and not rates and len(parts) > 1 and all(EVERY.search(words(sentence, part)) for part in parts):
        yield from _by_period(sentence, place, parts)
        return
    if shared is None and not rates:  # but rates have no sum: 入学率、巩固率达到100%
        yield place
        return
    rest = sentence.text[end : place.left.end].strip(EDGE)
    family = place.amount.family
    modified = family.notation.startswith("person") or commitments.is_load(family)
    shares = scopes.spread([words(sentence, part) for part in parts], modified=modified)
    for part, share in zip(parts, shares, strict=True):
        yield replace(place, left=part, head=share.head, tail=place.tail or share.tail + rest)


def _by_period(sentence: Sentence, place: Place, parts: Sequence[Span]) -> Iterator[Place]:
    """A place for each of those who do one thing in periods of their own: 市级每两年、县级每年举办一次."""
    last = words(sentence, parts[-1])
    every = EVERY.search(last)
    done = last[every.end() :] if every else ""
    for part in parts:
        yield replace(place, left=part, tail=place.tail + ("" if part == parts[-1] else done))


def _are_rates(sentence: Sentence, parts: Sequence[Span]) -> bool:
    """Whether parts of an enumeration are several, and each a rate."""
    return len(parts) > 1 and all(indicators.rate_word(words(sentence, part)) for part in parts)


def _listed(sentence: Sentence, span: Span) -> Iterator[Span]:
    """The parts of an enumeration by 、 alone."""
    text = sentence.quiet[span.start : span.end]
    return (Span(span.start + begin, span.start + end) for begin, end in split_outside(text, "、"))


def without_amounts(sentence: Sentence, span: Span) -> str:
    """The words of a span without the figures in it and their units."""
    text, quiet = (whole[span.start : span.end] for whole in (sentence.text, sentence.quiet))
    return "".join(text[begin:end] for begin, end in outside(Span(0, len(text)), _amounts(text, quiet))).strip(EDGE)


def _amounts(text: str, quiet: str) -> Iterator[Span]:
    return (amount.span for amount in amounts.find(text, quiet) if not (amount.figure.han or amount.aside))


def words(sentence: Sentence, span: Span) -> str:
    """The text of a span without the marks at its edges."""
    return sentence.text[span.start : span.end].strip(EDGE)
