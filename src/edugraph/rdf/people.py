"""What people said of facts, as RDF (PROV): who corrected what, when and why, and the fact as it was read before.

A correction is an activity of a person. A fact that it changed is a revision of what was read, which it invalidated; a
fact that it dropped stays as an entity that is no fact any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph.rdf import iris
from edugraph.rdf.namespaces import DCTERMS, EDU, FOAF, OA, PROV, RDF, XSD
from edugraph.rdf.writer import zh
from edugraph.text import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.corrections import Correction, Idle, Note
    from edugraph.facts import Fact
    from edugraph.rdf.writer import Writer

    Place = tuple[ox.NamedNode, ox.NamedNode]


def notes(writer: Writer, iri: ox.NamedNode, said: Iterable[Note]) -> None:
    """Write what people said of a fact, in their order."""
    for number, note in enumerate(said, 1):
        correction = ox.NamedNode(f"{iri.value}/correction/{number}")
        _correction(writer, correction, note.correction, note.outcome)
        writer.add(
            correction,
            (EDU.asRead, zh(note.told_before) if note.told_before else None),
            (EDU.asCorrected, zh(note.told_after) if note.told_after else None),
        )
        writer.add(iri, (EDU.correction, correction))
        if note.outcome == "added":
            writer.add(iri, (PROV.wasGeneratedBy, correction))
        elif note.outcome == "dropped":
            writer.add(iri, (PROV.wasInvalidatedBy, correction))
        elif note.outcome == "changed" and note.before:
            _revision(writer, iri, number, note.before, correction)


def _revision(writer: Writer, iri: ox.NamedNode, number: int, before: Fact, correction: ox.NamedNode) -> None:
    read = ox.NamedNode(f"{iri.value}/before/{number}")
    writer.add(iri, (PROV.wasRevisionOf, read), (PROV.wasGeneratedBy, correction))
    writer.add(
        read,
        (RDF.type, PROV.Entity),
        (PROV.wasGeneratedBy, writer.rule(before.rule)),
        (PROV.wasInvalidatedBy, correction),
    )


def dropped(writer: Writer, iri: ox.NamedNode, place: Place, fact: Fact) -> None:
    """Write what was read as a fact and is none: where it stands, and what found it."""
    writer.add(
        iri,
        (RDF.type, EDU.DroppedFact),
        place,
        (OA.hasTarget, writer.span(fact.span)),
        (PROV.wasGeneratedBy, writer.rule(fact.rule)),
    )


def idle(writer: Writer, some: Sequence[Idle]) -> None:
    """Write the corrections that do not apply, with the reason."""
    for number, one in enumerate(some, 1):
        iri = iris.part(writer.plan.key, "correction", str(number))
        _correction(writer, iri, one.correction, "idle")
        writer.add(iri, (EDU.reason, ox.Literal(one.reason)))


def _correction(writer: Writer, iri: ox.NamedNode, said: Correction, outcome: str) -> None:
    person = iris.corrector(said.who)
    writer.add(
        iri,
        (RDF.type, EDU.Correction),
        (DCTERMS.isPartOf, writer.iri),
        (EDU.corrected, ox.Literal(outcome)),
        (EDU.factKind, ox.Literal(said.kind)),
        (EDU.taskNumber, ox.Literal(said.task) if said.task else None),
        (EDU.quoted, ox.Literal(said.quote)),
        (EDU.why, ox.Literal(said.why)),
        (DCTERMS.date, ox.Literal(said.when, datatype=XSD.date)),
        (PROV.wasAssociatedWith, person),
    )
    if not writer.knows(person):
        writer.add(person, (RDF.type, PROV.Person), (FOAF.name, zh(name(said.who))))
