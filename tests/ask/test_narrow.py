"""Words narrower than their theme: the tasks whose own words hold them, and the theme as the second-best reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.ask import narrow

if TYPE_CHECKING:
    from edugraph.store import Store


def test_the_tasks_whose_own_words_hold_the_word(store: Store) -> None:
    found = ask.answer(store, "中医药进校园是哪个市的特色工作")
    assert found.sure
    assert {(row["city"], row["task"]) for row in found.table.dicts()} == {
        ("荣成市", task) for task in ("37", "38", "39")
    }
    assert found.second[1] == "edugraph query cities-of-theme -p theme=中华优秀传统文化教育"


def test_a_word_that_the_ontology_does_not_list_is_unsure(store: Store) -> None:
    found = ask.answer(store, "防溺水哪些城市强调了")
    assert all("防溺水" in row["text"] for row in found.table.dicts())
    assert any("防溺水" in doubt for doubt in found.doubts)


def test_none_in_the_plan_and_where_there_is_some(store: Store) -> None:
    found = ask.answer(store, "荣成市抓没抓近视防控")
    assert found.table.rows == ()
    assert any("邯郸市" in note for note in found.notes)


def test_rows_of_other_questions_have_the_own_words_first(store: Store) -> None:
    found = ask.answer(store, "荣成中医药那块归哪个科室负责")
    tasks = [row["task"] for row in found.table.dicts()]
    assert set(tasks[:7]) == {"37", "38", "39"}
    assert set(tasks[7:]) == {"5"}
    assert any("中医药" in note for note in found.notes)


@pytest.mark.parametrize(
    ("said", "theme", "less"),
    [
        ("教师轮岗", "教师校长交流轮岗", False),
        ("防溺水", "平安校园", True),
        ("安全", "平安校园", False),
        ("近视", "近视防控与卫生健康", True),
    ],
)
def test_which_names_may_mean_less_than_the_theme(said: str, theme: str, less: bool) -> None:
    assert narrow.apart(said, theme) is less


def test_one_order_only_is_told_and_kept(store: Store) -> None:
    found = ask.answer(store, "谁负责对标争先")
    (note,) = [note for note in found.notes if note.startswith("前 ")]
    assert "对标争先" in note
    count = int(note.split()[1])
    places = [(row["plan"], row["task"]) for row in found.table.dicts()]
    assert set(places[:count]).isdisjoint(places[count:])
