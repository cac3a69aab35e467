"""Every row of every overlap of the five plans leads to its sentences, in each city that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import answers, query
from edugraph.errors import MissingError
from edugraph.overlap import evidence
from edugraph.overlap.selection import places
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from edugraph.store import Store
    from edugraph.structure import Plan

    Row = Mapping[str, str]
    Of = Callable[[Store, Iterable[Row]], Table]
    Overlap = tuple[str, dict[str, str], Of, str, int]

# question, its parameters, what finds the evidence, the column that is the key, at least so many rows
OVERLAPS: list[Overlap] = [
    ("overlap-themes", {"passing": "yes"}, evidence.of_themes, "theme", 80),
    ("overlap-themes", {}, evidence.of_themes, "theme", 50),
    ("theme-cells", {"passing": "yes"}, evidence.of_themes, "theme", 290),
    ("themes-alone", {}, evidence.of_themes, "theme", 3),
    ("overlap-targets", {}, evidence.of_targets, "indicator", 30),
    ("overlap-documents", {}, evidence.of_documents, "title", 2),
    ("documents", {}, evidence.of_documents, "title", 30),
    ("overlap-offices", {}, evidence.of_offices, "function", 15),
    ("offices-unmatched", {}, evidence.of_offices, "organisation", 2),
    ("responsibility-matrix", {"plan": "handan-2023"}, evidence.of_offices, "organisation", 500),
    ("responsibility-matrix", {"plan": "jining-2023"}, evidence.of_offices, "organisation", 100),
    ("responsibility-matrix", {"plan": "rongcheng-2023"}, evidence.of_offices, "organisation", 300),
    ("responsibility-matrix", {"plan": "zaozhuang-2023"}, evidence.of_offices, "organisation", 100),
]
NAMES = [f"{name} {' '.join(parameters.values())}".strip() for name, parameters, *_ in OVERLAPS]


def ask(store: Store, name: str, parameters: dict[str, str]) -> list[dict[str, str]]:
    found = answers.question(name, parameters)(store)
    assert isinstance(found, Table)
    return found.dicts()


@pytest.mark.parametrize("overlap", OVERLAPS, ids=NAMES)
def test_every_row_leads_to_its_sentences(store: Store, plans: dict[str, Plan], overlap: Overlap) -> None:
    name, parameters, of, key, least = overlap
    rows = ask(store, name, parameters)
    assert len(rows) >= least
    spans: dict[tuple[str, str, str], list[Row]] = {}
    for span in of(store, rows).dicts():
        spans.setdefault((span["overlap"], span["plan"], span["task"]), []).append(span)
    check_texts(store, plans, (span for found in spans.values() for span in found))
    for row in rows:
        there = row if "tasks" in row else {**row, "tasks": row["task"]}
        said = [span for place in places(there) for span in spans[row[key], *place]]
        assert {(span["plan"], span["task"]) for span in said} == set(places(there))
        named = set(row.get("cities", row.get("city", "")).split("、")) - {""}
        assert named <= {span["city"] for span in said}


def check_texts(store: Store, plans: dict[str, Plan], spans: Iterable[Row]) -> None:
    """The raw text at each span is its quote, and the sentence shown stands in the plan as it is shown."""
    exact = {(row["plan"], row["start"], row["end"]): row["exact"] for row in query.run(store, "evidence").dicts()}
    for span in spans:
        text, begin, end = plans[span["plan"]].source.text, int(span["start"]), int(span["end"])
        assert text[begin:end] == exact[span["plan"], span["start"], span["end"]]
        assert text[begin:end] in span["quote"]
        assert span["quote"].removesuffix("…") in text


def test_the_header_is_the_same_for_all(store: Store) -> None:
    for of in (evidence.of_themes, evidence.of_documents, evidence.of_offices, evidence.of_targets):
        columns = ("overlap", "plan", "city", "task", "kind", "subject", "quote", "start", "end")
        assert of(store, []) == Table(columns, ())


def test_the_evidence_of_a_theme_names_it_or_a_narrower_one(store: Store) -> None:
    rows = ask(store, "overlap-themes", {"theme": "双减"})
    subjects = {row["subject"] for row in evidence.of_themes(store, rows).dicts()}
    assert subjects == {"双减", "作业管理", "校外培训治理", "课后服务"}


def test_a_cell_leads_to_its_offices_and_targets_as_well(store: Store) -> None:
    rows = ask(store, "theme-cells", {"theme": "集团化办学", "city": "邯郸"})
    found = evidence.of_themes(store, rows).dicts()
    assert {row["subject"] for row in found if row["kind"] == "target"} == {
        "集团化办学覆盖率",
        "优秀骨干教师交流比例",
        "选派骨干教师和管理干部到薄弱学校任教任职",
    }
    assert sum(row["kind"] == "responsibility" for row in found) == 6


def test_every_target_and_office_of_every_cell_has_its_sentence(store: Store) -> None:
    rows = ask(store, "theme-cells", {})
    found = evidence.of_themes(store, rows).dicts()
    for row in rows:
        own = [span for span in found if (span["overlap"], span["plan"]) == (row["theme"], row["plan"])]
        stated = {text.rpartition(" ")[0] for text in row["targets"].split("；") if text}
        assert stated == {f"{span['task']}：{span['subject']}" for span in own if span["kind"] == "target"}
        offices = {office for part in row["offices"].split("；") for office in part.partition("：")[2].split("、")}
        assert offices - {""} == {span["subject"] for span in own if span["kind"] == "responsibility"}


def test_every_responsibility_of_a_plan_is_behind_its_matrix(store: Store) -> None:
    for plan in ("handan-2023", "jining-2023", "rongcheng-2023", "zaozhuang-2023"):
        found = evidence.of_offices(store, ask(store, "responsibility-matrix", {"plan": plan}))
        assert len(found.rows) == len(query.run(store, "evidence", plan=plan, kind="responsibility").rows)


@pytest.mark.parametrize(
    ("of", "row"),
    [
        (evidence.of_themes, {"theme": "强镇筑基", "tasks": "zaozhuang-2023:4 handan-2023:45"}),
        (evidence.of_documents, {"title": "县域教育布局专项规划", "tasks": "handan-2023:28 handan-2023:45"}),
        (evidence.of_offices, {"function": "学生资助", "tasks": "handan-2023:45"}),
        (evidence.of_offices, {"organisation": "基教科", "plan": "handan-2023", "tasks": "45"}),
        (evidence.of_targets, {"indicator": "新增学位", "plan": "handan-2023", "task": "45", "quote": "新增学位"}),
    ],
)
def test_a_row_without_a_span_is_an_error(store: Store, of: Of, row: Row) -> None:
    with pytest.raises(MissingError, match=r"no span for it in handan-2023:45\. Build the graph again"):
        of(store, [row])
