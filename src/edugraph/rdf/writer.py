"""The triples of one plan while they are gathered: by subject, in the order of the text, with spans and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import __version__
from edugraph.rdf import iris
from edugraph.rdf.namespaces import EDU, OA, PREFIXES, PROV, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.catalogue import Entry
    from edugraph.structure.plan import Plan
    from edugraph.text import Span

_CONTEXT = 100
_SENTENCE_END = "。！？!?\n\t"

AGENT = ox.NamedNode(f"{PREFIXES['id']}edugraph/{__version__}")
Term = ox.NamedNode | ox.Literal


class Writer:
    """Gathers the triples of one plan by subject, in the order in which the subjects are written."""

    def __init__(self, plan: Plan, entry: Entry) -> None:
        self.plan, self.entry = plan, entry
        self.place = entry.code or entry.city or plan.key
        self.region = iris.region(entry.code or entry.city) if entry.code or entry.city else None
        self.issuer = entry.issuer or (plan.quote(plan.header.issuer) if plan.header.issuer else "")
        self.bureau = iris.bureau(self.place, self.issuer)
        self.iri = iris.plan(plan.key)
        self.text = iris.part(plan.key, "text")
        self.sections = {section.key for section in plan.sections}
        self._quoted: set[Span] = set()
        self._subjects: dict[ox.NamedNode, list[tuple[ox.NamedNode, Term]]] = {}

    def add(self, subject: ox.NamedNode, *pairs: tuple[ox.NamedNode, Term | None]) -> None:
        """Add triples of a subject; a pair without object says nothing."""
        self._subjects.setdefault(subject, []).extend([pair for pair in pairs if pair[1] is not None])  # type: ignore[misc]

    def knows(self, subject: ox.NamedNode) -> bool:
        """Whether a subject is written already."""
        return subject in self._subjects

    def triples(self) -> Iterator[ox.Triple]:
        """All triples, subject by subject."""
        for subject, pairs in self._subjects.items():
            for predicate, value in pairs:
                yield ox.Triple(subject, predicate, value)

    def span(self, place: Span, *, quoted: bool = True) -> ox.NamedNode:
        """A place in the text (Web Annotation), with its quote and the rest of its sentence unless told otherwise."""
        node = iris.span(self.plan.key, place)
        selector = ox.NamedNode(node.value + "/selector")
        if not self.knows(node):
            self.add(node, (OA.hasSource, self.text), (OA.hasSelector, selector))
            self.add(
                selector,
                (RDF.type, OA.TextPositionSelector),
                (OA.start, integer(place.start)),
                (OA.end, integer(place.end)),
            )
        if quoted and place not in self._quoted:
            self._quoted.add(place)
            before, after = _context(self.plan.source.text, place)
            self.add(
                selector,
                (RDF.type, OA.TextQuoteSelector),
                (OA.exact, ox.Literal(self.plan.quote(place))),
                (OA.prefix, ox.Literal(before)),
                (OA.suffix, ox.Literal(after)),
            )
        return node

    def rule(self, name: str) -> ox.NamedNode:
        """The run of one rule of the extractor over the text, with the version of the program."""
        node = iris.part(self.plan.key, "extraction", name)
        if not self.knows(node):
            self.add(
                node,
                (RDF.type, PROV.Activity),
                (EDU.rule, ox.Literal(name)),
                (PROV.used, self.text),
                (PROV.wasAssociatedWith, AGENT),
            )
        return node


def integer(value: int) -> ox.Literal:
    """A whole number."""
    return ox.Literal(str(value), datatype=XSD.integer)


def zh(text: str) -> ox.Literal:
    """A text in Chinese."""
    return ox.Literal(text, language="zh")


def _context(text: str, place: Span) -> tuple[str, str]:
    """The rest of the sentence around a place, no more than 100 characters on each side."""
    begin = max(0, place.start - _CONTEXT)
    cut = max(text.rfind(mark, begin, place.start) for mark in _SENTENCE_END)
    stop = min(len(text), place.end + _CONTEXT)
    ends = [at for mark in _SENTENCE_END if (at := text.find(mark, place.end, stop)) >= 0]
    closed = place.end and text[place.end - 1] in _SENTENCE_END
    end = place.end if closed else min(ends) + 1 if ends else stop
    return text[max(begin, cut + 1) : place.start], text[place.end : end]
