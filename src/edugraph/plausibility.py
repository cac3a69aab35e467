"""Arithmetic on a plan itself: what cannot be right as it stands, or cannot all be right together.

Nothing is corrected: a finding names the sentences, and a reader decides. Draws on query rows only.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph import query, stages
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]

COLUMNS = ("check", "plan", "task", "finding", "quote", "other_task", "other_quote")
_OF_WHICH = "其中"
_NEAR = 6  # targets looked back over for a total
_DEALT = re.compile("分别|依次")
_SENTENCE_ENDS = re.compile(r"[。；;!！\n](?=.)")
_MAY_EXCEED = re.compile(r"毛入学率|毛入园率|增长|增幅|增速|增加|提高")


def check(store: Store, **parameters: str) -> Table:
    """Findings of all checks, in the order of plans and texts."""
    rows = query.run(store, "stated-targets", **parameters).dicts()
    found: list[tuple[str, ...]] = []
    for _, group in groupby(rows, itemgetter("plan")):
        plan = list(group)
        for row in plan:
            found += [*_over_hundred(row), *_too_early(row)]
        found += [*_parts(plan), *_said_twice(plan)]
    return Table(COLUMNS, tuple(found))


def _finding(check_: str, row: Row, finding: str, other: Row | None = None) -> tuple[str, ...]:
    beside = (other["task"], other["quote"]) if other else ("", "")
    return (check_, row["plan"], row["task"], finding, row["quote"], *beside)


def _over_hundred(row: Row) -> Iterator[tuple[str, ...]]:
    """A share over 100 %; gross rates and growth may exceed it."""
    most = row["value_max"] or row["value"]
    if row["unit"] == "%" and most and Decimal(most) > 100 and not _MAY_EXCEED.search(row["indicator"]):
        yield _finding("share over 100", row, f"{row['indicator']}: {most} %")


def _too_early(row: Row) -> Iterator[tuple[str, ...]]:
    """A deadline that lies before the year of the plan."""
    if row["deadline"] and row["deadline"][:4] < row["year"]:
        yield _finding("deadline before the plan", row, f"{row['deadline']} in a plan for {row['year']}")


def _parts(plan: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Parts after 其中 that do not add up to their total."""
    for total, parts in totals(plan):
        added = sum((Decimal(part["value"]) for part in parts), Decimal(0))
        if added != Decimal(total["value"]):
            sum_ = " + ".join(part["value"] for part in parts)
            last = dict(parts[0], quote="、".join(part["quote"] for part in parts))
            yield _finding("parts and total", total, f"{sum_} = {added:f}, not {total['value']}", last)


def totals(plan: Sequence[Row]) -> Iterator[tuple[Row, list[Row]]]:
    """Each total with the parts that are said to make it up: a run of like figures after 其中.

    The total is the nearest figure before of the same unit, one that counts the same thing (项目) first.
    A single part says nothing of a total, and a run in which a figure is blanked or a range adds up to
    nothing.
    """
    for at, row in enumerate(plan):
        if not row["quote"].startswith(_OF_WHICH):
            continue
        parts = [row]
        for follower in plan[at + 1 :]:
            if not _alike(follower, row) or _OF_WHICH not in follower["before"]:
                break
            parts.append(follower)
        total = _total(row, plan[:at])
        plain = all(one["value"] and not one["value_max"] for one in parts)
        if total and total["value"] and len(parts) > 1 and plain:
            yield total, parts


def _total(part: Row, before: Sequence[Row]) -> Row | None:
    """The figure that a part is a part of."""
    alike = [one for one in reversed(before[-_NEAR:]) if _alike(one, part)]
    same = [one for one in alike if one["indicator"][-2:] == part["indicator"][-2:]]
    return next(iter(same or alike), None)


def _alike(one: Row, other: Row) -> bool:
    return one["task"] == other["task"] and one["unit"] == other["unit"]


def _said_twice(plan: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """One target stated twice with two figures: same words, unit, scope and year, other value."""
    stated: dict[tuple[str, ...], list[Row]] = {}
    for row in plan:
        if row["value"] and row["unit"]:
            named = row["concept"] if row["unit"] == "%" and row["concept"] else row["indicator"]
            key = (named, row["unit"], _scope(row), (row["deadline"] or row["year"])[:4])
            stated.setdefault(key, []).append(row)
    for rows in stated.values():
        for one, other in combinations(rows, 2):
            if not _agree(one, other) and not _dealt(one, other):
                said = f"{one['indicator']}: {_value(one)}; elsewhere {_value(other)}"
                yield _finding("stated twice", one, said, other)


def _dealt(one: Row, other: Row) -> bool:
    """Whether a sentence deals two figures out to several things: 甲校、乙校分别新增学位500个、300个."""
    said = _SENTENCE_ENDS.split(other["before"] + other["quote"])[-1]
    dealt, at = _DEALT.search(said), said.rfind(one["quote"])
    return dealt is not None and at >= 0 and one["task"] == other["task"] and at + len(one["quote"]) > dealt.end()


def _scope(row: Row) -> str:
    """Stages of education named in the clauses of the sentence up to the target."""
    return " ".join(sorted(stages.named(row["before"] + row["quote"])))


def _value(row: Row) -> str:
    sign = "" if row["comparator"] == "=" else row["comparator"]
    top = f"—{row['value_max']}" if row["value_max"] else ""
    return f"{sign}{row['value']}{top} {row['unit']}"


def _agree(one: Row, other: Row) -> bool:
    """Whether two figures can both hold: 90 or more, and 95."""
    if (one["value"], one["value_max"]) == (other["value"], other["value_max"]):
        return True
    return _allows(one, other) or _allows(other, one)


def _allows(bound: Row, figure: Row) -> bool:
    least, value = Decimal(bound["value"]), Decimal(figure["value"])
    if figure["comparator"] != "=" or figure["value_max"]:
        return False
    return (bound["comparator"] in (">=", ">") and value >= least) or (
        bound["comparator"] in ("<=", "<") and value <= least
    )
