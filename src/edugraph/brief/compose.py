"""A note made from a graph: the same plans in it give the same note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.brief import gaps, limits, overview, targets, tasks, themes
from edugraph.brief.matter import Matter
from edugraph.brief.note import Note
from edugraph.brief.wording import SEPARATOR, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.store import Store

_SECTIONS = (overview, themes, targets, tasks, gaps, limits)
_NAMED = 3  # peers that a title names


def note(store: Store, names: Sequence[str], indicator: str = "", theme: str = "") -> Note:
    """The note about a city among its peers, or among those named after it.

    ``names`` are cities, short names or ids of plans; the first is the reader's own. ``indicator`` and ``theme``
    keep one. Where the graph holds many cities and none is named, the note takes those nearest to the first and
    says so. Raises MissingError for what the graph does not hold, UsageError for too many cities, or for a plan
    of another year than the first.
    """
    matter = Matter(store, names, indicator, theme)
    matter.refuse_other_years(names)
    return _note(matter)


def again(store: Store, plans: Sequence[str], indicator: str = "", theme: str = "", *, nearest: bool = False) -> Note:
    """A note made again from the ids of its plans; ``nearest`` is whether the peers were chosen as the nearest.

    A plan of another year may be among them, of a city that has none of the year of the first.
    """
    return _note(Matter(store, plans, indicator, theme, nearest=nearest))


def _note(matter: Matter) -> Note:
    return Note(_title(matter), tuple(one.section(matter) for one in _SECTIONS))


def _title(matter: Matter) -> str:
    cities = [one.city for one in matter.peers]
    peers = SEPARATOR.join(cities) if len(cities) <= _NAMED else say("page.many", count=len(cities))
    return say("page.title", own=matter.own.city, year=matter.own.year, peers=peers)
