"""Rows on a narrow screen: no line too wide, nothing lost, and short enough to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from edugraph import records
from edugraph.output import render
from edugraph.query import run
from edugraph.table import Table

if TYPE_CHECKING:
    from edugraph.store import Store

TARGETS = ("plan", "task", "indicator", "value", "value_max", "unit", "comparator", "redacted", "strength", "quote")


def _lines(table: Table, width: int, lang: str = "zh") -> list[str]:
    return render(table, "table", width, lang=lang).decode().splitlines()


def test_a_target_is_a_line_and_its_quote() -> None:
    rows = (
        ("handan-2023", "28", "新增学位", "174000", "", "个", "=", "false", "committed", "新增学位17.4万个"),
        ("handan-2023", "1", "普惠性幼儿园覆盖率", "85", "", "%", ">=", "false", "striving", "力争普惠性幼儿园覆盖率达到85%以上"),
        ("handan-2023", "2", "建设学校", "", "", "所", "=", "true", "", "建设学校*所"),
    )  # fmt: skip
    assert _lines(Table(TARGETS, rows), 60) == [
        "handan-2023",
        "任务 28 · 新增学位 · 17.4万个 · 承诺",
        "  “新增学位17.4万个”",
        "任务 1 · 普惠性幼儿园覆盖率 · ≥85% · 力争",
        "  “力争普惠性幼儿园覆盖率达到85%以上”",
        "任务 2 · 建设学校 · *所 · 原文隐去 是",
        "  “建设学校*所”",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [20, 60, 80, 100])
def test_no_line_is_wider_than_the_screen_and_no_word_is_lost(store: Store, width: int, lang: str) -> None:
    table = run(store, "targets", plan="handan-2023")
    lines = _lines(table, width, lang)
    assert max(map(cell_len, lines)) <= width
    joined = "".join(line.strip() for line in lines).replace(" ", "")
    for row in table.dicts():
        assert row["quote"].replace(" ", "") in joined
        assert row["indicator"].replace(" ", "") in joined
    if width >= 80:
        assert len(lines) <= 2.3 * len(table.rows)


def test_two_figures_of_a_row_are_two() -> None:
    columns = ("task", "comparator", "value", "unit", "other_comparator", "other_value", "difference", "quote")
    row = ("28", "=", "174000", "个", ">=", "40000", "134000", "新增学位17.4万个")
    assert _lines(Table(columns, (row,)), 60) == [
        "任务 28 · 17.4万个 · 另一市数值 ≥4万个 · 相差 134000",
        "  “新增学位17.4万个”",
    ]


def test_tasks_stand_under_their_plans_once() -> None:
    row = ("劳动教育", "邯郸市、济宁市", "handan-2023 jining-2023", "handan-2023:4 handan-2023:27 jining-2023:7")
    assert _lines(Table(("theme", "cities", "plans", "tasks"), (row,)), 44) == [
        "劳动教育 · 城市 邯郸市、济宁市",
        "  任务：handan-2023:4,27 jining-2023:7",
    ]


def test_what_fits_stays_a_table() -> None:
    table = Table(("plan", "role", "organisation"), (("a-2023", "lead", "财务处"), ("a-2023", "responsible", "人事科")))
    lines = _lines(table, 40)
    assert lines[1] == "┃ 计划   ┃ 角色 ┃ 责任单位 ┃"
    assert "牵头" in lines[3]


def test_a_table_that_one_long_cell_makes_too_wide_stays_one_where_its_texts_have_room() -> None:
    table = Table(("task", "text"), tuple((str(at), f"{at}所" + "建设学校" * 11) for at in range(3)))
    assert _lines(table, 60)[0].startswith("┏")
    assert not _lines(table, 24)[0].startswith("┏")


def test_wide_is_a_table_whatever_the_screen(store: Store) -> None:
    table = run(store, "targets", plan="handan-2023")
    lines = render(table, "table", 40, wide=True).decode().splitlines()
    assert len({cell_len(line) for line in lines}) == 1
    assert all(any(row["quote"] in line for line in lines) for row in table.dicts())


def test_columns_of_other_queries_that_are_called_like_those_of_figures_stay_as_they_are() -> None:
    row = ("甲" * 40, "about", "many", "", "所")
    shown = "".join(_lines(Table(("text", "comparator", "value", "value_max", "unit"), (row,)), 30))
    assert "about" in shown
    assert "many" in shown


@pytest.mark.parametrize("width", [160, 30])
def test_a_question_of_ones_own_keeps_its_heads_and_its_cells(width: int) -> None:
    columns = ("plan", "level", "redacted", "comparator", "value", "tasks", "plans", "quote")
    row = ("a-2023", "prefecture", "false", ">=", "85", "a-2023:4 a-2023:9", "a-2023", "覆盖率达到85%以上")
    shown = "\n".join(_lines(Table(columns, (row,)), width, lang=""))
    for cell in (*columns, *row):
        assert cell in shown
    assert "“" not in shown


def test_records_of_a_question_of_ones_own_say_the_column_of_each_cell() -> None:
    rows = (("邯郸市", "prefecture", "true", ""), ("荣成市", "county", "false", ""))
    assert _lines(Table(("city", "level", "known", "note"), rows), 24, lang="") == [
        "city 邯郸市",
        "  level prefecture",
        "  known true",
        "city 荣成市",
        "  level county",
        "  known false",
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("扩大普惠性资源，新增学位", 16, ["扩大普惠性资源，", "新增学位"]),
        ("扩大普惠性资源，新增学位", 15, ["扩大普惠性资", "源，新增学位"]),
        ("教师处（12）等22个", 9, ["教师处", "（12）等", "22个"]),
        ("see handan-2023 for more", 15, ["see handan-2023", "for more"]),
        ("abcdefghijkl", 6, ["abcdef", "ghijkl"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert records.wrap(text, width, "") == lines
