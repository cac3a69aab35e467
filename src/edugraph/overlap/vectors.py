"""Tasks as vectors, so that the score of two tasks is one product, and the sum of parts that can be shown.

Each part of a score (words, themes, indicators, office functions, cited documents) is a block of columns,
weighted by how rare a feature is, scaled to length one, and multiplied by the root of the part's weight.
The product of two rows in a block is that part; the sum of the parts, 0 to 1, is the score.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import scipy.sparse as sp

from edugraph.overlap import grams, phrases
from edugraph.overlap.profiles import TRAITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from edugraph.overlap.grams import Codes, Flags, Hashes
    from edugraph.overlap.profiles import Profile, Trait

WEIGHTS = {"words": 0.70, "theme": 0.15, "indicator": 0.08, "office": 0.05, "document": 0.02}
"""How much each part can give at most. Chosen on pairs judged by hand: see tests/quality/nearest."""

_LENGTHS = (2, 3)  # characters of a run
_BUCKETS = 1 << 22
_CHUNK = 20_000  # tasks turned into numbers at a time


class Said(NamedTuple):
    """Which tasks have which traits themselves: a row a task, a column a trait."""

    traits: Sequence[Trait]
    matrix: sp.csr_matrix

    def by(self, rows: Sequence[int]) -> Mapping[str, set[str]]:
        """What some tasks have, by kind."""
        found = defaultdict[str, set[str]](set)
        for column in np.unique(self.matrix[rows].indices):
            found[self.traits[column].kind].add(self.traits[column].value)
        return found


class Head(NamedTuple):
    """What is known of a task without its text being read: plan, number, city, title, and the theme it is most about."""

    plan: str
    task: str
    city: str
    title: str
    theme: str

    @property
    def place(self) -> tuple[str, str]:
        """The plan and the number."""
        return self.plan, self.task

    @classmethod
    def of(cls, task: Profile) -> Head:
        """That of a task; ``theme`` is a notation, empty where it names none."""
        weights = task.of("theme")
        return cls(
            task.plan, task.task, task.city, task.title, max(weights, key=weights.__getitem__).value if weights else ""
        )


@dataclass(frozen=True, eq=False)
class Space:
    """One row a task. ``blocks`` says which columns of ``matrix`` belong to which part.

    ``heads`` are at hand, where ``tasks`` are read only when one is looked at (``likeness``).
    """

    tasks: Sequence[Profile]
    heads: Sequence[Head]
    matrix: sp.csr_matrix
    blocks: Mapping[str, slice]
    phrases: Hashes
    said: Said
    _quiet: dict[int, Sequence[bool]] = field(default_factory=dict, init=False)
    _starts: dict[int, Mapping[str, Sequence[int]]] = field(default_factory=dict, init=False)

    @cached_property
    def cities(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """A number for the city of each task."""
        return np.unique([head.city for head in self.heads], return_inverse=True)[1]

    @cached_property
    def _rows(self) -> Mapping[str, list[int]]:
        found = defaultdict[str, list[int]](list)
        for row, head in enumerate(self.heads):
            found[head.plan].append(row)
        return found

    def of(self, plan: str) -> list[int]:
        """The row numbers of the tasks of a plan."""
        return self._rows.get(plan, [])

    def parts(self, pairs: Sequence[tuple[int, int]]) -> list[dict[str, float]]:
        """The parts of the score of each pair of tasks, by their row numbers; parts of nothing are left out."""
        ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
        product = self.matrix[ours].multiply(self.matrix[theirs]).tocsc()
        sums = {name: np.asarray(product[:, block].sum(axis=1)).ravel() for name, block in self.blocks.items()}
        return [{name: float(found[at]) for name, found in sums.items() if found[at] > 0} for at in range(len(pairs))]

    def quiet(self, task: int) -> Sequence[bool]:
        """Which characters of the words of a task lie in set phrases, or are no word characters."""
        if task not in self._quiet:
            points = grams.codes(self.tasks[task].words)
            words = grams.word_flags(points)
            self._quiet[task] = (~words | phrases.flags(points, words, self.phrases)).tolist()
        return self._quiet[task]

    def starts(self, task: int, length: int) -> Mapping[str, Sequence[int]]:
        """Where each run of ``length`` characters begins in the words of a task."""
        if task not in self._starts:
            words, found = self.tasks[task].words, defaultdict[str, list[int]](list)
            for at in range(len(words) - length + 1):
                found[words[at : at + length]].append(at)
            self._starts[task] = found
        return self._starts[task]


def space(tasks: Sequence[Profile]) -> Space:
    """The vectors of tasks."""
    parts = (tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK))
    return gathered(parts, phrases.of(tasks), lambda _: tasks)


def gathered(
    parts: Iterable[Sequence[Profile]], quiet: Hashes, tasks: Callable[[list[Head]], Sequence[Profile]]
) -> Space:
    """The vectors of tasks that come part by part, none of which is held when the next comes.

    ``quiet`` are the set phrases of all of them (``phrases.of``), ``tasks`` gives them back by what is known of each.
    """
    heads: list[Head] = []
    words: list[sp.csr_matrix] = []
    traits, said = {kind: _Counted() for kind in TRAITS}, _Counted()
    for part in parts:
        words.append(_word_chunk(part, quiet))
        heads += map(Head.of, part)
        for task in part:
            said.add(dict.fromkeys(task.said, 1.0))
            for kind, counted in traits.items():
                counted.add(task.of(kind))
    found = {"words": _scaled(words, WEIGHTS["words"])}
    found |= {kind: _scaled([counted.matrix()], WEIGHTS[kind]) for kind, counted in traits.items()}
    ends = np.cumsum([0, *(one.shape[1] for one in found.values())])
    blocks = {name: slice(int(a), int(b)) for name, a, b in zip(found, ends, ends[1:], strict=False)}
    matrix = sp.hstack(list(found.values()), format="csr", dtype=np.float32)
    return Space(tasks(heads), heads, matrix, blocks, quiet, said.sorted())


class _Counted:
    """The weights of traits in tasks: a row a task, a column a trait, in the order in which they come."""

    def __init__(self) -> None:
        self._columns: dict[Trait, int] = {}
        self._at, self._weights, self._ends = array("i"), array("f"), array("q", [0])

    def add(self, weights: Mapping[Trait, float]) -> None:
        """The next task."""
        self._at.extend(self._columns.setdefault(trait, len(self._columns)) for trait in weights)
        self._weights.extend(weights.values())
        self._ends.append(len(self._at))

    def matrix(self) -> sp.csr_matrix:
        """What was counted."""
        parts = (np.array(one) for one in (self._weights, self._at, self._ends))
        return sp.csr_matrix(tuple(parts), shape=(len(self._ends) - 1, len(self._columns)))

    def sorted(self) -> Said:
        """Which tasks have which traits, in an order that is always the same."""
        traits = sorted(self._columns)
        order = np.argsort([self._columns[trait] for trait in traits])  # of each column, where its trait stands
        matrix = self.matrix()
        found = sp.csr_matrix((matrix.data > 0, order[matrix.indices], matrix.indptr), shape=matrix.shape)
        found.sort_indices()
        return Said(traits, found)


def _scaled(parts: list[sp.csr_matrix], weight: float) -> sp.csr_matrix:
    """Rare features weigh more, those of every task nothing; rows of length root of ``weight``.

    A feature of one task alone counts for the length of its row and is then dropped: nothing can meet it. The parts
    are taken out one after the other, so that no more of them are held than must be.
    """
    rows, width = sum(one.shape[0] for one in parts), max((one.shape[1] for one in parts), default=0)
    seen = sum((np.bincount(one.indices, minlength=width) for one in parts), np.zeros(width, dtype=np.int64))
    rarity = np.zeros(width, dtype=np.float32)
    met = np.flatnonzero(seen)
    rarity[met] = np.log((1 + rows) / (1 + seen[met]))
    columns = met[(seen[met] > 1) & (rarity[met] > 0)]
    done = [sp.csr_matrix((0, len(columns)), dtype=np.float32)]
    while parts:
        done.append(_kept(_weighed(parts.pop(0), rarity, weight), columns))
    return sp.vstack(done, format="csr", dtype=np.float32)


def _weighed(counts: sp.csr_matrix, rarity: NDArray[np.float32], weight: float) -> sp.csr_matrix:
    counts.data *= rarity[counts.indices]
    lengths = np.sqrt(_summed(counts.data**2, counts.indptr))
    scale = np.sqrt(weight) / np.where(lengths > 0, lengths, 1)
    counts.data *= np.repeat(scale, np.diff(counts.indptr)).astype(np.float32)
    return counts


def _summed(values: NDArray[np.generic], ends: NDArray[np.int32]) -> NDArray[np.generic]:
    """The sum of the values of each row; ``ends`` as in a sparse matrix."""
    filled = np.diff(ends) > 0
    sums = np.zeros(len(filled), dtype=values.dtype)
    if filled.any():
        sums[filled] = np.add.reduceat(values, ends[:-1][filled])
    return sums


def _kept(counts: sp.csr_matrix, columns: NDArray[np.int64]) -> sp.csr_matrix:
    """A matrix of some columns, renumbered in order."""
    renumbered = np.zeros(counts.shape[1], dtype=np.int32)
    renumbered[columns] = np.arange(1, len(columns) + 1)
    found = renumbered[counts.indices]
    held = found > 0
    ends = np.concatenate([[0], np.cumsum(_summed(held.astype(np.int32), counts.indptr), dtype=np.int64)])
    return sp.csr_matrix((counts.data[held], found[held] - 1, ends), shape=(counts.shape[0], len(columns)))


def _word_chunk(tasks: Sequence[Profile], quiet: Hashes) -> sp.csr_matrix:
    """How often each run of two and three characters stands in each task, dampened; the title counts once more."""
    texts = [f"{task.title}\n{task.words}\n" for task in tasks]
    points = grams.codes("".join(texts))
    words = grams.word_flags(points)
    words &= ~phrases.flags(points, words, quiet)
    rows = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(text) for text in texts])
    keys = np.concatenate([_keys(points, words, rows, length) for length in _LENGTHS])
    found, times = np.unique(keys, return_counts=True)
    columns = (found % np.uint64(_BUCKETS)).astype(np.int32)
    ends = np.searchsorted(found, np.arange(len(texts) + 1, dtype=np.uint64) * np.uint64(_BUCKETS))
    data = (1 + np.log(times)).astype(np.float32)
    return sp.csr_matrix((data, columns, ends.astype(np.int32)), shape=(len(texts), _BUCKETS))


def _keys(points: Codes, words: Flags, rows: Hashes, length: int) -> Hashes:
    """Task and run in one number, for each whole run."""
    hashes, whole = grams.runs(points, words, length)
    keys: Hashes = rows[: len(hashes)][whole] * np.uint64(_BUCKETS) + hashes[whole] % np.uint64(_BUCKETS)
    return keys
