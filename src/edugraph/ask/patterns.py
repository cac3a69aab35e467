"""Patterns of plain questions: the ``# ask:`` lines in the headers of ``queries/``.

A line is a pattern, and behind ``##`` an example. A pattern is elements with blanks between, in any order
(``>`` before them: in this order; ``~``: only where no other pattern explains as much). An element is

- a cue of ``ontology/questions.ttl``, by its name, or alternatives with ``|`` between: ``谁|哪个单位``
- a slot in braces: ``{theme}``; its value fills the parameter that the slot stands for, or a named one: ``other={city}``
- with ``?`` behind: it may be missing; with ``*`` behind a slot: at least two values
- ``_={city}``: a value that may be named but fills nothing
- ``role=lead``: this parameter always has this value
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.ask.cues import cues
from edugraph.ask.cues import where as which_task
from edugraph.errors import UsageError, nearest
from edugraph.vocabulary import cached

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SLOTS: dict[str, tuple[str, ...]] = {
    "city": ("plan", "city"),
    "theme": ("theme",),
    "indicator": ("indicator",),
    "office": ("organisation",),
    "function": ("function",),
    "leader": ("name",),
    "role": ("role",),
    "document": ("document", "title"),
    "task": ("task",),
    "title": ("task",),
    "measure": ("measure",),
    "section": ("section",),
    "least": ("least",),
    "others": ("least",),
    "top": (),
    "date": (),
    "during": (),
    "words": ("words",),
    "all": ("cities",),
}
"""The slots, and the parameters that each can fill, the first that a query takes."""

_ELEMENT = re.compile(r"(?:(?P<parameter>[a-z_]+)=)?(?P<core>\{[a-z]+\}|[^?*{}=]+)(?P<mark>[?*]?)")
_EXAMPLE = "##"
_TASK = re.compile(r"SELECT [^{]*\?tasks?\b[^{]*WHERE")
UNUSED = "_"
_JOINED = ("cities", "except", "themes")


@dataclass(frozen=True)
class Element:
    """One element: ``kinds`` are names of cues or one slot in braces, ``parameter`` what the slot fills.

    ``joined``: all values go into the parameter, with 、 between; else each makes a run of its own.
    """

    kinds: tuple[str, ...]
    parameter: str = ""
    optional: bool = False
    joined: bool = False
    several: bool = False

    @property
    def unused(self) -> bool:
        """Whether a value may be named here but fills nothing."""
        return bool(self.slot and SLOTS[self.slot] and not self.parameter)

    @property
    def slot(self) -> str:
        """The slot without braces; empty for cues."""
        return self.kinds[0][1:-1] if self.kinds[0].startswith("{") else ""


@dataclass(frozen=True)
class Pattern:
    """A pattern of questions that a query answers."""

    query: str
    text: str
    elements: tuple[Element, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    ordered: bool = False
    weak: bool = False
    example: str = ""

    @cached_property
    def passed(self) -> frozenset[str]:
        """Cues that its query answers anyway: which task it is, where rows have its number."""
        asked = query.catalogue().get(self.query)
        return frozenset({which_task()} if asked and _TASK.search(asked.text) else ())

    @property
    def required(self) -> tuple[Element, ...]:
        """The elements that a question must have."""
        return tuple(one for one in self.elements if not one.optional)


def parse(header: query.Header, line: str) -> Pattern:
    """The pattern of one line.

    Raises UsageError, naming the query and the element, for an element that is none, an unknown cue or slot,
    or a slot that fills no parameter of the query.
    """
    text, _, example = (part.strip() for part in line.partition(_EXAMPLE))
    words = text.split()
    ordered, weak = words[:1] == [">"], words[:1] == ["~"]
    elements: list[Element] = []
    fixed: dict[str, str] = {}
    for word in words[ordered or weak :]:
        match = _ELEMENT.fullmatch(word)
        if not match:
            raise UsageError(f"queries/{header.name}.rq: # ask: {word} is no element of a pattern.")
        if match["parameter"] and not match["core"].startswith("{"):
            fixed[_known(header, match["parameter"], word)] = match["core"]
        else:
            elements.append(_element(header, match, word))
    return Pattern(header.name, text, tuple(elements), fixed, ordered, weak, example)


def _element(header: query.Header, match: re.Match[str], word: str) -> Element:
    core, optional, several = match["core"], match["mark"] == "?", match["mark"] == "*"
    if core.startswith("{"):
        parameter = _fills(header, core[1:-1], match["parameter"], word)
        return Element((core,), parameter, optional, parameter in _JOINED, several)
    for name in core.split("|"):
        if name not in cues():
            close = nearest(name, cues())
            raise UsageError(f"queries/{header.name}.rq: # ask: {name} is no cue of ontology/questions.ttl.{close}")
    return Element(tuple(core.split("|")), "", optional)


def _fills(header: query.Header, slot: str, named: str | None, word: str) -> str:
    if slot not in SLOTS:
        raise UsageError(f"queries/{header.name}.rq: # ask: {word}: no slot is called {slot}.{nearest(slot, SLOTS)}")
    if named == UNUSED or not (named or SLOTS[slot]):
        return ""
    if named:
        return _known(header, named, word)
    return _known(header, next((one for one in SLOTS[slot] if one in header.parameters), SLOTS[slot][0]), word)


def _known(header: query.Header, parameter: str, word: str) -> str:
    if parameter not in header.parameters:
        raise UsageError(f"queries/{header.name}.rq: # ask: {word}: the query takes no parameter {parameter}.")
    return parameter


@cached
def patterns() -> tuple[Pattern, ...]:
    """The patterns of all questions; raises UsageError as ``parse`` does."""
    return tuple(_all())


def _all() -> Iterator[Pattern]:
    for header in query.headers().values():
        for line in header.asked:
            yield parse(header, line)
