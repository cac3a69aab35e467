"""Words of one's own in Turtle: SKOS concepts as in ``ontology/`` of the program, each value with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph.glossary.draft import BASE, IN_SCHEME, LABELS, Draft, Finding, Place, Said, list_of
from edugraph.vocabulary import LISTS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ADVICE = (
    "In Turtle a comma stands between values, a semicolon between properties and a full stop behind a concept, "
    'none of them full-width; a label is "夜校"@zh; a prefix such as skos: is declared above.'
)


def read(path: Path, text: str) -> tuple[list[Draft], list[Finding]]:
    """The concepts of a file, and its mistakes of writing. A relative IRI (<夜校>) is one of the file's list."""
    part = list_of(path)
    parser = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri=f"{BASE}{part}/" if part else None)
    try:
        quads = list(parser)
    except SyntaxError as error:
        said = str(error.msg).partition(": ")[2] or str(error.msg)
        return [], [Finding(str(path), error.lineno or 1, f"not Turtle: {said}.", _ADVICE)]
    places = _Places(str(path), text, parser.prefixes)
    return list(_drafts(part, quads, places)), []


def _drafts(part: str, quads: Sequence[ox.Quad], places: _Places) -> Iterator[Draft]:
    subjects: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            subjects.setdefault(quad.subject.value, []).append(quad)
    for iri, said in subjects.items():
        types = {str(one.object).strip("<>") for one in said if one.predicate.value == _TYPE}
        named = any(one.predicate.value in LABELS for one in said)
        if SKOS + "Concept" in types or (named and not types):
            yield Draft(iri, _part(iri, part, said), places.of(iri), [places.said(iri, one) for one in said])


def _part(iri: str, part: str, said: Sequence[ox.Quad]) -> str:
    """The list of a concept: the one it is said to be in, else that of its IRI, else that of the file."""
    given = [str(one.object).strip("<>") for one in said if one.predicate.value == IN_SCHEME]
    if given:
        return next((one.removeprefix(BASE) for one in given if one.removeprefix(BASE) in LISTS), given[0])
    own = iri.removeprefix(BASE).rpartition("/")[0]
    return own if own in LISTS else part


class _Places:
    """Where a text of Turtle says something: the parser tells only where it stops, so that its words are looked for."""

    def __init__(self, file: str, text: str, prefixes: Mapping[str, str]) -> None:
        self._file, self._lines, self._prefixes = file, text.split("\n"), prefixes
        self._begun: dict[str, int] = {}

    def of(self, iri: str) -> Place:
        """The line where a subject begins."""
        if iri not in self._begun:
            forms = [
                f"{prefix}:{iri.removeprefix(base)}" for prefix, base in self._prefixes.items() if iri.startswith(base)
            ]
            forms += [f"<{iri}>", f"<{iri.rpartition('/')[2]}>"]
            found = (
                at for at, line in enumerate(self._lines) if line.strip().startswith(tuple(one + " " for one in forms))
            )
            alone = (at for at, line in enumerate(self._lines) if line.strip() in forms)
            self._begun[iri] = min(next(found, len(self._lines)), next(alone, len(self._lines))) % len(self._lines)
        return Place(self._file, self._begun[iri] + 1)

    def said(self, iri: str, quad: ox.Quad) -> Said:
        """A value with the line that has it, at or below the beginning of its subject; else that line itself."""
        place, term = self.of(iri), quad.object
        value = str(getattr(term, "value", term))
        language = (term.language or "").partition("-")[0].lower() if isinstance(term, ox.Literal) else ""
        written = f'"{value}"' if isinstance(term, ox.Literal) else value.rpartition("/")[2]
        below = range(place.line - 1, len(self._lines))
        at = next((at for at in below if written in self._lines[at]), place.line - 1)
        return Said(quad.predicate.value, value.strip(), Place(self._file, at + 1), language)
