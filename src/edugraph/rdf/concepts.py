"""The words that a plan was read with and that the program does not bring: written into its graph, all of them.

Also those that the plan never says: only so can be told what it lacks. Whoever has the graph then knows them by all
their names, without the lists that they came from (``of``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import vocabulary
from edugraph.rdf.iris import ONTOLOGY
from edugraph.rdf.namespaces import BASE, DCTERMS, EDU, PREFIXES, RDF, SKOS
from edugraph.rdf.writer import zh
from edugraph.vocabulary import LISTS, Vocabulary, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.rdf.writer import Term, Writer
    from edugraph.vocabulary import Concept

_SCHEMES = {name: ox.NamedNode(BASE + part) for part, name in LISTS.items()}


def named(name: str, notation: str) -> ox.NamedNode:
    """The concept of a notation in a list; one that was added may have an IRI from elsewhere."""
    return ox.NamedNode(scheme(name).by_notation[notation].iri)


def write(writer: Writer) -> None:
    """Write the concepts and labels that the vocabulary of a plan adds to the lists."""
    for name, added in writer.plan.words.added.items():
        for concept in added:
            iri = ox.NamedNode(concept.iri)
            writer.add(writer.iri, (EDU.readWith, iri))
            writer.add(iri, *_said(_SCHEMES[name], concept))


def _said(listed: ox.NamedNode, concept: Concept) -> Iterator[tuple[ox.NamedNode, Term | None]]:
    yield from ((RDF.type, SKOS.Concept), (SKOS.inScheme, listed))
    yield SKOS.notation, ox.Literal(concept.notation) if concept.notation else None
    yield SKOS.prefLabel, zh(concept.label) if concept.label else None
    yield SKOS.prefLabel, ox.Literal(concept.label_en, language="en") if concept.label_en else None
    yield SKOS.broader, ox.NamedNode(concept.broader) if concept.broader else None
    yield from ((SKOS.altLabel, zh(form)) for form in concept.alt)
    yield from ((SKOS.hiddenLabel, zh(form)) for form in concept.hidden)
    for key, values in concept.properties.items():
        yield from ((ox.NamedNode(PREFIXES["edu"] + key), ox.Literal(value)) for value in values)


def of(store: ox.Store) -> Vocabulary:
    """The vocabulary that the plans of a graph were read with, all of them together."""
    added: dict[str, list[Concept]] = {}
    for concept in _read_with(store):
        said = sorted({quad.triple for quad in store.quads_for_pattern(concept, None, None)}, key=str)
        lists = [str(one.object).strip("<>").removeprefix(BASE) for one in said if one.predicate == SKOS.inScheme]
        if lists and lists[0] in LISTS:
            added.setdefault(LISTS[lists[0]], []).extend(vocabulary.concepts(said))
    return Vocabulary.of(added)


def settle(store: ox.Store) -> None:
    """Leave each added concept one name, where plans were read with lists that differ in it; the others are synonyms."""
    for iri in _read_with(store):
        for language in ("zh", "en"):
            names = {
                quad.object
                for quad in store.quads_for_pattern(iri, SKOS.prefLabel, None, ONTOLOGY)
                if isinstance(quad.object, ox.Literal) and quad.object.language == language
            }
            for other in sorted(names, key=str)[1:]:
                store.remove(ox.Quad(iri, SKOS.prefLabel, other, ONTOLOGY))
                store.add(ox.Quad(iri, SKOS.altLabel, other, ONTOLOGY))


def unread(store: ox.Store) -> list[str]:
    """The ids of plans that were not looked through for every added concept: what they lack of it nobody knows."""
    wanted = set(_read_with(store))
    plans = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, EDU.Plan)} if wanted else ()
    return sorted(
        str(quad.object).strip('"')
        for plan in plans
        for quad in store.quads_for_pattern(plan, DCTERMS.identifier, None)
        if not wanted <= {one.object for one in store.quads_for_pattern(plan, EDU.readWith, None)}
    )


def _read_with(store: ox.Store) -> list[ox.NamedNode]:
    """The concepts that plans were read with and that the program does not bring whole."""
    found = {quad.object for quad in store.quads_for_pattern(None, EDU.readWith, None)}
    return sorted((one for one in found if isinstance(one, ox.NamedNode)), key=str)
