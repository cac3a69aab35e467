"""Plans to a folder of graphs: incremental, atomic, and with a report of what was read.

The folder holds one ``CITY-YEAR.ttl`` a plan and the texts that were read in ``plans/``. All changes
of a build are staged first and moved in at the end; a build that is cut off leaves the old graph, and
one that is cut off while moving is completed by the next one (``graphs.move_in``).
"""

from __future__ import annotations

import shutil
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from edugraph import __version__, corrections, disk, graphs, readers, resources, staging
from edugraph.errors import EduGraphError, InputError
from edugraph.vocabulary import using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from edugraph.catalogue import Entry
    from edugraph.corrections import Correction
    from edugraph.structure.plan import Plan, Remark
    from edugraph.text import Origin


@dataclass(frozen=True)
class Report:
    """What became of one file: read, kept (unchanged since the last build), same (as another file) or failed.

    ``form`` is the format with the encoding, ``seconds`` the time that reading took, ``formerly`` the ids under
    which the graph held the plan before, ``idle`` what is to be said of corrections that do not apply.
    """

    key: str
    file: str
    state: str
    message: str = ""
    form: str = ""
    pages: int = 0
    characters: int = 0
    tasks: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    noise: tuple[tuple[str, str, str], ...] = ()
    doubts: tuple[tuple[str, str, str], ...] = ()
    seconds: float = 0.0
    formerly: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """The graph of one plan, not yet written, with its report."""

    handle: str
    report: Report
    turtle: bytes = b""
    text: bytes = b""


def make(entry: Entry, recognised: Path | None = None) -> Made:
    """Read one plan and write its graph, in memory. A plan that cannot be read gives a failed report.

    ``recognised`` is the folder that keeps what text recognition found.
    """
    begun = perf_counter()
    try:
        read = read_plan(entry, recognised)
        return _made(entry, *read, begun)
    except EduGraphError as error:
        message = str(error)
    except Exception as error:  # one file never stops the others
        message = f"{entry.path}: an error of EduGraph itself ({type(error).__name__}: {error}); please report it with the file."
    return Made(entry.handle, Report(entry.key, entry.path.name, "failed", message))


def _made(entry: Entry, plan: Plan, placed: Entry, remarks: tuple[Remark, ...], begun: float) -> Made:
    from edugraph.extract import read
    from edugraph.rdf import quads

    origin = plan.source.origin
    mine = _corrections(entry, plan.key, origin.sha256 if origin else "")
    corrected = corrections.apply(plan, read(plan), mine)
    turtle = quads.turtle(quads.triples(plan, corrected, placed))
    doubts = [*plan.doubts, *remarks, *corrected.remarks]
    report = Report(
        key=plan.key,
        file=entry.path.name,
        state="read",
        form=_form(origin) if origin else "",
        pages=origin.pages if origin else 0,
        characters=len(plan.source.text),
        tasks=len(plan.tasks),
        facts=dict(Counter(fact.name for fact in corrected.facts)),
        noise=(*_around(plan), *_told(plan, plan.noise)),
        doubts=tuple(_told(plan, doubts)),
        seconds=perf_counter() - begun,
        idle=tuple(one.told(plan) for one in corrected.idle),
    )
    return Made(entry.handle, report, turtle, plan.source.text.encode())


def _form(origin: Origin) -> str:
    """How a file was read: its format and encoding, and how sure text recognition was."""
    sure = "" if origin.sure is None else f"OCR {100 * origin.sure:.1f} %"
    return " ".join(filter(None, (origin.form, origin.encoding, sure)))


def _corrections(entry: Entry, key: str, digest: str) -> list[Correction]:
    """What people say of the facts of a plan, in the folder where its file lies; stdin lies in none."""
    folder = _folder_of(entry)
    return list(corrections.concerning(corrections.read(folder, entry.words), key, digest)) if folder else []


def _folder_of(entry: Entry) -> Path | None:
    """The folder of a plan's file."""
    return None if str(entry.path) == "-" else entry.path.parent


