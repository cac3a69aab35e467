"""Amounts in a sentence: a figure with its unit and the words that compare it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edugraph.quantity import Figure, figures
from edugraph.text import Span
from edugraph.vocabulary import Concept, cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_RATE_IS = re.compile(r"(?:率|比例|占比|比重|分别|均|目标|数|量)为$")
_MONEY = re.compile(r"[^,。;]{0,6}(?:投资|资金|投入|经费)")
_MODALS = ["得", "能", "可", "应", "应当", "宜", "许", "允许", "准", "要", "会", "再"]
_DENIALS = ("不", *(f"不{modal}" for modal in _MODALS), "未")
_LEADING = "到至为在成"  # what leads a verb of change to its figure: 压减到, 稳定在
_SECOND = re.compile(r"(?:—+|-|至|到)")
_ONE_OF = re.compile(r"[^,。;:、\n]{0,15}之一")
_PROGRAMME = re.compile(
    r"[^,。;:、\n]{0,12}?(?:计划|工程|行动|活动)(?:专项|专题)?(?:培训|研修|活动|项目)?(?![\u4e00-\u9fff])"
)
_AGAIN = re.compile(r"(?P<noun>[\u4e00-\u9fff]{0,6})\((?:即|合|折合|折|约合|相当于|共计|共|计|为)?")
_LEAST_WRITTEN = 100  # characters; fewer are the number of a slogan: 24字
_CLASSES = re.compile(r"(?:教学)?班?的?(?:规模的?)?[\u4e00-\u9fff]{0,6}?(?:小学|初中|高中|中学|学校|幼儿园)")
_SESSIONS = 3  # more 届 than that are the number of one: 十八届, 2023届
_APART = re.compile(r"(?<![0-9])[0-9]{1,3} $")
_PART_OF_NAME = "part of a name"
_TIME = re.compile(r"(?:年(?!级)|月|日|时|分(?!钟))")
_LABEL = re.compile(r"(?:号|年级|级|岁|版|型|大(?![专学中小])|\)\d+号|[-—]\d|:\d)")
SIZE = "the size of a thing"
"""The reason why a figure is set aside that only tells how large a thing is which is counted."""
NO_UNIT = "no unit that is known"
"""The reason why a figure in digits is set aside that may measure something all the same."""
TORN = "a blank between digits: one number or two"
"""The reason why a figure is set aside that may be the end of one that stands before it."""
SAME_AGAIN = "the same amount again"
"""The reason why an amount in brackets is none of its own: it is the one before it in another unit."""

_PER = re.compile(r"/每?(周|月|季度|学期|天|日|学年|年)(?![级龄])")
_MORE = re.compile(r"[余多]")
_OR_UNIT = re.compile(r"\(([\u4e00-\u9fff]{1,2})\)")


@dataclass(frozen=True)
class Amount:
    """A figure with its unit. ``span`` runs from the comparator before it to the one behind it.

    ``said`` is true where a comparator stands in words, also one that means equality (达到). ``aside`` is the
    reason why the figure measures nothing of its own, told by its nearest words; ``unit`` is empty where none is known.
    ``per`` is the period straight behind the unit: 学期 in 次/学期.
    """

    figure: Figure
    unit: str
    family: Concept
    comparator: str
    said: bool
    span: Span
    aside: str = ""
    per: str = ""

    @property
    def is_bound(self) -> bool:
        """Whether the figure is a floor or a ceiling."""
        return self.comparator != "="

    @property
    def is_count(self) -> bool:
        """Whether it counts for certain, though in Chinese numerals: those of a bound, a share, a range or with decimals are no part of a word."""
        low = self.figure.low
        decimals = low is not None and low % 1 != 0
        return self.is_bound or self.figure.percent or self.figure.high is not None or decimals


@cached
def _units() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Concept]]:
    """The measure words, longest first; words that hide one behind 一 or a blank (人民); the families."""
    families = {form: family for family in scheme("units").concepts for form in family.alt}
    decoys = sorted({word for family in scheme("units").concepts for word in family.decoys}, key=len, reverse=True)
    forms = sorted(families, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, forms))), re.compile("|".join(map(re.escape, decoys))), families


@cached
def comparators(where: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The comparators that stand before or behind a figure, each with its symbol."""
    symbols: dict[str, str] = {}
    for concept in scheme("comparators").concepts:
        forms = concept.values(where)
        symbols |= dict.fromkeys(forms, concept.value("symbol"))
        if where == "before":
            led = (verb + leading for verb in concept.values("change") for leading in _LEADING)
            symbols |= dict.fromkeys(led, concept.value("symbol"))
            denied = (denial + form for denial in _DENIALS for form in _deniable(concept))
            symbols |= dict.fromkeys(denied, concept.value("denied"))
    alternatives = "|".join(re.escape(form) for form in sorted(symbols, key=len, reverse=True))
    return re.compile(rf"(?:{alternatives})"), symbols


