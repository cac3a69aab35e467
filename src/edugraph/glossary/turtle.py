"""Words of one's own in Turtle: SKOS concepts as in ``ontology/`` of the program, each value with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph.glossary.draft import BASE, IN_SCHEME, Draft, Finding, Place, Said, list_of
from edugraph.vocabulary import EDU, LISTS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_REACH = 200  # lines in which a concept is written
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
        of_lists = any(one.predicate.value.startswith((SKOS, EDU)) for one in said)
        if SKOS + "Concept" in types or (of_lists and not types):
            begin = places.of(iri)
            yield Draft(iri, _part(iri, part, said), begin, [places.said(begin, one) for one in said])


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
        self._firsts: dict[str, int] = {}
        for at, line in enumerate(self._lines):
            if words := line.split(None, 1):
                self._firsts.setdefault(words[0], at)

    def of(self, iri: str) -> Place:
        """The line where a subject begins."""
        short = [f"{name}:{iri.removeprefix(base)}" for name, base in self._prefixes.items() if iri.startswith(base)]
        forms = (*short, f"<{iri}>", f"<{iri.rpartition('/')[2]}>")
        return Place(self._file, 1 + next((self._firsts[form] for form in forms if form in self._firsts), 0))

    def said(self, begin: Place, quad: ox.Quad) -> Said:
        """A value with the line that has it, not far below the beginning of its subject; else that line itself."""
        term = quad.object
        value = str(getattr(term, "value", term))
        language = (term.language or "").partition("-")[0].lower() if isinstance(term, ox.Literal) else ""
        written = f'"{value}"' if isinstance(term, ox.Literal) else value.rpartition("/")[2]
        below = range(begin.line - 1, min(len(self._lines), begin.line + _REACH))
        at = next((at for at in below if written in self._lines[at]), begin.line - 1)
        return Said(quad.predicate.value, value.strip(), Place(self._file, at + 1), language)
