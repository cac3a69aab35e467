"""Facts written down as RDF: one small function a kind of fact, and no judgement.

Subjects come in the order of the text and each subject's triples stand together, so the same plan
gives the same bytes. There are no blank nodes.
"""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import __version__, dates, regions
from edugraph.extract import offices
from edugraph.facts import Citation, Fact, Leadership, Responsibility, Result, Target, ThemeMention, number
from edugraph.rdf import concepts, iris, outline, people
from edugraph.rdf.namespaces import DCTERMS, EDU, ELI, FOAF, OA, ORG, PREFIXES, PROV, RDF, SCHEMA, SKOS, XSD
from edugraph.rdf.writer import AGENT, Writer, integer, zh
from edugraph.text import Span, fold, name
from edugraph.vocabulary import using

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edugraph.catalogue import Entry
    from edugraph.corrections import Corrected
    from edugraph.structure.plan import Plan, Remark

    Place = tuple[ox.NamedNode, ox.NamedNode]

_SYMBOLS = {"=": "eq", ">=": "ge", ">": "gt", "<=": "le", "<": "lt"}
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_MEDIA_TYPES = {
    "txt": "text/plain",
    "html": "text/html",
    "mhtml": "multipart/related",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tiff": "image/tiff",
}
_KIND_OF = {
    Responsibility: "responsibility",
    Leadership: "leadership",
    Citation: "citation",
    ThemeMention: "theme",
    Target: "target",
    Result: "result",
}


def triples(plan: Plan, corrected: Corrected, entry: Entry) -> Iterator[ox.Triple]:
    """All that is known of a plan: its facts, remarks on figures that were read and set aside, what people said of both.

    A fact or remark belongs to a task, or to the section that reviews the year before; a remark on what stands
    in neither to the plan.
    """
    with using(plan.words):
        return _written(Writer(plan, entry), corrected)


def _written(writer: Writer, corrected: Corrected) -> Iterator[ox.Triple]:
    """All triples of a plan, with the words that it was read with in force."""
    plan = writer.plan
    _plan(writer)
    concepts.write(writer)
    outline.sections(writer)
    outline.tasks(writer)
    count: Counter[tuple[str, ...]] = Counter()
    for at, one in enumerate(corrected.found):
        home, kind = _home(plan, one), _KIND_OF[type(one)] if isinstance(one, Fact) else "remark"
        count[*home, kind] += 1
        place = (getattr(EDU, home[0]), iris.part(plan.key, *home)) if home else (DCTERMS.isPartOf, writer.iri)
        iri = iris.part(plan.key, *home, kind, str(count[*home, kind]))
        if not isinstance(one, Fact):
            _remark(writer, iri, place, one)
        elif corrected.is_dropped(at):
            people.dropped(writer, iri, place, one)
        else:
            _fact(writer, iri, place, one)
            writer.add(iri, (EDU.corrected, ox.Literal(said) if (said := corrected.outcome(at)) else None))
        people.notes(writer, iri, corrected.notes.get(at, ()))
    people.idle(writer, corrected.idle)
    return writer.triples()


def _home(plan: Plan, one: Fact | Remark) -> tuple[str, ...]:
    """What holds a fact or remark: a task by its number, or a review by the key of its section; nothing elsewhere."""
    if isinstance(one, Fact):
        return ("section", one.section) if isinstance(one, Result) and one.section else ("task", one.task)
    review = next((section.key for section in plan.sections if section.review and section.span.contains(one.span)), "")
    if review:
        return ("section", review)
    task = plan.task_at(one.span)
    return ("task", task) if task else ()


def turtle(found: Iterable[ox.Triple]) -> bytes:
    """Turtle with the project's prefixes, which the serialiser writes in no certain order."""
    data = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert data is not None  # serialize returns bytes when no output is given
    lines = data.split(b"\n", len(PREFIXES))
    return b"\n".join([*sorted(lines[: len(PREFIXES)]), lines[-1]])


