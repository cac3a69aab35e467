"""Remarks on the rows of an answer: how many there are, what none means, and what was set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import query
from edugraph.ask import cues, limits, rows
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.ask.rows import Read
    from edugraph.store import Store

NONE = "没有：图谱所含计划中没有这样的内容 / none: the plans of the graph hold nothing of the kind"
_COUNTED = frozenset({"value", "difference", "count"})
_FEW = 6
_LACKING = "cities-without-theme"


def _top(best: Read) -> int | None:
    """How many rows are asked for: 前三名."""
    said = [one.token.values[0].label for one in best.reading.tiling.placed if one.token.kind == "{top}"]
    return int(said[0]) if said else None


def first(best: Read, table: Table) -> Table:
    """As many rows as are asked for."""
    return Table(table.columns, table.rows[: _top(best)])


def aside(best: Read) -> Iterator[str]:
    """The opening of a question that was left out."""
    if best.reading.aside:
        yield f"未计入问题的开头 / opening set aside: {best.reading.aside}"


def held(cities: str) -> str:
    """The cities that have what another has not."""
    return f"有的城市 / cities that have it: {cities or '无 / none'}"


def of_rows(store: Store, best: Read, table: Table) -> Iterator[str]:
    """What is to be said of the rows of a reading."""
    yield from aside(best)
    counted = _COUNTED.intersection(table.columns) and "cities" not in table.columns
    if cues.how_many() in best.filled and table.rows and not counted:
        yield f"共 {len(table.rows)} 行 / {len(table.rows)} rows"
    top = _top(best)
    if top and top < len(table.rows):
        yield f"仅列前 {top} 行，共 {len(table.rows)} 行 / the first {top} of {len(table.rows)} rows"
    yield from _groups(table)
    yield from _measures(store, table)
    if not table.rows:
        yield from _nothing(store, best)
        yield from _elsewhere(store, best)
        yield from _silent(store, best)
        yield from _other_roles(store, best)


def _groups(table: Table) -> Iterator[str]:
    """That figures are of several groups, which do not compare."""
    groups = {row["group"] for row in table.dicts() if row["group"]} if "group" in table.columns else set()
    if len(groups) > 1:
        yield f"数字分属 {len(groups)} 组，只有同组（group）的可比 / of {len(groups)} groups: only figures of one group compare"


def _measures(store: Store, table: Table) -> Iterator[str]:
    """What the few measures say that rows name by their number only."""
    columns = set(table.columns)
    if not {"plan", "task", "measure"} <= columns or columns & {"text", "value"}:
        return
    places = dict.fromkeys((row["plan"], row["task"], row["measure"]) for row in table.dicts() if row["measure"])
    for plan, task, measure in places if len(places) <= _FEW else ():
        said = query.run(store, "task-words", plan=plan, task=task, measure=measure).dicts()
        text = " ".join(" ".join(row["text"].split()) for row in said)
        yield f"{plan} 任务{task}第{measure}项 / measure {measure} of task {task}: {text}"


def _nothing(store: Store, best: Read) -> Iterator[str]:
    """What no rows mean: that there is nothing of the kind, or for a question that denies, that all have it, and where."""
    said = (query.nothing(store, best.reading.pattern.query, run) for run in best.bound.runs)
    yield from dict.fromkeys(filter(None, said)) or (NONE,)
    if best.reading.pattern.query == _LACKING:
        for theme in dict.fromkeys(run["theme"] for run in best.bound.runs):
            found = query.run(store, "cities-of-theme", theme=theme).dicts()
            yield held("、".join(f"{row['city']}（{row['tasks']}）" for row in found))


def _elsewhere(store: Store, best: Read) -> Iterator[str]:
    """For a theme that a plan does not have, a caution, and the cities that have it."""
    if any("theme" in run for run in best.bound.runs):
        yield query.headers()[_LACKING].caution
    for theme in dict.fromkeys(run["theme"] for run in best.bound.runs if "theme" in run and "plan" in run):
        rows = query.run(store, "cities-of-theme", theme=theme).dicts()
        yield held("、".join(row["city"] for row in rows))


def _other_roles(store: Store, best: Read) -> Iterator[str]:
    """For a role that nobody has, who has another one."""
    for run in best.bound.runs:
        if "role" in run and "task" in run:
            wider = {key: value for key, value in run.items() if key != "role"}
            others = rows.of_query(store, best.reading.pattern.query, wider).dicts()
            said = "、".join(f"{row['who']} ({row['role']})" for row in others if "who" in row)
            if said:
                yield f"任务{run['task']}写明的其他角色 / other roles of the task: {said}"
                return


def _silent(store: Store, best: Read) -> Iterator[str]:
    """Plans that hold no facts of the kind at all, so that the reason is not the one that was asked for."""
    wider = limits.WIDER.get(best.reading.pattern.query)
    for plan in dict.fromkeys(run["plan"] for run in best.bound.runs if wider and "plan" in run):
        if wider and not rows.of_query(store, wider, {"plan": plan}).rows:
            yield f"{plan} 完全没有写明此类信息 / states nothing of this kind for any task"
