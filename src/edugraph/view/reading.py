"""The report of a build as one HTML page: what was read, what was left out, what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.view import page as pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.build import Report

_STATES = {"read": "已读 read", "kept": "未变 kept", "same": "重复 same", "failed": "未能读取 failed"}


def page(reports: Sequence[Report]) -> str:
    """The page of a report; write it as UTF-8."""
    from edugraph import report

    table = report.table(reports)
    return pages.plain(
        "report.html",
        "report.css",
        table=table,
        reports=reports,
        states=[(_STATES[state], sum(one.state == state for one in reports)) for state in _STATES],
    )
