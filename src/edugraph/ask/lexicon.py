"""The values that slots can take, from the graph and the ontology, and where a question names them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.ask import cues, numbers
from edugraph.ask.question import Token, Value
from edugraph.ask.spoken import Finder, Names
from edugraph.holdings import Holdings, city_names
from edugraph.text import content
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edugraph.store import Store

_WHOLE = ("市政府", "市委", "市", "县", "区")
_PARTS = {"title": 5, "section": 4, "document": 4, "indicator": 3, "theme": 3}
_MOST, _FIGURE = 0.5, "多少"
_SHORT, _LONG, _FEW = 3, 6, 3
_TELLING = 0.6
_HEADING = 16
_ACROSS = ("theme",)
_EVERY = ("document",)
_ENDED = ("title", "section")


class Lexicon:
    """What a question can name: values of each slot, of one graph."""

    def __init__(self, store: Store) -> None:
        self.holdings = Holdings(store)
        self.all_plans = Holdings(store.whole).rows
        self._themes_of: dict[str, frozenset[str]] = {}
        self._names: dict[str, list[dict[str, str]]] = defaultdict(list)
        for row in query.run(store, "names").dicts():
            self._names[row["kind"]].append(row)

    @cached_property
    def year(self) -> int:
        """The latest year of a plan."""
        return max((int(row["year"]) for row in self.holdings.rows), default=0)

    @cached_property
    def values(self) -> Mapping[str, Sequence[Names]]:
        """The values of each slot with their names; the first name is the label."""
        return {
            "city": list(self._cities()),
            "theme": list(self._themes()),
            "indicator": [*self._indicators(), *self._own_words()],
            "office": [*self._offices(), *self._functions("office")],
            "function": list(self._functions("function")),
            "leader": list(self._simple("leader", "name")),
            "document": [*self._simple("document", "document"), *self._issuers()],
            "section": list(self._simple("section", "section")),
            "title": list(self._titles()),
            "role": [
                _names(Value(one.label, {"role": one.notation}), one.forms)
                for one in scheme("roles").concepts
                if one.value("bearer") == "office"
            ],
        }

    @cached_property
    def _exact(self) -> Mapping[str, list[tuple[str, Value]]]:
        found: dict[str, list[tuple[str, Value]]] = defaultdict(list)
        for slot, names in self.values.items():
            for one in names:
                for at, form in enumerate((*one.forms, *one.spoken)):
                    found[form].append((slot, replace(one.value, alias=True) if at else one.value))
        return found

    @cached_property
    def _finders(self) -> Mapping[str, Finder]:
        return {slot: Finder(self.values[slot], across=slot in _ACROSS, every=slot in _EVERY) for slot in _PARTS}

    def tokens(self, chars: str) -> list[Token]:
        """Everything that a question names: values of slots, whole and in part, and numbers."""
        whole = _outermost("{city}", list(self._whole(chars)))
        known = {(one.start, one.end, one.kind) for one in whole}
        themes = [one for one in whole if one.kind == "{theme}"]
        found = [one for one in self._in_part(chars) if (one.start, one.end, one.kind) not in known]
        found += [*self._shortened(chars), *self._located(chars)]
        inside = [one for one in found if one.kind == "{indicator}" and any(_within(one, theme) for theme in themes)]
        outside = [one for one in found if one.kind == "{indicator}" and one not in inside]
        parts = [one for one in found if one not in inside or _tells(one, chars) or _goes_on(one, outside)]
        parted = [match.span() for match in numbers.PART.finditer(chars)]
        counted = numbers.found(chars, len(self.holdings.cities), self.year)
        free = [one for one in counted if not any(start <= one.start and one.end <= end for start, end in parted)]
        return [*whole, *parts, *free]

    def themes(self, text: str) -> frozenset[str]:
        """The themes that a text names, as a task would, and those broader."""
        if text not in self._themes_of:
            labels = {hit.concept.label for hit in scheme("themes").matcher.find(text)}
            self._themes_of[text] = frozenset(one for label in labels for one in (label, *self.above(label)))
        return self._themes_of[text]

    def is_place(self, name: str) -> bool:
        """Whether a name stands for cities of the graph: a city, or a province that has some."""
        return any(slot == "city" for slot, _ in self._exact.get(name, ()))

    def asked(self, tokens: Iterable[Token]) -> frozenset[str]:
        """The plans of the cities that tokens name: those of the years that they name, else of the latest."""
        every = list(tokens)
        years = {one.values[0].label for one in every if one.kind == "{year}"}
        cities = (value for one in every if one.kind == "{city}" for value in one.values if value.exact)
        return frozenset(plan for value in cities for plan in self._in_years(value, years) or value.plans)

    def _in_years(self, value: Value, years: set[str]) -> list[str]:
        """The plans of a city in some years; none where no year is named, or a plan by its id."""
        if not years or value.label in value.plans:
            return []
        return [row["plan"] for row in self.holdings.of_one_year(value.fill("city"), years)]

    def tasks(self, plan: str) -> list[str]:
        """The numbers of the tasks of a plan, in their order."""
        known = [row["key"] for row in self._names["title"] if row["plan"] == plan]
        return sorted(known, key=lambda key: [int(part) if part.isdecimal() else 0 for part in key.split(".")])

    def sample(self, slot: str, at: int = 0) -> str:
        """A value of a slot for examples; others for a higher number."""
        values = [one.value.label for one in self.values.get(slot, ())]
        return values[at % len(values)].partition(" (")[0] if values else "2"

    def every(self) -> Value:
        """All cities, as one value."""
        return Value("、".join(self.holdings.cities), {"cities": "、".join(self.holdings.cities)})

    def _whole(self, chars: str) -> Iterator[Token]:
        longest = max(map(len, self._exact), default=0)
        for start in range(len(chars)):
            for end in range(start + 1, min(len(chars), start + longest) + 1):
                by_slot: dict[str, list[Value]] = defaultdict(list)
                for slot, value in self._exact.get(chars[start:end], ()):
                    by_slot[slot].append(value)
                for slot, values in by_slot.items():
                    yield Token(start, end, f"{{{slot}}}", tuple(self._broadest(slot, values)))

    def _shortened(self, chars: str) -> Iterator[Token]:
        """Offices by a shortened name that ends as the whole one does: 电教馆 of 市电化教育馆."""
        offices = [one for one in self.values["office"] if one.value.exact]
        for end in range(_SHORT, len(chars) + 1):
            for start in range(max(0, end - _LONG), end - _SHORT + 1):
                said = chars[start:end]
                found = [one.value for one in offices if any(_shortens(said, form) for form in one.forms)]
                if found and len(found) <= _FEW:
                    yield Token(start, end, "{office}", tuple(replace(value, exact=False) for value in found))

    def _located(self, chars: str) -> Iterator[Token]:
        """Sections by their number, and by some of their words before 部分: 第四部分, 师德师能那一部分."""
        rows = self._names["section"]
        for match in numbers.PART.finditer(chars):
            named = [row for row in rows if row["key"] == numbers.value_of(match)]
            yield from _section(match.start(), match.end(), named)
        for match in numbers.THAT_PART.finditer(chars):
            for start in range(max(0, match.start() - _HEADING), match.start() - 1):
                said = chars[start : match.start()]
                if named := [row for row in rows if said in content(row["name"])]:
                    yield from _section(start, match.end(), named)
                    break

    def _in_part(self, chars: str) -> Iterator[Token]:
        for slot, finder in self._finders.items():
            for (start, end), values in finder.find(chars).items():
                kept = (
                    self._broadest(slot, values) if slot not in _ENDED else self._ended(slot, chars[start:end], values)
                )
                if (
                    end - start >= _PARTS[slot]
                    and kept
                    and (slot != "document" or _is_document(chars[start:end], chars))
                ):
                    yield Token(start, end, f"{{{slot}}}", tuple(kept))

    def _ended(self, slot: str, said: str, values: Sequence[Value]) -> list[Value]:
        """Of titles and headings those that begin or end with what is said: 九项工程 of 强力推进九项工程.

        Of a heading most of its words are enough.
        """
        forms = {one.value.label: one.forms for one in self.values[slot]}
        return [
            value
            for value in values
            if any(form.startswith(said) or form.endswith(said) for form in forms[value.label])
            or (
                slot == "section"
                and any(said in form and len(said) > _TELLING * len(form) for form in forms[value.label])
            )
        ]

    def _broadest(self, slot: str, values: Sequence[Value]) -> list[Value]:
        """Of themes of one line the broadest, which counts the narrower ones; of others all, each once."""
        kept = list({one.label: one for one in values}.values()) if slot != "title" else list(values)
        if slot != "theme":
            return kept
        above = {one.label: self.above(one.label) for one in kept}
        return [one for one in kept if not any(other.label in above[one.label] for other in kept)]

    @cached_property
    def _broader(self) -> Mapping[str, str]:
        labels = {one.iri: one.label for one in scheme("themes").concepts}
        return {one.label: labels[one.broader] for one in scheme("themes").concepts if one.broader}

    def above(self, label: str) -> set[str]:
        """The broader themes of a theme."""
        found: set[str] = set()
        while label in self._broader:
            label = self._broader[label]
            found.add(label)
        return found

    def _cities(self) -> Iterator[Names]:
        provinces: dict[str, list[dict[str, str]]] = defaultdict(list)
        for group in reversed(self.holdings.groups):
            yield _names(self._city(group[0]), city_names(group[0]))
            provinces[group[0]["province"]].append(group[0])
        for row in self.holdings.rows:
            value = Value(row["plan"], {"plan": row["plan"], "city": row["city"]}, frozenset({row["plan"]}))
            yield _names(value, (row["plan"],))
        for province, rows in provinces.items():
            for row in rows:
                yield _names(
                    replace(self._city(row), exact=False),
                    tuple(dict.fromkeys((province, province[:2], province[:2] + "省"))) if province else (),
                )

    def _city(self, row: Mapping[str, str]) -> Value:
        """The city of its latest plan, with all plans of that year."""
        given = {"plan": row["plan"], "city": row["city"]}
        return Value(row["city"], given, frozenset({row["plan"], *self.holdings.beside(row["plan"])}))

    def _themes(self) -> Iterator[Names]:
        spoken, narrower = cues.everyday("theme"), cues.everyday("narrower")
        for one in scheme("themes").concepts:
            yield _names(
                Value(one.label, {"theme": one.label}),
                one.forms,
                (*spoken.get(one.notation, ()), *narrower.get(one.notation, ())),
            )

    def _indicators(self) -> Iterator[Names]:
        plans: dict[str, set[str]] = defaultdict(set)
        for row in self._names["indicator"]:
            plans[row["key"]].add(row["plan"])
        spoken = cues.everyday("indicator")
        said: dict[str, list[str]] = defaultdict(list)
        for row in self._names["said"]:
            said[row["key"]].append(row["name"])
        for one in scheme("indicators").concepts:
            forms = (*one.forms, *said[one.notation])
            if one.notation in plans:
                yield _names(
                    Value(one.label, {"indicator": one.label}, frozenset(plans[one.notation])),
                    forms,
                    spoken.get(one.notation, ()),
                )

    def _own_words(self) -> Iterator[Names]:
        """Targets of no shared indicator, by the plan's own words."""
        plans: dict[str, set[str]] = defaultdict(set)
        for row in self._names["said"]:
            if not row["key"]:
                plans[row["name"]].add(row["plan"])
        for name, known in plans.items():
            yield _names(Value(name, {"indicator": name}, frozenset(known)), (name,))

    def _simple(self, kind: str, parameter: str) -> Iterator[Names]:
        plans: dict[str, set[str]] = defaultdict(set)
        for row in self._names[kind]:
            plans[row["name"]].add(row["plan"])
        for name, known in plans.items():
            yield _names(Value(name, {parameter: name}, frozenset(known)), (name,))

    def _issuers(self) -> Iterator[Names]:
        """The provinces that titles of documents name, each standing for the documents that it is named in: 河北省."""
        titles = [one.value for one in self._simple("document", "document")]
        places = {row["province"] for row in self.holdings.rows if row["province"]}
        for place in sorted(places):
            plans = frozenset(plan for title in titles if place in title.label for plan in title.plans)
            if plans:
                yield _names(Value(place, {"document": place}, plans), (place,))

    def _offices(self) -> Iterator[Names]:
        for one in self._simple("office", "organisation"):
            label = one.value.label
            bare = next((label.removeprefix(mark) for mark in _WHOLE if label.startswith(mark)), label)
            yield _names(one.value, (label, bare) if len(bare) > 2 else (label,))

    def _functions(self, slot: str) -> Iterator[Names]:
        """Functions of offices; as an office, a name stands for the offices of its function: 基教科 for 基础教育处."""
        concepts = {one.label: one for one in scheme("offices").concepts}
        for one in self._simple("function", "function"):
            concept = concepts.get(one.value.label)
            forms = concept.forms if concept else one.forms
            kept = tuple(form for form in forms if form[-1] in "科处室院馆办中心") if slot == "office" else forms
            yield _names(replace(one.value, exact=slot != "office"), kept)

    def _titles(self) -> Iterator[Names]:
        for row in self._names["title"]:
            given = {"task": row["key"], "plan": row["plan"]}
            yield _names(
                Value(f"{row['name']} ({row['plan']}:{row['key']})", given, frozenset({row["plan"]})), (row["name"],)
            )


