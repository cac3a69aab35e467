"""The packs of the overview: themes by cities, with what stands behind each cell. Draws on query rows only."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from edugraph import query
from edugraph.overlap import themes
from edugraph.view import reader
from edugraph.view.scope import once

if TYPE_CHECKING:
    from edugraph.view.scope import Scope

_TARGET = ("task", "indicator", "value", "value_max", "unit", "comparator")


def packs(scope: Scope) -> dict[str, object]:
    """``overview``: the themes that any plan acts on, broader ones first, each with its cells by plan.

    A theme holds ``below`` (itself and its narrower themes) and ``depth`` (0 for the broadest). Also ``tasks``
    (titles by plan and number), and the texts and facts that the sentences behind a cell come from.
    """
    return {"overview": acting(scope), "tasks": titles(scope)} | reader.packs(scope)


@once
def acting(scope: Scope) -> list[dict[str, Any]]:
    """The themes that any plan acts on, broader ones first: ``theme``, ``depth``, ``below``, ``cells`` by plan.

    A cell holds ``tasks`` (numbers), ``offices`` (role and names), ``targets`` (equal ones once, with ``times``), and
    the ``narrower`` themes that the plan names.
    """
    tree: defaultdict[str, list[str]] = defaultdict(list)
    for row in query.run(scope.store, "theme-tree").dicts():
        tree[row["theme"]].append(row["narrower"])
    cells: defaultdict[str, dict[str, object]] = defaultdict(dict)
    for cell in themes.cells(scope.store):
        if cell.plan in scope.keys:
            cells[cell.theme][cell.plan] = _shown(cell)
    depth = {theme: sum(theme in below for below in tree.values()) - 1 for theme in tree}
    return [
        {"theme": theme, "depth": depth[theme], "below": below, "cells": cells[theme]}
        for theme, below in tree.items()
        if theme in cells
    ]


def _shown(cell: themes.Cell) -> dict[str, Any]:
    offices = [{"role": role, "names": names} for role, names in themes.roles(cell.offices).items()]
    times = Counter(tuple(row[key] for key in _TARGET) for row in cell.targets)
    targets = [dict(zip(_TARGET, one, strict=True), times=many) for one, many in times.items()]
    for target in targets:
        target["redacted"] = "false" if target["value"] else "true"
    return {"tasks": cell.tasks, "offices": offices, "targets": targets, "narrower": cell.narrower}


@once
def titles(scope: Scope) -> dict[str, dict[str, str]]:
    """Title of each task by plan and number."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in scope.rows("tasks"):
        found[row["plan"]][row["task"]] = row["title"]
    return dict(found)
