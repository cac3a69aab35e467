"""What a file of words says of a concept, with the line where it says so, before it is checked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from edugraph.vocabulary import LISTS, SKOS

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://w3id.org/edugraph/"
PREF, ALT, HIDDEN = (SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
NOTATION, BROADER, IN_SCHEME = (SKOS + name for name in ("notation", "broader", "inScheme"))
LABELS = (PREF, ALT, HIDDEN)

_NAMES = {
    "主题": "theme",
    "指标": "indicator",
    "处室": "office",
    "职能": "office",
    "单位": "unit",
    "计量单位": "unit",
    "发文机关": "bureau",
}
"""The lists by the Chinese names that a file may bear."""


class Place(NamedTuple):
    """A line of a file."""

    file: str
    line: int


class Finding(NamedTuple):
    """A mistake in a list: where, what is wrong, and what to do."""

    file: str
    line: int
    finding: str
    advice: str


class Said(NamedTuple):
    """A value that a concept is given: a label with its language, a notation, a concept's IRI or name."""

    key: str
    value: str
    place: Place
    language: str = ""


@dataclass(frozen=True)
class Draft:
    """A concept as it is given. ``part`` names the list by its scheme's IRI, or is what is said instead of one."""

    iri: str
    part: str
    place: Place
    said: list[Said] = field(default_factory=list)

    def joined(self, before: Draft) -> Draft:
        """With what was said of it before, in another file."""
        return replace(before, part=before.part or self.part, said=[*before.said, *self.said])

    def of(self, key: str) -> list[Said]:
        """What it is given of a property."""
        return [one for one in self.said if one.key == key]

    def names(self, language: str = "zh") -> list[Said]:
        """What it is to be called in a language."""
        return [one for one in self.of(PREF) if one.language == language]

    @property
    def forms(self) -> list[Said]:
        """Everything that it is found by."""
        return [one for one in self.said if one.key in LABELS and one.language == "zh"]

    @property
    def label(self) -> str:
        """What it is called; empty where it is not said."""
        return next((one.value for one in self.names()), "")

    @property
    def called(self) -> str:
        """What messages call it."""
        return self.label or self.iri.rpartition("/")[2]

    @property
    def notation(self) -> str:
        """Its key in facts: that which it is given, else what it is called."""
        return next((one.value for one in self.of(NOTATION)), self.label)


def list_of(path: Path) -> str:
    """The list that a file is named like, by the last part of its scheme's IRI; empty where there is none.

    >>> from pathlib import Path
    >>> list_of(Path("themes.ttl")), list_of(Path("主题.csv")), list_of(Path("more.ttl"))
    ('theme', 'theme', '')
    """
    stem = path.stem.lower()
    known = {name: part for part, name in LISTS.items()} | dict(zip(LISTS, LISTS, strict=True)) | _NAMES
    return known.get(stem, "")


def minted(part: str, label: str) -> str:
    """The IRI of a concept that is known by its name only: two lists that add one of the same name meet in it."""
    return f"{BASE}{part}/" + "".join(char if char.isalnum() else quote(char, safe="-._~") for char in label)
