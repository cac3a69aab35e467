"""Word lists that an education official would extend: the concept schemes of ``ontology/``.

A scheme is a Turtle file of SKOS concepts. ``prefLabel`` is shown, ``altLabel`` is a synonym,
``hiddenLabel`` a surface form only, and ``edu:decoy`` a longer expression in which a label of the
concept stands by accident (捐资助教 holds 资助). All of them are found longest first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from edugraph import resources
from edugraph.errors import InputError
from edugraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SKOS = "http://www.w3.org/2004/02/skos/core#"
EDU = "https://w3id.org/edugraph/ontology#"


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
        entries: dict[str, list[Concept | None]] = {}
        for concept in concepts:
            for form in dict.fromkeys(map(fold, concept.forms)):
                entries.setdefault(form, []).append(concept)
            for decoy in dict.fromkeys(map(fold, concept.decoys)):
                entries.setdefault(decoy, []).append(None)
        self._entries = entries
        self._index: dict[str, list[str]] = {}
        for form in sorted(entries, key=lambda form: (-len(form), form)):
            self._index.setdefault(form[:2], []).append(form)
        for pair in self._index:
            if len(pair) > 1:  # a form of one character may stand where no longer one does
                self._index[pair].extend(self._index.get(pair[0], []))

    def find(self, text: str) -> Iterator[Hit]:
        """Hits in the order of the text; of equal places all concepts are given."""
        get = self._index.get
        pairs = zip(text, text[1:] + " ", strict=False)
        candidates = [(at, forms) for at, (one, two) in enumerate(pairs) if (forms := get(one + two) or get(one))]
        reach = 0  # hits come by start, longest first: one that ends before this lies inside another
        for at, forms in candidates:
            form = next((form for form in forms if text.startswith(form, at)), "")
            if form and at + len(form) > reach:
                reach = at + len(form)
                for concept in self._entries[form]:
                    if concept is not None:
                        yield Hit(at, reach, concept)


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
    def by_notation(self) -> Mapping[str, Concept]:
        """Concept by notation."""
        return {concept.notation: concept for concept in self.concepts}

    def forms(self) -> list[str]:
        """Every folded surface form, longest first, as alternatives of a pattern want them."""
        return sorted(self.by_form, key=lambda form: (-len(form), form))


@cache
def scheme(name: str) -> Scheme:
    """The concept scheme of ``ontology/NAME.ttl``.

    Raises InputError when the file is missing or is not Turtle.
    """
    import pyoxigraph as ox

    path = resources.folder("ontology") / f"{name}.ttl"
    subjects: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, (ox.BlankNode, ox.Triple)):
                values = subjects.setdefault(quad.subject.value, {})
                values.setdefault(quad.predicate.value, []).append(quad.object)
    except (OSError, SyntaxError) as error:
        raise InputError(f"ontology/{name}.ttl cannot be read: {error}") from error
    found = [_concept(iri, values) for iri, values in subjects.items() if SKOS + "prefLabel" in values]
    inside = [concept for concept in found if concept.notation]
    return Scheme(name, tuple(inside))


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
