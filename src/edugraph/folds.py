"""Answers over all plans, put together from the rows that are kept of each (``tables``).

From disk an engine takes seconds to join the themes of hundreds of plans and count their cities; the rows of each plan
are at hand. Each answer here is that of the query of its name, whose words say what it is; a test holds the two
against each other.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from edugraph import themed
from edugraph.facts import MAIN
from edugraph.index import HEADING
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from edugraph.tables import Asked, Read

    Row = tuple[str, ...]

_JOINED = "、"


class _Place(NamedTuple):
    """A task that acts on a theme."""

    city: str
    plan: str
    task: str

    @property
    def name(self) -> str:
        return f"{self.plan}:{self.task}"


class _Theme(NamedTuple):
    """A theme with the tasks that act on it or on a narrower one, in the order of plans and texts."""

    label: str
    notation: str
    places: Sequence[_Place]

    @property
    def cities(self) -> list[str]:
        return list(dict.fromkeys(place.city for place in self.places))

    @property
    def plans(self) -> list[str]:
        return list(dict.fromkeys(place.plan for place in self.places))

    @property
    def tasks(self) -> str:
        return " ".join(place.name for place in self.places)

    def without(self, cities: Collection[str]) -> _Theme:
        """The same without what some cities do."""
        return self._replace(places=[place for place in self.places if place.city not in cities])


def answer(name: str, read: Read, asked: Asked) -> Table:
    """The rows of a query of ``FOLDED``; ``read`` gives what is kept of the plans."""
    columns, fold = FOLDED[name]
    found = dict.fromkeys(fold(read, asked))
    given = [asked.get(column.removeprefix("_"), "") for column in columns]  # behind the cells of a row
    return Table(columns, tuple((*row, *given[len(row) :]) for row in found))


def _overlap_themes(read: Read, asked: Asked) -> Iterator[Row]:
    shared = [one for one in _among(read, asked) if len(one.cities) > 1]
    for one in sorted(shared, key=lambda one: (-len(one.cities), _broad_first(one.notation))):
        if asked.get("theme", one.label) == one.label and asked.get("city", one.cities[0]) in one.cities:
            yield one.label, _JOINED.join(one.cities), " ".join(one.plans), one.tasks


def _themes_shared(read: Read, asked: Asked) -> Iterator[Row]:
    excepted, wanted = set(_named(asked, "except")), set(_named(asked, "cities")) & {*_cities(read).values()}
    for one in _most_first(one.without(excepted) for one in _themes(read, asked)):
        if len(one.cities) >= _least(asked, 2) and wanted.issubset(one.cities):
            yield one.label, str(len(one.cities)), _JOINED.join(one.cities), one.tasks


def _themes_alone(read: Read, asked: Asked) -> Iterator[Row]:
    alone = [one for one in _among(read, asked) if len(one.cities) == 1]
    for one in sorted(alone, key=lambda one: _broad_first(one.notation)):
        if asked.get("theme", one.label) == one.label and asked.get("city", one.cities[0]) in one.cities:
            for plan, places in groupby(one.places, lambda place: place.plan):
                yield one.label, one.cities[0], plan, " ".join(place.task for place in places)


def _themes_lacking(read: Read, asked: Asked) -> Iterator[Row]:
    own = {one.label for one in _themes(read, {"passing": "yes"}) if asked["city"] in one.cities}
    for one in _most_first(_themes(read, asked)):
        known = asked.get("reference", "") in ("", *one.cities)
        if one.label not in own and known and len(one.cities) >= _least(asked, 1):
            yield one.label, str(len(one.cities)), _JOINED.join(one.cities), one.tasks


def _mentions(read: Read, asked: Asked) -> Iterator[Row]:
    city, excepted = _cities(read), set(_named(asked, "except"))
    for one in read.saying(asked["words"], asked.get("plan", "")):
        if one.kind != HEADING and asked["words"] in one.text and city[one.plan] not in excepted:
            yield city[one.plan], one.plan, one.task, one.measure, one.title, one.text


def _totals(read: Read, asked: Asked) -> Iterator[Row]:
    rows = [row for row in read("counts", {}).dicts() if row["count"] != "0"]
    for what in ("blanked-targets", "measures", "targets", "tasks"):
        counts = [int(row["count"]) for row in rows if row["what"] == what]
        if counts and asked.get("what", what) == what:
            yield what, str(len(counts)), str(sum(counts))


_ANSWER = ("city", "plan", "task", "measure", "title", "role", "who", "theme", "quote")
_OFFICE = ("city", "plan", "organisation", "role", "task", "measure", "title", "theme", "quote")
_TARGET = ("task", "measure", "indicator", "value", "value_max", "unit", "comparator", "deadline", "redacted", "quote")

FOLDED: Mapping[str, tuple[Row, Callable[[Read, Asked], Iterator[Row]]]] = {
    "cities-of-theme": (
        ("theme", "city", "plan", "count", "tasks", "words", "_theme", "_plan", "_except"),
        themed.cities,
    ),
    "documents-of-theme": (("document", "city", "plan", "task", "title", "_theme", "_plan"), themed.documents),
    "mentions": (("city", "plan", "task", "measure", "title", "text", "_words", "_plan", "_except"), _mentions),
    "office-in-theme": ((*_OFFICE, "_theme", "_organisation", "_function", "_plan", "_role"), themed.offices),
    "overlap-themes": (
        ("theme", "cities", "plans", "tasks", "_theme", "_city", "_cities", "_passing"),
        _overlap_themes,
    ),
    "targets-of-theme": (("city", "plan", *_TARGET, "_fact", "_theme", "_plan"), themed.targets),
    "tasks-of-theme": (("city", "plan", "task", "title", "theme", "words", "quote", "_theme", "_plan"), themed.tasks),
    "themes-alone": (("theme", "city", "plan", "tasks", "_theme", "_city", "_cities", "_passing"), _themes_alone),
    "themes-lacking": (
        ("theme", "peers", "cities", "tasks", "_city", "_reference", "_least", "_passing"),
        _themes_lacking,
    ),
    "themes-shared": (
        ("theme", "count", "cities", "tasks", "_cities", "_except", "_least", "_passing"),
        _themes_shared,
    ),
    "who-answers": ((*_ANSWER, "_theme", "_plan", "_role"), themed.who_answers),
    "totals": (("what", "plans", "count", "_what"), _totals),
}
"""The columns of each query that is answered so, and what makes its rows."""


def _themes(read: Read, asked: Asked) -> Iterator[_Theme]:
    """The themes that tasks act on, or with ``passing`` touch."""
    city, above = _cities(read), _above()
    places: dict[str, dict[_Place, None]] = {}
    given = {} if asked.get("passing") == "yes" else {"standing": MAIN}
    kept = read("themes", given)
    plan, task, theme = map(kept.columns.index, ("plan", "task", "theme"))
    for row in kept.rows:
        place = _Place(city[row[plan]], row[plan], row[task])
        for one in above[row[theme]]:
            places.setdefault(one, {})[place] = None
    concepts = {concept.label: concept.notation for concept in scheme("themes").concepts}
    return (_Theme(label, concepts[label], list(held)) for label, held in places.items())


def _among(read: Read, asked: Asked) -> Iterator[_Theme]:
    """The same of the cities that are asked for alone."""
    names = _named(asked, "cities")
    others = set(_cities(read).values()).difference(names) if names else set()
    return (one.without(others) for one in _themes(read, asked))


def _cities(read: Read) -> dict[str, str]:
    """The city of each plan."""
    return {row["plan"]: row["_label"] for row in read("plans", {}).dicts()}


def _above() -> Mapping[str, Sequence[str]]:
    """Each theme with the themes under which it counts, itself being one."""
    themes = scheme("themes")
    return {one.label: [above.label for above in (one, *themes.above(one))] for one in themes.concepts}


def _named(asked: Asked, parameter: str) -> list[str]:
    return [name for name in asked.get(parameter, "").split(_JOINED) if name]


def _least(asked: Asked, otherwise: int) -> int:
    """How many cities there must be; what is no number is not said."""
    said = asked.get("least", "")
    return int(said) if said.isdecimal() else otherwise


def _broad_first(notation: str) -> tuple[str, int, str]:
    return notation.partition(".")[0], len(notation), notation


def _most_first(some: Iterable[_Theme]) -> list[_Theme]:
    """Those of most cities first; themes of none are left out."""
    held = (one for one in some if one.places)
    return sorted(held, key=lambda one: (-len(one.cities), one.notation))
