"""What makes an answer doubtful whatever its reading: a city without a row, words searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.ask import cues
from edugraph.ask.question import content
from edugraph.holdings import mentioned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edugraph.ask.answered import Answer
    from edugraph.table import Table

BY_WORDS = "按原文用词查得，换了说法的不在其内 / found by the plans' own words; other wordings are not in it"
NOT_READ = "未读懂 / not understood: "
"""The doubt about words of a question, which follow with 、 between."""

APART = "问了几件事，分开作答，请核对 / several things are asked and answered one by one: please check"
_PAIR, _FEW = 2, 12


def doubts(text: str, plans: Iterable[Mapping[str, str]], table: Table) -> Iterator[str]:
    """Doubts about an answer to a question; ``plans`` are rows of ``holdings.plans``.

    A city that the question sets beside another must have a row, unless its absence is what is asked for.
    """
    kinds = {one.kind for one in cues.found(content(text))}
    if "plan" not in table.columns or kinds & {cues.excepting(), cues.lacking()}:
        return
    cities = {row["plan"]: row["city"] for row in plans if row["city"] != row["plan"]}
    named = mentioned(plans, text)
    there = {cities.get(row["plan"], "") for row in table.dicts()}
    absent = [city for city in named if city not in there]
    if len(named) >= _PAIR and table.rows and absent:
        yield f"没有行的城市 / cities without a row: {'、'.join(absent)}"


def silent(text: str, plans: Iterable[Mapping[str, str]], said: Answer) -> Iterator[str]:
    """A remark on the cities without a row, where all are asked for and the rows are no list of cities."""
    kinds = {one.kind for one in cues.found(content(text))}
    rows = said.table.dicts()
    if not kinds & cues.asks_all() or "plan" not in said.table.columns or not rows or "tasks" in said.table.columns:
        return
    cities = {row["plan"]: row["city"] for row in plans if row["city"] != row["plan"]}
    there = {cities.get(row["plan"], "") for row in rows}
    absent = dict.fromkeys(city for city in cities.values() if city not in there)
    if 0 < len(absent) <= _FEW:
        yield f"没有行的城市 / cities without a row: {'、'.join(absent)}"


def without(doubts: Iterable[str], clauses: Iterable[str]) -> Iterator[str]:
    """The doubts without the words that stand in clauses which are answered by themselves."""
    answered = "".join(clauses)
    for doubt in doubts:
        words = doubt.removeprefix(NOT_READ).split("、") if doubt.startswith(NOT_READ) else []
        left = [word for word in words if word not in answered]
        if left:
            yield f"{NOT_READ}{'、'.join(left)}"
        elif not words:
            yield doubt
