"""A graph on a SPARQL 1.1 server: asked by the protocol, filled by the Graph Store Protocol.

The address is that of the server's queries, or for ``send`` that of its graph store; one without a path is taken for
an Oxigraph server (``/query``, ``/store``); Virtuoso has ``/sparql`` and ``/sparql-graph-crud-auth``.
``EDUGRAPH_USER`` and ``EDUGRAPH_PASSWORD``, or ``EDUGRAPH_TOKEN``, are given to the server and to nobody else; a
password only where it is asked for, and never in the clear to a server that asks for a digest of it. The default graph
of the server has to hold its named graphs.
"""

from __future__ import annotations

import os
from functools import cached_property, partial
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from weakref import finalize

import httpx
import pyoxigraph as ox

from edugraph import sparql
from edugraph.errors import InputError, TimeLimitError, UsageError
from edugraph.rdf import common, iris
from edugraph.rdf.namespaces import DCTERMS, EDU, PREFIXES
from edugraph.store import Store, answered
from edugraph.table import Table
from edugraph.vocabulary import PACKAGED

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from pathlib import Path

    from edugraph.vocabulary import Vocabulary

USER, PASSWORD, TOKEN = "EDUGRAPH_USER", "EDUGRAPH_PASSWORD", "EDUGRAPH_TOKEN"
_JSON, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_CUT = "X-SPARQL-MaxRows"
"""What Virtuoso says of an answer that it has cut after so many rows."""
_SECONDS = 600.0
_YES, _NO = (Table(("answer",), ((said,),)) for said in ("true", "false"))
_FEW = 300  # characters of what a server says


class Remote(Store):
    """A graph on a server that can be asked."""

    def __init__(self, address: str) -> None:
        """Raises InputError where no SPARQL server answers, or its default graph does not hold its named graphs."""
        self.address = _at(address, "/query")
        self.generation = None
        self._client = _client()
        finalize(self, self._client.close)
        if not self._ask("{ ?plan a edu:Plan }"):
            if self._plans:
                raise InputError(
                    f"{self.address}: its default graph does not hold its named graphs; set it up so "
                    "(Oxigraph: --union-default-graph; Fuseki: tdb2:unionDefaultGraph)."
                )
            raise InputError(f"{self.address}: it holds no plans. Load some: edugraph push")

    @cached_property
    def graph(self) -> ox.Store:  # type: ignore[override]
        """All of it in memory, for what can only be done there: a page that asks offline, shapes, rdflib.

        That is the graphs of plans and those of what is common to them; a server may hold other things. Raises
        InputError where it gives less of a graph than it says that it has.
        """
        store = ox.Store()
        for name in sorted({*self._plans, iris.COMMON.value, iris.ONTOLOGY.value}):
            pattern = f"{{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
            answer = self._answer(f"CONSTRUCT {{ ?s ?p ?o }} {pattern}", _TRIPLES)
            store.load(answer, ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(name))
            given = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.NamedNode(name)))
            ((many,),) = self._rows(f"SELECT (COUNT(*) AS ?many) {pattern}").rows
            if given != int(many):
                raise InputError(f"{self.address}: it gives {given} triples of {many} of {name}; raise its limit.")
        return store

    @cached_property
    def words(self) -> Vocabulary:
        """What its plans were read with beside the packaged word lists."""
        return super().words if self._ask(f"{{ ?plan <{EDU.readWith.value}> ?concept }}") else PACKAGED

    @property
    def unread(self) -> list[str]:
        """The ids of the plans that were read without some of these words."""
        return super().unread if self.words != PACKAGED else []

    @cached_property
    def _plans(self) -> frozenset[str]:
        """The named graphs of plans, as they were when first asked for; of one put there since, all graphs are asked."""
        return frozenset(
            row[0] for row in self._rows("SELECT DISTINCT ?name { GRAPH ?name { ?plan a edu:Plan } }").rows
        )

    def _of(self, plan: str) -> list[iris.Name] | None:
        return iris.alone(plan) if plan and iris.graph(plan).value in self._plans else None

    def _run(self, text: str, names: list[iris.Name] | None) -> Table | bytes:
        sparql.refuse_service(text)
        given = {"default-graph-uri": [str(name).strip("<>") for name in names]} if names else {}
        if sparql.form(text) in ("CONSTRUCT", "DESCRIBE"):
            return answered(ox.parse(self._answer(text, _TRIPLES, given), ox.RdfFormat.N_TRIPLES))
        return self._rows(text, given)

    def _ask(self, pattern: str) -> bool:
        return self._rows(f"ASK {pattern}").rows == _YES.rows

    def _rows(self, text: str, given: Mapping[str, list[str]] | None = None) -> Table:
        answer = self._answer(text, _JSON, given)
        try:
            found = answered(ox.parse_query_results(answer, ox.QueryResultsFormat.JSON))
            assert isinstance(found, Table)
            return _truth(found) if sparql.form(text) == "ASK" else found
        except (SyntaxError, ValueError) as error:
            raise InputError(f"{self.address}: its answer was cut short, or is no SPARQL result: {error}") from error

    def _answer(self, text: str, wanted: str, given: Mapping[str, list[str]] | None = None) -> bytes:
        asked = {"query": _with_prefixes(text), **(given or {})}
        return _checked(self.address, lambda: self._client.post(self.address, data=asked, headers={"Accept": wanted}))


