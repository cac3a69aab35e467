"""The crosswalk of offices: functions that offices of several cities have, whatever each city calls them.

Draws on query rows only.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.errors import MissingError
from edugraph.extract.offices import functions
from edugraph.overlap.selection import by_plan, chosen
from edugraph.parameters import SEPARATOR, Parameters
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edugraph.store import Store

    Names = dict[str, dict[str, None]]

COLUMNS = ("function", "cities", "offices", "tasks")


def table(store: Store, /, function: str = "", organisation: str = "", cities: str = "") -> Table:
    """Functions that at least two cities have an office for, those of most cities and tasks first.

    ``organisation`` may be an office that no plan names: who does elsewhere what it does. Raises
    MissingError for a function or a city that is not known, or an office whose function is not.
    """
    asked = _asked(store, function, organisation)
    wanted, names, tasks = chosen(store, cities), _names(store), _tasks(store)
    rows: list[tuple[str, ...]] = []
    for one in asked:
        held = {city: offices for city, offices in names[one].items() if city in wanted}
        if len(held) > 1:
            said = "；".join(f"{city}：{SEPARATOR.join(offices)}" for city, offices in held.items())
            places = (place for city, offices in held.items() for place in _ordered(tasks[city], offices))
            rows.append((one, SEPARATOR.join(held), said, " ".join(places)))
    return Table(COLUMNS, tuple(sorted(rows, key=lambda row: (-row[1].count(SEPARATOR), -row[3].count(" "), row[0]))))


def _asked(store: Store, function: str, organisation: str) -> list[str]:
    """Labels of the functions that are asked for."""
    wanted = Parameters(store).named("function", function) if function else ""
    concepts = functions(organisation) if organisation else scheme("offices").concepts
    own = [one.label for one in concepts]
    if not own:
        raise MissingError(f"the function of {organisation} is not known; ontology/offices.ttl lists the known ones.")
    return [label for label in own if wanted in ("", label)]


def _names(store: Store) -> defaultdict[str, Names]:
    """Function, city, and the offices of that function, in the order of plans."""
    cities = by_plan(store)
    found: defaultdict[str, Names] = defaultdict(dict)
    for row in query.run(store, "offices").dicts():
        found[row["function"]].setdefault(cities[row["plan"]], {})[row["organisation"]] = None
    return found


def _tasks(store: Store) -> defaultdict[str, dict[str, set[str]]]:
    """City, place of each task in the order of plans and texts, and the offices that answer for it."""
    cities = by_plan(store)
    found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for row in query.run(store, "responsibilities").dicts():
        place = f"{row['plan']}:{row['task']}"
        found[cities[row["plan"]]].setdefault(place, set()).add(row["organisation"])
    return found


def _ordered(tasks: Mapping[str, set[str]], offices: Iterable[str]) -> list[str]:
    return [place for place, answering in tasks.items() if not answering.isdisjoint(offices)]
