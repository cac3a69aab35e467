"""What is wrong with words of one's own, and the vocabulary that right ones make.

The rules are those that the packaged lists keep to, as far as one may add to them: each concept has a list and a
Chinese name (an English one is welcome; where there is none the Chinese one is shown), and no two share a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from edugraph import vocabulary
from edugraph.errors import nearest
from edugraph.glossary.draft import ALT, BASE, BROADER, HIDDEN, LABELS, NOTATION, PREF, Draft, Finding, Place
from edugraph.text import fold
from edugraph.vocabulary import EDU, LISTS, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edugraph.glossary.lists import Lists
    from edugraph.vocabulary import Concept

    Rule = Callable[[Draft, Lists], Iterator[Finding]]

OPEN = ("theme", "indicator", "office", "unit", "bureau")
"""Lists that take new concepts; what those of the others mean is the program's, and they take more words only."""

_SHORT = ("unit", "strength", "document-kind", "context")  # lists with words of one character: 所, 拟, 函
_FAMILY, _MEASURE, _DIRECTION, _KIND = (EDU + name for name in ("family", "measure", "direction", "kind"))
_CLOSED = {
    _MEASURE: ("stock", "flow", "share", "limit", "coverage", "frequency"),
    _DIRECTION: ("up", "down", "none"),
    _KIND: ("count", "amount", "rate", "limit"),
}
"""Properties that take one of a few words."""
_USUAL = {"share": "share", "span": "limit", "load": "limit"}
"""How an indicator measures where it is not said, by the family of its units; else it counts what is added."""
_FEW = 8


def findings(lists: Lists) -> list[Finding]:
    """Every mistake in what is to be added."""
    rules: tuple[Rule, ...] = (_named, _written, _shared, _numbered, _placed, _measured)
    found: list[Finding] = []
    for one in lists.drafts.values():
        found += list(_listed(one, lists)) or [finding for rule in rules for finding in rule(one, lists)]
    return found


def _finding(place: Place, finding: str, advice: str) -> Finding:
    return Finding(*place, finding, advice)


def _listed(one: Draft, lists: Lists) -> Iterator[Finding]:
    """A concept in no list, or a new one in a list that takes none."""
    if one.part not in LISTS:
        said = f"<{one.part}> is no list of EduGraph" if one.part else f"{one.called} is in no list"
        advice = f"Name the file after the list (themes.ttl), or write skos:inScheme <{BASE}theme>"
        yield _finding(one.place, f"{said}.", f"{advice}; the lists are {', '.join(LISTS)}.")
    elif (own := one.iri.removeprefix(BASE).rpartition("/")[0]) in LISTS and own != one.part:
        advice = f"Take out skos:inScheme, or give it an IRI of {LISTS[one.part]}."
        yield _finding(one.place, f"<{one.iri}> is of {LISTS[own]}, not of {LISTS[one.part]}.", advice)
    elif one.part not in OPEN and not lists.known(one):
        concepts = lists.packaged(one.part).concepts
        few = "、".join(f"{concept.label} ({concept.notation})" for concept in concepts[:_FEW])
        advice = f"Give its words to a concept that is there: {few}{' …' if len(concepts) > _FEW else ''}."
        yield _finding(one.place, f"{one.called}: {LISTS[one.part]} take more words, but no new concept.", advice)


def _named(one: Draft, lists: Lists) -> Iterator[Finding]:
    """A concept without a Chinese name, with two, or with another than the one it has."""
    known = lists.known(one)
    if not known and not one.names():
        yield _finding(
            one.place, f"{one.called} has no Chinese name.", 'Add skos:prefLabel "…"@zh; @en is welcome too.'
        )
    for language, own in (("zh", known.label if known else ""), ("en", known.label_en if known else "")):
        names = one.names(language)
        for said in names:
            called = own or names[0].value
            if said.value not in ("", called):
                advice = "Make it a synonym: skos:altLabel, or the column 别名."
                yield _finding(said.place, f"{said.value}: the concept is called {called} already.", advice)


def _written(one: Draft, lists: Lists) -> Iterator[Finding]:
    """A label that is empty, has no language, or is too short to be looked for in a text."""
    for said in one.said:
        if said.key in LABELS and not said.value:
            yield _finding(said.place, f"an empty label of {one.called}.", "Fill it in, or take it out.")
        elif said.key in LABELS and "\n" in said.value:
            yield _finding(said.place, f"{said.value.split()[0]} … holds a line break.", "Write it in one line.")
        elif said.key in LABELS and not said.language:
            yield _finding(said.place, f"{said.value} has no language.", f'Write "{said.value}"@zh.')
    for said in lists.new(one):
        if len(fold(said.value)) == 1 and one.part not in _SHORT:
            advice = "It would be found in all kinds of words: write two characters or more."
            yield _finding(said.place, f"{said.value} is one character.", advice)


def _shared(one: Draft, lists: Lists) -> Iterator[Finding]:
    """A word that another concept of the list has, unless one of the two is the broader one."""
    for said in (said for said in lists.new(one) if said.key in lists.shared(one.part)):
        others = (other for other in lists.bearers(one.part, said.value) if not lists.line(one.iri, other.iri))
        other = next((other for other in others if other.place is None or other.place < said.place), None)
        if other:
            where = f"line {other.place.line} of {other.place.file}" if other.place else f"<{other.iri}>"
            advice = "Take it out here, or give what you have to that concept."
            yield _finding(said.place, f"{said.value} is a word of {other.label} already ({where}).", advice)


