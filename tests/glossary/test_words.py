"""Words of one's own from the folder to the graph: read with, told apart, carried, asked for by all their names."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from edugraph import ask, catalogue, extract, query, structure, vocabulary
from edugraph.build import build
from edugraph.cli import main
from edugraph.errors import InputError
from edugraph.making import read_plan
from edugraph.parameters import Parameters
from edugraph.rdf import iris
from edugraph.store import Store, open_graph
from edugraph.vocabulary import PACKAGED, scheme, use

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edugraph.making import Report

PLAN = """云岭县教育局2023年工作要点
一、重点任务
1.繁荣乡村阅读。新建乡村书屋12座。(责任单位:基教科、研学服务站)
2.办好市民夜课堂。开办讲座20期。(责任单位:职成科)
3.培训教师。培训教师50人。(责任单位:人事科)
"""
ABOVE = "教育评价与督导"
THEMES = f"名称,英文,上级,别名\n社区夜校,Community night schools,{ABOVE},市民夜课堂\n双减,,,减负明白账\n"
INDICATORS = "名称,计量,写法\n乡村书屋数,座,乡村书屋\n"
OFFICES = "名称,写法\n研学管理,研学服务\n"


@pytest.fixture(autouse=True)
def packaged() -> Iterator[None]:
    """The words of the graph that was asked last stay in force: no other test is to be asked with them."""
    yield
    use(PACKAGED)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with a plan and words beside it."""
    folder = tmp_path / "plans"
    (folder / "ontology").mkdir(parents=True)
    (folder / "yunling-2023.txt").write_text(PLAN, encoding="utf-8")
    for name, text in (("themes", THEMES), ("indicators", INDICATORS), ("offices", OFFICES)):
        (folder / "ontology" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def _build(plans: Path, into: Path, jobs: int = 1) -> list[Report]:
    return build(catalogue.entries([plans]), into, jobs)


def _alone(plans: Path, into: Path) -> Store:
    """The graph of some plans where the words that they were read with are no more."""
    _build(plans, into)
    shutil.rmtree(plans)
    return open_graph(into)


def _rows(store: Store, name: str, *columns: str, **parameters: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in query.run(store, name, **parameters).dicts()]


def test_plans_are_read_with_the_words_beside_them(plans: Path, tmp_path: Path) -> None:
    store = _alone(plans, tmp_path / "g")
    assert ("2", "社区夜校") in _rows(store, "themes", "task", "theme")
    assert ("研学服务站", "研学管理") in _rows(store, "offices", "organisation", "function")
    assert ("乡村书屋数", "12", "up") in _rows(store, "indicator-targets", "indicator", "value", "direction")


def test_whoever_has_the_graph_alone_asks_by_any_name(plans: Path, tmp_path: Path) -> None:
    store = _alone(plans, tmp_path / "g")
    names = Parameters(store)
    assert [names.named("theme", one) for one in ("社区夜校", "市民夜课堂", "Community night schools", "减负明白账")] == [
        "社区夜校", "社区夜校", "社区夜校", "双减",
    ]  # fmt: skip
    answer = ask.answer(store, "哪些任务涉及社区夜校？")
    assert [row["task"] for row in answer.table.dicts()] == ["2"]
    assert "tasks-of-theme -p theme=社区夜校" in answer.commands[0]
    assert ("社区夜校",) in _rows(store, "theme-tree", "narrower", theme=names.named("theme", ABOVE))
    assert ("市民夜课堂",) in _rows(store, "concepts", "form", concept="社区夜校")


def test_one_file_of_a_graph_has_the_words_too(plans: Path, tmp_path: Path) -> None:
    _build(plans, tmp_path / "g")
    words = open_graph(tmp_path / "g" / "yunling-2023.ttl").words
    assert words == open_graph(tmp_path / "g").words
    assert [one.label for one in words.added["themes"]] == ["双减", "社区夜校"]


def test_a_whole_dataset_has_the_words_too(plans: Path, tmp_path: Path) -> None:
    store = _alone(plans, tmp_path / "g")
    (tmp_path / "all.nq").write_bytes(store.graph.dump(format=ox.RdfFormat.N_QUADS) or b"")
    again = open_graph(tmp_path / "all.nq")
    assert {one.iri for one in again.words.added["themes"]} == {one.iri for one in store.words.added["themes"]}
    assert _rows(again, "themes", "task", "theme") == _rows(store, "themes", "task", "theme")


def test_graphs_without_words_of_their_own_are_as_they_were(plans: Path, tmp_path: Path) -> None:
    shutil.rmtree(plans / "ontology")
    _build(plans, tmp_path / "without")
    store = open_graph(tmp_path / "without")
    assert store.words is PACKAGED
    assert store.unread == []
    assert b"readWith" not in (tmp_path / "without" / "yunling-2023.ttl").read_bytes()


def test_one_build_does_not_show_in_another(plans: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(plans / "yunling-2023.txt", other)
    _build(other, tmp_path / "before")
    _build(plans, tmp_path / "own")
    _build(other, tmp_path / "after")
    before, own, after = ((tmp_path / name / "yunling-2023.ttl").read_bytes() for name in ("before", "own", "after"))
    assert before == after != own


def test_what_is_asked_of_one_graph_does_not_show_in_another(plans: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(plans / "yunling-2023.txt", other)
    _build(other, tmp_path / "without")
    with_, without = _alone(plans, tmp_path / "with"), open_graph(tmp_path / "without")
    for _ in range(2):
        assert "tasks-of-theme" in ask.answer(with_, "哪些任务涉及社区夜校？").commands[0]
        query.run(without, "plans")
        assert "社区夜校" not in scheme("themes").by_form
        query.run(with_, "plans")
        assert "社区夜校" in scheme("themes").by_form
    query.run(with_, "plans")
    (entry,) = catalogue.entries([other])
    plan, _, _ = read_plan(entry)
    assert "社区夜校" not in {getattr(fact, "theme", "") for fact in extract.extract(plan)}
    assert structure.parse(plan.source, "x-2023", 2023).words is PACKAGED


def test_processes_read_with_the_words_too(plans: Path, tmp_path: Path) -> None:
    shutil.copy(plans / "yunling-2023.txt", plans / "more-2023.txt")
    with (plans / "more-2023.txt").open("a", encoding="utf-8") as file:
        file.write("4.办好社区夜校。\n")
    _build(plans, tmp_path / "one")
    _build(plans, tmp_path / "two", 2)
    for key in ("yunling-2023", "more-2023"):
        data = (tmp_path / "two" / f"{key}.ttl").read_bytes()
        assert "社区夜校".encode() in data
        assert data == (tmp_path / "one" / f"{key}.ttl").read_bytes()


@pytest.mark.parametrize("change", ["label", "file", "none"])
def test_a_change_of_the_words_is_noticed(plans: Path, tmp_path: Path, change: str) -> None:
    _build(plans, tmp_path / "g")
    if change == "label":
        (plans / "ontology" / "themes.csv").write_text(
            THEMES.replace("市民夜课堂", "市民夜课堂、夜学"), encoding="utf-8"
        )
    elif change == "file":
        (plans / "ontology" / "offices.csv").unlink()
    assert [one.state for one in _build(plans, tmp_path / "g")] == ["kept" if change == "none" else "read"]


def test_nothing_is_built_with_wrong_words(plans: Path, tmp_path: Path) -> None:
    _build(plans, tmp_path / "g")
    before = (tmp_path / "g" / "yunling-2023.ttl").read_bytes()
    (plans / "ontology" / "themes.csv").write_text("名称,别名\n社区夜校,夜\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"themes\.csv:2: 夜 is one character"):
        _build(plans, tmp_path / "g")
    assert (tmp_path / "g" / "yunling-2023.ttl").read_bytes() == before


def test_plans_read_without_the_words_are_told(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "qingshi-2023.txt").write_text(PLAN.replace("云岭县", "青石县"), encoding="utf-8")
    _build(tmp_path / "other", tmp_path / "g")
    assert _alone(plans, tmp_path / "g").unread == ["qingshi-2023"]
    run = CliRunner().invoke(main, ["--graph", str(tmp_path / "g"), "query", "plans"])
    assert "read without some words of your own, which they may have: qingshi-2023." in run.stderr


def test_a_concept_that_plans_call_differently_has_one_name(plans: Path, tmp_path: Path) -> None:
    _build(plans, tmp_path / "g")
    path = tmp_path / "g" / "yunling-2023.ttl"
    other = path.read_text(encoding="utf-8").replace("yunling-2023", "qingshi-2023")
    said = 'prefLabel "社区夜校"@zh'
    assert said in other
    (tmp_path / "g" / "qingshi-2023.ttl").write_text(other.replace(said, 'prefLabel "市民学堂"@zh'), encoding="utf-8")
    store = open_graph(tmp_path / "g")
    assert {row[0] for row in _rows(store, "concepts", "concept", concept="市民学堂")} | {
        row[0] for row in _rows(store, "concepts", "concept", concept="社区夜校")
    } in ({"市民学堂"}, {"社区夜校"})
    assert Parameters(store).named("theme", "市民学堂") == Parameters(store).named("theme", "社区夜校")


def test_a_concept_keeps_the_iri_that_it_was_given(plans: Path, tmp_path: Path) -> None:
    text = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<https://example.org/t/9> skos:prefLabel "社区夜校"@zh ; skos:altLabel "市民夜课堂"@zh .\n'
    (plans / "ontology" / "themes.csv").unlink()
    (plans / "ontology" / "themes.ttl").write_text(text, encoding="utf-8")
    store = _alone(plans, tmp_path / "g")
    concept = ox.NamedNode("https://example.org/t/9")
    assert next(store.graph.quads_for_pattern(concept, None, None, iris.ONTOLOGY), None)
    assert ("2", "社区夜校") in _rows(store, "themes", "task", "theme")


def test_words_that_are_named(plans: Path, tmp_path: Path) -> None:
    shutil.move(plans / "ontology", tmp_path / "mine")
    entries = catalogue.entries([plans], tmp_path / "mine")
    both = catalogue.entries([plans / "yunling-2023.txt"], tmp_path / "mine" / "themes.csv")
    assert set(both[0].words.added) == {"themes"}
    assert set(entries[0].words.added) == {"indicators", "offices", "themes"}


def test_a_copy_of_the_lists_of_the_program_is_no_words_of_ones_own(tmp_path: Path) -> None:
    from edugraph import resources

    shutil.copytree(resources.folder("ontology"), tmp_path / "ontology")
    (tmp_path / "yunling-2023.txt").write_text(PLAN, encoding="utf-8")
    (entry,) = catalogue.entries([tmp_path / "yunling-2023.txt"])
    assert entry.words is PACKAGED


def test_the_commands(plans: Path, tmp_path: Path) -> None:
    shutil.move(plans / "ontology", tmp_path / "mine")
    own, graph = ["--vocabulary", str(tmp_path / "mine")], str(tmp_path / "g")
    run = CliRunner().invoke(main, ["build", str(plans), "--into", graph, *own])
    assert run.exit_code == 0, run.output
    assert "words of your own: 3 new concepts, 1 more word" in run.stderr
    run = CliRunner().invoke(main, ["extract", str(plans / "yunling-2023.txt"), *own])
    facts = [json.loads(line) for line in run.stdout.splitlines()]
    assert "社区夜校" in {fact.get("theme") for fact in facts}
    run = CliRunner().invoke(main, ["check", *own, "--format", "csv"])
    assert (run.exit_code, run.stdout) == (0, "file,line,finding,advice\n")
    (tmp_path / "mine" / "themes.csv").write_text("名称,别名\n社区夜校,夜\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["check", *own, "--format", "csv"])
    assert run.exit_code == 1
    assert "themes.csv,2,夜 is one character." in run.stdout
    run = CliRunner().invoke(main, ["build", str(plans), "--into", str(tmp_path / "new"), *own])
    assert run.exit_code == 3
    assert not (tmp_path / "new").exists()


def test_values_are_kept_apart_by_vocabulary() -> None:
    calls: list[str] = []

    @vocabulary.cached
    def size(name: str) -> int:
        calls.append(name)
        return len(scheme(name).concepts)

    own = vocabulary.Vocabulary.of({"themes": [vocabulary.Concept("urn:x", "夜校", "社区夜校", "")]})
    plain = size("themes")
    with vocabulary.using(own):
        assert size("themes") == size("themes") == plain + 1
    assert size("themes") == plain
    assert calls == ["themes", "themes"]


def test_units_and_bureaus_of_ones_own(plans: Path, tmp_path: Path) -> None:
    (plans / "ontology" / "units.csv").write_text("名称,类别\n窑,count\n", encoding="utf-8")
    (plans / "ontology" / "bureaus.csv").write_text("名称\n教育社会服务局\n", encoding="utf-8")
    text = PLAN.replace("云岭县教育局", "云岭县教育社会服务局").replace("书屋12座", "书屋12座，建设陶艺坊3窑")
    (plans / "yunling-2023.txt").write_text(text, encoding="utf-8")
    store = _alone(plans, tmp_path / "g")
    assert ("3", "窑", "count") in _rows(store, "targets", "value", "unit", "kind")
    assert _rows(store, "plans", "issuer") == [("云岭县教育社会服务局",)]
    assert {"units", "bureaus"} <= store.words.added.keys()


def test_a_graph_that_adds_to_what_is_no_more_is_read(plans: Path, tmp_path: Path) -> None:
    _build(plans, tmp_path / "g")
    path = tmp_path / "g" / "yunling-2023.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('prefLabel "社区夜校"@zh', 'altLabel "社区夜校"@zh'), encoding="utf-8")
    store = open_graph(tmp_path / "g")
    query.run(store, "plans")
    assert all(one.label for one in scheme("themes").concepts)