def _plan(writer: Writer) -> None:
    plan, entry, header = writer.plan, writer.entry, writer.plan.header
    issuer = writer.issuer
    writer.add(
        writer.iri,
        (RDF.type, EDU.Plan),
        (DCTERMS.identifier, ox.Literal(plan.key)),
        (DCTERMS.title, zh(plan.said(header.title) if header.title else plan.key)),
        (EDU.year, ox.Literal(str(plan.year), datatype=XSD.gYear)),
        (ELI.id_local, ox.Literal(plan.said(header.number)) if header.number else None),
        (DCTERMS.issued, _date(fold(plan.said(header.issued))) if header.issued else None),
        (DCTERMS.issuer, writer.bureau if issuer else None),
        (DCTERMS.spatial, writer.region),
        (EDU.cityLabel, ox.Literal(_city(entry) or plan.key)),
        (DCTERMS.type, iris.concept("genre", header.genre) if header.genre else None),
        (EDU.cityKnown, ox.Literal(entry.known)),
        (EDU.cityFrom, ox.Literal(entry.city_from) if entry.city_from else None),
        (EDU.yearFrom, ox.Literal(entry.year_from or header.year_from)),
        (EDU.text, writer.text),
    )
    for words in entry.evidence:
        at = plan.source.text.find(words)  # what plans.toml gives as evidence, or the name in the head
        if at >= 0:
            writer.add(writer.iri, (EDU.cityEvidence, writer.span(Span(at, at + len(words)))))
    _year(writer)
    _provenance(writer)
    if issuer:
        writer.add(writer.bureau, (RDF.type, ORG.FormalOrganization), (SKOS.prefLabel, zh(name(issuer))))
    _regions(writer)


def _year(writer: Writer) -> None:
    """All that speaks of the year of the plan."""
    for one in writer.plan.header.evidence:
        iri = iris.part(writer.plan.key, "year-evidence", one.kind)
        writer.add(writer.iri, (EDU.yearEvidence, iri))
        writer.add(
            iri,
            (RDF.type, EDU.YearEvidence),
            (DCTERMS.type, iris.concept("evidence", one.kind)),
            (DCTERMS.date, ox.Literal(str(one.year), datatype=XSD.gYear)),
            (OA.hasTarget, writer.span(one.span)),
        )


def _city(entry: Entry) -> str:
    """The name that tells the city of a plan from all others, where it is known."""
    known = regions.by_code(entry.code)
    return regions.told_apart(known) if known else entry.city


def _regions(writer: Writer) -> None:
    """The city of the plan and the divisions that it belongs to, as the kept list has them."""
    if not writer.region:
        return
    known = regions.by_code(writer.entry.code)
    if known is None:
        name = zh(writer.entry.city or writer.entry.code)
        code = ox.Literal(writer.entry.code) if writer.entry.code else None
        writer.add(writer.region, (RDF.type, SCHEMA.AdministrativeArea), (SKOS.notation, code), (SKOS.prefLabel, name))
        return
    chain = [known, *known.above()]
    for region, above in zip_longest(chain, chain[1:]):
        parent = iris.region(above.code) if above else None
        writer.add(
            iris.region(region.code),
            (RDF.type, SCHEMA.AdministrativeArea),
            (SKOS.notation, ox.Literal(region.code)),
            (SKOS.prefLabel, zh(region.name)),
            (SKOS.prefLabel, ox.Literal(region.label_en, language="en")),
            (EDU.level, ox.Literal(region.level)),
            (SKOS.broader, parent),
            (SCHEMA.containedInPlace, parent),
        )


def _provenance(writer: Writer) -> None:
    """The text that was read, the file that it comes from, and the program that read it. No clock: the version says which run it was."""
    source = writer.plan.source
    file = iris.part(writer.plan.key, "file")
    writer.add(
        writer.text,
        (RDF.type, PROV.Entity),
        (DCTERMS.identifier, ox.Literal(f"sha256:{source.sha256}")),
        (DCTERMS.source, ox.Literal(source.name)),
        (DCTERMS.extent, integer(len(source.text))),
        (PROV.wasDerivedFrom, file if source.origin else None),
    )
    if source.origin:
        encoding = f"; charset={source.origin.encoding}" if source.origin.encoding else ""
        writer.add(
            file,
            (RDF.type, PROV.Entity),
            (DCTERMS.identifier, ox.Literal(f"sha256:{source.origin.sha256}")),
            (DCTERMS.format, ox.Literal(_MEDIA_TYPES[source.origin.form] + encoding)),
        )
    writer.add(AGENT, (RDF.type, PROV.SoftwareAgent), (DCTERMS.identifier, ox.Literal(f"edugraph {__version__}")))


def _date(text: str) -> ox.Literal | None:
    iso = dates.day(text)
    return ox.Literal(iso, datatype=XSD.date) if iso else None


def _remark(writer: Writer, iri: ox.NamedNode, place: Place, remark: Remark) -> None:
    """A figure that was read and set aside, with the reason."""
    writer.add(
        iri,
        (RDF.type, EDU.Remark),
        place,
        (EDU.reason, ox.Literal(remark.reason)),
        (OA.hasTarget, writer.span(remark.span)),
    )


