"""Questions that the engine alone cannot answer: each has a header in ``queries/`` and a module here that answers it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from edugraph.background import begin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.store import Store
    from edugraph.table import Table

MODULES: Mapping[str, str] = {
    "boilerplate": "overlap.boilerplate",
    "bridges": "ties.bridges",
    "central-offices": "ties.offices",
    "city-ties": "ties.cities",
    "compare": "comparison.compare",
    "diff": "diff.table",
    "documents": "overlap.cited",
    "gaps": "comparison.gaps",
    "indicator-ranking": "overlap.ranking",
    "kept": "diff.kept",
    "overlap-documents": "overlap.documents",
    "overlap-offices": "overlap.offices",
    "overlap-targets": "overlap.targets",
    "overlap-tasks": "overlap.tasks",
    "peers": "comparison.peers",
    "responsibility-matrix": "overlap.matrix",
    "tasks-lacking": "request.lacking",
    "target-difference": "overlap.difference",
    "theme-cells": "overlap.themes",
    "theme-communities": "ties.themes",
    "trend": "diff.trend",
    "wordings": "overlap.wordings",
}
"""The module that answers each question whose file in ``queries/`` is header only, with its function ``table``."""


def answer(name: str, store: Store, seconds: float | None, parameters: Mapping[str, str]) -> Table:
    """Rows of a computed question; its module is loaded only now, since it may need heavy libraries.

    Raises TimeLimitError when it takes longer than ``seconds``, and what the module raises: MissingError
    for a name that the graph does not hold, and the like.
    """
    module = import_module(f"edugraph.{MODULES[name]}")
    return cast("Table", begin(lambda: module.table(store, **parameters))(seconds))