def _numbered(one: Draft, lists: Lists) -> Iterator[Finding]:
    """A notation that is another concept's, or is to change."""
    known, holder = lists.known(one), lists.named(one.part, one.notation)
    place = next((said.place for said in one.of(NOTATION)), one.place)
    if known and one.of(NOTATION) and one.notation != known.notation:
        yield _finding(place, f"{known.label} has the notation {known.notation}.", "It stays: take the other out.")
    elif not known and holder != one.iri and one.notation and one.of(NOTATION):
        yield _finding(place, f"the notation {one.notation} is that of <{holder}> already.", "Choose another.")


def _placed(one: Draft, lists: Lists) -> Iterator[Finding]:
    """A broader concept that is not in the list, that is to change, or that stands below the concept itself."""
    known = lists.known(one)
    for said in one.of(BROADER):
        target = lists.named(one.part, said.value)
        if not target:
            near = nearest(said.value, lists.names(one.part))
            yield _finding(said.place, f"{said.value} is no concept of {LISTS[one.part]}.{near}", "Name one that is.")
        elif known and target != known.broader:
            yield _finding(
                said.place, f"{known.label} has its place in the list.", "It stays: take the broader one out."
            )
        elif one.iri in lists.above(one.iri):
            finding = f"{one.called} stands below itself: what is broader leads back to it."
            yield _finding(said.place, finding, "Take out one skos:broader of the circle.")


def _measured(one: Draft, lists: Lists) -> Iterator[Finding]:
    """An indicator without units, units that are none, and words that closed properties do not take."""
    for said in one.said:
        if said.value not in _CLOSED.get(said.key, (said.value,)):
            yield _finding(
                said.place, f"{said.value} is none of {', '.join(_CLOSED[said.key])}.", "Choose one of these."
            )
        if one.part == "unit" and said.key == HIDDEN:
            advice = "Make it a synonym: skos:altLabel, or the column 别名."
            yield _finding(said.place, f"{said.value}: a unit is found by its synonyms.", advice)
        if said.key == _FAMILY and not lists.family(said.value):
            advice = "Name a unit as plans write it: 所, 个, 人, %, 亩; or add it to units.csv."
            yield _finding(said.place, f"{said.value} is no unit.", advice)
    wanted = {
        "indicator": (_FAMILY, "units", "所, 个, % (edu:family, or the column 计量)"),
        "unit": (_KIND, "kind", "count"),
    }
    if one.part in wanted and not lists.known(one) and not one.of(wanted[one.part][0]):
        _, what, example = wanted[one.part]
        yield _finding(one.place, f"{one.called} has no {what}.", f"Say it, as in {example}.")


def made(lists: Lists) -> Vocabulary:
    """The vocabulary of what is to be added; there must be nothing wrong with it."""
    added: dict[str, list[Concept]] = {}
    for one in sorted(lists.drafts.values(), key=lambda one: (one.part, one.notation, one.iri)):
        added.setdefault(LISTS[one.part], []).extend(vocabulary.concepts(dict.fromkeys(_triples(one, lists))))
    return Vocabulary.of(added)


def _triples(one: Draft, lists: Lists) -> Iterator[ox.Triple]:
    """What is added to a concept, written as the packaged lists write it; what is there already is not."""
    subject, known = ox.NamedNode(one.iri), lists.known(one)
    there = {(key, value) for key in LABELS for value in known.forms} if known else set()
    for said in one.said:
        named = said.key in LABELS and said.language in ("zh", "en") and not (known and said.key == PREF)
        if named and (said.key, said.value) not in there:
            yield ox.Triple(subject, ox.NamedNode(said.key), ox.Literal(said.value, language=said.language))
    for key, value in _properties(one, lists):
        if not known or value not in known.values(key.removeprefix(EDU)):
            yield ox.Triple(subject, ox.NamedNode(key), ox.Literal(value))
    if not known:
        yield ox.Triple(subject, ox.NamedNode(NOTATION), ox.Literal(one.notation))
        if one.part == "unit" and not one.of(ALT):  # a family of one word, which is its name
            yield ox.Triple(subject, ox.NamedNode(ALT), ox.Literal(one.label, language="zh"))
        for said in one.of(BROADER):
            yield ox.Triple(subject, ox.NamedNode(BROADER), ox.NamedNode(lists.named(one.part, said.value)))


def _properties(one: Draft, lists: Lists) -> Iterator[tuple[str, str]]:
    """The values of the project's own properties; what an indicator measures and which way is better, where not said."""
    for said in one.said:
        if said.key.startswith(EDU):
            yield said.key, lists.family(said.value) if said.key == _FAMILY else said.value
    if one.part == "indicator" and not lists.known(one):
        families = {lists.family(said.value) for said in one.of(_FAMILY)}
        if not one.of(_MEASURE):
            yield _MEASURE, next((_USUAL[family] for family in sorted(families) if family in _USUAL), "flow")
        if not one.of(_DIRECTION):
            yield _DIRECTION, "up"
