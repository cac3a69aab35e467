"""What makes an answer doubtful whatever its reading: a city without a row, words searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import choices, computed
from edugraph.ask import cues
from edugraph.holdings import mentioned
from edugraph.text import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edugraph.ask.answered import Answer
    from edugraph.store import Store
    from edugraph.table import Table

BY_WORDS = "按原文用词查得，换了说法的不在其内 / found by the plans' own words; other wordings are not in it"
NOT_READ = "未读懂 / not understood: "
"""The doubt about words of a question, which follow with 、 between."""

APART = "问了几件事，分开作答，请核对 / several things are asked and answered one by one: please check"
_PAIR, _FEW = 2, 12
_LACKING = "cities-without-theme"


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


def of_one_year(text: str, plans: Iterable[Mapping[str, str]], said: Answer) -> Iterator[str]:
    """Remarks on cities that are asked about: several plans of one year, which are all asked, and earlier years, which are not.

    A plan that the question names by its id, or a year that it names, is what is wanted.
    """
    asked = {run["plan"] for run in said.runs if "plan" in run}
    held: dict[str, list[Mapping[str, str]]] = {}
    for row in plans:
        held.setdefault(row["city"], []).append(row)
    for city, rows in held.items():
        mine = [row for row in rows if row["plan"] in asked]
        if not mine or any(row["plan"] in text for row in mine):
            continue
        together = [row["plan"] for row in mine if row["year"] == mine[0]["year"]]
        if len(together) > 1:
            yield f"{city}{mine[0]['year']}年有几份计划，一并查询 / several plans of one year, all are asked: {'、'.join(together)}"
        earlier = dict.fromkeys(row["year"] for row in rows if row["year"] < mine[0]["year"])
        if earlier and mine[0]["year"] not in text:
            yield f"{city}只查最近一年，另有 / the latest year only, there are plans of: {'、'.join(earlier)}"


def passed_over(store: Store, said: Answer) -> Iterator[str]:
    """A doubt where a city is set beside others by one of several plans of the year."""
    runs = said.runs if said.query in computed.MODULES else ()  # all others name plans by their ids
    over = (one for run in runs for one in choices.passed_over(store, said.query, run))
    for taken, others in dict.fromkeys(over):
        yield f"同年有几份计划，只取其一 / one of several plans of the year is taken: {taken}（另有 / others: {'、'.join(others)}）"


def only_some_plans(plans: Iterable[Mapping[str, str]], said: Answer) -> Iterator[str]:
    """A doubt where a city is said to lack something that another of its plans of the year has."""
    if said.query != _LACKING or "plan" not in said.table.columns:
        return
    lacking = {row["plan"] for row in said.table.dicts()}
    held: dict[tuple[str, str], set[str]] = {}
    for row in plans:
        held.setdefault((row["city"], row["year"]), set()).add(row["plan"])
    for (city, _), every in held.items():
        if every & lacking and every - lacking:
            yield f"{city}同年另一份计划有 / another plan of the year has it: {'、'.join(sorted(every - lacking))}"


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
