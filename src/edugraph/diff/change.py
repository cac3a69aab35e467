"""One difference between two plans, with the sentence on each side and the places behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Row = Mapping[str, str]

PARTS = ("tasks", "targets", "completion")
"""What may be asked for alone; in a row it is said in the singular."""

COLUMNS = (
    "part", "change", "plan_a", "task_a", "plan_b", "task_b", "what", "before", "after", "why", "quote_a", "quote_b",
)  # fmt: skip
EVIDENCE = ("change", "plan", "city", "task", "kind", "subject", "quote", "start", "end")

KEPT = frozenset({"kept", "untold"})
"""Changes that are none."""


class Place(NamedTuple):
    """Characters of the raw text of a plan: what they say of what, and where they stand."""

    kind: str
    subject: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Side:
    """What one plan says of a change: the task, its sentence, the places. A plan that is silent says nothing."""

    task: str = ""
    quote: str = ""
    places: tuple[Place, ...] = ()


NOTHING = Side()


@dataclass(frozen=True)
class Change:
    """A difference in a part (task, target or completion): plan A says ``one``, plan B ``other``."""

    part: str
    change: str
    what: str
    one: Side = NOTHING
    other: Side = NOTHING
    before: str = ""
    after: str = ""
    why: str = ""

    def row(self, a: Row, b: Row) -> tuple[str, ...]:
        """Its cells; ``a`` and ``b`` are the rows of the two plans."""
        places = (a["plan"], self.one.task, b["plan"], self.other.task)
        told = (self.what, self.before, self.after, self.why, self.one.quote, self.other.quote)
        return (self.part, self.change, *places, *told)

    def evidence(self, a: Row, b: Row) -> Iterator[tuple[str, ...]]:
        """A row for each place behind it, headed by its part, its change, both tasks, what it is of and its figures."""
        tasks = " ".join(f"{row['plan']}:{side.task}" for row, side in ((a, self.one), (b, self.other)) if side.places)
        shown = f"{self.before} → {self.after}".strip() if self.part != "task" else ""
        key = f"{self.part} {self.change} {tasks} {self.what} {shown}".rstrip()
        for row, side in ((a, self.one), (b, self.other)):
            for place in side.places:
                city = row["city"]
                span = (str(place.start), str(place.end))
                yield (key, row["plan"], city, side.task, place.kind, place.subject, place.quote, *span)
