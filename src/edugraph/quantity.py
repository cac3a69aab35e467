"""Figures as plans write them: half and full width, Chinese numerals, 万 and 亿, ranges, blanked ones.

All functions take folded text (see ``text.fold``) and are pure. Values are exact decimals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from edugraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_PAIR = re.compile(r"([一二两三四五六七八])([二两三四五六七八九])")

_LONGEST = 24  # characters of a numeral; anything longer is no figure that a plan would name

_HAN = r"[零〇一二两三四五六七八九十百千万亿]++"
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
_BLANK = r"(?<![A-Za-z0-9+*])(?:[xX]{1,6}|[xX*]*\*[xX*]*)(?![A-Za-z+])"
_SCALE = r"(?:[百千]?[万亿]亿?+|[百千])?+"
_FIGURE = re.compile(
    rf"""
    (?P<percent>百分之)?+
    (?:
        (?P<blank>{_BLANK}) (?:(?:—+|-|至|到)(?:[xX]{{1,6}}|[xX*]*\*[xX*]*))?+ [万亿]{{0,2}}
      | (?<![A-Za-z0-9.])
        (?P<low>{_ARABIC}|{_HAN}) (?P<more_low>[余多])?+ (?P<scale_low>{_SCALE})
        (?: (?:—+|-|至|到) (?P<high>{_ARABIC}|{_HAN}) (?P<scale_high>{_SCALE}) (?![0-9.]*年) )?+
        (?P<more_high>[余多])?+
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a text. A range has ``high``; a blanked figure has neither ``low`` nor ``high``.

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


def chinese_number(text: str) -> int | None:
    """Value of a Chinese numeral, None when it is not well formed.

    >>> [chinese_number(t) for t in ("十二", "一百零五", "两万五千", "百", "二〇二三", "一二")]
    [12, 105, 25000, 100, 2023, None]
    """
    if not text or len(text) > _LONGEST:
        return None
    if len(text) > 1 and all(char in _DIGITS for char in text):
        digits = "".join(str(_DIGITS[char]) for char in text)
        return int(digits) if len(text) > 2 else None
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (1 if digit is None or digit == 0 else digit) * _SMALL[char]
            digit = None
        elif char in _LARGE:
            ahead = section + (digit or 0)
            total = (total + (ahead or 1)) * _LARGE[char] if char == "亿" else total + (ahead or 1) * _LARGE[char]
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def figures(text: str, start: int = 0, end: int | None = None) -> Iterator[Figure]:
    """Figures of a folded text, in order.

    >>> [(str(f.low), str(f.high)) for f in figures("2.4万个、3—5所、一两项、百余人、**所")]
    [('24000', 'None'), ('3', '5'), ('1', '2'), ('100', 'None'), ('None', 'None')]
    >>> [(str(f.low), f.percent) for f in figures("百分之九十五")]
    [('95', True)]
    """
    for match in _FIGURE.finditer(text, start, len(text) if end is None else end):
        figure = _figure(match)
        if figure:
            yield figure


def _figure(match: re.Match[str]) -> Figure | None:
    span, percent = Span(*match.span()), match["percent"] is not None
    if match["blank"]:
        return Figure(span, None, None, more=False, percent=percent, blank=True, han=False)
    low, high = match["low"], match["high"]
    more = bool(match["more_low"] or match["more_high"])
    han = not low[0].isascii()
    pair = _PAIR.fullmatch(low)
    if pair and not high and _DIGITS[pair[1]] < _DIGITS[pair[2]]:
        return Figure(span, Decimal(_DIGITS[pair[1]]), Decimal(_DIGITS[pair[2]]), more, percent, blank=False, han=True)
    first = _value(low, match["scale_low"])
    second = _value(high, match["scale_high"]) if high else None
    if first is None or (high and second is None):
        return None
    if second is not None and not match["scale_low"] and match["scale_high"] and first < second:
        first = _scaled(first, match["scale_high"])  # 3—5万 is 30,000 to 50,000
    return Figure(span, first, second, more, percent, blank=False, han=han)


def _value(text: str, scale: str | None) -> Decimal | None:
    if len(text) > _LONGEST:
        return None
    if text[0].isascii():
        return _scaled(Decimal(text.replace(",", "")), scale or "")
    number = chinese_number(text)
    return None if number is None else _scaled(Decimal(number), scale or "")


def _scaled(value: Decimal, scale: str) -> Decimal:
    """A decimal times a scale word, without rounding: the exponent moves, the digits stay.

    >>> _scaled(Decimal("260.69"), "亿")
    Decimal('26069000000')
    """
    zeros = sum({"百": 2, "千": 3, "万": 4, "亿": 8}[char] for char in scale)
    sign, digits, exponent = value.as_tuple()
    scaled = Decimal((sign, digits, int(exponent) + zeros))
    return Decimal(f"{scaled:f}")
