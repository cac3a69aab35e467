"""What the graph holds: which plan a name stands for, whether an id, a city or a short name of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from edugraph import query, regions
from edugraph.errors import MissingError, UsageError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.store import Store

_RANKS = "市县区州盟旗"


def short(city: str) -> str:
    """A name without its rank: 邯郸 of 邯郸市; a name of two characters stays whole.

    >>> short("邯郸市"), short("恩施州"), short("辉县")
    ('邯郸', '恩施', '辉县')
    """
    return city[:-1] if len(city) > 2 and city[-1] in _RANKS else city


class Holdings:
    """The plans of a graph, the latest of each city first: rows of the named query ``plans``."""

    def __init__(self, store: Store) -> None:
        rows = query.run(store, "plans").dicts()
        self.rows = sorted(rows, key=lambda row: (-int(row["year"]), row["plan"]))

    @property
    def cities(self) -> list[str]:
        """Cities with a plan, each once; a plan whose city is open stands under its id."""
        return list(dict.fromkeys(row["city"] or row["plan"] for row in sorted(self.rows, key=lambda row: row["plan"])))

    def plan(self, name: str) -> dict[str, str]:
        """The plan of an id, or the latest plan of a city, by name, short name or code.

        Raises MissingError with the nearest name where the graph holds none.
        """
        return self.plans(name)[0]

    def plans(self, name: str) -> list[dict[str, str]]:
        """All plans that a name stands for, the latest first.

        Raises MissingError as ``plan`` does, UsageError for a name that several cities bear (鼓楼区).
        """
        found = [row for row in self.rows if name in self._names(row)]
        bearers = {row["code"]: row for row in found if row["code"]}
        if len(bearers) > 1:
            listed = "、".join(f"{row['province']}{row['city']} {code}" for code, row in sorted(bearers.items()))
            raise UsageError(f"{name} is the name of {len(bearers)} cities here: {listed}. Name one by its code.")
        return found or self.missing(name)

    @property
    def groups(self) -> list[list[dict[str, str]]]:
        """The plans of each city, the latest first: cities of one name apart, by their codes."""
        found: dict[str, list[dict[str, str]]] = {}
        for row in self.rows:
            found.setdefault(row["code"] or row["city"] or row["plan"], []).append(row)
        return [found[key] for key in sorted(found, key=lambda key: min(row["plan"] for row in found[key]))]

    def named(self, names: Iterable[str]) -> list[str]:
        """The cities that names stand for, each once, in the order given; MissingError for one that is not held."""
        found = (self.plan(name) for name in names)
        return list(dict.fromkeys(row["city"] or row["plan"] for row in found))

    def missing(self, name: str) -> NoReturn:
        """Raise MissingError for a name that no plan bears, with what the graph holds.

        A place is told by its full name; for another name the nearest that is held is told as well.
        """
        place = regions.full_name(name)
        known = [*self.cities, *map(short, self.cities), *(row["plan"] for row in self.rows)]
        close = "" if place else nearest(name, known)
        raise MissingError(f"the graph holds no plan of {place or name}.{close} It holds: {self._listed()}.")

    def _names(self, row: dict[str, str]) -> Sequence[str]:
        city = row["city"]
        return (row["plan"], row["code"], city, short(city)) if city else (row["plan"],)

    def _listed(self) -> str:
        few = self.cities[:9]
        return "、".join(few) + (f" and {len(self.cities) - len(few)} more" if len(self.cities) > len(few) else "")
