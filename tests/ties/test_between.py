"""Betweenness and communities on networks whose values are known by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.ties import between
from edugraph.ties.between import betweenness, strengths
from edugraph.ties.communities import communities
from edugraph.ties.midway import midway

if TYPE_CHECKING:
    import random

Pair = tuple[str, str]


def ties(*pairs: str, strength: Fraction = Fraction(1)) -> dict[Pair, Fraction]:
    return {(pair[0], pair[1]): strength for pair in pairs}


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        (ties("ab", "bc", "bd"), {"a": 0, "b": 1, "c": 0, "d": 0}),  # a star: every way leads through b
        (ties("ab", "bc", "cd"), {"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0}),  # a path: 2 of 3 pairs
        (ties("ab", "bc", "cd", "ad"), dict.fromkeys("abcd", 1 / 6)),  # a ring: half of one pair of three
        (ties("ab", "bc", "ac"), dict.fromkeys("abc", 0)),  # all tied: nobody is between
        (ties("ab", "cd"), dict.fromkeys("abcd", 0)),  # no way, nothing between
        ({**ties("ab", "bc"), ("a", "c"): Fraction(1, 3)}, {"a": 0, "b": 1, "c": 0}),  # a weak tie is a long way
        ({**ties("ab", "bc"), ("a", "c"): Fraction(1, 2)}, {"a": 0, "b": 0.5, "c": 0}),  # as long as the way round
        ({**ties("ab", "bc"), ("a", "c"): Fraction(2, 3)}, {"a": 0, "b": 0, "c": 0}),
        # as long as the way round, in lengths that no float holds: 3/7 + 3/5 = 36/35
        ({("a", "b"): Fraction(7, 3), ("b", "c"): Fraction(5, 3), ("a", "c"): Fraction(35, 36)}, {"b": 0.5}),
    ],
)
def test_betweenness_by_hand(edges: dict[Pair, Fraction], expected: dict[str, float]) -> None:
    found = betweenness({member for pair in edges for member in pair}, edges)
    for member, value in expected.items():
        assert found[member] == pytest.approx(value)


def test_members_without_ties_stand_there() -> None:
    assert betweenness(["x"], {}) == {"x": 0}
    assert betweenness([], {}) == {}


def test_a_task_of_two_ties_more_than_a_task_of_many() -> None:
    found = strengths([(1, "ab"), (1, "bcdef"), (Fraction(1, 2), "ab"), (1, "a")])
    assert found["a", "b"] == Fraction(3, 2)
    assert found["b", "c"] == Fraction(1, 4)
    assert len(found) == 1 + 10


@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=15), st.randoms())
def test_the_order_of_input_changes_nothing(pairs: list[Pair], dice: random.Random) -> None:
    edges = {(min(pair), max(pair)): Fraction(1 + at % 3) for at, pair in enumerate(pairs) if pair[0] != pair[1]}
    mixed = list(edges.items())
    dice.shuffle(mixed)
    assert betweenness("gfedcba", dict(mixed)) == betweenness("abcdefg", edges)
    weights = {pair: float(strength) for pair, strength in mixed}
    assert communities(weights) == communities({pair: float(edges[pair]) for pair in edges})


def test_large_networks_are_sampled_and_still_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{at:02}" for at in range(40)]
    star = {(names[0], name): Fraction(1) for name in names[1:]}
    exact = betweenness(names, star)
    monkeypatch.setattr(between, "LARGE", 30)
    monkeypatch.setattr(between, "STARTS", 20)
    sampled = betweenness(names, star)
    assert sampled == betweenness(reversed(names), dict(reversed(star.items())))
    assert max(sampled, key=lambda name: sampled[name]) == "00"
    assert sampled["00"] == pytest.approx(exact["00"], abs=0.1)


def cliques(*groups: str) -> dict[Pair, float]:
    return {pair: 1.0 for group in groups for pair in combinations(sorted(group), 2)}


def test_two_cliques_with_one_bridge_are_two_communities() -> None:
    found = communities({**cliques("abcd", "wxyz"), ("d", "w"): 1.0})
    assert [one.members for one in found] == [("a", "b", "c", "d"), ("w", "x", "y", "z")]
    assert [one.steady for one in found] == [1.0, 1.0]


def test_members_come_by_the_strength_of_their_ties_inside() -> None:
    (found,) = communities({("a", "b"): 1.0, ("b", "c"): 2.0, ("a", "c"): 0.5})
    assert found.members == ("b", "c", "a")


def test_a_member_that_could_be_on_either_side_is_not_steady() -> None:
    found = communities({**cliques("abcd", "wxyz"), ("d", "m"): 1.0, ("m", "w"): 1.0})
    with_it = next(one for one in found if "m" in one.members)
    assert with_it.steady < 1
    assert communities({}) == []


def test_two_cities_as_near_share_the_way_and_a_far_one_has_no_part() -> None:
    closeness = {("a", "b"): 0.0, ("c", "d"): 1.0} | {(end, mid): 2.0 for end in "ab" for mid in "cd"}
    found = midway("abcde", lambda pair: closeness.get(pair, 0.1))
    assert found["c"] == found["d"] == {("a", "b"): 0.5}
    # e is tenfold as far: from each of a and b the ways to it lead through c or d, but these are 10.5 against 10
    assert found["e"] == found["a"] == found["b"] == {}


def test_exactly_half_as_close_is_not_between() -> None:
    closeness = {("a", "b"): 1.0, ("a", "c"): 2.0, ("b", "c"): 2.0}
    assert midway("abc", closeness.__getitem__) == {"a": {}, "b": {}, "c": {}}
