"""Tasks of peers that are near each other and to none of the own city.

As ``comparison.gaps`` finds them, but by the texts of the compared plans alone: other plans in the graph would
make a score a little larger or smaller, and a note must not change because the graph has grown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edugraph.brief.themes import least
from edugraph.overlap.reasons import FAINT

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from edugraph.brief.matter import Matter
    from edugraph.overlap.profiles import Profile


class _Candidates(NamedTuple):
    """Tasks of peers that are far from all of the own, and which of them are near each other."""

    tasks: list[Profile]
    near: NDArray[np.bool_]

    def around(self, at: int, left: Iterable[int]) -> list[int]:
        """A task and those of other cities, of some that are left, that are near it."""
        city = self.tasks[at].city
        return [at, *(one for one in left if self.near[at, one] and self.tasks[one].city != city)]


def groups(matter: Matter) -> list[list[Profile]]:
    """Groups of tasks of enough peers, those of most cities first, each task once, and the one all are near first."""
    found = _candidates(matter)
    left = list(range(len(found.tasks)))
    made: list[list[Profile]] = []
    while left:
        every = [found.around(at, left) for at in left]
        best = max(every, key=lambda group: (_cities(found, group), len(group), -group[0]))
        if _cities(found, best) < least(matter):
            break
        made.append([found.tasks[at] for at in best])
        left = [at for at in left if at not in best]
    return made


def _cities(found: _Candidates, group: Iterable[int]) -> int:
    return len({found.tasks[at].city for at in group})


def _candidates(matter: Matter) -> _Candidates:
    space = matter.space
    own = space.of(matter.own.plan)
    theirs = [at for at, head in enumerate(space.heads) if head.plan != matter.own.plan]
    scores = (space.matrix[theirs] @ space.matrix[own].T).toarray().max(axis=1, initial=0)
    far = [at for at, score in zip(theirs, scores, strict=True) if score < FAINT]
    near = (space.matrix[far] @ space.matrix[far].T).toarray() >= FAINT
    return _Candidates([space.tasks[at] for at in far], near)
