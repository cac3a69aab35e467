"""What a later plan tells of the targets of an earlier one: met, missed, or told without a figure that settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import figures
from edugraph.diff import amounts, matching
from edugraph.diff.change import Change
from edugraph.diff.targets import side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Row = Mapping[str, str]

_NEAR = 0.6
"""How near the words of a result must be: a review says in short what the plan said at length."""


def changes(targets: Sequence[Row], results: Sequence[Row]) -> Iterator[Change]:
    """What became of each target of an earlier plan, in its order; ``untold`` where no result speaks of it."""
    near = matching.scorer((), _NEAR)
    matches = matching.pairs(targets, results, lambda one, other: near(one, other) if _in_time(one, other) else 0.0)
    told = {match.one["_fact"]: match.other for match in matches}
    for row in targets:
        result = told.get(row["_fact"]) or _of_other_unit(row, results)
        yield (
            _told(row, result)
            if result
            else Change("completion", "untold", row["indicator"], side(row), before=figures.short(row))
        )


def _told(target: Row, result: Row) -> Change:
    change, why = _judged(target, result)
    place = f"told in section {result['section']}" if result["section"] else f"told in task {result['task']}"
    again = "" if target["indicator"] == result["indicator"] else f"as {result['indicator']}"
    sides = side(target), side(result)
    words = "; ".join(filter(None, (why, place, again)))
    shown = figures.short(target), figures.short(result)
    return Change("completion", change, target["indicator"], *sides, *shown, words)


def _judged(target: Row, result: Row) -> tuple[str, str]:
    """Met, missed, or kept where the figures do not settle it, with the reason."""
    if not matching.alike(target, result):
        return "kept", f"no comparable figure: {target['unit']} against {result['unit']}"
    if scope := matching.scopes(target, result):
        return "kept", f"no comparable figure: {scope}"
    if not target["value"] or not result["value"]:
        return "kept", "no comparable figure: blanked"
    due, told = _due(target), _told_of(result)
    met = amounts.met(amounts.of(target), amounts.of(result), target["direction"], target["kind"])
    when = f"due {due}, told of {told}" if due != told else ""
    if met is None:
        return "kept", "; ".join(filter(None, ("the figures do not settle it", when)))
    if not met and told < due:
        return "kept", f"not yet due: {when}"
    return ("met" if met else "missed"), when


def _in_time(target: Row, result: Row) -> bool:
    """Whether a result can be what became of a target: told of its year or after it was made; of a flow, by its year."""
    told = _told_of(result)
    return int(target["year"]) <= told and (told <= _due(target) or not matching.is_flow(target))


def _due(target: Row) -> int:
    return int((target["deadline"] or target["year"])[:4])


def _told_of(result: Row) -> int:
    """The year of which a result is told: the one that is said, or the one before its plan."""
    return int(result["deadline"][:4]) if result["deadline"] else int(result["year"]) - 1


def _of_other_unit(target: Row, results: Sequence[Row]) -> Row | None:
    """A result of the same indicator in words as near, told in another unit or kind of figure."""
    same = [row for row in results if row["concept"] == target["concept"] != "" and _in_time(target, row)]
    differ = [row for row in same if "scope" not in matching.differ(target, row)]
    return next((row for row in differ if row["unit"] != target["unit"]), None)
