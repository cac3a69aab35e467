"""Figures as plans write them: half and full width, Chinese numerals, 万 and 亿, ranges, blanked ones.

All functions take folded text (see ``text.fold``) and are pure. Values are exact decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from math import gcd
from typing import TYPE_CHECKING

from edugraph.text import Span, firm

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PAIR = re.compile(r"(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<unit>[十百千万亿]?)")
_BELOW_WAN = re.compile(
    r"(?:([一二两三四五六七八九])?千)?(零|〇)?(?:([一二两三四五六七八九])?百)?(零|〇)?(?:([一二三四五六七八九])?十)?(零|〇)?([一二两三四五六七八九])?"
)
_SHORT = re.compile(r"(?P<head>.*(?P<unit>[百千万亿]))(?P<digit>[一二三四五六七八九])")  # 一百五 is 150

_GROUPING = str.maketrans("", "", ", ")
_LONGEST = 24  # characters of a numeral; anything longer is no figure that a plan would name
_HAN = r"[零〇一二两三四五六七八九十百千万亿]++(?:点[零〇一二三四五六七八九]++(?![十百千刻分])|)"
_BY_BLANK = r"(?<![0-9A-Za-z.,\s])[0-9]{1,3}(?:[ ][0-9]{3}){1,4}(?![0-9])"  # 1 200 as word processors group it
_BY_COMMA = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9]|,[0-9])"
_ARABIC = rf"(?:{_BY_COMMA}|{_BY_BLANK}|[0-9]++)(?:\.[0-9]++|(?!\.[0-9]))"
GROUPED = re.compile(rf"(?<![0-9.]){_BY_COMMA}")
"""A number whose thousands are parted by commas, which part nothing else there."""
_RATIO = r"(?<![0-9/.])[1-9][0-9]?/[1-9][0-9]?"
_SHARE = r"(?<![几第成0-9.一二三四五六七八九十百千])(?:[1-9一二两三四五六七八九]成[半一二三四五六七八九]?|一半|半数)"
_BLANK = r"(?<![A-Za-z0-9+*])(?:[xX]{1,6}|[xX*]*\*[xX*]*)(?![A-Za-z+])"
_SCALE = r"(?:[百千]?[万亿]亿?+|[百千](?![万亿])|(?![百千万亿]))"
_PERCENT = firm("(?P<percent>百分之)")
_MORE_LOW, _MORE_HIGH = firm("(?P<more_low>[余多])"), firm("(?P<more_high>[余多])")
_UPPER = firm(rf"(?: %?+(?:—+|-|至|到) (?P<high>{_ARABIC}|{_HAN}) (?P<scale_high>{_SCALE}) (?![0-9.]*年) )")
_REST = re.compile(r"([0-9]+)([千百]?万|[千百])")
_FIGURE = re.compile(
    rf"""
    (?=[0-9xX*零〇一二两三四五六七八九十百千万亿半])  # tried first, for most places hold no figure
    (?:(?P<share>{_SHARE}|{_RATIO})(?=以上|以下|以内|左右|的|[,。;:、)\s]|$)
  | (?P<half>(?<![个第多])半(?=个?(?:小时|学时|课时)))
  | (?P<below>(?!百分){_HAN})分之(?P<above>{_HAN})
  | {_PERCENT}
    (?:
        (?P<blank>{_BLANK}) (?:(?:—+|-|至|到)(?:[xX]{{1,6}}|[xX*]*\*[xX*]*))? (?:[百千](?!米))? [万亿]{{0,2}}
      | (?<![A-Za-z0-9几])(?!(?<=数)[十百千万])
        (?<![0-9A-Za-z]\+) (?P<low>(?<![0-9A-Za-z]\.){_ARABIC}|{_HAN}) (?!几|\+[0-9A-Za-z]) {_MORE_LOW} (?:[ ](?=[万亿])|(?![ ][万亿])) (?P<scale_low>{_SCALE}) (?P<rest>(?:(?<=[千百万亿])[0-9]{{1,4}}(?:[千百]?万|[千百]))*)
        {_UPPER}
        {_MORE_HIGH}
    ))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Figure:
    """A figure in a text. A range has ``high``; a blanked figure has neither ``low`` nor ``high``.

    Nor has a fraction without an exact percentage: 三分之二. It is ``inexact``.

    ``more`` is true for 余 and 多 (百余): somewhat above. ``percent`` is true after 百分之.
    ``han`` is true where it is written in Chinese numerals only.
    """

    span: Span
    low: Decimal | None
    high: Decimal | None
    more: bool
    percent: bool
    blank: bool
    han: bool

    @property
    def inexact(self) -> bool:
        """Whether it is read but has no value that can be written down."""
        return self.low is None and not self.blank


def exact_percent(numerator: str, denominator: str) -> Decimal | None:
    """A fraction in words as a percentage, None where it has no exact one.

    >>> exact_percent("三", "四"), exact_percent("二", "三"), exact_percent("五", "千")
    (Decimal('75'), None, Decimal('0.5'))
    """
    above, below = chinese_number(numerator), chinese_number(denominator)
    return _percent(above, below) if above and below else None


