"""Validation of a graph against ``ontology/shapes.ttl`` (SHACL), by pySHACL."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from edugraph import resources
from edugraph.errors import UsageError
from edugraph.rdf.iris import ONTOLOGY
from edugraph.table import Table

if TYPE_CHECKING:
    import rdflib

    from edugraph.store import Store

COLUMNS = ("check", "plan", "finding", "quote")
_CLASSES = ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "http://www.w3.org/2000/01/rdf-schema#subClassOf")


def validate(store: Store) -> Table:
    """Findings, one a row, sorted; none when every shape holds. ``plan`` is the node that a finding is about.

    Raises UsageError when pySHACL is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise UsageError(
            "the SHACL shapes need pySHACL: pip install 'edugraph[check]', or leave them out with --no-shapes."
        ) from error
    import rdflib

    shapes = rdflib.Graph().parse(resources.folder("ontology") / "shapes.ttl", format="turtle")
    _, report, _ = pyshacl.validate(_data(store), shacl_graph=shapes, inference="none", inplace=True)
    assert isinstance(report, rdflib.Graph)
    return Table(COLUMNS, tuple(sorted(_findings(report))))


def _data(store: Store) -> rdflib.Graph:
    """What the shapes look at: all that is said of the plans, and of the ontology what is of which class.

    pySHACL asks a constraint in SPARQL once a node, and rdflib reads the text anew each time, which takes ten
    times as long as everything else: this graph reads each text once.
    """
    import rdflib
    from rdflib.plugins.sparql import prepareQuery

    read = cache(prepareQuery)

    class Data(rdflib.Graph):
        def query(self, query_object: Any, *given: Any, **more: Any) -> rdflib.query.Result:
            return super().query(read(query_object), *given, **more)

    data = Data(bind_namespaces="none")
    data.parse(data=_triples(store), format="nt")
    return data


def _triples(store: Store) -> str:
    """The triples that the shapes look at, as N-Triples."""
    looked_at = (quad for quad in store.graph if quad.graph_name != ONTOLOGY or quad.predicate.value in _CLASSES)
    return "\n".join(f"{quad.triple} ." for quad in looked_at)


def _findings(report: rdflib.Graph) -> set[tuple[str, ...]]:
    import rdflib

    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")

    def text(result: rdflib.term.Node, predicate: rdflib.URIRef) -> str:
        return str(report.value(result, predicate) or "")

    return {
        (
            "shape " + (text(result, sh.sourceConstraint) or text(result, sh.sourceShape)).rpartition("/")[2],
            text(result, sh.focusNode),
            text(result, sh.resultMessage),
            text(result, sh.value),
        )
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }
