"""Static charts for documents: SVG or PNG, light, as wide as the text of an A4 page. Drawn from query rows only.

Nothing is told by colour alone, so that a chart can be printed in grey and read by colour-blind people.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from edugraph.errors import UsageError
from edugraph.view.charts import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.view.scope import Scope

    Row = Mapping[str, str]

KINDS = ("themes", "offices", "targets", "network")


def draw(scope: Scope, kind: str, of: str, form: str) -> bytes:
    """The chart of a kind as ``svg`` or ``png``; the same rows give the same bytes.

    ``of`` is the plan of ``offices`` and the indicator of ``targets``. Raises UsageError for no kind of
    chart, for more plans than a chart can hold, or without matplotlib and the font.
    """
    if kind not in KINDS:
        raise UsageError(
            "this view has no chart; matrix, targets INDICATOR, network (of all themes) and city CITY have one, "
            "as in: edugraph view matrix --svg matrix.svg"
        )
    with sheet.style():
        drawn: sheet.Sheet = import_module(f"edugraph.view.charts.{kind}").sheet_of(scope, of)
        return drawn.written(form)


def through(plans: Sequence[Row], name: str, rows: Sequence[Row], form: str) -> bytes:
    """The chart of what rows of ``trend`` tell of a city, an indicator or a theme, as ``svg`` or ``png``.

    ``plans`` are rows of ``holdings.plans``. Raises MissingError where there is nothing to draw, UsageError without
    matplotlib and the font.
    """
    from edugraph.view.charts import trend

    with sheet.style():
        return trend.sheet_of(plans, name, rows).written(form)