def _percent(above: int, below: int) -> Decimal | None:
    exact = 10**6 % (below // gcd(100 * above, below)) == 0
    return Decimal(100 * above) / Decimal(below) if exact else None


def chinese_number(text: str) -> int | None:
    """Value of a Chinese numeral, None when it is not well formed.

    >>> [chinese_number(t) for t in ("十二", "一百零五", "两万五千", "百", "二〇二三", "一二")]
    [12, 105, 25000, 100, 2023, None]
    >>> [chinese_number(t) for t in ("一万亿", "一百五", "一万二", "十十", "三百二百")]
    [1000000000000, 150, 12000, None, None]
    """
    if not text or len(text) > _LONGEST:
        return None
    if len(text) > 2 and all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    short = _SHORT.fullmatch(text)
    if short and (ahead := chinese_number(short["head"])) is not None:
        return ahead + _DIGITS[short["digit"]] * _UNITS[short["unit"]] // 10
    for large in "亿万":
        ahead_text, mark, behind_text = text.rpartition(large)
        if mark:
            ahead, behind = chinese_number(ahead_text or "一"), chinese_number(behind_text or "零")
            fits = ahead is not None and behind is not None and behind < _UNITS[large]
            return ahead * _UNITS[large] + behind if fits and ahead and behind is not None else None
    return _below_wan(text)


def _below_wan(text: str) -> int | None:
    """Value of a numeral without 万 and 亿."""
    match = _BELOW_WAN.fullmatch(text)
    if not match:
        return 0 if text in ("零", "〇") else None
    digits = match.group(1, 3, 5)
    total = sum(
        _DIGITS[digit or "一"] * _UNITS[unit]
        for digit, unit in zip(digits, "千百十", strict=True)
        if digit or unit in text
    )
    return total + (_DIGITS[match[7]] if match[7] else 0)


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Figures of a folded text, in order.

    >>> [(str(f.low), str(f.high)) for f in figures("2.4万个、3—5所、一两项、百余人、**所")]
    [('24000', 'None'), ('3', '5'), ('1', '2'), ('100', 'None'), ('None', 'None')]
    >>> [str(f.low) for f in figures("培训2 083人次、二十七点三册、一点五万平方米、八成五以上、2+1项目")]
    ['2083', '27.3', '15000', '85']
    >>> [(str(f.low), f.percent) for f in figures("百分之九十五、四分之三、三分之二")]
    [('95', True), ('75', True), ('None', True)]
    """
    for match in _FIGURE.finditer(text, start, len(text) if end is None else end):
        figure = _figure(match)
        if figure:
            yield figure


def _figure(match: re.Match[str]) -> Figure | None:
    span, percent = Span(*match.span()), match["percent"] is not None
    if match["below"]:
        share = exact_percent(match["above"], match["below"])
        return Figure(span, share, None, more=False, percent=True, blank=False, han=True)
    if match["half"]:
        return Figure(span, Decimal("0.5"), None, more=False, percent=False, blank=False, han=True)
    if match["share"]:
        return Figure(span, _share(match["share"]), None, more=False, percent=True, blank=False, han=True)
    if match["blank"]:
        return Figure(span, None, None, more=False, percent=percent, blank=True, han=False)
    low, high = match["low"], match["high"]
    more = bool(match["more_low"] or match["more_high"])
    han = not low[0].isascii()
    pair = _PAIR.fullmatch(low)
    if pair and not high and _DIGITS[pair["low"]] < _DIGITS[pair["high"]]:
        scale = _UNITS.get(pair["unit"], 1)  # 二三十 is 20 to 30
        least, most = (Decimal(_DIGITS[pair[name]] * scale) for name in ("low", "high"))
        return Figure(span, least, most, more, percent, blank=False, han=True)
    first = _value(low, match["scale_low"])
    second = _value(high, match["scale_high"]) if high else None
    if first is None or (high and second is None):
        return None
    for digits, scale in _REST.findall(match["rest"] or ""):
        first += _scaled(Decimal(digits), scale)  # 3亿5千万, 2千5百
    if second is not None and not match["scale_low"] and match["scale_high"]:
        scaled = _scaled(first, match["scale_high"])  # 3—5万 is 30,000 to 50,000, but 5000—1万 is as it stands
        first = scaled if scaled < second else first
    return Figure(span, first, second, more, percent, blank=False, han=han)


def _value(text: str, scale: str | None) -> Decimal | None:
    if len(text) > _LONGEST:
        return None
    if text[0].isascii():
        return _scaled(Decimal(text.translate(_GROUPING)), scale or "")
    whole, _, decimals = text.partition("点")
    number = chinese_number(whole)
    if number is None:
        return None
    digits = "".join(str(_DIGITS[char]) for char in decimals)
    return _scaled(Decimal(f"{number}.{digits}" if digits else number), scale or "")


def _share(text: str) -> Decimal | None:
    """A share in tenths, halves or as a fraction as a percentage, None where it has no exact one.

    >>> _share("八成五"), _share("3成"), _share("半数"), _share("3/4"), _share("1/3")
    (Decimal('85'), Decimal('30'), Decimal('50'), Decimal('75'), None)
    """
    if "/" in text:
        return _percent(*map(int, text.split("/")))
    tenths, _, rest = text.partition("成")
    if "半" in tenths:
        return Decimal(50)
    whole = int(tenths) if tenths.isascii() else _DIGITS[tenths]
    return Decimal(10 * whole + (5 if rest == "半" else _DIGITS.get(rest, 0)))


def _scaled(value: Decimal, scale: str) -> Decimal:
    """A decimal times a scale word, without rounding: the exponent moves, the digits stay.

    >>> _scaled(Decimal("260.69"), "亿")
    Decimal('26069000000')
    """
    if not scale:
        return value
    zeros = sum(len(str(_UNITS[char])) - 1 for char in scale)
    sign, digits, exponent = value.as_tuple()
    scaled = Decimal((sign, digits, int(exponent) + zeros))
    return Decimal(f"{scaled:f}")
