"""A figure is of the kind of school that the clause before names only where it counts a part of schools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.diff import table
from tests.diff.made import graph_of

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "甲市教育局{year}年工作要点\n{review}一、推进教育发展\n1.推进工作。{text}（责任单位：发展规划科）\n2.加强校园安全。开展安全检查。（责任单位：安全科）\n"
REVIEW = "一、2023年工作回顾\n{text}\n"

# Sentences of county plans of 2023 and 2024, cut to what matters.
PROMISED = [
    (
        "小学一、二年级不留书面家庭作业，课后服务覆盖率达到100%。",
        "课后服务覆盖率达到100%。",
        [("kept", "课后服务覆盖率", "")],
    ),
    (
        "改扩建乡镇中心小学5所，新增学位3200个。",
        "改扩建乡镇中心小学5所，新增学位3400个。",
        [("kept", "改扩建乡镇中心小学", ""), ("raised", "新增学位", "better")],
    ),
    (
        "改扩建乡镇中心小学5所，新增学位3200个。",
        "新增学位3400个。",
        [("dropped", "改扩建乡镇中心小学", ""), ("raised", "新增学位", "scope: 小学 → not said")],
    ),
    (
        "新改扩建幼儿园5所，新增学位3200个。",
        "新改扩建小学5所，新增学位3200个。",
        [
            ("dropped", "新改扩建幼儿园", ""),
            ("dropped", "新增学位", ""),
            ("new", "新改扩建小学", ""),
            ("new", "新增学位", ""),
        ],
    ),
]
TOLD = [
    (
        "建成教师周转房60套。",
        "2023年，普惠性幼儿园覆盖率达到95.6%，建成教师周转房60套。",
        ("met", "told in section 1"),
    ),
    (
        "新增学位6000个。",
        "2023年，新建幼儿园20所，新增学位6500个。",
        ("kept", "no comparable figure: scope: not said → 幼儿园; told in section 1"),
    ),
]


@pytest.mark.parametrize(("earlier", "later", "expected"), PROMISED)
def test_a_promise_is_followed_from_year_to_year(
    tmp_path: Path, earlier: str, later: str, expected: list[tuple[str, str, str]]
) -> None:
    plans = {"jia-2023": (2023, earlier), "jia-2024": (2024, later)}
    texts = {key: PLAN.format(year=year, review="", text=text) for key, (year, text) in plans.items()}
    rows = table.table(graph_of(tmp_path, texts), plan="甲市", only="targets").dicts()
    assert [(row["change"], row["what"], row["why"]) for row in rows] == expected


@pytest.mark.parametrize(("promised", "told", "expected"), TOLD)
def test_a_result_answers_a_promise_of_its_own_scope(
    tmp_path: Path, promised: str, told: str, expected: tuple[str, str]
) -> None:
    earlier = PLAN.format(year=2023, review="", text=promised)
    later = PLAN.format(year=2024, review=REVIEW.format(text=told), text="加强管理。").replace("一、推进", "二、推进")
    store = graph_of(tmp_path, {"jia-2023": earlier, "jia-2024": later})
    rows = table.table(store, plan="甲市", only="completion").dicts()
    assert [(row["change"], row["why"]) for row in rows] == [expected]
