"""Which graph answers, and that it is said where it is not the obvious one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from edugraph import graphs, resources
from edugraph.cli import place
from tests.conftest import PLANS, ROOT
from tests.test_cli import run

PLAN = "荣成市教育局2022年工作要点\n一、总则\n1.建设学校。新建学校3所。(责任单位:基教科)\n2.培训教师。培训教师50人。(责任单位:人事科)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a plan in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own-2022.txt").write_text(PLAN, encoding="utf-8")
    return tmp_path


def _cities(*words: str) -> tuple[set[str], str]:
    """The plans that a command is about, and what it says of them."""
    result = run(*words, "query", "plans", "--format", "tsv")
    assert result.exit_code == 0, result.output
    return {line.split("\t")[0] for line in result.stdout.splitlines()[1:]}, result.stderr


def test_no_graph_of_the_clone_answers_in_the_tests() -> None:
    assert Path.cwd() != ROOT
    assert place.found() is None


@pytest.mark.usefixtures("folder")
def test_the_shipped_graph_answers_where_there_is_no_other_and_needs_no_word() -> None:
    plans, told = _cities()
    assert "handan-2023" in plans
    assert told == ""


@pytest.mark.usefixtures("folder")
def test_what_was_built_here_answers_here_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    built = run("build", "own-2022.txt")
    assert "graph: edugraph-graph (1 plan)" in built.stderr
    assert "ask it" not in built.stderr
    assert _cities() == ({"own-2022"}, "graph: edugraph-graph (1 plan)\n")
    monkeypatch.setenv("EDUGRAPH_LANG", "zh")
    assert _cities()[1] == "图谱：edugraph-graph（1 份计划）\n"


def test_the_environment_comes_before_the_folder_and_the_option_before_both(
    folder: Path, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", "own-2022.txt")
    monkeypatch.setenv("EDUGRAPH_GRAPH", str(graph_folder))
    plans, told = _cities()
    assert len(plans) == 5
    assert told == f"graph: {graph_folder} (5 plans, EDUGRAPH_GRAPH)\n"
    assert _cities("--graph", str(folder / "edugraph-graph")) == ({"own-2022"}, "")
    monkeypatch.setenv("EDUGRAPH_GRAPH", "")
    assert _cities()[0] == {"own-2022"}


@pytest.mark.parametrize(
    "words",
    [
        ("query", "totals"),
        ("overlap", "themes"),
        ("ask", "荣成有哪些任务？"),
        ("check", "--no-shapes"),
        ("compare", "荣成", "荣成"),
        ("view", "-o", "page.html"),
        ("brief", "荣成"),
        ("diff", "own-2022"),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.usefixtures("folder")
def test_the_environment_holds_for_every_command(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDUGRAPH_GRAPH", "mine")
    assert run("build", "own-2022.txt").exit_code == 0
    assert Path("mine", "own-2022.ttl").is_file()
    assert not Path("edugraph-graph").exists()
    assert "graph: mine (1 plan, EDUGRAPH_GRAPH)" in run(*words).stderr


@pytest.mark.usefixtures("folder")
def test_a_folder_without_a_graph_is_not_asked_and_that_is_told() -> None:
    Path("edugraph-graph").mkdir()
    plans, told = _cities()
    assert len(plans) == 5
    assert told == "graph: the one that ships with EduGraph (edugraph-graph holds no graph)\n"


@pytest.mark.usefixtures("folder")
def test_a_build_goes_where_it_is_told_to_and_says_how_to_ask_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "graph: g (1 plan); ask it: edugraph --graph g …" in run("build", "own-2022.txt", "--into", "g").stderr
    result = run("--graph", "h", "build", "own-2022.txt")
    assert "graph: h (1 plan)" in result.stderr
    assert _cities("--graph", "h")[0] == {"own-2022"}
    shutil.copy(Path("g", "own-2022.ttl"), "one.ttl")
    monkeypatch.setenv("EDUGRAPH_GRAPH", "one.ttl")
    refused = run("build", "own-2022.txt")
    assert refused.exit_code == 2
    assert "one.ttl (EDUGRAPH_GRAPH) is no folder that a build can write to; name one with --into." in refused.stderr


def test_the_plans_of_the_project_go_into_the_graph_that_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert place.target(None, None, project=True) == resources.folder("graphs")
    monkeypatch.setattr(resources, "is_checkout", lambda: False)
    assert place.target(None, None, project=True) == place.OWN
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    run("build", "own-2022.txt")
    own = place.found()
    assert own is not None
    assert place.target(None, None, project=True) == Path(own.path)


@pytest.mark.parametrize(
    ("named", "variable", "told"),
    [
        (True, "", "(--graph)"),
        (False, "edugraph-graph", "(EDUGRAPH_GRAPH)"),
        (False, "", "(in this folder)"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_place_that_cannot_be_built_into_is_refused_with_who_named_it(
    named: bool, variable: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDUGRAPH_GRAPH", variable)
    ox.Store("edugraph-graph").flush()
    words = ("--graph", "edugraph-graph") if named else ()
    refused = run(*words, "build", "own-2022.txt")
    assert refused.exit_code == 2
    assert f"edugraph-graph {told} is no folder that a build can write to; name one with --into." in refused.stderr


@pytest.mark.usefixtures("folder")
def test_the_plans_of_the_folder_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    run("build", "own-2022.txt")
    listed: list[Path] = []
    settled = graphs.settled

    def listing(folder: Path) -> dict[str, Path]:
        listed.append(folder)
        return settled(folder)

    monkeypatch.setattr(graphs, "settled", listing)
    _cities()
    assert listed == [place.OWN] * 2  # once to find and tell it, once to open it


@pytest.mark.usefixtures("folder")
def test_a_build_in_which_every_file_fails_names_no_graph() -> None:
    Path("own-2022.txt").write_text("今天天气很好。\n", encoding="utf-8")
    result = run("build", "own-2022.txt", "--into", "y")
    assert result.exit_code == 3
    assert "graph:" not in result.stderr
    assert not Path("y").exists()


@pytest.mark.usefixtures("folder")
def test_two_plans_of_one_text_are_told_with_what_to_do() -> None:
    run("build", "own-2022.txt", "--into", "g")
    Path("other").mkdir()
    shutil.copy("own-2022.txt", Path("other", "copy-2022.txt"))
    told = run("build", "other", "--into", "g").stderr
    assert "one text, several plans: copy-2022, own-2022; if one is enough, delete g/own-2022.ttl" in told
    Path("other", "third-2022.txt").write_bytes(PLAN.encode("gb18030"))
    told = run("build", "other", "--into", "h").stderr
    assert "one text, several plans: copy-2022, third-2022; if one is enough, leave one of the files out" in told
    toml = "[copy-2022]\nfile = 'copy-2022.txt'\n[third-2022]\nfile = 'third-2022.txt'\n"
    Path("other", "plans.toml").write_text(toml, encoding="utf-8")
    assert "one text" not in run("build", "other", "--into", "h").stderr
    Path("own-2022.txt").rename("new-2022.txt")
    told = run("build", "new-2022.txt", "--into", "g").stderr
    assert "renamed: own-2022 -> new-2022" in told
    shutil.rmtree("other")
    assert "renamed: copy-2022 -> new-2022" not in run("build", "new-2022.txt", "--into", "g").stderr


def test_help_of_build_shows_no_mark_of_its_source() -> None:
    assert "\\b" not in run("build", "--help").output
    assert PLANS.is_dir()
