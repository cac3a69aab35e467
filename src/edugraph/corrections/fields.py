"""The fields of facts that a person can correct, called as the columns of the queries, with what each may hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from edugraph.errors import UsageError, nearest
from edugraph.extract import citations
from edugraph.extract.targets import indicators
from edugraph.facts import KINDS, MAIN, Citation, Fact, Result, Target, number
from edugraph.text import fold, squeeze
from edugraph.vocabulary import Concept, scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.structure.plan import Plan
    from edugraph.text import Span

_FIGURES = ("measure", "indicator", "value", "value_max", "unit", "comparator", "deadline", "kind", "redacted")
FIELDS: Mapping[str, Sequence[str]] = {
    "responsibility": ("measure", "role", "organisation"),
    "leader": ("measure", "name"),
    "citation": ("title",),
    "theme": ("theme",),
    "target": (*_FIGURES, "strength"),
    "result": _FIGURES[1:],
}
"""The fields of each kind of fact."""
NUMBERS = frozenset({"value", "value_max"})
_MAY_BE_EMPTY = frozenset({"measure", "value", "value_max", "deadline", "strength"})
_SAME = {
    "responsibility": ("organisation",), "leader": ("name",), "citation": ("title",), "theme": ("theme",),
    "target": ("value", "value_max", "unit"), "result": ("value", "value_max", "unit"),
}  # fmt: skip
"""The fields that make a fact the one that is to be added."""
_ATTRIBUTES = {("leader", "name"): "person"}
_KINDS = ("rate", "count", "amount", "limit", "frequency", "coverage")
_COMPARATORS = ("=", ">=", ">", "<=", "<")
_MEASURE = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_FIGURE = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")
_DAY = "2024-01-01"
_LENGTHS = (4, 7, 10)  # of a year, month and day
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_DIGITS = re.compile(r"[0-9][0-9,.]*|[0-9xX]*\*[0-9xX*]*")


def checked(kind: str, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Fields with their values in the one form that facts have them in; raises UsageError for what cannot be."""
    found = []
    for name, said in given.items():
        if name not in FIELDS[kind]:
            raise UsageError(
                f"a {kind} has no field {name}; it has {', '.join(FIELDS[kind])}.{nearest(name, FIELDS[kind])}"
            )
        bare = said.strip()
        if name == "title" and (quoted := _QUOTED.fullmatch(bare)):
            bare = quoted[1].strip()
        if not bare and name not in _MAY_BE_EMPTY:
            raise UsageError(f"{name} cannot be empty")
        found.append((name, _checked(name, bare) if bare else ""))
    return tuple(found)


def _checked(name: str, said: str) -> str:
    if name in NUMBERS:
        return _number(name, said)
    if name == "theme":
        return _theme(said)
    if name == "unit":
        return _unit(said)
    if name == "deadline" and not (len(said) in _LENGTHS and is_day(said + _DAY[len(said) :])):
        raise UsageError(f"deadline is {said!r}; a year, month or day is written 2024, 2024-06 or 2024-06-30")
    if name == "measure" and not _MEASURE.fullmatch(said):
        raise UsageError(f"measure is {said!r}; it is the number of a measure of the task: 2")
    known = _known(name)
    if known and said not in known:
        raise UsageError(f"{name} is {said!r}; it is one of {', '.join(known)}.{nearest(said, known)}")
    return said


def _known(name: str) -> Sequence[str]:
    """The closed values of a field; none where it is open."""
    if name == "role":
        return [one.notation for one in scheme("roles").concepts if one.value("bearer") not in ("", "person")]
    if name == "strength":
        return [one.notation for one in scheme("strengths").concepts if one.value("rank")]
    return {"comparator": _COMPARATORS, "kind": _KINDS, "redacted": ("true", "false")}.get(name, ())


def _number(name: str, said: str) -> str:
    plain = fold(said)
    if not _FIGURE.fullmatch(plain):
        raise UsageError(
            f"{name} is {said[:40]!r}; it is a number in digits, 万 and 亿 resolved: 24000, of at most 15 digits and 6 decimals"
        )
    return number(Decimal(plain))


def _unit(said: str) -> str:
    """A unit as it is written, where its first part is one that is known: 次/学期."""
    if _family(said) is None:
        raise UsageError(
            f"no unit is called {said}.{nearest(said, scheme('units').by_form)} The list: ontology/units.ttl; "
            "one of your own goes into a list in ontology/ beside the plans"
        )
    return said


def _theme(said: str) -> str:
    """The preferred label of a theme that is given by any of its names."""
    themes = scheme("themes")
    found = themes.by_notation.get(said) or themes.by_form.get(fold(said))
    if found is None:
        labels = [one.label for one in themes.concepts]
        raise UsageError(f"no theme is called {said}.{nearest(said, labels)} The list: ontology/themes.ttl")
    return found.label


