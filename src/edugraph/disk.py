"""The graphs of a folder kept on disk as one Oxigraph store, beside the Turtle that they were made from.

``.edugraph/store`` holds generations, a folder of Oxigraph each, and ``current.json``, which names the one that
counts and the files that it holds, each by size and time. A generation that counts is opened read-only and never
written to: a build makes the next one beside it, out of hard links where nothing has changed, and the file that
names it is moved in with the Turtle. The one before it stays for those who still read it.
"""

from __future__ import annotations

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from edugraph import graphs, resources, tables
from edugraph.rdf import common, iris
from edugraph.rdf.concepts import settle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    Stamp = tuple[int, int]

LEAST = 20
"""The plans from which on a folder has a store; fewer are read from their Turtle as quickly."""
STORE, CURRENT = "store", "current.json"
_BATCH = 50  # plans that are loaded at one go
_FORM = 1  # what this module writes


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


def renew(folder: Path, files: Mapping[str, Path], before: Mapping[str, Path], into: Path) -> None:
    """Make the next generation of a folder's store from these graph files, and the file that makes it count.

    ``files`` are all graphs by plan id, ``before`` those that the folder has until now. The file that names the
    generation is written below ``into``, which is the folder itself or where a build waits to be moved in. Whoever
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
        if old and old.lists == _lists() and old.files == stamps(before) and 2 * len(changed) < len(files):
            _follow(place / old.name, place / name, files, before, changed)
        else:
            _found(place / name, files)
    except BaseException:
        shutil.rmtree(place / name, ignore_errors=True)
        raise
    target = into / graphs.HIDDEN / STORE / CURRENT
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


def _found(at: Path, files: Mapping[str, Path]) -> None:
    """A generation from nothing."""
    store = ox.Store(str(at))
    tables.begin(at)
    common.lists(store)
    for _ in _load(store, at, files):
        pass
    settle(store)
    store.flush()


def _follow(
    old: Path, at: Path, files: Mapping[str, Path], before: Mapping[str, Path], changed: Collection[str]
) -> None:
    """A generation from the one before it: what plans said that have changed or gone is taken out, the rest is kept."""
    shutil.copytree(old, at, copy_function=_copied, ignore=shutil.ignore_patterns("LOCK"))
    store = ox.Store(str(at))
    tables.forget(at, [key for key in before if key not in files or key in changed])
    gone = {key: path for key, path in before.items() if key not in files or key in changed}
    said = {quad for part in _parts(gone) for quad in common.said(common.loaded(part))}
    for key in gone:
        store.remove_graph(iris.graph(key))
    for part in _load(store, at, {key: files[key] for key in sorted(changed)}):
        said.difference_update(common.said(part))
    others: dict[iris.Name, dict[str, Path]] = {
        iris.graph(key): {key: path} for key, path in files.items() if key not in changed
    }
    common.forget(store, said, lambda name, quad: name in others and quad in common.loaded(others[name]))
    settle(store)
    store.flush()


def _copied(source: str, target: str) -> None:
    """A file of a generation in the next one: a table is never changed and so the same file, all else a copy."""
    if source.endswith(".sst"):
        with suppress(OSError):  # a file system without hard links
            os.link(source, target)
            return
    shutil.copy2(source, target)


def _load(store: ox.Store, at: Path, files: Mapping[str, Path]) -> Iterator[ox.Store]:
    """Load plans, some at a time, and keep rows of them; each part as it stands in memory."""
    with ThreadPoolExecutor(1) as loader:  # the engine does not hold the interpreter
        loading = loader.submit(lambda: None)
        for names in _parts(files):
            part = common.loaded(names)
            data = part.dump(format=ox.RdfFormat.N_QUADS)
            loading.result()
            loading = loader.submit(store.bulk_load, data, ox.RdfFormat.N_QUADS)
            yield part
            common.lists(part)
            tables.add(at, part, names)
        loading.result()


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
