"""Plans to a folder of graphs: incremental, atomic, and with a report of what was read.

The folder holds one ``CITY-YEAR.ttl`` a plan and the texts that were read in ``plans/``. All changes
of a build are staged first and moved in at the end; a build that is cut off leaves the old graph, and
one that is cut off while moving is completed by the next one (``graphs.move_in``).
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from edugraph import chunks, corrections, disk, graphs, making, readers, staging
from edugraph.chunks import Means
from edugraph.errors import InputError
from edugraph.making import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from edugraph.catalogue import Entry
    from edugraph.corrections import Correction
    from edugraph.making import Made


def build(
    entries: Sequence[Entry],
    into: Path,
    jobs: int = 1,
    progress: Callable[[Report], None] = lambda _: None,
    cluster: str = "",
) -> list[Report]:
    """Bring the graphs of a folder up to date and report on each plan, in the order given.

    ``jobs`` processes read the plans, or the workers at the address of a ``cluster``; ``progress`` hears of each plan
    as soon as it is read, by the id that it has then. Raises InputError when the folder cannot be written, a file of
    corrections has a mistake, or the cluster fails. A plan that fails leaves its old graph as it was; where none is
    read, no folder is made.
    """
    said = {folder: corrections.read(folder, entry.words) for entry in entries if (folder := making.folder_of(entry))}
    made = _folder(into)
    try:
        with graphs.alone(into), _cleared(into):
            return _Build(entries, into, said).run(Means(jobs, cluster), progress)
    finally:
        for folder in made:
            with suppress(OSError):  # it holds something
                folder.rmdir()


class _Build:
    """A build in a folder that no other build touches. ``said`` are the corrections that lie in each folder of plans."""

    def __init__(self, entries: Sequence[Entry], into: Path, said: Mapping[Path, tuple[Correction, ...]]) -> None:
        self._entries, self._into = entries, into
        self._state = staging.load(into)
        self._hidden = into / graphs.HIDDEN
        self._copies = _copies(entries)
        self._inputs = {
            entry.handle: _Inputs.of(entry, said.get(entry.path.parent, ()))
            for entry in entries
            if entry.handle not in self._copies
        }

    def run(self, means: Means, progress: Callable[[Report], None]) -> list[Report]:
        """Read what is not current and make the graphs count; the reports, in the order of the entries."""
        state, stale = self._state, [one for one in self._entries if self._is_stale(one)]
        reports = {
            entry.handle: Report(state[entry.handle][2], entry.path.name, "kept")
            for entry in self._entries
            if entry.handle in state
        } | self._copies
        # Ids that are given come before those of the last build.
        owners = {entry.key: entry.handle for entry in self._entries if entry.key}
        for handle, one in reports.items():
            owners.setdefault(one.key, handle)
        former = staging.Former(self._into, self._entries, state)
        with staging.staged(self._into, state, means.jobs) as files:
            with chunks.made(stale, means, self._hidden, progress) as every:
                for entry, made in every:
                    result = self._apart(entry, made, owners)
                    reports[entry.handle] = result.report
                    if result.report.state == "read":
                        key = result.report.key
                        files.add(entry, key, (result.turtle, result.text), self._inputs[entry.handle].fingerprint(key))
            for handle, keys in former.of(files.made, {one.key for one in reports.values()}).items():
                reports[handle] = replace(reports[handle], formerly=keys)
                files.drop(former, keys)
        return [reports[entry.handle] for entry in self._entries]

    def _apart(self, entry: Entry, made: Made, owners: dict[str, str]) -> Made:
        """The same with an id that no other plan of the build has: the one of the last build, or handan-2023-2."""
        if made.report.state != "read":
            return made
        minted = key = made.report.key
        old = self._state[entry.handle][2] if entry.handle in self._state else ""
        if old.removeprefix(minted).lstrip("-").isdecimal() and owners.get(old) == entry.handle:
            key = old
        number = 1
        while owners.setdefault(key, entry.handle) != entry.handle:
            number += 1
            key = f"{minted}-{number}"
        if key == minted:
            return made
        return making.make(making.given(replace(entry, key=key), self._hidden / graphs.RECOGNISED))

    def _is_stale(self, entry: Entry) -> bool:
        """Whether the graph of a plan was not made from these very inputs, or is not as it was written."""
        if entry.handle not in self._inputs:
            return False
        known = self._state.get(entry.handle)
        if not known or str(entry.path) == "-" or known[0] != self._inputs[entry.handle].fingerprint(known[2]):
            return True
        path = self._into / f"{known[2]}.ttl"
        kept = staging.holds(self._into, entry) or (self._into / graphs.TEXTS / f"{known[2]}.txt").is_file()
        return not (path.is_file() and kept and sha256(path.read_bytes()).hexdigest() == known[1])


class _Inputs(NamedTuple):
    """What the graph of a plan is made from: a digest of all but corrections, that of the file, and the corrections."""

    digest: str
    file: str
    corrections: tuple[Correction, ...]

    @classmethod
    def of(cls, entry: Entry, said: tuple[Correction, ...]) -> _Inputs:
        """The inputs of an entry: the file, what is known of the plan beforehand, words and program."""
        data = _bytes(entry.path)
        known = (entry.key, entry.path.name, entry.city, entry.code, entry.year, entry.known, entry.evidence)
        more = (entry.issuer, entry.city_from, entry.year_from)
        digest = sha256(f"{making.program()}{entry.words.digest}{(*known, *more)!r}".encode() + data)
        return cls(digest.hexdigest(), sha256(data).hexdigest(), said)

    def fingerprint(self, key: str) -> str:
        """Digest of them all for a plan of some id, which only the text may say."""
        mine = list(corrections.concerning(self.corrections, key, self.file))
        return sha256(f"{self.digest} {mine!r}".encode()).hexdigest()


def _copies(entries: Sequence[Entry]) -> dict[str, Report]:
    """Files with the very bytes of one before them, which would count twice; what plans.toml names is meant."""
    sizes = Counter(size for entry in entries if (size := _size(entry.path)))
    seen: dict[bytes, Path] = {}
    found: dict[str, Report] = {}
    for entry in sorted(entries, key=lambda entry: not entry.listed):
        if sizes[_size(entry.path)] < 2 or not 0 < _size(entry.path) <= readers.LARGEST:
            continue
        try:
            first = seen.setdefault(sha256(entry.path.read_bytes()).digest(), entry.path)
        except OSError:
            continue
        if first != entry.path and not entry.listed:
            found[entry.handle] = Report("", entry.path.name, "same", f"{entry.path}: the same as {first}.")
    return found


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _folder(into: Path) -> list[Path]:
    """Make the folder of a graph; those that were not there before, the inmost first."""
    hidden = into / graphs.HIDDEN
    new = [folder for folder in (hidden, *hidden.parents) if not folder.exists()]
    try:
        hidden.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. Choose another folder with --into.") from error
    return new


@contextmanager
def _cleared(into: Path) -> Iterator[None]:
    """Keep a folder clear of what builds that were cut off have left there, and of this one where it fails."""
    _clear(into)
    try:
        yield
    except InputError:
        _clear(into)
        raise


def _clear(into: Path) -> None:
    """Complete a build that was cut off while its files were moved in, and clear away one cut off before."""
    try:
        graphs.move_in(into)
        for left_over in (into / graphs.HIDDEN).glob("staged-*"):
            shutil.rmtree(left_over)
        disk.clear(into)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. Choose another folder with --into.") from error


def strangers(held: Mapping[str, Path], reports: Sequence[Report]) -> list[str]:
    """Plans that a folder holds and no report is on: read earlier, from elsewhere or under another name."""
    return sorted(held.keys() - {one.key for one in reports})


def twins(held: Mapping[str, Path]) -> list[list[str]]:
    """The ids of plans that a folder holds under several, told by the digest of their text."""
    found: dict[str, list[str]] = {}
    for key, path in sorted(held.items()):
        found.setdefault(graphs.origin(path).digest or key, []).append(key)
    return [keys for keys in found.values() if len(keys) > 1]


def _bytes(path: Path) -> bytes:
    """The bytes of a file, or what stands for those that are not read."""
    try:
        return b"too large" if path.stat().st_size > readers.LARGEST else path.read_bytes()
    except OSError:
        return b"unreadable"
