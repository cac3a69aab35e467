"""The chart of the network: cities in the middle, the themes they share on both sides, lines by number of tasks."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

from edugraph.errors import MissingError, UsageError
from edugraph.view import layout, network, vis
from edugraph.view.charts.sheet import INK, LINE, MUTED, PAPER, WIDTH, Sheet, fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from edugraph.view.network import Node
    from edugraph.view.scope import Scope

    Place = tuple[float, float]

MOST_CITIES = 12
MOST_THEMES = 130
_COLOURS = ("#0b5394", "#b3402a", "#1d7a4f", "#7d3fa6", "#8a5a00", "#3d4654")
_DASHES = ("solid", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (6, 1.5, 1.2, 1.5)), (0, (9, 2)), (0, (3, 1, 1, 1, 1, 1)))


def sheet_of(scope: Scope, _: str) -> Sheet:
    """The sheet. Raises UsageError for more cities or themes than fit a page, MissingError for no theme."""
    drawn = network.build(vis.tables(scope))
    placed = {node.id: node for node in drawn.nodes if node.place is not None}
    cities = [node for node in placed.values() if node.kind == "city"]
    themes = [node for node in placed.values() if node.kind == "theme"]
    if not themes:
        raise MissingError("no theme is shared by two of these cities; there is nothing to draw.")
    if len(cities) > MOST_CITIES or len(themes) > MOST_THEMES:
        raise UsageError(
            f"{len(cities)} cities and {len(themes)} themes are more than a chart can hold ({MOST_CITIES}, "
            f"{MOST_THEMES}); name the cities to show: --city 邯郸 --city 宁波"
        )
    put, scale, height = _scaled(list(placed.values()))
    counted = [edge for edge in drawn.edges if edge.kind == "overview"]
    titles = _titles(len(themes), len(cities))
    notes = [
        "线越粗任务越多；每座城市一种线型与颜色。 The thicker a line, the more tasks; each city has its own dashes and colour."
    ]
    sheet = Sheet(scope.plans, titles, height, notes)
    looks = {city.id: at for at, city in enumerate(cities)}
    for edge in counted:
        ends = [put(placed[edge.source]), put(placed[edge.target])]
        _link(sheet, ends, looks[edge.source], edge.weight)
    for node in placed.values():
        _node(sheet, node, put(node), (scale, looks.get(node.id, 0), len(cities)))
    return sheet


def _titles(themes: int, cities: int) -> tuple[str, str]:
    if cities == 1:
        return f"一座城市的 {themes} 个政策主题", f"{themes} policy themes of one city"
    chinese = f"{cities} 座城市中至少两座共有的 {themes} 个政策主题"
    return chinese, f"{themes} policy themes that at least two of {cities} cities share"


def _scaled(nodes: Sequence[Node]) -> tuple[Callable[[Node], Place], float, float]:
    """Where a node of the page's layout stands on the sheet, millimetres to a unit of it, and the height of all."""
    sizes: Mapping[str, Mapping[str, int]] = layout.sizes()
    places = {node.id: node.place for node in nodes if node.place is not None}
    lefts = [places[node.id][0] - sizes[node.kind]["width"] / 2 for node in nodes]
    rights = [places[node.id][0] + sizes[node.kind]["width"] / 2 for node in nodes]
    tops = [places[node.id][1] - sizes[node.kind]["height"] / 2 for node in nodes]
    bottoms = [places[node.id][1] + sizes[node.kind]["height"] / 2 for node in nodes]
    scale = WIDTH / (max(rights) - min(lefts))

    def put(node: Node) -> Place:
        x, y = places[node.id]
        return (x - min(lefts)) * scale, (y - min(tops)) * scale

    return put, scale, (max(bottoms) - min(tops)) * scale + 1


def _link(sheet: Sheet, ends: Sequence[Place], look: int, weight: int) -> None:
    colour, dashes = _COLOURS[look % len(_COLOURS)], _DASHES[(look + look // len(_COLOURS)) % len(_DASHES)]
    width = min(2.6, 0.35 + 0.35 * sqrt(weight))
    sheet.line(ends, colour, linewidth=width, linestyle=dashes, alpha=0.6, zorder=1)


def _node(sheet: Sheet, node: Node, place: Place, drawn: tuple[float, int, int]) -> None:
    """A city, a theme or a caption; ``drawn`` is the scale, the look of a city and the number of cities."""
    scale, look, cities = drawn
    size = layout.sizes()[node.kind]
    width, height = size["width"] * scale, size["height"] * scale
    corner = (place[0] - width / 2, place[1] - height / 2)
    if node.kind == "caption":
        count = dict(node.details)["cities"]
        words = f"{count} 座城市共有" if int(count) > 1 or cities > 1 else "本市主题"
        paper = {"facecolor": PAPER, "edgecolor": "none", "pad": 1}
        sheet.text(place, words, size=6, align="center", color=MUTED, zorder=4, bbox=paper)
        return
    city = node.kind == "city"
    edge = _COLOURS[look % len(_COLOURS)] if city else LINE
    sheet.box(corner, (width, height), PAPER, edge, linewidth=1.4 if city else 0.5, zorder=3)
    letters = 7.0 if city else 5.6
    sheet.text(
        (place[0], place[1] + 0.2),
        fitted(node.label, width - 0.6, letters),
        size=letters,
        align="center",
        color=INK,
        weight="bold" if city else "normal",
        zorder=4,
    )
