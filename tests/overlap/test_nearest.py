"""Nearest rows of other groups: as every pair compared would give, by cells nearly so."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph.overlap.nearest import Neighbours, nearest


def _plain(matrix: sp.csr_matrix, groups: np.ndarray[tuple[int], np.dtype[np.int64]], most: int) -> list[list[int]]:
    """The plain way: every pair, sorted by score and row."""
    product = np.asarray((matrix @ matrix.T).todense()).round(6)
    found = []
    for row in range(len(groups)):
        others = [at for at in range(len(groups)) if groups[at] != groups[row] and product[row, at] > 0]
        found.append(sorted(others, key=lambda at: (-product[row, at], at))[:most])
    return found


def _rows(found: Neighbours) -> list[list[int]]:
    return [[int(at) for at in row if at >= 0] for row in found.rows]


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.integers(1, 4), st.integers(1, 5))
def test_as_every_pair_compared(seed: int, size: int, groups: int, most: int) -> None:
    chance = np.random.default_rng(seed)
    matrix = sp.csr_matrix(chance.integers(0, 3, (size, 6)).astype(np.float32) / 4)
    owners = np.sort(chance.integers(0, groups, size))
    found = nearest(matrix / 6, owners, most)
    expected = _plain(matrix / 6, owners, most)
    assert [len(row) for row in _rows(found)] == [len(row) for row in expected]
    product = np.asarray((matrix @ matrix.T).todense()) / 36
    for row, (ours, theirs) in enumerate(zip(_rows(found), expected, strict=True)):
        assert product[row, ours] == pytest.approx(product[row, theirs], abs=1e-5)


def test_a_row_without_others_has_no_neighbours() -> None:
    found = nearest(sp.csr_matrix(np.eye(3, dtype=np.float32)), np.array([0, 0, 0]), 2)
    assert _rows(found) == [[], [], []]


def test_nothing_has_nothing_near() -> None:
    assert nearest(sp.csr_matrix((0, 0), dtype=np.float32), np.zeros(0, dtype=np.int64), 3).rows.shape == (0, 3)


def test_cells_find_most_of_what_every_pair_gives() -> None:
    chance = np.random.default_rng(1)
    topics = chance.random((40, 400)) * (chance.random((40, 400)) < 0.1)
    rows = topics[chance.integers(0, 40, 3000)] + chance.random((3000, 400)) * (chance.random((3000, 400)) < 0.02)
    matrix = sp.csr_matrix((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
    owners = np.arange(3000) // 10
    exact, near = nearest(matrix, owners, 10), nearest(matrix, owners, 10, exact=100)
    kept = np.minimum(near.scores, exact.scores[:, -1:]) >= exact.scores[:, -1:] - 1e-6
    assert kept.mean() >= 0.9
