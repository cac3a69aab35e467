"""For each task its nearest tasks in other groups (cities, or plans): exact for few tasks, by cells for many.

Cells: tasks are dealt into about as many cells of like tasks as the square root of their number, and each
task is compared with those of the cells nearest to its own. The time then grows with n·√n, not n².
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse as sp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

EXACT = 20_000
"""Up to so many tasks every pair is compared."""

_APART = 2.0  # more than any score: what takes a task of its own group out of the race
_DIMENSIONS = 64
_PROBES = 6  # cells that each cell is compared with, its own among them
_ROUNDS = 4  # of moving the centres
_SAMPLE = 40  # tasks for each cell from which its centre is found
_SEED = 20230101
_THREADS = 2
_SLIGHT = 1e-6  # the product leaves out what only just reaches a threshold


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Row numbers and scores of the nearest, best first, a row a task; -1 and 0 where there are fewer."""

    rows: Ints
    scores: Floats


def nearest(
    matrix: sp.csr_matrix, groups: Ints, most: int, asked: Ints | None = None, exact: int = EXACT
) -> Neighbours:
    """The ``most`` nearest rows of other groups, for each row; of equal scores the earlier row comes first.

    Where some rows are ``asked`` about, these alone are compared, each with all: the others stay without neighbours.
    """
    size = matrix.shape[0]
    found = Neighbours(np.full((size, most), -1, dtype=np.int64), np.zeros((size, most), dtype=np.float32))
    pairs = _pairs(matrix, exact) if asked is None else [(asked, np.arange(size))]
    ours, theirs = _parted(matrix, groups, 1), _parted(matrix, groups, -1)
    for rows, candidates in pairs:
        _best(ours[rows], theirs[candidates], rows, candidates, found)
    return found


def close(matrix: sp.csr_matrix, least: float, exact: int = EXACT // 2) -> sp.csr_matrix:
    """Which rows score at least so much with each row, itself among them."""
    from sparse_dot_topn import sp_matmul_topn

    size, found = matrix.shape[0], [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
    for rows, candidates in _pairs(matrix, exact):
        theirs = matrix[candidates].T.tocsr()
        near = sp_matmul_topn(
            matrix[rows], theirs, top_n=len(candidates), threshold=least - _SLIGHT, n_threads=_THREADS
        ).tocoo()
        held = near.data >= np.float32(least)
        found.append((rows[near.row[held]], candidates[near.col[held]]))
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    return sp.csr_matrix((np.ones(len(one), dtype=np.bool_), (one, other)), shape=(size, size))


def _pairs(matrix: sp.csr_matrix, exact: int) -> Iterable[tuple[Ints, Ints]]:
    """Rows with those that they are compared with: all with all, or where they are more than so many, by cells."""
    everything = np.arange(matrix.shape[0])
    return [(everything, everything)] if len(everything) <= exact else _by_cells(matrix)


def _parted(matrix: sp.csr_matrix, groups: Ints, sign: int) -> sp.csr_matrix:
    """The matrix with a column a group, so that the product with its opposite puts rows of one group below zero."""
    size = len(groups)
    own = np.full(size, sign * np.sqrt(_APART), dtype=np.float32)
    apart = sp.csr_matrix((own, (np.arange(size), groups)), shape=(size, int(groups.max(initial=-1)) + 1))
    return sp.hstack([matrix, apart], format="csr", dtype=np.float32)


def _best(ours: sp.csr_matrix, theirs: sp.csr_matrix, rows: Ints, candidates: Ints, found: Neighbours) -> None:
    """Write down the best candidates of some rows."""
    from sparse_dot_topn import sp_matmul_topn

    most = found.rows.shape[1]
    best = sp_matmul_topn(ours, theirs.T.tocsr(), top_n=most, threshold=0.0, sort=True, n_threads=_THREADS)
    for at, row in enumerate(rows):
        begin, end = best.indptr[at], best.indptr[at + 1]
        own = candidates[best.indices[begin:end]]
        order = np.lexsort((own, -best.data[begin:end]))
        found.rows[row, : end - begin] = own[order]
        found.scores[row, : end - begin] = best.data[begin:end][order]


def _by_cells(matrix: sp.csr_matrix) -> Iterator[tuple[Ints, Ints]]:
    """Rows of each cell with the rows of the cells nearest to it."""
    points = _projected(matrix)
    centres = _centres(points)
    cell = _assigned(points, centres)
    order = np.argsort(cell, kind="stable")
    begins = np.searchsorted(cell[order], np.arange(len(centres) + 1))
    members = [order[a:b] for a, b in pairwise(begins)]
    near = np.argsort(-(centres @ centres.T), axis=1, kind="stable")[:, :_PROBES]
    for at, own in enumerate(members):
        if len(own):
            yield own, np.sort(np.concatenate([members[other] for other in near[at]]))


def _projected(matrix: sp.csr_matrix) -> Floats:
    """Rows in few dimensions, of length one: near rows stay near (random projection, Johnson and Lindenstrauss)."""
    chance = np.random.default_rng(_SEED)
    flat = chance.standard_normal((matrix.shape[1], _DIMENSIONS), dtype=np.float32)
    points = np.asarray(matrix @ flat, dtype=np.float32)
    lengths = np.linalg.norm(points, axis=1, keepdims=True)
    return (points / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _centres(points: Floats) -> Floats:
    """Centres of cells (spherical k-means), from a sample drawn with a fixed seed."""
    count = round(len(points) ** 0.5)
    chance = np.random.default_rng(_SEED)
    sample = points[chance.permutation(len(points))[: count * _SAMPLE]]
    centres = sample[:count].copy()
    for _ in range(_ROUNDS):
        cell = _assigned(sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, cell, sample)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        held = lengths[:, 0] > 0
        centres[held] = sums[held] / lengths[held]
    return centres


def _assigned(points: Floats, centres: Floats, step: int = 8192) -> Ints:
    """The nearest centre of each point."""
    parts = [np.argmax(points[at : at + step] @ centres.T, axis=1) for at in range(0, len(points), step)]
    found: Ints = np.concatenate(parts)
    return found
