"""Laying a pattern on tokens: nothing overlaps, what must be there is there, and the most is explained."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edugraph.ask.patterns import Element, Pattern
from edugraph.ask.question import Token, Value
from edugraph.ask.tiling import lay

CITY = (Value("邯郸市"),)


def pattern(*elements: Element, ordered: bool = False) -> Pattern:
    return Pattern("made", "", elements, {}, ordered)


def slot(name: str, *, optional: bool = False) -> Element:
    return Element((f"{{{name}}}",), "p", optional)


def test_a_pattern_whose_element_is_missing_does_not_fit() -> None:
    assert lay(pattern(Element(("任务",)), slot("city")), [Token(0, 2, "{city}", CITY)], 4) is None


def test_the_longer_token_explains_more() -> None:
    tokens = [Token(0, 2, "{city}", CITY), Token(2, 4, "任务"), Token(2, 5, "任务")]
    found = lay(pattern(Element(("任务",)), slot("city")), tokens, 5)
    assert found
    assert (found.covered, [one.token.end for one in found.placed]) == (5, [2, 5])


def test_order_counts_where_it_is_asked_for() -> None:
    tokens = [Token(0, 2, "没有"), Token(2, 4, "{city}", CITY)]
    elements = (slot("city"), Element(("没有",)))
    assert lay(pattern(*elements, ordered=True), tokens, 4) is None
    assert lay(pattern(*elements), tokens, 4)


def test_a_slot_that_stands_twice_takes_two_and_no_more() -> None:
    two = pattern(slot("city"), slot("city"))
    tokens = [Token(at, at + 1, "{city}", (Value(str(at)),)) for at in range(3)]
    assert lay(two, tokens[:1], 1) is None
    found = lay(two, tokens, 3)
    assert found
    assert (found.covered, sorted(one.element for one in found.placed)) == (2, [0, 1])


def test_a_slot_that_stands_once_takes_any_number() -> None:
    tokens = [Token(at, at + 1, "{city}", (Value(str(at)),)) for at in range(3)]
    found = lay(pattern(slot("city")), tokens, 3)
    assert found
    assert found.covered == 3


def test_a_name_is_not_cut_in_two() -> None:
    tokens = [Token(0, 3, "{indicator}", CITY), Token(3, 6, "{indicator}", CITY)]
    found = lay(pattern(slot("indicator")), tokens, 6)
    assert found
    assert found.covered == 3


def test_a_whole_name_is_better_than_a_part() -> None:
    part = Value("part", exact=False)
    tokens = [Token(0, 4, "{theme}", (part,)), Token(0, 4, "{title}", CITY)]
    whole = lay(pattern(slot("title")), tokens, 4)
    partial = lay(pattern(slot("theme")), tokens, 4)
    assert whole
    assert partial
    assert whole.own > partial.own


KINDS = st.sampled_from(["{city}", "{theme}", "任务", "的", "最多"])
TOKENS = st.lists(
    st.builds(lambda at, size, kind: Token(at, at + size, kind, CITY), st.integers(0, 6), st.integers(1, 3), KINDS)
)


@given(TOKENS)
def test_tokens_never_overlap_and_are_of_the_pattern_or_fillers(tokens: list[Token]) -> None:
    made = pattern(slot("city"), Element(("任务",), optional=True))
    found = lay(made, tokens, 9)
    assert (found is None) == all(token.kind != "{city}" for token in tokens)
    if found:
        ends = [one.token.end for one in found.placed]
        assert all(one.token.start >= end for one, end in zip(found.placed[1:], ends, strict=False))
        assert found.covered == sum(one.token.end - one.token.start for one in found.placed)
        assert {one.token.kind for one in found.placed} <= {"{city}", "任务", "的"}
        assert any(one.element == 0 for one in found.placed)
