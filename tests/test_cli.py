"""The command line: what people type, what they get, and how it fails."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from edugraph.cli import main
from tests.conftest import PLANS

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = (
    *("build", "extract", "query", "queries", "overlap", "view", "check", "evaluate"),
    *("ask", "brief", "compare", "correct", "diff", "gaps", "peers"),
)


def run(*words: str, stdin: str | None = None, folder: Path | None = None) -> Result:
    """One call of the command line in this process."""
    before = ("--graph", str(folder)) if folder else ()
    return CliRunner().invoke(main, [*before, *words], input=stdin)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_two_languages(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert any("\u4e00" <= char <= "\u9fff" for char in result.output)


def test_formats_of_rows(graph_folder: Path, tmp_path: Path) -> None:
    def out(form: str) -> str:
        return run("query", "plans", "--format", form, folder=graph_folder).output

    assert next(csv.DictReader(io.StringIO(out("csv"))))["plan"] == "handan-2023"
    assert out("tsv").splitlines()[1].split("\t")[1] == "邯郸市"
    assert len(json.loads(out("json"))) == 5
    assert json.loads(out("jsonl").splitlines()[0])["code"] == "130400"
    assert out("md").startswith("| plan | city |")
    assert "邯郸市" in out("table")
    file = tmp_path / "plans.xlsx"
    assert run("query", "plans", "--format", "xlsx", "-o", str(file), folder=graph_folder).exit_code == 0
    assert file.read_bytes()[:2] == b"PK"


def test_plans_of_ones_own_never_go_into_the_shipped_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own.txt").write_text("2022年教育工作要点\n1.甲。建校3所。\n2.乙。\n", encoding="utf-8")
    result = run("build", "own.txt")
    assert result.exit_code == 0, result.output
    assert "graph: edugraph-graph" in result.stderr
    assert (tmp_path / "edugraph-graph" / "own.ttl").is_file()


def test_a_plan_from_stdin_with_city_and_year(tmp_path: Path) -> None:
    text = "教育工作要点\n一、甲。建校3所。\n二、乙。建园。\n"
    words = ("build", "-", "--into", str(tmp_path / "g"), "--city", "荣成市", "--year", "2022", "--format", "csv")
    result = run(*words, stdin=text)
    assert result.exit_code == 0, result.output
    (row,) = csv.DictReader(io.StringIO(run("query", "plans", "--format", "csv", folder=tmp_path / "g").stdout))
    assert (row["plan"], row["code"], row["year"]) == ("rongcheng-371082-2022", "371082", "2022")
    ask = "SELECT ?c ?y { ?p edu:cityFrom ?c ; edu:yearFrom ?y }"
    assert "option,option" in run("query", "-", "--format", "csv", stdin=ask, folder=tmp_path / "g").stdout


@pytest.mark.parametrize("name", ["report.html", "report.json"])
def test_the_report_of_a_build(name: str, tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("2022年教育工作要点\n1.甲。建校3所。\n2.<b>乙。\n打印本页\n", encoding="utf-8")
    (tmp_path / "prices.xlsx").write_bytes(b"PK\x03\x04 broken")
    words = ("build", str(tmp_path), "--into", str(tmp_path / "g"), "--report", str(tmp_path / name))
    result = run(*words)
    assert result.exit_code == 3
    assert "1 of 2 files could not be read" in result.stderr
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert "a damaged zip file" in written
    assert "page furniture" in written
    if name.endswith(".html"):
        assert "<b>" not in written
        assert "&lt;b&gt;" in written
    else:
        assert [one["state"] for one in json.loads(written)] == ["read", "failed"]


def test_a_file_gets_the_form_that_its_ending_names(graph_folder: Path, tmp_path: Path) -> None:
    run("query", "plans", "-o", str(tmp_path / "plans.csv"), folder=graph_folder)
    assert (tmp_path / "plans.csv").read_text(encoding="utf-8").startswith("plan,city,code")


def test_a_shared_indicator_finds_all_its_words(graph_folder: Path) -> None:
    result = run("query", "targets", "-p", "indicator=新增学位", "--format", "csv", folder=graph_folder)
    assert {"jining-2023", "zaozhuang-2023"} <= {row["plan"] for row in csv.DictReader(io.StringIO(result.stdout))}


def test_sparql_from_stdin_and_from_a_file(graph_folder: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(?t) AS ?tasks) WHERE { ?t a edu:Task }"
    assert "170" in run("query", "-", "--format", "csv", stdin=text, folder=graph_folder).output
    file = tmp_path / "count.rq"
    file.write_text(text, encoding="utf-8")
    assert "170" in run("query", str(file), "--format", "csv", folder=graph_folder).output


def test_free_sparql_takes_parameters(graph_folder: Path) -> None:
    text = "SELECT ?plan ?task WHERE { ?t a edu:Task ; dcterms:identifier ?task ; dcterms:isPartOf/dcterms:identifier ?plan }"
    result = run("query", "-", "-p", "plan=ningbo-2023", "--format", "csv", stdin=text, folder=graph_folder)
    assert len(result.output.splitlines()) == 28


def test_construct_gives_triples(graph_folder: Path) -> None:
    text = "CONSTRUCT { ?p a edu:Plan } WHERE { ?p a edu:Plan }"
    assert len(run("query", "-", stdin=text, folder=graph_folder).output.splitlines()) == 5


def test_extract_gives_facts_with_exact_quotes() -> None:
    file = next(PLANS.glob("000_*.txt"))
    lines = [json.loads(line) for line in run("extract", str(file)).output.splitlines()]
    text = file.read_bytes().decode()
    assert {line["fact"] for line in lines} == {"responsibility", "leader", "theme", "target"}
    assert all(text[line["start"] : line["end"]] == line["quote"] for line in lines)


FAILURES = {
    "missing file": (("build", "no-such.txt", "--into", "g"), 3, "no such file or folder"),
    "folder without plans": (("build", "empty", "--into", "g"), 3, "holds no file"),
    "empty file": (("build", "empty.txt", "--into", "g"), 3, "empty file"),
    "no plan": (("build", "news.txt", "--into", "g"), 3, "no plan"),
    "unknown query": (("query", "overlap-theme"), 2, "Did you mean overlap-themes?"),
    "unknown command": (("querys",), 2, "no command is called querys. Did you mean query?"),
    "missing parameter": (("query", "task", "-p", "plan=handan-2023"), 2, "needs the parameter task: add -p task="),
    "unknown parameter": (("query", "plans", "-p", "town=x"), 2, "takes no parameter town"),
    "no parameter": (("query", "plans", "-p", "town"), 2, "a parameter is KEY=VALUE"),
    "bad SPARQL": (("query", "bad.rq"), 2, "line 1, column"),
    "missing query file": (("query", "none.rq"), 3, "none.rq: cannot be read"),
    "no graph": (("--graph", "nowhere", "query", "plans"), 3, "no graph there. Make one: edugraph build"),
    "empty folder": (("--graph", "empty", "query", "plans"), 3, "holds no .ttl file"),
    "half a graph": (("--graph", "half", "query", "plans"), 3, "handan-2023.ttl: not a whole graph"),
    "not RDF": (("--graph", "news.txt", "query", "plans"), 3, "not a whole graph"),
    "unknown plan": (("query", "tasks", "-p", "plan=handan-2024", "--format", "csv"), 1, "Did you mean handan-2023?"),
    "unknown role": (("query", "responsibilities", "-p", "role=chief"), 1, "It is one of: cooperating, lead"),
    "twice": (("query", "plans", "-p", "plan=a", "-p", "plan=b"), 2, "given twice"),
    "no variable": (("query", "-", "-p", "a b=1"), 2, "not the name of a variable"),
    "report of no form": (("build", "plan.txt", "--into", "g", "--report", "r.txt"), 2, "a report is .html or .json"),
    "unwritable": (("build", "plan.txt", "--into", "news.txt/g"), 3, "cannot be written"),
    "unwritable file": (("query", "plans", "-o", "no/such/dir.csv"), 3, "cannot be written"),
}


@pytest.mark.parametrize(("words", "code", "message"), FAILURES.values(), ids=FAILURES)
def test_failures_are_one_clear_message(
    words: tuple[str, ...], code: int, message: str, tmp_path: Path, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDUGRAPH_GRAPH", str(graph_folder))
    (tmp_path / "empty").mkdir()
    (tmp_path / "half").mkdir()
    whole = (graph_folder / "handan-2023.ttl").read_bytes()
    (tmp_path / "half" / "handan-2023.ttl").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "empty.txt").touch()
    (tmp_path / "news.txt").write_text("今天天气很好。\n", encoding="utf-8")
    (tmp_path / "plan.txt").write_text("2022年教育工作要点\n1.甲。建校3所。\n2.乙。\n", encoding="utf-8")
    (tmp_path / "bad.rq").write_text("SELEC ?s", encoding="utf-8")
    result = run(*words)
    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == "" or words[0] == "build"


def test_check_holds(graph_folder: Path) -> None:
    result = run("check", folder=graph_folder)
    assert result.exit_code == 0, result.output
    assert result.stderr == "nothing wrong with the graph\n"


def test_view_writes_one_file(graph_folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = run("view", "-o", str(page), folder=graph_folder)
    assert result.exit_code == 0, result.output
    assert "邯郸市" in page.read_text(encoding="utf-8")


def test_help_needs_nothing_heavy() -> None:
    code = "import sys; sys.argv=['edugraph','--help']\nfrom edugraph.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "heavy = {'rdflib', 'networkx', 'pyvis', 'rich.table', 'pyoxigraph', 'xlsxwriter', 'jinja2'} & set(sys.modules)\n"
    code += "assert not heavy, heavy"
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


def test_time_limit_ends_the_process(graph_folder: Path) -> None:
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    words = [sys.executable, "-m", "edugraph", "--graph", str(graph_folder), "query", "-", "--timeout", "0.3"]
    result = subprocess.run(words, input=cross, capture_output=True, text=True, timeout=30, check=False)
    assert result.returncode == 124
    assert "longer than 0.3 seconds" in result.stderr


def test_a_closed_pipe_is_no_error(graph_folder: Path) -> None:
    words = f"{sys.executable} -m edugraph --graph {graph_folder} query evidence --format csv | head -n 1"
    result = subprocess.run(words, shell=True, capture_output=True, text=True, check=False, env=os.environ)
    assert result.stdout.startswith("plan,task,kind")
    assert result.stderr == ""


def test_no_rows_of_a_query_that_denies_are_explained(graph_folder: Path) -> None:
    found = run("query", "cities-without-theme", "-p", "theme=双减", folder=graph_folder)
    assert (found.exit_code, "各市都有：双减 / every city has it: 双减" in found.stderr) == (0, True)
    found = run("query", "cities-without-theme", "-p", "theme=美育", folder=graph_folder)
    assert (found.exit_code, "各市都有" in found.stderr) == (0, False)
    words = ("-p", "plan=邯郸", "-p", "theme=学科基地与拔尖创新人才")
    found = run("query", "tasks-without-targets", *words, folder=graph_folder)
    assert "no tasks of the kind asked about (所问 / as asked: plan=handan-2023, theme=" in found.stderr
    found = run("gaps", "邯郸", "--kind", "theme", folder=graph_folder)
    assert (found.exit_code, "未必完整" in found.stderr, "未必完整" in found.stdout) == (0, True, False)


def test_facts_in_doubt_are_told_apart_and_left_out(graph_folder: Path) -> None:
    def rows(*options: str) -> list[dict[str, str]]:
        found = run("query", "targets", "--format", "csv", *options, folder=graph_folder)
        return list(csv.DictReader(io.StringIO(found.stdout)))

    every, sure = rows(), rows("--sure")
    assert sure == [row for row in every if not row["doubt"]]
    assert 0 < len(sure) < len(every)
    told = run("query", "targets", "--sure", folder=graph_folder).stderr
    assert f"{len(every) - len(sure)} of {len(every)}" in told


def test_only_facts_can_be_sure(graph_folder: Path) -> None:
    result = run("query", "plans", "--sure", folder=graph_folder)
    assert result.exit_code == 2
    assert "no column doubt" in result.output
