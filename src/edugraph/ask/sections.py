"""Headings as places to look in: tasks under a heading that names a theme are on it, whatever their own words are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.reading import Reading
    from edugraph.ask.rows import Read
    from edugraph.ask.texts import Place, Texts
    from edugraph.store import Store

_SECTION = "{section}"
_PUT = "由上级标题列入的任务 / tasks that only a heading above them puts there: "
_WITHOUT = "tasks-without-targets"
_WIDENED = ("tasks-of-theme", "cities-of-theme", "who-answers", _WITHOUT)


class Under(NamedTuple):
    """A task under a heading that names a theme."""

    place: Place
    heading: str
    theme: str


class Widened(NamedTuple):
    """Rows with those of tasks under headings, a remark, and the tasks that it names."""

    table: Table
    remark: str = ""
    places: frozenset[Place] = frozenset()


class Within(NamedTuple):
    """The rows of a section that is asked about, the places of the question that name it, and a remark."""

    table: Table
    places: frozenset[int] = frozenset()
    remark: str = ""


def within(store: Store, reading: Reading, plans: frozenset[str], table: Table) -> Within:
    """The rows of the tasks under a section that the question names and the reading does not use: 第四部分.

    All rows where none stands there.
    """
    used = [one.token for one in reading.tiling.placed if one.element >= 0 and one.token.kind == _SECTION]
    said = [one for one in reading.tokens if one.kind == _SECTION and not used]
    if not {"plan", "task"} <= set(table.columns):
        return Within(table)
    for token in sorted(said, key=lambda one: one.start - one.end):
        held = [value for value in token.values if value.exact and (not plans or value.plans & plans)]
        tasks = {(plan, task) for value in held for plan in value.plans for task in _tasks(store, plan, value.label)}
        rows = tuple(row for row in table.dicts() if (row["plan"], row["task"]) in tasks)
        if rows and held:
            kept = tuple(tuple(row[column] for column in table.columns) for row in rows)
            remark = (
                f"只列“{'、'.join(dict.fromkeys(value.label for value in held))}”之下的 / only rows of that section"
            )
            return Within(Table(table.columns, kept), frozenset(range(token.start, token.end)), remark)
    return Within(table)


def _tasks(store: Store, plan: str, section: str) -> list[str]:
    """The tasks under a section and those below it."""
    rows = query.run(store, "sections", plan=plan, section=section).dicts()
    return [task for row in rows if row["section"] == section for task in row["tasks"].split()]


def widened(store: Store, lexicon: Lexicon, texts: Texts, read: Read, table: Table) -> Widened:
    """The rows of tasks on a theme, behind them the tasks that only the heading above them puts there.

    Where the rows are cities, the remark names these tasks.
    """
    if read.reading.pattern.query not in _WIDENED:
        return Widened(table)
    there = table.places()
    more = [one for one in _under(lexicon, texts, read) if one.place not in there]
    places = frozenset(one.place for one in more)
    if not more:
        return Widened(table)
    remark = f"{_PUT}{_told(texts, more)}"
    if "tasks" in table.columns:
        return Widened(table, remark, places)
    dicts = _rows(store, texts, more, read)
    rows = tuple(tuple(row.get(column, "") for column in table.columns) for row in dicts)
    if not rows:
        return Widened(table)
    return Widened(Table(table.columns, (*table.rows, *rows)), remark, places)


def _under(lexicon: Lexicon, texts: Texts, read: Read) -> Iterator[Under]:
    for run in (run for run in read.bound.runs if "theme" in run):
        for place in texts.tasks:
            heading = texts.section(place)
            if run.get("plan", place[0]) == place[0] and heading and run["theme"] in lexicon.themes(heading):
                yield Under(place, heading, run["theme"])


def _rows(store: Store, texts: Texts, more: Sequence[Under], read: Read) -> Iterator[dict[str, str]]:
    """The rows of tasks under headings: one each, or one for each that answers in a role that is asked for."""
    beside = _beside(store, more, read)
    for one in more:
        first = texts.of(one.place)[0]
        known = {"city": first.city, "plan": first.plan, "task": first.task, "title": first.title}
        known |= {"theme": one.theme, "words": one.heading, "quote": first.title}
        yield from [known] if beside is None else ({**known, **row} for row in beside.get(one.place, ()))


def _beside(store: Store, more: Sequence[Under], read: Read) -> dict[Place, list[dict[str, str]]] | None:
    """The rows of the query that tells more of the tasks: who answers for them, or that they have no target.

    None where rows need no more. One plan is asked for alone, several together: the engine does the joins.
    """
    name = {"who-answers": "who-answers-task", _WITHOUT: _WITHOUT}.get(read.header.name)
    if name is None:
        return None
    plans = {one.place[0] for one in more}
    roles = {run["role"] for run in read.bound.runs if "role" in run}
    found: dict[Place, list[dict[str, str]]] = {}
    for row in query.run(store, name, **({"plan": plans.pop()} if len(plans) == 1 else {})).dicts():
        if not roles or row.get("role") in roles:
            found.setdefault((row["plan"], row["task"]), []).append(row)
    return found


def _told(texts: Texts, more: list[Under]) -> str:
    """The tasks under each heading, by city."""
    heads: dict[tuple[str, str], list[str]] = {}
    for one in more:
        heads.setdefault((texts.cities[one.place[0]], one.heading), []).append(one.place[1])
    return "；".join(f"{city}“{heading}” {' '.join(tasks)}" for (city, heading), tasks in heads.items())
