"""Word lists that an education official would extend: the concept schemes of ``ontology/``.

A scheme is a Turtle file of SKOS concepts. ``prefLabel`` is shown, ``altLabel`` is a synonym,
``hiddenLabel`` a surface form only, and ``edu:decoy`` a longer expression in which a label of the
concept stands by accident (捐资助教 holds 资助). All of them are found longest first.

What a bureau or a researcher adds to the lists is a ``Vocabulary``. One is in force at a time: that which a plan is
read with, or that of the graph which was asked last. Whatever follows from the lists is kept apart for each by
``cached``, so that one never shows in what another gives.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache, wraps
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar, cast

from edugraph import resources
from edugraph.errors import InputError
from edugraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    import pyoxigraph as ox

P = ParamSpec("P")
T = TypeVar("T")

SKOS = "http://www.w3.org/2004/02/skos/core#"
EDU = "https://w3id.org/edugraph/ontology#"
LISTS = {
    **{name: f"{name}s" for name in ("theme", "indicator", "office", "unit", "bureau", "genre", "role", "strength")},
    **{name: f"{name}s" for name in ("level", "stage", "column", "context", "phrase", "title")},
    "document-kind": "documents",
    "noise": "noise",
}
"""The lists that one may add to, by the last part of the IRI of their scheme."""

_MOST = 8192  # values that are kept of a function that follows from the lists


@dataclass(frozen=True, eq=False)
class Concept:
    """One concept of a scheme with its labels and its other properties."""

    iri: str
    notation: str
    label: str
    label_en: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()
    broader: str | None = None
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every surface form by which the concept is found; an act with a kind of unit is one: 牵头 and 单位."""
        composed = (act + unit for act in self.values("act") for unit in self.values("unit"))
        return (self.label, *self.alt, *self.hidden, *composed)

    def value(self, name: str, default: str = "") -> str:
        """First value of a property of the ``edu:`` namespace."""
        return self.properties.get(name, (default,))[0]

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a property of the ``edu:`` namespace."""
        return self.properties.get(name, ())

    def extended(self, other: Concept) -> Concept:
        """The concept with what another says of it as well; its own names stay what it is called."""
        known = {self.label, *self.alt, *self.hidden}
        names = self.properties.keys() | other.properties.keys()
        return replace(
            self,
            alt=(*self.alt, *(form for form in other.alt if form not in known)),
            hidden=(*self.hidden, *(form for form in other.hidden if form not in known)),
            decoys=tuple(dict.fromkeys((*self.decoys, *other.decoys))),
            properties={
                name: tuple(dict.fromkeys((*self.values(name), *other.values(name)))) for name in sorted(names)
            },
        )


class Hit(NamedTuple):
    """A form of a concept found in a text."""

    start: int
    end: int
    concept: Concept


class Matcher:
    """Finds every form of many concepts in one pass over a folded text.

    A hit inside a longer hit, of any concept or of a decoy, is none: 健康教育 in 心理健康教育.
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        from ahocorasick_rs import AhoCorasick

        entries: dict[str, list[Concept]] = {}
        for concept in concepts:
            for form in filter(None, dict.fromkeys(map(fold, concept.forms))):
                entries.setdefault(form, []).append(concept)
            for decoy in filter(None, map(fold, concept.decoys)):
                entries.setdefault(decoy, [])
        self._concepts = tuple(map(tuple, entries.values()))
        self._automaton = AhoCorasick(entries)

    def find(self, text: str) -> Iterator[Hit]:
        """Hits in the order of the text; of equal places all concepts are given."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        reach = 0
        for form, start, end in sorted(found, key=_longest_first):
            if end > reach:  # one that ends before lies inside another
                reach = end
                for concept in self._concepts[form]:
                    yield Hit(start, end, concept)


def _longest_first(match: tuple[int, int, int]) -> tuple[int, int]:
    return match[1], -match[2]


@dataclass(frozen=True)
class Scheme:
    """All concepts of one file of ``ontology/``, sorted by notation as the file gives them."""

    name: str
    concepts: tuple[Concept, ...]

    @cached_property
    def matcher(self) -> Matcher:
        """The finder of all forms of this scheme."""
        return Matcher(self.concepts)

    @cached_property
    def by_form(self) -> Mapping[str, Concept]:
        """Concept by folded surface form."""
        return {fold(form): concept for concept in self.concepts for form in concept.forms}

    @cached_property
    def by_iri(self) -> Mapping[str, Concept]:
        """Concept by IRI."""
        return {concept.iri: concept for concept in self.concepts}

    @cached_property
    def by_notation(self) -> Mapping[str, Concept]:
        """Concept by notation."""
        return {concept.notation: concept for concept in self.concepts}

    def above(self, concept: Concept) -> list[Concept]:
        """The concepts under which one counts, the next broader first."""
        found: list[Concept] = []
        while broader := self.by_iri.get((found[-1] if found else concept).broader or ""):
            found.append(broader)
        return found

    def forms(self) -> list[str]:
        """Every folded surface form, longest first, as alternatives of a pattern want them."""
        return sorted(self.by_form, key=lambda form: (-len(form), form))


@dataclass(frozen=True)
class Vocabulary:
    """What is added to the lists, by their names: concepts that they lack, and more labels of those that they have.

    ``digest`` tells one from another; that of the packaged lists alone is empty.
    """

    digest: str = ""
    added: Mapping[str, tuple[Concept, ...]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, added: Mapping[str, Sequence[Concept]]) -> Vocabulary:
        """A vocabulary of some concepts by list, each as far as it is added."""
        listed = {name: tuple(concepts) for name, concepts in sorted(added.items()) if concepts}
        return cls(sha256(repr(listed).encode()).hexdigest(), listed) if listed else PACKAGED

    def told(self) -> tuple[str, str] | None:
        """How much is added, in English and in Chinese; None where nothing is."""
        every = [one for added in self.added.values() for one in added]
        new = sum(bool(one.label) for one in every)
        words = sum(len(one.alt) + len(one.hidden) for one in every if not one.label)
        english = f"{new} new concept{'s' * (new != 1)}, {words} more word{'s' * (words != 1)}"
        return (english, f"新增概念 {new} 个，补充写法 {words} 个") if every else None


PACKAGED = Vocabulary()
"""The lists as they come with the program."""

_SPOKEN: ContextVar[Vocabulary] = ContextVar("vocabulary", default=PACKAGED)


def use(words: Vocabulary) -> None:
    """Put a vocabulary in force until another is."""
    _SPOKEN.set(words)


@contextmanager
def using(words: Vocabulary) -> Iterator[None]:
    """Put a vocabulary in force for a while."""
    before = _SPOKEN.set(words)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def cached(call: Callable[P, T]) -> Callable[P, T]:
    """``functools.cache`` for what follows from the word lists: one for each vocabulary that is in force.

    What is cached so is asked thousands of times a plan, by its place alone, without the names of its parameters.
    """
    caches: dict[str, Callable[..., T]] = {}

    @wraps(call)
    def found(*args: Hashable) -> T:
        digest = _SPOKEN.get().digest
        kept = caches.get(digest)
        if kept is None:
            kept = caches[digest] = lru_cache(maxsize=_MOST)(call)
        return kept(*args)

    return cast("Callable[P, T]", found)


@cached
def scheme(name: str) -> Scheme:
    """The concept scheme of ``ontology/NAME.ttl`` with what the vocabulary in force adds to it.

    Raises InputError when the file is missing or is not Turtle.
    """
    packaged, added = _packaged(name), _SPOKEN.get().added.get(name, ())
    if not added:
        return packaged
    more = {one.iri: one for one in added}
    known = [one.extended(more.pop(one.iri)) if one.iri in more else one for one in packaged.concepts]
    new = (one for one in more.values() if one.label and one.notation)  # an older list may have had what they add to
    return Scheme(name, (*known, *new))


@cached
def hidden(name: str, notation: str) -> tuple[str, ...]:
    """The folded words that show a concept of a list and are no name of it."""
    return tuple(map(fold, scheme(name).by_notation[notation].hidden))


def either(forms: Iterable[str]) -> str:
    r"""Forms as alternatives of a pattern, the longest first.

    >>> either(["区", "示范区", "县"])
    '示范区|区|县'
    """
    return "|".join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))


@cache
def _packaged(name: str) -> Scheme:
    """A concept scheme as it comes with the program."""
    import pyoxigraph as ox

    path = resources.folder("ontology") / f"{name}.ttl"
    try:
        found = concepts(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise InputError(f"ontology/{name}.ttl cannot be read: {error}") from error
    return Scheme(name, tuple(one for one in found if one.label and one.notation))


def concepts(quads: Iterable[ox.Quad | ox.Triple]) -> list[Concept]:
    """What some quads say of each of their subjects, in their order."""
    import pyoxigraph as ox

    subjects: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, (ox.BlankNode, ox.Triple)):
            subjects.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return [_concept(iri, values) for iri, values in subjects.items()]


def _concept(iri: str, values: Mapping[str, Sequence[object]]) -> Concept:
    """The concept of one subject of a scheme file."""

    def texts(key: str, language: str | None = None) -> tuple[str, ...]:
        found = values.get(key, [])
        return tuple(
            str(getattr(term, "value", term))
            for term in found
            if language is None or getattr(term, "language", None) == language
        )

    def first(found: tuple[str, ...]) -> str:
        return found[0] if found else ""

    return Concept(
        iri=iri,
        notation=first(texts(SKOS + "notation")),
        label=first(texts(SKOS + "prefLabel", "zh")),
        label_en=first(texts(SKOS + "prefLabel", "en")),
        alt=texts(SKOS + "altLabel", "zh"),
        hidden=texts(SKOS + "hiddenLabel", "zh"),
        decoys=texts(EDU + "decoy"),
        broader=first(texts(SKOS + "broader")) or None,
        properties={key.removeprefix(EDU): texts(key) for key in values if key.startswith(EDU)},
    )
