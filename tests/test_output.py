"""Rows in every format: nothing lost, nothing that runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from edugraph.output import FORMATS, render
from edugraph.table import Table

ROWS = Table(("plan", "quote"), (("a", "甲|乙\n丙"), ("b", '=HYPERLINK("x")'), ("c", "-5"), ("d", "")))


@pytest.mark.parametrize("form", FORMATS)
def test_same_rows_same_bytes(form: str) -> None:
    assert render(ROWS, form) == render(ROWS, form)


def test_csv_comes_back_as_it_was_but_for_formulas() -> None:
    rows = list(csv.reader(io.StringIO(render(ROWS, "csv").decode())))
    assert rows[1] == ["a", "甲|乙\n丙"]
    assert rows[2] == ["b", '\'=HYPERLINK("x")']
    assert rows[3] == ["c", "-5"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "@x", "＝1", "\t=1"])
def test_formulas_are_disarmed(text: str) -> None:
    cell = next(csv.reader(io.StringIO(render(Table(("a",), ((text,),)), "csv").decode().split("\n", 1)[1])))[0]
    assert cell == "'" + text


def test_xlsx_holds_texts_as_texts_and_numbers_as_numbers() -> None:
    with zipfile.ZipFile(io.BytesIO(render(ROWS, "xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "<v>-5</v>" in sheet
    assert "<f>" not in sheet
    assert "=HYPERLINK" in strings


def test_markdown_keeps_a_row_on_a_line() -> None:
    assert render(ROWS, "md").decode().splitlines()[2] == "| a | 甲\\|乙 丙 |"


def test_table_shows_every_cell_without_mark_up_of_its_own() -> None:
    shown = render(Table(("x",), (("[red]甲[/red]",),)), "table").decode()
    assert "[red]甲[/red]" in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_cuts_what_no_screen_can_show_and_says_so(lang: str) -> None:
    long = Table(("city", "cities"), (("甲市", "、".join(f"{at}市" for at in range(1000))),))
    shown = render(long, "table", 100, lang=lang).decode()
    assert "--format csv" in shown
    assert len(shown) < 4000
    for form in ("csv", "json", "jsonl", "tsv", "md"):
        assert long.rows[0][1] in render(long, form, 100, lang=lang).decode()
