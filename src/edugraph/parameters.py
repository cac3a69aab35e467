"""What is given to the parameters of a question, as the graph has it: found by any of its names, or refused.

A value that names nothing would be answered like one that has nothing: with no rows, or, where a question asks
for what is lacking, with all of them.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.errors import MissingError, UsageError
from edugraph.facts import MAIN, PASSING
from edugraph.holdings import Holdings, city_names
from edugraph.text import fold
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edugraph.store import Store

    Forms = dict[str, list[str]]

SEPARATOR = "、"
"""What joins several names in one value."""

_BETWEEN = re.compile(r"[、,，]")
_KINDS = {
    "plan": "plan",
    **dict.fromkeys(("city", "other", "reference", "cities", "except"), "city"),
    **dict.fromkeys(("theme", "themes"), "theme"),
    **{
        name: name
        for name in ("indicator", "organisation", "function", "name", "section", "role", "year", "task", "measure")
    },
}
"""What the values of a parameter name."""
_OTHERWISE = {
    ("themes-of-city", "except"): "theme",
    ("diff", "other"): "plan",
    **dict.fromkeys((("targets", "indicator"), ("blanked-targets", "indicator")), "figure"),
    ("results", "indicator"): "",
    ("overlap-offices", "organisation"): "",
}
"""Questions in which a parameter names something else: what a result measures is looked up among its rows, and an
office that no plan names may have a function that others have."""
JOINED = ("cities", "themes", "except")
"""Parameters that take several names, joined."""
_CONCEPTS = {"theme": "theme", "indicator": "indicator", "figure": "indicator", "function": "office", "role": "role"}
"""The word lists whose concepts are named; a figure may have a plan's own words as well."""
_NAMES = {"organisation": "office", "name": "leader", "section": "section", "figure": "said"}
"""The kinds of ``names`` under which other things are listed."""
NUMBERED = {"task": "tasks", "measure": "measures"}
"""What goes by a number within a plan or a task, and the question that lists it."""
_CALLED = {"figure": "indicator", "organisation": "office", "name": "person"}
CLOSED = {"order": ("asc", "desc"), "changed": ("yes",), "passing": ("yes",), "standing": (MAIN, PASSING)}
"""Parameters that take one of a few words."""
SHAPES = {
    **dict.fromkeys(("least", "most"), (re.compile(r"[1-9]\d*"), "a number from 1 up")),
    **dict.fromkeys(("before", "after"), (re.compile(r"\d{4}(-\d\d(-\d\d)?)?"), "a date: 2023, 2023-06 or 2023-06-30")),
}
"""Parameters that take a number or a date, with what is said of another value."""
_FEW = 12
_CLOSE, _LIKE = 3, 0.5


def split(names: str) -> list[str]:
    """Names that are joined by ``、`` or a comma.

    >>> split("邯郸、宁波, 济宁")
    ['邯郸', '宁波', '济宁']
    """
    return [name.strip() for name in _BETWEEN.split(names) if name.strip()]


def kind(header: query.Header, name: str) -> str:
    """What the values of a parameter name: plan, city, theme …; nothing where any words will do."""
    return _OTHERWISE.get((header.name, name), _KINDS.get(name, ""))


