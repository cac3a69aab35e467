"""The last section: what the note is about, what it does not know, and how to check it again."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.brief.note import Section
from edugraph.brief.wording import SEPARATOR, prose, say
from edugraph.extract.targets import UNREAD
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.brief.matter import Matter
    from edugraph.brief.note import Sentence

    Row = Mapping[str, str]


def section(matter: Matter) -> Section:
    """What was compared comes first: from this sentence the note can be made again."""
    makers = (_compared, _beside, _inferred, _offices, _blanked, _unread, _corrected, _unshared, _words)
    return Section(say("limits.head"), tuple(one for make in makers for one in make(matter)))


def _compared(matter: Matter) -> Iterator[Sentence]:
    plans = SEPARATOR.join(say("limits.plan", city=one.city, plan=one.plan) for one in matter.sides)
    text = say("limits.compared", plans=plans)
    text += say("limits.nearest", own=matter.own.city, count=len(matter.peers)) if matter.nearest else ""
    text += say("limits.indicator", name=matter.indicator) if matter.indicator else ""
    text += say("limits.theme", name=matter.theme) if matter.theme else ""
    yield prose(text, matter.wholes())


def _beside(matter: Matter) -> Iterator[Sentence]:
    """Cities with several plans of the year, of which the note takes one."""
    holdings = Holdings(matter.store)
    several = [(one, more) for one in matter.sides if (more := holdings.beside(one.plan))]
    if several:
        told = (say("limits.taken", city=one.city, plan=one.plan, others=SEPARATOR.join(more)) for one, more in several)
        yield prose(say("limits.beside", list="；".join(told)), matter.wholes(*(one for one, _ in several)))


def _inferred(matter: Matter) -> Iterator[Sentence]:
    """Cities that the plan itself does not name, with the words that give them away."""
    for one in matter.sides:
        words = [row["evidence"] for row in query.run(matter.store, "inferred-cities", plan=one.plan).dicts()]
        if words:
            found = [matter.spans.matching(one.plan, re.compile(re.escape(word))) for word in words]
            sources = [source for source in found if source] or matter.wholes(one)
            yield prose(say("limits.inferred", city=one.city, words=SEPARATOR.join(words)), sources)


def _offices(matter: Matter) -> Iterator[Sentence]:
    having = {row["plan"] for row in matter.rows("responsibilities")}
    without = [one for one in matter.sides if one.plan not in having]
    if without:
        cities = SEPARATOR.join(one.city for one in without)
        yield prose(say("limits.offices", cities=cities), matter.wholes(*without))


def _blanked(matter: Matter) -> Iterator[Sentence]:
    rows = [row for row in matter.rows("targets") if row["redacted"] == "true"]
    if rows:
        first = {row["plan"]: row for row in reversed(rows)}
        sources = [matter.spans.fact("target", plan, row["task"], exact=row["quote"]) for plan, row in first.items()]
        yield prose(say("limits.blanked", list=_counted(matter, rows)), sources)


def _unread(matter: Matter) -> Iterator[Sentence]:
    """Figures that may be commitments and were not understood."""
    rows = [row for row in matter.rows("remarks") if row["reason"] in UNREAD]
    if rows:
        first = {row["plan"]: row for row in reversed(rows)}
        sources = [matter.spans.words(plan, row["task"], row["figure"]) for plan, row in first.items()]
        yield prose(say("limits.unread", list=_counted(matter, rows)), sources)


def _corrected(matter: Matter) -> Iterator[Sentence]:
    """How many facts people corrected; who did, and why, the graph says."""
    rows = [row for row in matter.rows("corrections") if row["corrected"] != "idle"]
    if rows:
        having = {row["plan"] for row in rows}
        sides = [one for one in matter.sides if one.plan in having]
        yield prose(say("limits.corrected", list=_counted(matter, rows)), matter.wholes(*sides))


def _counted(matter: Matter, rows: Sequence[Row]) -> str:
    """How many rows each city has."""
    counts = Counter(row["plan"] for row in rows)
    cities = matter.cities
    return SEPARATOR.join(say("limits.blanked_city", city=cities[plan], count=counts[plan]) for plan in counts)


def _unshared(matter: Matter) -> Iterator[Sentence]:
    """How many targets have no counterpart, so that nothing could be set beside them."""
    having: dict[str, set[str]] = {}
    shared = matter.rows("indicator-targets")
    for row in shared:
        having.setdefault(row["concept"], set()).add(row["plan"])
    met = sum(len(having[row["concept"]]) > 1 for row in shared)
    every = len(matter.rows("targets"))
    text = say("limits.unshared", plans=len(matter.sides), all=every, shared=met, rest=every - met)
    yield prose(text, matter.wholes())


def _words(matter: Matter) -> Iterator[Sentence]:
    yield prose(say("limits.words"), matter.wholes())
