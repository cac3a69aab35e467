"""Arithmetic on a plan: each check finds what is wrong and leaves alone what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, plausibility, query
from edugraph.making import given, make
from edugraph.store import open_graph

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

CASES = {
    "parts add up": ("新建学校项目5个,其中小学项目2个、初中项目3个。", []),
    "parts do not add up": ("新建学校项目6个,其中小学项目2个、初中项目3个。", ["parts and total"]),
    "another thing between": ("新建学校项目5个,新增学位9个。其中小学项目2个、初中项目3个。", []),
    "one part alone": ("新建学校项目5个,其中小学项目2个。", []),
    "a part blanked": ("新建学校项目5个,其中小学项目**个、初中项目3个。", []),
    "share over 100": ("教师培训覆盖率达到110%。", ["share over 100"]),
    "gross rate over 100": ("学前三年毛入园率达到101%。", []),
    "deadline in the past": ("到2020年,教师培训覆盖率达到90%。", []),  # a result; one may only be written down by hand
    "stated twice alike": ("教师培训覆盖率达到90%。教师培训覆盖率达到90%。", []),
    "stated twice": ("教师培训覆盖率达到90%。教师培训覆盖率达到95%。", ["stated twice"]),
    "dealt out to two schools": ("向阳小学、新桥幼儿园分别新增学位1500个、270个。", []),
    "dealt out with the verb": ("教师、学生网络空间开通率分别达到96%和82%。", []),
    "dealt out in the order of names": ("城区、乡镇公办园占比依次达到60%、52%。", []),
    "dealt out, then said again": (
        "甲校、乙校分别新增学位500个、300个。全县新增学位900个。全县新增学位950个。",
        ["stated twice"],
    ),
    "another thing dealt out": ("教师培训覆盖率达到90%;甲校、乙校分别立项。教师培训覆盖率达到95%。", ["stated twice"]),
    "two scopes": ("新改扩建小学2所,新增学位300个。新改扩建幼儿园2所,新增学位200个。", []),
    "two years": ("教师培训覆盖率达到90%,到2025年,教师培训覆盖率达到95%。", []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_checks(text: str, expected: list[str], tmp_path: Path) -> None:
    file = tmp_path / "demo.txt"
    file.write_text(f"某市教育局2022年工作要点\n1.甲。{text}\n2.乙。加强管理。\n", encoding="utf-8")
    (tmp_path / "demo.ttl").write_bytes(make(given(catalogue.Entry("demo", file))).turtle)
    found = plausibility.check(open_graph(tmp_path)).dicts()
    assert [row["check"] for row in found] == expected
    assert all(row["quote"] in text for row in found)


def test_project_counts_of_handan_task_28_add_up(store: Store) -> None:
    rows = query.run(store, "stated-targets", plan="handan-2023").dicts()
    ((total, parts),) = plausibility.totals(rows)
    assert (total["task"], total["value"]) == ("28", "236")
    assert [part["value"] for part in parts] == ["54", "95", "53", "11", "11", "12"]


def test_nothing_is_found_in_the_five_plans(store: Store) -> None:
    assert plausibility.check(store).rows == ()
