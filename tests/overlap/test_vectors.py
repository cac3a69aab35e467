"""Vectors of tasks: the score is the sum of its parts; set phrases and figures weigh nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.overlap import vectors
from edugraph.overlap.profiles import profiles
from edugraph.overlap.vectors import WEIGHTS, space
from tests.overlap.made import task

if TYPE_CHECKING:
    from edugraph.store import Store

SENTENCES = st.lists(
    st.sampled_from(["开展家访活动", "建设智慧校园", "培训骨干教师", "新建学校12所", "", "落实双减"]), max_size=4
)


def test_weights_are_shares_of_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_the_score_of_two_real_tasks_is_the_sum_of_its_parts(store: Store) -> None:
    found = space(profiles(store))
    product = (found.matrix @ found.matrix.T).toarray()
    pairs = [(one, other) for one in range(0, 170, 7) for other in range(0, 170, 11)]
    for (one, other), parts in zip(pairs, found.parts(pairs), strict=True):
        assert sum(parts.values()) == pytest.approx(product[one, other], abs=1e-5)
        assert all(0 < part <= WEIGHTS[name] + 1e-5 for name, part in parts.items())


def test_vectors_are_the_same_in_however_many_parts_tasks_come(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    every = space(profiles(store))
    monkeypatch.setattr(vectors, "_CHUNK", 7)
    parts = space(profiles(store))
    assert (parts.matrix != every.matrix).nnz == 0
    assert (parts.said.matrix != every.said.matrix).nnz == 0
    assert (parts.heads, parts.blocks, parts.said.traits) == (every.heads, every.blocks, every.said.traits)


@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_no_score_is_over_one_or_below_nothing(texts: list[list[str]]) -> None:
    found = space([task(f"p{at}:1", "。".join(["标题", *said])) for at, said in enumerate(texts)])
    product = (found.matrix @ found.matrix.T).toarray()
    assert np.all((product >= -1e-6) & (product <= 1 + 1e-5))


def test_a_set_phrase_brings_two_tasks_no_nearer() -> None:
    usual = "坚持以习近平新时代中国特色社会主义思想为指导"
    plain = [task("a:1", "家访。开展家访。"), task("b:1", "食堂。改造食堂。"), task("c:1", "足球。校园足球联赛。")]
    dressed = [task(one.place, f"{one.words}{usual}。") for one in plain]
    for tasks in (plain, dressed):
        assert space(tasks).parts([(0, 1), (1, 2)]) == [{}, {}]


def test_other_figures_are_no_difference() -> None:
    tasks = [task("a:1", "建校。新建学校12所。"), task("b:1", "建校。新建学校98所。"), task("c:1", "家访。")]
    assert space(tasks).parts([(0, 1)])[0]["words"] == pytest.approx(WEIGHTS["words"])


def test_tasks_of_nothing_have_a_space_too() -> None:
    assert space([]).matrix.shape[0] == 0
    assert space([task("a:1", "。")]).matrix.shape[0] == 1
