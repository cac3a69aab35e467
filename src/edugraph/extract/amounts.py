"""Amounts in a sentence: a figure with its unit and the words that compare it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph.quantity import Figure, figures
from edugraph.text import Span
from edugraph.vocabulary import Concept, cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

_RATE_IS = re.compile(r"(?:率|比例|占比|比重|分别|均|目标|数|量)为$")
_MONEY = re.compile(r"[^,。;]{0,6}(?:投资|资金|投入|经费)")
_LONGEST = 4  # characters of a comparator
_MORE = re.compile(r"[余多]")


@dataclass(frozen=True)
class Amount:
    """A figure with its unit. ``span`` runs from the comparator before it to the one behind it.

    ``said`` is true where a comparator stands in words, also one that means equality (达到).
    """

    figure: Figure
    unit: str
    family: Concept
    comparator: str
    said: bool
    span: Span

    @property
    def is_bound(self) -> bool:
        """Whether the figure is a floor or a ceiling."""
        return self.comparator != "="


@cached
def _units() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, Concept]]:
    """The measure words, longest first; words that hide one behind 一 or a blank (人民); the families."""
    families = {form: family for family in scheme("units").concepts for form in family.alt}
    decoys = sorted({word for family in scheme("units").concepts for word in family.decoys}, key=len, reverse=True)
    forms = sorted(families, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, forms))), re.compile("|".join(map(re.escape, decoys))), families


@cached
def comparators(where: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The comparators that stand before or behind a figure, each with its symbol."""
    symbols = {
        form: concept.value("symbol") for concept in scheme("comparators").concepts for form in concept.values(where)
    }
    forms = "|".join(re.escape(form) for form in sorted(symbols, key=len, reverse=True))
    return re.compile(rf"(?:{forms})"), symbols


def find(text: str, quiet: str) -> Iterator[Amount]:
    """Amounts of a sentence; ``quiet`` is the sentence with its names masked.

    >>> [(str(a.figure.low), a.unit, a.comparator) for a in find(*["培训不少于1.5万人次,覆盖率达60%以上"] * 2)]
    [('15000', '人次', '>='), ('60', '%', '>=')]
    """
    for figure in figures(quiet):
        amount = _amount(text, figure)
        if amount:
            yield amount


def _amount(text: str, figure: Figure) -> Amount | None:
    pattern, decoys, families = _units()
    at = figure.span.end
    more = _MORE.match(text, at)
    at = _skip_blank(text, more.end() if more else at)
    unit = "%" if figure.percent else ""
    if not unit:
        match = pattern.match(text, at)
        if not match or ((figure.han or figure.blank) and decoys.match(text, at)):
            return _bare_money(text, figure)
        unit, at = match[0], match.end()
    before, start = _before(text, figure.span.start)
    after, end = _after(text, at)
    comparator = _sign(before, after, approximate=figure.more or bool(more))
    if figure.high is not None:
        comparator = "="
    return Amount(figure, unit, families[unit], comparator, bool(before or after), Span(start, end))


def _bare_money(text: str, figure: Figure) -> Amount | None:
    """A figure in 亿 without a unit is money where the words say so: ***亿固定投资."""
    words = text[figure.span.end : figure.span.end + 8]
    if text[figure.span.end - 1] != "亿" or not _MONEY.match(words):
        return None
    before, start = _before(text, figure.span.start)
    return Amount(
        figure,
        "元",
        _units()[2]["元"],
        _sign(before, "", approximate=figure.more),
        bool(before),
        Span(start, figure.span.end),
    )


def _before(text: str, at: int) -> tuple[str, int]:
    """Symbol of the comparators that end where a figure begins, and where the first of them begins."""
    _, symbols = comparators("before")
    found, start = "", at - (text[at - 1 : at] == " ")
    while form := _comparator_to(text, start, symbols):
        symbol = symbols.get(form, "=")
        found = symbol if found in ("", "=") else found
        start -= len(form)
    return found, start if found else at


def _comparator_to(text: str, end: int, symbols: dict[str, str]) -> str:
    """The longest comparator that ends at an offset, or nothing; 过 in 通过 is none."""
    window = text[max(0, end - _LONGEST) : end]
    form = next((window[at:] for at in range(len(window)) if window[at:] in symbols), "")
    if not form and window.endswith("为") and _RATE_IS.search(window):
        return "为"
    return "" if form == "过" and window[:-1].endswith(("通", "超", "经")) else form


def _after(text: str, start: int) -> tuple[str, int]:
    pattern, symbols = comparators("after")
    match = pattern.match(text, start)
    return (symbols[match[0]], match.end()) if match else ("", start)


def _sign(before: str, after: str, *, approximate: bool) -> str:
    """One symbol from the words before and behind a figure."""
    for said in (before, after):
        if said not in ("", "="):
            return said
    return ">" if approximate else "="


def _skip_blank(text: str, at: int) -> int:
    """The offset behind one blank, as word processors put it between figure and unit."""
    return at + (text[at : at + 1] == " ")
