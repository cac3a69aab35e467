"""Runs of characters as numbers: equal runs are equal, and only word characters count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.overlap import grams

TEXTS = st.text(alphabet="甲乙丙丁,。\n12aB", max_size=40)


def _words(text: str, length: int) -> list[tuple[int, int]]:
    points = grams.codes(text)
    hashes, whole = grams.runs(points, grams.word_flags(points), length)
    return [(at, int(hashes[at])) for at in range(len(hashes)) if whole[at]]


@pytest.mark.parametrize(
    ("text", "length", "places"),
    [
        ("双减政策", 2, [0, 1, 2]),
        ("双减,政策", 2, [0, 3]),
        ("第12期AB班", 2, [3, 4, 5]),
        ("甲\n乙", 2, []),
        ("甲", 2, []),
        ("", 3, []),
    ],
)
def test_runs_are_of_word_characters_only(text: str, length: int, places: list[int]) -> None:
    assert [at for at, _ in _words(text, length)] == places


@given(TEXTS, TEXTS, st.integers(1, 4))
def test_equal_runs_have_equal_numbers_and_others_do_not(one: str, other: str, length: int) -> None:
    ours = {number: one[at : at + length] for at, number in _words(one, length)}
    theirs = {number: other[at : at + length] for at, number in _words(other, length)}
    assert len(set(ours.values())) == len(ours)
    assert {ours[number] for number in ours.keys() & theirs.keys()} == set(ours.values()) & set(theirs.values())
