"""What became of the tasks: kept, reworded, moved to another office, dropped, new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.diff import offices, wording
from edugraph.diff.change import NOTHING, Change, Place, Side
from edugraph.overlap import reasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.diff.alignment import Alignment
    from edugraph.diff.offices import Answering
    from edugraph.diff.wording import Clause, Wording
    from edugraph.overlap.profiles import Profile
    from edugraph.overlap.reasons import Pair

_SHOWN = 5  # clauses of one side; the places of all stand in the evidence
_BETWEEN = "；"
_SURE = 0.5  # below this score it is told what makes two tasks one


def changes(found: Alignment, ours: Answering, theirs: Answering) -> Iterator[Change]:
    """Changes of tasks in the order of plan A, then the new tasks of plan B. A task may be reworded and moved at once."""
    by_row = {pair.one: pair for pair in found.pairs}
    for row in range(len(found.scores)):
        if row not in by_row:
            yield _alone(found, row, "dropped")
            continue
        pair = by_row[row]
        yield _worded(found, pair)
        yield from _moved(found, pair, ours, theirs)
    for row in found.new:
        yield _alone(found, row, "new")


def _alone(found: Alignment, row: int, change: str) -> Change:
    """A task that only one plan has, with the nearest one of the other plan as a check."""
    task, near = found.space.tasks[row], found.nearest(row)
    why = f"nearest {near[0].plan}:{near[0].task} {near[0].title} ({near[1]:.2f})" if near else "nothing like it"
    side = _side(task)
    one, other = (side, NOTHING) if change == "dropped" else (NOTHING, side)
    return Change("task", change, task.title, one, other, why=why)


def _worded(found: Alignment, pair: Pair) -> Change:
    """Whether a task says the same."""
    one, other = found.space.tasks[pair.one], found.space.tasks[pair.other]
    differ = wording.compare(one, other)
    if differ is None:
        return Change("task", "kept", other.title, _side(one), _side(other), why="same words apart from figures")
    return Change(
        "task",
        "reworded",
        other.title,
        _side(one, differ.place[0], differ.gone),
        _side(other, differ.place[1], differ.come),
        _listed(differ.gone),
        _listed(differ.come),
        _how_much(found, pair, differ),
    )


def _how_much(found: Alignment, pair: Pair, differ: Wording) -> str:
    """How much of a task is in other words, and for two tasks that are not much alike, what makes them one."""
    gone, come = (
        f"{len(some)} of {len(wording.clauses(found.space.tasks[row]))} clauses"
        for some, row in ((differ.gone, pair.one), (differ.come, pair.other))
    )
    doubt = f": {reasons.why(found.space, [pair])[0]}" if pair.score < _SURE else ""
    return f"{gone} gone, {come} new; score {pair.score:.2f}{doubt}"


def _moved(found: Alignment, pair: Pair, ours: Answering, theirs: Answering) -> Iterator[Change]:
    """Whether other offices answer for a task."""
    one, other = found.space.tasks[pair.one], found.space.tasks[pair.other]
    why = offices.moved(ours, theirs, one.task, other.task)
    if why:
        here, there = _answered(one, ours), _answered(other, theirs)
        yield Change("task", "moved", other.title, here, there, ours.told(one.task), theirs.told(other.task), why)


def _answered(task: Profile, of: Answering) -> Side:
    """The side of a task that names its offices; where it names none, its first sentence."""
    sentence, places = of.places(task.task)
    return Side(task.task, sentence, places) if places else _side(task)


def _side(task: Profile, at: int | None = None, said: Sequence[Clause] = ()) -> Side:
    """The side of a task: the sentence at a place, or its first one, and the clauses that are meant."""
    sentence, start, end = wording.sentence(task, task.stretches[0].start if at is None else at)
    places = [Place("words", task.title, clause.text, clause.start, clause.end) for clause in said]
    return Side(task.task, sentence, (Place("task", task.title, sentence, start, end), *places))


def _listed(said: Sequence[Clause]) -> str:
    """Clauses in a cell: the first ones, and how many more there are."""
    more = f"{_BETWEEN}… {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    return _BETWEEN.join(clause.text for clause in said[:_SHOWN]) + more
