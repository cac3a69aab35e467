"""The shared indicators of a note: which figures can be set against each other, who is highest, who lowest, by how much."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph import figures
from edugraph.brief.wording import SEPARATOR, before, say, word
from edugraph.overlap import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edugraph.brief.matter import Matter

    Row = Mapping[str, str]

_BLANKED = "true"


@dataclass(frozen=True)
class Ranking:
    """Figures of one indicator that can be set against each other, the highest first."""

    indicator: str
    rows: tuple[Row, ...]

    @property
    def top(self) -> Decimal:
        """The highest figure."""
        return Decimal(self.rows[0]["value"])

    @property
    def bottom(self) -> Decimal:
        """The lowest figure."""
        return Decimal(self.rows[-1]["value"])

    @property
    def level(self) -> bool:
        """Whether all figures are the same."""
        return self.top == self.bottom and not self.ranged

    @property
    def ranged(self) -> bool:
        """Whether a figure is a range, so that no difference can be given."""
        return any(row["value_max"] for row in self.rows)

    def of(self, plan: str) -> list[Row]:
        """The figures of one plan."""
        return [row for row in self.rows if row["plan"] == plan]

    def at(self, value: Decimal) -> list[Row]:
        """The rows of a figure."""
        return [row for row in self.rows if Decimal(row["value"]) == value]

    @property
    def difference(self) -> str:
        """The highest less the lowest, in the unit of the highest; empty where a figure is a range.

        Figures that can be compared count the same kind of thing, even if one says 名 and the other 人.
        """
        if self.ranged:
            return ""
        unit = self.rows[0]["unit"]
        number = f"{(self.top - self.bottom).normalize():f}"
        return figures.scaled(number) + (say("targets.points") if unit == "%" else unit)


@dataclass(frozen=True)
class Indicator:
    """A shared indicator with all figures of the compared plans: those that rank, and the others with the reason."""

    label: str
    direction: str
    rows: tuple[Row, ...]
    rankings: tuple[Ranking, ...]

    @property
    def others(self) -> list[Row]:
        """The figures that cannot be compared; each has its reason in ``comparable``."""
        return [row for row in self.rows if row["comparable"] != targets.YES]

    @property
    def blanked(self) -> list[str]:
        """The cities whose figure the source blanks."""
        return list(dict.fromkeys(row["city"] for row in self.rows if row["redacted"] == _BLANKED))


def indicators(matter: Matter) -> list[Indicator]:
    """The indicators for which at least two of the cities have a target, in the order of the list of indicators."""
    rows = sorted(matter.rows("indicator-targets"), key=itemgetter("concept"))
    found = []
    for _, group in groupby(rows, itemgetter("concept")):
        together = list(group)
        label = together[0]["indicator"]
        if len({row["city"] for row in together}) > 1 and matter.indicator in ("", label):
            judged = targets.judged(together)
            rankings = tuple(Ranking(label, _sorted(some)) for some in targets.groups(judged))
            found.append(Indicator(label, together[0]["direction"], tuple(judged), rankings))
    return found


def _sorted(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: -Decimal(row["value"])))


def figure(row: Row) -> str:
    """A figure with its deadline, and whether a person corrected it: ``80%（期限2023-12-31）（人工更改）``."""
    told = figures.short(row) + (say("words.deadline", date=row["deadline"]) if row["deadline"] else "")
    return told + (word("corrected", row["corrected"]) if row["corrected"] else "")


def told(rows: Iterable[Row]) -> str:
    """Cities with their figures, each once: ``宁波市≥90%、邯郸市88%``."""
    return SEPARATOR.join(dict.fromkeys(before(row["city"]) + figure(row) for row in rows))


def cities(rows: Iterable[Row]) -> str:
    """The cities of some rows, each once."""
    return SEPARATOR.join(dict.fromkeys(row["city"] for row in rows))