def _section(start: int, end: int, rows: Iterable[Mapping[str, str]]) -> Iterator[Token]:
    """A token for some sections, each of its plan."""
    values = tuple(Value(row["name"], {"section": row["name"]}, frozenset({row["plan"]})) for row in rows)
    if values:
        yield Token(start, end, "{section}", values)


def _tells(one: Token, chars: str) -> bool:
    """Whether a partial name of an indicator says most of it, so that it is not rather the theme of these words."""
    return any((one.end - one.start) / len(content(value.label)) > _MOST for value in one.values) and _FIGURE in chars


def _goes_on(one: Token, others: Iterable[Token]) -> bool:
    """Whether another part of the same indicator stands elsewhere: 企业实践 after 专业课教师每年."""
    labels = {value.label for value in one.values}
    return any(labels == {value.label for value in other.values} and not _meet(one, other) for other in others)


def _meet(one: Token, other: Token) -> bool:
    return one.start < other.end and other.start < one.end


def _is_document(said: str, chars: str) -> bool:
    """Whether a part of a title is asked for as a document: it ends in a kind of document, or documents are spoken of."""
    kinds = scheme("documents").forms()
    return any(said.endswith(kind) for kind in kinds) or any(word in chars for word in cues.of_documents())


def _within(one: Token, other: Token) -> bool:
    return other.start <= one.start and one.end <= other.end


def _shortens(said: str, name: str) -> bool:
    """Whether characters left out of a name make what is said: its end, or its first, its last and some between.

    >>> _shortens("电教馆", "电化教育馆"), _shortens("资助中心", "教育资助中心"), _shortens("教育馆", "电化教育中心")
    (True, True, False)
    """
    if said == name or said[-1] != name[-1]:
        return False
    rest = iter(name)
    return name.endswith(said) or (said[0] == name[0] and all(char in rest for char in said))


def _outermost(kind: str, tokens: list[Token]) -> list[Token]:
    """The tokens without those of a kind that lie in a longer one of it: 邯郸市 in 邯郸市邱县 is no city asked for."""
    own = [one for one in tokens if one.kind == kind]
    inner = [one for one in own if any(_within(one, other) and not _within(other, one) for other in own)]
    return [one for one in tokens if one not in inner]


def _names(value: Value, forms: Iterable[str], spoken: Iterable[str] = ()) -> Names:
    return Names(value, _content(forms), _content(spoken))


def _content(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (content(form.replace("…", "")) for form in forms))))