def _truth(found: Table) -> Table:
    """What a server answers to an ASK; Virtuoso gives a row with a number."""
    return _YES if found.rows in (_YES.rows, (("1",),)) else _NO


class Pushed(NamedTuple):
    """What became of a plan: sent, or the same as before."""

    plan: str
    sent: bool


def push(files: Mapping[str, Path], address: str) -> Generator[Pushed, None, None]:
    """Put plans on a server by the Graph Store Protocol, a named graph a plan; each as soon as it is there.

    A plan that the server was given before, and that has not changed, is left alone: so a push that was cut off goes
    on where it was. What plans say of what is common to them is added to the graph of that, and never taken out.
    Raises InputError where no graph store answers.
    """
    with _client() as client:
        put = partial(_put, client, _at(address, "/store"))
        lists = ox.Store()
        common.lists(lists)
        put("PUT", iris.ONTOLOGY, lists.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=iris.ONTOLOGY))
        for key, path in files.items():
            mark = ox.NamedNode(f"{iris.graph(key).value}/pushed")
            digest = ox.Literal(f"sha256:{sha256(path.read_bytes()).hexdigest()}")
            said = ox.Triple(iris.graph(key), DCTERMS.identifier, digest)
            same = said in _held(client, _at(address, "/store"), mark)
            if not same:
                plan = common.loaded({key: path})
                for home in (iris.COMMON, iris.ONTOLOGY):
                    put("POST", home, plan.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=home))
                put("PUT", iris.graph(key), plan.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=iris.graph(key)))
                put("PUT", mark, f"{said} .".encode())  # last, so that what was cut off is sent again
            yield Pushed(key, sent=not same)


def _put(client: httpx.Client, store: str, method: str, name: ox.NamedNode, body: bytes | None) -> None:
    asked, said = {"graph": name.value}, {"Content-Type": _TRIPLES}
    _checked(store, lambda: client.request(method, store, params=asked, content=body, headers=said))


def _held(client: httpx.Client, store: str, name: ox.NamedNode) -> set[ox.Triple]:
    """What a server holds in a named graph; nothing where it has no such graph."""
    found = _reached(store, lambda: client.get(store, params={"graph": name.value}, headers={"Accept": _TRIPLES}))
    if not found.is_success:
        return set()
    try:
        return {quad.triple for quad in ox.parse(found.content, ox.RdfFormat.N_TRIPLES)}
    except SyntaxError as error:
        raise InputError(f"{store}: what it holds of {name.value} is no N-Triples: {error}") from error


class _Login(httpx.Auth):
    """A name and a password in the way that the server asks for: Digest, else Basic; nothing before it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._basic, self._digest = httpx.BasicAuth(user, password), httpx.DigestAuth(user, password)
        self._way: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._way is None:
            answer = yield request
            if answer.status_code not in (401, 403):
                return
            asked = answer.headers.get("WWW-Authenticate", "").lower()
            self._way = self._digest if "digest" in asked else self._basic
        yield from self._way.auth_flow(request)


def _client() -> httpx.Client:
    token, user = os.environ.get(TOKEN, ""), os.environ.get(USER, "")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    auth = _Login(user, os.environ.get(PASSWORD, "")) if user and not token else None
    return httpx.Client(auth=auth, headers=headers, timeout=_SECONDS, follow_redirects=False)


def _at(address: str, path: str) -> str:
    """The address of a service; that of an Oxigraph server where it has no path."""
    return address.rstrip("/") + path if urlsplit(address).path in ("", "/") else address


def _with_prefixes(text: str) -> str:
    """A query that says all prefixes of the project, in its first line; its own come after them and count."""
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items()) + text


def _checked(address: str, call: Callable[[], httpx.Response]) -> bytes:
    """What a server answers. Raises InputError, UsageError or TimeLimitError with what it says."""
    answer = _reached(address, call)
    said = " ".join(answer.text[:_FEW].split()) if answer.is_error else ""
    if answer.status_code in (401, 403):
        raise InputError(
            f"{address}: it lets nobody in like that ({answer.status_code}); set {TOKEN}, or {USER} and {PASSWORD}."
        )
    if answer.status_code == 400:
        raise UsageError(f"the query has a mistake: {said}")
    if not answer.is_success:
        raise InputError(f"{address}: it answers {answer.status_code}: {said}")
    if _CUT in answer.headers:
        raise InputError(
            f"{address}: it cuts an answer after {answer.headers[_CUT]} rows; raise its limit (Virtuoso: ResultSetMaxRows)."
        )
    return answer.content


def _reached(address: str, call: Callable[[], httpx.Response]) -> httpx.Response:
    """A server's answer, good or bad. Raises InputError or TimeLimitError where none comes, or not the whole of it."""
    try:
        return call()
    except httpx.TimeoutException as error:
        raise TimeLimitError(f"{address}: no answer in {_SECONDS:g} seconds.") from error
    except httpx.RemoteProtocolError as error:
        raise InputError(f"{address}: its answer was cut short: {error}") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError(f"{address}: no server answers there: {error}") from error
