"""Head words of tables and clauses: known ones, and longer ones in which a known one stands."""

from __future__ import annotations

import pytest

from edugraph.structure.heads import kind


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("序 号", "number"),
        ("重点工作任务", "title"),
        ("2023年度任务目标", "content"),
        ("工作措施及目标", "content"),
        ("建设内容及年度目标", "content"),
        ("责任单位（科室）", "office"),
        ("牵头科室（单位）", "office"),
        ("参加部门", "office"),
        ("督办机构", "office"),
        ("参与学校", ""),
        ("区政府分管领导", "person"),
        ("包抓领导", "person"),
        ("完成 时限", "deadline"),
        ("监督电话", ""),
        ("全面加强党的建设工作任务落实情况通报", ""),
    ],
)
def test_kinds(head: str, expected: str) -> None:
    assert kind(head) == expected
