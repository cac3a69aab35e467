"""The word lists are data, and linted like code."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
import pytest

from edugraph import resources
from edugraph.text import fold
from edugraph.vocabulary import EDU, SKOS, scheme

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.vocabulary import Concept

FILES = sorted(resources.folder("ontology").glob("*.ttl"))
SCHEMES = [path.stem for path in FILES if path.stem not in ("edugraph", "shapes")]
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OF_TWO_LINES = {"民办幼儿园", "民办园"}
"""Forms that name two themes at once: a private kindergarten is a kindergarten and a private school."""


class Row(NamedTuple):
    """A triple as texts, with the language of its object."""

    subject: str
    predicate: str
    object: str
    language: str | None


def _triples(path: Path) -> list[Row]:
    found = []
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        language = quad.object.language if isinstance(quad.object, ox.Literal) else None
        found.append(Row(str(quad.subject).strip("<>"), quad.predicate.value, str(quad.object), language))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_files_end_in_one_line_end_and_hold_no_odd_blanks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\u3000" not in text
    assert "\r" not in text


@pytest.mark.parametrize("name", SCHEMES)
def test_concepts_are_complete_and_apart(name: str) -> None:
    concepts = scheme(name).concepts
    assert concepts
    for concept in concepts:
        assert concept.label, concept.iri
        assert concept.label_en, concept.iri
        assert concept.iri.rpartition("/")[2] == concept.notation
    for labels in (
        [one.notation for one in concepts],
        [one.label for one in concepts],
        [one.label_en for one in concepts],
    ):
        twice = [label for label, count in Counter(labels).items() if count > 1]
        assert not twice


@pytest.mark.parametrize("name", SCHEMES)
def test_no_broader_concept_is_missing(name: str) -> None:
    known = {concept.iri for concept in scheme(name).concepts}
    assert {concept.broader for concept in scheme(name).concepts if concept.broader} <= known


@pytest.mark.parametrize(
    "name", [name for name in SCHEMES if name not in ("indicators", "offices", "comparators", "contexts")]
)
def test_a_form_belongs_to_one_concept(name: str) -> None:
    owners: dict[str, list[Concept]] = {}
    for concept in scheme(name).concepts:
        for form in {fold(form) for form in concept.forms}:
            owners.setdefault(form, []).append(concept)
    shared = {form: found for form, found in owners.items() if len(found) > 1}
    assert [form for form, found in shared.items() if not _is_line(found) and form not in OF_TWO_LINES] == []


def _is_line(found: list[Concept]) -> bool:
    """Whether concepts that share a form are a concept and a broader one, which both then hold."""
    iris = {concept.iri for concept in found}
    return sum(concept.broader in iris for concept in found) == len(found) - 1


@pytest.mark.parametrize("name", SCHEMES)
def test_a_decoy_holds_a_form_that_it_keeps_from_being_found(name: str) -> None:
    every = [fold(form) for concept in scheme(name).concepts for form in concept.forms]
    for concept in scheme(name).concepts:
        for decoy in concept.decoys if name != "indicators" else ():
            assert any(form in fold(decoy) for form in every), f"{concept.notation}: {decoy} keeps nothing away"


def test_faint_labels_are_labels() -> None:
    for theme in scheme("themes").concepts:
        assert set(theme.values("faint")) <= set(theme.forms), theme.notation


def test_every_minted_term_has_labels_and_a_comment() -> None:
    triples = _triples(resources.folder("ontology") / "edugraph.ttl")
    terms = {row.subject for row in triples if row.subject.startswith(EDU)}
    for term in terms:
        languages = {row.language for row in triples if row.subject == term and row.predicate == RDFS + "label"}
        assert languages == {"zh", "en"}, term
        assert any(row.subject == term and row.predicate == RDFS + "comment" for row in triples), term


def test_every_edu_property_in_use_is_declared() -> None:
    declared = {row.subject for row in _triples(resources.folder("ontology") / "edugraph.ttl")}
    for name in SCHEMES:
        for row in _triples(resources.folder("ontology") / f"{name}.ttl"):
            if row.predicate.startswith(EDU):
                assert row.predicate in declared, f"{name}: {row.predicate}"


def test_themes_of_the_start_list_are_all_there() -> None:
    assert len(scheme("themes").concepts) >= 89
    for label in ("双减", "强镇筑基", "集团化办学"):
        assert label in scheme("themes").by_form


def test_labels_are_told_apart_by_language() -> None:
    for path in FILES:
        for row in _triples(path):
            if row.predicate == SKOS + "prefLabel":
                assert row.language in ("zh", "en"), path.stem
