"""The chart of what is promised through the years: made-up plans of three years of one city."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

import pytest
from click.testing import CliRunner, Result

from edugraph.cli import main
from edugraph.diff import trend
from edugraph.errors import MissingError
from edugraph.holdings import plans
from edugraph.view import charts
from edugraph.view.charts.trend import MOST_STRIPS, chosen
from tests.diff.made import EARLIER, LATER, graph_of
from tests.view.test_charts import A4, PNG, texts

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

FIRST = EARLIER.replace("2023年", "2022年").replace("达到88%以上", "达到90%以上")
INDICATOR = "普惠性幼儿园覆盖率"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("years")


@pytest.fixture(scope="module")
def held(folder: Path) -> Store:
    return graph_of(folder, {"jia-2022": FIRST, "jia-2023": EARLIER, "jia-2024": LATER})


def drawn(held: Store, name: str, form: str = "svg", **given: str) -> bytes:
    return charts.through(plans(held), name, trend.table(held, **given).dicts(), form)


def test_it_says_what_was_promised_raised_and_reached(held: Store) -> None:
    said = texts(drawn(held, INDICATOR, indicator=INDICATOR))
    assert said[0] == f"{INDICATOR}：历年承诺与结果"
    assert [one for one in said if one in ("2022", "2023", "2024")] == ["2022", "2023", "2024"]
    assert [one for one in said if one.endswith("%")] == ["≥90%", "↓≥88%", "91.2%", "↑≥92%"]
    assert any("甲市 2022" in one for one in said)
    assert any("read by EduGraph" in one for one in said)


@pytest.mark.parametrize("given", [{"indicator": INDICATOR}, {"theme": "学前教育普及普惠"}, {"city": "甲市"}])
def test_it_fits_a_page_and_has_the_same_bytes_each_time(held: Store, given: dict[str, str]) -> None:
    (name,) = given.values()
    data = drawn(held, name, **given)
    root = Tree.fromstring(data)
    size = [float(root.attrib[key].removesuffix("pt")) / 72 * 25.4 for key in ("width", "height")]
    assert all(side <= most + 0.5 for side, most in zip(size, A4, strict=True))
    assert data == drawn(held, name, **given)
    assert drawn(held, name, "png", **given).startswith(PNG)


def test_a_city_shows_the_strips_of_most_years_and_changes_and_says_so(held: Store) -> None:
    said = texts(drawn(held, "甲市", city="甲市"))
    assert any(f" {MOST_STRIPS} 行：年份最多" in one for one in said)
    rows = trend.table(held, city="甲市").dicts()
    short = [[row] for row in rows if row["change"] == "first"]
    assert len(chosen(short)) == MOST_STRIPS < len(short)


def test_what_is_blanked_is_a_cross_without_a_line(held: Store) -> None:
    name = "新创建智慧校园"
    data = drawn(held, name, indicator=name)
    assert [one for one in texts(data) if one in ("30所", "*所")] == ["30所", "30所", "*所"]
    lines = [path for path in data.decode().split("<path") if "stroke: #1f5fb4; stroke-width: 0.8" in path]
    assert len(lines) == 1  # of the two years that have a figure


def test_nothing_to_draw_is_told(held: Store) -> None:
    with pytest.raises(MissingError, match="nothing to draw"):
        charts.through(plans(held), "审计监督", [], "svg")


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--graph", str(folder), "trend", *words])


@pytest.mark.usefixtures("held")
def test_the_command_draws_and_lists_only_where_it_is_asked_to(folder: Path, tmp_path: Path) -> None:
    svg, png, rows = (tmp_path / name for name in ("a.svg", "a.png", "a.csv"))
    found = run(folder, INDICATOR, "--svg", str(svg), "--png", str(png))
    assert (found.exit_code, found.stdout) == (0, ""), found.stderr
    assert INDICATOR in svg.read_text(encoding="utf-8")
    assert png.read_bytes().startswith(PNG)
    assert f"trend: {svg}" in found.stderr
    assert run(folder, INDICATOR, "--svg", str(svg), "-o", str(rows)).exit_code == 0
    assert rows.read_text(encoding="utf-8").startswith("kind,item,city")
    assert run(folder, INDICATOR, "--svg", str(svg), "--png", str(svg)).exit_code == 2
