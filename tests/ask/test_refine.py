"""Rows made fit for what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import ask

if TYPE_CHECKING:
    from edugraph.store import Store


def test_how_cities_differ_shows_whole_passages(store: Store) -> None:
    rows = ask.answer(store, "集团化办学这事，邯郸和宁波的做法有什么不同？").table.dicts()
    (handan,) = [row["quote"] for row in rows if row["plan"] == "handan-2023"]
    assert "80%" in handan


def test_a_title_is_never_the_only_sentence(store: Store) -> None:
    rows = ask.answer(store, "邯郸审计监督方面打算怎么做").table.dicts()
    assert all(len(row["quote"]) > 2 * len(row["title"]) for row in rows)


def test_a_theme_that_is_left_out_is_not_among_the_rows(store: Store) -> None:
    found = ask.answer(store, "荣成除了学校体育，面向群众的全民健身和赛事这块安排了哪几条？")
    assert {row["task"] for row in found.table.dicts()} == {"46", "47", "48"}
    assert any("without" in note for note in found.notes)


def test_the_share_stands_before_the_counts(store: Store) -> None:
    rows = ask.answer(store, "普惠性幼儿园的指标哪个市定得最高？").table.dicts()
    assert [row["unit"] for row in rows][:4] == ["%"] * 4
    assert rows[0]["city"] == "宁波市"


def test_documents_on_a_theme_name_it_in_their_sentence(store: Store) -> None:
    rows = ask.answer(store, "济宁教师方面的文件有哪些").table.dicts()
    assert {row["task"] for row in rows} == {"11", "15", "16"}


def test_a_role_that_nobody_has_shows_who_answers(store: Store) -> None:
    found = ask.answer(store, "济宁学前教育由哪个科室牵头，哪些配合")
    assert found.table.rows
    assert any("role" in doubt for doubt in found.doubts)


def test_two_kinds_of_figures_are_both_told(store: Store) -> None:
    units = {row["unit"] for row in ask.answer(store, "邯郸校长培训一共办几期，培训多少人").table.dicts()}
    assert {"期", "人"} <= units


def test_long_words_of_a_plan_come_first(store: Store) -> None:
    found = ask.answer(store, "枣庄为教师办好十件实事列在哪个任务")
    assert found.table.dicts()[0]["task"] == "5"


def test_targets_whose_sentence_says_the_end_of_the_year_stand_first(store: Store) -> None:
    found = ask.answer(store, "写明2023年年底要完成的都有哪些任务？")
    first = [(row["city"], row["task"]) for row in found.table.dicts()[:4]]
    assert first == [("邯郸市", "30"), ("宁波市", "2"), ("枣庄市", "7"), ("枣庄市", "10")]
    assert any("前 4 行" in note for note in found.notes)


def test_documents_to_be_issued_stand_before_those_carried_out(store: Store) -> None:
    found = ask.answer(store, "宁波今年准备出台、制定哪些文件")
    assert {row["task"] for row in found.table.dicts()[:7]} == {"2", "4", "11", "14", "16"}
    assert {row["task"] for row in found.table.dicts()[7:]} == {"5", "7"}


def test_the_whole_task_where_it_is_asked_what_is_done(store: Store) -> None:
    rows = ask.answer(store, "枣庄在乡村学校这块打算做些什么？").table.dicts()
    assert "城乡捆绑聘任" in rows[0]["quote"]
