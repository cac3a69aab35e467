"""Amounts set against each other: which is higher, and whether a result meets a target. Comparators and ranges count."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = Mapping[str, str]

_FLOORS = frozenset({">=", ">"})
_CEILINGS = frozenset({"<=", "<"})
_COUNTED = frozenset({"count", "amount", "coverage", "frequency"})


class Amount(NamedTuple):
    """What a figure allows: ``low`` to ``high``, which are one where it is plain; None in a blanked one."""

    comparator: str
    low: Decimal | None
    high: Decimal | None

    @property
    def blank(self) -> bool:
        """Whether the source blanks the figure."""
        return self.low is None


def of(row: Row) -> Amount:
    """The amount of a row with comparator, value and value_max."""
    low = Decimal(row["value"]) if row["value"] else None
    return Amount(row["comparator"], low, Decimal(row["value_max"]) if row["value_max"] else low)


def change(one: Amount, other: Amount) -> tuple[str, str]:
    """What became of an amount, and a word on it where its number alone does not say.

    ``kept``, ``raised``, ``lowered``, ``blanked``, ``unblanked``, or ``reworded`` where the number is the same
    and its comparator is not, or where the two cannot be ordered.

    >>> change(Amount(">=", Decimal(85), Decimal(85)), Amount("=", Decimal(90), Decimal(90)))
    ('raised', 'at least, now exactly')
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return _blanks(one, other)
    both = {one.comparator, other.comparator}
    if both & _FLOORS and both & _CEILINGS:
        return "reworded", f"{_sign(one)}, now {_sign(other)}"
    signs = f"{_sign(one)}, now {_sign(other)}" if one.comparator != other.comparator else ""
    if (one.low, one.high) == (other.low, other.high):
        return ("reworded", signs) if signs else ("kept", "")
    if other.low >= one.low and other.high >= one.high:
        return "raised", signs
    if other.low <= one.low and other.high <= one.high:
        return "lowered", signs
    narrower = other.low >= one.low
    return "reworded", f"range {'narrowed' if narrower else 'widened'}"


def _blanks(one: Amount, other: Amount) -> tuple[str, str]:
    if one.blank and other.blank:
        return "kept", "figure blanked in both"
    return ("unblanked", "") if one.blank else ("blanked", "")


def _sign(one: Amount) -> str:
    names = {">=": "at least", ">": "more than", "<=": "at most", "<": "less than"}
    return names.get(one.comparator, "exactly")


def met(target: Amount, result: Amount, direction: str, kind: str) -> bool | None:
    """Whether a result meets a target; None where that cannot be told.

    A plain target (达到85%) is met by more where more is better, which it is of what is counted unless the
    direction says otherwise; where the direction is not known, a rate is met by the very figure alone.
    """
    if target.low is None or target.high is None or result.low is None:
        return None
    if target.comparator in _FLOORS:
        return _reaches(result, target.low, strict=target.comparator == ">")
    if target.comparator in _CEILINGS:
        return _reaches(_turned(result), -target.high, strict=target.comparator == "<")
    if direction == "up" or (direction != "down" and kind in _COUNTED):
        return _reaches(result, target.low, strict=False)
    if direction == "down":
        return _reaches(_turned(result), -target.high, strict=False)
    exact = result.comparator == "=" and result.high is not None
    return True if exact and target.low <= result.low and (result.high or result.low) <= target.high else None


def _turned(one: Amount) -> Amount:
    """An amount with its sign turned, so that what is at most becomes at least."""
    signs = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
    low, high = one.high, one.low
    return Amount(
        signs.get(one.comparator, one.comparator), None if low is None else -low, None if high is None else -high
    )


def _reaches(result: Amount, least: Decimal, *, strict: bool) -> bool | None:
    """Whether all of a result lies at or over a figure (over it, where strict), or none of it; else None."""
    low = None if result.comparator in _CEILINGS else result.low
    high = None if result.comparator in _FLOORS else result.high
    if low is not None and (low > least or (low == least and (not strict or result.comparator == ">"))):
        return True
    if high is not None and (high < least or (high == least and (strict or result.comparator == "<"))):
        return False
    return None
