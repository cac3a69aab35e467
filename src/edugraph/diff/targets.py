"""What became of the targets: kept, raised, lowered, reworded, blanked or no longer blanked, dropped, new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import figures
from edugraph.diff import amounts, matching, wording
from edugraph.diff.change import NOTHING, Change, Place, Side

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from edugraph.diff.matching import Match

    Row = Mapping[str, str]

_BETTER = {("up", "raised"), ("down", "lowered")}


def changes(ours: Sequence[Row], theirs: Sequence[Row], aligned: Collection[tuple[str, str]]) -> Iterator[Change]:
    """Changes of targets in the order of plan A, then the new targets of plan B.

    ``aligned`` are the numbers of tasks that are one.
    """
    matches = matching.pairs(ours, theirs, matching.scorer(aligned))
    kept = {match.one["_fact"] for match in matches}
    for row in ours:
        if row["_fact"] not in kept:
            yield Change("target", "dropped", row["indicator"], side(row), before=figures.short(row))
        yield from (_changed(match, aligned) for match in matches if match.one is row)
    come = {match.other["_fact"] for match in matches}
    for row in theirs:
        if row["_fact"] not in come:
            yield Change("target", "new", row["indicator"], NOTHING, side(row), after=figures.short(row))


def _changed(match: Match, aligned: Collection[tuple[str, str]]) -> Change:
    one, other = match.one, match.other
    change, note = amounts.change(amounts.of(one), amounts.of(other))
    scope = matching.scopes(one, other)
    judged = "" if scope else _judged(change, one["direction"] or other["direction"])
    notes = [judged, note, *_terms(one, other), scope]
    reworded = wording.plain(one["indicator"]) != wording.plain(other["indicator"])
    if change == "kept" and (reworded or any(_terms(one, other))):
        change = "reworded"
    notes.append(f"words: {one['indicator']} → {other['indicator']}" if reworded else "")
    notes.append("" if (one["task"], other["task"]) in aligned else "in another task")
    notes.append("stated more than once" if match.again else "")
    why = "; ".join(filter(None, notes))
    what, before, after = other["indicator"], figures.short(one), figures.short(other)
    return Change("target", change, what, side(one), side(other), before, after, why)


def _judged(change: str, direction: str) -> str:
    """Whether a figure raised or lowered is better, where it is known which way is."""
    if change not in ("raised", "lowered") or direction not in ("up", "down"):
        return ""
    return "better" if (direction, change) in _BETTER else "worse"


def _terms(one: Row, other: Row) -> list[str]:
    """Other terms of a target that have changed: when it is due, how firmly it is promised.

    A target for the year of its own plan stays due as it was; any other date is compared as it stands.
    """
    found = []
    if one["deadline"] != other["deadline"] and (_is_later(one) or _is_later(other)):
        found.append(f"due {one['deadline'] or one['year']}, now {other['deadline'] or other['year']}")
    if one["strength"] != other["strength"] and one["strength"] and other["strength"]:
        found.append(f"{one['strength']}, now {other['strength']}")
    return found


def _is_later(row: Row) -> bool:
    """Whether a target is due after the year of its plan."""
    return row["deadline"][:4] > row["year"]


def side(row: Row) -> Side:
    """The side of a figure: its sentence, and the place that says it."""
    place = Place(row["said"], row["indicator"], row["exact"], int(row["start"]), int(row["end"]))
    return Side(row["task"], row["sentence"], (place,))
