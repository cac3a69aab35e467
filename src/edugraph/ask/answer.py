"""A question answered: the best reading, its query, its rows, what is doubtful, and the second-best reading."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from edugraph import computed, query
from edugraph.ask import cues, figures, limits, narrow, stages
from edugraph.ask.lexicon import Lexicon
from edugraph.ask.reading import Reading, readings
from edugraph.errors import MissingError
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.ask.binding import Bound
    from edugraph.store import Store

_NONE = "没有：图谱所含计划中没有这样的内容 / none: the plans of the graph hold nothing of the kind"
_ALIKE = {"targets", "indicator-ranking"}
_COUNTED = frozenset({"value", "difference", "count"})
_LACKING = "cities-without-theme"
_PLAIN = re.compile(r"[\w=.:、%+-]+")


@dataclass(frozen=True)
class Answer:
    """``read`` is the reading in words, ``commands`` the query as it can be typed, ``doubts`` why it may be wrong.

    ``notes`` are remarks on the rows, ``second`` the next best reading and its command, or empty.
    """

    read: str
    commands: tuple[str, ...]
    table: Table
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    second: tuple[str, str] = ("", "")

    @property
    def sure(self) -> bool:
        """Whether nothing speaks against the reading."""
        return not self.doubts


class _Read(NamedTuple):
    reading: Reading
    bound: Bound


def answer(store: Store, text: str, seconds: float | None = None) -> Answer:
    """Answer a question.

    Raises UsageError, with the nearest questions that can be read, for one that cannot, and MissingError for
    a city, a year, a person, a task or words that the graph does not hold.
    """
    lexicon = Lexicon(store)
    found = readings(lexicon, text)
    limits.refuse(lexicon, text, found)
    best = _Read(found[0], found[0].bound(lexicon))
    others = list(_others(lexicon, best, found[1:]))
    table = _table(store, best, seconds)
    own = narrow.narrowed(store, best.reading, best.bound.runs, table)
    if own:
        return _of_the_word(store, best, own, tuple(_doubts(best, others)))
    if not table.rows:
        limits.refuse_empty(lexicon, text, best.reading, best.bound)
    figured = figures.chosen(best.reading, table)
    staged = stages.chosen(best.reading, figured.table)
    table, remark = narrow.ordered(store, best.reading, staged.table)
    doubts = (
        *_doubts(best, others, figured.places | staged.places),
        *filter(None, (figured.doubt,)),
        *limits.of_rows(store, lexicon, best.reading, table),
        *_not_added(best),
    )
    caution = query.headers()[best.reading.pattern.query].caution
    notes = (*filter(None, (figured.remark, staged.remark, remark, caution)), *_notes(store, best, table))
    second = (_words(others[0]), _command(others[0], 0)) if others else ("", "")
    commands = tuple(_command(best, at) for at in range(len(best.bound.runs)))
    return Answer(_words(best), commands, _first(best, table), doubts, notes, second)


def _of_the_word(store: Store, best: _Read, own: narrow.Narrowed, doubts: tuple[str, ...]) -> Answer:
    """The answer for a word that is narrower than its theme; the second-best reading is the theme."""
    words = own.runs[0]["words"]
    notes = [*([own.remark] if own.sure else []), *_aside(best)]
    if not own.table.rows:
        having = query.run(store, narrow.QUERY, words=words).dicts()
        notes += [_NONE, _held("、".join(dict.fromkeys(row["city"] for row in having)))]
    read = f"{query.headers()[narrow.QUERY].summary_zh.rstrip('。')}：{words}"
    commands = tuple(_typed(narrow.QUERY, run) for run in own.runs)
    doubts = doubts if own.sure else (*doubts, own.remark)
    return Answer(read, commands, own.table, doubts, tuple(notes), (_words(best), _command(best, 0)))


def _others(lexicon: Lexicon, best: _Read, rest: Sequence[Reading]) -> Iterator[_Read]:
    """Other readings that ask something else, the best first."""
    for reading in rest:
        try:
            read = _Read(reading, reading.bound(lexicon))
        except MissingError:
            continue
        same = reading.pattern.query == best.reading.pattern.query and read.bound.runs == best.bound.runs
        if not same and not reading.unknown():
            yield read


def _doubts(best: _Read, others: Sequence[_Read], explained: frozenset[int] = frozenset()) -> Iterator[str]:
    """What speaks against a reading; ``explained`` are places that the choice of rows explains."""
    reading = best.reading
    left = [one for one in reading.left if not explained.issuperset(range(one.start, one.end))]
    if left:
        words = "、".join(reading.question.said(one.start, one.end) for one in left)
        yield f"未读懂 / not understood: {words}"
    yield from best.bound.doubts
    alike = {reading.pattern.query, others[0].reading.pattern.query} if others else set()
    if others and others[0].reading.rank == reading.rank and alike != _ALIKE:
        yield f"另有同样可能的读法 / another reading is as good: {_words(others[0])}"


def _not_added(best: _Read) -> Iterator[str]:
    """Several cities asked for in all: each is counted by itself."""
    said = {one.token.kind for one in best.reading.tiling.placed if one.element >= 0}
    if best.reading.pattern.query == "counts" and len(best.bound.runs) > 1 and cues.in_all() in said:
        yield "各市分列，未相加 / each city by itself, not added up"


def _words(read: _Read) -> str:
    """The reading in words: what the query answers, and the values."""
    header = query.headers()[read.reading.pattern.query]
    values = "、".join(read.bound.shown)
    return f"{header.summary_zh.rstrip('。')}{'：' if values else ''}{values}"


def _command(read: _Read, at: int) -> str:
    return _typed(read.reading.pattern.query, read.bound.runs[at])


def _typed(name: str, run: Mapping[str, str]) -> str:
    """A query as it can be typed."""
    pairs = [_quoted(f"{key}={value}") for key, value in run.items()]
    return " ".join(["edugraph query", name, *(f"-p {pair}" for pair in pairs)])


def _quoted(word: str) -> str:
    """A word as a shell takes it; Chinese needs no quotes.

    >>> _quoted("theme=双减"), _quoted("document=计划(2020)")
    ('theme=双减', "'document=计划(2020)'")
    """
    return word if _PLAIN.fullmatch(word) else shlex.quote(word)


def _table(store: Store, best: _Read, seconds: float | None) -> Table:
    """The rows of all runs, those of an earlier one not again."""
    tables = [rows_of(store, best.reading.pattern.query, run, seconds) for run in best.bound.runs]
    rows: list[tuple[str, ...]] = []
    for table in tables:
        known = set(rows)
        rows += [row for row in table.rows if row not in known]
    return Table(tables[0].columns, tuple(rows))


def rows_of(store: Store, name: str, run: Mapping[str, str], seconds: float | None = None) -> Table:
    """Rows of a named query, or of a question that a call answers."""
    if name in computed.MODULES:
        return computed.answer(name, store, seconds, run)
    return query.run(store, name, seconds, **run)


def _top(best: _Read) -> int | None:
    """How many rows are asked for: 前三名."""
    said = [one.token.values[0].label for one in best.reading.tiling.placed if one.token.kind == "{top}"]
    return int(said[0]) if said else None


def _first(best: _Read, table: Table) -> Table:
    return Table(table.columns, table.rows[: _top(best)])


def _aside(best: _Read) -> Iterator[str]:
    if best.reading.aside:
        yield f"未计入问题的开头 / opening set aside: {best.reading.aside}"


def _held(cities: str) -> str:
    return f"有的城市 / cities that have it: {cities or '无 / none'}"


def _notes(store: Store, best: _Read, table: Table) -> Iterator[str]:
    yield from _aside(best)
    said = {one.token.kind for one in best.reading.tiling.placed if one.element >= 0}
    counted = _COUNTED.intersection(table.columns) and "cities" not in table.columns
    if cues.how_many() in said and table.rows and not counted:
        yield f"共 {len(table.rows)} 行 / {len(table.rows)} rows"
    top = _top(best)
    if top and top < len(table.rows):
        yield f"仅列前 {top} 行，共 {len(table.rows)} 行 / the first {top} of {len(table.rows)} rows"
    if not table.rows:
        yield _NONE
        yield from _elsewhere(store, best)
        yield from _silent(store, best)
        yield from _other_roles(store, best)


def _elsewhere(store: Store, best: _Read) -> Iterator[str]:
    """For a theme that a plan does not have, a caution, and the cities that have it."""
    if any("theme" in run for run in best.bound.runs):
        yield query.headers()[_LACKING].caution
    for theme in dict.fromkeys(run["theme"] for run in best.bound.runs if "theme" in run and "plan" in run):
        rows = query.run(store, "cities-of-theme", theme=theme).dicts()
        yield _held("、".join(row["city"] for row in rows))


def _other_roles(store: Store, best: _Read) -> Iterator[str]:
    """For a role that nobody has, who has another one."""
    for run in best.bound.runs:
        if "role" in run and "task" in run:
            wider = {key: value for key, value in run.items() if key != "role"}
            rows = rows_of(store, best.reading.pattern.query, wider).dicts()
            said = "、".join(f"{row['who']} ({row['role']})" for row in rows if "who" in row)
            if said:
                yield f"任务{run['task']}写明的其他角色 / other roles of the task: {said}"
                return


def _silent(store: Store, best: _Read) -> Iterator[str]:
    """Plans that hold no facts of the kind at all, so that the reason is not the one that was asked for."""
    wider = limits.WIDER.get(best.reading.pattern.query)
    for plan in dict.fromkeys(run["plan"] for run in best.bound.runs if wider and "plan" in run):
        if wider and not rows_of(store, wider, {"plan": plan}).rows:
            yield f"{plan} 完全没有写明此类信息 / states nothing of this kind for any task"


def explain(store: Store, text: str) -> Table:
    """Every reading of a question: its query, how much it explains, and which characters."""
    rows = []
    for one in readings(Lexicon(store), text):
        parts = [f"{one.question.said(*placed.token[:2])}={placed.token.kind}" for placed in one.tiling.placed]
        left = "、".join(one.question.said(hole.start, hole.end) for hole in one.left)
        rows.append(
            (one.pattern.query, one.pattern.text, f"{one.explained:.2f}", f"{one.tiling.own:g}", " ".join(parts), left)
        )
    return Table(("query", "pattern", "explained", "own", "parts", "left"), tuple(rows))
