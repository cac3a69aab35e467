"""Numbers as plans write them."""
from __future__ import annotations
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
def chinese_number(text: str) -> int | None:
    total, section, digit = 0, 0, 0
    for c in text:
        if c in _DIGITS: digit = _DIGITS[c]
        elif c == "十": section += (digit or 1) * 10; digit = 0
        elif c == "百": section += (digit or 1) * 100; digit = 0
        else: return None
    return total + section + digit
