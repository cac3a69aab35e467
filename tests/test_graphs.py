"""The graph of the five plans: every span exact, every byte reproducible."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from edugraph import graphs, query
from edugraph.table import Table
from tests.conftest import KEYS, PLANS, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store
    from edugraph.structure import Plan

_SELECTORS = """SELECT ?plan ?start ?end ?exact ?prefix ?suffix WHERE {
  ?span oa:hasSource/^edu:text/dcterms:identifier ?plan ; oa:hasSelector ?s .
  ?s oa:start ?start ; oa:end ?end ; oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix
}"""


def test_raw_text_at_every_span_is_its_quote(store: Store, plans: dict[str, Plan]) -> None:
    found = store.query(_SELECTORS)
    assert isinstance(found, Table)
    assert len(found.rows) > 1200
    for plan, start, end, exact, prefix, suffix in found.rows:
        text = plans[plan].source.text
        assert text[int(start) : int(end)] == exact
        assert text[: int(start)].endswith(prefix)
        assert text[int(end) :].startswith(suffix)


@pytest.mark.parametrize("kind", ["Responsibility", "Leadership", "Citation", "ThemeMention", "Target"])
def test_every_fact_lies_inside_its_task(store: Store, plans: dict[str, Plan], kind: str) -> None:
    text = f"""SELECT ?plan ?task ?start ?end WHERE {{
      ?f a edu:{kind} ; edu:task ?t ; oa:hasTarget/oa:hasSelector ?s . ?s oa:start ?start ; oa:end ?end .
      ?t dcterms:identifier ?task ; dcterms:isPartOf/dcterms:identifier ?plan }}"""
    found = store.query(text)
    assert isinstance(found, Table)
    assert found.rows
    tasks = {(plan.key, task.number): task for plan in plans.values() for task in plan.tasks}
    for plan, task, start, end in found.rows:
        span = tasks[plan, task].span
        assert span.start <= int(start) < int(end) <= span.end


def test_figure_of_a_target_lies_inside_its_span(store: Store) -> None:
    found = store.query("""SELECT ?f WHERE {
      ?f edu:figureStart ?a ; edu:figureEnd ?b ; oa:hasTarget/oa:hasSelector ?w .
      ?w oa:start ?c ; oa:end ?d FILTER(?a < ?c || ?b > ?d || ?a >= ?b) }""")
    assert isinstance(found, Table)
    assert found.rows == ()


def test_committed_graphs_are_what_the_code_makes(graph_folder: Path) -> None:
    for key in KEYS:
        committed = (ROOT / "graphs" / f"{key}.ttl").read_bytes()
        assert committed == (graph_folder / f"{key}.ttl").read_bytes(), f"{key}: run make graphs and commit"


def test_same_bytes_with_another_hash_seed(graph_folder: Path, tmp_path: Path) -> None:
    run = [sys.executable, "-m", "edugraph", "build", str(PLANS), "--into", str(tmp_path / "g"), "--jobs", "2"]
    subprocess.run(run, check=True, env=os.environ | {"PYTHONHASHSEED": "7"}, capture_output=True)
    for key in KEYS:
        assert (tmp_path / "g" / f"{key}.ttl").read_bytes() == (graph_folder / f"{key}.ttl").read_bytes()


def test_no_blank_nodes_and_no_clock(store: Store) -> None:
    for quad in store.graph:
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)
    found = store.query("SELECT ?o WHERE { ?s ?p ?o FILTER(DATATYPE(?o) = xsd:dateTime) }")
    assert isinstance(found, Table)
    assert found.rows == ()


def test_170_tasks(store: Store) -> None:
    rows = query.run(store, "tasks").dicts()
    assert [sum(row["plan"] == key for row in rows) for key in KEYS] == [10, 53, 27, 26, 54]


def test_inferred_cities_say_so_with_evidence(store: Store) -> None:
    found = store.query("""SELECT ?plan ?known (GROUP_CONCAT(?words; SEPARATOR=" ") AS ?evidence) WHERE {
      ?p a edu:Plan ; dcterms:identifier ?plan ; edu:cityKnown ?known .
      OPTIONAL { ?p edu:cityEvidence/oa:hasSelector/oa:exact ?words }
    } GROUP BY ?plan ?known ORDER BY ?plan""")
    assert isinstance(found, Table)
    known = {plan: (how, set(evidence.split())) for plan, how, evidence in found.rows}
    assert known["handan-2023"] == ("stated", set())
    assert known["ningbo-2023"] == ("inferred", {"在甬高校", "甬江引才工程", "东方理工大学"})
    assert known["rongcheng-2023"] == ("inferred", {"蜊江港", "荣老师", "永怀教育奖"})


def test_spam_is_not_in_the_graph(store: Store) -> None:
    found = store.query('SELECT ?s WHERE { ?s ?p ?o FILTER(ISLITERAL(?o) && REGEX(STR(?o), "365bet|h4sia|网友投稿")) }')
    assert isinstance(found, Table)
    assert found.rows == ()


def test_the_kept_texts_are_known_by_their_digests(graph_folder: Path, store: Store, plans: dict[str, Plan]) -> None:
    told = {row["plan"]: row["_text"].removeprefix("sha256:") for row in query.rows(store, "plans")}
    kept = graphs.texts(graph_folder)
    assert {key: kept[digest] for key, digest in told.items()} == {key: plans[key].source.text for key in KEYS}


def test_texts_of_any_form_are_read_as_a_build_reads_them(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_bytes("一、任务\r\n".encode("gb18030"))
    (tmp_path / "plans" / "b.html").write_text("<p>二、任务</p>", encoding="utf-8")
    (tmp_path / "plans" / "c.pdf").write_bytes(b"%PDF-1.4 damaged")
    (tmp_path / "plans" / "plans.toml").write_text("", encoding="utf-8")
    ready = tmp_path / graphs.HIDDEN / "ready" / "plans"
    ready.mkdir(parents=True)
    (ready / "d.txt").write_text("三、任务\n", encoding="utf-8")
    found = graphs.texts(tmp_path)
    assert sorted(text.strip() for text in found.values()) == ["一、任务", "三、任务", "二、任务"]
    assert all(digest == sha256(text.encode()).hexdigest() for digest, text in found.items())


def test_a_graph_says_what_it_was_made_from(graph_folder: Path, tmp_path: Path) -> None:
    made = graphs.origin(graph_folder / "handan-2023.ttl")
    assert made.file == "001_215e075ef6187d38.txt"
    assert made.digest == f"sha256:{sha256((PLANS / made.file).read_bytes()).hexdigest()}"
    (tmp_path / "other.ttl").write_text("", encoding="utf-8")
    assert graphs.origin(tmp_path / "other.ttl") == graphs.origin(tmp_path / "none.ttl") == ("", "")


def test_a_folder_without_texts_has_none(tmp_path: Path) -> None:
    assert graphs.texts(tmp_path) == {}
