"""Plans to a folder of graphs: incremental, atomic, and with a report of what was read.

The folder holds one ``CITY-YEAR.ttl`` a plan and the texts that were read in ``plans/``. All changes
of a build are staged first and moved in at the end; a build that is cut off leaves the old graph, and
one that is cut off while moving is completed by the next one (``graphs.move_in``).
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph import __version__, catalogue, graphs, resources
from edugraph.errors import EduGraphError, InputError
from edugraph.text import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from edugraph.catalogue import Entry
    from edugraph.structure.plan import Plan, Remark

_STATE = "state.json"
_LARGEST = 20_000_000  # bytes; a plan has some tens of thousands
TEXTS = "plans"


@dataclass(frozen=True)
class Report:
    """What became of one plan: read, kept (unchanged since the last build) or failed."""

    key: str
    file: str
    state: str
    message: str = ""
    characters: int = 0
    tasks: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    noise: tuple[tuple[str, str, str], ...] = ()
    doubts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Made:
    """The graph of one plan, not yet written, with its report."""

    report: Report
    turtle: bytes = b""
    text: bytes = b""


def read_source(path: Path) -> Source:
    """The text of a file, UTF-8, exactly as it stands.

    Raises InputError when it cannot be read, is empty, too large or is not UTF-8.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    if data is None:
        raise InputError(f"{path}: too large for a plan ({path.stat().st_size:,} bytes, at most {_LARGEST:,}).")
    if not data.strip():
        raise InputError(f"{path}: empty file, no plan in it.")
    try:
        return Source(path.name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8 at byte {error.start}. Convert it first: iconv -f GB18030 -t UTF-8 FILE > NEW."
        ) from error


def make(entry: Entry) -> Made:
    """Read one plan and write its graph, in memory. A plan that cannot be read gives a failed report."""
    from edugraph.rdf import quads

    try:
        plan = read_plan(entry)
    except EduGraphError as error:
        return Made(Report(entry.key, entry.path.name, "failed", str(error)))
    from edugraph.extract import read
    from edugraph.facts import Fact

    found = list(read(plan))
    facts = [one for one in found if isinstance(one, Fact)]
    turtle = quads.turtle(quads.triples(plan, facts, catalogue.placed(entry, plan)))
    counts = Counter(fact.name for fact in facts)
    doubts = [*plan.doubts, *(one for one in found if not isinstance(one, Fact))]
    report = Report(
        key=plan.key,
        file=entry.path.name,
        state="read",
        characters=len(plan.source.text),
        tasks=len(plan.tasks),
        facts=dict(counts),
        noise=tuple(_told(plan, plan.noise)),
        doubts=tuple(_told(plan, doubts)),
    )
    return Made(report, turtle, plan.source.text.encode())


def read_plan(entry: Entry) -> Plan:
    """The plan of an entry.

    Raises InputError when the file holds no plan, or lacks the words from which its city is inferred.
    """
    from edugraph import structure

    source = read_source(entry.path)
    missing = next((words for words in entry.evidence if words not in source.text), None)
    if missing is not None:
        raise InputError(f"{entry.path}: the evidence {missing!r} of plans.toml does not stand in the text.")
    return structure.parse(source, entry.key, entry.year)


def _told(plan: Plan, remarks: Sequence[Remark]) -> Iterator[tuple[str, str, str]]:
    """Remarks as place, reason and words."""
    for remark in remarks:
        yield plan.source.place(remark.span.start), remark.reason, plan.quote(remark.span)[:60]


def build(
    entries: Sequence[Entry], into: Path, jobs: int = 1, progress: Callable[[Report], None] = lambda _: None
) -> list[Report]:
    """Bring the graphs of a folder up to date and report on each plan, in the order given.

    Raises InputError when the folder cannot be written. A plan that fails leaves its old graph as it was.
    """
    _folder(into)
    with graphs.alone(into):
        return _build(entries, into, jobs, progress)


