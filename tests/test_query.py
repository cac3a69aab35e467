"""Named queries: the contract of names and columns, headers, parameters, errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from edugraph import answers, query
from edugraph.errors import TimeLimitError, UsageError
from edugraph.table import Table

if TYPE_CHECKING:
    from edugraph.store import Store

CONTRACT = {
    "plans": "plan, city, code, province, level, year, title, issuer, number, issued, source",
    "tasks": "plan, task, title, section",
    "measures": "plan, task, measure, text",
    "responsibilities": "plan, task, measure, role, organisation",
    "leaders": "plan, task, measure, name",
    "themes": "plan, task, theme",
    "targets": "plan, task, measure, indicator, value, value_max, unit, comparator, deadline, kind, redacted, strength, quote",
    "citations": "plan, task, title",
    "offices": "plan, organisation, function",
    "overlap-themes": "theme, cities, plans, tasks",
    "overlap-targets": (
        "indicator, plan, city, task, value, value_max, unit, comparator, deadline, redacted, comparable, quote, group"
    ),
    "overlap-documents": "title, cities, tasks",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_the_contract(store: Store, name: str) -> None:
    found = answers.question(name, {})(store)
    assert isinstance(found, Table)
    assert ", ".join(found.columns) == CONTRACT[name]


@pytest.mark.parametrize("name", query.headers())
def test_every_question_says_what_it_answers(name: str) -> None:
    one = query.headers()[name]
    assert one.summary.endswith(".")
    assert re.search(r"[\u4e00-\u9fff]", one.summary_zh)
    assert all(meaning for meaning in one.parameters.values())


@pytest.mark.parametrize("name", query.catalogue())
def test_every_query_uses_its_parameters_and_runs(store: Store, name: str) -> None:
    one = query.named(name)
    for parameter in one.parameters:
        assert re.search(rf"\?_{parameter}\b", one.text), f"{name} does not use {parameter}"
    samples = {
        "plan": "handan-2023", "task": "28", "theme": "双减", "themes": "双减、课后服务", "indicator": "新增学位",
        "city": "邯郸市", "other": "济宁市", "section": "强力推进九项工程", "words": "双减",
    }  # fmt: skip
    found = query.run(store, name, **{parameter: samples[parameter] for parameter in one.required})
    assert not any(column.startswith("_") for column in found.columns)


@pytest.mark.parametrize(
    ("name", "parameter", "value", "column"),
    [
        ("tasks", "plan", "ningbo-2023", "plan"),
        ("plans", "city", "邯郸市", "city"),
        ("themes", "theme", "双减", "theme"),
        ("leaders", "name", "邓淇", "name"),
        ("responsibilities", "role", "lead", "role"),
        ("offices", "function", "基础教育", "function"),
        ("overlap-themes", "theme", "双减", "theme"),
    ],
)
def test_a_parameter_keeps_only_its_rows(store: Store, name: str, parameter: str, value: str, column: str) -> None:
    every = query.run(store, name).dicts()
    some = query.run(store, name, **{parameter: value}).dicts()
    assert some == [row for row in every if row[column] == value]
    assert 0 < len(some) < len(every)


def test_parameters_are_terms_and_never_text(store: Store) -> None:
    hostile = '邯郸市") } DROP ALL #'
    assert query.run(store, "plans", city=hostile).rows == ()
    assert len(query.run(store, "plans").rows) == 5


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("overlap-theme", {}, "Did you mean overlap-themes?"),
        ("zzz", {}, "edugraph queries"),
        ("plans", {"town": "x"}, "takes no parameter town"),
        ("themes", {"themes": "x"}, "Did you mean theme?"),
    ],
)
def test_wrong_names_are_told_with_the_nearest(name: str, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        answers.question(name, parameters)


def test_a_required_parameter_is_asked_for() -> None:
    with pytest.raises(UsageError, match="task needs the parameter task: add -p task="):
        answers.question("task", {"plan": "handan-2023"})


def test_everything_that_one_task_says(store: Store) -> None:
    rows = query.run(store, "task", plan="handan-2023", task="28").dicts()
    assert {row["kind"] for row in rows} == {"responsibility", "citation", "theme", "target"}
    assert any(row["subject"] == "新增学位" and row["detail"] == "= 174000 个" for row in rows)


def test_a_mistake_in_sparql_is_shown_in_its_place(store: Store) -> None:
    with pytest.raises(UsageError) as caught:
        store.query("SELECT ?s\nWHERE { ?s ?p }")
    message = str(caught.value)
    assert "line 2" in message
    assert message.splitlines()[-2].strip() == "WHERE { ?s ?p }"
    assert message.splitlines()[-1].strip() == "^"


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", True),
        ("select * { service silent <http://127.0.0.1/> {} }", True),
        ('SELECT ("SERVICE" AS ?x) { } # SERVICE', False),
        ("SELECT ?SERVICE { <http://e/SERVICE> <http://e/#SERVICE> ?SERVICE }", False),
    ],
)
def test_no_query_calls_the_network(store: Store, text: str, refused: bool) -> None:
    if refused:
        with pytest.raises(UsageError, match="no network calls"):
            store.query(text)
    else:
        assert isinstance(store.query(text), Table)


def test_a_query_ends_within_its_time(store: Store) -> None:
    cross = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with pytest.raises(TimeLimitError, match=r"longer than 0\.2 seconds"):
        store.query(cross, seconds=0.2)


def test_construct_and_ask(store: Store) -> None:
    triples = store.query("CONSTRUCT { ?p dcterms:title ?t } WHERE { ?p a edu:Plan ; dcterms:title ?t }")
    assert isinstance(triples, bytes)
    assert len(triples.splitlines()) == 5
    assert store.query("ASK { ?p a edu:Plan }") == Table(("answer",), (("true",),))
