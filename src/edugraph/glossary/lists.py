"""The packaged lists and what is to be added to them, looked up together: names, words, notations, what is above what."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from edugraph.glossary.draft import ALT, BROADER, LABELS, PREF
from edugraph.text import fold
from edugraph.vocabulary import LISTS, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.glossary.draft import Draft, Place, Said
    from edugraph.vocabulary import Concept, Scheme

_SHARING = ("indicator", "office", "context")
"""Lists in which concepts have words in common: what is counted, and what an office is called, may tell of several."""


class Bearer(NamedTuple):
    """A concept that has a word; ``place`` is where a list of one's own says so."""

    iri: str
    label: str
    place: Place | None = None


class Lists:
    """The lists with the concepts that are to be added, which may be wrong."""

    def __init__(self, drafts: Mapping[str, Draft]) -> None:
        self.drafts = drafts
        self._above: dict[str, frozenset[str]] = {}

    def packaged(self, part: str) -> Scheme:
        """The list as it comes with the program."""
        return scheme(LISTS[part])

    def known(self, one: Draft) -> Concept | None:
        """The concept of the packaged list that a draft adds to."""
        return self.packaged(one.part).by_iri.get(one.iri)

    def new(self, one: Draft) -> list[Said]:
        """The words of a draft that its concept has not yet."""
        known = self.known(one)
        return [said for said in one.forms if not known or said.value not in known.forms]

    def added(self, part: str) -> Iterator[Draft]:
        """The drafts of a list."""
        return (one for one in self.drafts.values() if one.part == part)

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """IRIs of the concepts of each list by IRI, notation and name, those of the packaged list first."""
        found: dict[str, dict[str, str]] = {}
        for part in {one.part for one in self.drafts.values()} & LISTS.keys():
            own = found.setdefault(part, {})
            for concept in self.packaged(part).concepts:
                own |= dict.fromkeys((concept.iri, concept.notation, concept.label), concept.iri)
            for one in self.added(part):
                for name in filter(None, (one.iri, one.notation, one.label)):
                    own.setdefault(name, one.iri)
        return found

    def named(self, part: str, name: str) -> str:
        """The IRI of the concept of a list that an IRI, a notation or a name stands for; empty where there is none."""
        return self._names[part].get(name, "")

    def names(self, part: str) -> Sequence[str]:
        """All that concepts of a list can be named by."""
        return list(self._names[part])

    def shared(self, part: str) -> Sequence[str]:
        """The kinds of labels of which no two concepts of a list may have one in common."""
        return (PREF,) if part in _SHARING else LABELS

    @cached_property
    def _bearers(self) -> Mapping[tuple[str, str], Sequence[Bearer]]:
        found: dict[tuple[str, str], list[Bearer]] = defaultdict(list)
        for part in self._names:
            for concept in self.packaged(part).concepts:
                for form in concept.forms if ALT in self.shared(part) else (concept.label,):
                    found[part, fold(form)].append(Bearer(concept.iri, concept.label))
        for one in self.drafts.values():
            for said in one.forms if one.part in LISTS else ():
                if said.key in self.shared(one.part):
                    found[one.part, fold(said.value)].append(Bearer(one.iri, one.called, said.place))
        return found

    def bearers(self, part: str, word: str) -> Sequence[Bearer]:
        """The concepts of a list that have a word, those of the packaged list first."""
        return self._bearers.get((part, fold(word)), ())

    def line(self, one: str, other: str) -> bool:
        """Whether a concept is broader than another, or they are one."""
        return one == other or one in self.above(other) or other in self.above(one)

    def above(self, iri: str) -> frozenset[str]:
        """The IRIs of all concepts that are broader than one; it is among them where they lead back to it."""
        if iri not in self._above:
            found, waiting = set[str](), [iri]
            while waiting:
                new = [one for one in self._next(waiting.pop()) if one and one not in found]
                found.update(new)
                waiting += new
            self._above[iri] = frozenset(found)
        return self._above[iri]

    def _next(self, iri: str) -> list[str]:
        """The concepts straight above one; one of the packaged lists keeps its place."""
        for part in self._names:
            if known := self.packaged(part).by_iri.get(iri):
                return [known.broader] if known.broader else []
        one = self.drafts.get(iri)
        return [self.named(one.part, said.value) for said in one.of(BROADER)] if one and one.part in LISTS else []

    def family(self, word: str) -> str:
        """The notation of the family of units that a word belongs to, or names; empty where there is none."""
        units = self.packaged("unit")
        known = units.by_notation.get(word) or units.by_form.get(fold(word))
        return known.notation if known else self._families.get(word, "")

    @cached_property
    def _families(self) -> Mapping[str, str]:
        """The families of units that are to be added, by their words and notations."""
        own = {said.value: one.notation for one in self.added("unit") for said in one.forms}
        return own | {one.notation: one.notation for one in self.added("unit")}
