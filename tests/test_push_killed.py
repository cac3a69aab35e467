"""A push that is killed at any moment: each plan is there as it was or as it is to be, and the next push completes it.

Virtuoso takes what came of a body that is cut off for the whole of it, and by then the graph is empty: there a plan may
be gone until the next push, but it is never a part of itself or a mixture.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx
import pyoxigraph as ox
import pytest

from edugraph import graphs, remote
from edugraph.rdf import common, iris
from tests.corpora import corpus
from tests.servers import Served, oxigraph, virtuoso

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Plans = Mapping[str, frozenset[ox.Triple]]

KILLS = int(os.environ.get("KILLS", "6"))
"""How often a push is killed; a hundred takes a quarter of an hour."""
SEED = 15


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = tmp_path_factory.mktemp("server")
    with oxigraph(place, "--union-default-graph") if request.param == "oxigraph" else virtuoso(place, 100_000) as found:
        yield found


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders of the same plans; every plan of the second says one thing less and one more."""
    old, new = corpus(tmp_path_factory.mktemp("old")), tmp_path_factory.mktemp("new")
    for path in old.glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        (new / path.name).write_text(text.replace("dcterms:title ", "dcterms:alternative ", 1), encoding="utf-8")
    return old, new


def told(folder: Path) -> Plans:
    """What each graph of a folder says."""
    files = graphs.settled(folder)
    loaded = {key: common.loaded({key: path}) for key, path in files.items()}
    return {key: triples(store, key) for key, store in loaded.items()}


def triples(store: ox.Store, key: str) -> frozenset[ox.Triple]:
    return frozenset(quad.triple for quad in store.quads_for_pattern(None, None, None, iris.graph(key)))


def held(server: Served, client: httpx.Client, key: str) -> frozenset[ox.Triple]:
    """What a server holds of a plan, in one question, as a reader would meet it."""
    text = f"SELECT ?s ?p ?o {{ GRAPH <{iris.graph(key).value}> {{ ?s ?p ?o }} }}"
    answer = client.post(server.asked, data={"query": text}, headers={"Accept": "application/sparql-results+json"})
    found = ox.parse_query_results(answer.raise_for_status().content, ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QuerySolutions)
    return frozenset(ox.Triple(row["s"], row["p"], alike(row["o"])) for row in found)  # type: ignore[arg-type]


XSD = "http://www.w3.org/2001/XMLSchema#"


def alike(term: object) -> object:
    """A term as every server gives it: Virtuoso makes a number of a truth."""
    if isinstance(term, ox.Literal) and term.datatype.value.endswith("#boolean"):
        return ox.Literal("1" if term.value in ("true", "1") else "0", datatype=ox.NamedNode(f"{XSD}integer"))
    return term


def as_given(plans: Plans) -> Plans:
    return {
        key: frozenset(ox.Triple(one.subject, one.predicate, alike(one.object)) for one in said)  # type: ignore[arg-type]
        for key, said in plans.items()
    }


def pushed(folder: Path, server: Served) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "edugraph", "--graph", str(folder), "push", server.filled]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_each_plan_is_there_as_it_was_or_as_it_is_to_be(server: Served, versions: tuple[Path, Path]) -> None:
    said = {folder: as_given(told(folder)) for folder in versions}
    begun = time.monotonic()
    assert pushed(versions[0], server).communicate()[1] == b""
    whole, chance, half_done = time.monotonic() - begun, random.Random(SEED), 0
    with httpx.Client(timeout=60) as client:
        for turn in range(KILLS):
            was, to_be = versions[turn % 2], versions[1 - turn % 2]
            process = pushed(to_be, server)
            time.sleep(whole * chance.uniform(0.3, 1.0))
            process.kill()
            process.communicate()
            now = {key: held(server, client, key) for key in said[was]}
            gone = frozenset[ox.Triple]() if server.may_lose else None
            mixed = [key for key, found in now.items() if found not in (said[was][key], said[to_be][key], gone)]
            assert not mixed, f"kill {turn}: {mixed}"
            half_done += 0 < sum(now[key] == said[to_be][key] for key in now) < len(now)
            list(remote.push(graphs.settled(to_be), server.filled))
            assert {key: held(server, client, key) for key in now} == said[to_be], f"after kill {turn}"
    assert half_done, f"of {KILLS} kills none fell while plans were put there"
