"""Places of the overview: nothing overlaps, nothing is left to chance."""

from __future__ import annotations

from itertools import combinations

import pytest

from edugraph.view import layout


def themes(*groups: tuple[int, int]) -> list[tuple[str, int]]:
    """So many themes of so many cities, for each pair."""
    return [(f"theme {cities}/{at}", cities) for cities, count in groups for at in range(count)]


CASES = {
    "five plans": (5, themes((5, 15), (4, 23), (3, 27), (2, 13))),
    "one group": (2, themes((2, 40))),
    "many groups": (12, themes(*((cities, 3) for cities in range(12, 1, -1)))),
    "one theme": (2, themes((2, 1))),
    "many cities": (60, themes((40, 30), (20, 30), (2, 30))),
    "no theme": (3, []),
    "one city": (1, themes((1, 20))),
}


@pytest.mark.parametrize("case", CASES)
def test_no_two_boxes_overlap(case: str) -> None:
    count, ranked = CASES[case]
    cities = [f"city {at}" for at in range(count)]
    picture = layout.overview(cities, ranked)
    kinds = dict.fromkeys(cities, "city") | dict.fromkeys((name for name, _ in ranked), "theme")
    boxes = [(name, place, layout.sizes()[kinds[name]]) for name, place in picture.places.items()]
    boxes += [(f"caption {at}", place, layout.sizes()["caption"]) for at, (_, place) in enumerate(picture.captions)]
    assert picture.places.keys() == kinds.keys()
    for (name, one, size), (other, two, extent) in combinations(boxes, 2):
        aside = abs(one[0] - two[0]) * 2 >= size["width"] + extent["width"]
        above = abs(one[1] - two[1]) * 2 >= size["height"] + extent["height"]
        assert aside or above, (name, other)


def test_the_halves_are_cut_between_groups_where_one_ends_near_the_middle() -> None:
    picture = layout.overview(["a"], CASES["five plans"][1])
    sides = [(count, place[0] > 0) for count, place in picture.captions]
    assert sides == [(5, False), (4, False), (3, True), (2, True)]


def test_a_big_group_stands_on_both_sides_under_its_caption() -> None:
    picture = layout.overview(["a", "b"], CASES["one group"][1])
    assert [count for count, _ in picture.captions] == [2, 2]


def test_the_same_rows_have_the_same_places() -> None:
    assert layout.overview(["a"], CASES["one group"][1]) == layout.overview(["a"], CASES["one group"][1])


def test_nothing_needs_no_place() -> None:
    assert layout.overview([], []) == layout.Picture({}, ())
