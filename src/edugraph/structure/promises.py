"""Whether a text promises something that can be counted: a figure with a unit, a percentage, 全覆盖."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from edugraph.quantity import figures
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from edugraph.quantity import Figure
    from edugraph.text import Span

_WHOLE = "全覆盖"
_LARGE = 100  # in Chinese numerals; smaller ones count what is named (三位一体, 四个意识)


def counted(text: str, span: Span) -> bool:
    """Whether a stretch of folded text holds a figure that is no date, no ordinal and no number of a name.

    >>> from edugraph.text import Span
    >>> [counted(said, Span(0, len(said))) for said in ("到2026年,建校3所", "掌握一两项技能", "到2026年,初步形成三位一体格局")]
    [True, True, False]
    """
    if text.find(_WHOLE, *span) >= 0:
        return True
    return any(_counts(text, figure) for figure in figures(text, *span))


def _counts(text: str, figure: Figure) -> bool:
    """Whether a figure has a unit or is a percentage."""
    begin, end = figure.span
    if figure.percent or text.startswith("%", end):
        return True
    small = figure.han and figure.high is None and (figure.low or 0) < _LARGE
    return text[begin - 1 : begin] != "第" and not small and text.startswith(_units(), end)


@cache
def _units() -> tuple[str, ...]:
    """The measure words."""
    return tuple(scheme("units").forms())
