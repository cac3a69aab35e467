"""A graph on a server: a real Oxigraph server on the loopback, and small ones that answer wrongly."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from edugraph import graphs, query, remote
from edugraph.errors import InputError, UsageError
from edugraph.store import Store, open_graph
from edugraph.which import LATEST, Which
from tests.request.made import REQUESTS
from tests.servers import Served, oxigraph, virtuoso
from tests.test_disk import SOUGHT, VALUES, given, requested
from tests.test_engines import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from edugraph.table import Table


OTHERS = {
    "cities": "邯郸市、宁波市", "except": "邯郸市", "reference": "济宁市", "name": "王小明", "scheme": "theme", "concept": "双减", "title": "教育", "document": "教育",
    "function": "基础教育", "role": "lead", "kind": "target", "said": "target", "what": "tasks", "standing": "main",
    "measure": "1", "passing": "yes", "order": "asc", "least": "3", "year": "2023", "after": "2023", "before": "2025",
}  # fmt: skip
UNION = "--union-default-graph"


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Each server that is asked, with the corpus."""
    place = tmp_path_factory.mktemp("server")
    with oxigraph(place, UNION) if request.param == "oxigraph" else virtuoso(place, 100_000) as found:
        assert all(one.sent for one in remote.push(graphs.settled(folder), found.filled))
        yield found


@pytest.fixture(scope="module")
def there(server: Served) -> Store:
    return open_graph(server.asked)


@pytest.mark.parametrize("name", ["overlap-themes", "themes-alone", "cities-of-theme", "targets", "plans"])
def test_a_part_of_it_is_asked_by_its_plans(held: Store, there: Store, name: str) -> None:
    for parameters in given(name):
        own, other = (query.run(Which(LATEST).part(one), name, **parameters) for one in (held, there))
        assert sorted(plain(own.rows)) == sorted(plain(other.rows)), parameters


def asked(name: str) -> list[dict[str, str]]:
    """What a query is asked with: every parameter that it takes, one by one."""
    header = query.named(name)
    needed = {one: VALUES[one] for one in header.required}
    others = [one for one in header.parameters if one not in VALUES]
    return [*given(name), *({**needed, one: OTHERS[one]} for one in others)]


@pytest.mark.parametrize("name", SOUGHT)
def test_a_server_gives_the_rows_that_memory_gives(there: Store, held: Store, name: str) -> None:
    """All of them, in the order asked for; what is listed in one cell has an order of which SPARQL promises none."""
    for parameters in asked(name):
        found, wanted = query.run(there, name, **parameters), query.run(held, name, **parameters)
        assert found.columns == wanted.columns
        assert plain(found.rows) == plain(wanted.rows), parameters


@pytest.mark.parametrize(("what", "where"), REQUESTS, ids=str)
def test_a_server_gives_the_rows_of_requests(there: Store, held: Store, what: str, where: dict[str, Any]) -> None:
    assert plain(requested(there, what, where).rows) == plain(requested(held, what, where).rows)


def test_triples_and_asking(there: Store, held: Store) -> None:
    for text in ("ASK { ?p a edu:Plan }", "CONSTRUCT { ?p a edu:Plan } WHERE { ?p a edu:Plan }"):
        assert there.query(text) == held.query(text)


def test_what_memory_is_needed_for_is_fetched(there: Store, held: Store) -> None:
    """The plans and what is common to them, and nothing else that the server holds."""
    assert {quad.triple for quad in there.graph} == {quad.triple for quad in held.graph}


def test_a_second_push_sends_nothing(folder: Path, server: Served) -> None:
    assert not any(one.sent for one in remote.push(graphs.settled(folder), server.filled))


def test_a_push_that_is_cut_off_goes_on_and_a_changed_plan_is_put_again(folder: Path, tmp_path: Path) -> None:
    files = graphs.settled(folder)
    with oxigraph(tmp_path / "server", UNION) as (_, address, _):
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
    with oxigraph(tmp_path / "server") as (_, address, _):
        with pytest.raises(InputError, match="it holds no plans"):
            open_graph(address)
        list(remote.push({key: path}, address))
        with pytest.raises(InputError, match="--union-default-graph"):
            open_graph(address)


CLI = [sys.executable, "-m", "edugraph"]
WHOLE = b'{"head":{},"boolean":true}'


