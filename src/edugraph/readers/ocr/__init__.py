"""Pictures of text read by text recognition (OCR), without a network: pages of a scan, files of pictures.

What is recognised is marked with its page and with how sure it is; what is too unsure is left out and told.
The models come with the extra ``ocr`` and read simplified and traditional Chinese, digits and Latin letters.
"""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from edugraph.errors import InputError
from edugraph.readers import limits
from edugraph.readers.content import BlankError, Content
from edugraph.readers.lines import without_edges, without_notes, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PIL.Image import Image

    from edugraph.readers.lines import Line

ADVICE = "run text recognition (OCR) on it first, or let EduGraph do it: pip install 'edugraph[ocr]'"
"""What to do with a picture where text recognition is not installed."""

MOST_PAGES = 60
"""Pages of one file that are recognised; each takes some seconds."""

_SECONDS = 120  # for one page
_LARGEST = 60_000_000  # points of a picture; a page at 400 dpi has 16 million
_A4 = 595  # width of a page, in the points of printers

_DAMAGE = (OSError, ValueError, SyntaxError, EOFError)  # what Pillow raises on damaged files

_log = logging.getLogger(__name__)


class Picture(NamedTuple):
    """A picture of a page: its number, what opens it, and the size of a point of it, in the points of printers."""

    page: int
    opened: Callable[[], Image]
    scale: float = 0


def available() -> bool:
    """Whether text recognition is installed."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def read(data: bytes) -> Content:
    """The text of a file of pictures; a TIFF file may hold several pages.

    Raises InputError when it is damaged, holds no text or too many pages, or where nothing recognises text.
    """
    if not available():
        raise InputError(f"a picture, no text; {ADVICE}.")
    pictures = _frames(data)
    lines, left_out = recognised(pictures)
    if not lines:
        raise BlankError("a picture in which text recognition (OCR) finds no text.")
    return content(lines, len(pictures), left_out)


def content(lines: Sequence[Line], pages: int, left_out: Sequence[tuple[str, str]]) -> Content:
    """Lines of pages as the content of a file, page numbers, heads, feet and notes left out."""
    kept, edges = without_edges(lines, pages)
    kept, notes = without_notes(kept)
    text, stretches = written(kept)
    return Content(text, pages=pages, left_out=(*edges, *notes, *left_out), recognised=stretches)


def recognised(pictures: Sequence[Picture]) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines of pictures, and what was left out of them: reason and words.

    Raises InputError when there are too many of them, or one is damaged (it names the page), or where text
    recognition does not run.
    """
    if len(pictures) > MOST_PAGES:
        raise InputError(f"{len(pictures)} pages of pictures; at most {MOST_PAGES} are recognised. Split the file.")
    found: list[Line] = []
    left_out: list[tuple[str, str]] = []
    for at, picture in enumerate(pictures, 1):
        _log.info("text recognition: page %d of %d", at, len(pictures))
        lines, told = _page(picture)
        found += lines
        left_out += told
    return found, left_out


def _page(picture: Picture) -> tuple[list[Line], list[tuple[str, str]]]:
    try:
        from edugraph.readers.ocr import page
    except ImportError as error:  # a part of it that this machine cannot load
        raise InputError(f"text recognition does not run here ({error}); install edugraph[ocr] anew.") from error
    try:
        with limits.seconds(_SECONDS):
            with _unprinted():
                image = picture.opened()
                if image.width * image.height > _LARGEST:
                    raise InputError(f"too large ({image.width} × {image.height} points).")
                points = image.convert("RGB")
            return page.read(points, picture.page, picture.scale or _A4 / image.width)
    except InputError as error:
        raise InputError(f"page {picture.page}: {error}") from error
    except _DAMAGE as error:
        raise InputError(f"page {picture.page}: {_damaged(error)}") from error


@contextmanager
def _unprinted() -> Iterator[None]:
    """Keeps from the terminal what libraries in C print of a damaged picture: the error that they end in tells it."""
    try:
        terminal = os.dup(2)
    except OSError:  # there is none
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 2)
        yield
    finally:
        os.dup2(terminal, 2)
        os.close(terminal)


def _damaged(error: Exception) -> str:
    return f"a picture, no text to be read: damaged ({str(error).partition(' <')[0][:100]}). Scan it anew."


def _frames(data: bytes) -> list[Picture]:
    """The pictures in a file."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as file:
            count = int(getattr(file, "n_frames", 1))
    except Image.DecompressionBombError as error:
        raise InputError(f"a picture that is too large, of more than {_LARGEST:,} points.") from error
    except _DAMAGE as error:
        raise InputError(_damaged(error)) from error
    return [Picture(at + 1, partial(picture, data, at)) for at in range(count)]


def picture(data: bytes, frame: int = 0) -> Image:
    """A picture of a file, the right way up.

    Raises OSError, ValueError, SyntaxError or EOFError when it is damaged.
    """
    from PIL import Image, ImageOps

    file = Image.open(BytesIO(data))
    file.seek(frame)
    if file.width * file.height > _LARGEST:
        raise InputError(f"too large ({file.width} × {file.height} points).")
    return ImageOps.exif_transpose(file)
