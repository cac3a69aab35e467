"""The graph, opened: a folder of Turtle, one RDF file or an Oxigraph folder, read into Oxigraph.

The only place that opens a database. Queries see the union of all named graphs: one a plan, one for the
ontology, and one for what belongs to no single plan (``rdf.common``).
"""

from __future__ import annotations

import re
from contextlib import suppress
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import disk, graphs, resources, sparql, tables
from edugraph.background import begin
from edugraph.errors import InputError, TimeLimitError, UsageError
from edugraph.rdf import common, concepts, iris
from edugraph.rdf.namespaces import EDU, PREFIXES, RDF
from edugraph.table import Table
from edugraph.tables import cells
from edugraph.vocabulary import use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import rdflib

    from edugraph.vocabulary import Vocabulary

_FEW = 5
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class Store:
    """A graph that can be asked."""

    def __init__(self, graph: ox.Store, generation: Path | None = None) -> None:
        self.graph = graph
        self.generation = generation
        """Where it lies on disk with rows that are kept of it (``tables``)."""

    plans: frozenset[str] | None = None
    """The ids of the plans that named queries see; None is all of them."""
    every = False
    """Whether these are of years that were asked for, so that all of them are meant and not one a city."""

    _whole: Store | None = None

    @property
    def whole(self) -> Store:
        """The graph with all its plans, where this is a part of it."""
        return self._whole or self

    def of(self, plans: Iterable[str] | None, *, every: bool = False) -> Store:
        """The same graph, in which named queries see these plans alone; None is all of them."""
        part = copy(self)
        part.plans, part.every, part._whole = None if plans is None else frozenset(plans), every, self.whole
        return part

    def shows(self, plan: str) -> bool:
        """Whether named queries see a plan."""
        return self.plans is None or plan in self.plans

    @cached_property
    def words(self) -> Vocabulary:
        """What its plans were read with beside the packaged word lists."""
        return concepts.of(self.graph)

    @property
    def unread(self) -> list[str]:
        """The ids of the plans that were read without some of these words."""
        return concepts.unread(self.graph)

    def query(
        self,
        text: str,
        parameters: Mapping[str, sparql.Given] | None = None,
        seconds: float | None = None,
        plan: str = "",
    ) -> Table | bytes:
        """Rows of a SELECT or an ASK; N-Triples of a CONSTRUCT or a DESCRIBE.

        Parameters are given as terms (``sparql.bound``). A query that asks of one ``plan`` alone is put to
        the graph of that plan and to what is common to all, so that it costs the same however many plans there are.
        Raises UsageError for a query with a mistake, with its place, and TimeLimitError when it takes longer than
        ``seconds``.
        """
        use(self.words)  # what is made of the rows is made with the words of the graph
        asked = sparql.bound(text, parameters or {})
        try:
            return begin(lambda: self._run(asked, self._of(plan)))(seconds)
        except TimeLimitError as error:
            if seconds is None:  # a server that does not answer says so itself
                raise
            advice = "make it narrower or raise --timeout."
            raise TimeLimitError(f"the query took longer than {seconds:g} seconds; {advice}") from error

    def dataset(self) -> rdflib.Dataset:
        """The same graph as an ``rdflib.Dataset``, over the Oxigraph store and without a copy."""
        import oxrdflib
        import rdflib

        return rdflib.Dataset(store=oxrdflib.OxigraphStore(store=self.graph), default_union=True)

    def _of(self, plan: str) -> list[iris.Name] | None:
        """The named graphs to ask of one plan; None for all of them, where it is not known which one it has."""
        return iris.alone(plan) if plan and self.graph.contains_named_graph(iris.graph(plan)) else None

    def _run(self, text: str, names: list[iris.Name] | None) -> Table | bytes:
        sparql.refuse_service(text)
        try:
            found = self.graph.query(
                text,
                prefixes=PREFIXES,
                use_default_graph_as_union=names is None,
                default_graph=names,
            )
            return answered(found)
        except SyntaxError as error:
            raise UsageError(_mistake(text, error)) from error
        except RuntimeError as error:
            raise UsageError(f"the query cannot be evaluated: {error}") from error


def answered(found: object) -> Table | bytes:
    """What an engine gives as a result: rows, true or false as a row, or triples as sorted N-Triples."""
    if isinstance(found, ox.QuerySolutions):
        return cells(found)
    if isinstance(found, ox.QueryBoolean):
        return Table(("answer",), (("true" if found else "false",),))
    lines = sorted({f"{triple} ." for triple in found})  # type: ignore[attr-defined]
    return ("\n".join(lines) + "\n" if lines else "").encode()


