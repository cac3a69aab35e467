"""Matching of labels: longest first, decoys, overlaps; and what every scheme of the project keeps to."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph import resources
from edugraph.errors import InputError
from edugraph.text import fold
from edugraph.vocabulary import Concept, Matcher, scheme
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCHEMES = sorted(
    path.stem
    for path in resources.folder("ontology").glob("*.ttl")
    if path.stem
    in {
        "columns",
        "comparators",
        "contexts",
        "documents",
        "genres",
        "noise",
        "questions",
        "roles",
        "strengths",
        "themes",
        "units",
    }
)


def concept(name: str, *forms: str, decoys: tuple[str, ...] = ()) -> Concept:
    return Concept(iri=f"urn:{name}", notation=name, label=forms[0], label_en="", alt=forms[1:], decoys=decoys)


def found(matcher: Matcher, text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(hit.concept.notation, folded[hit.start : hit.end]) for hit in matcher.find(folded)]


SMALL = Matcher(
    [
        concept("mind", "心理健康教育", "心理健康"),
        concept("health", "健康教育"),
        concept("aid", "资助", decoys=("捐资助教",)),
        concept("network", "互联网＋教育"),
        concept("shared", "双名"),
        concept("other", "双名"),
    ]
)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        pytest.param("加强中小学心理健康教育工作", [("mind", "心理健康教育")], id="handan-25"),
        pytest.param("规范开设健康教育课程", [("health", "健康教育")], id="handan-25-alone"),
        pytest.param("后勤、捐资助教等", [], id="handan-4"),
        pytest.param("学生资助全覆盖", [("aid", "资助")], id="handan-53"),
        pytest.param("推进“互联网＋教育”发展", [("network", "互联网+教育")], id="jining-23"),
        pytest.param("心理健康、健康教育", [("mind", "心理健康"), ("health", "健康教育")], id="made-side-by-side"),
        pytest.param("双名", [("shared", "双名"), ("other", "双名")], id="made-shared-form"),
        pytest.param("心理健康教", [("mind", "心理健康")], id="made-cut-short"),
        pytest.param("捐资助教,资助", [("aid", "资助")], id="made-decoy-and-hit"),
        pytest.param("", [], id="made-empty"),
    ],
)
def test_matcher(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(SMALL, text) == hits


def test_a_form_of_one_character_is_found_anywhere() -> None:
    assert found(Matcher([concept("plan", "拟")]), "拟建") == [("plan", "拟")]


def test_a_form_given_twice_is_found_once() -> None:
    assert found(Matcher([concept("aid", "学生资助", "学生资助")]), "学生资助") == [("aid", "学生资助")]


FORMS = st.text(alphabet="甲乙丙丁", min_size=2, max_size=4)


@given(st.lists(FORMS, unique=True, max_size=8), st.text(alphabet="甲乙丙丁,", max_size=30))
def test_hits_are_forms_and_none_lies_inside_another(forms: list[str], text: str) -> None:
    hits = list(Matcher(concept(form, form) for form in forms).find(text))
    assert all(text[hit.start : hit.end] == hit.concept.label for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)
    assert not any(a is not b and a.start <= b.start and b.end <= a.end for a in hits for b in hits)


@given(st.lists(FORMS, unique=True, max_size=6), st.text(alphabet="甲乙丙丁,", max_size=20))
def test_every_place_of_a_form_is_within_a_hit(forms: list[str], text: str) -> None:
    hits = list(Matcher(concept(form, form) for form in forms).find(text))
    for form in forms:
        for at in range(len(text)):
            if text.startswith(form, at):
                assert any(hit.start <= at and at + len(form) <= hit.end for hit in hits)


@pytest.mark.parametrize("name", SCHEMES)
def test_schemes_are_labelled_and_numbered(name: str) -> None:
    concepts = scheme(name).concepts
    assert concepts
    assert all(one.notation and one.label and one.label_en for one in concepts)
    assert [count for count in Counter(one.notation for one in concepts).values() if count > 1] == []


@pytest.mark.parametrize("name", SCHEMES)
def test_broader_concepts_are_there(name: str) -> None:
    known = {one.iri for one in scheme(name).concepts}
    assert {one.broader for one in scheme(name).concepts if one.broader} <= known


@pytest.mark.parametrize(
    "name", ["columns", "documents", "genres", "noise", "questions", "roles", "strengths", "units"]
)
def test_a_form_belongs_to_one_concept(name: str) -> None:
    holders: dict[str, set[str]] = {}
    for one in scheme(name).concepts:
        for form in one.forms:
            holders.setdefault(fold(form), set()).add(one.notation)
    assert {form: names for form, names in holders.items() if len(names) > 1} == {}


def test_forms_come_longest_first() -> None:
    lengths = [len(form) for form in scheme("roles").forms()]
    assert lengths == sorted(lengths, reverse=True)


def test_a_scheme_that_is_not_there() -> None:
    with pytest.raises(InputError, match="nowhere"):
        scheme("nowhere")


def _names(module: Path) -> set[str]:
    """What a module imports, by full name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{one.name}" for one in node.names}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return found


def test_what_follows_from_the_lists_is_kept_apart_by_vocabulary() -> None:
    """A module that looks into the lists, or at cues, remembers with ``vocabulary.cached`` only."""
    source = ROOT / "src" / "edugraph"
    listed = {"edugraph.vocabulary.scheme", "edugraph.vocabulary.cached", "edugraph.ask.cues"}
    remembering = {"functools.cache", "functools.lru_cache"}
    of_stores = {"ask/answer.py"}  # keeps what belongs to a store, and a store has its words
    found = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if (names := _names(path)) & listed and names & remembering
    }
    assert found == of_stores