class Parameters:
    """The names that a graph knows, by what they name; each list is asked for when it is first needed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: dict[str, Forms] = {}
        self._asked: dict[tuple[object, ...], list[dict[str, str]]] = {}

    def resolved(self, header: query.Header, given: Mapping[str, str], apart: Iterable[str] = ()) -> dict[str, str]:
        """The values of a question's parameters as the graph has them; those of ``apart`` stay as they are.

        Raises MissingError with the nearest names for one that names nothing, UsageError for one that several
        things bear, or that is no date, number or word of a closed list.
        """
        found: dict[str, str] = {}
        for name, value in given.items():
            _shaped(name, value)
            of = "" if name in apart or value.startswith("<") else kind(header, name)
            found[name] = value
            if of and name in JOINED:
                found[name] = SEPARATOR.join(dict.fromkeys(self.named(of, one) for one in _several(name, value)))
            elif of and of not in NUMBERED:
                found[name] = self.named(of, value)
        for of in (one for one in NUMBERED if one in found and not found[one].startswith("<")):
            self._check_number(of, found)
        return found

    def named(self, of: str, value: str) -> str:
        """What a value names, as the graph has it; raises MissingError and UsageError as ``resolved`` does."""
        if of in ("plan", "city"):
            return self._holdings.plan(value)[of]
        known = self.forms(of)
        found = known.get(fold(value), [])
        if len(found) == 1 or value in found:
            return value if value in found else found[0]
        if found:
            raise UsageError(f"{value} stands for several: {SEPARATOR.join(found)}. Name one of them.")
        near = _near(value, known) or _listed(label for labels in known.values() for label in labels)
        raise MissingError(f"the graph knows no {_CALLED.get(of, of)} {value}.{near}")

    def forms(self, of: str) -> Forms:
        """Every form that stands for something of a kind, folded, with what it stands for, labels first."""
        if of not in self._held:
            found: Forms = {}
            for form, label in [*self._labels(of), *self._others(of)]:
                held = found.setdefault(fold(form), [])
                if label not in held and (not held or fold(held[0]) != fold(form)):  # a label is no other's form
                    held.append(label)
            self._held[of] = found
        return self._held[of]

    def _labels(self, of: str) -> list[tuple[str, str]]:
        """What things of a kind are called in the graph."""
        if of in ("plan", "city", "year"):
            names = [row[of] for row in self._holdings.rows]
        else:
            rows = self._rows("names", kind=_NAMES[of]) if of in _NAMES else []
            names = [row["name"] for row in rows] + [row[_label(of)] for row in self._concepts(of)]
        return [(name, name) for name in dict.fromkeys(names)]

    def _others(self, of: str) -> list[tuple[str, str]]:
        """Other forms: those of the word lists, and the names of cities, each for its latest plan."""
        if of in ("plan", "city"):
            return [(form, row[of]) for row in self._holdings.rows for form in city_names(row)]
        roles = scheme("roles").concepts if of == "role" else ()  # the graph lists no composed form: 牵头单位
        composed = [(form, one.notation) for one in roles for form in one.forms]
        return [(row["form"], row[_label(of)]) for row in self._concepts(of)] + composed

    def _concepts(self, of: str) -> list[dict[str, str]]:
        return self._rows("concepts", scheme=_CONCEPTS[of]) if of in _CONCEPTS else []

    def _rows(self, name: str, **parameters: str) -> list[dict[str, str]]:
        asked = (name, *sorted(parameters.items()))
        if asked not in self._asked:
            self._asked[asked] = query.run(self._store, name, **parameters).dicts()
        return self._asked[asked]

    def _check_number(self, of: str, given: Mapping[str, str]) -> None:
        """Raise MissingError for a task or measure that there is not in the plan, or in the task, that is asked for."""
        within = {one: given[one] for one in ("plan", *NUMBERED) if one in given and one != of}
        if of == "task":
            within.pop("measure", None)
        known = [row[of] for row in self._rows(NUMBERED[of], **within)]
        if given[of] not in known:
            place = "".join(
                f" of {'' if one == 'plan' else one + ' '}{value}" for one, value in reversed(within.items())
            )
            raise MissingError(f"the graph knows no {of} {given[of]}{place}.{_listed(known)}")

    @cached_property
    def _holdings(self) -> Holdings:
        return Holdings(self._store)


def _label(of: str) -> str:
    """The column of ``concepts`` by which the graph's questions call a concept: roles go by their notation."""
    return "notation" if of == "role" else "concept"


def _several(name: str, value: str) -> list[str]:
    names = split(value)
    if not names:
        raise UsageError(f"{name}: name at least one; several are joined by {SEPARATOR}.")
    return names


def _shaped(name: str, value: str) -> None:
    """Raise UsageError for a value that is none of a closed list, or no date or number where one is wanted."""
    if name in CLOSED and value not in CLOSED[name]:
        raise UsageError(f"{name}={value}: it is one of {', '.join(CLOSED[name])}.")
    shape, wanted = SHAPES.get(name, (None, ""))
    if shape and not shape.fullmatch(value):
        raise UsageError(f"{name}={value}: it is {wanted}.")


def _near(value: str, known: Mapping[str, list[str]]) -> str:
    """What a value may mean: things one of whose forms holds it or lies in it, or is spelled like it."""
    word = fold(value)
    holding = sorted((form for form in known if word and (word in form or form in word)), key=len)
    close = holding or get_close_matches(word, sorted(known), n=_CLOSE, cutoff=_LIKE)
    labels = list(dict.fromkeys(label for form in close for label in known[form]))[:_CLOSE]
    return f" Did you mean {' or '.join(labels)}?" if labels else ""


def _listed(known: Iterable[str]) -> str:
    names = list(dict.fromkeys(known))
    return f" It is one of: {', '.join(names)}." if len(names) <= _FEW else ""
