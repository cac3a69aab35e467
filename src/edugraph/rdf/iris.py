"""Ids, minted from keys: the plan, the task's number, the kind of fact and its place in the task.

Nothing is minted from prose, a clock or chance, so an id stays when a sentence is reworded. Bureaus,
offices, persons and documents are known by name only: their name, in the plan's city, is their key, and it
is their label as well, so that a thing has one label in however many plans it stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph as ox

from edugraph.rdf.namespaces import BASE
from edugraph.text import Span, fold, name

if TYPE_CHECKING:
    from collections.abc import Iterable

# What RFC 3987 does not allow in a segment of a path.
_UNSAFE = re.compile(
    r"[^A-Za-z0-9._~!$&'()*+,;=:@\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    r"\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)


def _safe(text: str) -> str:
    """A text as part of an IRI: Chinese characters stay, marks that an IRI forbids are encoded.

    >>> _safe("50%以上")
    '50%25以上'
    """
    return _UNSAFE.sub(lambda match: quote(match[0], safe="", errors="surrogatepass"), text)


def _key(text: str) -> str:
    """A key as part of an IRI."""
    return _safe(fold(text))


def _name(text: str) -> str:
    """A name as part of an IRI, in the one form that is its label too.

    >>> _name("各区(市)教体局")
    '各区（市）教体局'
    """
    return _safe(name(text))


def plan(key: str) -> ox.NamedNode:
    """A plan."""
    return ox.NamedNode(f"{BASE}id/{_key(key)}")


_GRAPHS = f"{BASE}graph/"
ONTOLOGY = ox.NamedNode(f"{_GRAPHS}ontology")
"""The named graph of the word lists."""
COMMON = ox.NamedNode(f"{_GRAPHS}common")
"""The named graph of what belongs to no single plan: regions, bureaus, offices, persons, documents, the program."""


def graph(key: str) -> ox.NamedNode:
    """The named graph that holds all that is known of a plan."""
    return ox.NamedNode(_GRAPHS + _key(key))


Name = ox.NamedNode | ox.BlankNode | ox.DefaultGraph
"""The name of a graph as the engine takes it."""


def alone(key: str) -> list[Name]:
    """The named graphs that say all of one plan: its own, and those that are common to all."""
    return [graph(key), COMMON, ONTOLOGY]


def is_part(thing: ox.NamedNode, plans: Iterable[ox.NamedNode]) -> bool:
    """Whether a thing is one of some plans, or a part of one.

    >>> here = [plan("handan-2023")]
    >>> is_part(part("handan-2023", "task", "1"), here), is_part(region("130400"), here)
    (True, False)
    """
    return any(thing == one or thing.value.startswith(one.value + "/") for one in plans)


def part(key: str, *path: str) -> ox.NamedNode:
    """A part of a plan, or of a city where ``key`` is its code or name: section, task, span, bureau …"""
    return ox.NamedNode(f"{BASE}id/{_key(key)}/" + "/".join(path))


def span(key: str, place: Span) -> ox.NamedNode:
    """A place in the text of a plan."""
    return part(key, "span", f"{place.start}-{place.end}")


def region(code: str) -> ox.NamedNode:
    """A province, city or county by its code after GB/T 2260, or by its name where the code is not known."""
    return ox.NamedNode(f"{BASE}region/{_key(code)}")


def bureau(place: str, called: str) -> ox.NamedNode:
    """A bureau of a place (the code of a city, or a plan's id where the city is open); its name may not be known."""
    return part(place, "bureau", _name(called)) if called else part(place, "bureau")


def office(place: str, called: str) -> ox.NamedNode:
    """An office of a place."""
    return part(place, "office", _name(called))


def person(place: str, called: str) -> ox.NamedNode:
    """A person named in a plan of a place."""
    return part(place, "person", _name(called))


def corrector(called: str) -> ox.NamedNode:
    """A person who corrected facts."""
    return ox.NamedNode(f"{BASE}corrector/{_name(called)}")


def document(title: str) -> ox.NamedNode:
    """A document by its title."""
    return ox.NamedNode(f"{BASE}document/{_name(title)}")


def concept(scheme: str, notation: str) -> ox.NamedNode:
    """A concept of one of the schemes of ``ontology/``."""
    return ox.NamedNode(f"{BASE}{scheme}/{notation}")
