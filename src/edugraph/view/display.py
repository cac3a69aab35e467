"""A view as a library hands it out: shown in a notebook, saved as a page, or drawn as a chart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph.errors import InputError, UsageError
from edugraph.store import Store
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.view.pieces import Piece
    from edugraph.which import Which

HEIGHT = 640
"""How many pixels high a notebook shows a page."""

FORMS = ("svg", "png")


@dataclass(frozen=True)
class View:
    """A piece of the explorer. In a notebook it shows itself; ``save`` writes it to a file."""

    piece: Piece = field(repr=False)
    height: int = HEIGHT

    @cached_property
    def page(self) -> str:
        """The HTML page; write it as UTF-8. Raises UsageError for more plans than a page can hold."""
        from edugraph.view import explorer

        return explorer.of(self.piece.scope, self.piece.tabs, self.piece.start)

    def chart(self, form: str = "svg") -> bytes:
        """The static chart of the piece for a document, as ``svg`` or ``png``.

        Raises UsageError where the piece has none, or matplotlib or the font is not installed.
        """
        from edugraph.view import charts

        return charts.draw(self.piece.scope, *self.piece.chart, form)

    def save(self, path: str | Path) -> Path:
        """Write the page, or the chart where the name ends in .svg or .png; gives the path.

        Raises InputError for a file that cannot be written, and what ``page`` and ``chart`` raise.
        """
        path = Path(path)
        form = path.suffix.lower().removeprefix(".")
        data = self.chart(form) if form in FORMS else self.page.encode()
        try:
            path.write_bytes(data)
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}.") from error
        return path

    def _repr_html_(self) -> str:
        """The page in a frame that can run its own scripts and nothing else."""
        from xml.etree import ElementTree as Tree

        frame = Tree.Element("iframe", title="EduGraph", width="100%", height=str(self.height))
        frame.set("sandbox", "allow-scripts allow-downloads")
        frame.set("srcdoc", self.page)
        return Tree.tostring(frame, encoding="unicode", method="html")


def show(
    graph: Store | str | Path | None = None,
    piece: str = "explorer",
    name: str = "",
    cities: Sequence[str] = (),
    *,
    height: int = HEIGHT,
    which: Which | None = None,
) -> View:
    """A view of a graph: an opened one, the place of one, or the one that ships with EduGraph.

    ``piece`` is explorer, network, matrix, targets, city or plan; ``name`` is what it opens at, ``cities``
    which cities it shows. ``which`` says of which years and places (``which.Which``): without years the latest plans of
    each city, and those that are named by their id or year. The reader shows whole texts where they are kept: beside a graph that is named by
    its folder, and those of the plans that ship with EduGraph.

    Raises UsageError for a piece that is none, MissingError for a name or city that is not there, InputError
    for a place without a graph.
    """
    from edugraph.store import open_graph
    from edugraph.view import pieces
    from edugraph.view.scope import Scope
    from edugraph.which import Which

    pieces.check(piece, name)
    if isinstance(cities, str):
        raise UsageError(f"cities: a list of names, as in cities=[{cities!r}].")
    store = graph if isinstance(graph, Store) else open_graph(graph)
    texts = kept(None if isinstance(graph, Store) else graph)
    seen = (which or Which()).part(store, (name, *cities), latest=True)
    return View(pieces.of(Scope(seen, tuple(cities), texts), piece, name), height)


def kept(location: str | Path | None) -> Mapping[str, str]:
    """The texts kept beside a graph in a folder, or beside the one that ships with EduGraph, by their SHA-256."""
    from edugraph import graphs
    from edugraph.store import default_location

    folder = Path(location) if location is not None else default_location()
    return graphs.texts(folder) if folder.is_dir() else {}


def table(graph: Store, name: str, **parameters: str) -> Table:
    """Rows of any question that ``edugraph queries`` lists, the computed ones (overlap-targets, gaps) as well.

    Raises UsageError for a question or a parameter that is none.
    """
    from edugraph import answers

    found = answers.question(name, parameters)(graph)
    if not isinstance(found, Table):
        raise UsageError(f"{name} gives triples, no rows; ask it with graph.query.")
    return found
