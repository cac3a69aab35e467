"""What a later plan tells of targets: the year, the unit and the direction decide; what does not settle it is said."""

from __future__ import annotations

import pytest

from edugraph.diff import completion
from tests.diff.test_matching import FLOW, SHARE, row


def told(target: dict[str, str], result: dict[str, str]) -> tuple[str, str]:
    """The change and the reason, the place left out."""
    common = {"sentence": "。", "exact": "。", "start": "0", "end": "1", "direction": "up"}
    one = {**target, **common, "said": "target", "_fact": "a"}
    other = {**result, **common, "said": "result", "_fact": "b", "section": "1", "task": "", "year": "2024"}
    [change] = completion.changes([one], [other])
    return change.change, change.why.replace("told in section 1", "").strip("; ")


@pytest.mark.parametrize(
    ("target", "result", "expected"),
    [
        (row("普惠率", "88", **SHARE), row("普惠率", "91.2", **SHARE), ("met", "")),
        (row("普惠率", "88", **SHARE), row("学前普惠率", "87", **SHARE), ("missed", "as 学前普惠率")),
        (row("普惠率", "88", **SHARE), row("普惠率", "", **SHARE), ("kept", "no comparable figure: blanked")),
        (row("普惠率", "", **SHARE), row("普惠率", "88", **SHARE), ("kept", "no comparable figure: blanked")),
        (row("普惠率", "88", deadline="2025", **SHARE), row("普惠率", "85", **SHARE), ("kept", "not yet due: due 2025, told of 2023")),
        (row("普惠率", "88", deadline="2025", **SHARE), row("普惠率", "89", **SHARE), ("met", "due 2025, told of 2023")),
        (row("普惠率", "88", year="2022", **SHARE), row("普惠率", "89", **SHARE), ("met", "due 2022, told of 2023")),
        (row("普惠率", "88", **SHARE), row("普惠率", "85", deadline="2020", **SHARE), ("untold", "")),
        (row("新建中小学", year="2022", **FLOW), row("新建中小学", **FLOW), ("untold", "")),
        (row("新建中小学", **FLOW), row("新建中小学", deadline="2023-12-31", **FLOW), ("met", "")),
        (row("新建中小学", unit="人", **FLOW), row("新建中小学", **FLOW), ("kept", "no comparable figure: 人 against 所")),
        (row("创建市级特色高中"), row("创建市级特色高中", "9"), ("missed", "")),
        (row("创建市级特色高中"), row("新创建市级特色普通高中", "10"), ("met", "as 新创建市级特色普通高中")),
        (row("创建市级特色高中"), row("创建省级特色高中"), ("untold", "")),
    ],
)  # fmt: skip
def test_what_became_of_a_target(target: dict[str, str], result: dict[str, str], expected: tuple[str, str]) -> None:
    assert told(target, result) == expected


def test_one_result_settles_a_target_that_is_stated_twice() -> None:
    extra = {"sentence": "。", "exact": "。", "start": "0", "end": "1", "direction": "up", "said": "target"}
    targets = [{**row("普惠率", "88", task=task, **SHARE), **extra, "_fact": task} for task in ("1", "7")]
    result = {**row("普惠率", "90", **SHARE), **extra, "said": "result", "_fact": "r", "section": "1", "year": "2024"}
    assert [change.change for change in completion.changes(targets, [result])] == ["met", "met"]
