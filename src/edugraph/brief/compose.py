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


def note(store: Store, names: Sequence[str], indicator: str = "", theme: str = "", *, nearest: bool = False) -> Note:
    """The note about a city among its peers, or among those named after it.

    ``names`` are cities, short names or ids of plans; the first is the reader's own. ``indicator`` and ``theme``
    keep one. Where the graph holds many cities and none is named, the note takes those nearest to the first and
    says so; ``nearest`` says it for a note that is made again with their names. Raises MissingError for what the graph does not hold, UsageError for too many cities, or for a
    plan of another year than the first.
    """
    matter = Matter(store, names, indicator, theme, nearest=nearest)
    return Note(_title(matter), tuple(one.section(matter) for one in _SECTIONS))


def _title(matter: Matter) -> str:
    cities = [one.city for one in matter.peers]
    peers = SEPARATOR.join(cities) if len(cities) <= _NAMED else say("page.many", count=len(cities))
    return say("page.title", own=matter.own.city, year=matter.own.year, peers=peers)
