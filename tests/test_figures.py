"""Figures in short: nothing is lost by 万 and 亿."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.figures import scaled
from edugraph.quantity import figures


@given(st.decimals(0, 10**12, places=2))
def test_a_scaled_figure_is_the_figure(value: Decimal) -> None:
    text = scaled(f"{value:f}")
    factor = {"亿": 10**8, "万": 10**4}.get(text[-1:], 1)
    assert Decimal(text.rstrip("亿万")) * factor == value


def test_it_is_read_back_as_a_plan_would_be() -> None:
    (figure,) = figures(scaled("26069000000"))
    assert figure.low == 26069000000


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1" * 40, f"{'1' * 36}.1111万"),
        ("1" + "0" * 40, f"1{'0' * 32}亿"),
        ("12345.67891", "12345.67891"),
        ("NaN", "NaN"),
    ],
)
def test_a_figure_of_any_length_is_shown(value: str, shown: str) -> None:
    assert scaled(value) == shown
