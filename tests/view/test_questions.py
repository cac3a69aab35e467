"""The packs of the query tab: questions, suggestions, graphs and answers."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from edugraph import query
from edugraph.store import Store
from edugraph.view import page, questions
from edugraph.view.scope import Scope

VALUES = {
    "plan": "handan-2023", "task": "16", "measure": "2", "city": "邯郸市", "other": "宁波市", "reference": "宁波市",
    "cities": "邯郸市、宁波市", "theme": "双减", "themes": "双减、集团化办学", "indicator": "普惠性幼儿园覆盖率",
    "organisation": "基础教育处", "function": "基础教育", "role": "lead", "name": "邓淇", "kind": "target",
    "section": "强力推进九项工程", "title": "教育", "document": "学前教育", "words": "学校", "except": "邯郸市",
    "before": "2023-12-31", "after": "2023-06-30", "order": "asc", "what": "tasks", "said": "target", "least": "3",
    "scheme": "theme", "concept": "双减", "passing": "yes", "standing": "main",
}  # fmt: skip
"""Something for each parameter that queries take."""


@pytest.fixture(scope="module")
def packs(store: Store) -> dict[str, object]:
    return questions.packs(Scope(store))


def test_every_parameter_and_column_has_a_chinese_name(packs: dict[str, object], store: Store) -> None:
    words = page.strings(("query",))["zh"]
    for header in query.headers().values():
        assert not [name for name in header.parameters if f"query.parameter.{name}" not in words], header.name
        if isinstance(header, query.Query):
            values = {key: VALUES[key] for key in header.required}
            columns = query.run(store, header.name, **values).columns
            assert not [name for name in columns if f"column.{name}" not in words], header.name
    answers = [pack for name, pack in packs.items() if name.startswith("answer/")]
    assert not [name for one in answers for name in one["columns"] if f"column.{name}" not in words]  # type: ignore[index]


def test_every_question_has_a_group_that_is_known_and_a_place_in_it(packs: dict[str, object]) -> None:
    words = page.strings(("query",))
    assert all(f"query.group.{group}" in words[language] for language in words for group in query.GROUPS)
    places = [(one.group, one.place) for one in query.headers().values()]
    assert {group for group, _ in places} == {*query.GROUPS}
    assert all(place > 0 for _, place in places)
    assert len(set(places)) == len(places)
    listed: Any = packs["query/questions"]
    groups = [one["group"] for one in listed]
    assert groups == sorted(groups, key=query.GROUPS.index)
    assert (listed[0]["name"], len(listed)) == ("overlap-themes", len(places))


def test_the_page_holds_the_plans_that_are_shown_and_no_others(store: Store) -> None:
    found: Any = questions.packs(Scope(store, cities=("邯郸", "宁波")))
    assert [name for name in found if name.startswith("graph/")] == [
        "graph/ontology",
        "graph/common",
        "graph/handan-2023",
        "graph/ningbo-2023",
    ]
    assert {row[1] for row in found["answer/theme-cells"]["rows"]} == {"邯郸市", "宁波市"}
    assert found["query/suggestions"]["plan"] == ["handan-2023", "ningbo-2023"]
    assert set(found["query/suggestions"]["city"]) == {"邯郸市", "宁波市"}
    common = found["graph/common"].decode()
    assert "邯郸市教育局" in common
    assert "河北省" in common
    assert "荣成市" not in common
    for one in found["query/graphs"]:
        assert one["statements"] == len(list(ox.parse(found[one["pack"]], format=ox.RdfFormat.TURTLE))), one["pack"]


def test_packs_are_the_same_for_the_same_graph(store: Store, packs: dict[str, object]) -> None:
    turned = ox.Store()
    turned.extend(reversed(list(store.graph)))
    again = questions.packs(Scope(Store(turned)))
    for name in (
        "query/questions",
        "query/graphs",
        "query/forms",
        "graph/ontology",
        "graph/common",
        "graph/handan-2023",
    ):
        assert again[name] == packs[name], name


def test_a_graph_without_a_name_is_held_too() -> None:
    graph = ox.Store()
    graph.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")))
    (found,) = questions.graphs(Store(graph))
    assert (found.iri, found.pack, found.plans) == ("", "graph/", [])
    assert found.written()[1] == 1
    assert found.written()[0].endswith(b'<urn:a> <urn:b> "c" .\n')


def test_an_answer_that_is_too_long_or_fails_is_left_to_the_command_line(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert questions.answer("gaps", store) is None  # it must be told a city
    monkeypatch.setattr(questions, "MOST_ROWS", 5)
    assert questions.answer("city-ties", store) is None
    assert questions.answer("overlap-tasks", store) is None
    assert questions.answer("bridges", Store(ox.Store())) is None  # no four cities
    assert questions.answer("overlap-documents", store) is not None
