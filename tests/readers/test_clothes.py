"""Changing the clothes changes nothing: the five plans in other formats, encodings and numbers give the same facts."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph import structure
from edugraph.readers import read
from edugraph.text import Source
from tests.conftest import KEYS
from tests.readers import clothes
from tests.structure.test_outline import Drawn, outlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from edugraph.structure.plan import Plan

WITH_SECTIONS = [key for key in KEYS if key != "zaozhuang-2023"]
STYLES: dict[str, tuple[str, str]] = {
    "1. to 1、": (r"(?m)^([ \u3000\xa0]*)(\d{1,2})[.．](?!\d)", r"\1\2、"),
    "1. to １．": (r"(?m)^([ \u3000\xa0]*)(\d{1,2})[.．](?!\d)", r"\1\2．"),
    "（一） to (一)": (r"（([一二三四五六七八九十]+)）", r"(\1)"),
    "任务1： to 任务1 ": (r"任务(\d+)：", r"任务\1 "),
    "（1） to (1)": (r"（(\d+)）", r"(\1)"),
}


def _same(plan: Plan, file: Path) -> None:
    source = read(file)
    again = structure.parse(source, plan.key, plan.year)
    assert clothes.titles(again) == clothes.titles(plan)
    assert clothes.facts(again) == clothes.facts(plan)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    ("name", "dress"),
    [
        pytest.param("plan.html", clothes.as_html, id="html"),
        pytest.param("page.htm", lambda parts: clothes.as_html(parts, "gb2312"), id="html-gb2312"),
        pytest.param("plan.docx", clothes.as_word, id="word"),
    ],
)
def test_pages_and_word(
    plans: dict[str, Plan], tmp_path: Path, key: str, name: str, dress: Callable[[list[clothes.Block]], bytes]
) -> None:
    (tmp_path / name).write_bytes(dress(clothes.blocks(plans[key])))
    _same(plans[key], tmp_path / name)


@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize("key", KEYS)
def test_pdf(plans: dict[str, Plan], tmp_path: Path, key: str) -> None:
    (tmp_path / "plan.pdf").write_bytes(clothes.as_pdf(clothes.blocks(plans[key]), tmp_path))
    _same(plans[key], tmp_path / "plan.pdf")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_encodings(plans: dict[str, Plan], tmp_path: Path, key: str, encoding: str) -> None:
    (tmp_path / "plan.txt").write_bytes(plans[key].source.text.encode(encoding))
    _same(plans[key], tmp_path / "plan.txt")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("style", STYLES)
def test_other_numbering_styles(plans: dict[str, Plan], key: str, style: str) -> None:
    plan = plans[key]
    other = structure.parse(Source("made.txt", re.sub(*STYLES[style], plan.source.text)), key, plan.year)
    assert [task.number for task in other.tasks] == [task.number for task in plan.tasks]
    assert {fact[:-1] for fact in clothes.facts(other)} == {fact[:-1] for fact in clothes.facts(plan)}


@pytest.mark.parametrize("key", WITH_SECTIONS)
def test_restarted_numbers(plans: dict[str, Plan], key: str) -> None:
    text, names = clothes.renumbered(plans[key])
    again = structure.parse(Source("made.txt", text), key, plans[key].year)
    assert [task.number for task in again.tasks] == list(names.values())
    assert clothes.facts(again) == clothes.facts(plans[key], names)


DRESSES: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "html": lambda text: ("made.html", clothes.as_html([*text.split("\n")])),
    "word": lambda text: ("made.docx", clothes.as_word([*text.split("\n")])),
    "gb18030": lambda text: ("made.txt", text.encode("gb18030")),
    "utf-16": lambda text: ("made.txt", text.encode("utf-16")),
    "windows": lambda text: ("made.txt", text.replace("\n", "\r\n").encode()),
}


@given(outlines(), st.sampled_from(sorted(DRESSES)))
@settings(max_examples=60, deadline=None)
def test_drawn_outlines_are_read_back_in_any_clothes(drawn: Drawn, dress: str) -> None:
    name, data = DRESSES[dress](drawn.text)
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        plan = structure.parse(read(file), "made-2023", 2023)
    assert [task.number for task in plan.tasks] == drawn.numbers()
    assert [plan.title_of(task) for task in plan.tasks] == [title for _, _, title, _ in drawn.tasks]
