"""Which figure is which: by indicator, unit, scope, words and task; stated twice is one."""

from __future__ import annotations

import pytest

from edugraph.diff import matching


def row(
    indicator: str,
    value: str = "10",
    unit: str = "所",
    *,
    task: str = "1",
    concept: str = "",
    measured: str = "",
    deadline: str = "",
    year: str = "2023",
) -> dict[str, str]:
    """A row of the query ``statements``."""
    kind = "rate" if unit == "%" else "count"
    told = {
        "indicator": indicator,
        "value": value,
        "unit": unit,
        "task": task,
        "concept": concept,
        "measured": measured,
    }
    rest = {"value_max": "", "comparator": "=", "deadline": deadline, "year": year, "kind": kind, "before": ""}
    return told | rest | {"plan": f"a-{year}", "strength": "", "redacted": "false"}


ALIGNED = {("1", "1")}
FLOW = {"concept": "schools-new", "measured": "flow"}
SHARE = {"concept": "inclusive-kindergarten-share", "measured": "share", "unit": "%"}


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        (row("新建中小学"), row("新建中小学", "12"), True),
        (row("新建中小学"), row("新建中小学", task="7"), True),
        (row("新建中小学"), row("新建中小学", unit="个"), True),
        (row("新建中小学"), row("新建中小学", unit="人"), False),
        (row("新建中小学"), row("新建中小学", unit="%"), False),
        (row("建设名师工作室"), row("打造名师工作室"), True),
        (row("建设名师工作室"), row("打造名校长工作室", task="7"), False),
        (row("培训时间", "66", "学时"), row("按期组织教科研人员培训培训时间", "72", "学时"), True),
        (row("培训时间", "66", "学时"), row("按期组织教科研人员培训培训时间", "66", "学时", task="7"), False),
        (row("培训小学教师", unit="人"), row("培训初中教师", unit="人"), False),
        (row("创建省级示范园"), row("创建市级示范园"), False),
        (row("巩固率", unit="%"), row("农村巩固率", unit="%"), False),
        (row("学前普惠率", **SHARE), row("普惠性幼儿园在园幼儿占比", task="7", **SHARE), True),
        (row("学前普惠率", **SHARE), row("农村普惠率", task="7", **SHARE), False),
        (row("学前普惠率", **SHARE), row("学前普惠率", unit="%", concept="other", measured="share"), False),
        (row("新建中小学", **FLOW), row("新建学校", **FLOW), True),
        (row("新建中小学", **FLOW), row("新建寄宿制学校", task="7", **FLOW), False),
        (row("新建小学", **FLOW), row("新建初中", **FLOW), False),
        (row("新建中小学", **FLOW), row("新建中小学"), True),
    ],
)
def test_figures_that_are_one(one: dict[str, str], other: dict[str, str], are_one: bool) -> None:
    later = {**other, "plan": "a-2024", "year": "2024"}
    score = matching.scorer(ALIGNED)
    assert (score(one, later) > 0) == are_one
    assert score(one, later) == score(later, one)


def test_the_figure_of_the_same_task_and_time_comes_first() -> None:
    ours = [row("普惠率", "85", deadline="2023-12-31", **SHARE), row("普惠率", "90", deadline="2025", **SHARE)]
    theirs = [row("普惠率", "90", deadline="2025", **SHARE), row("普惠率", "87", deadline="2024-12-31", **SHARE)]
    theirs = [{**one, "year": "2024", "plan": "a-2024"} for one in theirs]
    found = matching.pairs(ours, theirs, matching.scorer(ALIGNED))
    assert [(match.one["value"], match.other["value"], match.again) for match in found] == [
        ("85", "87", False),
        ("90", "90", False),
    ]


def test_what_a_plan_states_twice_is_neither_dropped_nor_new() -> None:
    once = [row("普惠率", "88", **SHARE)]
    twice = [row("普惠率", "85", **SHARE), row("普惠性幼儿园覆盖率", "85", task="5", **SHARE)]
    for ours, theirs in ((twice, once), (once, twice)):
        found = matching.pairs(ours, theirs, matching.scorer(ALIGNED))
        assert sorted(match.again for match in found) == [False, True]
    assert (
        matching.pairs([], once, matching.scorer(ALIGNED)) == [] == matching.pairs(once, [], matching.scorer(ALIGNED))
    )
