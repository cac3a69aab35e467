"""Two plans set against each other: tasks, targets, and what the later one tells of the targets of the earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.diff import choice, completion, offices, targets, tasks
from edugraph.diff.alignment import align
from edugraph.diff.change import COLUMNS, EVIDENCE, KEPT, PARTS, Change
from edugraph.errors import UsageError, nearest
from edugraph.overlap.profiles import reader
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]


@dataclass(frozen=True)
class Diff:
    """The rows of two plans, the earlier one first, and the changes from one to the other.

    ``silent`` tells that B, a later plan of the city of A, tells no results.
    """

    a: Row
    b: Row
    changes: Sequence[Change]
    silent: bool

    @property
    def table(self) -> Table:
        """A row a change."""
        return Table(COLUMNS, tuple(change.row(self.a, self.b) for change in self.changes))

    @property
    def evidence(self) -> Table:
        """A row for each place behind each change."""
        rows = (row for change in self.changes for row in change.evidence(self.a, self.b))
        return Table(EVIDENCE, tuple(rows))


def table(store: Store, /, plan: str = "", other: str = "", only: str = "", changed: str = "") -> Table:
    """The rows of ``diff``; ``changed`` is ``yes`` or nothing. Raises what ``diff`` raises."""
    if changed not in ("", "yes"):
        raise UsageError(f"changed={changed}: yes, or leave it out.")
    return diff(store, plan, other, only, changed=bool(changed)).table


def diff(store: Store, plan: str, other: str = "", only: str = "", *, changed: bool = False) -> Diff:
    """What is new, kept, changed or gone from one plan to another.

    ``plan`` and ``other`` as ``choice.plans`` takes them; the earlier year is A. ``only`` keeps one part (tasks,
    targets, completion), ``changed`` leaves out what is kept. Raises MissingError for a plan that the graph
    does not hold, UsageError for a part that there is not.
    """
    if only and only not in PARTS:
        raise UsageError(
            f"only={only}: no part is called that.{nearest(only, PARTS)} It is one of: {', '.join(PARTS)}."
        )
    a, b = choice.plans(store, plan, other)
    results = query.rows(store, "statements", plan=b["plan"], said="result") if _follows(a, b) else []
    found = [change for change in _changes(store, (a, b), results, only) if not changed or change.change not in KEPT]
    return Diff(a, b, found, _follows(a, b) and not results)


def _follows(a: Row, b: Row) -> bool:
    """Whether plan B is of the same city as plan A and of a later year, so that it can tell of A's targets."""
    return a["city"] == b["city"] and a["year"] < b["year"]


def _changes(store: Store, plans: tuple[Row, Row], results: Sequence[Row], only: str) -> Iterator[Change]:
    read, (a, b) = reader(store), plans
    found = align(read(a["plan"]), read(b["plan"]))
    ours, theirs = (query.rows(store, "statements", plan=row["plan"], said="target") for row in plans)
    if only in ("", "tasks"):
        yield from tasks.changes(found, *(offices.answering(store, row["plan"]) for row in plans))
    if only in ("", "targets"):
        yield from targets.changes(ours, theirs, found.numbers)
    if only in ("", "completion") and results:
        yield from completion.changes(ours, results)
