"""Files to sources: text, web pages, Word, PDF and scans, in whatever encoding, each with a report of how it was read.

All formats end in one form of text: a paragraph is a line, a row of a table is a line with a tab between
its cells, and a cell that is merged with the one above it holds 〃.
"""

from __future__ import annotations

import sys
import warnings
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from edugraph.errors import InputError
from edugraph.readers import formats, kept, limits
from edugraph.readers.content import BlankError
from edugraph.readers.wrapped import unwrapped
from edugraph.text import Origin, Source, Span, seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from edugraph.readers.content import Content
    from edugraph.readers.kept import Found

_SECONDS = 60
_SECONDS_OF_OFFICE = 150  # LibreOffice has two minutes
_OF_OFFICE = frozenset({"doc", "rtf"})
LARGEST = 20_000_000  # bytes; a plan has some tens of thousands, one with pictures some millions
LARGEST_OF_PAGES = 120_000_000  # a page of a scan has one or two millions
_PAGES = frozenset({".pdf", ".docx", ".tif", ".tiff", ".png", ".jpg", ".jpeg", ".bmp"})


def read(path: Path, data: bytes | None = None, known: dict[str, Found] | None = None) -> Source:
    """The text of a file, ``-`` being stdin, and how it was found; ``data`` are its bytes where they are at hand.

    What is ``known`` of the pictures in it is not recognised again; what is recognised is added there. Raises
    InputError, which names the file, when it cannot be read, is empty, too large, damaged, or no text in a known
    format and encoding.
    """
    data = load(path) if data is None else data
    name = "stdin" if str(path) == "-" else path.name
    form = ""
    try:
        form = formats.form(data, path.suffix.lower())
        with limits.seconds(_SECONDS_OF_OFFICE if form in _OF_OFFICE else _SECONDS):
            content = _content(form, data, {} if known is None else known)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    except RecursionError as error:
        raise InputError(f"{path}: nested too deeply to be a plan.") from error
    except Exception as error:  # what the libraries raise on damaged files is not to be foreseen
        what = f"{type(error).__name__}: {error}"[:200]
        raise InputError(f"{path}: damaged, cannot be read as {form or 'a file'} ({what}). Save it anew.") from error
    if not content.text.strip():
        raise InputError(f"{path}: empty file, no plan in it.")
    return _source(name, content, Origin(form, content.encoding, sha256(data).hexdigest(), content.pages))


def _content(form: str, data: bytes, known: dict[str, Found]) -> Content:
    """What the reader of a format finds; what it has to recognise on pictures is taken from what is known, or added."""
    if form not in (*formats.PICTURES, "pdf", "docx"):
        return _heard(form, data)
    name = kept.name(data)
    found = known.get(name)
    if isinstance(found, str):
        raise InputError(found)
    if found is None:
        try:
            found = _heard(form, data)
        except BlankError as error:
            known[name] = str(error)
            raise
        if found.recognised:
            known[name] = found
    return found


def _heard(form: str, data: bytes) -> Content:
    """What a reader reads; what its libraries remark of the file is told as what is left out, and not printed."""
    with warnings.catch_warnings(record=True) as some:
        warnings.simplefilter("default", UserWarning)
        content = _reader(form)(data)
    told = [("damaged in part", one) for one in dict.fromkeys(str(one.message)[:100] for one in some)]
    return replace(content, left_out=(*content.left_out, *told))


def _source(name: str, content: Content, origin: Origin) -> Source:
    """What a reader found as a source: without what nobody sees, its paragraphs whole."""
    plain = seen(content.text)
    text, joined = (plain, 0) if content.recognised else unwrapped(plain)
    gone = (("characters that nobody sees", len(content.text) - len(plain)), ("hard line ends", joined))
    left_out = (*content.left_out, *((what, f"{count} taken out") for what, count in gone if count))
    recognised = tuple(
        one._replace(span=Span(*(len(seen(content.text[:at])) for at in one.span))) for one in content.recognised
    )
    return Source(name, text, replace(origin, left_out=left_out, recognised=recognised))


def load(path: Path) -> bytes:
    """The bytes of a file, ``-`` being stdin; raises InputError where they cannot be read, are none or too many."""
    largest = LARGEST_OF_PAGES if path.suffix.lower() in _PAGES else LARGEST
    if str(path) == "-":
        data = _stdin()
        size = len(data)
    else:
        try:
            size = path.stat().st_size
            data = path.read_bytes() if size <= largest else b""
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    if size > largest:
        raise InputError(f"{path}: too large for a plan ({size:,} bytes, at most {largest:,}).")
    if not data.strip():
        raise InputError(f"{path}: empty file, no plan in it.")
    return data


@cache
def _stdin() -> bytes:
    """Standard input, which can be read once only."""
    return sys.stdin.buffer.read(LARGEST + 1)


def _reader(form: str) -> Callable[[bytes], Content]:
    """The reader of a format; its library is loaded only here."""
    if form in {"html", "mhtml"}:
        from edugraph.readers import html

        return html.read if form == "html" else html.read_archive
    if form == "docx":
        from edugraph.readers import word

        return word.read
    if form in _OF_OFFICE:
        from edugraph.readers import office

        return office.read
    if form == "pdf":
        from edugraph.readers import pdf

        return pdf.read
    if form in formats.PICTURES:
        from edugraph.readers import ocr

        return ocr.read
    from edugraph.readers import decoding

    return decoding.read