def _fact(writer: Writer, iri: ox.NamedNode, place: Place, fact: Fact) -> None:
    """What every fact carries, and then what its kind does."""
    _, task = place
    writer.add(
        iri,
        (RDF.type, getattr(EDU, type(fact).__name__)),
        place,
        (EDU.measure, outline.measure_iri(writer, fact.task, fact.measure)),
        (OA.hasTarget, writer.span(fact.span)),
        (PROV.wasGeneratedBy, writer.rule(fact.rule)),
        *((EDU.doubt, iris.concept("doubt", one)) for one in fact.doubts),
    )
    match fact:
        case Responsibility():
            _responsibility(writer, iri, task, fact)
        case Leadership():
            _leadership(writer, iri, task, fact)
        case Citation():
            _citation(writer, iri, task, fact)
        case ThemeMention():
            _theme(writer, iri, task, fact)
        case Target():
            _target(writer, iri, fact)


def _responsibility(writer: Writer, iri: ox.NamedNode, task: ox.NamedNode, fact: Responsibility) -> None:
    office = iris.office(writer.place, fact.organisation)
    writer.add(
        iri,
        (PROV.agent, office),
        (PROV.hadRole, iris.concept("role", fact.role)),
        (EDU.head, zh(fact.head)),
    )
    writer.add(task, (PROV.qualifiedAssociation, iri))
    if writer.knows(office):
        return
    writer.add(
        office,
        (RDF.type, ORG.OrganizationalUnit if offices.is_unit(fact.organisation) else ORG.Organization),
        (SKOS.prefLabel, zh(name(fact.organisation))),
        (ORG.unitOf, writer.bureau if offices.is_unit(fact.organisation) else None),
        *((ORG.purpose, ox.NamedNode(concept.iri)) for concept in offices.functions(fact.organisation)),
    )


def _leadership(writer: Writer, iri: ox.NamedNode, task: ox.NamedNode, fact: Leadership) -> None:
    person = iris.person(writer.place, fact.person)
    writer.add(iri, (PROV.agent, person), (PROV.hadRole, iris.concept("role", "leader")), (EDU.head, zh(fact.head)))
    writer.add(task, (PROV.qualifiedAssociation, iri))
    if not writer.knows(person):
        writer.add(person, (RDF.type, FOAF.Person), (FOAF.name, zh(name(fact.person))))


def _citation(writer: Writer, iri: ox.NamedNode, task: ox.NamedNode, fact: Citation) -> None:
    document = iris.document(fact.title)
    writer.add(iri, (DCTERMS.references, document))
    writer.add(task, (DCTERMS.references, document))
    kind = iris.concept("document-kind", fact.document) if fact.document else None
    if not writer.knows(document):
        writer.add(document, (RDF.type, EDU.Document), (DCTERMS.title, zh(name(fact.title))), (DCTERMS.type, kind))


def _theme(writer: Writer, iri: ox.NamedNode, task: ox.NamedNode, fact: ThemeMention) -> None:
    theme = concepts.named("themes", fact.theme)
    standing = (EDU.standing, ox.Literal(fact.standing))
    writer.add(iri, (DCTERMS.subject, theme), standing, (EDU.mentions, integer(len(fact.mentions))))
    writer.add(task, (DCTERMS.subject, theme))


def _target(writer: Writer, iri: ox.NamedNode, fact: Target) -> None:
    def decimal(value: object) -> ox.Literal | None:
        return None if value is None else ox.Literal(number(value), datatype=XSD.decimal)  # type: ignore[arg-type]

    deadline = fact.deadline
    writer.add(
        iri,
        (EDU.indicatorText, zh(fact.indicator)),
        (EDU.indicator, concepts.named("indicators", fact.concept) if fact.concept else None),
        (SCHEMA.value, decimal(fact.value)),
        (SCHEMA.maxValue, decimal(fact.value_max)),
        (SCHEMA.unitText, ox.Literal(fact.unit)),
        (EDU.comparator, iris.concept("comparator", _SYMBOLS[fact.comparator])),
        (EDU.deadline, ox.Literal(deadline, datatype=getattr(XSD, _DATE_TYPES[len(deadline)])) if deadline else None),
        (EDU.kind, ox.Literal(fact.kind)),
        (EDU.redacted, ox.Literal(fact.redacted)),
        (EDU.strength, iris.concept("strength", fact.strength) if fact.strength else None),
        (EDU.verb, zh(fact.verb) if fact.verb else None),
        (EDU.figureStart, integer(fact.figure.start)),
        (EDU.figureEnd, integer(fact.figure.end)),
    )
