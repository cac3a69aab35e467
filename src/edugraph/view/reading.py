"""The report of a build as one HTML page: what was read, what was left out, what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.view import page as pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.making import Report

_STATES = ("read", "kept", "same", "failed")


def page(reports: Sequence[Report]) -> str:
    """The page of a report, in the language of the reader; write it as UTF-8."""
    from edugraph import messages, report, words

    lang = words.language()
    return pages.plain(
        "report.html",
        "report.css",
        lang=lang,
        table=report.table(reports),
        reports=reports,
        states=[(state, sum(one.state == state for one in reports)) for state in _STATES],
        column=lambda name: words.column(name, lang),
        word=lambda column, said: words.value(column, said, lang),
        message=lambda said: messages.said(said, lang),
    )
