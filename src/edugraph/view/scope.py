"""What a view is drawn from: a graph, the plans of it that are shown, and where their texts are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TYPE_CHECKING, TypeVar, cast

from edugraph import query
from edugraph.holdings import Holdings, plans
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]

_SAID = ("corrected", "was", "now", "by", "when", "grounds")
_SCHEMES = ("stages", "themes", "genres", "indicators", "offices", "roles", "comparators", "strengths")

T = TypeVar("T")


def once(make: Callable[[Scope], T]) -> Callable[[Scope], T]:
    """A function of a scope that several tabs call: what it makes is made once for each scope."""

    @wraps(make)
    def held(scope: Scope) -> T:
        if make not in scope.held:
            scope.held[make] = make(scope)
        return cast("T", scope.held[make])

    return held


@dataclass(frozen=True)
class Scope:
    """A graph and the plans that a view shows: all of them, or those of some cities (names, codes, plan ids).

    ``texts`` are the raw texts of plans by their SHA-256, as far as they are at hand.
    """

    store: Store
    cities: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def plans(self) -> list[dict[str, str]]:
        """Rows of ``plans`` that are shown. Raises MissingError for a city that the graph does not hold."""
        rows = plans(self.store)
        if not self.cities:
            return rows
        holdings = Holdings(self.store)
        chosen = {plan["plan"] for name in self.cities for plan in holdings.plans(name)}
        return [row for row in rows if row["plan"] in chosen]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The ids of the plans that are shown."""
        return frozenset(row["plan"] for row in self.plans)

    @property
    def years(self) -> Store:
        """The plans of all years of the cities that are shown, as a graph."""
        cities = {row["city"] for row in self.plans}
        return self.store.whole.of(row["plan"] for row in plans(self.store.whole) if row["city"] in cities)

    @cached_property
    def digests(self) -> dict[str, str]:
        """SHA-256 of the raw text of each plan, by its id."""
        return {row["plan"]: row["_text"].removeprefix("sha256:") for row in plans(self.store)}

    @cached_property
    def held(self) -> dict[object, object]:
        """What was made of this scope already: see ``once``."""
        return {}

    def rows(self, name: str) -> list[Row]:
        """Rows of a named query, hidden columns included, of the plans that are shown; asked for once."""
        if name not in self.held:
            found = query.rows(self.store, name)
            self.held[name] = [row for row in found if row.get("plan", "") in self.keys] if self.cities else found
        return cast("list[Row]", self.held[name])

    def facts(self, kind: str) -> list[Row]:
        """Rows of the query ``facts`` of one kind: target, leader …"""
        return [row for row in self.rows("facts") if row["kind"] == kind]

    @cached_property
    def corrections(self) -> Mapping[str, list[dict[str, str]]]:
        """What people said of facts, by the id of the fact: how it was corrected, what it was and is, who, when and why."""
        found: dict[str, list[dict[str, str]]] = {}
        for row in self.rows("corrections"):
            if row["_fact"]:
                found.setdefault(row["_fact"], []).append({name: row[name] for name in _SAID})
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """English names by Chinese ones: concepts, cities and divisions."""
        places = {row["name"]: row["name_en"] for row in query.run(self.store, "regions").dicts()}
        found = {one.label: one.label_en for name in _SCHEMES for one in scheme(name).concepts if one.label_en}
        measured = ("area", "length")  # 亩 is not "area": it stays
        counts = (
            one for one in scheme("units").concepts if one.value("kind") == "count" and one.notation not in measured
        )
        found = {form: one.label_en for one in counts for form in one.forms if one.label_en} | found
        return found | places
