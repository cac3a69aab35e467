"""Ids: any name makes a valid one, and names that are one make one id."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.rdf import iris
from edugraph.text import name


@given(st.text(st.characters(codec=None), min_size=1))
def test_any_name_makes_a_valid_id(called: str) -> None:
    for node in (
        iris.office("130400", called),
        iris.person("130400", called),
        iris.document(called),
        iris.plan(called),
    ):
        next(iter(ox.parse(f"<{node.value}> <urn:p> <urn:o> .".encode(), format=ox.RdfFormat.N_TRIPLES)))


@given(st.text(min_size=1), st.text(min_size=1))
def test_names_have_one_id_where_they_have_one_label(one: str, other: str) -> None:
    assert (iris.document(one) == iris.document(other)) == (name(one) == name(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("各县（市、区）教育局", "各县(市、区)教育局"),
        ("幼儿园管理办法（试行）", "幼儿园管理 办法(试行)"),
        ("“互联网＋教育”行动", "“互联网+教育”行动"),
        ("计划（2021～2025年）", "计划（２０２１~２０２５年）"),
    ],
)
def test_a_name_that_is_typed_in_two_ways_is_one(one: str, other: str) -> None:
    assert iris.document(one) == iris.document(other)


@pytest.mark.parametrize("called", ["[办公室]", "a/b", "50%", "#1", "甲\u202e乙"])
def test_marks_that_an_id_forbids_are_encoded(called: str) -> None:
    assert iris.office("130400", called).value.count("/") == iris.office("130400", "办公室").value.count("/")
