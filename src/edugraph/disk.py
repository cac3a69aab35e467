"""The graphs of a folder kept on disk as one Oxigraph store, beside the Turtle that they were made from.

``.edugraph/store`` holds generations, a folder of Oxigraph each, and ``current.json``, which names the one that
counts and the files that it holds, each by size and time. A generation that counts is opened read-only and never
written to: a build makes the next one beside it, out of hard links where nothing has changed, and the file that
names it is moved in with the Turtle. The one before it stays for those who still read it.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from traceback import clear_frames
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from edugraph import graphs, resources, tables
from edugraph.rdf import common, iris
from edugraph.rdf.concepts import settle
from edugraph.rdf.namespaces import EDU, RDF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    Stamp = tuple[int, int]

LEAST = 20
"""The plans from which on a folder has a store; fewer are read from their Turtle as quickly."""
STORE, CURRENT = "store", "current.json"
DERIVED = "derived"
"""The folder in a generation of what is worked out of it and kept: it goes with the generation."""
_BATCH = 50  # plans that are loaded at one go
_TOLD = 10  # parts after which is told how far it is
_FORM = 3  # what this module writes
_log = logging.getLogger(__name__)


class State(NamedTuple):
    """The generation that counts, what its word lists were, and its files by plan id, each with size and time."""

    name: str
    lists: str
    files: Mapping[str, Stamp]


def opened(folder: Path) -> tuple[ox.Store, Path] | None:
    """The store of a folder, read-only, where one holds just what the Turtle there says, and its generation."""
    state = current(folder)
    if not state or state.lists != _lists() or state.files != stamps(graphs.settled(folder)):
        return None
    with suppress(OSError, ValueError, RuntimeError):  # two builds went by in the meantime, or it is damaged
        at = _place(folder) / state.name
        return ox.Store.read_only(str(at)), at
    return None


def current(folder: Path) -> State | None:
    """What the file says that names the generation which counts, that of a build not moved in yet first."""
    for base in (folder / graphs.HIDDEN / graphs.READY, folder):
        with suppress(OSError, ValueError, KeyError, TypeError):
            said = json.loads((base / graphs.HIDDEN / STORE / CURRENT).read_text(encoding="utf-8"))
            return State(said["name"], said["lists"], {key: tuple(stamp) for key, stamp in said["files"].items()})
    return None


def stamps(files: Mapping[str, Path]) -> dict[str, Stamp]:
    """Size and time of change of each graph file, by plan id."""
    found = ((key, path.stat()) for key, path in files.items())
    return {key: (one.st_size, one.st_mtime_ns) for key, one in found}


def renew(
    folder: Path, files: Mapping[str, Path], before: Mapping[str, Path], into: Path | None = None, jobs: int = 1
) -> None:
    """Make the next generation of a folder's store from these graph files, and the file that makes it count.

    ``files`` are all graphs by plan id, ``before`` those that the folder has until now. The file that names the
    generation is written below ``into``, where a build waits to be moved in, or in the folder itself. Whoever
    calls keeps others out (``graphs.alone``). Raises OSError where there is no room.
    """
    if len(files) < LEAST:
        return
    place = _place(folder)
    place.mkdir(parents=True, exist_ok=True)
    old = current(folder)
    name = str(max([int(one.name) for one in place.iterdir() if one.name.isdecimal()], default=0) + 1)
    now = stamps(files)
    changed = {key for key, stamp in now.items() if not old or old.files.get(key) != stamp}
    try:
        few = 2 * len(changed) < len(files)
        if old and few and old.lists == _lists() and old.files == stamps(before) and tables.kept(place / old.name):
            _follow(place / old.name, place / name, (before, files), changed, jobs)
        else:
            _found(place / name, files, jobs)
    except BaseException as error:
        clear_frames(error.__traceback__)  # they hold the store, and an open one goes on writing
        shutil.rmtree(place / name, ignore_errors=True)
        raise
    target = (into or folder) / graphs.HIDDEN / STORE / CURRENT
    target.parent.mkdir(parents=True, exist_ok=True)
    made = target.with_suffix(f".{os.getpid()}")
    made.write_text(json.dumps({"name": name, "lists": _lists(), "files": now}), encoding="utf-8")
    made.replace(target)


def clear(folder: Path) -> None:
    """Remove the generations of builds that were cut off, and those older than the one before that which counts."""
    place, state = _place(folder), current(folder)
    counted = int(state.name) if state else 0
    for one in place.iterdir() if place.is_dir() else ():
        if one.name.isdecimal() and int(one.name) not in (counted, counted - 1):
            shutil.rmtree(one, ignore_errors=True)


def _place(folder: Path) -> Path:
    return folder / graphs.HIDDEN / STORE


def _found(at: Path, files: Mapping[str, Path], jobs: int) -> None:
    """A generation from nothing."""
    store = ox.Store(str(at))
    tables.begin(at)
    common.lists(store)
    _load(store, at, files, jobs)
    store.optimize()  # each million quads lies in files of its own, and what is looked up is looked up in each
    _end(store, at, files)


def _end(store: ox.Store, at: Path, files: Iterable[str]) -> None:
    """What is left to do when all plans are loaded.

    No rows are kept where plans were read with words of one's own: what one says of an office may then change what
    is known of it in another; nor where a file does not bear the id of its plan, by which rows are looked up.
    """
    settle(store)
    renamed = any(ox.Quad(iris.plan(key), RDF.type, EDU.Plan, iris.graph(key)) not in store for key in files)
    if renamed or next(store.quads_for_pattern(None, EDU.readWith, None, None), None):
        tables.end(at)
    store.flush()


def _follow(
    old: Path, at: Path, states: tuple[Mapping[str, Path], Mapping[str, Path]], changed: Collection[str], jobs: int
) -> None:
    """A generation from the one before it: what plans said that have changed or gone is taken out, the rest is kept."""
    before, files = states
    shutil.copytree(old, at, copy_function=_copied, ignore=shutil.ignore_patterns("LOCK", DERIVED))
    store = ox.Store(str(at))
    gone = {key: path for key, path in before.items() if key not in files or key in changed}
    tables.forget(at, gone)
    said = {quad for part in _parts(gone) for quad in common.said(common.loaded(part))}
    for key in gone:
        store.remove_graph(iris.graph(key))
    said -= _load(store, at, {key: files[key] for key in sorted(changed)}, jobs)
    others: dict[iris.Name, dict[str, Path]] = {
        iris.graph(key): {key: path} for key, path in files.items() if key not in changed
    }
    common.forget(store, said, lambda name, quad: name in others and quad in common.loaded(others[name]))
    _end(store, at, changed)


def _copied(source: str, target: str) -> None:
    """A file of a generation in the next one: a table is never changed and so the same file, all else a copy."""
    if source.endswith(".sst"):
        with suppress(OSError):  # a file system without hard links
            os.link(source, target)
            return
    shutil.copy2(source, target)


class _Part(NamedTuple):
    """Some plans made ready to be loaded: their quads as N-Quads, what they say of what is common, rows to keep."""

    quads: bytes
    said: frozenset[ox.Quad]
    rows: tables.Rows


def _part(files: Mapping[str, Path]) -> _Part:
    store = common.loaded(files)
    quads, said = store.dump(format=ox.RdfFormat.N_QUADS), frozenset(common.said(store))
    assert quads is not None  # no output was given
    common.lists(store)
    return _Part(quads, said, tables.of(store))


class _Stream:
    """Parts as one stream of N-Quads: what an engine loads at one go takes two thirds of the room that parts take.

    What a part says of what is common stays in ``said``; its rows are kept as it goes by.
    """

    def __init__(self, parts: Iterator[_Part], at: Path, plans: int) -> None:
        self.said: set[ox.Quad] = set()
        self._parts, self._at, self._plans = enumerate(parts), at, plans
        self._left = memoryview(b"")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end."""
        while not self._left:
            number, part = next(self._parts, (0, None))
            if part is None:
                break
            if number and not number % _TOLD:
                _log.info("store: %d of %d plans", number * _BATCH, self._plans)
            tables.add(self._at, part.rows)
            self.said |= part.said
            self._left = memoryview(part.quads)
        end = size if size >= 0 else len(self._left)
        given, self._left = bytes(self._left[:end]), self._left[end:]
        return given


