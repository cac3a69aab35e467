"""One suite over every place that a graph can be opened from."""

from __future__ import annotations

import re
from shutil import copyfile
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


@pytest.fixture(scope="module", params=["folder", "renamed", "nquads", "trig", "oxigraph", "a graph each"])
def opened(
    request: pytest.FixtureRequest, graph_folder: Path, store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Store:
    """The graph of the five plans, from a folder, a file or a database; each may be made elsewhere."""
    folder = tmp_path_factory.mktemp("opened")
    if request.param == "folder":
        return open_graph(graph_folder)
    if request.param == "renamed":
        for at, path in enumerate(sorted(graph_folder.glob("*.ttl"))):
            copyfile(path, folder / f"file{at}.ttl")
        return open_graph(folder)
    if request.param in ("oxigraph", "a graph each"):
        database = ox.Store(str(folder / "db"))
        if request.param == "oxigraph":
            database.extend(store.graph)
        else:
            database.extend(quad for quad in store.graph if quad.graph_name == iris.ONTOLOGY)
            for path in graph_folder.glob("*.ttl"):
                database.load(path=str(path), to_graph=ox.NamedNode(f"urn:{path.stem}"))
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


def test_what_belongs_to_no_single_plan_stands_once(opened: Store, store: Store) -> None:
    asked = "SELECT ?s ?l { { ?s a org:OrganizationalUnit ; skos:prefLabel ?l } UNION { ?s a edu:Document ; dcterms:title ?l } }"
    found, there = opened.query(asked), store.query(asked)
    assert isinstance(found, Table)
    assert isinstance(there, Table)
    assert sorted(found.rows) == sorted(there.rows)
    assert len(set(found.rows)) == len(found.rows)


def test_a_plan_of_an_older_version_is_never_left_out_in_silence(graph_folder: Path, tmp_path: Path) -> None:
    for path in graph_folder.glob("*.ttl"):
        copyfile(path, tmp_path / path.name)
    old = tmp_path / "handan-2023.ttl"
    old.write_text(re.sub(r"\tedu:cityLabel [^;]+;\n", "", old.read_text(encoding="utf-8")), encoding="utf-8")
    for place in (tmp_path, old):
        with pytest.raises(InputError, match=r"older version: handan-2023\. Read again: edugraph build"):
            open_graph(place)


def test_each_plan_is_a_named_graph(store: Store) -> None:
    found = store.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?p a edu:Plan } } ORDER BY ?g")
    assert isinstance(found, Table)
    assert found.rows[0] == (iris.graph("handan-2023").value,)
    assert len(found.rows) == 5


def test_rdflib_sees_the_same_graph(store: Store) -> None:
    import rdflib

    dataset = store.dataset()
    plans = set(dataset.graph(rdflib.URIRef(iris.graph("handan-2023").value)).subjects(rdflib.RDF.type))
    assert rdflib.URIRef(iris.plan("handan-2023").value) in plans
