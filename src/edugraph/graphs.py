"""A folder of graphs: one ``CITY-YEAR.ttl`` a plan, and the files of a build that waits to be moved in.

A finished build lies in ``.edugraph/ready`` until its files are in their places, so that all of them
count at one stroke: whoever reads the folder meanwhile takes the waiting files first.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from edugraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HIDDEN = ".edugraph"
TEXTS = "plans"
"""The folder of the texts that were read."""
READY = "ready"
"""The hidden folder of a finished build that is not moved in yet."""
RECOGNISED = "recognised"
"""The hidden folder of what text recognition found."""
DROPPED = "dropped.json"
"""In a build that waits to be moved in, the files of the folder that go with it: those of renamed plans."""

_DIGEST = re.compile(r'dcterms:identifier "(sha256:[0-9a-f]{64})"')
_FILE = re.compile(r'dcterms:source ("(?:[^"\\]|\\.)*")')


class Origin(NamedTuple):
    """What the graph of a plan was made from: the digest of the text, and the name of the file."""

    digest: str = ""
    file: str = ""


def move_in(into: Path) -> None:
    """Move the files of a finished build to their places; the same again after an interruption."""
    ready = into / HIDDEN / READY
    if not ready.is_dir():
        return
    for file in sorted(path for path in ready.rglob("*") if path.is_file() and path != ready / DROPPED):
        target = into / file.relative_to(ready)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    for name in _dropped(into):
        (into / name).unlink(missing_ok=True)
    (ready / DROPPED).unlink(missing_ok=True)
    for folder in sorted((path for path in ready.rglob("*") if path.is_dir()), reverse=True):
        folder.rmdir()
    ready.rmdir()


def _dropped(folder: Path) -> list[str]:
    """The files that a build which is not moved in yet takes away."""
    try:
        return list(json.loads((folder / HIDDEN / READY / DROPPED).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return []


def settled(folder: Path) -> dict[str, Path]:
    """The graph files of a folder by plan id, those of a finished build that is not moved in yet first."""
    waiting = {path.stem: path for path in sorted((folder / HIDDEN / READY).glob("*.ttl"))}
    gone = set(_dropped(folder))
    files = {path.stem: path for path in sorted(folder.glob("*.ttl")) if path.name not in gone}
    return files | {key: path for key, path in waiting.items() if path.is_file()}


def origin(path: Path) -> Origin:
    """What a graph file was made from, as it stands near its head; empty where it does not say."""
    with suppress(OSError, ValueError), path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            if digest := _DIGEST.search(line):
                name = _FILE.search(next(file, ""))
                return Origin(digest[1], json.loads(name[1]) if name else "")  # Turtle escapes as JSON does
    return Origin()


def texts(folder: Path) -> dict[str, str]:
    """The raw texts kept in a folder of graphs (``plans/``), by their SHA-256.

    A kept text stands there as it was read; a file that someone put there himself is read as a build reads it,
    and one that cannot be read has no text.
    """
    from edugraph import readers  # only here: it costs every query command 45 ms

    found: dict[str, str] = {}
    for path in _kept(folder):
        try:
            if path.suffix == ".txt":
                data = path.read_bytes()
                found[sha256(data).hexdigest()] = data.decode()
        except (OSError, UnicodeDecodeError):
            pass  # the readers know more encodings, or that it cannot be read
        with suppress(InputError):
            source = readers.read(path)
            found[source.sha256] = source.text
    return found


def _kept(folder: Path) -> Iterator[Path]:
    """Files that may hold the text of a plan, those of a finished build that is not moved in yet last."""
    from edugraph import catalogue

    for place in (folder / TEXTS, folder / HIDDEN / READY / TEXTS):
        if place.is_dir():
            kept = (entry for entry in sorted(place.rglob("*")) if entry.is_file())
            yield from (entry for entry in kept if entry.name not in (catalogue.NAME, catalogue.CORRECTIONS))


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other builds out of a folder; a lock that a killed build left behind is taken over.

    Raises InputError when another build is at work there.
    """
    lock = folder / HIDDEN / "lock"
    holder = _holder(lock)
    if holder:
        raise InputError(f"{folder}: another build is at work there (process {holder}); wait until it is done.")
    try:
        lock.unlink(missing_ok=True)
        with lock.open("x", encoding="ascii") as file:  # of two that come here at once, one fails
            file.write(str(os.getpid()))
    except FileExistsError as error:
        raise InputError(f"{folder}: another build has just begun there; wait until it is done.") from error
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _holder(lock: Path) -> int:
    """Number of another process that holds a lock and runs, else 0; only POSIX can tell without harm."""
    try:
        process = int(lock.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0
    if os.name != "posix" or process == os.getpid():
        return 0
    try:
        os.kill(process, 0)
    except PermissionError:
        return process
    except (OSError, OverflowError):
        return 0
    return process
