"""Validation of a graph against ``ontology/shapes.ttl`` (SHACL), by pySHACL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import resources
from edugraph.errors import UsageError
from edugraph.table import Table

if TYPE_CHECKING:
    import rdflib

    from edugraph.store import Store

COLUMNS = ("check", "plan", "finding", "quote")


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

    data = rdflib.Graph()
    data.parse(data=_triples(store), format="nt")
    shapes = rdflib.Graph().parse(resources.folder("ontology") / "shapes.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True, inference="none")
    assert isinstance(report, rdflib.Graph)
    return Table(COLUMNS, tuple(sorted(_findings(report))))


def _triples(store: Store) -> str:
    """All triples of all graphs, as N-Triples."""
    return "\n".join(f"{quad.triple} ." for quad in store.graph)


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