def _deniable(concept: Concept) -> list[str]:
    """The words of more or less that 不 turns round (不得低于); one of one character it denies otherwise (不过), 超 apart."""
    words = concept.values("before") if concept.value("denied") else ()
    return [form for form in words if (len(form) > 1 or form == "超") and form[0] != "不"]


@cached
def _bounds() -> re.Pattern[str]:
    """Words that bound a figure from farther off: 至少, and those that deny more or less."""
    concepts = scheme("comparators").by_notation
    adverbs = "|".join(form for name in ("ge", "le") for form in concepts[name].values("before"))
    words = "|".join(form for concept in concepts.values() for form in _deniable(concept))
    return re.compile(rf"(?:不(?:{'|'.join(sorted(_MODALS, key=len, reverse=True))})?|未)(?:{words})|{adverbs}")


def governing(text: str, start: int, end: int) -> str:
    """Symbol of the last bound in a stretch before a figure, with words between them; empty where none stands.

    >>> governing("教师培训经费不得少于经费总额的", 0, 15), governing("每年至少举办", 0, 6), governing("建成", 0, 2)
    ('>=', '>=', '')
    """
    found = [*_bounds().finditer(text, start, end)]
    return comparators("before")[1][found[-1][0]] if found else ""


def find(text: str, quiet: str) -> Iterator[Amount]:
    """Amounts of a sentence; ``quiet`` is the sentence with its names masked.

    >>> [(str(a.figure.low), a.unit, a.comparator) for a in find(*["培训不少于1.5万人次,覆盖率达60%以上"] * 2)]
    [('15000', '人次', '>='), ('60', '%', '>=')]
    >>> [(str(a.figure.low), str(a.figure.high), a.unit) for a in find(*["1项—2项"] * 2)]
    [('1', '2', '项')]
    """
    before: Amount | None = None
    for amount in filter(None, (_amount(text, figure) for figure in figures(quiet))):
        if before and (joined := _joined(text, before, amount)):
            before = joined
            continue
        if before:
            yield before
        before = _judged(text, before, amount)
    if before:
        yield before


def _joined(text: str, one: Amount, other: Amount) -> Amount | None:
    """The range of two amounts of one unit with a dash between them: 1项—2项."""
    low, high = one.figure, other.figure
    apart = text[one.span.end : other.span.start]
    if one.unit != other.unit or not _SECOND.fullmatch(apart) or low.low is None or high.low is None:
        return None
    if low.high is not None or high.high is not None or low.low >= high.low:
        return None
    figure = replace(low, span=Span(low.span.start, high.span.end), high=high.low)
    return replace(one, figure=figure, comparator="=", span=Span(one.span.start, other.span.end))


def _judged(text: str, before: Amount | None, amount: Amount) -> Amount:
    """The amount with the reason why it measures nothing of its own, where its nearest words tell one."""
    at = amount.span.end
    numeral = text[slice(*amount.figure.span)]
    if amount.aside:
        return amount
    begin = amount.figure.span.start
    if numeral[0] in "0123456789" and _APART.search(text, max(0, begin - 5), begin):
        return replace(amount, aside=TORN)
    if _ONE_OF.match(text, at):
        return replace(amount, aside="one of those that are counted")
    if _is_size(text, amount):
        return replace(amount, aside=SIZE)
    low = amount.figure.low or 0
    if (amount.unit == "届" and low > _SESSIONS) or (amount.unit == "字" and low < _LEAST_WRITTEN):
        return replace(amount, aside=_PART_OF_NAME)
    if not numeral.strip("十百千万") and _PROGRAMME.match(text, at):
        return replace(amount, aside=_PART_OF_NAME)
    if before and _is_again(text, before, amount):
        return replace(amount, aside=SAME_AGAIN)
    return amount


def _is_size(text: str, amount: Amount) -> bool:
    """Whether classes are counted that a school has which is counted itself: 36班规模小学, 24个教学班的幼儿园."""
    at = amount.span.end
    of_classes = amount.unit == "班" or (amount.unit == "个" and text.startswith(("班", "教学班"), at))
    return of_classes and bool(_CLASSES.match(text, at))


