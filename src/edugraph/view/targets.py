"""The pack of the tab "targets": what each city promises in figures, by indicator. Draws on query rows only."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from edugraph.overlap import targets
from edugraph.view import overview
from edugraph.view.marks import units
from edugraph.view.scope import once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from edugraph.view.scope import Scope

    Row = Mapping[str, str]
    Corrections = Mapping[str, list[dict[str, str]]]

_KEPT = (
    "plan", "city", "task", "measure", "number", "subject", "value", "value_max", "unit", "comparator", "deadline",
    "year", "redacted", "strength", "comparable", "group", "quote", "exact", "start", "end",
    "at", "doubt", "corrected",
)  # fmt: skip
_OWN = "（原文用语）"
_AROUND = 24
"""As many characters before a figure tell it from another of the same words in the same task."""

_SAME = ("plan", "task", "measure", "subject", "scope", "value", "value_max", "unit", "comparator", "deadline")


def packs(scope: Scope) -> dict[str, object]:
    """``targets``: the indicators, those of most cities first, then the plans' own words that match none.

    Within that order those of most targets come first, then as the texts have them. Each holds its targets,
    comparable ones first and the best figure first. ``axis`` of a target is what it shares with those that it
    may be drawn beside (kind and unit), ``group`` what it shares with those that it can be set against,
    ``scope`` the part of the area or the kind of school that it speaks of,
    ``at`` where in ``quote`` the words of ``exact`` begin, as a script counts,
    ``around`` the words before the figure where nothing else tells it from another of its task. Also who
    answers for the tasks (role, office, measure), and the titles of the tasks.
    """
    found = {"indicators": indicators(scope), "offices": _offices(scope)}
    return {"targets": found, "tasks": overview.titles(scope)}


@once
def indicators(scope: Scope) -> list[dict[str, Any]]:
    """The indicators of the pack."""
    shared = scope.rows("indicator-targets")
    ways = {row["indicator"]: row["direction"] for row in shared}
    groups: defaultdict[tuple[bool, str], list[dict[str, str]]] = defaultdict(list)
    for row in _rows(scope, {row["_fact"]: row for row in shared}):
        groups[row["indicator"] == "", row["indicator"] or row["subject"]].append(row)
    ordered = sorted(groups, key=lambda key: (key[0], -_cities(groups[key]), -len(groups[key])))
    return [_indicator(key, ways.get(key[1], ""), groups[key], scope.corrections) for key in ordered]


def _rows(scope: Scope, shared: Mapping[str, Row]) -> Iterator[dict[str, str]]:
    """Targets in the order of the texts, with city, year and kind, and their number within their task.

    ``shared`` are the rows of shared indicators, by fact.
    """
    plans = {plan["plan"]: plan for plan in scope.plans}
    kinds = {row["_fact"]: row["kind"] for row in scope.rows("targets")}
    numbers: defaultdict[tuple[str, str], int] = defaultdict(int)
    for row in {row["_fact"]: row for row in scope.facts("target")}.values():
        plan = plans[row["plan"]]
        numbers[row["plan"], row["task"]] += 1
        more = {
            "city": plan["city"],
            "year": plan["year"],
            "kind": kinds[row["_fact"]],
            "number": str(numbers[row["plan"], row["task"]]),
            "said": row["subject"],
            "before": shared[row["_fact"]]["before"] if row["_fact"] in shared else _before(row),
            "concept": shared[row["_fact"]]["concept"] if row["_fact"] in shared else "",
            "at": str(units(_before(row))),
        }
        yield dict(row) | more


def _before(row: Row) -> str:
    """The words of the sentence before a figure."""
    return row["quote"][: int(row["_at"])]


def _indicator(key: tuple[bool, str], direction: str, rows: Sequence[Row], corrections: Corrections) -> dict[str, Any]:
    own, label = key
    named = [dict(row, indicator=label, direction=direction) for row in rows]
    return {
        "id": label + _OWN if own else label,
        "label": label,
        "own": own,
        "direction": direction,
        "cities": _cities(rows),
        "targets": _told_apart([_target(row, corrections) for row in targets.judged(named)]),
    }


def _cities(rows: Iterable[Row]) -> int:
    return len({row["city"] for row in rows})


def _target(row: Row, corrections: Corrections) -> dict[str, Any]:
    kind, unit, part, _ = targets.traits(row)
    around = "".join((row["before"] + row["exact"]).split())[-len(row["exact"]) - _AROUND :]
    told = {key: row[key] for key in _KEPT} | {"axis": f"{kind} {unit}", "scope": part, "around": around}
    return told | ({"people": corrections[row["_fact"]]} if row["_fact"] in corrections else {})


def _told_apart(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the words around their figure only where another row is the same in all that is shown of it."""
    times = Counter(tuple(row[key] for key in _SAME) for row in rows)
    return [row if times[tuple(row[key] for key in _SAME)] > 1 else row | {"around": ""} for row in rows]


def _offices(scope: Scope) -> Mapping[str, Mapping[str, list[tuple[str, str, str]]]]:
    """Who answers, by plan and task, for the tasks that state targets."""
    wanted = {(row["plan"], row["task"]) for row in scope.facts("target")}
    found: defaultdict[str, defaultdict[str, list[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in scope.rows("responsibilities"):
        if (row["plan"], row["task"]) in wanted:
            found[row["plan"]][row["task"]].append((row["role"], row["organisation"], row["measure"]))
    return found
