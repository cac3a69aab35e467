"""Indicators of like names, behind the one that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.mark.parametrize(
    ("question", "values"),
    [("枣庄今年要增加多少学位", ["24000", "2000"]), ("邯郸双师型教师有啥指标", ["60", "100", "10"])],
)
def test_they_stand_last_and_are_named(store: Store, question: str, values: list[str]) -> None:
    found = ask.answer(store, question)
    assert [row["value"] for row in found.table.dicts()] == values
    assert any("行是名称相近的指标" in note for note in found.notes)


def test_a_full_name_has_none(store: Store) -> None:
    assert not any("名称相近" in note for note in ask.answer(store, "邯郸学前三年毛入园率是多少").notes)
