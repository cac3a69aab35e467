"""Why two tasks are near: the parts of their score in words, and the passages that they share, with their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.overlap.profiles import TRAITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.overlap.profiles import Profile, Trait
    from edugraph.overlap.vectors import Space

FAINT = 0.15
"""Below this score two tasks have hardly a subject in common: of 112 tasks that have a counterpart in another city,
as judged by hand, 94 in 100 score at least this; of 28 that have none, 93 in 100 score less."""

_LEAST = 4  # characters of a passage worth showing
_SHOWN = 3
_LEAST_PART = 0.005
_MOST_PLACES = 8  # places of one run that are tried, so that a text of repetitions stays cheap
_SENTENCE = re.compile(r"[^。;；!！?？\n]+")
_PAUSE = "、,，:："
_EDGE = "、,，。;；:：“”\"'‘’()（）·-— "


class Passage(NamedTuple):
    """Characters that two tasks share: the words, and where they begin and end in the raw text of each plan."""

    words: str
    one: tuple[int, int]
    other: tuple[int, int]


class Pair(NamedTuple):
    """Two tasks by their row numbers, and their score."""

    one: int
    other: int
    score: float


def why(space: Space, pairs: Sequence[Pair]) -> list[str]:
    """The parts of the score of each pair, each with what it comes from.

    ``words 0.16 “校外培训机构监管”; theme 0.15 双减; office 0.02 基础教育``
    """
    parts = space.parts([(pair.one, pair.other) for pair in pairs])
    return [_told(space, pair, scored) for pair, scored in zip(pairs, parts, strict=True)]


def _told(space: Space, pair: Pair, parts: Mapping[str, float]) -> str:
    told = {kind: "、".join(trait.label for trait in common(space, pair, kind)[:_SHOWN]) for kind in TRAITS}
    told["words"] = "".join(f"“{passage.words}”" for passage in shared(space, pair)[:_SHOWN])
    said = "; ".join(f"{name} {part:.2f} {told[name]}".rstrip() for name, part in parts.items() if part >= _LEAST_PART)
    return said if pair.score >= FAINT else f"faint: {said}".removesuffix(": ")


def common(space: Space, pair: Pair, kind: str) -> list[Trait]:
    """The traits of a kind that two tasks share, those first that weigh most in both."""
    ours, theirs = space.tasks[pair.one].of(kind), space.tasks[pair.other].of(kind)
    return sorted(ours.keys() & theirs.keys(), key=lambda trait: (-ours[trait] * theirs[trait], trait.value))


def shared(space: Space, pair: Pair) -> list[Passage]:
    """The passages that two tasks share, longest first, none inside another.

    Set phrases, and runs of fewer than four characters besides, are none.
    """
    ours, theirs = space.tasks[pair.one], space.tasks[pair.other]
    quiet = space.quiet(pair.one)
    found: list[Passage] = []
    for at, to, size in sorted(
        _runs(ours.words, theirs.words, space.starts(pair.other, _LEAST)), key=lambda run: (-run[2], run[0])
    ):
        words = ours.words[at : at + size]
        heard = sum(not quiet[place] for place in range(at, at + size))
        if heard >= _LEAST and not any(words in passage.words for passage in found):
            found.append(Passage(words, _raw(ours, at, size), _raw(theirs, to, size)))
    return found


def sentences(space: Space, pair: Pair) -> Passage | None:
    """The sentence of each task that is nearest to one of the other, with their places; None where none share a run.

    ``words`` is the sentence of the first task. Of two characters each, set phrases left out, as a share of what
    both sentences hold.
    """
    ours, theirs = _sentences(space, pair.one), _sentences(space, pair.other)
    scored = (
        (len(mine & yours) / (len(mine) * len(yours)) ** 0.5, -one[0], -other[0], one, other)
        for one, mine in ours
        for other, yours in theirs
        if mine & yours
    )
    best = max(scored, default=None)
    if best is None:
        return None
    (begin, end), other = best[3], best[4]
    first, second = space.tasks[pair.one], space.tasks[pair.other]
    return Passage(first.words[begin:end], _raw(first, begin, end - begin), _raw(second, other[0], other[1] - other[0]))


def _sentences(space: Space, row: int) -> list[tuple[tuple[int, int], frozenset[str]]]:
    """The sentences of a task with the pairs of characters in them that are no set phrase; the title is none."""
    words, quiet = space.tasks[row].words, space.quiet(row)
    found = []
    for match in _SENTENCE.finditer(words):
        begin, end = _trimmed(words, *match.span(), _PAUSE)
        pairs = (words[at : at + 2] for at in range(begin, end - 1) if not (quiet[at] or quiet[at + 1]))
        if end - begin > len(space.tasks[row].title):
            found.append(((begin, end), frozenset(pairs)))
    return found


def _raw(task: Profile, at: int, size: int) -> tuple[int, int]:
    return task.offsets[at], task.offsets[at + size - 1] + 1


def _runs(one: str, other: str, starts: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Runs that stand in both texts, in one line of each: start here, start there, length. Each as long as it can be.

    ``starts`` says where each run of four characters begins in the other text.
    """
    at = 0
    while at <= len(one) - _LEAST:
        places = starts.get(one[at : at + _LEAST])
        if not places:
            at += 1
            continue
        size, to = max((_reach(one, other, at, to), -to) for to in places[:_MOST_PLACES])
        begin, end = _trimmed(one, at, at + size)
        if end - begin >= _LEAST:
            yield begin, begin - at - to, end - begin
        at += max(size - _LEAST + 1, 1)


def _reach(one: str, other: str, at: int, to: int) -> int:
    """How many characters two texts share from two places on, within a line."""
    size = 0
    while at + size < len(one) and to + size < len(other) and one[at + size] == other[to + size] != "\n":
        size += 1
    return size


def _trimmed(text: str, begin: int, end: int, edge: str = _EDGE) -> tuple[int, int]:
    """A run without marks at its ends."""
    while begin < end and text[begin] in edge:
        begin += 1
    while end > begin and text[end - 1] in edge:
        end -= 1
    return begin, end
