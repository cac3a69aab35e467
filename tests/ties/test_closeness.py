"""How close cities are: by hand, and against things dealt out at random."""

from __future__ import annotations

import random
from itertools import combinations
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.ties.closeness import Closeness, fitted

HELD = st.lists(st.sets(st.sampled_from("abcdef"), min_size=2, max_size=5), min_size=4, max_size=25)


def test_what_few_have_ties_more_than_what_many_have() -> None:
    found = Closeness(["ab", "abc", "abcd", "cd"])
    assert found.ties["a", "b"] == pytest.approx(log(2) + log(4 / 3))
    assert found.ties["a", "d"] == 0  # what all have says nothing


def test_alike_cities_are_as_close_as_expected() -> None:
    found = Closeness(["ab", "ac", "ad", "bc", "bd", "cd"])
    assert all(found.close(pair) == pytest.approx(1) for pair in combinations("abcd", 2))
    assert all(found.firm(pair) == 1 for pair in combinations("abcd", 2))


def test_two_pairs_that_share_only_within() -> None:
    found = Closeness(["ab"] * 9 + ["cd"] * 9 + ["ac", "bd", "ad", "bc"])
    # each city has 11 ties, so that 11/3 are expected of any two: 9 within, 1 across
    assert found.expected(("a", "b")) == pytest.approx(11 / 3 * log(2))
    assert found.close(("a", "b")) == pytest.approx(27 / 11)
    assert found.close(("a", "c")) == pytest.approx(3 / 11)
    assert found.ranked(found.ties)[:2] == [("a", "b"), ("c", "d")]


@given(HELD)
def test_expected_ties_add_up_to_the_ties_of_each_city(held: list[set[str]]) -> None:
    found = Closeness(held)
    for city in found.cities:
        has = sum(tie for pair, tie in found.ties.items() if city in pair)
        usual = sum(found.expected((min(city, other), max(city, other))) for other in found.cities if other != city)
        assert usual <= has + 0.3  # a city that shares only with one other can come near its sum but not reach it
        if len(set(map(frozenset, held))) > 12:
            assert usual == pytest.approx(has, rel=0.1)


@given(HELD, st.randoms())
def test_the_order_of_things_changes_nothing(held: list[set[str]], dice: random.Random) -> None:
    mixed = list(held)
    dice.shuffle(mixed)
    first, second = Closeness(held), Closeness(mixed)
    assert first.ties == second.ties
    assert first.factors == second.factors
    assert first.ranked(first.ties) == second.ranked(second.ties)


def test_without_a_thing_the_rest_is_judged_anew() -> None:
    held = ["ab", "ac", "bd", "cd", "ad", "bc", "abc"]
    found, rest = Closeness(held), Closeness(held[1:])
    assert found.close_without(0) == pytest.approx(rest.close(("a", "b")), abs=1e-4)


def test_factors_of_nothing() -> None:
    assert fitted({}) == {}
    assert fitted({"a": 0.0, "b": 0.0}) == {"a": 0.0, "b": 0.0}


def deal(held: list[set[str]], dice: random.Random) -> None:
    """Mix who has what, each city keeping how much it has and each thing how many have it (curveball trades)."""
    for _ in range(len(held) * 5):
        one, other = dice.sample(held, 2)
        mine, theirs = sorted(one - other), sorted(other - one)
        pool = mine + theirs
        dice.shuffle(pool)
        common = one & other
        one.clear()
        one.update(common, pool[: len(mine)])
        other.clear()
        other.update(common, pool[len(mine) :])


def test_things_dealt_out_at_random_stay_within_the_range_of_chance() -> None:
    dice = random.Random(7)
    sizes = {city: dice.uniform(0.3, 0.9) for city in "abcdefgh"}
    held = [found for _ in range(90) if len(found := {city for city in sizes if dice.random() < sizes[city]}) > 1]
    usual = {pair: Closeness(held).expected(pair) for pair in combinations(sizes, 2)}
    sums, beyond, rounds = dict.fromkeys(usual, 0.0), 0, 150
    for _ in range(rounds):
        deal(held, dice)
        dealt = Closeness(held)
        beyond += sum(dealt.firm(pair) != 1 for pair in usual)
        for pair in sums:
            sums[pair] += dealt.ties[pair]
    for pair, whole in sums.items():
        assert whole / rounds == pytest.approx(usual[pair], rel=0.1)
    assert beyond / (rounds * len(usual)) < 0.02
