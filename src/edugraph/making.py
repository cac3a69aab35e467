"""One plan to its graph: the bytes of a file and all that is known of it beforehand, to graph, text and report.

``make`` reads nothing but what it is given, so that it gives the same in this process, in another, and on another
machine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from edugraph import __version__, corrections, readers, resources
from edugraph.errors import EduGraphError, InputError
from edugraph.readers import kept
from edugraph.vocabulary import using

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.catalogue import Entry
    from edugraph.corrections import Correction
    from edugraph.readers.kept import Found
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
class Given:
    """All that the graph of one plan is made from; it can be sent to where it is made.

    ``fault`` is why the bytes of the file are not at hand, ``said`` the corrections that lie beside it, ``known`` what
    was recognised on the pictures in it.
    """

    entry: Entry
    data: bytes = b""
    fault: str = ""
    said: tuple[Correction, ...] = ()
    known: Mapping[str, Found] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """The graph of one plan, not yet written, with its report; ``found`` is what was recognised on its pictures anew."""

    report: Report
    turtle: bytes = b""
    text: bytes = b""
    found: Mapping[str, Found] = field(default_factory=dict)


def given(entry: Entry, recognised: Path | None = None) -> Given:
    """What the graph of an entry is made from: read from its file, and from what was said and recognised of it before."""
    folder = folder_of(entry)
    try:
        data = readers.load(entry.path)
        said = corrections.read(folder, entry.words) if folder else ()
    except InputError as error:
        return Given(entry, fault=str(error))
    return Given(entry, data, said=said, known=kept.load(recognised, data) if recognised else {})


def make(one: Given) -> Made:
    """Read one plan and write its graph, in memory. A plan that cannot be read gives a failed report."""
    begun = perf_counter()
    known = dict(one.known)
    try:
        made = _made(one, known, begun)
    except EduGraphError as error:
        made = failed(one.entry, str(error))
    except Exception as error:  # one file never stops the others
        why = f"an error of EduGraph itself ({type(error).__name__}: {error}); please report it with the file."
        made = failed(one.entry, f"{one.entry.path}: {why}")
    return replace(made, found={name: found for name, found in known.items() if name not in one.known})


def failed(entry: Entry, message: str) -> Made:
    """What becomes of a plan that cannot be read."""
    return Made(Report(entry.key, entry.path.name, "failed", message))


def _made(one: Given, known: dict[str, Found], begun: float) -> Made:
    from edugraph.extract import read
    from edugraph.rdf import quads

    if one.fault:
        raise InputError(one.fault)
    plan, placed, remarks = _plan(one.entry, one.data, known)
    origin = plan.source.origin
    mine = list(corrections.concerning(one.said, plan.key, origin.sha256 if origin else ""))
    corrected = corrections.apply(plan, read(plan), mine)
    turtle = quads.turtle(quads.triples(plan, corrected, placed))
    doubts = [*plan.doubts, *remarks, *corrected.remarks]
    report = Report(
        key=plan.key,
        file=one.entry.path.name,
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
    return Made(report, turtle, plan.source.text.encode())


def _form(origin: Origin) -> str:
    """How a file was read: its format and encoding, and how sure text recognition was."""
    sure = "" if origin.sure is None else f"OCR {100 * origin.sure:.1f} %"
    return " ".join(filter(None, (origin.form, origin.encoding, sure)))


def folder_of(entry: Entry) -> Path | None:
    """The folder of a plan's file; stdin lies in none."""
    return None if str(entry.path) == "-" else entry.path.parent


def read_plan(entry: Entry) -> tuple[Plan, Entry, tuple[Remark, ...]]:
    """The plan of an entry, the entry with the city that its head names, and what of that stays open.

    Raises InputError when the file holds no plan, or lacks the words from which its city is inferred.
    """
    return _plan(entry, readers.load(entry.path), {})


def _plan(entry: Entry, data: bytes, known: dict[str, Found]) -> tuple[Plan, Entry, tuple[Remark, ...]]:
    """The same from the bytes of its file; ``known`` is what was recognised on its pictures."""
    from edugraph import city, structure
    from edugraph.structure.front import refuse

    source = readers.read(entry.path, data, known)
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


@cache
def program() -> str:
    """Digest of the program's code and word lists."""
    digest = sha256(__version__.encode())
    for folder, pattern in ((Path(__file__).parent, "**/*.py"), (resources.folder("ontology"), "*.t??")):
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
