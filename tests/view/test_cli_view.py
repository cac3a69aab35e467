"""The command view: pieces, names, cities, pages and charts, and how it fails."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = re.compile(r'<script type="application/json" id="settings">(.*?)</script>', re.DOTALL)


def settings(page: str) -> dict[str, object]:
    found = SETTINGS.search(page)
    assert found
    return dict(json.loads(found[1]))


def of(page: str) -> tuple[object, object, list[str]]:
    """Tabs, start and cities of a page."""
    found = settings(page)
    plans = found["plans"]
    assert isinstance(plans, list)
    return found["tabs"], found["start"], [plan["city"] for plan in plans]


@pytest.mark.parametrize(
    ("words", "tabs", "start", "cities"),
    [
        (["network", "双减"], ["network", "reader"], ["network", "theme/双减"], 5),
        (["matrix"], ["overview", "reader"], [], 5),
        (["matrix", "邯郸市"], ["responsibility", "reader"], ["responsibility", "handan-2023"], 5),
        (
            ["targets", "新增学位", "--city", "邯郸", "--city", "济宁"],
            ["targets", "reader"],
            ["targets", "新增学位"],
            2,
        ),
        (["city", "370800"], ["overview", "targets", "responsibility", "reader"], [], 1),
        (["plan", "ningbo-2023"], ["reader"], ["reader", "ningbo-2023"], 1),
    ],
)
def test_a_piece_is_written_to_stdout(
    graph_folder: Path, words: list[str], tabs: list[str], start: list[str], cities: int
) -> None:
    result = run("view", *words, "-o", "-", folder=graph_folder)
    assert result.exit_code == 0, result.output
    found = of(result.stdout)
    assert (found[0], found[1], len(found[2])) == (tabs, start, cities)
    assert result.stderr == ""


def test_without_a_name_the_page_is_edugraph_html(
    graph_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("view", "plan", "枣庄", folder=graph_folder)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "view: edugraph.html\n")
    assert of((tmp_path / "edugraph.html").read_text(encoding="utf-8"))[0] == ["reader"]


def test_a_chart_alone_or_beside_the_page(graph_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("view", "targets", "新增学位", "--png", "a.png", "--svg", "a.svg", folder=graph_folder)
    assert (result.exit_code, result.stderr) == (0, "view: a.png\nview: a.svg\n")
    assert {path.name for path in tmp_path.iterdir()} == {"a.png", "a.svg"}
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<?xml")
    result = run("view", "targets", "新增学位", "--svg", "-", "-o", "a.html", folder=graph_folder)
    assert (result.exit_code, result.stderr) == (0, "view: a.html\n")
    assert result.stdout == (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_the_reader_has_the_whole_text_of_a_folder(graph_folder: Path) -> None:
    whole = run("view", "plan", "枣庄", "-o", "-", folder=graph_folder).stdout
    alone = run("view", "plan", "枣庄", "-o", "-", folder=graph_folder / "zaozhuang-2023.ttl").stdout
    assert whole != alone


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["matrx"], 2, "no piece is called matrx. Pieces: explorer, network, matrix, targets, city, plan."),
        (["city"], 2, "city needs a name, as in: edugraph view city 邯郸"),
        (["city", "邯丹市"], 1, "the graph holds no plan of 邯丹市. Did you mean 邯郸市?"),
        (["--city", "邯丹市"], 1, "the graph holds no plan of 邯丹市."),
        (["targets", "普惠性幼儿园"], 1, "Did you mean 新改扩建普惠性幼儿园 or 普惠性幼儿园覆盖率?"),
        (["--svg", "a.svg"], 2, "this view has no chart"),
        (["matrix", "-o", "-", "--svg", "-"], 2, "-o, --png and --svg need a file each"),
        (["matrix", "--svg", "none/a.svg"], 3, "cannot be written"),
        (["matrix", "a", "b"], 2, "unexpected extra argument"),
    ],
)
def test_what_is_wrong_is_told_in_one_message(
    graph_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("view", *words, folder=graph_folder)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert not list(tmp_path.iterdir())


def test_more_plans_than_a_page_can_hold_name_the_option(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edugraph.view.explorer.MOST", 4)
    result = run("view", "-o", "-", folder=graph_folder)
    assert result.exit_code == 2
    assert "5 plans are more than the 4" in result.stderr
    assert "edugraph view --city 邯郸 --city 宁波" in result.stderr
    assert run("view", "--city", "邯郸", "matrix", "-o", "-", folder=graph_folder).exit_code == 0
