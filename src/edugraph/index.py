"""An index of what plans say, by the pairs of characters in it: a word is found without all texts being read.

Chinese has no blanks between words, and most words of policy have two characters. So each pair of characters that
stand side by side is a token of SQLite's full-text search, and a word is the phrase of its pairs: 双减 is one,
集团化 the two 集团 and 团化 one behind the other. The last character of a text is a token by itself, so that one
character is found as the beginning of a token.
"""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from edugraph.errors import InputError
from edugraph.text import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TITLE, PASSAGE, HEADING = "title", "passage", "heading"
_INDEXED = re.compile(r"[0-9a-z%+.\u4e00-\u9fff]+")
"""What SQLite takes for characters of words in each of its versions; what holds others is looked for in the texts."""
_FOUND = "id IN (SELECT rowid FROM pairs WHERE pairs MATCH ?)"
_TABLES = (
    "CREATE TABLE said (id INTEGER PRIMARY KEY, plan TEXT, at INTEGER, task TEXT, kind TEXT, measure TEXT, title TEXT, text TEXT)",
    f"CREATE INDEX headings ON said (plan, task, text) WHERE kind = '{HEADING}'",
    "CREATE INDEX said_in_order ON said (plan, at, kind, task)",
    "CREATE VIRTUAL TABLE pairs USING fts5(said, content='', tokenize=\"unicode61 remove_diacritics 0 tokenchars '%+.'\")",
)


class Said(NamedTuple):
    """What a task says in one place: its title, a passage, or the heading above it.

    ``at`` counts them within the plan, a task's title first and last the heading above it, if it has a text.
    """

    plan: str
    at: int
    task: str
    kind: str
    measure: str
    title: str
    text: str


def of(tasks: Iterable[Mapping[str, str]], passages: Iterable[Mapping[str, str]]) -> Iterator[Said]:
    """What the tasks of some plans say, from the rows of the queries ``tasks`` and ``task-words``."""
    parts: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for one in passages:
        parts.setdefault((one["plan"], one["task"]), []).append(one)
    count: dict[str, int] = {}
    for row in tasks:
        plan, task, title = row["plan"], row["task"], row["title"]
        said = [(TITLE, "", title)]
        said += [(PASSAGE, one["measure"], one["text"]) for one in parts.get((plan, task), ())]
        said += [(HEADING, "", row["section"])] if row["section"] and len(said) > 1 else []
        for kind, measure, text in said:
            count[plan] = at = count.get(plan, -1) + 1
            yield Said(plan, at, task, kind, measure, title, text)


def begin(file: sqlite3.Connection) -> None:
    """Make an index without anything in it; raises InputError where the SQLite of this Python has no full-text search."""
    try:
        for table in _TABLES:
            file.execute(table)
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise
        raise InputError(
            f"the SQLite of this Python ({sqlite3.sqlite_version}) has no full-text search (FTS5), which graphs of 20 plans"
            " or more need: use another Python, such as that of python.org."
        ) from error


def add(file: sqlite3.Connection, said: Iterable[Said]) -> None:
    """Take in what plans say that are not in it."""
    for one in said:
        at = file.execute("INSERT INTO said VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", one).lastrowid
        file.execute("INSERT INTO pairs (rowid, said) VALUES (?, ?)", (at, _pairs(unmarked(one.text))))


def forget(file: sqlite3.Connection, plan: str) -> None:
    """Take out what a plan says."""
    for at, text in file.execute("SELECT id, text FROM said WHERE plan = ?", (plan,)).fetchall():
        gone = ("delete", at, _pairs(unmarked(text)))  # a token is taken out where it is named
        file.execute("INSERT INTO pairs (pairs, rowid, said) VALUES (?, ?, ?)", gone)
    file.execute("DELETE FROM said WHERE plan = ?", (plan,))


def saying(file: sqlite3.Connection, word: str, plan: str = "") -> Iterator[Said]:
    """Where the content of a word is said, by one plan or by all, in the order of plans and texts."""
    chars = unmarked(word)
    indexed = bool(_INDEXED.fullmatch(chars))
    where = [*(["plan = ?"] if plan else []), *([_FOUND] if indexed else [])]
    given = [*([plan] if plan else []), *([_phrase(chars)] if indexed else [])]
    rows = file.execute(
        f"SELECT {', '.join(Said._fields)} FROM said WHERE {' AND '.join(where) or 1} ORDER BY plan, at", given
    )
    every = map(Said._make, rows)
    yield from every if indexed else (one for one in every if chars in unmarked(one.text))


def tasks(file: sqlite3.Connection, word: str = "") -> Iterator[tuple[str, str]]:
    """Each task that has a text, or that says a word in it or in the heading above, by plan and number, in order."""
    chars = unmarked(word)
    if chars and not _INDEXED.fullmatch(chars):
        yield from dict.fromkeys((one.plan, one.task) for one in saying(file, word) if one.kind != TITLE)
        return
    where, given = (f"kind <> '{TITLE}' AND {_FOUND}", [_phrase(chars)]) if chars else (f"kind = '{PASSAGE}'", [])
    yield from dict.fromkeys(file.execute(f"SELECT plan, task FROM said WHERE {where} ORDER BY plan, at", given))


def headings(file: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """The headings above tasks: plan, number of the task, heading."""
    yield from file.execute(f"SELECT plan, task, text FROM said WHERE kind = '{HEADING}'")


def _pairs(chars: str) -> str:
    """The tokens of a content.

    >>> _pairs("集团化")
    '集团 团化 化'
    """
    return " ".join(chars[at : at + 2] for at in range(len(chars)))


def _phrase(chars: str) -> str:
    """How a content is looked for."""
    if len(chars) == 1:
        return f'"{chars}"*'
    return '"' + " ".join(chars[at : at + 2] for at in range(len(chars) - 1)) + '"'