def read_plan(entry: Entry, recognised: Path | None = None) -> tuple[Plan, Entry, tuple[Remark, ...]]:
    """The plan of an entry, the entry with the city that its head names, and what of that stays open.

    Raises InputError when the file holds no plan, or lacks the words from which its city is inferred.
    """
    from edugraph import city, structure
    from edugraph.structure.front import refuse

    source = readers.read(entry.path, recognised)
    missing = next((words for words in entry.evidence if words not in source.text), None)
    if missing is not None:
        raise InputError(f"{entry.path}: the evidence {missing!r} of plans.toml does not stand in the text.")
    try:
        plan = structure.parse(source, entry.key, entry.year, entry.words)
    except InputError as error:  # a source knows its name alone
        raise InputError(str(error).replace(source.name, str(entry.path), 1)) from error
    with using(plan.words):
        why = refuse.reason(plan)
    if why:
        raise InputError(f"{entry.path}: no plan: {why}. If it is one, put its title (…工作要点) above it.")
    placed, remarks = city.place(entry, plan)
    if not entry.key:
        plan = replace(plan, key=city.key(placed, plan))
    return plan, placed, remarks


def _around(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """What the reader of a format left out, which has no place in the text."""
    for reason, words in plan.source.origin.left_out if plan.source.origin else ():
        yield plan.source.name, reason, words


def _told(plan: Plan, remarks: Sequence[Remark]) -> Iterator[tuple[str, str, str]]:
    """Remarks as place, reason and words."""
    for remark in remarks:
        yield plan.source.place(remark.span.start), remark.reason, plan.quote(remark.span)[:60]


def build(
    entries: Sequence[Entry], into: Path, jobs: int = 1, progress: Callable[[Report], None] = lambda _: None
) -> list[Report]:
    """Bring the graphs of a folder up to date and report on each plan, in the order given.

    Raises InputError when the folder cannot be written, or a file of corrections has a mistake. A plan that fails
    leaves its old graph as it was; where none is read, no folder is made.
    """
    said = {folder: corrections.read(folder, entry.words) for entry in entries if (folder := _folder_of(entry))}
    made = _folder(into)
    try:
        with graphs.alone(into):
            return _Build(entries, into, said).run(jobs, progress)
    finally:
        for folder in made:
            with suppress(OSError):  # it holds something
                folder.rmdir()


class _Build:
    """A build in a folder that no other build touches. ``said`` are the corrections that lie in each folder of plans."""

    def __init__(self, entries: Sequence[Entry], into: Path, said: Mapping[Path, tuple[Correction, ...]]) -> None:
        _clear(into)
        self._entries, self._into = entries, into
        self._state = staging.load(into)
        self._recognised = into / graphs.HIDDEN / graphs.RECOGNISED
        self._copies = _copies(entries)
        self._inputs = {
            entry.handle: _Inputs.of(entry, said.get(entry.path.parent, ()))
            for entry in entries
            if entry.handle not in self._copies
        }

    def run(self, jobs: int, progress: Callable[[Report], None]) -> list[Report]:
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
        with staging.staged(self._into, state, jobs) as files:
            for entry, made in _make_all(stale, jobs, self._recognised):
                result = self._apart(entry, made, owners)
                reports[entry.handle] = result.report
                progress(result.report)
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
        return replace(make(replace(entry, key=key), self._recognised), handle=entry.handle)

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
        digest = sha256(f"{_program()}{entry.words.digest}{(*known, *more)!r}".encode() + data)
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


def _make_all(entries: Sequence[Entry], jobs: int, recognised: Path) -> Iterator[tuple[Entry, Made]]:
    made = partial(make, recognised=recognised)
    if jobs <= 1 or len(entries) <= 1:
        yield from ((entry, made(entry)) for entry in entries)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(entries))) as pool:
        size = max(1, min(50, len(entries) // (4 * jobs)))
        yield from zip(entries, pool.map(made, entries, chunksize=size), strict=True)


def _folder(into: Path) -> list[Path]:
    """Make the folder of a graph; those that were not there before, the inmost first."""
    hidden = into / graphs.HIDDEN
    new = [folder for folder in (hidden, *hidden.parents) if not folder.exists()]
    try:
        hidden.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. Choose another folder with --into.") from error
    return new


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


@cache
def _program() -> str:
    """Digest of the program's code and word lists."""
    digest = sha256(__version__.encode())
    for folder, pattern in ((Path(__file__).parent, "**/*.py"), (resources.folder("ontology"), "*.t??")):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
