"""Nodes, edges and options as vis-network wants them: the only place that knows pyvis.

pyvis makes the dictionaries and the options; its own page writer is not used, for it links to other
hosts and lets text of the plans run as script. The lists are filled directly, because its
``add_edge`` compares each new edge with all others.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from edugraph.view import layout, network
from edugraph.view.scope import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.view.network import Edge, Network, Node
    from edugraph.view.scope import Scope

_SHAPE = "custom"


def packs(scope: Scope) -> dict[str, object]:
    """``network``: nodes, edges, options and sizes of the picture, the overview already in its places."""
    return {"network": drawn(scope)}


@once
def drawn(scope: Scope) -> dict[str, Any]:
    """The pack of the network."""
    return pack(tables(scope))


def tables(scope: Scope) -> network.Rows:
    """The rows that the network of some plans is made of, with the names in English."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for row in scope.rows("inferred-cities"):
        told[row["plan"]].append(row["evidence"])
    plans = [row | {"evidence": "、".join(told[row["plan"]])} for row in scope.plans]
    labels = [{"label": label, "label_en": english} for label, english in scope.names.items()]
    return {name: scope.rows(name) for name in network.TABLES} | {"plans": plans, "labels": labels}


def pack(tables: network.Rows) -> dict[str, Any]:
    """The pack of rows of the named queries by name (see ``network.build``)."""
    built = network.build(tables)
    return data(built) | {"left_out": built.left_out, "limit": network.LIMIT, "sizes": layout.sizes()}


def data(network: Network) -> dict[str, Any]:
    """Nodes, edges and options of the page's data, in the order of the network."""
    from pyvis.network import Network as Pyvis

    net = Pyvis(directed=True)
    net.nodes = [_node(node) for node in network.nodes]
    net.node_ids = [node["id"] for node in net.nodes]
    net.edges = [_edge(edge, f"edge/{at}") for at, edge in enumerate(network.edges)]
    net.set_options(files("edugraph.view").joinpath("static/network/options.json").read_text(encoding="utf-8"))
    nodes, edges, *_, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _node(node: Node) -> dict[str, Any]:
    from pyvis.node import Node as Pyvis

    values = _filled(asdict(node))
    place = values.pop("place", None)
    if place is not None:
        values |= {"x": place[0], "y": place[1]}
    return dict(Pyvis(_text(values.pop("id")), _SHAPE, _text(values.pop("label", "")), **values).options)


def _edge(edge: Edge, name: str) -> dict[str, Any]:
    from pyvis.edge import Edge as Pyvis

    values = _filled(asdict(edge))
    return dict(Pyvis(_text(values.pop("source")), _text(values.pop("target")), id=name, **values).options)


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without the empty ones, which the page takes for granted."""
    return {key: value for key, value in values.items() if value not in ("", (), None)}


def _text(value: object) -> str:
    """An id or a label, which must be text: pyvis itself would turn "1" into 1."""
    if not isinstance(value, str):
        raise TypeError(f"an id or label is text, not {value!r}")
    return value
