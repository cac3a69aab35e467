"""What the graph holds: which plan a name stands for, whether an id, a city or a short name of one."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn

from edugraph import query, regions
from edugraph.errors import MissingError, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from edugraph.store import Store

_RANKS = "市县区州盟旗"
_YEAR = re.compile(r"[-_ ]*(?P<year>(?:19|20)\d\d)年?$")
"""The year behind the name of a city, or at the end of a plan's id."""


def short(city: str) -> str:
    """A name without its rank: 邯郸 of 邯郸市; a name of two characters stays whole.

    >>> short("邯郸市"), short("恩施州"), short("辉县")
    ('邯郸', '恩施', '辉县')
    """
    return city[:-1] if len(city) > 2 and city[-1] in _RANKS else city


def plans(store: Store) -> list[dict[str, str]]:
    """The rows of the named query ``plans``, each with the name that tells its city from all others as ``city``.

    That is never empty: a plan whose city is open stands under its id. The plain name is ``name``.
    """
    return [row | {"city": row["_label"], "name": row["city"]} for row in query.rows(store, "plans")]


def city_names(row: Mapping[str, str]) -> Sequence[str]:
    """The names of a plan's city: 邱县, 邯郸市邱县, 邯郸邱县, 河北省邱县; of one whose city is open, the plan's id."""
    name, region = row["name"], regions.by_code(row["code"])
    if not name:
        return (row["plan"],)
    wider = (above for one in (region.above() if region else ()) for above in (one.name, one.short))
    known = (row["city"], row["code"], name, short(name), *(above + name for above in wider))
    return tuple(dict.fromkeys(filter(None, known)))


def mentioned(rows: Iterable[Mapping[str, str]], text: str) -> list[str]:
    """The cities of plans that a text names, each once; a name inside a longer one is none (邯郸 in 邯郸市邱县)."""
    called = {name: row["city"] for row in rows for name in city_names(row)}
    found = []
    for name in sorted(called, key=len, reverse=True):
        if name in text:
            found.append(called[name])
            text = text.replace(name, "\n")
    return list(dict.fromkeys(found))


class Holdings:
    """The plans of a graph, the latest of each city first."""

    _store: Store | None = None

    def __init__(self, store: Store) -> None:
        self._store = store
        self.rows = sorted(plans(store), key=lambda row: (-int(row["year"]), row["plan"]))

    @property
    def cities(self) -> list[str]:
        """Cities with a plan, each once; a plan whose city is open stands under its id."""
        return list(dict.fromkeys(row["city"] for row in sorted(self.rows, key=lambda row: row["plan"])))

    def plan(self, name: str) -> dict[str, str]:
        """The plan of an id, or the latest plan of a city, by name, short name or code.

        Raises MissingError with the nearest name where the graph holds none.
        """
        return self.plans(name)[0]

    def plans(self, name: str) -> list[dict[str, str]]:
        """All plans that a name stands for, the latest first: 邯郸, 邯郸2023, handan, handan-2023.

        Raises MissingError as ``plan`` does, UsageError for a name that several cities bear (鼓楼区).
        """
        found = self.find(name)
        bearers = dict.fromkeys(row["city"] for row in found)
        if len(bearers) > 1:
            listed = "、".join(sorted(bearers))
            raise UsageError(f"{name} is the name of {len(bearers)} cities here: {listed}. Name one of these.")
        return found or self.missing(name)

    def find(self, name: str) -> list[dict[str, str]]:
        """All plans that a name stands for, of several cities it may be; none where it is the name of none."""
        return self._plans(name) or self._of_year(name)

    def of_one_year(self, name: str, years: Container[str] = ()) -> list[dict[str, str]]:
        """All plans of the latest year that a name stands for, of the years given where there are any.

        A bureau may publish several plans in a year (工作要点, 民生实事): none of them is the plan of that year. None is
        there where the city has no plan of these years. Raises MissingError and UsageError as ``plans`` does.
        """
        found = [row for row in self.plans(name) if not years or row["year"] in years]
        return [row for row in found if row["year"] == found[0]["year"]]

    def beside(self, plan: str) -> list[str]:
        """The ids of the other plans of the city and the year of a plan."""
        own = self._by_id.get(plan) or self.plan(plan)
        return [one for one in self._of_a_year[own["city"], own["year"]] if one != plan]

    @cached_property
    def _by_id(self) -> dict[str, dict[str, str]]:
        return {row["plan"]: row for row in self.rows}

    @cached_property
    def _of_a_year(self) -> dict[tuple[str, str], list[str]]:
        """The ids of the plans of each city and year."""
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            found.setdefault((row["city"], row["year"]), []).append(row["plan"])
        return found

    def _plans(self, name: str) -> list[dict[str, str]]:
        """The plan of that id; else those of a city of that name, or with such an id before the year."""
        own = [row for row in self.rows if name == row["plan"]]
        return own or [row for row in self.rows if name in (*city_names(row), _YEAR.sub("", row["plan"]))]

    def _of_year(self, name: str) -> list[dict[str, str]]:
        """The plans of a city in the year that is named behind it."""
        said = _YEAR.search(name)
        found = self._plans(name[: said.start()]) if said else []
        return [row for row in found if said and row["year"] == said["year"]]

    @property
    def groups(self) -> list[list[dict[str, str]]]:
        """The plans of each city, the latest first."""
        found: dict[str, list[dict[str, str]]] = {}
        for row in self.rows:
            found.setdefault(row["city"], []).append(row)
        return [found[key] for key in sorted(found, key=lambda key: min(row["plan"] for row in found[key]))]

    def named(self, names: Iterable[str]) -> list[str]:
        """The cities that names stand for, each once, in the order given; MissingError for one that is not held."""
        found = (self.plan(name) for name in names)
        return list(dict.fromkeys(row["city"] for row in found))

    def missing(self, name: str) -> NoReturn:
        """Raise MissingError for a name that no plan bears, with the nearest and with what the graph holds.

        A place is told by its full name, and is no other that is spelled like it. Where a part of a graph is asked
        (``which``), it is told what the rest has.
        """
        rest = Holdings(self._store.whole).find(name) if self._store and self._store.plans is not None else []
        if rest:
            has = ", ".join(row["plan"] for row in rest)
            raise MissingError(f"the plans asked about are none of {rest[0]['city']}. The graph holds of it: {has}.")
        forms = {form: row["city"] for row in self.rows for form in city_names(row)}
        place = regions.full_name(name)
        near = "" if place else nearest(name, forms, forms) or nearest(name, [row["plan"] for row in self.rows])
        raise MissingError(f"the graph holds no plan of {place or name}.{near} It holds: {self._listed()}.")

    def _listed(self) -> str:
        few = self.cities[:9]
        return "、".join(few) + (f" and {len(self.cities) - len(few)} more" if len(self.cities) > len(few) else "")
