"""SHACL: the graph holds, and each shape can fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from edugraph import catalogue, resources
from edugraph.making import given, make
from edugraph.rdf import iris
from edugraph.rdf.namespaces import PREFIXES
from edugraph.shapes import validate
from edugraph.store import Store, open_graph

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """某市教育局2022年工作要点
一、2021年工作回顾
新建学校2所。
二、总则
1.建设学校。①落实《学校建设办法》,新建学校3所。②推进双减。(责任单位:基教科)(分管领导:邓淇)
2.培训教师。培训教师50人。发挥6所示范学校作用。(责任单位:人事科)
"""
CORRECTIONS = """[[correction]]
plan = "demo"
kind = "target"
quote = "培训教师50人"
action = "confirm"
who = "甲"
when = 2022-05-01
why = "核对过"

[[correction]]
plan = "demo"
kind = "target"
quote = "新建学校3所"
action = "change"
set = { value = 4 }
who = "甲"
when = 2022-05-01
why = "看错"

[[correction]]
plan = "demo"
kind = "theme"
quote = "没有的话"
action = "drop"
who = "乙"
when = 2022-05-01
why = "没有"
"""
TASK, TARGET, SPAN = "id/demo/task/1", "id/demo/task/1/target/1", "?s a oa:SpecificResource"
ONE = "{{ SELECT ?s {{ ?s a {kind} }} ORDER BY ?s LIMIT 1 }}"

# Each shape with an update that breaks it: (subject class, property, replacement or nothing).
BREAKS: dict[str, tuple[str, str, str]] = {
    "plan-id": ("edu:Plan", "dcterms:identifier", '"Demo 2022"'),
    "plan-title": ("edu:Plan", "dcterms:title", ""),
    "plan-year": ("edu:Plan", "edu:year", '"2022"'),
    "plan-text": ("edu:Plan", "edu:text", ""),
    "plan-city": ("edu:Plan", "edu:cityLabel", '""'),
    "plan-known": ("edu:Plan", "edu:cityKnown", '"guessed"'),
    "plan-city-from": ("edu:Plan", "edu:cityFrom", '"hearsay"'),
    "plan-year-from": ("edu:Plan", "edu:yearFrom", '"hearsay"'),
    "evidence-kind": ("edu:YearEvidence", "dcterms:type", ""),
    "evidence-year": ("edu:YearEvidence", "dcterms:date", '"2022"'),
    "evidence-span": ("edu:YearEvidence", "oa:hasTarget", ""),
    "plan-evidence": ("edu:Plan", "edu:cityKnown", '"inferred"'),
    "task-number": ("edu:Task", "dcterms:identifier", '"十六"'),
    "task-title": ("edu:Task", "dcterms:title", ""),
    "task-plan": ("edu:Task", "dcterms:isPartOf", ""),
    "task-span": ("edu:Task", "edu:span", ""),
    "task-passage": ("edu:Task", "edu:passage", ""),
    "remark-task": ("edu:Remark", "edu:task", ""),
    "remark-reason": ("edu:Remark", "edu:reason", '""'),
    "remark-span": ("edu:Remark", "oa:hasTarget", ""),
    "measure-number": ("edu:Measure", "dcterms:identifier", '"①"'),
    "measure-task": ("edu:Measure", "dcterms:isPartOf", "<http://example.org/nothing>"),
    "fact-task": ("edu:Target", "edu:task", ""),
    "fact-span": ("edu:Target", "oa:hasTarget", ""),
    "fact-rule": ("edu:Target", "prov:wasGeneratedBy", ""),
    "fact-version": ("prov:SoftwareAgent", "dcterms:identifier", ""),
    "responsibility-agent": ("edu:Responsibility", "prov:agent", ""),
    "responsibility-role": ("edu:Responsibility", "prov:hadRole", ""),
    "leadership-person": ("edu:Leadership", "prov:agent", "<http://example.org/nobody>"),
    "citation-document": ("edu:Citation", "dcterms:references", ""),
    "result-place": ("edu:Result", "edu:section", ""),
    "result-review": ("edu:Section", "edu:review", ""),
    "correction-outcome": ("edu:Correction", "edu:corrected", '"doubted"'),
    "correction-who": ("edu:Correction", "prov:wasAssociatedWith", ""),
    "correction-when": ("edu:Correction", "dcterms:date", '"2022"'),
    "correction-why": ("edu:Correction", "edu:why", '""'),
    "correction-plan": ("edu:Correction", "dcterms:isPartOf", ""),
    "theme-concept": ("edu:ThemeMention", "dcterms:subject", ""),
    "theme-standing": ("edu:ThemeMention", "edu:standing", '"half"'),
    "target-indicator": ("edu:Target", "edu:indicatorText", ""),
    "target-value": ("edu:Target", "schema:value", '"3"'),
    "target-unit": ("edu:Target", "schema:unitText", '""'),
    "target-comparator": ("edu:Target", "edu:comparator", ""),
    "target-deadline": ("edu:Target", "edu:deadline", '"soon"'),
    "target-kind": ("edu:Target", "edu:kind", '"wish"'),
    "target-redacted": ("edu:Target", "edu:redacted", '"no"'),
    "target-figure": ("edu:Target", "edu:figureStart", "99999"),
    "target-blank": ("edu:Target", "schema:value", ""),
    "span-source": ("edu:Span", "oa:hasSource", ""),
    "span-selector": ("edu:Span", "oa:hasSelector", ""),
    "selector-start": ("oa:TextPositionSelector", "oa:start", "-1"),
    "selector-end": ("oa:TextPositionSelector", "oa:end", '"x"'),
    "selector-exact": ("oa:TextQuoteSelector", "oa:exact", '""'),
    "selector-length": (
        "oa:TextQuoteSelector",
        "oa:exact",
        '"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"',
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of a plan with one fact of each kind, a review, and a figure that is none."""
    folder = tmp_path_factory.mktemp("small")
    file = folder / "demo.txt"
    file.write_text(TEXT, encoding="utf-8")
    (folder / catalogue.CORRECTIONS).write_text(CORRECTIONS, encoding="utf-8")
    made = make(given(catalogue.Entry("demo", file)))
    assert made.report.facts.keys() == {"responsibility", "leader", "citation", "theme", "target", "result"}
    (folder / "demo.ttl").write_bytes(made.turtle)
    return open_graph(folder)