@contextmanager
def answering(
    status: int, body: bytes, length: int | None = None, more: Mapping[str, str] | None = None
) -> Iterator[tuple[str, list[str]]]:
    """A server that gives one answer to all, and who it was told is asking; nobody is asked who he is twice."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            asked.append(self.headers.get("Authorization", ""))
            self.send_response(401 if more and "WWW-Authenticate" in more and not asked[-1] else status)
            for name, value in (more or {}).items():
                self.send_header(name, value)
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


BASIC = {"WWW-Authenticate": 'Basic realm="SPARQL"'}
DIGEST = {"WWW-Authenticate": 'Digest realm="SPARQL", nonce="8cc1148f", opaque="5ebe", qop="auth", algorithm="MD5"'}
LI = {"EDUGRAPH_USER": "li", "EDUGRAPH_PASSWORD": "s3cret"}


@pytest.mark.parametrize(
    ("variables", "wanted", "said"),
    [
        ({"EDUGRAPH_TOKEN": "s3cret"}, {}, "Bearer s3cret"),
        (LI, BASIC, "Basic bGk6czNjcmV0"),
        (LI, DIGEST, 'Digest username="li", realm="SPARQL", nonce="8cc1148f"'),
        (LI, {}, ""),
        ({}, {}, ""),
    ],
    ids=["token", "basic", "digest", "not asked", "nobody"],
)
def test_who_asks_is_told_to_the_server_alone(
    variables: dict[str, str], wanted: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password in the way that is asked for, and not before it is."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with answering(200, WHOLE, more=wanted) as (address, asked):
        open_graph(address)
    assert asked[-1].startswith(said)
    assert bool(asked[-1]) == bool(said)
    assert not wanted or not asked[0]
    assert "s3cret" not in "".join(asked).replace("Bearer s3cret", "")
    with answering(401, b"s3cret") as (address, _), pytest.raises(InputError) as raised:
        open_graph(address)
    assert "s3cret" not in str(raised.value)


def test_a_wrong_password_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in LI.items():
        monkeypatch.setenv(name, value)
    with answering(401, b"", more=DIGEST) as (address, asked), pytest.raises(InputError, match="it lets nobody in"):
        open_graph(address)
    assert any(one.startswith("Digest") for one in asked)


def test_an_answer_that_is_cut_is_an_error() -> None:
    cut = {"X-SPARQL-MaxRows": "10000"}
    with answering(200, WHOLE, more=cut) as (address, _), pytest.raises(InputError, match="cuts an answer after 10000"):
        open_graph(address)


def test_a_real_server_that_cuts_answers_is_told(folder: Path, tmp_path: Path) -> None:
    """Rows that it cuts, which it says; and the triples of a graph, which it does not."""
    with virtuoso(tmp_path / "server", rows=1000) as (asked, filled, _):
        assert all(one.sent for one in remote.push(graphs.settled(folder), filled))
        there = open_graph(asked)
        with pytest.raises(InputError, match="cuts an answer after 1000 rows"):
            query.run(there, "evidence")
        with pytest.raises(InputError, match="it gives 1001 triples of"):
            _ = there.graph


def test_which_plans_are_there_is_asked_once(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_graph(server.asked)
    texts: list[str] = []

    def noted(self: remote.Remote, text: str, given: Mapping[str, list[str]] | None = None) -> Table:
        texts.append(text)
        return answer(self, text, given)

    answer = remote.Remote._rows
    monkeypatch.setattr(remote.Remote, "_rows", noted)
    for plan in ("handan-2024", "qiuxian-2023", "nowhere-1999"):
        query.run(opened, "tasks", plan=plan)
    assert sum("GRAPH" in text for text in texts) == 1


def test_the_command(folder: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path / "server", UNION) as (_, address, _):
        run = [*CLI, "--graph", str(folder), "push", address]
        done = subprocess.run(run, capture_output=True, encoding="utf-8", check=True)
        assert f"{len(graphs.settled(folder))} plans sent, 0 unchanged" in done.stdout
        asked = [*CLI, "--graph", address, "query", "plans", "--format", "csv"]
        rows = subprocess.run(asked, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()
        assert len(rows) == 1 + len(graphs.settled(folder))
