"""The first section: how large each plan is, where the own one stands, and which peer is nearest."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.brief.note import Grid, Section
from edugraph.brief.wording import SEPARATOR, columns, prose, row, say, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.brief.matter import Likeness, Matter
    from edugraph.brief.note import Sentence

_COUNTED = ("tasks", "targets", "blanked-targets", "themes", "offices", "documents")
_RANKED = ("tasks", "targets", "themes")


def section(matter: Matter) -> Section:
    """Sizes, ranks, what makes them hard to compare, and nearness by themes."""
    counts = _counts(matter)
    sentences = [_rank(matter, counts), *_cautions(matter), *_nearest(matter)]
    return Section(say("overview.head"), tuple(sentences), _grid(matter, counts))


def _counts(matter: Matter) -> Mapping[str, Mapping[str, int]]:
    """For each thing counted, the number of each plan."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for counted in matter.rows("counts"):
        found[counted["what"]][counted["plan"]] = int(counted["count"])
    return {what: {one.plan: found[what].get(one.plan, 0) for one in matter.sides} for what in _COUNTED}


def _grid(matter: Matter, counts: Mapping[str, Mapping[str, int]]) -> Grid:
    rows = [
        row(
            (one.city, matter.spans.title(one.plan), one.year, *(str(counts[what][one.plan]) for what in _COUNTED)),
            matter.wholes(one),
        )
        for one in matter.sides
    ]
    return Grid(say("overview.caption"), columns("overview.columns"), tuple(rows))


def _rank(matter: Matter, counts: Mapping[str, Mapping[str, int]]) -> Sentence:
    told: dict[str, object] = {"own": matter.own.city, "plans": len(matter.sides)}
    for what in _RANKED:
        mine = counts[what][matter.own.plan]
        told |= {what: mine, f"{what}_place": place(mine, list(counts[what].values()))}
    return prose(say("overview.rank", **told), matter.wholes())


def place(mine: int, every: Sequence[int]) -> str:
    """The place of a number among others, the largest being first.

    >>> place(5, [9, 5, 5]), place(9, [9, 5, 5])
    ('并列第2位', '第1位')
    """
    rank = 1 + sum(other > mine for other in every)
    return say("words.tied" if every.count(mine) > 1 else "words.place", rank=rank)


def _cautions(matter: Matter) -> Iterator[Sentence]:
    """What differs between the plans so that numbers alone say little."""
    heads = {one["plan"]: one["genre"] for one in query.run(matter.store, "heads").dicts()}
    plans = {one["plan"]: one["level"] for one in query.run(matter.store, "plans").dicts()}
    told = {
        "genres": {one.city: heads.get(one.plan, "") for one in matter.sides},
        "levels": {one.city: word("levels", plans[one.plan]) for one in matter.sides},
        "years": {one.city: one.year for one in matter.sides},
    }
    for key, values in told.items():
        if len(set(values.values())) > 1:
            yield prose(say(f"overview.{key}", **{key: _grouped(values)}), matter.wholes())


def _grouped(values: Mapping[str, str]) -> str:
    """Cities by what they have: those that have nothing are not named."""
    cities: dict[str, list[str]] = {}
    for city, value in values.items():
        cities.setdefault(value, []).append(city)
    return "，".join(f"{SEPARATOR.join(some)}为{value}" for value, some in cities.items() if value)


def _nearest(matter: Matter) -> Iterator[Sentence]:
    compared = sorted(
        (one for one in matter.likenesses if one.side in matter.peers and one.either), key=lambda one: -one.share
    )
    if not compared:
        return
    first, last = compared[0], compared[-1]
    text = _alike("nearest" if len(compared) > 1 else "pair", matter, first)
    if len(compared) > 1:
        text += _alike("farthest", matter, last)
    cited = dict.fromkeys((matter.own, first.side, last.side))
    yield prose(text, matter.wholes(*cited))


def _alike(key: str, matter: Matter, one: Likeness) -> str:
    told = {"city": one.side.city, "either": one.either, "both": one.both, "share": one.share}
    return say(f"overview.{key}", own=matter.own.city, **told)
