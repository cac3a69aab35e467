"""The third section: targets of shared indicators side by side, and what keeps some from being compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.brief import ranking
from edugraph.brief.note import Grid, Section
from edugraph.brief.ranking import cities, figure, told
from edugraph.brief.wording import SEPARATOR, columns, few, prose, row, say, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edugraph.brief.matter import Matter
    from edugraph.brief.note import Sentence, Source
    from edugraph.brief.ranking import Indicator, Ranking

    Row = Mapping[str, str]

_ROWS = 16
_LISTED = 5
_REASON = re.compile(
    r"no: (?P<what>another scope|another year) \((?P<detail>.*)\)|no: (?P<mine>.+) against (?P<theirs>.+)"
)


class _Standing(NamedTuple):
    """A ranking in which the own city takes part, and its place in it: high, low, middle or same."""

    indicator: Indicator
    ranking: Ranking
    place: str


def section(matter: Matter) -> Section:
    """Where the own city stands, what is blanked, and a table of all shared indicators."""
    found = ranking.indicators(matter)
    if not found:
        return Section(say("targets.head"), (prose(say("targets.none"), matter.wholes()),))
    standings = [
        _Standing(one, some, _place(some, matter.own.plan))
        for one in found
        for some in one.rankings
        if some.of(matter.own.plan)
    ]
    sentences = [_summary(matter, found, standings), *_extremes(matter, standings), *_blanked(matter, found)]
    if len(found) > _ROWS:
        text = say("targets.cut", count=len(found) - _ROWS, cities=matter.named)
        sentences.append(prose(text, matter.wholes()))
    return Section(say("targets.head"), tuple(sentences), _grid(matter, found))


def _place(some: Ranking, plan: str) -> str:
    if some.level:
        return "same"
    if any(one in some.at(some.top) for one in some.of(plan)):
        return "high"
    return "low" if any(one in some.at(some.bottom) for one in some.of(plan)) else "middle"


def _summary(matter: Matter, found: Sequence[Indicator], standings: Sequence[_Standing]) -> Sentence:
    yes = sum(bool(one.rankings) for one in found)
    places = [one.place for one in standings]
    counts = {name: places.count(name) for name in ("high", "low", "middle", "same")}
    text = say(
        "targets.summary",
        own=matter.own.city,
        count=len(found),
        yes=yes,
        no=len(found) - yes,
        mine=len(standings),
        **counts,
    )
    return prose(text, matter.wholes())


def _extremes(matter: Matter, standings: Sequence[_Standing]) -> Iterator[Sentence]:
    """Where the own city is highest, and where lowest, with the figure at the other end."""
    for place, key in (("high", "targets.highest"), ("low", "targets.lowest")):
        chosen = [one for one in standings if one.place == place]
        if chosen:
            listed = few((_extreme(matter, one) for one in chosen), _LISTED, "；")
            rows = [some for one in chosen[:_LISTED] for some in one.ranking.rows]
            yield prose(say(key, own=matter.own.city, list=listed), _sources(matter, rows))


def _extreme(matter: Matter, one: _Standing) -> str:
    """An indicator with the own figure and how far it is from that of the city at the other end."""
    some, high = one.ranking, one.place == "high"
    far = some.at(some.bottom if high else some.top)
    mine = next(row for row in some.at(some.top if high else some.bottom) if row["plan"] == matter.own.plan)
    label = some.indicator + (say("targets.down") if one.indicator.direction == "down" else "")
    words = {"indicator": label, "mine": figure(mine), "city": cities(far).replace(SEPARATOR, "和")}
    if some.difference:
        return say("targets.above" if high else "targets.below", **words, difference=some.difference)
    side = say("targets.high" if high else "targets.low")
    return say("targets.bare", **words, side=side, theirs=figure(far[0]))


def _blanked(matter: Matter, found: Iterable[Indicator]) -> Iterator[Sentence]:
    some = [one for one in found if one.blanked]
    if some:
        listed = few(
            (say("targets.blanked_item", indicator=one.label, cities=SEPARATOR.join(one.blanked)) for one in some),
            _LISTED,
        )
        rows = [row for one in some[:_LISTED] for row in one.rows if row["redacted"] == "true"]
        yield prose(say("targets.blanked", cities=cities(rows), list=listed), _sources(matter, rows))


def _grid(matter: Matter, found: Sequence[Indicator]) -> Grid:
    own = matter.own.plan
    ordered = sorted(found, key=lambda one: (not one.rankings, own not in {row["plan"] for row in one.rows}))
    rows = tuple(
        row((one.label, _figures(one), _comparison(one)), _sources(matter, one.rows)) for one in ordered[:_ROWS]
    )
    return Grid(say("targets.caption"), columns("targets.columns"), rows)


def _figures(one: Indicator) -> str:
    """All figures: those that rank first, the highest first."""
    return "；".join(filter(None, (*(told(some.rows) for some in one.rankings), told(one.others))))


def _comparison(one: Indicator) -> str:
    parts = [_ranked(some) for some in one.rankings]
    parts += [
        say("targets.not_comparable", figure=told([row]), reason=_reason(row["comparable"])) for row in one.others
    ]
    return "；".join(dict.fromkeys(parts)) + (say("targets.down") if one.direction == "down" and one.rankings else "")


def _ranked(some: Ranking) -> str:
    if some.level:
        return say("targets.same", cities=cities(some.rows))
    ends = {"most": cities(some.at(some.top)), "least": cities(some.at(some.bottom))}
    if some.difference:
        return say("targets.most_least", **ends, difference=some.difference)
    return say("targets.most_least_bare", **ends)


def _reason(comparable: str) -> str:
    """Why a figure cannot be compared, in Chinese."""
    match = _REASON.fullmatch(comparable)
    if match is None:
        return word("reasons", comparable.removeprefix("no: "))
    if match["what"]:
        return say(f"reasons.{match['what']}", what=word("reason_words", match["detail"]))
    words = {side: word("reason_words", match[side]) for side in ("mine", "theirs")}
    return say("reasons.against", **words)


def _sources(matter: Matter, rows: Iterable[Row]) -> list[Source]:
    return [matter.spans.fact("target", row["plan"], row["task"], exact=row["quote"]) for row in rows]