@pytest.fixture
def small(whole: Store) -> Store:
    """A copy of the graph, to be damaged."""
    copy = ox.Store()
    copy.bulk_extend(whole.graph)
    return Store(copy)


def test_the_small_graph_holds(small: Store) -> None:
    assert validate(small).rows == ()


@pytest.mark.parametrize("shape", BREAKS)
def test_each_shape_can_fail(small: Store, shape: str) -> None:
    kind, path, value = BREAKS[shape]
    insert = f"?s {path} {value}" if value else ""
    small.graph.update(
        "INSERT { GRAPH ?g { ?s a edu:Span } } WHERE { GRAPH ?g { ?s oa:hasSelector ?o } }", prefixes=PREFIXES
    )
    small.graph.update(
        f"""DELETE {{ GRAPH ?g {{ ?s {path} ?old }} }} INSERT {{ GRAPH ?g {{ {insert} }} }}
        WHERE {{ {{ SELECT ?g ?s {{ GRAPH ?g {{ ?s a {kind} }} }} ORDER BY ?s LIMIT 1 }}
                 OPTIONAL {{ GRAPH ?g {{ ?s {path} ?old }} }} }}""",
        prefixes=PREFIXES,
    )
    assert f"shape {shape}" in {row["check"] for row in validate(small).dicts()}


def test_every_property_shape_is_tried() -> None:
    path = resources.folder("ontology") / "shapes.ttl"
    used = {
        quad.object.value.rpartition("/")[2]
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value in ("http://www.w3.org/ns/shacl#property", "http://www.w3.org/ns/shacl#sparql")
        and isinstance(quad.object, ox.NamedNode)
    }
    assert used == BREAKS.keys()


def test_ids_stay_when_prose_is_edited(tmp_path: Path) -> None:
    def ids(text: str) -> set[str]:
        file = tmp_path / "demo.txt"
        file.write_text(text, encoding="utf-8")
        turtle = make(given(catalogue.Entry("demo", file))).turtle
        triples = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        return {
            quad.subject.value
            for quad in triples
            if "/task/" in quad.subject.value and isinstance(quad.subject, ox.NamedNode)
        }

    assert ids(TEXT) == ids(TEXT.replace("培训教师。", "抓好队伍。"))
    assert iris.part("demo", "task", "1").value in ids(TEXT)
