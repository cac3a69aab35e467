"""The figure of a target in short, as a reader of Chinese writes it: ≥85%, 17.4万个, 3—5所; * where it is blanked."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTS = ("comparator", "value", "value_max", "unit")
"""The columns of a row that make a figure."""
_SIGNS = {"": "", "=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<"}
_SCALES = ((8, "亿"), (4, "万"))
_NUMBER = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?P<scale>[亿万]?)")
_PLACES = 4  # decimal places up to which a scaled figure is the figure itself


def short(row: Mapping[str, str]) -> str:
    """The figure of a row with comparator, value, value_max and unit.

    >>> short({"comparator": ">=", "value": "85", "value_max": "", "unit": "%"})
    '≥85%'
    >>> short({"comparator": "=", "value": "174000", "value_max": "", "unit": "个"})
    '17.4万个'
    >>> short({"comparator": "=", "value": "3", "value_max": "5", "unit": "所"})
    '3—5所'
    >>> short({"comparator": "=", "value": "", "value_max": "", "unit": "所"})
    '*所'
    """
    top = f"—{scaled(row['value_max'])}" if row["value_max"] else ""
    return f"{_SIGNS[row['comparator']]}{scaled(row['value']) if row['value'] else '*'}{top}{row['unit']}"


def scaled(value: str) -> str:
    """A number in 亿 or 万 where it is large and that loses nothing.

    >>> scaled("26069000000"), scaled("15000"), scaled("123456789"), scaled("88")
    ('260.69亿', '1.5万', '12345.6789万', '88')
    """
    sign, digits, exponent = Decimal(value).as_tuple()
    if not isinstance(exponent, int):
        return value
    for power, word in _SCALES:
        whole, _, part = f"{Decimal((sign, digits, exponent - power)):f}".partition(".")
        part = part.rstrip("0")
        if whole.lstrip("-0") and len(part) <= _PLACES:
            return f"{whole}.{part}{word}" if part else whole + word
    return value


def number(text: str) -> Decimal | None:
    """The number of a figure that ``short`` wrote, the lower one of a range; None where it is blanked.

    >>> number("≥17.4万个"), number("3—5所"), number("*所")
    (Decimal('174000'), Decimal('3'), None)
    """
    found = _NUMBER.search(text)
    power = next((power for power, word in _SCALES if found and word == found["scale"]), 0)
    return Decimal(f"{Decimal(found['number']).scaleb(power):f}") if found else None
