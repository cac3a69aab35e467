"""What an overlap is asked for: cities and concepts by their names; and the tasks in which a row of it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import query
from edugraph.errors import UsageError
from edugraph.holdings import Holdings, plans
from edugraph.parameters import split

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.store import Store


def named(store: Store, cities: str) -> list[str]:
    """The cities that a text names, by full or short names joined by ``、`` or a comma.

    Raises MissingError for one that the graph does not hold, UsageError where the text names none.
    """
    names = split(cities)
    if not names:
        raise UsageError("cities: name at least one, as in 邯郸市、宁波市.")
    return Holdings(store).named(names)


def chosen(store: Store, cities: str) -> frozenset[str]:
    """The cities that are asked for: those named, or all of the graph where the text is empty."""
    return frozenset(named(store, cities) if cities else Holdings(store).cities)


def by_plan(store: Store) -> dict[str, str]:
    """The city of each plan; a plan whose city is open stands for itself."""
    return {row["plan"]: row["city"] for row in plans(store)}


def silent(store: Store, question: str, cities: str = "") -> list[str]:
    """Cities whose plans have no row in a question such as ``offices``: that they are missing is no finding."""
    wanted, held = chosen(store, cities), by_plan(store)
    heard = {held[row["plan"]] for row in query.run(store, question).dicts()}
    return [city for city in dict.fromkeys(held.values()) if city in wanted - heard]


def places(row: Mapping[str, str]) -> list[tuple[str, str]]:
    """Plan and task of each place in the cell ``tasks``: ``handan-2023:16``, or ``16`` beside a cell ``plan``.

    >>> places({"tasks": "handan-2023:16 ningbo-2023:3.6.1"})
    [('handan-2023', '16'), ('ningbo-2023', '3.6.1')]
    >>> places({"plan": "handan-2023", "tasks": "16 2"})
    [('handan-2023', '16'), ('handan-2023', '2')]
    """
    words = (word.rpartition(":") for word in row["tasks"].split())
    return [(plan or row["plan"], task) for plan, _, task in words]
