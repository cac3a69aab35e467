"""What pyvis makes of a network."""

from __future__ import annotations

from typing import Any, cast

import pytest

from edugraph.view import network, vis
from edugraph.view.network import Edge, Network, Node
from tests.view.rows import small


def test_nodes_and_edges_keep_their_order_and_their_ids_as_text() -> None:
    drawn = network.build(small())
    data = vis.data(drawn)
    assert [node["id"] for node in data["nodes"]] == [node.id for node in drawn.nodes]
    assert [(edge["from"], edge["to"]) for edge in data["edges"]] == [(e.source, e.target) for e in drawn.edges]
    assert all(isinstance(node["id"], str) for node in data["nodes"])


def test_empty_values_are_left_out_and_places_become_coordinates() -> None:
    node = Node(id="1", kind="theme", label="双减", place=(3, -4))
    data = vis.data(Network((node,), (Edge(source="1", target="1", kind="theme"),)))
    assert data["nodes"] == [{"kind": "theme", "x": 3, "y": -4, "id": "1", "label": "双减", "shape": "custom"}]
    assert data["edges"] == [{"kind": "theme", "weight": 1, "id": "edge/0", "from": "1", "to": "1"}]


def test_physics_is_off_and_nothing_is_dragged() -> None:
    options = vis.data(Network((), ()))["options"]
    assert options["physics"] == {"enabled": False}
    assert options["interaction"]["dragNodes"] is False


def test_an_id_that_is_no_text_is_refused() -> None:
    node = Node(id=cast("Any", 1), kind="theme", label="")
    with pytest.raises(TypeError, match="is text, not 1"):
        vis.data(Network((node,), ()))
