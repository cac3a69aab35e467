"""Which figure of the one plan is which of the other: one to one, by indicator, unit, scope, task and words.

Two figures can be one only where unit, kind and scope agree (``overlap.targets.traits``) and they measure one
shared indicator, or near words where one of them has none. What is added in a year (flow) may be said of many
things in one plan, so its words must be near as well, less so within one task, and name one stage and level.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from edugraph import stages
from edugraph.diff import wording
from edugraph.overlap.targets import YES, Traits, stage, traits

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    Row = Mapping[str, str]
    Score = Callable[[Row, Row], float]

_SAME_INDICATOR, _WORDS, _SAME_TASK, _SAME_TIME, _SAME_SCOPE, _SAME_FIGURE = 0.5, 0.4, 0.3, 0.1, 0.1, 0.05
_FLOW_IN_TASK, _FLOW, _NEAR_IN_TASK, _NEAR = 0.25, 0.5, 0.6, 0.8
"""How near words must be: of a shared flow and of figures without a shared indicator, within one task and not."""

_LEVELS = re.compile("国家级|省级|市级|县级|区级|校级")
_FIGURE = ("value", "value_max", "unit", "comparator")
_VERY_FIGURE_IN_TASK = 0.2
"""How near words must be within one task where the very figure is the same."""

_UNSAID = "not said"
_INSIDE, _LEAST_INSIDE = 0.7, 3
"""How near words are that stand within the others, three runs at the least: 培训时间 in 教研人员培训时间."""


class Match(NamedTuple):
    """Two figures that are one; ``again`` where its plan states it more than once."""

    one: Row
    other: Row
    again: bool = False


def pairs(ours: Sequence[Row], theirs: Sequence[Row], score: Score) -> list[Match]:
    """The figures of two plans that are one, in the order of the first.

    A figure left over that says again what a paired one of its plan says is paired with that one's partner.
    """
    from scipy.optimize import linear_sum_assignment

    scores = np.array([[score(one, other) for other in theirs] for one in ours]).reshape(len(ours), len(theirs))
    chosen = [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(scores, maximize=True), strict=True)]
    taken = [(i, j) for i, j in chosen if scores[i, j] > 0]
    again = [*_again(ours, taken), *((i, j) for j, i in _again(theirs, [(j, i) for i, j in taken]))]
    more = [(i, j) for i, j in again if scores[i, j] > 0]
    found = [*((i, j, False) for i, j in taken), *((i, j, True) for i, j in more)]
    return [Match(ours[i], theirs[j], said) for i, j, said in sorted(found)]


def _again(rows: Sequence[Row], taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Figures left over that say what a paired one says, each with the partner of that one."""
    partners = {_says(rows[i]): j for i, j in reversed(taken)}
    paired = {i for i, _ in taken}
    return [(i, partners[_says(row)]) for i, row in enumerate(rows) if i not in paired and _says(row) in partners]


def _says(row: Row) -> tuple[str, ...]:
    """What a figure says of what, whatever its words where it has a shared indicator."""
    measured = row["concept"] or wording.plain(row["indicator"])
    return (measured, row["value"], row["value_max"], row["unit"], row["comparator"], row["deadline"])


def scorer(aligned: Collection[tuple[str, str]], near: float = _NEAR) -> Score:
    """How surely two figures are one, 0 where they are not; ``aligned`` are the numbers of tasks that are one.

    ``near`` is how near words must be where there is no shared indicator and no shared task.
    """

    def score(one: Row, other: Row) -> float:
        together = (one["task"], other["task"]) in aligned
        words = nearness(one["indicator"], other["indicator"])
        same = one["concept"] == other["concept"] != ""
        if words < _least(one, other, near, together=together) or not alike(one, other):
            return 0.0
        when = _SAME_TIME * (_due(one) == _due(other) or one["deadline"] == other["deadline"])
        figure = _SAME_FIGURE * (one["value"] == other["value"]) + _SAME_SCOPE * (not scopes(one, other))
        return _SAME_INDICATOR * same + _WORDS * words + _SAME_TASK * together + when + figure

    return score


def _least(one: Row, other: Row, near: float, *, together: bool) -> float:
    """How near the words of two figures must be for them to be one; more than 1 where they cannot be."""
    shared = one["concept"] == other["concept"] != ""
    if (one["concept"] and other["concept"] and not shared) or _of_other_kind(one, other, shared=shared):
        return 2.0
    if shared:
        return (_FLOW_IN_TASK if together else _FLOW) if is_flow(one) else 0.0
    if together and one["value"] and all(one[cell] == other[cell] for cell in _FIGURE):
        return _VERY_FIGURE_IN_TASK
    return _NEAR_IN_TASK if together else near


def _of_other_kind(one: Row, other: Row, *, shared: bool) -> bool:
    """Whether two figures speak of other stages or levels: 小学 and 初中, 省级 and 市级; a shared rate says which itself."""
    ours, theirs = ({*_LEVELS.findall(words), *stages.named(words)} for words in (one["indicator"], other["indicator"]))
    if shared:
        return is_flow(one) and bool(ours) and bool(theirs) and ours != theirs
    return ours != theirs


def is_flow(row: Row) -> bool:
    """Whether a figure counts what is added in a year; of one without a shared indicator, whether it is no rate."""
    return row["measured"] == "flow" if row["measured"] else row["unit"] != "%"


def _due(row: Row) -> int:
    """In how many years from its plan a target is due."""
    return int(row["deadline"][:4] or row["year"]) - int(row["year"]) if row["deadline"] else 0


def alike(one: Row, other: Row) -> bool:
    """Whether two figures agree in unit, kind and scope."""
    return differ(one, other) == YES


def differ(one: Row, other: Row) -> str:
    """``yes`` for two figures of like unit, kind and scope, else ``no:`` and what differs; years do not count here.

    A kind of school that only one of them is of by the clause before it does not part them (see ``scopes``): a city
    may say in one year what it leaves unsaid in another.
    """
    ours, theirs = _traits(one), _traits(other)
    return (ours._replace(scope=theirs.scope) if scopes(one, other) else ours).difference(theirs)


def scopes(one: Row, other: Row) -> str:
    """What two figures say of their scope where one is of a kind of school by the clause before it, and the other of none.

    Nothing where both name one, or neither does, or where a part of the area stands against the whole.
    """
    ours, theirs = _traits(one).scope, _traits(other).scope
    if bool(ours) == bool(theirs) or not stage(_as_target(one if ours else other)):
        return ""
    return f"scope: {ours or _UNSAID} → {theirs or _UNSAID}"


def _traits(row: Row) -> Traits:
    return traits(_as_target(row))._replace(year="")


def _as_target(row: Row) -> Row:
    return {**row, "said": row["indicator"]}


def nearness(one: str, other: str) -> float:
    """How many runs of two characters the words of two indicators share, of all they have: 0 to 1.

    >>> nearness("新建中小学", "新建中小学"), nearness("普惠性幼儿园覆盖率", "普惠幼儿园覆盖率")
    (1.0, 0.8)
    >>> nearness("培训时间", "教科研人员培训时间")
    0.7
    """
    ours, theirs = _runs(one), _runs(other)
    both, sizes = sum((ours & theirs).values()), sorted((sum(ours.values()), sum(theirs.values())))
    inside = _INSIDE if both == sizes[0] >= _LEAST_INSIDE else 0.0
    return max(2 * both / max(1, sum(sizes)), inside)


@lru_cache(maxsize=4096)
def _runs(indicator: str) -> Counter[str]:
    words = wording.plain(indicator)
    return Counter(words[at : at + 2] for at in range(max(1, len(words) - 1)))
