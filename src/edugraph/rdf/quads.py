"""Facts written down as RDF: one small function a kind of fact, and no judgement.

Subjects come in the order of the text and each subject's triples stand together, so the same plan
gives the same bytes. There are no blank nodes.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import __version__, dates, regions
from edugraph.extract import offices
from edugraph.facts import Citation, Fact, Leadership, Responsibility, Target, ThemeMention, number
from edugraph.rdf import iris
from edugraph.rdf.namespaces import DCTERMS, EDU, ELI, FOAF, OA, ORG, PREFIXES, PROV, RDF, SCHEMA, SKOS, XSD
from edugraph.text import Span, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edugraph.catalogue import Entry
    from edugraph.structure.plan import Plan, Task

_CONTEXT = 100
_SENTENCE_END = "。！？!?\n\t"
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
}
_KIND_OF = {
    Responsibility: "responsibility",
    Leadership: "leadership",
    Citation: "citation",
    ThemeMention: "theme",
    Target: "target",
}

AGENT = ox.NamedNode(f"{PREFIXES['id']}edugraph/{__version__}")
Term = ox.NamedNode | ox.Literal


class Writer:
    """Gathers the triples of one plan by subject, in the order in which the subjects are written."""

    def __init__(self, plan: Plan, entry: Entry) -> None:
        self.plan, self.entry = plan, entry
        self.place = entry.code or entry.city or plan.key
        self.region = iris.region(entry.code or entry.city) if entry.code or entry.city else None
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
                (OA.start, _integer(place.start)),
                (OA.end, _integer(place.end)),
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


def triples(plan: Plan, facts: Iterable[Fact], entry: Entry) -> Iterator[ox.Triple]:
    """All that is known of a plan."""
    writer = Writer(plan, entry)
    _plan(writer)
    _sections(writer)
    for task in plan.tasks:
        _task(writer, task)
    counters: dict[tuple[str, str], int] = {}
    for fact in facts:
        kind = _KIND_OF[type(fact)]
        counters[fact.task, kind] = counters.get((fact.task, kind), 0) + 1
        _fact(writer, fact, kind, counters[fact.task, kind])
    return writer.triples()


def turtle(found: Iterable[ox.Triple]) -> bytes:
    """Turtle with the project's prefixes, which the serialiser writes in no certain order."""
    data = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert data is not None  # serialize returns bytes when no output is given
    lines = data.split(b"\n", len(PREFIXES))
    return b"\n".join([*sorted(lines[: len(PREFIXES)]), lines[-1]])


def _integer(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=XSD.integer)


def _zh(text: str) -> ox.Literal:
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


def _plan(writer: Writer) -> None:
    plan, entry, header = writer.plan, writer.entry, writer.plan.header
    bureau = iris.part(writer.place, "bureau")
    issuer = entry.issuer or (squeeze(plan.quote(header.issuer)) if header.issuer else "")
    writer.add(
        writer.iri,
        (RDF.type, EDU.Plan),
        (DCTERMS.identifier, ox.Literal(plan.key)),
        (DCTERMS.title, _zh(squeeze(plan.quote(header.title)) if header.title else plan.key)),
        (EDU.year, ox.Literal(str(plan.year), datatype=XSD.gYear)),
        (ELI.id_local, ox.Literal(squeeze(plan.quote(header.number))) if header.number else None),
        (DCTERMS.issued, _date(plan.quote(header.issued)) if header.issued else None),
        (DCTERMS.issuer, bureau if issuer else None),
        (DCTERMS.spatial, writer.region),
        (DCTERMS.type, iris.concept("genre", header.genre) if header.genre else None),
        (EDU.cityKnown, ox.Literal(entry.known)),
        (EDU.cityFrom, ox.Literal(entry.city_from) if entry.city_from else None),
        (EDU.yearFrom, ox.Literal(entry.year_from or ("title" if header.year_stated else "text"))),
        (EDU.text, writer.text),
    )
    for words in entry.evidence:
        at = plan.source.text.find(words)  # what plans.toml gives as evidence, or the name in the head
        if at >= 0:
            writer.add(writer.iri, (EDU.cityEvidence, writer.span(Span(at, at + len(words)))))
    _provenance(writer)
    if issuer:
        writer.add(bureau, (RDF.type, ORG.FormalOrganization), (SKOS.prefLabel, _zh(issuer)))
    _regions(writer)


def _regions(writer: Writer) -> None:
    """The city of the plan and the divisions that it belongs to, as the kept list has them."""
    if not writer.region:
        return
    known = regions.by_code(writer.entry.code)
    if known is None:
        name = _zh(writer.entry.city or writer.entry.code)
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
            (SKOS.prefLabel, _zh(region.name)),
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
        (DCTERMS.extent, _integer(len(source.text))),
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


def _section_iri(writer: Writer, key: str) -> ox.NamedNode:
    return iris.part(writer.plan.key, "section", key)


def _sections(writer: Writer) -> None:
    for section in writer.plan.sections:
        above = section.key.rpartition(".")[0]
        writer.add(
            _section_iri(writer, section.key),
            (RDF.type, EDU.Section),
            (DCTERMS.identifier, ox.Literal(section.key)),
            (DCTERMS.title, _zh(writer.plan.title_of(section))),
            (DCTERMS.isPartOf, _section_iri(writer, above) if above in writer.sections else writer.iri),
            (EDU.review, ox.Literal("true", datatype=XSD.boolean) if section.review else None),
            (EDU.span, writer.span(section.title, quoted=False)),
        )


