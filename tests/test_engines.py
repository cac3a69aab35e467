"""The queries as they stand, on another engine: rdflib's own store, which shares no code with ours."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib

from edugraph import catalogue, query, sparql
from edugraph.build import build
from edugraph.rdf.namespaces import PREFIXES
from edugraph.request.compiler import compiled
from edugraph.request.constraints import NOUNS
from edugraph.request.value import request
from edugraph.store import Store, open_graph
from tests.test_disk import MADE, SOUGHT, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterable

pytestmark = pytest.mark.filterwarnings(
    "ignore:Dataset.default_context is deprecated:DeprecationWarning"
)  # its own use
HERE = VALUES | {"plan": "qiuxian-2023", "city": "邱县", "task": "1"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two small plans: rdflib is slow."""
    folder = tmp_path_factory.mktemp("plans")
    for key in ("qiuxian-2023", "gulou-350102-2023"):
        (folder / f"{key}.txt").write_text(MADE[key], encoding="utf-8")
    build(catalogue.entries([folder]), folder / "graph")
    return open_graph(folder / "graph")


@pytest.fixture(scope="module")
def other(graph: Store) -> rdflib.Dataset:
    data = rdflib.Dataset(default_union=True)
    data.parse(data=graph.graph.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return data


def plain(rows: Iterable[Iterable[object]]) -> Counter[tuple[str, ...]]:
    """Rows without an order: neither their own nor that of what is listed in a cell, of which SPARQL promises none."""
    cells = (("" if cell is None else str(cell) for cell in row) for row in rows)
    return Counter(tuple("、".join(sorted(re.split("[、 ]", cell))) for cell in row) for row in cells)


@pytest.mark.parametrize("name", SOUGHT)
def test_another_engine_gives_the_same_rows(graph: Store, other: rdflib.Dataset, name: str) -> None:
    named = query.named(name)
    needed = {one: HERE[one] for one in named.required if one in HERE}
    terms = {f"_{key}": query.term(value) for key, value in needed.items()}
    terms |= {f"_{key}_zh": ox.Literal(value, language="zh") for key, value in needed.items()}
    ours = graph.query(named.text, terms)
    assert not isinstance(ours, bytes)
    found: Iterable[Iterable[object]] = other.query(sparql.bound(named.text, terms))  # type: ignore[assignment]
    assert plain(found) == plain(ours.rows)


@pytest.mark.parametrize("what", NOUNS)
@pytest.mark.parametrize("where", [{}, {"without": "targets"}, {"not_theme": "双减"}, {"role": "lead"}], ids=str)
def test_another_engine_gives_the_same_rows_of_requests(
    graph: Store, other: rdflib.Dataset, what: str, where: dict[str, Any]
) -> None:
    wanted = compiled(request(what, **where))
    ours = graph.query(wanted.text, wanted.values)
    assert not isinstance(ours, bytes)
    found: Iterable[Iterable[object]] = other.query(sparql.bound(wanted.text, wanted.values))  # type: ignore[assignment]
    assert plain(found) == plain(ours.rows)


@pytest.mark.parametrize("name", SOUGHT)
def test_a_query_says_its_prefixes_and_no_others(name: str) -> None:
    """Any engine takes the file as it stands."""
    text = re.sub(r"^#.*$", "", query.named(name).text, flags=re.MULTILINE)
    said = dict(re.findall(r"^PREFIX (\w+): <([^>]+)>$", text, re.MULTILINE))
    rest = re.sub(r'^PREFIX .*$|"[^"\n]*"|<[^<>\s]*>', "", text, flags=re.MULTILINE)
    used = set(re.findall(rf"(?<![\w:])({'|'.join(PREFIXES)}):", rest))
    assert said == {prefix: PREFIXES[prefix] for prefix in used}