def _load(store: ox.Store, at: Path, files: Mapping[str, Path], jobs: int) -> set[ox.Quad]:
    """Load plans and keep rows of them; what they say of what is common."""
    stream = _Stream(_made(files, jobs), at, len(files))
    store.bulk_load(stream, ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]  # it takes whatever can be read
    return stream.said


def _made(files: Mapping[str, Path], jobs: int) -> Iterator[_Part]:
    """The parts, made by so many processes."""
    if jobs <= 1 or len(files) <= _BATCH:
        yield from map(_part, _parts(files))
        return
    # A process that is forked while the engine's threads run may stand still for ever: each is begun anew.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[_Part]] = deque()
        for files_of_part in _parts(files):
            waiting.append(pool.submit(_part, files_of_part))
            if len(waiting) > jobs:  # no more of them in memory
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _parts(files: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """Some of the files at a time."""
    waiting = iter(files.items())
    while part := dict(islice(waiting, _BATCH)):
        yield part


@cache
def _lists() -> str:
    """Digest of the word lists that are loaded with a graph, of the queries whose rows are kept, and of the form."""
    digest = sha256(str(_FORM).encode())
    for name in tables.KEPT:
        digest.update(tables.text(name).encode())
    for name in common.LISTS:
        digest.update((resources.folder("ontology") / f"{name}.ttl").read_bytes())
    return digest.hexdigest()
