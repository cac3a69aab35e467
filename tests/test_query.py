"""Named queries: the contract of names and columns, headers, parameters, errors."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from edugraph import answers, query
from edugraph.errors import TimeLimitError, UsageError
from edugraph.store import Store
from edugraph.table import Table

CONTRACT = {
    "plans": "plan, city, code, province, level, year, title, issuer, number, issued, source, year_from",
    "tasks": "plan, task, title, section",
    "measures": "plan, task, measure, text",
    "responsibilities": "plan, task, measure, role, organisation",
    "leaders": "plan, task, measure, name",
    "themes": "plan, task, theme, standing",
    "targets": "plan, task, measure, indicator, value, value_max, unit, comparator, deadline, kind, redacted, strength, quote",
    "citations": "plan, task, title",
    "offices": "plan, organisation, function",
    "overlap-themes": "theme, cities, plans, tasks",
    "overlap-targets": (
        "indicator, plan, city, task, value, value_max, unit, comparator, deadline, redacted, comparable, quote, group"
    ),
    "overlap-documents": "title, cities, tasks",
}


LATER = dict.fromkeys(("responsibilities", "leaders", "themes", "targets", "citations"), "doubt, corrected")
"""Columns that came later stand behind those of the contract."""


@pytest.mark.parametrize("name", CONTRACT)
def test_columns_are_the_contract(store: Store, name: str) -> None:
    found = answers.question(name, {})(store)
    assert isinstance(found, Table)
    assert ", ".join(found.columns) == ", ".join(filter(None, (CONTRACT[name], LATER.get(name))))


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


def test_a_computed_question_is_no_query_and_says_how_it_is_asked(store: Store) -> None:
    with pytest.raises(UsageError, match=r"gaps is a computed question, no query; ask it with view\.table"):
        query.run(store, "gaps")


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
    # It takes seconds, and then ends: the engine goes on with it behind the tests that follow.
    cross = "SELECT (COUNT(*) AS ?n) { ?a edu:order ?b . ?c ?d ?e . ?f edu:cityLabel ?g }"
    with pytest.raises(TimeLimitError, match=r"longer than 0\.2 seconds"):
        store.query(cross, seconds=0.2)


def test_construct_and_ask(store: Store) -> None:
    triples = store.query("CONSTRUCT { ?p dcterms:title ?t } WHERE { ?p a edu:Plan ; dcterms:title ?t }")
    assert isinstance(triples, bytes)
    assert len(triples.splitlines()) == 5
    assert store.query("ASK { ?p a edu:Plan }") == Table(("answer",), (("true",),))


DENYING = [name for name, one in query.headers().items() if one.none]
_NO_TASKS, _NO_THEMES = "there are no tasks of the kind asked about", "other cities have no themes of the kind"


@pytest.mark.parametrize("name", DENYING)
def test_a_question_that_denies_says_what_it_denies_of(name: str) -> None:
    one = query.headers()[name]
    assert set(re.findall(r"\{(\w*)\}", one.none + one.among)) <= one.required
    asked, _, said = one.among.partition(" ## ")
    assert bool(asked) == bool(said) == (set(one.parameters) > one.required)
    if asked:
        listing, *pairs = asked.split()
        keys = {pair.partition("=")[0] for pair in pairs}
        taken = {source or key for key, _, source in (pair.partition("=") for pair in pairs)}
        assert keys <= set(query.named(listing).parameters)
        assert set(one.parameters) <= taken, "a parameter that the listing does not take would not narrow it"


@pytest.mark.parametrize(
    ("name", "parameters", "said"),
    [
        ("themes-alone", {}, "no theme is of one city alone"),
        ("themes-alone", {"theme": "双减"}, "no theme is of one city alone (所问 / as asked: theme=双减)"),
        ("themes-alone", {"city": "枣庄市"}, "no theme is of one city alone (所问 / as asked: city=枣庄市)"),
        (
            "themes-alone",
            {"city": "邯郸市", "cities": "宁波市、济宁市"},
            "no task acts on the themes asked about (所问",
        ),
        ("tasks-without-targets", {}, "no task lacks a target"),
        ("tasks-without-targets", {"theme": "学科基地与拔尖创新人才", "plan": "handan-2023"}, f"{_NO_TASKS} (所问"),
        ("tasks-without-offices", {}, "no task lacks an office or a person"),
        ("tasks-without-offices", {"plan": "handan-2023"}, "or a person (所问 / as asked: plan=handan-2023)"),
        ("tasks-without-offices", {"plan": "none-2023"}, f"{_NO_TASKS} (所问 / as asked: plan=none-2023)"),
        ("themes-lacking", {"city": "邯郸市"}, "邯郸市 lacks none of the themes that other cities act on"),
        ("themes-lacking", {"city": "邯郸市", "least": "4"}, "cities act on (所问 / as asked: least=4)"),
        ("themes-lacking", {"city": "邯郸市", "least": "5"}, f"{_NO_THEMES} asked about (所问 / as asked: least=5)"),
        ("themes-lacking", {"city": "邯郸市", "reference": "邯郸市"}, _NO_THEMES),
        ("cities-without-theme", {"theme": "双减"}, "各市都有：双减 / every city has it: 双减"),
        ("tasks", {"plan": "none-2023"}, ""),
    ],
)
def test_what_no_rows_mean(store: Store, name: str, parameters: dict[str, str], said: str) -> None:
    """What is said is of what was asked, and not at all that something lacks nothing where there is no such thing."""
    found = query.nothing(store, name, parameters)
    assert said in found
    assert ("所问 /" in found) == bool(parameters.keys() - query.headers()[name].required and said)


@pytest.mark.parametrize("name", [name for name in DENYING if query.headers()[name].among])
def test_of_a_graph_without_plans_nothing_is_denied(name: str) -> None:
    one = query.headers()[name]
    said = query.nothing(Store(ox.Store()), name, dict.fromkeys(one.required, "邯郸市"))
    assert said == one.among.partition(" ## ")[2]


@pytest.mark.parametrize(
    "parameters",
    [{}, {"plan": "handan-2023"}, {"theme": "双减"}, {"section": "强力推进九项工程", "theme": "职业教育提质培优"}],
)  # fmt: skip
def test_tasks_have_targets_or_have_none(store: Store, parameters: dict[str, str]) -> None:
    every = set.intersection(
        query.run(store, "tasks", **({"plan": parameters["plan"]} if "plan" in parameters else {})).places(),
        *(query.run(store, f"{key}-tasks", section=parameters[key]).places() for key in parameters if key == "section"),
        *(query.run(store, f"tasks-of-{key}", theme=parameters[key]).places() for key in parameters if key == "theme"),
    )
    having, lacking = (query.run(store, f"tasks-{how}-targets", **parameters).places() for how in ("with", "without"))
    assert having | lacking == every
    assert having
    assert not having & lacking


@pytest.mark.parametrize("least", ["1", "3", "4", "5"])
def test_themes_of_other_cities_are_had_or_lacked(store: Store, least: str) -> None:
    own = {row["theme"] for row in query.run(store, "overlap-themes", city="邯郸市", passing="yes").dicts()}
    others = {row["theme"] for row in query.run(store, "themes-shared", **{"except": "邯郸市"}, least=least).dicts()}
    lacking = {row["theme"] for row in query.run(store, "themes-lacking", city="邯郸市", least=least).dicts()}
    assert lacking == others - own
    assert bool(others) == (least != "5")


def test_the_themes_that_a_city_shares(store: Store) -> None:
    every = query.run(store, "overlap-themes").dicts()
    shared = query.run(store, "overlap-themes", city="枣庄市").dicts()
    assert shared == [row for row in every if "枣庄市" in row["cities"].split("、")]
    assert 0 < len(shared) < len(every)
