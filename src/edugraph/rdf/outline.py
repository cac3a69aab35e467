"""The outline of a plan as RDF: sections, tasks, measures, and the words of each with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph.rdf import iris
from edugraph.rdf.namespaces import DCTERMS, EDU, RDF, SCHEMA, XSD
from edugraph.rdf.writer import integer, zh
from edugraph.text import Span, squeeze

if TYPE_CHECKING:
    from edugraph.rdf.writer import Writer
    from edugraph.structure.plan import Passage, Plan, Task


def section_iri(writer: Writer, key: str) -> ox.NamedNode:
    """A section of the plan by its key."""
    return iris.part(writer.plan.key, "section", key)


def task_iri(writer: Writer, number: str) -> ox.NamedNode:
    """A task of the plan by its number."""
    return iris.part(writer.plan.key, "task", number)


def measure_iri(writer: Writer, task: str, measure: str | None) -> ox.NamedNode | None:
    """A measure of a task by its number; None where there is none."""
    return iris.part(writer.plan.key, "task", task, "measure", measure) if measure else None


def sections(writer: Writer) -> None:
    """Write the headings of the plan."""
    for section in writer.plan.sections:
        above = section.key.rpartition(".")[0]
        writer.add(
            section_iri(writer, section.key),
            (RDF.type, EDU.Section),
            (DCTERMS.identifier, ox.Literal(section.key)),
            (DCTERMS.title, zh(writer.plan.title_of(section))),
            (DCTERMS.isPartOf, section_iri(writer, above) if above in writer.sections else writer.iri),
            (EDU.review, ox.Literal("true", datatype=XSD.boolean) if section.review else None),
            (EDU.span, writer.span(section.title, quoted=False)),
        )


def tasks(writer: Writer) -> None:
    """Write the tasks of the plan with their measures and their words."""
    for task in writer.plan.tasks:
        _task(writer, task)
        for passage in task.passages:
            _passage(writer, task, passage)


def _task(writer: Writer, task: Task) -> None:
    writer.add(
        task_iri(writer, task.number),
        (RDF.type, EDU.Task),
        (DCTERMS.identifier, ox.Literal(task.number)),
        (EDU.order, integer(task.span.start)),
        (DCTERMS.title, zh(writer.plan.title_of(task))),
        (DCTERMS.isPartOf, writer.iri),
        (EDU.section, section_iri(writer, task.section_key) if task.section_key in writer.sections else None),
        (EDU.span, writer.span(task.title, quoted=False)),
    )


def _passage(writer: Writer, task: Task, passage: Passage) -> None:
    """The words of a task, and of the measure they belong to, each stretch between clauses and noise by itself."""
    iri = task_iri(writer, task.number)
    measure = measure_iri(writer, task.number, passage.measure)
    if measure:
        writer.add(
            measure,
            (RDF.type, EDU.Measure),
            (DCTERMS.identifier, ox.Literal(passage.measure or "")),
            (DCTERMS.isPartOf, iri),
            (SCHEMA.text, zh(_without_clauses(writer.plan, task, passage.span))),
            (EDU.span, writer.span(passage.span, quoted=False)),
        )
    for stretch in writer.plan.stretches(task, passage):
        node = writer.span(stretch)
        for subject in filter(None, (iri, measure)):
            writer.add(subject, (EDU.passage, node))


def _without_clauses(plan: Plan, task: Task, span: Span) -> str:
    """The text of a measure without the clause behind it."""
    inside = [clause.span for clause in task.clauses if span.contains(clause.span)]
    end = min((clause.start for clause in inside), default=span.end)
    return squeeze(plan.quote(Span(span.start, end)))
