"""The commands of edugraph overlap: options, forms, evidence, and how they fail."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from edugraph import query
from edugraph.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store


@pytest.fixture
def run(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> type[Runner]:
    """The commands on the graph of the five plans."""
    monkeypatch.setattr(Runner, "before", ("--graph", str(graph_folder), "overlap"))
    return Runner


class Runner:
    """Calls of ``edugraph overlap``."""

    before = ("overlap",)

    @classmethod
    def result(cls, *words: str) -> Result:
        return CliRunner().invoke(main, [*cls.before, *words])

    @classmethod
    def rows(cls, *words: str) -> list[dict[str, str]]:
        result = cls.result(*words, "--format", "csv")
        assert result.exit_code == 0, result.output
        return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize("kind", ["", "themes", "targets", "documents", "offices"])
def test_help_in_two_languages(run: type[Runner], kind: str) -> None:
    result = run.result(*filter(None, (kind, "--help")))
    assert result.exit_code == 0
    assert any("\u4e00" <= char <= "\u9fff" for char in result.output)


def test_without_options_it_is_the_named_query(run: type[Runner], store: Store) -> None:
    assert run.rows("themes") == query.run(store, "overlap-themes").dicts()
    assert run.rows("themes", "-p", "theme=强镇筑基") == query.run(store, "overlap-themes", theme="强镇筑基").dicts()
    assert {row["indicator"] for row in run.rows("targets", "-p", "indicator=新增学位")} == {"新增学位"}
    assert list(run.rows("documents")[0]) == ["title", "cities", "tasks"]
    assert list(run.rows("offices")[0]) == ["function", "cities", "offices", "tasks"]


def test_options_are_parameters(run: type[Runner]) -> None:
    assert run.rows("themes", "--theme", "强镇筑基") == run.rows("themes", "-p", "theme=强镇筑基")
    assert run.rows("targets", "--indicator", "新增学位") == run.rows("targets", "-p", "indicator=新增学位")
    assert run.rows("offices", "--office", "基教科") == run.rows("offices", "-p", "organisation=基教科")


def test_a_theme_by_any_of_its_names(run: type[Runner]) -> None:
    (row,) = run.rows("themes", "--theme", "思政课")
    assert row["theme"] == "思政课一体化建设"


@pytest.mark.parametrize("cities", ["邯郸市、宁波市", "邯郸,宁波", "宁波，邯郸市"])
def test_only_some_cities(run: type[Runner], cities: str) -> None:
    assert {row["cities"] for row in run.rows("themes", "--cities", cities)} == {"邯郸市、宁波市"}
    assert {row["city"] for row in run.rows("targets", "--cities", cities)} == {"邯郸市", "宁波市"}
    assert {row["city"] for row in run.rows("themes", "--cells", "--cities", cities)} == {"邯郸市", "宁波市"}
    assert {row["cities"] for row in run.rows("documents", "--cities", cities)} == {"邯郸市、宁波市"}


def test_what_these_cities_do_not_share_is_no_row_and_no_error(run: type[Runner]) -> None:
    result = run.result("themes", "--theme", "强镇筑基", "--cities", "邯郸、宁波", "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "theme,cities,plans,tasks\n")
    assert result.stderr.startswith("no rows\n")


def test_other_questions_of_a_kind(run: type[Runner]) -> None:
    (cell,) = run.rows("themes", "--cells", "--theme", "强镇筑基", "--cities", "枣庄", "--passing")
    assert "监督指导：基教科" in cell["offices"]
    assert {"审计监督"} <= {row["theme"] for row in run.rows("themes", "--alone")}
    assert len(run.rows("documents", "--all")) == 35
    assert [row["organisation"] for row in run.rows("offices", "--unmatched")] == ["各处室", "直属事业单位"]
    matrix = run.rows("offices", "--matrix", "邯郸", "--theme", "双减")
    assert matrix[0]["作业管理"] == "牵头1 责任1"
    assert [row["organisation"] for row in run.rows("offices", "--matrix", "邯郸", "--office", "教师处")] == ["教师处"]


@pytest.mark.parametrize(
    "words",
    [
        ("themes", "--theme", "集团化办学", "--passing"),
        ("themes", "--cells", "--theme", "集团化办学"),
        ("themes", "--alone"),
        ("targets", "--indicator", "新增学位"),
        ("documents",),
        ("documents", "--all"),
        ("offices", "--office", "基教科"),
        ("offices", "--unmatched"),
        ("offices", "--matrix", "枣庄"),
    ],
    ids=" ".join,
)
def test_evidence_of_each_kind(run: type[Runner], words: tuple[str, ...]) -> None:
    found = run.rows(*words, "--evidence")
    assert found
    assert list(found[0]) == ["overlap", "plan", "city", "task", "kind", "subject", "quote", "start", "end"]
    assert all(row["quote"] and int(row["start"]) < int(row["end"]) for row in found)


def test_evidence_in_both_plans(run: type[Runner]) -> None:
    found = run.rows("themes", "--theme", "集团化办学", "--cities", "邯郸、宁波", "--evidence", "--passing")
    assert [(row["city"], row["task"], row["subject"]) for row in found] == [
        ("邯郸市", "45", "集团化办学"),
        ("宁波市", "24", "集团化办学"),
    ]


def test_cities_of_which_nothing_is_said_are_told(run: type[Runner]) -> None:
    assert run.result("offices").stderr == "no offices in the plan of 宁波市\n"
    assert run.result("documents").stderr == "no citations in the plan of 枣庄市\n"
    assert run.result("offices", "--cities", "邯郸、枣庄").stderr == ""


def test_themes_say_which_ones_they_count(run: type[Runner]) -> None:
    note = run.result("themes", "--format", "csv").stderr
    assert "只计任务的主要主题" in note and "By default main themes only" in note
    some, every = run.rows("themes"), run.rows("themes", "--passing")
    assert {row["theme"] for row in some} < {row["theme"] for row in every}


def test_forms_and_files(run: type[Runner], tmp_path: Path) -> None:
    assert json.loads(run.result("documents", "--format", "json").stdout)[0]["cities"] == "济宁市、宁波市"
    assert run.result("offices", "--matrix", "枣庄", "--format", "md").stdout.startswith("| organisation | tasks |")
    assert "基础教育处" in run.result("offices", "--office", "基教科").stdout
    file = tmp_path / "matrix.xlsx"
    assert run.result("offices", "--matrix", "邯郸", "-o", str(file)).exit_code == 0
    assert file.read_bytes()[:2] == b"PK"


FAILURES = {
    "unknown kind": (("them",), 2, "no command is called them. Did you mean themes?"),
    "unknown theme": (("themes", "--theme", "集团"), 1, "the graph knows no theme 集团. Did you mean 集团化办学?"),
    "unknown theme of -p": (("themes", "-p", "theme=双增"), 1, "the graph knows no theme 双增."),
    "unknown indicator": (("targets", "--indicator", "学位"), 1, "Did you mean 新增学位 or"),
    "unknown city": (("themes", "--cities", "青岛、邯郸"), 1, "the graph holds no plan of 青岛市."),
    "no city": (("documents", "--cities", "、"), 2, "name at least one"),
    "unknown office": (("offices", "--office", "各处室"), 1, "the function of 各处室 is not known"),
    "unknown level": (("documents", "--all", "-p", "level=国家"), 2, "level 国家 is none of national"),
    "unknown parameter": (("documents", "-p", "city=邯郸"), 2, "takes no parameter city. Did you mean cities?"),
    "two questions": (("themes", "--cells", "--alone"), 2, "ask one at a time"),
    "two questions of offices": (("offices", "--unmatched", "--matrix", "邯郸"), 2, "ask one at a time"),
    "given twice": (("themes", "-p", "theme=双减", "--theme", "双减"), 2, "theme is given twice"),
    "theme without matrix": (("offices", "--theme", "双减"), 2, "takes no parameter theme"),
    "cities with matrix": (("offices", "--matrix", "邯郸", "--cities", "宁波"), 2, "takes no parameter cities"),
    "matrix without offices": (("offices", "--matrix", "宁波"), 1, "ningbo-2023 names no office"),
    "matrix of no city": (("offices", "--matrix", "青岛"), 1, "the graph holds no plan of 青岛市."),
    "a limit on time": (("themes", "--timeout", "0"), 2, "0"),
}


@pytest.mark.parametrize(("words", "code", "message"), FAILURES.values(), ids=FAILURES)
def test_failures_are_one_clear_message(run: type[Runner], words: tuple[str, ...], code: int, message: str) -> None:
    result = run.result(*words)
    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""
