"""Facts as JSON Lines: what is written comes back equal, and what is no fact is refused."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.errors import InputError
from edugraph.facts import (
    KINDS,
    Citation,
    Fact,
    Leadership,
    Responsibility,
    Result,
    Target,
    ThemeMention,
    from_json,
    number,
    read,
    to_json,
    write,
)
from edugraph.text import Source, Span

SOURCE = Source("made.txt", "甲乙丙丁戊己庚辛壬癸" * 10)

words = st.text(max_size=8)
spans = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda pair: Span(min(pair), max(pair)))
values = st.none() | st.integers(0, 10**12).map(Decimal) | st.decimals(0, 10**9, places=3)
common = {
    "plan": words,
    "task": words,
    "measure": st.none() | words,
    "span": spans,
    "rule": words,
    "doubts": st.lists(words, max_size=2).map(tuple),
}
measured = {
    "indicator": words,
    "value": values,
    "value_max": values,
    "unit": words,
    "comparator": st.sampled_from(["=", ">=", "<=", ">", "<"]),
    "deadline": st.none() | st.sampled_from(["2025", "2023-06", "2023-12-31"]),
    "kind": words,
    "redacted": st.booleans(),
    "strength": words,
    "verb": words,
    "figure": spans,
    "concept": st.none() | words,
}
facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(Responsibility, **common, role=words, organisation=words, head=words),
    st.builds(Leadership, **common, person=words, head=words),
    st.builds(Citation, **common, title=words, document=words),
    st.builds(ThemeMention, **common, theme=words, mentions=st.lists(spans, max_size=3).map(tuple)),
    st.builds(Target, **common, **measured),
    st.builds(Result, **common, **measured, section=words),
)


@given(st.lists(facts.filter(lambda fact: getattr(fact, "mentions", True) != ()), max_size=6))
def test_facts_come_back_equal(found: list[Fact]) -> None:
    assert list(read(write(found, SOURCE))) == found


@given(facts)
def test_a_row_quotes_its_span(fact: Fact) -> None:
    row = to_json(fact, SOURCE)
    assert row["quote"] == SOURCE.text[fact.span.start : fact.span.end]
    assert (row["fact"], row["start"], row["end"]) == (fact.name, *fact.span)
    assert json.loads(json.dumps(row, ensure_ascii=False)) is not None


def target(value: str | None) -> Target:
    return Target(
        plan="handan-2023",
        task="28",
        measure=None,
        span=Span(0, 4),
        rule="targets.amount",
        indicator="新增学位",
        value=None if value is None else Decimal(value),
        value_max=None,
        unit="个",
        comparator="=",
        deadline=None,
        kind="count",
        redacted=value is None,
        strength="committed",
        verb="新增",
        figure=Span(2, 3),
        concept=None,
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("174000", 174000, id="handan-28"),
        pytest.param("26069000000", 26069000000, id="handan-2"),
        pytest.param("0.5", 0.5, id="handan-25"),
        pytest.param(None, None, id="ningbo-22"),
        pytest.param("80.00", 80, id="made-trailing-zeros"),
    ],
)
def test_values_are_written_as_json_numbers(value: str | None, written: object) -> None:
    row = json.loads(next(write([target(value)], SOURCE)))
    assert row["value"] == written and type(row["value"]) is type(written)


def test_a_long_decimal_stays_exact() -> None:
    fact = target("123456789012345678.25")
    assert list(read(write([fact], SOURCE))) == [fact]


def test_no_mentions_come_back_as_none() -> None:
    fact = ThemeMention(
        plan="a", task="1", measure=None, span=Span(0, 1), rule="r", theme="01", standing="main", mentions=()
    )
    assert list(read(write([fact], SOURCE))) == [fact]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("2.60690E10", "26069000000", id="handan-2"),
        pytest.param("0.50", "0.5", id="handan-25"),
        pytest.param("100", "100", id="made-zeros-stay"),
        pytest.param("0", "0", id="made-zero"),
        pytest.param("0.000", "0", id="made-zeros-go"),
        pytest.param("1E+3", "1000", id="made-exponent"),
    ],
)
def test_number(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@given(st.decimals(-(10**12), 10**12, allow_nan=False))
def test_number_loses_nothing(value: Decimal) -> None:
    assert Decimal(number(value)) == value
    assert "E" not in number(value)


def row(**changes: object) -> dict[str, object]:
    return to_json(target("3"), SOURCE) | changes


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param({"start": 0, "end": 1}, id="made-no-kind"),
        pytest.param(row(fact="rumour"), id="made-unknown-kind"),
        pytest.param(row(start="x"), id="made-no-offset"),
        pytest.param(row(figure=3), id="made-no-figure"),
        pytest.param(row(figure=[1, 2, 3]), id="made-figure-of-three"),
        pytest.param(
            row(value="many"),
            id="made-no-value",
        ),
        pytest.param(row(value="NaN"), id="made-value-not-a-number"),
        pytest.param(row(value=float("inf")), id="made-value-without-end"),
        pytest.param(
            {"fact": "citation", "start": 0, "end": 1},
            id="made-missing-fields",
        ),
    ],
)
def test_what_is_no_fact_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(InputError):
        from_json(bad)


@pytest.mark.parametrize("line", ["{", "[" * 100_000, "9" * 5000, '{"fact": "citation"}'])
def test_a_line_that_is_no_fact_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(InputError, match=r"^line 2: "):
        list(read(["", line]))


def test_blank_lines_are_left_out() -> None:
    assert list(read(["", " \n"])) == []


def test_every_kind_is_known_by_its_name() -> None:
    assert sorted(KINDS) == ["citation", "leader", "responsibility", "result", "target", "theme"]
    assert all(kind.name == name for name, kind in KINDS.items())
