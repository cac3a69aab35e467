"""What belongs to no single plan: regions, bureaus, offices, persons, documents, the program, words of one's own.

Each plan says for itself what region, office or document it speaks of, so that its Turtle is whole. Where several
plans are one graph these stand in a named graph of their own, each triple once: the engine's union of named graphs
gives a triple as often as graphs hold it. Concepts stand with those of the word lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph.rdf import iris
from edugraph.rdf.concepts import settle
from edugraph.rdf.namespaces import EDU, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

    Graph = ox.NamedNode | ox.BlankNode


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


def _of_plans(store: ox.Store) -> Iterator[tuple[Graph, list[ox.NamedNode]]]:
    """The named graphs that hold plans, with these."""
    for name in store.named_graphs():
        found = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, EDU.Plan, name))
        plans = [plan for plan in found if isinstance(plan, ox.NamedNode)]
        if plans:
            yield name, plans
