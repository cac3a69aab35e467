"""What a question may not be answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask, regions
from edugraph.errors import MissingError

if TYPE_CHECKING:
    from edugraph.store import Store


def test_divisions_are_looked_for_only_where_something_is_open(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    def looked(text: str, at: int) -> None:
        raise AssertionError(f"looked for a division in {text} at {at}")

    monkeypatch.setattr(regions, "standing", looked)
    assert ask.answer(store, "哪些城市推进集团化办学？").table.rows
    with pytest.raises(AssertionError, match="looked for a division"):
        ask.answer(store, "上海推进集团化办学吗？")


@pytest.mark.parametrize("question", ["上海推进集团化办学吗？", "上海市的集团化办学", "海南有没有双减？"])
def test_a_place_without_a_plan_is_refused_by_its_full_name(store: Store, question: str) -> None:
    with pytest.raises(MissingError, match=r"no plan of (上海市|海南省)"):
        ask.answer(store, question)