def _build(entries: Sequence[Entry], into: Path, jobs: int, progress: Callable[[Report], None]) -> list[Report]:
    """A build in a folder that no other build touches."""
    _clear(into)
    state = _load_state(into)
    prints = {entry.key: _fingerprint(entry) for entry in entries}
    stale = [entry for entry in entries if not _is_current(into, entry, prints[entry.key], state)]
    made = {}
    for result in _make_all(stale, jobs):
        made[result.report.key] = result
        progress(result.report)
    good = {entry.key: made[entry.key] for entry in stale if made[entry.key].report.state == "read"}
    _write(into, {entry.key: entry for entry in entries}, good, state, prints)
    return [
        made[entry.key].report if entry.key in made else Report(entry.key, entry.path.name, "kept") for entry in entries
    ]


def _make_all(entries: Sequence[Entry], jobs: int) -> Iterator[Made]:
    if jobs <= 1 or len(entries) <= 1:
        yield from map(make, entries)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(min(jobs, len(entries))) as pool:
        yield from pool.map(make, entries, chunksize=max(1, min(50, len(entries) // (4 * jobs))))


def _folder(into: Path) -> None:
    try:
        (into / graphs.HIDDEN).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. Choose another folder with --into.") from error


def _clear(into: Path) -> None:
    """Complete a build that was cut off while its files were moved in, and clear away one cut off before."""
    try:
        graphs.move_in(into)
        for left_over in (into / graphs.HIDDEN).glob("staged-*"):
            shutil.rmtree(left_over)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. Choose another folder with --into.") from error


def _write(
    into: Path,
    entries: Mapping[str, Entry],
    good: Mapping[str, Made],
    state: dict[str, list[str]],
    prints: Mapping[str, str],
) -> None:
    """Stage all files of a build, then make them count at one stroke."""
    if not good:
        return
    staged = into / graphs.HIDDEN / f"staged-{os.getpid()}"
    try:
        (staged / TEXTS).mkdir(parents=True)
        for key, made in good.items():
            (staged / f"{key}.ttl").write_bytes(made.turtle)
            if not _holds(into, entries[key]):
                (staged / TEXTS / f"{key}.txt").write_bytes(made.text)
            state[key] = [prints[key], sha256(made.turtle).hexdigest()]
        (staged / graphs.HIDDEN).mkdir()
        (staged / graphs.HIDDEN / _STATE).write_text(json.dumps(state, indent=1, sort_keys=True), encoding="utf-8")
        staged.rename(into / graphs.HIDDEN / "ready")
        graphs.move_in(into)
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. The old graph is as it was.") from error


def _holds(into: Path, entry: Entry) -> bool:
    """Whether a plan is read from the folder of the graph itself."""
    return (into / TEXTS).resolve() == entry.path.parent.resolve()


def strangers(into: Path, entries: Sequence[Entry]) -> list[str]:
    """Plans of a folder that are not among the entries: read earlier, from elsewhere or under another name."""
    return sorted(graphs.settled(into).keys() - {entry.key for entry in entries})


def _load_state(into: Path) -> dict[str, list[str]]:
    """Fingerprints of inputs and outputs of the last build; none where they cannot be trusted."""
    try:
        state = json.loads((into / graphs.HIDDEN / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    whole = isinstance(state, dict) and all(isinstance(pair, list) and len(pair) == 2 for pair in state.values())
    return state if whole else {}


def _is_current(into: Path, entry: Entry, fingerprint: str, state: Mapping[str, list[str]]) -> bool:
    """Whether the graph of a plan was made from these very inputs and is as it was written."""
    known = state.get(entry.key)
    path = into / f"{entry.key}.ttl"
    kept = _holds(into, entry) or (into / TEXTS / f"{entry.key}.txt").is_file()
    if not known or known[0] != fingerprint or not path.is_file() or not kept:
        return False
    return sha256(path.read_bytes()).hexdigest() == known[1]


def _fingerprint(entry: Entry) -> str:
    """Digest of all that a graph is made from: the text, what is known of the plan, words and program."""
    digest = sha256(_program().encode())
    digest.update(
        repr(
            (entry.key, entry.path.name, entry.city, entry.code, entry.year, entry.known, entry.evidence, entry.issuer)
        ).encode()
    )
    try:
        digest.update(entry.path.read_bytes())
    except OSError:
        digest.update(b"unreadable")
    return digest.hexdigest()


@cache
def _program() -> str:
    """Digest of the program's code and word lists."""
    digest = sha256(__version__.encode())
    for folder, pattern in ((Path(__file__).parent, "**/*.py"), (resources.folder("ontology"), "*.ttl")):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
