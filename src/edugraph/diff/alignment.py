"""Which task of the one plan is which of the other: one to one, by the score of nearest tasks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from edugraph.diff.wording import plain
from edugraph.overlap.reasons import Pair
from edugraph.overlap.vectors import space

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from edugraph.overlap.profiles import Profile
    from edugraph.overlap.vectors import Space

LEAST = 0.2
"""The least score of two tasks that are one. Of 867 tasks that 20 generated cities carry on for a second year all
score more (the least 0.38), and of pairs of others that the assignment leaves, 99 in 100 less than 0.25; of pairs
of tasks of two real cities of one year, 66 of the 67 that score more are counterparts in the eyes of two readers."""

_SAME_NUMBER = 1e-6  # decides between tasks that are as near as each other


@dataclass(frozen=True, eq=False)
class Alignment:
    """Tasks of two plans in one space, those of plan A first; ``pairs`` are row numbers with their score.

    ``dropped`` and ``new`` are the rows of A and B without a partner.
    """

    space: Space
    scores: NDArray[np.float64]
    pairs: Sequence[Pair]
    dropped: Sequence[int]
    new: Sequence[int]

    @property
    def numbers(self) -> frozenset[tuple[str, str]]:
        """The numbers of tasks that are one."""
        return frozenset((self.space.tasks[pair.one].task, self.space.tasks[pair.other].task) for pair in self.pairs)

    def nearest(self, row: int) -> tuple[Profile, float] | None:
        """The nearest task of the other plan to one without a partner, and the score; None where none is near at all."""
        count = len(self.scores)
        scores = self.scores[row] if row < count else self.scores[:, row - count]
        best = int(np.argmax(scores)) if scores.size else 0
        if not scores.size or scores[best] <= 0:
            return None
        return self.space.tasks[best + (count if row < count else 0)], float(scores[best])


def align(ours: Sequence[Profile], theirs: Sequence[Profile], least: float = LEAST) -> Alignment:
    """The tasks of two plans, paired so that the squares of their scores add up to the most.

    Squares, so that one pair of like tasks outweighs two pairs of half alike ones. Pairs below ``least`` are none.
    Tasks of the same words have the score 1, those of one number first.
    """
    from scipy.optimize import linear_sum_assignment

    found, count = space([*ours, *theirs]), len(ours)
    scores = (found.matrix[:count] @ found.matrix[count:].T).toarray().astype(np.float64)
    scores = np.where(
        _equal(*([plain(task.words) or task.place for task in some] for some in (ours, theirs))), 1.0, scores
    )
    first = _SAME_NUMBER * _equal([task.task for task in ours], [task.task for task in theirs])
    rows, columns = linear_sum_assignment(np.where(scores < least, 0, scores**2 + first), maximize=True)
    pairs = [
        Pair(int(row), count + int(column), float(scores[row, column]))
        for row, column in zip(rows, columns, strict=True)
        if scores[row, column] >= least
    ]
    paired = {row for pair in pairs for row in (pair.one, pair.other)}
    dropped = [row for row in range(count) if row not in paired]
    new = [row for row in range(count, count + len(theirs)) if row not in paired]
    return Alignment(found, scores, pairs, dropped, new)


def _equal(ours: Sequence[str], theirs: Sequence[str]) -> NDArray[np.bool_]:
    """Which texts of the one side equal which of the other."""
    equal: NDArray[np.bool_] = np.array(ours, dtype=object)[:, None] == np.array(theirs, dtype=object)[None, :]
    return equal.astype(np.bool_).reshape(len(ours), len(theirs))