def _mistake(text: str, error: SyntaxError) -> str:
    """Message of a syntax error with the line and a caret below the place."""
    match = _PLACE.match(str(error.msg))
    if not match:
        return f"the query has a mistake: {error.msg}"
    line, column, message = int(match[1]), int(match[2]), _expected(match[3])
    lines = text.splitlines() or [""]
    shown = lines[min(line, len(lines)) - 1]
    return f"the query has a mistake in line {line}, column {column}: {message}\n  {shown}\n  {' ' * (column - 1)}^"


def _expected(message: str) -> str:
    """What the parser says, without the long lists of characters."""
    first = re.split(r", \[|\n", message)[0].removeprefix("expected one of ").removeprefix("expected ")
    return (
        f"expected {first}; a query is a SELECT, an ASK or a CONSTRUCT"
        if first.isupper() or first == "[_]"
        else f"expected {first}"
    )


def default_location() -> Path:
    """The graph that ships with the project."""
    return resources.folder("graphs")


def open_graph(location: str | Path | None = None, tell: Callable[[str], None] = lambda _: None) -> Store:
    """Open a graph: a folder of Turtle, one RDF file, an Oxigraph folder, or a SPARQL server by its address; None is the shipped one.

    A large folder of Turtle is asked from the store beside it, which is made where it is not there or does not match;
    ``tell`` is told so. Raises InputError when there is none at the place, it cannot be read, or an older version wrote it.
    """
    text = str(location) if location is not None else ""
    if text.startswith(("http://", "https://")):
        from edugraph.remote import Remote  # only here: HTTP takes a tenth of a second to load

        return Remote(text)
    path = Path(location) if location is not None else default_location()
    graph, generation = _opened(path, tell)
    _check_version(graph, path)
    return Store(graph, generation)


def _opened(path: Path, tell: Callable[[str], None]) -> tuple[ox.Store, Path | None]:
    if path.is_file():
        return _from_files({"": path}), None
    if not path.is_dir():
        raise InputError(f"{path}: no graph there. Make one: edugraph build PLAN… --into {path}")
    if (path / "CURRENT").is_file():
        return _oxigraph(path), None
    files = graphs.settled(path)
    if not files:
        raise InputError(
            f"{path}: no graph: the folder holds no .ttl file. Make one: edugraph build PLAN… --into {path}"
        )
    if len(files) < disk.LEAST:
        return _from_files(files), None
    graph, generation = disk.opened(path) or _made_anew(path, tell) or (_from_files(graphs.settled(path)), None)
    return graph, generation if generation and tables.kept(generation) else None


def _made_anew(path: Path, tell: Callable[[str], None]) -> tuple[ox.Store, Path] | None:
    """The store of a folder made from its Turtle; None where nothing can be written there, or a build is at work."""
    tell(f"{path}: the store does not match the Turtle and is made anew.")
    with suppress(InputError, OSError):
        (path / graphs.HIDDEN).mkdir(exist_ok=True)
        with graphs.alone(path):
            disk.renew(path, graphs.settled(path), {})
            disk.clear(path)
        return disk.opened(path)
    return None


def _check_version(graph: ox.Store, path: Path) -> None:
    """Raise InputError for a plan without what every query asks for: it would be left out of answers in silence."""
    plans = [quad.subject for quad in graph.quads_for_pattern(None, RDF.type, EDU.Plan, None)]
    old = [plan for plan in plans if next(graph.quads_for_pattern(plan, EDU.cityLabel, None, None), None) is None]
    if old:
        names = ", ".join(sorted(str(getattr(plan, "value", plan)).rpartition("/")[2] for plan in old[:_FEW]))
        more = f" and {len(old) - _FEW} more" if len(old) > _FEW else ""
        raise InputError(
            f"{path}: written by an older version: {names}{more}. Read again: edugraph build PLAN… --into …"
        )


def _oxigraph(path: Path) -> ox.Store:
    try:
        return common.shared(ox.Store.read_only(str(path)))
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: this Oxigraph folder cannot be opened: {error}") from error


def _from_files(files: Mapping[str, Path]) -> ox.Store:
    """All files in memory, each folder's file as the named graph of its plan, with the ontology."""
    graph = common.loaded(files)
    if not len(graph):
        raise InputError(f"{next(iter(files.values()))}: the graph is empty.")
    common.lists(graph)
    return graph
