"""Amounts: what is raised, lowered or neither, and what meets a target; comparators, ranges and blanks count."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.diff import amounts
from edugraph.diff.amounts import Amount


def amount(said: str) -> Amount:
    """``>= 85``, ``3—5``, ``*``."""
    sign, _, figure = said.rpartition(" ")
    low, _, high = figure.partition("—")
    return amounts.of({"comparator": sign or "=", "value": low.strip("*"), "value_max": high})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("85", "85", ("kept", "")),
        ("85", "90", ("raised", "")),
        ("90", "85", ("lowered", "")),
        (">= 85", "= 90", ("raised", "at least, now exactly")),
        (">= 85", "= 85", ("reworded", "at least, now exactly")),
        ("> 85", ">= 85", ("reworded", "more than, now at least")),
        ("= 85", ">= 80", ("lowered", "exactly, now at least")),
        ("<= 60", "<= 50", ("lowered", "")),
        ("<= 60", "= 65", ("raised", "at most, now exactly")),
        (">= 60", "<= 90", ("reworded", "at least, now at most")),
        ("3—5", "3—5", ("kept", "")),
        ("3—5", "4—6", ("raised", "")),
        ("3—5", "3—6", ("raised", "")),
        ("3—5", "3", ("lowered", "")),
        ("3—5", "4", ("reworded", "range narrowed")),
        ("4", "3—5", ("reworded", "range widened")),
        ("1.5", "1.50", ("kept", "")),
        ("*", "*", ("kept", "figure blanked in both")),
        ("30", ">= *", ("blanked", "")),
        ("*", "30", ("unblanked", "")),
    ],
)
def test_what_became_of_an_amount(one: str, other: str, expected: tuple[str, str]) -> None:
    assert amounts.change(amount(one), amount(other)) == expected


@pytest.mark.parametrize(
    ("target", "result", "direction", "kind", "expected"),
    [
        (">= 88", "91.2", "up", "rate", True),
        (">= 88", "88", "up", "rate", True),
        ("> 88", "88", "up", "rate", False),
        ("> 88", "> 88", "up", "rate", True),
        (">= 88", "87.9", "up", "rate", False),
        (">= 88", ">= 90", "up", "rate", True),
        (">= 88", ">= 85", "up", "rate", None),
        (">= 88", "<= 85", "up", "rate", False),
        (">= 88", "< 88", "up", "rate", False),
        ("88", "91", "up", "rate", True),
        ("88", "91", "", "rate", None),
        ("88", "88", "", "rate", True),
        ("88", ">= 88", "", "rate", None),
        ("12", "15", "", "count", True),
        ("12", "11", "", "count", False),
        ("0.6", "0.5", "down", "rate", True),
        ("0.6", "0.7", "down", "rate", False),
        ("<= 0.6", "0.6", "", "rate", True),
        ("< 0.6", "0.6", "", "rate", False),
        ("<= 0.6", "<= 0.5", "", "rate", True),
        ("<= 0.6", "<= 0.8", "", "rate", None),
        ("<= 0.6", "> 0.6", "", "rate", False),
        ("3—5", "3", "", "count", True),
        ("3—5", "2", "", "count", False),
        ("3—5", "3—5", "", "count", True),
        ("3—5", "6", "down", "count", False),
        ("4", "3—5", "", "count", None),
        ("*", "3", "up", "count", None),
        ("3", "*", "up", "count", None),
    ],
)
def test_what_meets_a_target(target: str, result: str, direction: str, kind: str, expected: bool | None) -> None:
    assert amounts.met(amount(target), amount(result), direction, kind) is expected


_signs = st.sampled_from(["=", ">=", ">", "<=", "<"])
_figures = st.integers(0, 20).map(Decimal)
_plain = st.builds(lambda sign, low: Amount(sign, low, low), _signs, _figures)
_ranges = st.builds(lambda low, more: Amount("=", low, low + more), _figures, _figures)
_any = st.one_of(_plain, _ranges, st.just(Amount("=", None, None)))
_TURNED = {"raised": "lowered", "lowered": "raised", "blanked": "unblanked", "unblanked": "blanked"}


@given(_any, _any)
def test_a_change_turned_round_is_its_opposite(one: Amount, other: Amount) -> None:
    there, back = amounts.change(one, other)[0], amounts.change(other, one)[0]
    assert back == _TURNED.get(there, there)


@given(_any)
def test_an_amount_that_stays_is_kept(one: Amount) -> None:
    assert amounts.change(one, one)[0] == "kept"


@given(_plain, _figures, _figures, st.sampled_from(["up", "down"]))
def test_a_better_result_never_turns_met_into_missed(target: Amount, one: Decimal, two: Decimal, way: str) -> None:
    better, worse = (max(one, two), min(one, two)) if way == "up" else (min(one, two), max(one, two))
    if target.comparator == "=" or (target.comparator in (">=", ">")) == (way == "up"):
        met = [amounts.met(target, Amount("=", value, value), way, "rate") for value in (worse, better)]
        assert met in ([False, False], [False, True], [True, True])
