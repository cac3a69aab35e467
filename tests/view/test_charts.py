"""Static charts for documents: what they say, that text stays text, and the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as Tree

import pytest

from edugraph import view
from edugraph.errors import MissingError, UsageError
from edugraph.overlap import matrix
from edugraph.view import charts, overview, targets, vis
from edugraph.view.charts import sheet, themes
from edugraph.view.network import plain
from edugraph.view.scope import Scope
from tests.view.rows import HOSTILE, hostile
from tests.view.rows import target as made
from tests.view.test_colours import contrast, luminance

if TYPE_CHECKING:
    from collections.abc import Callable

    from edugraph.store import Store

    Chart = Callable[..., bytes]

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"
A4 = (210 - 2 * 14, 297 - 2 * 14)
PIECES = (
    ("matrix", ""),
    ("matrix", "邯郸"),
    ("city", "济宁"),
    ("targets", "普惠性幼儿园覆盖率"),
    ("targets", "新增学位"),
    ("network", ""),
)
ATTACKS = (*HOSTILE, "$x$", "$\\frac{1}{2}$", "100%_^{}\\", "$")


def texts(data: bytes) -> list[str]:
    return [element.text or "" for element in Tree.fromstring(data).iter(f"{SVG}text")]


@pytest.fixture(scope="module")
def svg(store: Store) -> Chart:
    """The chart of a piece of the five plans, drawn once."""
    return cache(lambda piece, name: view.show(store, piece, name).chart())


@pytest.mark.parametrize(("piece", "name"), PIECES)
def test_a_chart_fits_a_page_and_says_its_source(store: Store, svg: Chart, piece: str, name: str) -> None:
    data = svg(piece, name)
    root = Tree.fromstring(data)
    width, height = (float(root.attrib[key].removesuffix("pt")) / 72 * 25.4 for key in ("width", "height"))
    assert width <= A4[0]
    assert height <= A4[1]
    said = texts(data)
    assert any(line.startswith("资料来源：教育工作要点 ") and "EduGraph" in line for line in said)
    assert any(line.startswith("Source: ") and "(2023)" in line for line in said)
    assert view.show(store, piece, name).chart("png").startswith(PNG)


def test_the_matrix_tells_the_tasks_of_each_theme(store: Store, svg: Chart) -> None:
    said = texts(svg("matrix", ""))
    scope = Scope(store)
    row = next(row for row in overview.acting(scope) if row["theme"] == "立德树人与五育并举")
    at = said.index("立德树人与五育并举")
    assert said[at + 1 : at + 6] == [str(len(row["cells"][plan["plan"]]["tasks"])) for plan in scope.plans]
    assert "79 个主题中的 44 个" in " ".join(said)
    few = " ".join(texts(view.show(store, "matrix", "", ["枣庄"]).chart()))
    assert "个主题中的" not in few
    assert "1 education work plan (2023)" in few


def test_the_themes_that_fit_are_the_broadest_and_most_shared() -> None:
    cells = {"甲": {"tasks": ["1", "2"]}, "乙": {"tasks": ["3"]}}
    one = {"甲": {"tasks": ["1"]}}
    broad: list[dict[str, Any]] = [{"theme": f"大{at}", "depth": 0, "cells": one} for at in range(10)]
    narrow = [{"theme": f"小{at}", "depth": 1, "cells": cells if at % 2 else one} for at in range(70)]
    found = themes.chosen([*broad, *narrow])
    names = [row["theme"] for row in found]
    assert len(names) == 44
    assert names[:10] == [f"大{at}" for at in range(10)]
    assert all(int(name[1:]) % 2 for name in names[10:])


def test_the_offices_of_a_plan_come_with_their_roles(svg: Chart) -> None:
    said = texts(svg("matrix", "邯郸"))
    at = said.index("基础教育处")
    assert said[at + 1 : at + 5] == ["24", "责1", "责3", "牵2"]
    assert "Who answers for what in Handan, 2023: offices by themes and roles" in said
    assert any("牵＝牵头 lead" in line for line in said)
    assert any("宁波" in line for line in said) is False


def test_targets_say_figure_deadline_firmness_and_why_not_comparable(svg: Chart) -> None:
    said = texts(svg("targets", "新增学位"))
    assert "174000个 · 承诺" in said
    assert "9000个 · 2023-12-31 · 力争" in said
    assert "不可比：范围不同（幼儿园）" in said
    assert "不可比：数字在原文中隐去" in said
    assert said.count("*") == 2
    assert "New school places: targets by city" in said


def test_a_chart_cautions_where_cities_put_it_in_different_words(store: Store, svg: Chart) -> None:
    differing = " ".join(texts(svg("targets", "普惠性幼儿园覆盖率")))
    assert "各市说法不同，口径可能不一" in differing
    assert "枣庄市“学前普惠率”" in differing
    assert "说法不同" not in " ".join(texts(view.show(store, "targets", "学校建设年度投资").chart()))


def test_rows_that_compare_say_their_group_where_there_are_several(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        made(plan, "1", "甲", "80", subject=said)
        | {"comparable": "yes", "group": group, "scope": scope, "axis": "share %", "year": "2023", "city": plan}
        for plan, said, group, scope in [
            ("handan-2023", "甲", "whole area; share; %; 2023", ""),
            ("ningbo-2023", "甲", "whole area; share; %; 2023", ""),
            ("jining-2023", "甲率", "中小学; share; %; 2023", "中小学"),
            ("rongcheng-2023", "甲率", "中小学; share; %; 2023", "中小学"),
        ]
    ]
    found = [{"id": "甲", "label": "甲", "direction": "up", "targets": rows}]
    monkeypatch.setattr(targets, "indicators", lambda _: found)
    said = texts(charts.draw(Scope(store), "targets", "甲", "svg"))
    assert (said.count("范围：全域（没有限定），2023 年"), said.count("范围：中小学，2023 年")) == (2, 2)
    assert not any("说法不同" in line for line in said)
    del rows[2:]
    assert not any("范围：" in line for line in texts(charts.draw(Scope(store), "targets", "甲", "svg")))


def test_every_shape_of_a_target_is_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        made("handan-2023", str(at), "甲", value, comparator=sign, value_max=top, redacted=blank, strength=strength)
        | {"comparable": "no: nothing to set it against", "axis": axis, "deadline": ""}
        for at, (value, sign, top, blank, strength, axis) in enumerate(
            [
                ("80", ">=", "", "false", "binding", "share %"),
                ("80", "<=", "", "false", "binding", "share %"),
                ("80", "=", "", "false", "binding", "share %"),
                ("80", "=", "", "false", "striving", "share %"),
                ("80", "=", "", "false", "", "share %"),
                ("3", "=", "5", "false", "binding", "count 所"),
                ("", "=", "", "true", "unheard of", "blank 个"),
            ]
        )
    ]
    found = [{"id": "甲", "label": "甲", "direction": "down", "targets": rows}]
    monkeypatch.setattr(targets, "indicators", lambda _: found)
    data = charts.draw(Scope(store), "targets", "甲", "svg")
    assert "数值越低越好。 Lower is better." in texts(data)
    assert "不可比：没有同类目标可比" in texts(data)
    assert "=3—5%" not in texts(data)
    marks = [group for group in Tree.fromstring(data).iter(f"{SVG}g") if group.find(f"{SVG}defs") is not None]
    shapes = [group.find(f"{SVG}defs/{SVG}path") for group in marks]
    assert len({(shape.get("d"), shape.get("style")) for shape in shapes if shape is not None}) == 3
    fills = {str(use.get("style")).partition(";")[0] for group in marks for use in group.iter(f"{SVG}use")}
    assert fills == {"fill: #1f5fb4", "fill: #ffffff", "fill: #b9cfe8"}
    assert "80% · 力度没有写明" in texts(data)
    assert "%（横轴不从零开始）" in texts(data)
    rows += [rows[0]] * 40
    assert any("列出 47 条中的 28 条" in line for line in texts(charts.draw(Scope(store), "targets", "甲", "svg")))


def test_the_network_draws_cities_and_shared_themes(store: Store, svg: Chart) -> None:
    said = texts(svg("network", ""))
    assert {"邯郸市", "枣庄市", "双减", "5 座城市共有", "83 policy themes that at least two of 5 cities share"} <= set(
        said
    )
    alone = texts(view.show(store, "network", "", ["枣庄"]).chart())
    assert "本市主题" in alone
    assert any("of one city" in line for line in alone)


@pytest.fixture
def attacked(store: Store, monkeypatch: pytest.MonkeyPatch) -> Scope:
    """A scope every name of which is an attack."""
    scope = Scope(store)
    scope.__dict__["plans"] = [
        {"plan": f"p{at}", "city": said, "year": "2023", "title": said} for at, said in enumerate(ATTACKS[:3])
    ]
    scope.__dict__["names"] = dict.fromkeys(ATTACKS, ATTACKS[-2])
    cells = {"p0": {"tasks": "1 2"}}
    shown = [{"theme": said, "depth": at % 2, "below": [], "cells": cells} for at, said in enumerate(ATTACKS)]
    monkeypatch.setattr(overview, "acting", lambda _: shown)
    rows = [
        made("p0", said, said, "80", unit=said, strength=said, comparator=said, deadline=said)
        | {"comparable": f"no: another scope ({said})", "axis": "a"}
        for said in ATTACKS
    ]
    pack = {"indicators": [{"id": "x", "label": ATTACKS[1], "direction": "up", "targets": rows}]}
    monkeypatch.setattr(targets, "indicators", lambda _: pack["indicators"])
    monkeypatch.setattr(vis, "tables", lambda _: hostile())
    lines = [{"organisation": said, "theme": "双减", "lead": "1", "tasks": "1"} for said in ATTACKS]
    full = [line | dict.fromkeys(("responsible", "cooperating", "supervising"), "2") for line in lines]
    found = type("Found", (), {"dicts": lambda _: full})()
    monkeypatch.setattr(matrix, "table", lambda *_, **__: found)
    return scope


@pytest.mark.parametrize(("kind", "of"), [("themes", ""), ("targets", "x"), ("network", ""), ("offices", "p0")])
def test_hostile_text_is_drawn_as_text(attacked: Scope, kind: str, of: str) -> None:
    data = charts.draw(attacked, kind, of, "svg")
    tags = {element.tag.rpartition("}")[2] for element in Tree.fromstring(data).iter()}
    assert not tags & {"script", "a", "image", "foreignObject", "img"}
    assert not [key for element in Tree.fromstring(data).iter() for key in element.attrib if key.startswith("on")]
    said = " ".join(texts(data))
    wanted = ("{{7*7}}", "a&amp;b&lt;c", "__proto__") + (() if kind == "network" else ("$x$",))
    for one in wanted:
        assert plain(one) in said, one
    assert "\u202e" not in data.decode()
    assert charts.draw(attacked, kind, of, "png").startswith(PNG)


def test_another_process_draws_the_same_bytes() -> None:
    code = (
        "import sys; from edugraph import view; made = view.show(None, 'network');"
        "sys.stdout.buffer.write(made.chart('svg') + made.chart('png'))"
    )
    words = [sys.executable, "-c", code]
    runs = [
        subprocess.run(words, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert not runs[0].stderr
    assert b"<dc:date>" not in runs[0].stdout


def test_what_a_user_has_set_changes_nothing(store: Store) -> None:
    import matplotlib as mpl

    plainly = view.show(store, "targets", "新增学位").chart()
    with mpl.rc_context({"text.parse_math": True, "font.size": 30, "svg.fonttype": "path", "lines.linewidth": 9}):
        assert view.show(store, "targets", "新增学位").chart() == plainly
        assert mpl.rcParams["font.size"] == 30


@pytest.mark.parametrize(("piece", "name"), [("explorer", ""), ("plan", "邯郸"), ("targets", ""), ("network", "双减")])
def test_a_view_without_a_chart_says_which_have_one(store: Store, piece: str, name: str) -> None:
    with pytest.raises(UsageError, match="this view has no chart; matrix, targets INDICATOR"):
        view.show(store, piece, name).chart()


def test_more_than_fits_a_page_names_the_option(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edugraph.view.charts.themes.MOST_PLANS", 4)
    with pytest.raises(UsageError, match=r"5 plans are more than the 4 .* --city"):
        view.show(store, "matrix").chart()
    monkeypatch.setattr("edugraph.view.charts.network.MOST_CITIES", 4)
    with pytest.raises(UsageError, match=r"5 cities and 83 themes are more .* --city"):
        view.show(store, "network").chart()
    monkeypatch.setattr("edugraph.view.charts.offices.MOST_ROWS", 4)
    assert any("The 4 of 33 with most tasks" in line for line in texts(view.show(store, "matrix", "邯郸").chart()))


def test_a_plan_without_offices_is_told(store: Store) -> None:
    with pytest.raises(MissingError, match="ningbo-2023 names no office"):
        view.show(store, "city", "宁波").chart()


def test_nothing_shared_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = hostile()
    tables["themes"] = []
    monkeypatch.setattr(vis, "tables", lambda _: tables)
    with pytest.raises(MissingError, match="no theme is shared"):
        view.show(store, "network").chart()


def test_the_fonts_of_the_machine_change_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib.font_manager import fontManager

    shown = view.show(store, "targets", "新增学位")
    before = shown.chart("png"), shown.chart("svg")
    plainly = [font for font in fontManager.ttflist if font.name.startswith("DejaVu")]
    monkeypatch.setattr(fontManager, "ttflist", plainly)
    assert (shown.chart("png"), shown.chart("svg")) == before
    assert [font.name for font in plainly if "DejaVu" not in font.name] == [sheet.FONTS[0]]


@pytest.mark.parametrize(("piece", "name"), PIECES)
def test_the_font_has_every_character(svg: Chart, piece: str, name: str) -> None:
    from matplotlib.ft2font import FT2Font
    from pylopdf_fonts_zh_cn import sans_path

    drawn = {ord(char) for line in texts(svg(piece, name)) for char in line}
    assert not drawn - FT2Font(sans_path()).get_charmap().keys()


@pytest.mark.parametrize("missing", ["matplotlib", "pylopdf_fonts_zh_cn"])
def test_without_a_library_the_message_says_what_to_install(
    store: Store, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(UsageError, match=rf"charts need {missing}: pip install 'edugraph\[charts\]'"):
        view.show(store, "matrix").chart()


@pytest.mark.parametrize("count", range(7))
def test_cells_can_be_read_and_grow_darker(count: int) -> None:
    fill, ink = sheet.ground(count, 6)
    assert contrast(fill, ink) >= 4.5
    assert luminance(fill) <= luminance(sheet.ground(max(0, count - 1), 6)[0])


def test_a_count_beyond_the_most_and_a_single_one_have_a_colour() -> None:
    assert sheet.ground(1, 1) == (sheet.HEAT[1], sheet.INK)
    assert sheet.ground(9, 9)[0] == sheet.HEAT[-1]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("甲乙丙丁戊己", ["甲乙丙丁", "戊己"]),
        ("甲乙丙丁，戊", ["甲乙丙", "丁，戊"]),
        ("one two three", ["one two", "three"]),
        ("甲 bb（丙丁", ["甲 bb", "（丙丁"]),
        ("", [""]),
    ],
)
def test_notes_are_broken_where_they_can_be(words: str, lines: list[str]) -> None:
    assert sheet.wrapped(words, 15, 10) == lines
