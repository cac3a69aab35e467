"""Corrections applied to the facts of a plan: which fact became what, and which correction no longer applies."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from edugraph.corrections import fields
from edugraph.corrections.anchors import Anchors, UnfitError
from edugraph.errors import UsageError
from edugraph.facts import Fact
from edugraph.structure.plan import Remark
from edugraph.vocabulary import using

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.corrections.entry import Correction
    from edugraph.structure.plan import Plan
    from edugraph.text import Span

_ONCE = frozenset({"theme", "citation"})
NO_MEASURE = "correction: its task has no such measure"
UNFITTING = "correction: its values do not go together"


@dataclass(frozen=True)
class Note:
    """What a correction made of a fact: confirmed, changed, dropped or added; ``before`` is the fact as it was read."""

    correction: Correction
    outcome: str
    before: Fact | None
    after: Fact | None

    @property
    def told_before(self) -> str:
        """The fields as they were: those that changed, else all."""
        return fields.told(pair for pair in _pairs(self.before) if self._is_told(pair[0]))

    @property
    def told_after(self) -> str:
        """The fields as they are now; nothing of a fact that was dropped, or stayed as it was."""
        now = self.after if self.outcome in ("changed", "added") else None
        return fields.told(pair for pair in _pairs(now) if self._is_told(pair[0]))

    def _is_told(self, name: str) -> bool:
        before, after = dict(_pairs(self.before)), dict(_pairs(self.after))
        return self.outcome != "changed" or before.get(name) != after.get(name)


def _pairs(fact: Fact | None) -> Iterable[tuple[str, str]]:
    return fields.values(fact).items() if fact else ()


@dataclass(frozen=True)
class Idle:
    """A correction that does not apply, and why."""

    correction: Correction
    reason: str

    @property
    def why(self) -> str:
        """The reason, where it need not be said that it is one of a correction."""
        return self.reason.removeprefix("correction: ")

    def told(self, plan: Plan) -> str:
        """What to say of it."""
        one = self.correction
        return (
            f"{one.place}: “{one.quote[:40]}” of {plan.key} does not apply: {self.why}; change the entry, or delete it."
        )


@dataclass
class Corrected:
    """What was found in a plan, corrected. ``notes`` are by the index of the fact in ``found``.

    A fact that was dropped keeps its place, so that no other gets its id; its last note says so.
    """

    found: list[Fact | Remark]
    notes: dict[int, list[Note]] = field(default_factory=dict)
    idle: list[Idle] = field(default_factory=list)

    def is_dropped(self, index: int) -> bool:
        """Whether a fact does not hold any more."""
        return index in self.notes and self.notes[index][-1].outcome == "dropped"

    def outcome(self, index: int) -> str:
        """What people made of a fact that holds: added, changed or confirmed, the furthest of several; else empty."""
        told = {note.outcome for note in self.notes.get(index, ())}
        return next((one for one in ("added", "changed", "confirmed") if one in told), "")

    @property
    def holding(self) -> dict[int, Fact]:
        """The facts that hold, by their index in ``found``."""
        return {at: one for at, one in enumerate(self.found) if isinstance(one, Fact) and not self.is_dropped(at)}

    @property
    def facts(self) -> list[Fact]:
        """The facts that hold."""
        return list(self.holding.values())

    @property
    def remarks(self) -> list[Remark]:
        """What was read and set aside, and where a correction does not apply."""
        return [one for one in self.found if isinstance(one, Remark)]


def apply(plan: Plan, found: Iterable[Fact | Remark], corrections: Iterable[Correction]) -> Corrected:
    """What was found in a plan, corrected, in the order in which the corrections stand.

    Facts that are added come last, and a remark behind them for each correction that does not apply.
    """
    result = Corrected(list(found))
    every = list(corrections)
    if every:
        places = Anchors(plan, result.holding)
        with using(plan.words):
            for correction in every:
                _try(plan, places, result, correction)
    return result


def _try(plan: Plan, places: Anchors, result: Corrected, correction: Correction) -> None:
    """Apply a correction, or say why it does not apply."""
    try:
        _apply(plan, places, result, correction)
    except UnfitError as why:
        result.idle.append(Idle(correction, why.reason))
        result.found.append(Remark(_place(plan, correction, why.places or places.places(correction.quote)), why.reason))
    except UsageError:
        result.idle.append(Idle(correction, UNFITTING))
        result.found.append(Remark(_place(plan, correction, ()), UNFITTING))


def _apply(plan: Plan, places: Anchors, result: Corrected, correction: Correction) -> None:
    index = _read(places, correction) if correction.action == "add" else places.fact(correction)
    if index is None:
        _check_measure(plan, correction, places.spot(correction)[0])
        new = fields.made(plan, correction.kind, dict(correction.set), places.spot(correction))
        new = replace(new, rule="corrections.added")
        places.hold(len(result.found), new)
        result.notes[len(result.found)] = [Note(correction, "added", None, new)]
        result.found.append(new)
        return
    before = places.facts[index]
    if before.measure != dict(correction.set).get("measure"):
        _check_measure(plan, correction, before.task)
    outcome = _outcome(correction, before)
    after = None if outcome == "dropped" else _after(correction, before, outcome)
    result.notes.setdefault(index, []).append(Note(correction, outcome, before, after))
    if after is None:
        places.drop(index)
    else:
        places.hold(index, after)
        result.found[index] = after


def _check_measure(plan: Plan, correction: Correction, number: str) -> None:
    """Raise UnfitError where a correction names a measure that its task does not have."""
    wanted = dict(correction.set).get("measure")
    if wanted and not any(
        one.measure == wanted for task in plan.tasks if task.number == number for one in task.passages
    ):
        raise UnfitError(NO_MEASURE)


def _outcome(correction: Correction, before: Fact) -> str:
    """What a correction does to a fact; what the program reads so by now, the person confirms."""
    if correction.set:
        return "confirmed" if fields.fits(before, correction.set) else "changed"
    return {"confirm": "confirmed", "drop": "dropped"}[correction.action]


def _read(places: Anchors, correction: Correction) -> int | None:
    """The fact that is to be added, where the program reads it by now: at its words, or what a task has once, in it."""
    try:
        task = places.spot(correction)[0] if correction.kind in _ONCE else ""
        held = places.in_task(correction, task) if task else None
        return places.fact(correction) if held is None else held
    except UnfitError:
        return None


def _after(correction: Correction, before: Fact, outcome: str) -> Fact:
    """The fact as a person has it, which is in no doubt."""
    sure = replace(before, doubts=())
    if outcome == "confirmed":
        return sure
    return replace(fields.changed(sure, dict(correction.set)), rule="corrections.changed")


def _place(plan: Plan, correction: Correction, places: Sequence[Span]) -> Span:
    """Where a correction that does not apply is remarked: at its words, else at the title of its task."""
    inside = next((one for one in places if plan.task_at(one)), None)
    tasks = [task for task in plan.tasks if task.number == correction.task] or list(plan.tasks)
    return inside or tasks[0].title
