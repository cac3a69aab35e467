"""What text recognition found in a file, kept beside the graph: a page takes seconds, and gives the same each time.

A file is known by its bytes. What was found counts as long as the readers are what they were; other words or
corrections do not touch it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph import __version__
from edugraph.readers.content import Content
from edugraph.text import Recognised, Span

if TYPE_CHECKING:
    from collections.abc import Mapping


Found = Content | str
"""What was recognised in a file: its content, or why nothing was."""


def name(data: bytes) -> str:
    """What a file of these bytes is known by."""
    return sha256(_readers() + data).hexdigest()


def load(folder: Path, data: bytes) -> dict[str, Found]:
    """What was recognised in a file of these bytes, by its name; nothing where that is not known."""
    if not folder.is_dir():
        return {}
    try:
        known = json.loads(_path(folder, name(data)).read_text(encoding="utf-8"))
        return {name(data): known if isinstance(known, str) else _content(known)}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _content(known: dict[str, object]) -> Content:
    """The content as it was written."""
    told: list[list[str]] = known["left_out"]  # type: ignore[assignment]
    stretches: list[list[object]] = known["recognised"]  # type: ignore[assignment]
    recognised = tuple(Recognised(Span(*place), page, sure) for place, page, sure in stretches)  # type: ignore[misc, arg-type]
    left_out = tuple((reason, words) for reason, words in told)
    return Content(**(known | {"left_out": left_out, "recognised": recognised}))  # type: ignore[arg-type]


def keep(folder: Path, found: Mapping[str, Found]) -> None:
    """Keep what was recognised in files, each by its name; where that cannot be written it is recognised again."""
    for one, content in found.items():
        path = _path(folder, one)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_suffix(f".{os.getpid()}")
            told = content if isinstance(content, str) else asdict(content)
            temporary.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
            temporary.replace(path)


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


@cache
def _readers() -> bytes:
    """What the text of a picture depends on beside its bytes: the readers, and the version of text recognition."""
    digest = sha256(__version__.encode())
    with suppress(metadata.PackageNotFoundError):
        digest.update(metadata.version("rapidocr").encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
