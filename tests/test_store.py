"""One suite over every place that a graph can be opened from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from edugraph import query
from edugraph.errors import InputError
from edugraph.rdf import iris
from edugraph.store import Store, open_graph
from edugraph.table import Table

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module", params=["folder", "nquads", "trig", "oxigraph"])
def opened(
    request: pytest.FixtureRequest, graph_folder: Path, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Store:
    """The graph of the five plans, from a folder, a file or a database."""
    folder = tmp_path_factory.mktemp("opened")
    if request.param == "folder":
        return open_graph(graph_folder)
    if request.param == "oxigraph":
        database = ox.Store(str(folder / "db"))
        database.extend(store.graph)
        database.flush()
        del database
        return open_graph(folder / "db")
    form = ox.RdfFormat.N_QUADS if request.param == "nquads" else ox.RdfFormat.TRIG
    file = folder / f"graph.{form.file_extension}"
    store.graph.dump(str(file), format=form)
    return open_graph(file)


@pytest.mark.parametrize("name", ["plans", "tasks", "targets", "overlap-themes"])
def test_every_backend_gives_the_same_rows(opened: Store, store: Store, name: str) -> None:
    assert query.run(opened, name) == query.run(store, name)


def test_each_plan_is_a_named_graph(store: Store) -> None:
    found = store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?p a edu:Plan } } ORDER BY ?g")
    assert isinstance(found, Table)
    assert found.rows[0] == (iris.graph("handan-2023").value,)
    assert len(found.rows) == 5


@pytest.mark.parametrize("url", ["http://127.0.0.1:7878/query", "https://example.org/sparql"])
def test_endpoints_are_refused_plainly(url: str) -> None:
    with pytest.raises(InputError, match="cannot be opened yet"):
        open_graph(url)


def test_rdflib_sees_the_same_graph(store: Store) -> None:
    import rdflib

    dataset = store.dataset()
    plans = set(dataset.graph(rdflib.URIRef(iris.graph("handan-2023").value)).subjects(rdflib.RDF.type))
    assert rdflib.URIRef(iris.plan("handan-2023").value) in plans
