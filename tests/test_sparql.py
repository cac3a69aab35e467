"""What is read of SPARQL: where a value is given, what kind of query a text is, and SERVICE."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from edugraph import query, sparql
from edugraph.errors import UsageError
from edugraph.rdf.namespaces import PREFIXES
from edugraph.tables import cells
from tests.test_disk import SOUGHT, given

if TYPE_CHECKING:
    from edugraph.store import Store

X = {"_x": ox.Literal("a")}
V = ' VALUES ?_x { "a" }'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT ?s { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o }"),
        ("SELECT ?s { ?s ?p ?_x }", f"SELECT ?s {{{V} ?s ?p ?_x }}"),
        ("SELECT ?s ?_x { ?s ?p ?o }", f"SELECT ?s ?_x {{{V} ?s ?p ?o }}"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?_x", f"SELECT ?s {{{V} ?s ?p ?o }} ORDER BY ?_x"),
        ("SELECT ?s { { SELECT ?s ?_x { ?s ?p ?o } } }", f"SELECT ?s {{ {{ SELECT ?s ?_x {{{V} ?s ?p ?o }} }} }}"),
        (
            "SELECT ?s { { SELECT ?s { ?s ?p ?o } GROUP BY ?s ?_x } }",
            f"SELECT ?s {{ {{ SELECT ?s {{{V} ?s ?p ?o }} GROUP BY ?s ?_x }} }}",
        ),
        ("ASK { ?s ?p ?o OPTIONAL { ?o ?q ?_x } }", f"ASK {{ ?s ?p ?o OPTIONAL {{{V} ?o ?q ?_x }} }}"),
        ("ASK { { ?s ?p ?_x } UNION { ?s ?q ?o } }", f"ASK {{ {{{V} ?s ?p ?_x }} UNION {{ ?s ?q ?o }} }}"),
        ('ASK { VALUES ?what { "{" "?_x" } ?s ?p ?o }', 'ASK { VALUES ?what { "{" "?_x" } ?s ?p ?o }'),
        ("ASK { # ?_x {\n ?s ?p <http://a/?_x> }", "ASK { # ?_x {\n ?s ?p <http://a/?_x> }"),
        (
            "SELECT ?_x { ?s ?p ?o VALUES (?a ?b) { (1 2) } }",
            f"SELECT ?_x {{{V} ?s ?p ?o VALUES (?a ?b) {{ (1 2) }} }}",
        ),
        ("ASK { ?s ?p $_x }", f"ASK {{{V} ?s ?p $_x }}"),
        ("ASK { ?s ?p ?_xy }", "ASK { ?s ?p ?_xy }"),
        ("ASK { ?s ?p ?_x } }", f"ASK {{{V} ?s ?p ?_x }} }}"),
    ],
)
def test_a_value_is_given_where_it_is_spoken_of(text: str, found: str) -> None:
    assert sparql.bound(text, X) == found


@pytest.mark.parametrize("value", ['"', "\\", "a\nb", '"} DROP ALL #', "?_x", "<http://a>", "双减", "\t'"])
def test_a_value_is_never_read_as_sparql(value: str) -> None:
    asked = sparql.bound("SELECT ?_x WHERE { }", {"_x": ox.Literal(value)})
    found = ox.Store().query(asked)
    assert isinstance(found, ox.QuerySolutions)
    assert cells(found).rows == ((value,),)


@pytest.mark.parametrize("name", [one for one in SOUGHT if "_zh" not in query.named(one).text.partition("SELECT")[2]])
def test_given_values_do_what_bound_variables_do(store: Store, name: str) -> None:
    """The engine's own way to bind variables gives the same rows."""
    named = query.named(name)
    for parameters in given(name):
        if (
            "cities" in parameters
        ):  # which stand in a part with a scope of its own: the engine's way does not reach there
            continue
        terms = {f"_{key}": query.term(value) for key, value in parameters.items()}
        own = {ox.Variable(key): term for key, term in terms.items()}
        wanted = store.graph.query(named.text, prefixes=PREFIXES, use_default_graph_as_union=True, substitutions=own)  # type: ignore[arg-type]
        assert isinstance(wanted, ox.QuerySolutions)
        assert store.query(named.text, terms) == cells(wanted)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("select * { ?s ?p ?o }", "SELECT"),
        ('PREFIX a: <http://ASK/> # ASK\nCONSTRUCT { ?s ?p "ASK" } WHERE { ?s ?p ?select }', "CONSTRUCT"),
        ("DESCRIBE <http://a>", "DESCRIBE"),
        ("INSERT DATA { }", ""),
    ],
)
def test_the_kind_of_a_query(text: str, kind: str) -> None:
    assert sparql.form(text) == kind


@pytest.mark.parametrize("text", ["ASK { SERVICE <http://a> { } }", "ASK { service silent ?s { } }"])
def test_service_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="SERVICE is refused"):
        sparql.refuse_service(text)
