"""What two tasks say in other words. Figures, years, blanks and marks are no words here: targets tell of figures."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from edugraph.quantity import figures
from edugraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.overlap.profiles import Profile

_CLAUSE = re.compile(r"[^,，。;；:：!！?？\n]+")
_SENTENCE_END = re.compile(r"[。！!？?\n]")
_NO_WORD = re.compile(r"[\W_]+")
_FIGURE = "0"


class Clause(NamedTuple):
    """A clause of a task: its raw characters, where they stand in the plan, and its words for comparing."""

    text: str
    start: int
    end: int
    plain: str


class Wording(NamedTuple):
    """Clauses of the one task that the other does not have, and the other way round.

    ``place`` is where the first difference lies in the raw text of each plan: where a text only has more, the
    clause of the other behind which it has it.
    """

    gone: Sequence[Clause]
    come: Sequence[Clause]
    place: tuple[int, int]


def plain(text: str) -> str:
    """Words without marks and blanks, each figure or year a 0.

    >>> plain("到2023年，新建 学校20所（含）"), plain("到2024年新建学校**所(含)")
    ('到0年新建学校0所含', '到0年新建学校0所含')
    """
    folded = "".join(fold(text).split())
    parts, at = [], 0
    for figure in figures(folded):
        parts += [folded[at : figure.span.start], _FIGURE]
        at = figure.span.end
    return _NO_WORD.sub("", "".join(parts) + folded[at:])


def clauses(task: Profile) -> list[Clause]:
    """The clauses of a task that hold words, in order."""
    return [clause for stretch in task.stretches for clause in _clauses(stretch.text, stretch.start)]


def _clauses(text: str, offset: int) -> Iterator[Clause]:
    for match in _CLAUSE.finditer(text):
        words = plain(match[0])
        if words:
            said = match[0].strip()
            begin = offset + match.start() + match[0].index(said)
            yield Clause(said, begin, begin + len(said), words)


def compare(one: Profile, other: Profile) -> Wording | None:
    """What the words of two tasks differ in, or None where they are the same apart from figures, marks and order."""
    ours, theirs = clauses(one), clauses(other)
    plain_ours, plain_theirs = ([clause.plain for clause in some] for some in (ours, theirs))
    if "".join(plain_ours) == "".join(plain_theirs):
        return None
    gone, come = _without(ours, plain_theirs), _without(theirs, plain_ours)
    if not gone and not come:
        return None
    matched = SequenceMatcher(None, plain_ours, plain_theirs, autojunk=False).get_opcodes()
    there = ours[_beside([(i, j) for _, i, _, j, _ in matched], theirs.index(come[0]))] if not gone else gone[0]
    here = theirs[_beside([(j, i) for _, i, _, j, _ in matched], ours.index(gone[0]))] if not come else come[0]
    return Wording(gone, come, (there.start, here.start))


def _beside(runs: Sequence[tuple[int, int]], at: int) -> int:
    """The clause of one text behind which the other text says more: runs are where both begin to differ or agree."""
    return max(0, next(one for one, other in reversed(runs) if other <= at) - 1)


def _without(some: Sequence[Clause], others: Sequence[str]) -> list[Clause]:
    """The clauses whose words do not stand in another text, as often as it has them."""
    left = Counter(others)
    found = []
    for clause in some:
        if left[clause.plain]:
            left[clause.plain] -= 1
        else:
            found.append(clause)
    return found


def sentence(task: Profile, place: int) -> tuple[str, int, int]:
    """The sentence of a task in which a place of the plan lies, with its start and end."""
    starts = [stretch.start for stretch in task.stretches]
    stretch = task.stretches[max(0, bisect_right(starts, place) - 1)]
    at = place - stretch.start
    begin = max((match.end() for match in _SENTENCE_END.finditer(stretch.text, 0, at)), default=0)
    end = next((match.end() for match in _SENTENCE_END.finditer(stretch.text, at)), len(stretch.text))
    said = stretch.text[begin:end].strip()
    start = stretch.start + stretch.text.index(said, begin)
    return said, start, start + len(said)