def _is_again(text: str, before: Amount, amount: Amount) -> bool:
    """Whether brackets hold nothing but the amount before them in another unit: 4个学分(72课时)."""
    opened = _AGAIN.fullmatch(text, before.span.end, amount.span.start)
    if not opened or text[amount.span.end : amount.span.end + 1] != ")":
        return False
    if before.family.value("kind") == amount.family.value("kind") == "limit":
        return True  # 10天(80学时)
    return amount.family == before.family or _units()[2].get(opened["noun"]) == amount.family


def _amount(text: str, figure: Figure) -> Amount | None:
    pattern, decoys, families = _units()
    at = figure.span.end
    more = _MORE.match(text, at)
    at = _skip_blank(text, more.end() if more else at)
    unit = "%" if figure.percent else ""
    if not unit:
        match = pattern.match(text, at)
        hidden = (figure.han or figure.blank) and decoys.match(text, at)
        if not match or hidden or (match[0] == "分" and _is_no_score(text, figure)):
            return _bare_money(text, figure) or _without_unit(text, figure)
        unit, at = _with_another(text, match)
    per = _PER.match(text, at)
    before, start = _before(text, figure.span.start)
    after, end = _after(text, per.end() if per else at)
    comparator = _sign(before, after, approximate=figure.more or bool(more))
    if figure.high is not None:
        comparator = "="
    return Amount(
        figure,
        unit,
        families[unit.partition("(")[0]],
        comparator,
        bool(before or after),
        Span(start, end),
        per=per[1] if per else "",
    )


def _is_no_score(text: str, figure: Figure) -> bool:
    """Whether 分 behind a figure counts no points of a score: 十分重视, 8时30分."""
    return figure.han or text[: figure.span.start].endswith(("时", "点"))


def _with_another(text: str, unit: re.Match[str]) -> tuple[str, int]:
    """A unit with another in brackets that is meant as well, and where it ends: 200件(套)."""
    other = _OR_UNIT.match(text, unit.end())
    both = other is not None and other[1] in _units()[2]
    return (unit[0] + other[0], other.end()) if other and both else (unit[0], unit.end())


def _bare_money(text: str, figure: Figure) -> Amount | None:
    """A figure in 亿 without a unit is money where the words say so: ***亿固定投资."""
    words = text[figure.span.end : figure.span.end + 8]
    if text[figure.span.end - 1] != "亿" or not _MONEY.match(words):
        return None
    before, start = _before(text, figure.span.start)
    return Amount(
        figure,
        "元",
        _units()[2]["元"],
        _sign(before, "", approximate=figure.more),
        bool(before),
        Span(start, figure.span.end),
    )


def _without_unit(text: str, figure: Figure) -> Amount | None:
    """A figure in digits whose unit no list knows; Chinese numerals without one are words, blanked ones are names."""
    if figure.han or figure.blank:
        return None
    reason = NO_UNIT
    if _TIME.match(text, figure.span.end):
        reason = "length or point of time"
    elif _LABEL.match(text, figure.span.end) or text.endswith(".0", *figure.span):
        reason = "numbers or names a thing"
    return Amount(figure, "", _units()[2]["个"], "=", said=False, span=figure.span, aside=reason)


def _before(text: str, at: int) -> tuple[str, int]:
    """Symbol of the comparators that end where a figure begins, and where the first of them begins."""
    symbols, longest = comparators("before")[1], _longest()
    found, start = "", at - (text[at - 1 : at] == " ")
    while form := _comparator_to(text[max(0, start - longest) : start], symbols):
        symbol = symbols.get(form, "=")
        found = symbol if found in ("", "=") else found
        start -= len(form)
    return found, start if found else at


@cached
def _longest() -> int:
    """Characters of the longest comparator before a figure."""
    return max(map(len, comparators("before")[1]))


def _comparator_to(window: str, symbols: Mapping[str, str]) -> str:
    """The longest comparator at the end of a window, or nothing; 过 in 通过 is none."""
    form = next((window[at:] for at in range(len(window)) if window[at:] in symbols), "")
    if not form and window.endswith("为") and _RATE_IS.search(window):
        return "为"
    return "" if form == "过" and window[:-1].endswith(("通", "超", "经")) else form


def _after(text: str, start: int) -> tuple[str, int]:
    pattern, symbols = comparators("after")
    match = pattern.match(text, start)
    return (symbols[match[0]], match.end()) if match else ("", start)


def _sign(before: str, after: str, *, approximate: bool) -> str:
    """One symbol from the words before and behind a figure."""
    for said in (before, after):
        if said not in ("", "="):
            return said
    return ">" if approximate else "="


def _skip_blank(text: str, at: int) -> int:
    """The offset behind one blank, as word processors put it between figure and unit."""
    return at + (text[at : at + 1] == " ")
