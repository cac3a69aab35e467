"""What belongs to no single plan: regions, bureaus, offices, persons, documents, the program, words of one's own.

Each plan says for itself what region, office or document it speaks of, so that its Turtle is whole. Where several
plans are one graph these stand in a named graph of their own, each triple once: the engine's union of named graphs
gives a triple as often as graphs hold it. Concepts stand with those of the word lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import resources
from edugraph.errors import InputError
from edugraph.rdf import iris
from edugraph.rdf.concepts import settle
from edugraph.rdf.namespaces import EDU, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    Node = ox.NamedNode | ox.BlankNode | ox.Triple


# What facts refer to. The word lists that only the extractor reads stay out of the graph.
LISTS = (
    "edugraph", "themes", "indicators", "units", "comparators", "strengths", "roles", "offices", "genres", "evidence",
    "documents", "doubts",
)  # fmt: skip
"""The word lists that are part of a graph, by the names of their files."""


def loaded(files: Mapping[str, Path]) -> ox.Store:
    """Graph files in memory, each as the named graph of its plan, without the word lists.

    Raises InputError for a file that is no graph, or not whole.
    """
    store = ox.Store()
    for key, path in files.items():
        rdf = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
        if rdf is None:
            raise InputError(
                f"{path}: not a graph: {path.suffix or 'no ending'}. Known are .ttl, .nq, .nt, .trig, .rdf, .jsonld."
            )
        try:
            store.load(
                path=str(path), format=rdf, to_graph=None if rdf.supports_datasets else iris.graph(key or path.stem)
            )
        except (SyntaxError, ValueError, OSError) as error:
            raise InputError(f"{path}: not a whole graph: {error}. Build it again: edugraph build") from error
    share(store)
    return store


def lists(store: ox.Store) -> None:
    """Add the word lists that facts refer to."""
    for name in LISTS:
        path = resources.folder("ontology") / f"{name}.ttl"
        store.load(path=str(path), format=ox.RdfFormat.TURTLE, to_graph=iris.ONTOLOGY)


def said(store: ox.Store) -> Iterator[ox.Quad]:
    """What stands in a store of plans without word lists of things that are no part of a plan."""
    for home in (iris.COMMON, iris.ONTOLOGY):
        yield from store.quads_for_pattern(None, None, None, home)


def forget(store: ox.Store, gone: Iterable[ox.Quad], says: Callable[[iris.Name, ox.Quad], bool]) -> None:
    """Take out what only plans said that are gone, of things that are no part of a plan.

    ``gone`` is what these plans said, ``says`` whether the plan of a named graph says it too. Only plans that mention
    a thing say something of it; where a bureau mentions a region, those that mention the bureau.
    """
    for quad in gone:
        if not any(says(name, quad) for name in _mentioning(store, quad.subject, set())):
            store.remove(quad)
    lists(store)  # which may have said it themselves


def _mentioning(store: ox.Store, thing: Node, seen: set[Node]) -> Iterator[iris.Name]:
    """The named graphs of the plans that mention a thing, or what mentions it."""
    seen.add(thing)
    for quad in list(store.quads_for_pattern(None, None, thing, None)):
        if quad.graph_name not in (iris.COMMON, iris.ONTOLOGY):
            yield quad.graph_name
        elif quad.subject not in seen:
            yield from _mentioning(store, quad.subject, seen)


def share(store: ox.Store) -> None:
    """Move what the graphs of plans say of things that are no part of a plan to where these stand once."""
    for name, plans in list(_of_plans(store)):
        typed = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, None, name)}
        concepts = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, SKOS.Concept, name)}
        common = [one for one in typed if isinstance(one, ox.NamedNode) and not iris.is_part(one, plans)]
        for quad in [quad for one in common for quad in store.quads_for_pattern(one, None, None, name)]:
            store.remove(quad)
            home = iris.ONTOLOGY if quad.subject in concepts else iris.COMMON
            store.add(ox.Quad(quad.subject, quad.predicate, quad.object, home))
    settle(store)


def shared(store: ox.Store) -> ox.Store:
    """A store in which these things stand once: the store itself, or where they do not, a copy in memory."""
    if store.contains_named_graph(iris.COMMON) or len(list(_of_plans(store))) < 2:
        return store
    copy = ox.Store()
    copy.bulk_extend(store)
    share(copy)
    return copy


def _of_plans(store: ox.Store) -> Iterator[tuple[iris.Name, list[ox.NamedNode]]]:
    """The named graphs that hold plans, with these."""
    for name in store.named_graphs():
        found = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, EDU.Plan, name))
        plans = [plan for plan in found if isinstance(plan, ox.NamedNode)]
        if plans:
            yield name, plans
