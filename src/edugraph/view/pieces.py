"""The pieces of the explorer that can be shown alone: which plans, which tabs, and where the page opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from edugraph.errors import MissingError, UsageError, nearest
from edugraph.holdings import Holdings
from edugraph.view import explorer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from edugraph.view.scope import Scope

EXPLORER = "explorer"
_NAMED = {"city": "city 邯郸", "plan": "plan handan-2023"}
_FEW = 5


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What a view shows: some plans, tabs, and the address (a tab and its parts) that it opens at.

    ``chart`` is the static chart of it with what that is of, empty where there is none.
    """

    scope: Scope
    tabs: Sequence[str]
    start: Sequence[str] = ()
    chart: tuple[str, str] = ("", "")


def check(piece: str, name: str) -> None:
    """Raise UsageError for a piece that is none, or a name that it needs or has no use for; no graph is read."""
    if piece not in PIECES:
        hint = nearest(piece, PIECES) or f" For a city: edugraph view city {piece}"
        raise UsageError(f"no piece is called {piece}. Pieces: {', '.join(PIECES)}.{hint}")
    if piece in _NAMED and not name:
        raise UsageError(f"{piece} needs a name, as in: edugraph view {_NAMED[piece]}")
    if piece == EXPLORER and name:
        raise UsageError(
            f"the explorer shows everything; for {name} name a piece: city, plan, matrix, targets, network."
        )


def of(scope: Scope, piece: str, name: str = "") -> Piece:
    """The piece of that kind, open at a name: a city or plan, an indicator, or what the network draws.

    Raises UsageError as ``check`` does, and MissingError with the nearest names for a name that is not there.
    """
    check(piece, name)
    return PIECES[piece](scope, name)


def _explorer(scope: Scope, _: str) -> Piece:
    return Piece(scope=scope, tabs=tuple(explorer.MODULES))


def _network(scope: Scope, name: str) -> Piece:
    start = ("network", _node(scope, name)) if name else ()
    return Piece(scope=scope, tabs=("network", "reader"), start=start, chart=("" if name else "network", ""))


def _matrix(scope: Scope, name: str) -> Piece:
    if not name:
        return Piece(scope=scope, tabs=("overview", "reader"), chart=("themes", ""))
    plan = _plan(scope, name)
    tabs = ("responsibility", "reader")
    return Piece(scope=scope, tabs=tabs, start=("responsibility", plan), chart=("offices", plan))


def _targets(scope: Scope, name: str) -> Piece:
    found = _indicator(scope, name) if name else ""
    chart = "targets" if found else ""
    return Piece(
        scope=scope, tabs=("targets", "reader"), start=("targets", found) if found else (), chart=(chart, found)
    )


def _city(scope: Scope, name: str) -> Piece:
    plan = _plan(scope, name)
    tabs = ("overview", "targets", "responsibility", "reader")
    return Piece(scope=replace(scope, cities=[name]), tabs=tabs, chart=("offices", plan))


def _one_plan(scope: Scope, name: str) -> Piece:
    plan = _plan(scope, name)
    return Piece(scope=replace(scope, cities=[plan]), tabs=("reader",), start=("reader", plan))


PIECES: Mapping[str, Callable[[Scope, str], Piece]] = {
    EXPLORER: _explorer,
    "network": _network,
    "matrix": _matrix,
    "targets": _targets,
    "city": _city,
    "plan": _one_plan,
}


def _plan(scope: Scope, name: str) -> str:
    """Id of the latest plan of a city, or of that plan, among those that are shown."""
    holdings = Holdings(scope.store)
    shown = [row["plan"] for row in holdings.plans(name) if row["plan"] in scope.keys]
    if not shown:
        raise MissingError(f"{name} is not among the cities of --city; leave that out, or name it there too.")
    return shown[0]


def _indicator(scope: Scope, name: str) -> str:
    """The id of an indicator of which a plan that is shown states a target, by any of its forms or a plan's own words."""
    from edugraph.parameters import Parameters
    from edugraph.view import targets

    known = {one[key]: one["id"] for one in targets.indicators(scope) for key in ("label", "id")}
    if name not in known:
        try:
            name = Parameters(scope.store).named("indicator", name)
        except MissingError:
            raise _missing(f"no plan that is shown states a target of {name}", name, known) from None
    if name not in known:
        raise _missing(f"no plan that is shown states a target of {name}", name, known)
    return str(known[name])


def _node(scope: Scope, name: str) -> str:
    """The id of a node of the network by its label: a theme, a city, an office, a leader or a document."""
    from edugraph.parameters import Parameters
    from edugraph.view import vis

    nodes = vis.drawn(scope)["nodes"]
    kinds = ("document", "leader", "office", "city", "theme")
    known = {node["label"]: node["id"] for kind in kinds for node in nodes if node["kind"] == kind}
    if name in known:
        return str(known[name])
    try:
        return str(known[Parameters(scope.store).named("theme", name)])
    except (MissingError, KeyError):
        raise _missing(f"the network draws no {name}", name, known) from None


def _missing(said: str, name: str, known: Iterable[str]) -> MissingError:
    """The message with the names that hold what was asked for, else with the nearest one."""
    holding = sorted(one for one in known if name in one)[:_FEW]
    return MissingError(f"{said}." + (f" Did you mean {' or '.join(holding)}?" if holding else nearest(name, known)))
