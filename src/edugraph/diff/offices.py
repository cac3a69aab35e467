"""Who answers for a task in two plans: by the function of the office, or else by its name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.diff.change import Place
from edugraph.text import fold
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.store import Store

ROLES = ("lead", "responsible")
"""The roles in which an office answers for a task; who cooperates or supervises does not carry it."""

_HELPING = ("cooperating", "supervising")

_BETWEEN = "、"


class Office(NamedTuple):
    """An office with its functions; none where its name is not understood."""

    name: str
    functions: frozenset[str]

    def bears_name_of(self, other: Office) -> bool:
        """Whether two offices are called the same."""
        return fold(self.name) == fold(other.name)

    def shares_function_of(self, other: Office) -> bool:
        """Whether two offices have a function in common."""
        return bool(self.functions & other.functions)


@dataclass(frozen=True)
class Answering:
    """Who answers for the tasks of one plan: by task and role, and the sentences that say so, by task."""

    offices: Mapping[str, Mapping[str, Sequence[Office]]]
    said: Mapping[str, Sequence[tuple[str, Place]]] = field(default_factory=dict)

    def of(self, task: str, *roles: str) -> list[Office]:
        """The offices of a task in some roles: those that answer for it, unless others are named."""
        held = self.offices.get(task, {})
        return [office for role in roles or ROLES for office in held.get(role, ())]

    def told(self, task: str) -> str:
        """The offices of a task with their roles, as a reader of Chinese writes it: 牵头 甲；责任 乙、丙."""
        labels = {role: scheme("roles").by_notation[role].label for role in ROLES}
        parts = [(labels[role], self.of(task, role)) for role in ROLES]
        return "；".join(
            f"{label} {_BETWEEN.join(office.name for office in offices)}" for label, offices in parts if offices
        )

    def places(self, task: str) -> tuple[str, tuple[Place, ...]]:
        """The sentence that names the first office of a task, and all places that name one."""
        names = {office.name for office in self.of(task)}
        found = [(sentence, place) for sentence, place in self.said.get(task, ()) if place.subject in names]
        return (found[0][0] if found else "", tuple(place for _, place in found))


def answering(store: Store, plan: str) -> Answering:
    """Who answers for the tasks of a plan."""
    functions: defaultdict[str, set[str]] = defaultdict(set)
    for row in query.run(store, "offices", plan=plan).dicts():
        functions[row["organisation"]] |= {row["function"]} - {""}
    offices: defaultdict[str, defaultdict[str, dict[str, Office]]] = defaultdict(lambda: defaultdict(dict))
    for row in query.run(store, "responsibilities", plan=plan).dicts():
        name = row["organisation"]
        offices[row["task"]][row["role"]][name] = Office(name, frozenset(functions[name]))
    said: defaultdict[str, list[tuple[str, Place]]] = defaultdict(list)
    for row in query.run(store, "evidence", plan=plan, kind="responsibility").dicts():
        place = Place("responsibility", row["subject"], row["exact"], int(row["start"]), int(row["end"]))
        said[row["task"]].append((row["quote"], place))
    held = {task: {role: tuple(some.values()) for role, some in roles.items()} for task, roles in offices.items()}
    return Answering(held, said)


def moved(ours: Answering, theirs: Answering, one: str, other: str) -> str:
    """In what the offices of two tasks differ; empty where they do not, or where a plan names no offices at all.

    ``lead 基教科 to 职成科; no longer 财务科; now 人事科``. One that helped before and answers now (配合, 责任) is
    no other office.
    """
    if not ours.offices or not theirs.offices:
        return ""
    told = []
    gone, come = apart(ours.of(one, "lead"), theirs.of(other, "lead"))
    if gone and come:
        told.append(f"lead {_names(gone)} to {_names(come)}")
    every = apart(ours.of(one, *ROLES, *_HELPING), theirs.of(other, *ROLES, *_HELPING))
    gone = [office for office in ours.of(one) if office in every[0]]
    come = [office for office in theirs.of(other) if office in every[1]]
    told += [f"no longer {_names(gone)}"] if gone else []
    told += [f"now {_names(come)}"] if come else []
    return "; ".join(told)


def apart(ours: Sequence[Office], theirs: Sequence[Office]) -> tuple[list[Office], list[Office]]:
    """The offices of each side without a counterpart on the other: one of its name, or else one of a function of it.

    Each is the counterpart of one office at most.
    """
    mine, yours = list(dict.fromkeys(ours)), list(dict.fromkeys(theirs))
    for are_one in (Office.bears_name_of, Office.shares_function_of):
        for office in tuple(mine):
            found = next((other for other in yours if are_one(office, other)), None)
            if found:
                mine.remove(office)
                yours.remove(found)
    return mine, yours


def _names(offices: Iterable[Office]) -> str:
    return _BETWEEN.join(dict.fromkeys(office.name for office in offices))