def _task_iri(writer: Writer, number_: str) -> ox.NamedNode:
    return iris.part(writer.plan.key, "task", number_)


def _measure_iri(writer: Writer, task: str, measure: str | None) -> ox.NamedNode | None:
    return iris.part(writer.plan.key, "task", task, "measure", measure) if measure else None


def _task(writer: Writer, task: Task) -> None:
    plan, iri = writer.plan, _task_iri(writer, task.number)
    writer.add(
        iri,
        (RDF.type, EDU.Task),
        (DCTERMS.identifier, ox.Literal(task.number)),
        (EDU.order, _integer(task.span.start)),
        (DCTERMS.title, _zh(plan.title_of(task))),
        (DCTERMS.isPartOf, writer.iri),
        (EDU.section, _section_iri(writer, task.section_key) if task.section_key in writer.sections else None),
        (EDU.span, writer.span(task.title, quoted=False)),
    )
    for passage in task.passages:
        measure = _measure_iri(writer, task.number, passage.measure)
        if measure:
            writer.add(
                measure,
                (RDF.type, EDU.Measure),
                (DCTERMS.identifier, ox.Literal(passage.measure or "")),
                (DCTERMS.isPartOf, iri),
                (SCHEMA.text, _zh(_without_clauses(plan, task, passage.span))),
                (EDU.span, writer.span(passage.span, quoted=False)),
            )


def _without_clauses(plan: Plan, task: Task, span: Span) -> str:
    """The text of a measure without the clause behind it."""
    inside = [clause.span for clause in task.clauses if span.contains(clause.span)]
    end = min((clause.start for clause in inside), default=span.end)
    return squeeze(plan.quote(Span(span.start, end)))


def _fact(writer: Writer, fact: Fact, kind: str, position: int) -> None:
    """What every fact carries, and then what its kind does."""
    task = _task_iri(writer, fact.task)
    iri = iris.part(writer.plan.key, "task", fact.task, kind, str(position))
    writer.add(
        iri,
        (RDF.type, getattr(EDU, type(fact).__name__)),
        (EDU.task, task),
        (EDU.measure, _measure_iri(writer, fact.task, fact.measure)),
        (OA.hasTarget, writer.span(fact.span)),
        (PROV.wasGeneratedBy, writer.rule(fact.rule)),
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
        (EDU.head, _zh(fact.head)),
    )
    writer.add(task, (PROV.qualifiedAssociation, iri))
    if writer.knows(office):
        return
    writer.add(
        office,
        (RDF.type, ORG.OrganizationalUnit if offices.is_unit(fact.organisation) else ORG.Organization),
        (SKOS.prefLabel, _zh(fact.organisation)),
        (ORG.unitOf, iris.part(writer.place, "bureau") if offices.is_unit(fact.organisation) else None),
        *((ORG.purpose, ox.NamedNode(concept.iri)) for concept in offices.functions(fact.organisation)),
    )


def _leadership(writer: Writer, iri: ox.NamedNode, task: ox.NamedNode, fact: Leadership) -> None:
    person = iris.person(writer.place, fact.person)
    writer.add(iri, (PROV.agent, person), (PROV.hadRole, iris.concept("role", "leader")), (EDU.head, _zh(fact.head)))
    writer.add(task, (PROV.qualifiedAssociation, iri))
    if not writer.knows(person):
        writer.add(person, (RDF.type, FOAF.Person), (FOAF.name, _zh(fact.person)))


def _citation(writer: Writer, iri: ox.NamedNode, task: ox.NamedNode, fact: Citation) -> None:
    document = iris.document(fact.title)
    writer.add(iri, (DCTERMS.references, document))
    writer.add(task, (DCTERMS.references, document))
    kind = iris.concept("document-kind", fact.document)
    if not writer.knows(document):
        writer.add(document, (RDF.type, EDU.Document), (DCTERMS.title, _zh(fact.title)), (DCTERMS.type, kind))


def _theme(writer: Writer, iri: ox.NamedNode, task: ox.NamedNode, fact: ThemeMention) -> None:
    theme = iris.concept("theme", fact.theme)
    writer.add(iri, (DCTERMS.subject, theme))
    writer.add(task, (DCTERMS.subject, theme))


def _target(writer: Writer, iri: ox.NamedNode, fact: Target) -> None:
    def decimal(value: object) -> ox.Literal | None:
        return None if value is None else ox.Literal(number(value), datatype=XSD.decimal)  # type: ignore[arg-type]

    deadline = fact.deadline
    writer.add(
        iri,
        (EDU.indicatorText, _zh(fact.indicator)),
        (EDU.indicator, iris.concept("indicator", fact.concept) if fact.concept else None),
        (SCHEMA.value, decimal(fact.value)),
        (SCHEMA.maxValue, decimal(fact.value_max)),
        (SCHEMA.unitText, ox.Literal(fact.unit)),
        (EDU.comparator, iris.concept("comparator", _SYMBOLS[fact.comparator])),
        (EDU.deadline, ox.Literal(deadline, datatype=getattr(XSD, _DATE_TYPES[len(deadline)])) if deadline else None),
        (EDU.kind, ox.Literal(fact.kind)),
        (EDU.redacted, ox.Literal(fact.redacted)),
        (EDU.strength, iris.concept("strength", fact.strength) if fact.strength else None),
        (EDU.verb, _zh(fact.verb) if fact.verb else None),
        (EDU.figureStart, _integer(fact.figure.start)),
        (EDU.figureEnd, _integer(fact.figure.end)),
    )
