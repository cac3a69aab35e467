"""A correction made ready to be written down: it must apply to exactly one fact of the plan as it is read now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from edugraph import catalogue, corrections, graphs, resources, staging
from edugraph.corrections import anchors, entry, fields
from edugraph.corrections.entry import Correction
from edugraph.errors import MissingError, UsageError
from edugraph.extract import read
from edugraph.making import read_plan
from edugraph.vocabulary import using

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from edugraph.catalogue import Entry
    from edugraph.corrections import Corrected, Note
    from edugraph.facts import Fact
    from edugraph.structure.plan import Plan
    from edugraph.text import Span

_LISTED = 12


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a person says of a fact, as it is typed."""

    kind: str
    quote: str
    action: str
    who: str
    when: str
    why: str
    task: str = ""
    was: Mapping[str, str] = field(default_factory=dict)
    set: Mapping[str, str] = field(default_factory=dict)


def entry_of(folder: Path, key: str, vocabulary: Path | None = None) -> Entry:
    """The file that a plan of a graph was read from.

    Raises MissingError where this machine does not know it: then it is to be named; UsageError where it is one that
    comes with the program, beside which nothing is written unasked.
    """
    found = _known_entry(folder, key, vocabulary)
    if found.path.resolve().is_relative_to(resources.folder("graphs").resolve()):
        raise UsageError(
            f"{key} is a plan that comes with EduGraph, and nothing is written beside it unasked; copy {found.path} "
            "to a folder of your own and name that file, or name the graph of your own that holds it with --graph."
        )
    return found


def _known_entry(folder: Path, key: str, vocabulary: Path | None) -> Entry:
    for known in staging.load(folder).values():
        if known[2] == key and known[3] and (folder / known[3]).is_file():
            return replace(one_entry(folder / known[3], vocabulary), key=key)
    for one in catalogue.load(folder / graphs.TEXTS).values():
        if one.key == key:
            return one_entry(one.path, vocabulary)
    raise MissingError(f"the file that {key} was read from is not at hand here; name the file in place of the plan.")


def one_entry(path: Path, vocabulary: Path | None = None) -> Entry:
    """The plan of a file; raises UsageError for a folder, InputError for what is not there."""
    if path.is_dir() or str(path) == "-":
        raise UsageError(f"{path}: a correction is about one plan; name its file.")
    return catalogue.entries([path], vocabulary)[0]


def prepared(one: Entry, wish: Wish) -> tuple[Correction, Note]:
    """The correction that a wish comes to, and what it makes of its fact.

    Raises UsageError where it lacks something, or several facts fit, which are listed; MissingError where none does.
    """
    with using(one.words):
        return _prepared(one, read_plan(one)[0], wish)


def _prepared(one: Entry, plan: Plan, wish: Wish) -> tuple[Correction, Note]:
    """The same with the words in force that the plan is read with."""
    digest = plan.source.origin.sha256 if plan.source.origin else ""
    known = list(corrections.concerning(corrections.read(one.path.parent, one.words), plan.key, digest))
    now = corrections.apply(plan, read(plan), known)
    typed = _typed(plan, wish)
    task, words = _added(plan, typed) if wish.action == "add" else _fact(plan, typed, now)
    title = next((plan.title_of(one) for one in plan.tasks if one.number == task), "")
    exact = replace(typed, quote=words, task=task, title=title, file=f"sha256:{digest}")
    return exact, _noted(plan, exact, corrections.apply(plan, read(plan), [*known, exact]))


def _typed(plan: Plan, wish: Wish) -> Correction:
    """The wish as a correction, its values in the form of facts."""
    was, given = fields.checked(wish.kind, wish.was), fields.checked(wish.kind, wish.set)
    if not fields.is_day(wish.when):
        raise UsageError(f"--when {wish.when}: a day is written 2024-05-01.")
    for name in ("quote", "who", "why"):
        if not getattr(wish, name).strip():
            raise UsageError(f"--{name} is empty.")
    typed = Correction(
        plan=plan.key, kind=wish.kind, quote=wish.quote.strip(), action=wish.action, who=wish.who.strip(), when=wish.when,
        why=wish.why.strip(), task=wish.task, was=was, set=given,
    )  # fmt: skip
    if fault := entry.fault_of(typed):
        raise UsageError(f"{fault}; fields are given by --set FIELD=VALUE.")
    return typed


def _fact(plan: Plan, typed: Correction, now: Corrected) -> tuple[str, str]:
    """The task of the one fact that is meant, and the words by which it is found again: all of its own, or more."""
    places = anchors.Anchors(plan, now.holding)
    if not places.places(typed.quote):
        raise MissingError(f"the words “{typed.quote}” do not stand in {plan.key}; copy them from its text.")
    some = [one for one in places.matches(typed) if typed.task in ("", one.task)]
    some = [one for one in some if one.whole] or some
    facts = [places.facts[one.at] for one in some]
    if len(facts) > 1:
        told = _listed(plan, facts)
        raise UsageError(f"{len(facts)} facts fit; tell one by --task, by more words, or by --was:\n{told}")
    if not facts:
        near = _listed(plan, _touching(places.places(typed.quote), now.facts)) or "  nothing"
        raise MissingError(
            f"no {typed.kind} is read so from “{typed.quote}”; what was not read is added with --add. There is:\n{near}"
        )
    words = plan.quote(facts[0].span)
    longer = len(anchors.plain(words)) > len(anchors.plain(typed.quote))
    return facts[0].task, words if longer else typed.quote


def _touching(places: Sequence[Span], facts: Sequence[Fact]) -> list[Fact]:
    return [one for one in facts if any(at.start < one.span.end and one.span.start < at.end for at in places)]


def _added(plan: Plan, typed: Correction) -> tuple[str, str]:
    """The task and the words of a fact that is to be added."""
    places = anchors.Anchors(plan, {}).places(typed.quote)
    homes = [task for place in places if typed.task in ("", task := plan.task_at(place))]
    if not homes:
        where = f"in task {typed.task} of {plan.key}" if places else f"in {plan.key}"
        raise MissingError(f"the words “{typed.quote}” do not stand {where}; copy them from its text.")
    if len(homes) > 1:
        raise UsageError(
            f"the words “{typed.quote}” stand in the tasks {', '.join(homes)}; name --task, or more words."
        )
    return homes[0], typed.quote


def _noted(plan: Plan, exact: Correction, found: Corrected) -> Note:
    """What a correction makes of its fact, now that it is applied."""
    notes = [note for some in found.notes.values() for note in some if note.correction is exact]
    if not notes:
        idle = next(one for one in found.idle if one.correction is exact)
        raise UsageError(f"it does not apply to {plan.key}: {idle.why}; more words, or other values, may help.")
    return notes[0]


def _listed(plan: Plan, facts: Sequence[Fact]) -> str:
    return "\n".join(_line(plan, fact) for fact in facts[:_LISTED])


def _line(plan: Plan, fact: Fact) -> str:
    values = fields.told(fields.values(fact).items())
    return f"  --kind {fact.name} --task {fact.task} “{plan.quote(fact.span)}”: {values}"
