"""Graphs of two plans, as they are or changed, and files of notes as a person edits them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx

from edugraph import catalogue
from edugraph.brief import compose, html, word
from edugraph.build import build
from edugraph.store import open_graph
from tests.conftest import PLANS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from docx.text.paragraph import Paragraph

    from edugraph.brief.note import Note
    from edugraph.store import Store

FILES = {"handan-2023": "001_215e075ef6187d38.txt", "zaozhuang-2023": "000_47a2c024284b2f57.txt"}
CITIES = ("邯郸", "枣庄")


def plan(key: str) -> str:
    """The raw text of a plan."""
    return (PLANS / FILES[key]).read_text(encoding="utf-8")


def graph(folder: Path, texts: Mapping[str, str]) -> Store:
    """The graph of some texts by the ids of their plans."""
    for key, text in texts.items():
        (folder / f"{key}.txt").write_text(text, encoding="utf-8")
    build(catalogue.entries([folder]), folder / "graph")
    return open_graph(folder / "graph")


def edited(note: Note, path: Path, *changes: tuple[str, str]) -> Path:
    """A page of a note in which texts are replaced; each must stand there."""
    text = html.render(note).decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return path


def in_word(note: Note, path: Path, edit: Callable[[list[Paragraph]], None]) -> Path:
    """A Word document of a note after a person has edited its paragraphs."""
    path.write_bytes(word.render(note))
    document = docx.Document(str(path))
    edit(document.paragraphs)
    document.save(str(path))
    return path


def rewritten(data: bytes, path: Path, old: str, new: str) -> None:
    """A Word document in whose body one piece of markup is replaced, the first."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(path, "w") as changed:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/document.xml":
                text = part.decode()
                assert old in text
                part = text.replace(old, new, 1).encode()
            changed.writestr(name, part)


def two(store: Store) -> Note:
    """The note on both cities."""
    return compose.note(store, CITIES)
