"""The report of a build as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.build import Report

_KINDS = ("responsibility", "leader", "citation", "theme", "target")
COLUMNS = (
    "plan", "file", "state", "characters", "tasks", "responsibilities", "leaders", "citations", "themes",
    "targets", "left_out", "not_a_fact", "message",
)  # fmt: skip


def table(reports: Sequence[Report]) -> Table:
    """One row a plan. ``left_out`` counts stretches of noise, ``not_a_fact`` what was read and set aside."""
    return Table(COLUMNS, tuple(map(_row, reports)))


def _row(one: Report) -> tuple[str, ...]:
    if one.state != "read":
        return (one.key, one.file, one.state, *[""] * 9, one.message)
    counts = [str(one.facts.get(kind, 0)) for kind in _KINDS]
    sizes = (str(one.characters), str(one.tasks))
    return (one.key, one.file, one.state, *sizes, *counts, str(len(one.noise)), str(len(one.doubts)), "")
