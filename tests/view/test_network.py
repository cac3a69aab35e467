"""From rows to nodes and edges."""

from __future__ import annotations

import pytest

from edugraph.view import network
from edugraph.view.network import Edge, Node, figure
from tests.view.rows import evidence, hostile, plan, small


def node(drawn: network.Network, name: str) -> Node:
    (found,) = [node for node in drawn.nodes if node.id == name]
    return found


def edge(drawn: network.Network, source: str, target: str) -> Edge:
    (found,) = [edge for edge in drawn.edges if (edge.source, edge.target) == (source, target)]
    return found


def kinds(drawn: network.Network, kind: str) -> list[str]:
    return [node.id for node in drawn.nodes if node.kind == kind]


def test_every_table_becomes_nodes_of_its_kind() -> None:
    drawn = network.build(small())
    assert kinds(drawn, "city") == ["city/0", "city/1", "city/2"]
    assert kinds(drawn, "theme") == ["theme/双减", "theme/美育", "theme/德育"]
    assert kinds(drawn, "office") == ["office/0/基教科", "office/1/基教科"]  # each city has its own
    assert kinds(drawn, "leader") == ["leader/0/邓淇"]
    assert kinds(drawn, "document") == ["document/某某办法"]
    assert kinds(drawn, "target") == ["target/甲-2023/1/1", "target/甲-2023/1/2", "target/乙-2023/1/1"]


def test_tasks_come_in_the_order_people_count() -> None:
    drawn = network.build(small())
    assert kinds(drawn, "task")[:3] == ["task/甲-2023/1", "task/甲-2023/2", "task/甲-2023/10"]


def test_a_task_that_only_another_table_names_is_drawn() -> None:
    rows = small() | {"tasks": []}
    assert node(network.build(rows), "task/丙-2023/1").label == "1"


def test_a_plan_that_is_not_listed_stands_for_its_city() -> None:
    drawn = network.build(small() | {"plans": []})
    assert node(drawn, "city/甲-2023").label == "甲-2023"
    assert node(drawn, "task/甲-2023/1").city == "city/甲-2023"


def test_two_plans_of_one_city_are_one_node() -> None:
    rows = small() | {"plans": [plan(key, "同一市", "1") for key in ("甲-2023", "乙-2023", "丙-2023")]}
    (city,) = [node for node in network.build(rows).nodes if node.kind == "city"]
    assert [value for name, value in city.details if name == "plan"] == ["甲-2023", "乙-2023", "丙-2023"]


def test_the_overview_counts_the_tasks_of_cities_on_shared_themes() -> None:
    drawn = network.build(small())
    counted = {(edge.source, edge.target): edge.weight for edge in drawn.edges if edge.kind == "overview"}
    assert counted == {
        ("city/0", "theme/双减"): 2,
        ("city/1", "theme/双减"): 1,
        ("city/2", "theme/双减"): 1,
        ("city/0", "theme/美育"): 1,
        ("city/1", "theme/美育"): 1,
    }
    assert node(drawn, "theme/美育").place is not None
    assert node(drawn, "theme/德育").place is None  # of one city alone


def test_of_one_city_the_overview_shows_every_theme() -> None:
    rows = small()
    alone = {name: [row for row in table if row.get("plan") == "丙-2023"] for name, table in rows.items()}
    drawn = network.build(alone)
    assert all(node(drawn, name).place for name in ("theme/双减", "theme/德育"))


def test_captions_say_how_many_cities_share_the_themes_below() -> None:
    drawn = network.build(small())
    captions = [node.details for node in drawn.nodes if node.kind == "caption"]
    assert captions == [(("cities", "3"),), (("cities", "2"),)]


def test_facts_of_one_pair_are_one_edge_with_all_roles_measures_and_sentences() -> None:
    found = edge(network.build(small()), "task/甲-2023/1", "office/0/基教科")
    assert found.roles == ("lead", "responsible")
    assert found.measures == ("1", "2")
    assert found.quotes == ("（责任科室：基教科）",)


def test_a_target_has_the_sentence_that_holds_its_quote() -> None:
    drawn = network.build(small())
    assert edge(drawn, "task/甲-2023/1", "target/甲-2023/1/2").quotes == ("普惠率90%以上。",)
    assert edge(drawn, "task/乙-2023/1", "target/乙-2023/1/1").quotes == ()


def test_a_sentence_is_told_once() -> None:
    rows = small()
    rows["evidence"] += [evidence("甲-2023", "1", "theme", "双减", "深入落实“双减”政策。")]
    assert len(edge(network.build(rows), "task/甲-2023/1", "theme/双减").quotes) == 1


def test_names_in_english_come_from_the_labels() -> None:
    drawn = network.build(small())
    assert (node(drawn, "theme/双减").english, node(drawn, "theme/美育").english) == ("Double Reduction", "")


@pytest.mark.parametrize(
    ("value", "value_max", "unit", "comparator", "redacted", "said"),
    [
        ("85", "", "%", ">=", "false", "≥ 85%"),
        ("3", "5", "个", "=", "false", "3–5个"),
        ("24000", "", "个", "=", "false", "24,000个"),
        ("260.69", "", "亿元", "<=", "false", "≤ 260.69亿元"),
        ("", "", "所", "=", "true", "*所"),
        ("100", "", "%", "=", "true", "100%"),
        ("", "", "", "", "false", ""),
        ("约三", "", "所", "?", "false", "约三所"),
    ],
)
def test_figures(value: str, value_max: str, unit: str, comparator: str, redacted: str, said: str) -> None:
    names = ("value", "value_max", "unit", "comparator", "redacted")
    assert figure(dict(zip(names, (value, value_max, unit, comparator, redacted), strict=True))) == said


def test_what_finds_no_place_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "LIMIT", 4)
    drawn = network.build(small())
    assert drawn.left_out == 1
    assert node(drawn, "theme/双减").place
    assert node(drawn, "theme/美育").place is None
    monkeypatch.setattr(network, "LIMIT", 2)
    assert network.build(small()).left_out == 3


def test_nothing_gives_nothing() -> None:
    assert network.build({}) == network.Network((), ())


def test_hostile_text_leaves_no_control_or_direction_marks_in_labels() -> None:
    drawn = network.build(hostile())
    text = "".join(node.label for node in drawn.nodes)
    assert not {"\u202e", "\u2066", "\x00", "\x1b"} & set(text)
    names = {node.id for node in drawn.nodes}
    assert all(edge.source in names and edge.target in names for edge in drawn.edges)


def test_ids_are_unique() -> None:
    for rows in (small(), hostile()):
        names = [node.id for node in network.build(rows).nodes]
        assert len(names) == len(set(names))
