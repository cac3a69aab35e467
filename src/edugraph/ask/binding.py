"""From a tiling to the parameters of a query: which values, of which plans, and what is doubtful about them."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.errors import MissingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.patterns import Element, Pattern
    from edugraph.ask.question import Token, Value
    from edugraph.ask.tiling import Tiling

_MOST = 40
_WHOLE = ("title", "office", "during")
_APART = "theme"
_LISTS = ("cities", "themes", "who")
_SHOWN = ("city", "document")
_COMPARING = ("indicator-ranking", "target-difference")

APART = "口径不同的几项指标，分别列出，不能直接比较 / several indicators, which do not compare"
EACH = "各值分别查询，不是同时满足 / each is asked by itself, not both at once"
"""Doubts that what is done with the rows may settle."""


class Bound(NamedTuple):
    """Parameters of each run of the query, the values as they are shown, and doubts."""

    runs: tuple[dict[str, str], ...]
    shown: tuple[str, ...]
    doubts: tuple[str, ...]


def bind(lexicon: Lexicon, pattern: Pattern, tiling: Tiling) -> Bound:
    """The parameters that a tiling stands for: one run for each city and each value.

    Raises MissingError for a year or a value that the graph does not hold.
    """
    chosen = [(pattern.elements[at], _tokens(tiling, at)) for at in range(len(pattern.elements))]
    slots = [(element, tokens) for element, tokens in chosen if element.slot and tokens and not element.unused]
    cities = _of_year(lexicon, _cities(slots), years(tiling))
    plans = frozenset(plan for value in cities for plan in value.plans)
    together = any(element.slot == "city" and element.parameter != "plan" for element, _ in slots)
    columns = [_column(element, tokens, cities, plans, together) for element, tokens in slots]
    known = query.headers()[pattern.query].parameters
    runs: list[dict[str, str]] = []
    apart: list[dict[str, str]] = []
    seen: set[tuple[tuple[str, str], ...]] = set()
    for row in product(*columns):
        run = dict(pattern.fixed)
        for (element, _), values in zip(slots, row, strict=True):
            run |= _filled(element, values, known)
        key = tuple(run.items())
        if key not in seen:
            seen.add(key)
            (runs if _agree(slots, row) else apart).append(run)
    shown = [value.label for column in columns for values in column for value in values]
    doubts = (
        *_doubts(slots, columns, listed=pattern.query.startswith(_LISTS)),
        *_apart(pattern, slots, columns),
        *_loose_years(lexicon, cities, years(tiling)),
    )
    every = runs or apart
    if len(every) > _MOST:
        doubts = (
            *doubts,
            f"只查了前 {_MOST} 组，共 {len(every)} 组 / only the first {_MOST} of {len(every)} combinations are asked",
        )
    return Bound(tuple(every[:_MOST]), tuple(dict.fromkeys(shown)), doubts)


def _apart(
    pattern: Pattern,
    slots: Iterable[tuple[Element, Sequence[Token]]],
    columns: Iterable[Sequence[Sequence[Value]]],
) -> Iterable[str]:
    """A name that stands for several indicators where cities are compared: their figures do not compare."""
    for (element, tokens), column in zip(slots, columns, strict=True):
        labels = [value.label for values in column for value in values]
        if element.slot == "indicator" and pattern.query in _COMPARING and len(labels) > len(tokens):
            yield f"{APART}: {'、'.join(labels)}"


def _tokens(tiling: Tiling, element: int) -> list[Token]:
    return [placed.token for placed in tiling.placed if placed.element == element]


def years(tiling: Tiling) -> set[str]:
    """The years of plans that a tiling has."""
    return {placed.token.values[0].label for placed in tiling.placed if placed.token.kind == "{year}"}


def _cities(slots: Iterable[tuple[Element, Sequence[Token]]]) -> list[Value]:
    found = [value for element, tokens in slots if element.slot == "city" for token in tokens for value in token.values]
    named = [value for value in found if value.exact]
    within = {value.label for value in named}
    return [value for value in found if value.exact or not named or value.label in within]


def _of_year(lexicon: Lexicon, cities: Sequence[Value], years: set[str]) -> list[Value]:
    """The cities with the plans of the year that is asked for; MissingError where there is none."""
    held = {row["year"] for row in lexicon.holdings.rows}
    for year in sorted(years - held):
        raise MissingError(f"the graph holds no plan of {year}. It holds plans of: {', '.join(sorted(held))}.")
    return [_in_year(lexicon, value, years) for value in cities] if years else list(cities)


def _loose_years(lexicon: Lexicon, cities: Sequence[Value], years: set[str]) -> Iterable[str]:
    """A year that narrows nothing, since no city is named and the graph holds several years."""
    if years and not cities and len({row["year"] for row in lexicon.holdings.rows}) > 1:
        yield f"年份未用于筛选 / the year does not narrow the rows: {', '.join(sorted(years))}"


def _in_year(lexicon: Lexicon, value: Value, years: set[str]) -> Value:
    """A city with its plans of a year."""
    rows = lexicon.holdings.of_one_year(value.fill("city"), years)
    if not rows:
        has = ", ".join(dict.fromkeys(row["year"] for row in lexicon.holdings.plans(value.fill("city"))))
        raise MissingError(f"the graph holds no plan of {value.label} of {', '.join(sorted(years))}. It holds: {has}.")
    return replace(value, given={**value.given, "plan": rows[0]["plan"]}, plans=frozenset(row["plan"] for row in rows))


def _each_plan(value: Value) -> list[Value]:
    """A city with each of its plans of the year, which are asked one by one."""
    return [
        replace(value, given={**value.given, "plan": plan}, plans=frozenset({plan})) for plan in sorted(value.plans)
    ]


def _column(
    element: Element,
    tokens: Sequence[Token],
    cities: Sequence[Value],
    plans: frozenset[str],
    together: bool,
) -> list[tuple[Value, ...]]:
    """The values that an element may have, each a run of its own, or all in one where they are joined."""
    if element.slot == "city":
        labels = {value.label for token in tokens for value in token.values}
        values = list({value.label: value for value in cities if value.label in labels}.values())
        if element.parameter == "plan":
            values = [one for value in values for one in _each_plan(value)]
    else:
        values = [value for token in tokens for value in _fitting(token, plans, together=together)]
        values = list({(value.label, *value.given.values()): value for value in values}.values())
        if element.slot == "document":
            values = [one for one in values if not any(_holds(other, one) for other in values)]
    return [tuple(values)] if element.joined else [(value,) for value in values]


def _holds(other: Value, one: Value) -> bool:
    """Whether the title of another value names this one too: 河北省 of 河北省义务教育课后服务大纲."""
    return one.label != other.label and one.label in other.label


def _fitting(token: Token, plans: frozenset[str], *, together: bool) -> list[Value]:
    """Values that a plan knows, those that all of them know where cities are set side by side; else all."""
    values = list(token.values)
    for wanted in (
        [value for value in values if together and plans and (not value.plans or plans <= value.plans)],
        [value for value in values if plans and (not value.plans or plans & value.plans)],
        values,
    ):
        if wanted:
            exact = [value for value in wanted if value.exact]
            return exact or wanted
    return values


def _filled(element: Element, values: Sequence[Value], known: Iterable[str]) -> dict[str, str]:
    """Parameters from values: the named one, or all that the value gives and the query takes."""
    if element.joined:
        return {element.parameter: "、".join(value.fill(element.parameter) for value in values)}
    (value,) = values
    if element.slot in _WHOLE:
        return {key: given for key, given in value.given.items() if key in known}
    return {element.parameter: value.fill(element.parameter)} if element.parameter else {}


def _agree(slots: Sequence[tuple[Element, Sequence[Token]]], row: Sequence[Sequence[Value]]) -> bool:
    """Whether each value of a run is known to a plan of its cities, where it says which plans know it."""
    cities: set[str] = set()
    for (element, _), values in zip(slots, row, strict=True):
        cities.update(plan for value in values if element.slot == "city" for plan in value.plans)
    others = [
        value for (element, _), values in zip(slots, row, strict=True) if element.slot != "city" for value in values
    ]
    return all(not value.plans or not cities or value.plans & cities for value in others)


def _doubts(
    slots: Iterable[tuple[Element, Sequence[Token]]],
    columns: Iterable[Sequence[Sequence[Value]]],
    *,
    listed: bool,
) -> Iterable[str]:
    for (element, tokens), column in zip(slots, columns, strict=True):
        labels = list(dict.fromkeys(value.label for values in column for value in values))
        vague = element.slot not in _SHOWN and any(not value.exact for values in column for value in values)
        apart = (element.slot == _APART and listed) or (element.slot == "city" and element.parameter != "plan")
        if apart and not element.joined and len(labels) > 1 and len(tokens) > 1:
            yield f"{EACH}: {'、'.join(labels)}"
        elif vague and len(labels) > len(tokens):
            yield f"可指多项，全部列出 / may mean several, all are shown: {'、'.join(labels)}"
