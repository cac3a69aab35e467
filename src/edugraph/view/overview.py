"""The packs of the overview: themes by cities, with what stands behind each cell. Draws on query rows only."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from edugraph import query
from edugraph.overlap import themes
from edugraph.view import reader

if TYPE_CHECKING:
    from edugraph.view.scope import Scope


def packs(scope: Scope) -> dict[str, object]:
    """``overview``: the themes that any plan acts on, broader ones first, each with its cells by plan.

    A theme holds ``below`` (itself and its narrower themes) and ``depth`` (0 for the broadest). Also ``tasks``
    (titles by plan and number), and the texts and facts that the sentences behind a cell come from.
    """
    return {"overview": acting(scope), "tasks": titles(scope)} | reader.packs(scope)


def acting(scope: Scope) -> list[dict[str, Any]]:
    """The themes that any plan acts on, broader ones first: ``theme``, ``depth``, ``below``, ``cells`` by plan."""
    tree: defaultdict[str, list[str]] = defaultdict(list)
    for row in query.run(scope.store, "theme-tree").dicts():
        tree[row["theme"]].append(row["narrower"])
    cells: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for row in themes.table(scope.store).dicts():
        if row["plan"] in scope.keys:
            cells[row["theme"]][row["plan"]] = {key: row[key] for key in ("tasks", "offices", "targets", "narrower")}
    depth = {theme: sum(theme in below for below in tree.values()) - 1 for theme in tree}
    return [
        {"theme": theme, "depth": depth[theme], "below": below, "cells": cells[theme]}
        for theme, below in tree.items()
        if theme in cells
    ]


def titles(scope: Scope) -> dict[str, dict[str, str]]:
    """Title of each task by plan and number."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in scope.rows("tasks"):
        found[row["plan"]][row["task"]] = row["title"]
    return dict(found)
