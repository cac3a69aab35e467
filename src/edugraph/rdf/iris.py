"""Ids, minted from keys: the plan, the task's number, the kind of fact and its place in the task.

Nothing is minted from prose, a clock or chance, so an id stays when a sentence is reworded. Offices,
persons and documents are known by name only: their name, in the plan's city, is their key.
"""

from __future__ import annotations

import re
from urllib.parse import quote

import pyoxigraph as ox

from edugraph.rdf.namespaces import BASE
from edugraph.text import Span, fold

_UNSAFE = re.compile(r'[\x00-\x20<>"{}|\\^`%#?/]')


def _name(text: str) -> str:
    """A name as part of an IRI: Chinese characters stay, marks that an IRI forbids are encoded.

    >>> _name("各区（市）教体局")
    '各区(市)教体局'
    """
    return _UNSAFE.sub(lambda match: quote(match[0], safe=""), fold(text))


def plan(key: str) -> ox.NamedNode:
    """A plan."""
    return ox.NamedNode(f"{BASE}id/{_name(key)}")


def graph(key: str) -> ox.NamedNode:
    """The named graph that holds all that is known of a plan."""
    return ox.NamedNode(f"{BASE}graph/{_name(key)}")


def part(key: str, *path: str) -> ox.NamedNode:
    """A part of a plan, or of a city where ``key`` is its code or name: section, task, span, bureau …"""
    return ox.NamedNode(f"{BASE}id/{_name(key)}/" + "/".join(path))


def span(key: str, place: Span) -> ox.NamedNode:
    """A place in the text of a plan."""
    return part(key, "span", f"{place.start}-{place.end}")


def region(code: str) -> ox.NamedNode:
    """A province, city or county by its code after GB/T 2260, or by its name where the code is not known."""
    return ox.NamedNode(f"{BASE}region/{_name(code)}")


def office(place: str, name: str) -> ox.NamedNode:
    """An office of a place (the code of a city, or a plan's id where the city is open)."""
    return ox.NamedNode(f"{BASE}id/{_name(place)}/office/{_name(name)}")


def person(place: str, name: str) -> ox.NamedNode:
    """A person named in a plan of a place."""
    return ox.NamedNode(f"{BASE}id/{_name(place)}/person/{_name(name)}")


def document(title: str) -> ox.NamedNode:
    """A document by its title."""
    return ox.NamedNode(f"{BASE}document/{_name(title)}")


def concept(scheme: str, notation: str) -> ox.NamedNode:
    """A concept of one of the schemes of ``ontology/``."""
    return ox.NamedNode(f"{BASE}{scheme}/{notation}")
