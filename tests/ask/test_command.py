"""The command: what goes where, in which form, and how it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from edugraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--graph", str(folder), "ask", *words])


def test_the_reading_the_command_the_rows_and_the_second_best(graph_folder: Path) -> None:
    result = run(graph_folder, "哪些城市推进集团化办学？")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("读作 / read as: ")
    assert lines[1] == "查询 / query: edugraph query cities-of-theme -p theme=集团化办学"
    assert "邯郸市" in result.stdout
    assert "3 行 / rows" in result.stdout
    assert "次优读法 / second-best reading: " in result.stdout
    assert result.stderr == ""


def test_of_many_rows_the_first_are_shown_and_a_program_gets_all(
    graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "哪些城市推进集团化办学？"
    assert "只列前" not in run(graph_folder, asked).stdout
    monkeypatch.setattr("edugraph.cli.questions.SHOWN", 2)
    shown = run(graph_folder, asked).stdout
    every = json.loads(run(graph_folder, asked, "--format", "json").stdout)
    assert len(every) == 3
    assert [one["plan"] in shown for one in every] == [True, True, False]
    assert "3 行 / rows；只列前 2 行，全部：--format csv / the first 2 are shown" in shown


def test_only_rows_go_to_stdout_in_other_forms(graph_folder: Path) -> None:
    result = run(graph_folder, "邓淇分管哪些任务？", "--format", "json")
    assert {row["name"] for row in json.loads(result.stdout)} == {"邓淇"}
    assert "查询 / query: edugraph query leader-tasks -p name=邓淇" in result.stderr


def test_further_tables_follow_under_their_own_reading(graph_folder: Path) -> None:
    result = run(graph_folder, "邯郸的集团化办学由哪个处室牵头，还有谁参与")
    first, _, rest = result.stdout.partition("\n另 / further: ")
    assert "基础教育处" in first
    assert "职业教育与成人教育研究中心" not in first
    assert "职业教育与成人教育研究中心" in rest
    assert "edugraph query who-answers-task -p plan=handan-2023 -p task=45" in rest


def test_other_forms_hold_the_first_table_and_say_how_to_get_the_others(graph_folder: Path) -> None:
    result = run(graph_folder, "邯郸的集团化办学由哪个处室牵头，还有谁参与", "--format", "json")
    assert [row["who"] for row in json.loads(result.stdout)] == ["基础教育处"]
    assert "另 / further: " in result.stderr
    assert "edugraph query who-answers-task -p plan=handan-2023 -p task=45" in result.stderr


def test_rows_in_a_file(graph_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    result = run(graph_folder, "荣成有哪些任务没有量化目标？", "-o", str(file))
    assert result.exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("city,plan,task")
    assert result.stdout == ""


def test_doubts_are_shown_with_the_rows(graph_folder: Path) -> None:
    result = run(graph_folder, "哪个市提到孔子教育奖")
    assert result.exit_code == 0
    assert result.stdout.startswith("不确定，读作 / unsure, read as: ")
    assert "存疑 / doubt: " in result.stdout


@pytest.mark.parametrize(
    ("question", "code"), [("今天天气如何", 2), ("青岛推进双减吗", 1), ("张伟分管哪些任务", 1), ("邯郸2020年的目标", 1)]
)
def test_how_it_ends(graph_folder: Path, question: str, code: int) -> None:
    result = run(graph_folder, question)
    assert result.exit_code == code
    assert result.stderr.startswith("error: ")
    assert result.stdout == ""


def test_all_readings(graph_folder: Path) -> None:
    result = run(graph_folder, "邓淇分管哪些任务？", "--explain", "--format", "jsonl")
    first = json.loads(result.stdout.splitlines()[0])
    assert (first["query"], first["explained"], first["left"]) == ("leader-tasks", "1.00", "")
