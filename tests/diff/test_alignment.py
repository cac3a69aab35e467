"""Which task is which: one to one, like with like, the same from either side."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph.diff.alignment import LEAST, align
from edugraph.overlap.profiles import profiles
from tests.overlap.made import task

if TYPE_CHECKING:
    from edugraph.diff.alignment import Alignment
    from edugraph.overlap.profiles import Profile
    from edugraph.store import Store

SENTENCES = [
    "新建中小学十二所，新增学位一万个。",
    "加强校外培训机构监管，巩固双减成果。",
    "评选市级名师，建设名师工作室。",
    "开展校园安全大排查，封闭式管理全覆盖。",
    "创建智慧校园，开设人工智能课程。",
    "举办中小学生艺术节，开齐开足体育课。",
    "推进职业学校产教融合，建设实训基地。",
    "完善家校社协同育人机制，开展万师访万家活动。",
]
plans = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), min_size=1, max_size=6)


def plan(year: int, tasks: list[list[str]]) -> list[Profile]:
    return [task(f"a-{year}:{at}", "".join(said), city="a") for at, said in zip(count(1), tasks, strict=False)]


def places(found: Alignment, rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [found.space.tasks[row].place for row in rows]


@given(plans)
@settings(max_examples=50, deadline=None)
def test_a_plan_is_itself(tasks: list[list[str]]) -> None:
    one = plan(2023, tasks)
    found = align(one, one)
    assert found.dropped == [] == found.new
    for pair in found.pairs:
        assert sorted(one[pair.one].words) == sorted(one[pair.other - len(one)].words)


@given(plans, plans)
@settings(max_examples=50, deadline=None)
def test_what_is_new_one_way_is_dropped_the_other_way(earlier: list[list[str]], later: list[list[str]]) -> None:
    one, other = plan(2023, earlier), plan(2024, later)
    there, back = align(one, other), align(other, one)
    assert sorted(pair.score for pair in there.pairs) == sorted(pair.score for pair in back.pairs)
    assert len(there.new) == len(back.dropped) and len(there.dropped) == len(back.new)
    assert len({pair.one for pair in there.pairs}) == len(there.pairs) == len({pair.other for pair in there.pairs})
    assert len(there.pairs) + len(there.dropped) == len(one) and len(there.pairs) + len(there.new) == len(other)


def test_real_plans_from_either_side(store: Store) -> None:
    every = profiles(store)
    one, other = ([task for task in every if task.plan == f"{name}-2023"] for name in ("handan", "ningbo"))
    there, back = align(one, other), align(other, one)
    assert places(there, there.new) == places(back, back.dropped)
    assert places(there, there.dropped) == places(back, back.new)
    assert {(two, one) for one, two in there.numbers} == back.numbers


def test_one_like_pair_outweighs_two_half_alike_ones() -> None:
    one = plan(2023, [SENTENCES[0:1] + SENTENCES[1:2], SENTENCES[2:3] + SENTENCES[1:2]])
    other = plan(2024, [SENTENCES[2:3] + SENTENCES[0:1], SENTENCES[0:1] + SENTENCES[1:2]])
    assert ("1", "2") in align(one, other).numbers


def test_tasks_that_have_nothing_in_common_are_no_pair_and_the_nearest_is_told() -> None:
    one = plan(2023, [[SENTENCES[0]], [SENTENCES[3], SENTENCES[1]], [SENTENCES[6]]])
    other = plan(2024, [[SENTENCES[5]], [SENTENCES[3], SENTENCES[2]], [SENTENCES[7]]])
    found = align(one, other)
    assert found.numbers == {("2", "2")}
    assert (found.dropped, found.new) == ([0, 2], [3, 5])
    near = found.nearest(0)
    assert near is None or near[1] < LEAST
    nothing = align(one, [])
    assert (nothing.dropped, nothing.new, nothing.nearest(0)) == ([0, 1, 2], [], None)
