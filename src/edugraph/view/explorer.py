"""The explorer: one page with every view of a graph, or with some of them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from edugraph.errors import UsageError
from edugraph.view import page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.view.scope import Scope

MODULES: Mapping[str, str] = {
    "overview": "overview",
    "targets": "targets",
    "network": "vis",
    "responsibility": "responsibility",
    "reader": "reader",
    "query": "questions",
}
"""The module that makes the packs of each tab, with its function ``packs``; tabs in the order of the page."""

MOST = 200
"""How many plans one page can hold: beyond it the file is too large to send and too slow to open."""

LARGEST = 60_000_000
"""How many bytes a page may have."""


def of(scope: Scope, tabs: Sequence[str] = tuple(MODULES), start: Sequence[str] = ()) -> str:
    """The page of a graph, open at the address ``start`` (a tab and what it shows), else at the first tab.

    Raises UsageError for more plans than a page can hold, MissingError for a city that is not there.
    """
    if len(scope.plans) > MOST:
        raise UsageError(
            f"{len(scope.plans)} plans are more than the {MOST} that one page can hold; "
            "name the cities to show: edugraph view --city 邯郸 --city 宁波"
        )
    text = page.render(tabs, settings(scope) | {"start": list(start)}, packs(scope, tabs))
    size = len(text.encode())
    if size > LARGEST:
        raise UsageError(
            f"the page would have {size / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB that can be sent and opened; "
            "name the cities to show: edugraph view --city 邯郸 --city 宁波"
        )
    return text


def settings(scope: Scope) -> dict[str, Any]:
    """What every tab needs at once: the plans, each with its city, and the English names."""
    shown = ("plan", "code", "province", "level", "year", "title", "issuer", "number", "issued")
    genres = {row["plan"]: row["genre"] for row in scope.rows("heads")}
    plans = [
        {name: row[name] for name in shown} | {"city": row["city"], "genre": genres[row["plan"]]} for row in scope.plans
    ]
    return {"plans": plans, "names": scope.names}


def packs(scope: Scope, tabs: Sequence[str]) -> dict[str, object]:
    """The packs of some tabs; one that several tabs use is there once."""
    found: dict[str, object] = {}
    for tab in tabs:
        module = import_module(f"edugraph.view.{MODULES[tab]}")
        found |= module.packs(scope)
    return found
