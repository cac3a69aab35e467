"""Tasks that only promise full coverage, behind those without a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.mark.parametrize(
    ("question", "without", "in_words"),
    [
        ("邯郸八项改革里哪些任务没有量化指标", ["43", "44", "47", "48", "50", "52"], ["51"]),
        ("枣庄哪些实事没定具体数字指标", ["5", "6"], ["1"]),
        ("荣成双减哪些任务没有量化目标", ["32", "43", "44", "45", "50"], []),
    ],
)
def test_tasks_without_a_figure(store: Store, question: str, without: list[str], in_words: list[str]) -> None:
    found = ask.answer(store, question)
    assert [row["task"] for row in found.table.dicts()] == [*without, *in_words]
    assert any(f"后 {len(in_words)} 行只写" in note for note in found.notes) == bool(in_words)
