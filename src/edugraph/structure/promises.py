"""Whether a text promises something that can be counted: a figure with a unit, a percentage, 全覆盖."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.quantity import figures
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from edugraph.quantity import Figure
    from edugraph.text import Span

_WHOLE = "全覆盖"
_LEAD = 6
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
    unit = next((len(unit) for unit in _units() if text.startswith(unit, end)), 0)
    if not unit or text[begin - 1 : begin] == "第":
        return False
    small = figure.han and figure.high is None and (figure.low or 0) < _LARGE
    return not small or _is_bound(text, begin, end + unit)


def _is_bound(text: str, begin: int, end: int) -> bool:
    """Whether a floor or a ceiling is set in words before a figure or behind its unit."""
    lead = text[max(0, begin - _LEAD) : begin]  # 至少参加一项
    return text.startswith(_words("after"), end) or any(word in lead for word in _words("before"))


@cached
def _words(where: str) -> tuple[str, ...]:
    """The words of comparators that stand before or behind a figure."""
    return tuple(form for concept in scheme("comparators").concepts for form in concept.values(where))


@cached
def _units() -> tuple[str, ...]:
    """The measure words, longest first."""
    return tuple(scheme("units").forms())