def is_day(text: str) -> bool:
    """Whether a text is a day such as 2024-05-01, and in this form."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def lacking(kind: str, given: Mapping[str, str]) -> str:
    """What a fact that is to be added still needs; empty where it has all."""
    needed = {
        "responsibility": ("role", "organisation"),
        "target": ("indicator", "unit"),
        "result": ("indicator", "unit"),
    }
    missing = [name for name in needed.get(kind, FIELDS[kind][-1:]) if not given.get(name)]
    if kind in ("target", "result") and not given.get("value") and given.get("redacted") != "true":
        missing.append("value")
    return f"add needs {', '.join(missing)}" if missing else ""


def values(fact: Fact) -> dict[str, str]:
    """The fields of a fact as cells of a query have them."""
    return {name: _cell(name, getattr(fact, _ATTRIBUTES.get((fact.name, name), name))) for name in FIELDS[fact.name]}


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if name == "theme":
        return scheme("themes").by_notation[str(value)].label
    return number(value) if isinstance(value, Decimal) else str(value)


def fits(fact: Fact, wanted: Iterable[tuple[str, str]]) -> bool:
    """Whether a fact has these fields, names compared without blanks and in one form of letters and marks."""
    own = values(fact)
    return all(_plain(own[name]) == _plain(said) for name, said in wanted)


def is_meant(fact: Fact, given: Mapping[str, str]) -> bool:
    """Whether a fact that was read is the one that a person adds."""
    blanked = fact.name in ("target", "result") and given.get("redacted") == "true"
    return fits(fact, [(name, given.get(name, "")) for name in _SAME[fact.name]]) and (
        not blanked or fits(fact, [("redacted", "true")])
    )


def _plain(text: str) -> str:
    return fold(squeeze(text))


def told(fields: Iterable[tuple[str, str]]) -> str:
    """Fields in words: ``value 3, unit 所``; empty ones are left out unless they are all."""
    pairs = list(fields)
    some = [pair for pair in pairs if pair[1] and pair != ("redacted", "false")] or pairs
    return ", ".join(f"{name} {said}" if said else f"no {name}" for name, said in some)


def changed(fact: Fact, given: Mapping[str, str]) -> Fact:
    """A fact with other values; raises UsageError where they do not go together."""
    attributes: dict[str, Any] = {
        _ATTRIBUTES.get((fact.name, name), name): _value(name, said) for name, said in given.items()
    }
    if isinstance(fact, Target):
        attributes |= _figure(fact, given)
    if isinstance(fact, Citation) and "title" in given:
        attributes["document"] = _document(given["title"])
    return replace(fact, **attributes)


def _value(name: str, said: str) -> object:
    if name in NUMBERS:
        return Decimal(said) if said else None
    if name == "redacted":
        return said == "true"
    if name == "theme":
        return scheme("themes").by_form[fold(said)].notation
    return None if not said and name in ("measure", "deadline") else said


def _figure(fact: Target, given: Mapping[str, str]) -> dict[str, Any]:
    """What follows from a new figure: a blanked one has no value, and words or a unit may name another indicator."""
    found: dict[str, Any] = {}
    if given.get("redacted") == "true":
        found = {"value": None, "value_max": None}
    elif given.get("value"):
        found = {"redacted": False}
    value, high = (
        found.get(one, _value(one, given[one]) if one in given else getattr(fact, one))
        for one in ("value", "value_max")
    )
    redacted = found.get("redacted", given["redacted"] == "true" if "redacted" in given else fact.redacted)
    if (value is None) != redacted:
        raise UsageError("a figure has a value, or it is blanked (redacted = true), and not both")
    if high is not None and (value is None or high < value):
        raise UsageError("value_max is the upper end of a range, above value")
    if {"indicator", "unit"} & given.keys():
        found["concept"] = _concept(given.get("indicator", fact.indicator), given.get("unit", fact.unit))
    return found


def _family(unit: str) -> Concept | None:
    return scheme("units").by_form.get(fold(unit.partition("/")[0]))


def _concept(indicator: str, unit: str) -> str | None:
    family = _family(unit)
    concept = indicators.concept_of(indicator, family.notation) if family else None
    return concept.notation if concept else None


def _document(title: str) -> str:
    kind = citations.kind_of(title)
    return kind.notation if kind else ""


def made(plan: Plan, kind: str, given: Mapping[str, str], place: tuple[str, str, Span]) -> Fact:
    """A fact that a person adds, at a place: task, section and span. Raises UsageError as ``changed`` does."""
    task, section, span = place
    at = next((one for one in plan.tasks if one.number == task), None)
    measure = next((one.measure for one in at.passages if one.span.contains(span)), None) if at else None
    head = next((plan.said(one.head) for one in at.clauses if one.span.contains(span)), "") if at else ""
    known: dict[str, Any] = {"plan": plan.key, "task": task, "measure": measure, "span": span, "rule": ""}
    if kind in ("target", "result"):
        return changed(_blank(plan, kind, known, section, given["unit"]), given)
    role = scheme("roles").by_notation[given.get("role", "leader")]
    bare: dict[str, dict[str, Any]] = {
        "responsibility": {"role": role.notation, "organisation": "", "head": head or role.label},
        "leader": {"person": "", "head": head or role.label},
        "citation": {"title": "", "document": ""},
        "theme": {"theme": "", "standing": MAIN, "mentions": (span,)},
    }
    return changed(KINDS[kind](**known, **bare[kind]), given)


def _blank(plan: Plan, kind: str, known: dict[str, Any], section: str, unit: str) -> Target:
    """A figure that nothing is known of yet but its unit and its place: the first figure of its words, else all of them."""
    span: Span = known["span"]
    digits = _DIGITS.search(plan.source.folded, *span)
    family = _family(unit)
    of_unit = "frequency" if "/" in unit else family.value("kind") if family else "count"
    figure = type(span)(*digits.span()) if digits else span
    values: dict[str, Any] = {
        **known, "indicator": "", "value": None, "value_max": None, "unit": unit, "comparator": "=", "deadline": None,
        "kind": of_unit, "redacted": True, "strength": "", "verb": "", "figure": figure, "concept": None,
    }  # fmt: skip
    return Result(**values, section=section) if kind == "result" else Target(**values)
