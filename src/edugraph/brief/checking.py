"""Whether the sources of a note still stand where the note says: there, moved, or gone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from edugraph.brief.note import PASSAGE, WHOLE, alike, shown
from edugraph.brief.spans import Spans
from edugraph.brief.wording import place, say
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from edugraph.brief.note import Source
    from edugraph.brief.reading import Cited
    from edugraph.store import Store

STANDS, MOVED, CHANGED, GONE = "source stands", "source moved", "source changed", "source gone"


class State(NamedTuple):
    """How a source is found, and what the graph says in its place."""

    finding: str
    now: str = ""


class Checker:
    """Looks sources up in the plans of a graph."""

    def __init__(self, store: Store, plans: set[str]) -> None:
        self.held = plans & {row["plan"] for row in Holdings(store).rows}
        self._spans = Spans(store, sorted(self.held))

    def state(self, one: Cited) -> State:
        """Where the words of a source are now."""
        if not one.plan:
            return State(CHANGED, say("verify.unreadable"))
        if one.plan not in self.held:
            return State(GONE, say("verify.no_plan", plan=one.plan))
        there = self._spans.found(one.plan, one.start, one.end)
        if there is not None and alike(shown(there.quote)) == alike(one.quote):
            known = {alike(place(_as(there, kind))) for kind in (PASSAGE, WHOLE)}
            return State(STANDS) if alike(one.place) in known else State(CHANGED, place(there))
        elsewhere = self._spans.matching(one.plan, _pattern(one.quote)) if one.quote.strip() else None
        if elsewhere is not None:
            return State(MOVED, place(elsewhere))
        return State(GONE, say("verify.now_there", words=shown(there.quote)) if there else say("verify.nothing_there"))


def _as(source: Source, kind: str) -> Source:
    return replace(source, kind=kind)


def _pattern(quote: str) -> re.Pattern[str]:
    """A quote as it may stand in the raw text: blanks and characters that cannot be shown may differ."""
    chars = re.sub(r"\s+", "", quote)
    return re.compile(r"\s*".join("." if char == "\ufffd" else re.escape(char) for char in chars), re.DOTALL)
