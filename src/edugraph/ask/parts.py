"""What a question asks besides its first matter: its other clauses, each answered by itself, and the things counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.ask import clauses, cues, rows
from edugraph.ask.answered import Answer
from edugraph.errors import MissingError, UsageError
from edugraph.table import Table
from edugraph.text import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from edugraph.ask.lexicon import Lexicon
    from edugraph.store import Store

_MOST = 8
_DONE = re.compile("动作|举措|做法|措施")
_UNITS = re.compile("单位|科室|处室|部门")
_OTHERS = re.compile("还|另|其他|别的|配合|参与|负责|协助")
_TASKS = frozenset({"task", "tasks"})
_NAMES = frozenset({"who", "organisation", "name"})
_SENTENCES = frozenset({"text", "quote"})
_NUMBERS = frozenset({"value", "count", "difference"})
_RANKED = ("indicator-ranking", "counts", "busiest-offices", "leader-load", "sections", "cities-of-theme")


def first(text: str, read: Callable[[str], Answer]) -> Answer:
    """The answer to a question, or to the first of its clauses where it cannot be read as one.

    Raises what ``read`` raises where neither can be read.
    """
    try:
        return read(text)
    except (MissingError, UsageError):
        asking = clauses.asking(text)
        if not clauses.several(text) or any(one.kind in cues.beyond() for one in cues.found(content(text))):
            raise
        end = text.index(asking[0]) + len(asking[0])
        try:
            return read(text[:end])
        except (MissingError, UsageError):
            pass
        raise


def further(
    store: Store, lexicon: Lexicon, text: str, said: Answer, read: Callable[[str], Answer]
) -> Iterator[tuple[str, Answer | None]]:
    """Each clause that the answer leaves open, with its own answer, or none where it cannot be read."""
    opening, *others = clauses.asking(text) or [text]
    open_ = [one for one in others if not (clauses.follows(lexicon, one) and _settles(said, one))]
    own = [
        (one, _about(store, lexicon, one, said) or _read(read, clauses.completed(lexicon, text, one))) for one in open_
    ]
    first = _read(read, clauses.completed(lexicon, text, opening)) if others else None
    if first and (_adds(said.table, first.table) or any(one and one.commands == said.commands for _, one in own)):
        own.insert(0, (opening, first))
    known = [said.commands]
    for clause, answer in own:
        if answer is None or not (answer.commands in known or _holds(said.table, answer.table)):
            yield clause, answer
        known += [answer.commands] if answer else []


def _adds(table: Table, other: Table) -> bool:
    """Whether another table has tasks that this has not."""
    return bool(other.places() - table.places())


def _holds(table: Table, other: Table) -> bool:
    """Whether all rows of another table are among those of this."""
    return bool(other.rows) and table.columns == other.columns and set(other.rows) <= set(table.rows)


def _about(store: Store, lexicon: Lexicon, clause: str, said: Answer) -> Answer | None:
    """The answer to a clause that only goes on asking about the tasks found; none where these hold nothing of it."""
    found = about(store, clause, said) if clauses.names_nothing(lexicon, clause) else None
    if found is None or not found[2].rows:
        return None
    name, runs, table = found
    tasks = [f"{run['plan']} {run['task']}" for run in runs]
    return Answer(query.headers()[name].told(tasks), name, runs, table)


def _read(read: Callable[[str], Answer], text: str) -> Answer | None:
    try:
        return read(text)
    except (MissingError, UsageError):
        return None


def _settles(said: Answer, clause: str) -> bool:
    """Whether the rows hold what a clause goes on asking: which task, who, how many, the lowest."""
    columns = set(said.table.columns)
    kinds = {one.kind for one in cues.found(content(clause))}
    if kinds & {cues.lacking(), cues.excepting()} or not said.table.rows:
        return False
    if kinds & cues.asks_ranks():
        return said.query in _RANKED
    in_a_role = any("role" in run for run in said.runs)
    if kinds & cues.asks_who() and (not columns & _NAMES or (in_a_role and _OTHERS.search(clause))):
        return False
    if kinds & cues.asks_leaders() and "leader" not in {row.get("role") for row in said.table.dicts()} | _led(said):
        return False
    if cues.where() in kinds and not columns & _TASKS:
        return False
    if kinds & cues.asks_words() and not columns & _SENTENCES:
        return False
    if kinds & cues.asks_figures():
        return bool(columns & _NUMBERS) or "几" in clause
    return True


def wider(store: Store, text: str, said: Answer) -> Iterator[Answer]:
    """What an answer leaves out by its kind: other tasks of an office, figures that do not subtract, what is done.

    All tasks of an office that has none on the theme of a question, which may be part of a name. The targets of both
    cities where none can be subtracted: 72课时 and 72学时. The tasks on a theme where not only its figures are asked for.
    """
    for run in said.runs if not said.table.rows and said.query == "office-in-theme" else ():
        yield _asked(store, "tasks-of-office", {key: value for key, value in run.items() if key != "theme"})
    for run in said.runs if not said.table.rows and said.query == "target-difference" else ():
        for city in (run["city"], run["other"]):
            yield _asked(store, "indicator-ranking", {"indicator": run["indicator"], "cities": city})
    for run in said.runs if said.query == "targets-of-theme" and _DONE.search(text) else ():
        yield _asked(store, "tasks-of-theme", dict(run))


def _asked(store: Store, name: str, run: dict[str, str]) -> Answer:
    return Answer(query.headers()[name].told(run.values()), name, (run,), rows.of_query(store, name, run))


def _led(said: Answer) -> set[str]:
    """The role of those who stand in rows about persons."""
    return {"leader"} if said.query.startswith("leader") else set()


def about(store: Store, clause: str, said: Answer) -> tuple[str, tuple[dict[str, str], ...], Table] | None:
    """What a clause that names nothing asks of the tasks found: who answers for them, their figures, their words."""
    kinds = {one.kind for one in cues.found(content(clause))}
    if _UNITS.search(clause):
        kinds |= cues.asks_who()
    asked = {
        "who-answers-task": cues.asks_who() | cues.asks_leaders(),
        "documents-cited": cues.asks_documents(),
        "targets": cues.asks_figures() | cues.asks_when(),
        "task-words": cues.asks_words(),
    }
    name = next((name for name, wanted in asked.items() if kinds & wanted), "")
    places = dict.fromkeys((row["plan"], row["task"]) for row in said.table.dicts() if {"plan", "task"} <= set(row))
    if not name or not places or len(places) > _MOST:
        return None
    runs = tuple({"plan": plan, "task": task} for plan, task in places)
    return name, runs, Table.of(query.run(store, name, **run) for run in runs)


def counted(store: Store, text: str, answer: Answer) -> Iterator[Answer]:
    """The things that the first row counts, where it is the only one, or the question wants them too: 都是哪些, 列一下.

    The header of a query names the query that lists them, and which values of the row it takes.
    """
    header = query.headers()[answer.query]
    chars = content(text)
    said = [one for one in cues.found(chars) if one.kind in cues.asks_for_list()]
    wanted = any(one.kind == cues.which_ones() or one.end == len(chars) for one in said)
    if not header.items or not (wanted or len(answer.table.rows) == 1) or not answer.table.rows:
        return
    name, *keys = header.items.split()
    top = {**answer.table.dicts()[0], **answer.runs[0]}
    run = {key: top[key] for key in keys if key in top}
    yield _asked(store, name, run)
