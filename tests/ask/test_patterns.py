"""Patterns of the headers: every one parses, names what is known, and fills parameters of its query."""

from __future__ import annotations

import pytest

from edugraph import query
from edugraph.ask.cues import beyond, cues, everyday, fillers
from edugraph.ask.patterns import SLOTS, parse, patterns
from edugraph.errors import UsageError
from edugraph.vocabulary import scheme

HEADER = query.Header(
    name="made", summary="Made.", summary_zh="造。", parameters={"plan": "p", "theme": "t", "cities": "c"}
)


@pytest.mark.parametrize("name", [name for name, header in query.headers().items() if header.asked])
def test_every_pattern_of_a_header_is_well_formed(name: str) -> None:
    header = query.headers()[name]
    found = [parse(header, line) for line in header.asked]
    assert len({one.text for one in found}) == len(found), "a pattern stands twice"
    assert any(one.example for one in found), "no example"
    for one in found:
        assert set(one.fixed) <= header.parameters.keys()
        filled = {element.parameter for element in one.required} | set(one.fixed)
        title = {"task", "plan"} if any(element.slot == "title" for element in one.required) else set()
        assert header.required <= filled | title, one.text
        assert one.required


def test_no_pattern_of_a_query_asks_for_nothing_of_its_own() -> None:
    for one in patterns():
        telling = [element for element in one.required if not set(element.kinds) <= fillers()]
        assert telling, f"{one.query}: {one.text} fits any question"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("哪些县 {theme}", "哪些县 is no cue"),
        ("哪些城市 {topic}", "no slot is called topic"),
        ("哪些城市 {leader}", "takes no parameter name"),
        ("哪些城市 role=lead {theme}", "takes no parameter role"),
        ("哪些城市 other={city}", "takes no parameter other"),
        ("哪些城市 {theme", "is no element"),
    ],
)
def test_a_mistake_in_a_pattern_is_told(line: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        parse(HEADER, line)


def test_the_parts_of_a_pattern() -> None:
    one = parse(HEADER, "> cities={city}* 谁|哪个单位 theme={theme}? plan=x ## 谁？")
    assert one.ordered
    assert one.example == "谁？"
    assert one.fixed == {"plan": "x"}
    city, who, theme = one.elements
    assert (city.slot, city.parameter, city.joined, city.several) == ("city", "cities", True, True)
    assert (who.kinds, who.slot) == (("谁", "哪个单位"), "")
    assert theme.optional
    assert one.required == (city, who)


def test_every_slot_is_used() -> None:
    used = {element.slot for one in patterns() for element in one.elements}
    assert SLOTS.keys() - used == set()


@pytest.mark.parametrize("kind", ["themes", "indicators"])
def test_everyday_names_are_of_concepts_that_there_are(kind: str) -> None:
    assert everyday(kind[:-1]).keys() <= {one.notation for one in scheme(kind).concepts}


def test_no_word_of_denying_counting_or_comparing_is_passed_over() -> None:
    passed = {form for name in fillers() for form in cues()[name].forms}
    assert not passed & set("不没未无多少几最比除只仅数")
    assert not passed & {"没有", "最多", "最少", "多少", "几个", "至少", "超过", "除了", "以外", "只有", "相比", "不同"}


def test_what_no_plan_says_has_a_reason() -> None:
    assert beyond()
    assert all(cues()[name].label_en for name in beyond())
    assert not beyond() & fillers()
