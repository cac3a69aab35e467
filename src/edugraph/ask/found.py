"""Answers from the words of a question: rows narrowed to the tasks that say them, or an answer for just these tasks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph import quantity, query
from edugraph.ask import cues, figures
from edugraph.ask.texts import COLUMNS
from edugraph.table import Table
from edugraph.text import fold, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.ask.question import Token
    from edugraph.ask.reading import Reading
    from edugraph.ask.texts import Passage, Texts
    from edugraph.ask.wording import Wording
    from edugraph.store import Store

_MOST, _FEW, _WHOLE = 24, 3, 2
_SAYING = ("quote", "said", "text", "indicator", "title", "document")
_TARGETS = ("targets", "targets-of-theme", "indicator-ranking", "blanked-targets")
_RANKING = "indicator-ranking"
_PAIR = 2
_PARTS = re.compile("[，。；,;]")


class Narrowed(NamedTuple):
    """Rows that are left, the places of the question that this explains, and a remark."""

    table: Table
    places: frozenset[int] = frozenset()
    remark: str = ""
    more: bool = False


class Found(NamedTuple):
    """An answer for the tasks that say the words: the query, its runs, the rows, remarks, and what is doubtful."""

    query: str
    runs: tuple[dict[str, str], ...]
    table: Table
    notes: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def narrowed(reading: Reading, texts: Texts, words: Wording, table: Table) -> Narrowed:
    """The rows of the tasks that say the words which a reading leaves unexplained; all rows where none does."""
    told = _told(reading, words)
    common = [one for one in told if texts.common(reading.question.chars[one.start : one.end])]
    explained = frozenset(at for one in common for at in range(one.start, one.end))
    told = [one for one in told if one not in common]
    apart = reading.pattern.query in _TARGETS and not all(_stands(reading, table, one) for one in common)
    if common and (apart or not told):
        return Narrowed(table) if apart else Narrowed(table, explained)
    if not told or not {"plan", "task"}.issubset(table.columns) or not table.rows:
        return Narrowed(table)
    said = [reading.question.chars[one.start : one.end] for one in told]
    plan, task = table.columns.index("plan"), table.columns.index("task")
    places = [texts.saying(word) for word in said]
    rows = [row for row in table.rows if all((row[plan], row[task]) in saying for saying in places)]
    if not rows:
        return Narrowed(table)
    closer = [row for row in rows if all(word in _said(table, row) for word in said)]
    if len(_named(reading)) > 1 and all(any(word in _said(table, row) for row in rows) for word in said):
        closer = rows
    if not closer and reading.pattern.query in _TARGETS:
        return Narrowed(table)
    if reading.pattern.query == _RANKING and _plans(table.columns, closer) < _plans(table.columns, table.rows):
        return Narrowed(table)  # each city puts the indicator in its own words
    several = len(_named(reading)) > 1
    kept = table.rows if several else tuple(closer or rows)
    explained |= frozenset(at for one in told for at in range(one.start, one.end))
    less = len(kept) < len(table.rows)
    remark = f"只列原文有“{'、'.join(said)}”的 / narrowed to what says these words" if less else ""
    return Narrowed(Table(table.columns, kept), explained, remark)


def _plans(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> set[str]:
    at = columns.index("plan")
    return {row[at] for row in rows}


def _told(reading: Reading, words: Wording) -> list[Token]:
    """The words that a reading leaves, and that do not reach over a name that it takes: not 学校招生 of 民办学校招生.

    What belongs to a name of an indicator is part of it, known or not: 率 of 学前教育普惠率.
    """
    named = [one.token for one in reading.tiling.placed if one.element >= 0 and one.token.values]
    left = [one for one in words.words if any(_meet(one, hole) for hole in reading.left)]
    return [
        one
        for one in left
        if not any(_is_of(one, name) for name in named)
        and not any(_cut(reading, one, hole) for hole in reading.left)
        and not _listed(reading, one)
    ]


def _is_of(word: Token, name: Token) -> bool:
    """Whether a word reaches over a name that is known, or hardly beyond a part of the name of an indicator."""
    if not _meet(word, name):
        return False
    beyond = max(0, name.start - word.start) + max(0, word.end - name.end)
    around = word.start <= name.start and name.end <= word.end
    part = name.kind == "{indicator}" and beyond < _PAIR and not around
    return part or all(value.exact for value in name.values)


def _cut(reading: Reading, word: Token, hole: Token) -> bool:
    """Whether a word ends inside a stretch that is left, so that it is none: 学生吃 of 学生吃饭."""
    return hole.start <= word.end < hole.end and reading.question.chars[word.end] not in cues.harmless()


def _listed(reading: Reading, word: Token) -> bool:
    """Whether a word is one of several in a row, any of which is meant: 食堂、午餐之类."""
    said = reading.question.said(word.start, word.end)
    return f"、{said}" in reading.question.text or f"{said}、" in reading.question.text


def _stands(reading: Reading, table: Table, word: Token) -> bool:
    """Whether a word stands in the sentence of some row."""
    return any(reading.question.chars[word.start : word.end] in _said(table, row) for row in table.rows)


def joined(store: Store, reading: Reading, words: Wording, table: Table) -> Narrowed:
    """The rows of targets, and those whose sentence says a word that is joined to what they are of: 小学和初中项目."""
    told = _told(reading, words)
    if reading.pattern.query not in _TARGETS or not told or "quote" not in table.columns:
        return Narrowed(table)
    chars = reading.question.chars
    named = _named(reading)
    more: list[dict[str, str]] = []
    for one in told:
        rest = _pairs([chars[named_.start : named_.end] for named_ in named])
        rows = [row for plan in words.plans for row in query.run(store, "targets", plan=plan).dicts()]
        near = [row for row in rows if _near(chars[one.start : one.end], rest, row["quote"])]
        more += near
    known = {(row["plan"], row["task"], row["quote"]) for row in table.dicts()}
    more = [row for row in more if (row["plan"], row["task"], row["quote"]) not in known]
    if not more:
        return Narrowed(table)
    rows_more = tuple(tuple(row.get(name, "") for name in table.columns) for row in more)
    explained = frozenset(at for one in told for at in range(one.start, one.end))
    said = "、".join(chars[one.start : one.end] for one in told)
    remark = f"并列原句有“{said}”的目标 / with the targets whose sentence says it"
    return Narrowed(Table(table.columns, (*table.rows, *dict.fromkeys(rows_more))), explained, remark, more=True)


def _named(reading: Reading) -> list[Token]:
    return [one.token for one in reading.tiling.placed if one.element >= 0 and one.token.kind == "{indicator}"]


def _near(word: str, rest: set[str], quote: str) -> bool:
    chars = unmarked(quote)
    return word in chars and any(pair in chars for pair in rest)


def _pairs(said: Iterable[str]) -> set[str]:
    return {one[at : at + _PAIR] for one in said for at in range(len(one) - 1)}


def answered(store: Store, texts: Texts, words: Wording) -> Found:
    """What is asked for, of the tasks that say the words: who answers, figures, documents, else what they say."""
    places = [place for place in texts.tasks if place in words.tasks]
    hits = [one for place in places for one in texts.of(place, words.said)]
    if cues.lacking() in words.kinds:
        return _lacking(texts, words, places)
    for name in _asked(words):
        found = _of_tasks(store, name, places, hits, words)
        if found:
            return found
    if words.kinds & cues.asks_words() and len(places) <= _WHOLE:
        hits = [*hits, *(one for place in places for one in texts.of(place) if one not in hits)]
    more = [place for place in texts.tasks if any(place in tasks for _, tasks in words.wider)]
    cores = [core for core, _ in words.wider]
    return _passages(words, hits, [one for place in more for one in texts.of(place, cores)])


def _lacking(texts: Texts, words: Wording, places: Sequence[tuple[str, str]]) -> Found:
    """The cities whose plan says the words nowhere, and as a remark those that say them."""
    cities = texts.cities
    having = {plan for plan, _ in places} | {plan for _, tasks in words.wider for plan, _ in tasks}
    rows = tuple((city, plan) for plan, city in cities.items() if plan not in having)
    said = "、".join(f"{cities[plan]} {task}" for plan, task in places)
    note = f"原文有这些词的任务 / the tasks that say the words: {said}"
    return Found("mentions", _mentions(words), Table(("city", "plan"), rows), (_remark(words), note))


def _asked(words: Wording) -> Iterable[str]:
    """The queries that may answer what is asked for."""
    if words.kinds & cues.asks_documents() and not words.kinds & cues.asks_to_answer():
        yield "documents-cited"
    who = words.kinds & cues.asks_who()
    if words.roles or (who and (words.plans or who - {cues.who()})):
        yield "who-answers-task"
    if words.kinds & cues.asks_documents():
        yield "documents-cited"
    if words.kinds & cues.asks_blanked():
        yield "blanked-targets"
    elif words.kinds & (cues.asks_figures() | cues.asks_when()):
        yield "targets"


def _passages(words: Wording, hits: Sequence[Passage], more: Sequence[Passage]) -> Found:
    """The passages that say the words, and behind them those that only say the end of one."""
    runs = _mentions(words)
    doubts: tuple[str, ...] = ()
    figures = words.kinds & cues.asks_figures()
    if figures and not any(_numbered(one.text, words.said) for one in hits):
        doubts = ("原文没有写数字 / the passages name no figure",)
    if more:
        cores = "、".join(core for core, _ in words.wider)
        doubts = (*doubts, f"后 {len(more)} 行原文只有“{cores}” / the last {len(more)} rows only say this")
    if words.kinds & (cues.asks_who() - {cues.who()}):
        doubts = (*doubts, "这些任务没有写明责任单位或领导 / for these tasks nobody is named")
    return Found("mentions", runs, Table(COLUMNS, tuple(one.row for one in (*hits, *more))), (_remark(words),), doubts)


def _numbered(text: str, said: Iterable[str]) -> bool:
    """Whether a part of a sentence that says one of some words names a number."""
    parts = [part for part in _PARTS.split(text) if any(word in unmarked(part) for word in said)]
    return any(_holds_number(part) for part in parts)


def _holds_number(text: str) -> bool:
    return any(quantity.figures(fold(text)))


def _mentions(words: Wording) -> tuple[dict[str, str], ...]:
    longest = max(words.said, key=len)
    return tuple({"words": longest, "plan": plan} for plan in sorted(words.plans)) or ({"words": longest},)


def _of_tasks(
    store: Store, name: str, places: Sequence[tuple[str, str]], hits: Sequence[Passage], words: Wording
) -> Found | None:
    """Rows of a query for each of some tasks, those that say the words where rows have a sentence."""
    runs = [{"plan": plan, "task": task} for plan, task in places[:_MOST]]
    tables = [query.run(store, name, **run) for run in runs]
    rows = [row for table in tables for row in table.rows]
    if not rows:
        return None
    table = _closest(Table(tables[0].columns, tuple(rows)), hits, words, name)
    if table is None:
        return None
    sentences = [f"原文 / the plan says ({one.plan} {one.task}): {flat(one.text)}" for one in hits[:_FEW]]
    return Found(name, tuple(runs), table, (_remark(words), *sentences))


def _closest(table: Table, hits: Sequence[Passage], words: Wording, name: str) -> Table | None:
    rows = table.rows
    if name == "blanked-targets":
        return table
    if name == "targets":
        kept = _covering(table, words.said)
        return Table(table.columns, kept) if kept else None
    if "measure" in table.columns:
        at = [table.columns.index(column) for column in ("plan", "task", "measure")]
        stands = {(one.plan, one.task, one.measure) for one in hits}
        own = tuple(row for row in rows if tuple(row[i] for i in at) in stands or not row[at[2]])
        rows = own or rows
    if words.roles and "role" in table.columns:
        role = table.columns.index("role")
        rows = tuple(row for row in rows if row[role] in words.roles) or rows
    return Table(table.columns, rows)


def _covering(table: Table, said: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The rows that say the most of some words, and for the words that these do not say those that say the most."""
    rest, kept = set(said), set[tuple[str, ...]]()
    while rest:
        held = {row: {word for word in rest if word in _said(table, row)} for row in table.rows}
        most = max(map(len, held.values()))
        if not most:
            break
        chosen = [row for row in table.rows if len(held[row]) == most]
        kept.update(chosen)
        rest -= {word for row in chosen for word in held[row]}
    return tuple(row for row in table.rows if row in kept)


def money(table: Table) -> bool:
    """Whether some row is an amount of money."""
    return "unit" in table.columns and any(figures.kind(row["unit"]) == "money" for row in table.dicts())


def flat(text: str) -> str:
    """A text in one line."""
    return " ".join(text.split())


def _remark(words: Wording) -> str:
    said = "、".join(words.said)
    return f"按原文用词查找 / found by the words of the plans: {said}"


def _said(table: Table, row: Sequence[str]) -> str:
    return "|".join(unmarked(row[at]) for at, column in enumerate(table.columns) if column in _SAYING)


def _meet(one: Token, other: Token) -> bool:
    return one.start < other.end and other.start < one.end
