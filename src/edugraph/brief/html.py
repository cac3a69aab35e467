"""A note as one HTML page: it opens from a disk, prints on A4, and asks for nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from edugraph.brief.note import shown
from edugraph.brief.wording import listed, page

if TYPE_CHECKING:
    from edugraph.brief.note import Grid, Note

_FOLDER = files("edugraph.brief")
_MARK = re.compile(r"(\[\d+\])")


def render(note: Note) -> bytes:
    """The page of a note; the same note gives the same bytes. What plans say reaches it escaped."""
    style = Markup(_text("static", "brief.css"))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    template = _environment().get_template("brief.html")
    tools = {"shown": shown, "listed": listed, "links": links, "counts": counts}
    text = template.render(note=note, style=style, policy=policy, words=page(), **tools)
    return text.lstrip().encode()


def counts(grid: Grid) -> list[bool]:
    """Which columns of a table hold numbers alone."""
    return [all(row.cells[at].isdecimal() for row in grid.rows) for at in range(len(grid.columns))]


def links(marks: str) -> list[tuple[str, str]]:
    """Citations in pieces, each with the number that it leads to, or nothing.

    >>> links("[1][4]–[6]")
    [('[1]', '1'), ('[4]', '4'), ('–', ''), ('[6]', '6')]
    """
    return [(piece, piece[1:-1] if _MARK.fullmatch(piece) else "") for piece in _MARK.split(marks) if piece]


def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: _text("templates", name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _text(folder: str, name: str) -> str:
    return _FOLDER.joinpath(folder, name).read_text(encoding="utf-8")
