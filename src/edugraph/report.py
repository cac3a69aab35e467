"""The report of a build: as rows, and as JSON with all that was left out and not understood."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.making import Report

KINDS = ("responsibility", "leader", "citation", "theme", "target", "result")
COLUMNS = (
    "plan", "file", "state", "form", "pages", "characters", "tasks", "responsibilities", "leaders", "citations",
    "themes", "targets", "results", "left_out", "not_a_fact", "seconds", "message",
)  # fmt: skip


def table(reports: Sequence[Report]) -> Table:
    """One row a plan. ``left_out`` counts stretches of noise, ``not_a_fact`` what was read and set aside."""
    return Table(COLUMNS, tuple(map(_row, reports)))


def _row(one: Report) -> tuple[str, ...]:
    if one.state != "read":
        return (one.key, one.file, one.state, *[""] * 13, one.message)
    counts = [str(one.facts.get(kind, 0)) for kind in KINDS]
    sizes = (one.form, str(one.pages or ""), str(one.characters), str(one.tasks))
    told = (str(len(one.noise)), str(len(one.doubts)), f"{one.seconds:.2f}")
    return (one.key, one.file, one.state, *sizes, *counts, *told, "")


def json_of(reports: Sequence[Report]) -> str:
    """All of the reports as JSON: one object a file; noise and doubts as place, reason and words."""
    return json.dumps([asdict(one) for one in reports], ensure_ascii=False, indent=1) + "\n"
