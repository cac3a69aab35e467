"""A graph on a server: a real Oxigraph server on the loopback, and small ones that answer wrongly."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from edugraph import graphs, query, remote
from edugraph.errors import InputError, UsageError
from edugraph.store import Store, open_graph
from tests.corpora import corpus
from tests.test_disk import SOUGHT, given

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def served(folder: Path, *more: str) -> Iterator[str]:
    """The address of an Oxigraph server that keeps its data in a folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).parent / "oxigraph"
    run = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}", *more]
    process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("server"), "--union-default-graph") as found:
        assert all(one.sent for one in remote.push(graphs.settled(folder), found))
        yield found


@pytest.fixture(scope="module")
def there(address: str) -> Store:
    return open_graph(address)


@pytest.fixture(scope="module")
def here(folder: Path) -> Store:
    return open_graph(folder)


@pytest.mark.parametrize("name", SOUGHT)
def test_a_server_gives_the_rows_that_memory_gives(there: Store, here: Store, name: str) -> None:
    for parameters in given(name):
        assert query.run(there, name, **parameters) == query.run(here, name, **parameters), parameters


def test_triples_and_asking(there: Store, here: Store) -> None:
    for text in ("ASK { ?p a edu:Plan }", "CONSTRUCT { ?p a edu:Plan } WHERE { ?p a edu:Plan }"):
        assert there.query(text) == here.query(text)


def test_what_memory_is_needed_for_is_fetched(there: Store, here: Store) -> None:
    marks = {quad for quad in there.graph if str(quad.graph_name).endswith("/pushed>")}
    assert {quad.triple for quad in set(there.graph) - marks} == {quad.triple for quad in here.graph}


def test_a_second_push_sends_nothing(folder: Path, address: str) -> None:
    assert not any(one.sent for one in remote.push(graphs.settled(folder), address))


def test_a_push_that_is_cut_off_goes_on_and_a_changed_plan_is_put_again(folder: Path, tmp_path: Path) -> None:
    files = graphs.settled(folder)
    with served(tmp_path / "server", "--union-default-graph") as address:
        begun = remote.push(files, address)
        first = next(begun).plan
        begun.close()
        assert [one.plan for one in remote.push(files, address) if not one.sent] == [first]
        changed = tmp_path / f"{first}.ttl"
        text = files[first].read_text(encoding="utf-8")
        changed.write_text(text.replace("dcterms:title ", "dcterms:alternative ", 1), encoding="utf-8")
        assert [one.plan for one in remote.push(files | {first: changed}, address) if one.sent] == [first]
        (row,) = [one for one in query.rows(open_graph(address), "tasks") if one["plan"] == first][:1]
        assert row["plan"] == first


def test_a_mistake_in_a_query_is_told(there: Store) -> None:
    with pytest.raises(UsageError, match="the query has a mistake"):
        there.query("SELECT ?p WHERE { ?p a }")
    with pytest.raises(UsageError, match="SERVICE is refused"):
        there.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_a_default_graph_without_the_others_is_told(folder: Path, tmp_path: Path) -> None:
    key, path = next(iter(graphs.settled(folder).items()))
    with served(tmp_path / "server") as address:
        with pytest.raises(InputError, match="it holds no plans"):
            open_graph(address)
        list(remote.push({key: path}, address))
        with pytest.raises(InputError, match="--union-default-graph"):
            open_graph(address)


CLI = [sys.executable, "-m", "edugraph"]
WHOLE = b'{"head":{},"boolean":true}'


@contextmanager
def answering(status: int, body: bytes, length: int | None = None) -> Iterator[tuple[str, list[str]]]:
    """A server that gives one answer to all, and who it was told is asking."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.headers.get("Authorization", ""))
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("status", "body", "length", "told"),
    [
        (200, WHOLE[:-5], None, "cut short"),
        (200, WHOLE[:-5], len(WHOLE), "cut short"),
        (200, b'{"head":{"vars":["p"]},"results":{"bindings":[{"p":', None, "cut short"),
        (200, b"<html>no such page</html>", None, "is no SPARQL result"),
        (500, b"out of memory", None, "it answers 500: out of memory"),
        (404, b"", None, "it answers 404"),
        (302, b"", None, "it answers 302"),
        (401, b"", None, "EDUGRAPH_TOKEN"),
    ],
)
def test_a_wrong_answer_is_told(status: int, body: bytes, length: int | None, told: str) -> None:
    with answering(status, body, length) as (address, _), pytest.raises(InputError, match=told) as raised:
        open_graph(address)
    assert str(raised.value).startswith(address)


def test_nobody_answers() -> None:
    with pytest.raises(InputError, match="no server answers there"):
        open_graph("http://127.0.0.1:1/sparql")


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"EDUGRAPH_TOKEN": "s3cret"}, "Bearer s3cret"),
        ({"EDUGRAPH_USER": "li", "EDUGRAPH_PASSWORD": "s3cret"}, "Basic bGk6czNjcmV0"),
        ({}, ""),
    ],
)
def test_who_asks_is_told_to_the_server_alone(
    variables: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with answering(200, WHOLE) as (address, asked):
        open_graph(address)
    assert asked[0] == said
    with answering(401, b"s3cret") as (address, _), pytest.raises(InputError) as raised:
        open_graph(address)
    assert "s3cret" not in str(raised.value)


def test_the_command(folder: Path, tmp_path: Path) -> None:
    with served(tmp_path / "server", "--union-default-graph") as address:
        run = [*CLI, "--graph", str(folder), "push", address]
        done = subprocess.run(run, capture_output=True, encoding="utf-8", check=True)
        assert f"{len(graphs.settled(folder))} plans sent, 0 unchanged" in done.stdout
        asked = [*CLI, "--graph", address, "query", "plans", "--format", "csv"]
        rows = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
        assert len(rows) == 1 + len(graphs.settled(folder))
