"""Deadlines as plans say them, resolved with the plan's year to an ISO year, month or date.

The rules are those of the annotation guidelines: the end of a named year or month, 年底前, 年内, 今年
and 全年 give a date; a later year alone gives the year; 年度 before a noun says nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from edugraph.quantity import chinese_number
from edugraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "一二三四五六七八九十"
_BY = r"(?:之前|以前|前(?!后)|内)?"
_YEAR = r"(?:20\d\d|二[零〇*][零〇*一二三四五六七八九]{2})"
_DATE = re.compile(
    rf"""
    (?=[0-9到至 今本当明上下第年全{_HAN}])  # tried first, for most places hold no date
    (?<![0-9]) (?:(?P<from>{_YEAR})年?(?:—+|-|至|到))?
    (?:到|至)?[ ]?
    (?:(?P<year>{_YEAR})[ ]?年[ ]?|(?P<this>今年|本年|当年)|(?P<next>明年))?
    (?:
        (?:(?<![0-9{_HAN}])(?:1[0-2]|[1-9])月?(?:—+|-|至|到))?(?<![0-9{_HAN}])(?P<month>1[0-2]|[1-9]|十[一二]?+|[一二三四五六七八九])[ ]?月(?!一)份?[ ]?
        (?:(?P<day>[12]\d|3[01]|[1-9]|三十一?+|二?十[一二三四五六七八九]?+|[一二三四五六七八九])[ ]?日|(?P<month_end>底|末)|[上中下]旬)? {_BY}
      | (?P<half>上半年|下半年) {_BY}
      | 第?(?P<quarter>[一二三四1-4])季度末? {_BY}
      | (?P<year_end>(?<!学)年?[底末](?!子)) {_BY}
      | (?P<within>(?<![0-9一二两三四五六七八九十])年内|全年|(?:(?<![\u4e00-\u9fff])|(?<=全[省市县区州]))年度(?=(?:组织|完成|新增|新建|培训|举办|开展|招聘|补充|选派|评选)))
      | (?<=[年 ])(?P<bare>)(?![级龄限]|度(?!组织|完成|新|培训|举办|开展|招聘|补充|选派|评选)) {_BY}
    )
    """,
    re.VERBOSE,
)
_PERIOD = re.compile(r"[“\"]?十(?P<n>[一二三四五六七])五[”\"]?(?:规划)?(?P<end>末|期末|期间|时期)")
_HINT = re.compile(r"[年月]|季度|十.五")  # what stands in every date
_SPELL = re.compile(
    r"(?<![0-9一二三四五六七八九十近前去过每段生])(?:(?P<coming>未来|今后)的?)?"
    r"(?:[一两三四1-4](?:—+|-|至|到))?(?P<n>[一两三四五六2-6])年(?:左右)?(?P<end>之?内|的?时间|累计|共计|总计|(?<=未来.年)|(?<=今后.年))"
)
_SINCE = re.compile(r"(?:[春秋]季?(?:学期)?)?(?:起|以来|开始|以后|之后|后|相比|的?(?:基础|水平|基数))")
_AGAINST = re.compile(r"[较比自从]$")
_RECURRING = re.compile(
    r"每(?:学?年(?:的|都)?(?:[0-9]{1,2}月[份底初]?[、和及与至到-])?)?$"
)  # 每年4月 comes again and is no deadline


@dataclass(frozen=True)
class Deadline:
    """A date in a text: its place and its ISO form (``2025``, ``2023-06`` or ``2023-06-30``).

    ``due`` is true where it is said as a deadline (到2025年, 年底前) and not merely as a time (2022年). ``holds`` is
    false where it says from when on, or against when: 2022年起, 较2022年. ``broad`` is true where it is a whole year
    (今年, 年内, 2023年) that a nearer date may narrow, ``counted`` where it is said as so many years (三年内).
    """

    span: Span
    iso: str
    due: bool = True
    holds: bool = True
    broad: bool = False
    counted: bool = False

    @property
    def year(self) -> int:
        """The year of the date."""
        return int(self.iso[:4])


def deadlines(text: str, year: int) -> Iterator[Deadline]:
    """Dates of a folded text, in order.

    >>> [d.iso for d in deadlines("2023年底前完成,6月底前完成,到2025年达到,年内建成", 2023)]
    ['2023-12-31', '2023-06-30', '2025', '2023-12-31']
    >>> [d.iso for d in deadlines("2023年新建,2027年底前达标,全年培训,年度投资,2021—2025年", 2023)]
    ['2023-12-31', '2027-12-31', '2023-12-31', '2025']
    """
    if _HINT.search(text):
        yield from sorted(_dates(text, year), key=lambda date: date.span)


def _dates(text: str, year: int) -> Iterator[Deadline]:
    for match in _DATE.finditer(text):
        iso = _iso(match, year)
        if iso:
            due = match[0][0] in "到至" or match[0][-1] in "前内底末"
            against = not match["from"] and _AGAINST.search(text, max(0, match.start() - 1), match.start())
            again = _RECURRING.search(text, max(0, match.start() - 9), match.start())
            holds = not (against or again or _SINCE.match(text, match.end()))
            broad = not any(match[part] for part in ("month", "half", "quarter", "year_end"))
            yield Deadline(Span(*match.span()), iso, due, holds, broad)
    for match in _PERIOD.finditer(text):
        last = 2000 + 5 * (int(chinese_number(match["n"]) or 0) + 1)
        yield Deadline(Span(*match.span()), str(last))
    for match in _SPELL.finditer(text):
        years = chinese_number(match["n"]) or int(match["n"])
        yield Deadline(Span(*match.span()), str(year + years - 1), counted=True)


def has_spell(text: str) -> bool:
    """Whether a deadline is said as so many years, which count from the plan's own: 三年内.

    >>> has_spell("三年内建成20所"), has_spell("近三年来"), has_spell("2026年建成")
    (True, False, False)
    """
    return bool(_SPELL.search(text))


def opening(text: str, at: int, year: int) -> int:
    """Where a date that begins at an offset ends; the offset itself where none does.

    >>> opening("2023年底前建成", 0, 2023)
    7
    """
    match = _DATE.match(text, at)
    return match.end() if match and _iso(match, year) else at


def _iso(match: re.Match[str], plan_year: int) -> str | None:
    """The ISO form of a match, None when it names no date."""
    named = match["year"]
    year = (chinese_year(named) or int(named)) if named else plan_year + (match["next"] is not None)
    if match["month"]:
        return _month(match, year)
    if match["half"]:
        return f"{year}-06-30" if match["half"] == "上半年" else f"{year}-12-31"
    if match["quarter"]:
        quarter = chinese_number(match["quarter"]) or int(match["quarter"])
        return f"{year}-{quarter * 3:02}-{monthrange(year, quarter * 3)[1]}"
    if match["year_end"]:
        said = match["year_end"].startswith("年") or named or match["this"] or match["next"]
        return f"{year}-12-31" if said else None
    if match["within"]:
        return f"{year}-12-31"
    if named or match["this"] or match["next"]:
        return f"{year}-12-31" if year == plan_year else str(year)
    return None


def _month(match: re.Match[str], year: int) -> str | None:
    month, day = (_number(match[name] or "0") for name in ("month", "day"))
    if day > monthrange(year, month)[1]:
        return None
    if day:
        return f"{year}-{month:02}-{day:02}"
    if match["month_end"] or match[0].endswith("前"):
        return f"{year}-{month:02}-{monthrange(year, month)[1]}"
    return f"{year}-{month:02}"


def _number(text: str) -> int:
    return int(text) if text.isascii() else chinese_number(text) or 0


_CELL = re.compile(r"(?<!\d)(?P<year>20\d\d)[./-](?P<month>1[0-2]|0?[1-9])(?![./-]?\d)")


def due(text: str, year: int) -> str | None:
    """The deadline that a cell or a line of its own gives: the last of its dates, also in figures alone.

    >>> due("2023年3月—12月底", 2023), due("2023.9", 2023), due("2023/6/30", 2023), due("长期", 2023)
    ('2023-12-31', '2023-09', '2023-06-30', None)
    """
    said = [date.iso for date in deadlines(text, year)]
    if said or (whole := day(text)):
        return said[-1] if said else whole
    cell = _CELL.search(text)
    return f"{cell['year']}-{int(cell['month']):02}" if cell else None


_DAY = re.compile(
    r"(?P<year>20\d\d)\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})"
    r"|(?P<han_year>[^年]{4})年(?P<han_month>[一二三四五六七八九十]+)月(?P<han_day>[一二三四五六七八九十]+)日"
)
_YEAR_DIGITS = {
    **dict.fromkeys("〇零○◯O0*", "0"),
    **{char: str(at) for at, char in enumerate("一二三四五六七八九", 1)},
}


def chinese_year(text: str) -> int | None:
    """A year written digit by digit; None when it is none of this century.

    >>> chinese_year("二〇二三")
    2023
    """
    digits = "".join(_YEAR_DIGITS.get(char, "?") for char in text)
    return int(digits) if re.fullmatch(r"20\d\d", digits) else None


def day(text: str) -> str | None:
    """A calendar date as ISO writes it, or None.

    >>> day("2023年3月30日"), day("二〇二三年三月三十日"), day("2023-02-30")
    ('2023-03-30', '2023-03-30', None)
    """
    match = _DAY.search(text)
    if not match:
        return None
    if match["year"]:
        parts = [int(match["year"]), int(match["month"]), int(match["day"])]
    else:
        said = (chinese_year(match["han_year"]), chinese_number(match["han_month"]), chinese_number(match["han_day"]))
        parts = [number or 0 for number in said]
    try:
        return date(*parts).isoformat()
    except ValueError:
        return None
