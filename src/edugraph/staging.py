"""The files of a build before they count, and the state that tells the next build what was made from what.

The state has an entry for each plan, by its handle: the fingerprint of all it was made from, the digest of its
graph, its id, and the file that it was read from.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph import disk, graphs
from edugraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.catalogue import Entry

STATE = "state.json"


def load(into: Path) -> dict[str, list[str]]:
    """The state that the last build left; none where it cannot be trusted."""
    try:
        state = json.loads((into / graphs.HIDDEN / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    whole = isinstance(state, dict) and all(isinstance(pair, list) and len(pair) == 4 for pair in state.values())
    return state if whole else {}


def holds(into: Path, entry: Entry) -> bool:
    """Whether a plan is read from the folder of the graph itself."""
    return (into / graphs.TEXTS).resolve() == entry.path.parent.resolve()


def path_of(entry: Entry) -> str:
    """The file of an entry as the state of a build knows it; stdin is none."""
    return "" if str(entry.path) == "-" else str(entry.path.resolve())


class Former:
    """The plans of a graph as the last builds left them, to tell which of them a build reads under another id.

    Where the state does not know a plan (a clone has none), its graph says from which file it was made.
    """

    def __init__(self, into: Path, entries: Sequence[Entry], state: Mapping[str, Sequence[str]]) -> None:
        self._into = into
        self._sources = {entry.path.resolve() for entry in entries}
        self._held = {known[2]: known[3] for known in state.values()}

    def of(self, made: Mapping[str, tuple[Entry, str, str]], keys: set[str]) -> dict[str, tuple[str, ...]]:
        """The former ids of plans by their handles, from the entry, the id and the digest of each; ``keys`` are in use.

        A plan of the same text is the former one where it came from the same file, or from one that is not there any
        more; where nothing but its graph is known, from a file of the same name.
        """
        found: dict[str, tuple[str, ...]] = {}
        others = {key: path for key, path in graphs.settled(self._into).items() if key not in keys} if made else {}
        free = {key: graphs.origin(path) for key, path in others.items()}
        for handle, (entry, _, digest) in made.items():
            old = [key for key, one in free.items() if one.digest == digest and self._moved(key, one.file, entry)]
            found |= {handle: tuple(sorted(old))} if old else {}
            free = {key: one for key, one in free.items() if key not in old}
        return found

    def _moved(self, key: str, name: str, entry: Entry) -> bool:
        """Whether a plan whose text is that of the entry, from a file of some name, is the entry's former one."""
        path = self._held.get(key)
        if path is None:
            return name == entry.path.name
        return bool(path) and (path == path_of(entry) or not Path(path).exists())

    def files(self, key: str) -> Iterator[str]:
        """The files of a former plan in the folder, but for a text that plans are read from."""
        yield f"{key}.ttl"
        text = self._into / graphs.TEXTS / f"{key}.txt"
        if text.resolve() not in self._sources:
            yield f"{graphs.TEXTS}/{key}.txt"


class Staged:
    """The files of a build that do not count yet. ``made`` has entry, id and digest of the text of each plan."""

    def __init__(self, into: Path, state: dict[str, list[str]]) -> None:
        self.made: dict[str, tuple[Entry, str, str]] = {}
        self._folder = into / graphs.HIDDEN / f"staged-{os.getpid()}"
        self._into, self._state = into, state
        self._gone: list[str] = []

    def add(self, entry: Entry, key: str, files: tuple[bytes, bytes], fingerprint: str) -> None:
        """Write the files of one plan: its graph and its text."""
        graph = self._folder / f"{key}.ttl"
        (self._folder / graphs.TEXTS).mkdir(parents=True, exist_ok=True)
        graph.write_bytes(files[0])
        if not holds(self._into, entry):
            (self._folder / graphs.TEXTS / f"{key}.txt").write_bytes(files[1])
        self._state[entry.handle] = [fingerprint, sha256(files[0]).hexdigest(), key, path_of(entry)]
        self.made[entry.handle] = (entry, key, f"sha256:{sha256(files[1]).hexdigest()}")

    def drop(self, former: Former, keys: Sequence[str]) -> None:
        """Take away the files of former plans when those of this build come to count."""
        self._gone += [name for key in keys for name in former.files(key)]
        for handle in [handle for handle, known in self._state.items() if known[2] in keys]:
            del self._state[handle]

    def finish(self, jobs: int = 1) -> None:
        """Make the files count at one stroke; ``jobs`` processes renew the store."""
        if not self.made:
            return
        hidden = self._folder / graphs.HIDDEN
        hidden.mkdir()
        (hidden / STATE).write_text(json.dumps(self._state, indent=1, sort_keys=True), encoding="utf-8")
        (self._folder / graphs.DROPPED).write_text(json.dumps(self._gone), encoding="utf-8")
        before = graphs.settled(self._into)
        kept = {key: path for key, path in before.items() if path.name not in self._gone}
        disk.renew(
            self._into, kept | {path.stem: path for path in self._folder.glob("*.ttl")}, before, self._folder, jobs
        )
        self._folder.rename(self._into / graphs.HIDDEN / graphs.READY)
        graphs.move_in(self._into)


@contextmanager
def staged(into: Path, state: dict[str, list[str]], jobs: int = 1) -> Iterator[Staged]:
    """Stage the files of a build as they come, then make them count."""
    files = Staged(into, state)
    try:
        yield files
        files.finish(jobs)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. The old graph is as it was.") from error
