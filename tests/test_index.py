"""The index of what plans say: it finds a word just where the text has it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph import index
from edugraph.errors import InputError
from edugraph.index import HEADING, PASSAGE, TITLE, Said
from edugraph.text import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHARS = "双减集团化ab1２.%+＊*，“𠀀é㈠ß "
TEXTS = st.text(st.sampled_from(_CHARS), max_size=12)


def made(plan: str, texts: Iterable[str]) -> Iterator[Said]:
    """A plan each of whose tasks has one text."""
    return (Said(plan, at, str(at), PASSAGE, "", "标题", text) for at, text in enumerate(texts))


@pytest.fixture
def file() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as found:
        index.begin(found)
        yield found


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=3), TEXTS)
def test_a_word_is_found_just_where_the_content_has_it(texts: list[str], gone: list[str], word: str) -> None:
    with closing(sqlite3.connect(":memory:")) as file:
        index.begin(file)
        index.add(file, [*made("a", texts), *made("b", gone), *made("c", texts)])
        index.forget(file, "b")
        having = [str(at) for at, text in enumerate(texts) if unmarked(word) in unmarked(text)]
        assert [(one.plan, one.task) for one in index.saying(file, word)] == [(p, t) for p in "ac" for t in having]
        assert [one.task for one in index.saying(file, word, "c")] == having
        assert list(index.tasks(file, word)) == [(p, t) for p in "ac" for t in having]


def test_a_word_does_not_reach_from_one_passage_into_the_next(file: sqlite3.Connection) -> None:
    row = {"plan": "a", "task": "1"}
    passages = [{**row, "measure": "", "text": "推进双"}, {**row, "measure": "1", "text": "减轻负担"}]
    said = list(index.of([{**row, "title": "双减", "section": "减负提质"}], passages))
    assert [one.kind for one in said] == [TITLE, PASSAGE, PASSAGE, HEADING]
    index.add(file, said)
    assert [one.kind for one in index.saying(file, "双减")] == [TITLE]
    assert list(index.tasks(file, "双减")) == []  # its passages say what a task says, the first of them its title
    assert list(index.tasks(file, "提质")) == list(index.tasks(file)) == [("a", "1")]


def test_a_sqlite_without_full_text_search_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_TABLES", ("CREATE VIRTUAL TABLE pairs USING fts5none(said)",))
    with closing(sqlite3.connect(":memory:")) as file, pytest.raises(InputError, match="full-text search"):
        index.begin(file)


def test_a_task_without_a_text_says_nothing() -> None:
    assert [one.kind for one in index.of([{"plan": "a", "task": "1", "title": "甲", "section": "乙"}], [])] == [TITLE]
