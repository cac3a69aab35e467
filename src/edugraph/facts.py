"""Facts: frozen values, each with its plan, task, measure, span and the rule that found it.

Written and read as JSON Lines in the form of the gold annotation, one object a fact, with ``fact``
naming the kind, ``quote`` the characters of the span and ``start``/``end`` its offsets.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from edugraph.errors import InputError
from edugraph.text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


MAIN, PASSING = "main", "passing"
"""How a theme stands in a task."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What every fact carries; ``doubts`` are the reasons for which its reading may be wrong."""

    name: ClassVar[str] = ""
    plan: str
    task: str
    measure: str | None
    span: Span
    rule: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Responsibility(Fact):
    """An office that answers for a task in a role; ``head`` is the word of the plan for the role."""

    name: ClassVar[str] = "responsibility"
    role: str
    organisation: str
    head: str


@dataclass(frozen=True, kw_only=True)
class Leadership(Fact):
    """A person named in charge of a task."""

    name: ClassVar[str] = "leader"
    person: str
    head: str


@dataclass(frozen=True, kw_only=True)
class Citation(Fact):
    """Another document that a task cites; ``document`` is the notation of its kind, or empty."""

    name: ClassVar[str] = "citation"
    title: str
    document: str


@dataclass(frozen=True, kw_only=True)
class ThemeMention(Fact):
    """A policy theme that a task names: its matter (``main``), or only touched (``passing``).

    ``mentions`` are all the places where it is named.
    """

    name: ClassVar[str] = "theme"
    theme: str
    standing: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class Target(Fact):
    """A quantified commitment: what is measured, how much, by when, and how firmly.

    ``value`` and ``value_max`` are exact decimals; both are None where the figure is blanked.
    ``figure`` is the place of the figure inside the span. ``concept`` is the notation of the shared
    indicator, or None where the plan's words match none.
    """

    name: ClassVar[str] = "target"
    indicator: str
    value: Decimal | None
    value_max: Decimal | None
    unit: str
    comparator: str
    deadline: str | None
    kind: str
    redacted: bool
    strength: str
    verb: str
    figure: Span
    concept: str | None


@dataclass(frozen=True, kw_only=True)
class Result(Target):
    """A figure that a plan says has been reached; it promises nothing, so strength and verb are empty.

    ``deadline`` is the year or date that it is told of, where one is said. ``section`` is the key of the review
    section that tells it, and ``task`` is empty then; a task that tells it itself leaves ``section`` empty.
    """

    name: ClassVar[str] = "result"
    section: str


KINDS: dict[str, type[Fact]] = {
    kind.name: kind for kind in (Responsibility, Leadership, Citation, ThemeMention, Target, Result)
}


def number(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros; raises ValueError for what is no number.

    >>> number(Decimal("2.60690E10")), number(Decimal("0.50"))
    ('26069000000', '0.5')
    """
    if not value.is_finite():
        raise ValueError(f"{value} is no number")
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_json(fact: Fact, source: Source) -> dict[str, object]:
    """The fact as a JSON object."""
    row: dict[str, object] = {"fact": fact.name}
    for key, value in asdict(fact).items():
        if key == "span":
            continue
        if isinstance(value, Decimal):
            row[key] = json_number(value)
        elif key == "doubts":
            row[key] = list(value)
        elif key == "mentions":
            row[key] = [list(span) for span in value]
        else:
            row[key] = value
    return row | {"start": fact.span.start, "end": fact.span.end, "quote": source.quote(fact.span)}


def json_number(value: Decimal) -> int | float | str:
    """A JSON number of the same value, or its digits as text where a float would round them."""
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else number(value)


def from_json(row: dict[str, object]) -> Fact:
    """The fact of a JSON object; raises InputError when a field is missing or the kind unknown."""
    try:
        kind = KINDS[str(row["fact"])]
        values: dict[str, object] = {item.name: row[item.name] for item in fields(kind) if item.name != "span"}
        values["doubts"] = tuple(str(one) for one in row["doubts"])  # type: ignore[attr-defined]
        values["span"] = Span(int(str(row["start"])), int(str(row["end"])))
        for key in ("value", "value_max"):
            if values.get(key) is not None:
                values[key] = Decimal(str(values[key]))
                number(values[key])  # type: ignore[arg-type]
        for key in ("mentions", "figure"):
            if key in values:
                values[key] = _spans(values[key], many=key == "mentions")
        return kind(**values)  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise InputError(f"not a fact: {json.dumps(row, ensure_ascii=False)[:80]} ({error})") from error


def _spans(value: object, *, many: bool) -> object:
    if not isinstance(value, list):
        raise TypeError("a span is a list of two offsets")
    return tuple(Span(*pair) for pair in value) if many else Span(*value)


def write(facts: Iterable[Fact], source: Source) -> Iterator[str]:
    """JSON Lines of facts."""
    for fact in facts:
        yield json.dumps(to_json(fact, source), ensure_ascii=False)


def read(lines: Iterable[str]) -> Iterator[Fact]:
    """Facts of JSON Lines; raises InputError with the line that is none."""
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield from_json(row)
        except InputError as error:
            raise InputError(f"line {at}: {error}") from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"line {at}: not JSON: {error}") from error
