"""A note checked again: each source against its plan, each sentence against what the graph says now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from edugraph.brief import compose
from edugraph.brief.checking import CHANGED, GONE, MOVED, STANDS, Checker
from edugraph.brief.note import alike, shown
from edugraph.brief.reading import headless, read
from edugraph.brief.wording import listed, page, say
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from edugraph.brief.checking import State
    from edugraph.brief.note import Note, Sentence
    from edugraph.brief.reading import Cited, Draft, Said
    from edugraph.store import Store

    Key = frozenset[tuple[str, str]]
    Row = tuple[str, str, str, str]

COLUMNS = ("finding", "sentence", "source", "now")
SENTENCE, UNSOURCED, OTHER_SOURCES, ADDED = "sentence changed", "no source", "other sources", "not from the graph"
UNKNOWN, UNCHECKED, LEFT_OUT = "source unknown", "unchecked", "left out"
FAILURES = frozenset({SENTENCE, UNSOURCED, OTHER_SOURCES, ADDED, UNKNOWN, GONE, CHANGED})
"""Findings with which a note does not stand; the others are told, and are none."""

_NEAR = 0.6  # likeness of texts from which one is taken for an edited form of the other
_FAR = 0.3  # the same, where they share most of their sources
_TITLE = 40  # characters that a line before the first heading may have without being a sentence
_SENTENCE_MARKS = "。！？；，"
_DATES = re.compile(r"[0-9０-９]+\s*[年月日号期]|[〔\[(（][0-9０-９]+[〕\])）]")


@dataclass(frozen=True)
class Verdict:
    """What was found, and how many sentences and sources stand."""

    table: Table
    supported: int
    sentences: int
    standing: int
    sources: int

    @property
    def stands(self) -> bool:
        """Whether every sentence and every source is supported."""
        return not any(row[0] in FAILURES for row in self.table.rows)


def verify(store: Store, path: Path) -> Verdict:
    """Check the note in a file; see ``FAILURES`` for what makes it fail.

    A sentence that was left out, or stands elsewhere, is no failure; a source that moved is told. Raises
    InputError for a file that is no note.
    """
    draft = read(path)
    checker = Checker(store, {*draft.plans, *(one.plan for one in draft.cited)})
    states = {one: checker.state(one) for one in draft.cited}
    gone = [plan for plan in draft.plans if plan not in checker.held]
    note = None if gone else compose.again(store, draft.plans, draft.indicator, draft.theme, nearest=draft.nearest)
    judge = _Judge(draft, states, note)
    rows = [row for said in draft.said for row in judge.sentence(said)]
    spoken = sum(bool(said.numbers) for said in draft.said)
    failed = {row[1] for row in rows if row[0] in FAILURES or (row[0] == UNCHECKED and not note)}
    supported = sum(bool(said.numbers) and said.text not in failed for said in draft.said)
    rows += [(GONE, "", plan, say("verify.no_plan", plan=plan)) for plan in gone]
    rows += [*judge.sources(), *judge.left_out(), *judge.beside()]
    standing = sum(state.finding in (STANDS, MOVED) for state in states.values())
    return Verdict(Table(COLUMNS, tuple(dict.fromkeys(rows))), supported, spoken, standing, len(states))


class _Judge:
    """Sets a file against the note that the graph gives now; None where a plan of the note is gone."""

    def __init__(self, draft: Draft, states: Mapping[Cited, State], note: Note | None) -> None:
        self._draft, self._states = draft, states
        self._known = {alike(one.text): one for one in note.every()} if note else {}
        self._fixed = _fixed(note) if note else None
        self._said = self._known.keys() & {alike(said.text) for said in draft.said}

    def sentence(self, said: Said) -> Iterator[Row]:
        """What is to be told of a sentence of the file."""
        if not said.numbers:
            yield from self._unsourced(said.text, front=said.front)
            return
        listed = {one.number for one in self._draft.cited}
        unknown = [number for number in said.numbers if number not in listed]
        if unknown:
            yield (UNKNOWN, said.text, "".join(f"[{number}]" for number in unknown), "")
        for one in self._draft.of(said.numbers):
            if self._states[one].finding in (GONE, CHANGED):
                yield (self._states[one].finding, said.text, _told(one), self._states[one].now)
        if self._fixed is not None:
            yield from self._against(said)
        elif not any(self._states[one].finding == GONE for one in self._draft.of(said.numbers)):
            yield (UNCHECKED, said.text, self._sources(said), say("verify.plan_missing"))

    def _against(self, said: Said) -> Iterator[Row]:
        """A sentence against that of the graph: the same words with the same sources, or a finding."""
        known = self._known.get(alike(said.text))
        if known is None:
            before, known = self._behind(said)
            if known is not None:
                yield from self._unsourced(before, front=False)
        if known is None:
            near = self._nearest(said)
            yield (SENTENCE if near else ADDED, said.text, self._sources(said), near.text if near else "")
            self._said |= {alike(near.text)} if near else set()
            return
        self._said.add(alike(known.text))
        if _key_of(known) != self._key(said):
            yield (OTHER_SOURCES, said.text, self._sources(said), _sourced(known))

    def _behind(self, said: Said) -> tuple[str, Sentence | None]:
        """A sentence of the graph with words put before it, and these words."""
        text = alike(said.text)
        for words, known in self._known.items():
            if text.endswith(words) and _key_of(known) == self._key(said):
                return text.removesuffix(words), known
        return "", None

    def _unsourced(self, text: str, *, front: bool) -> Iterator[Row]:
        """Words without a source: a heading of the note, a line above it, or a sentence that nothing supports."""
        if self._fixed is not None and not ({alike(text), headless(text)} & self._fixed):
            if front and _is_title(text):
                yield (UNCHECKED, text, "", "")
                return
            near = self._closest(text, self._known.values())
            yield (UNSOURCED, text, "", near.text if near else "")

    def _nearest(self, said: Said) -> Sentence | None:
        """The sentence of the graph that this one was: of those that share most sources, the most alike."""
        mine = self._key(said)

        def share(one: Sentence) -> float:
            return len(mine & _key_of(one)) / len(mine | _key_of(one))

        left = [one for words, one in self._known.items() if words not in self._said]
        best = max(map(share, left), default=0)
        same = [one for one in left if share(one) == best]
        return self._closest(said.text, same, _FAR if best >= _NEAR else _NEAR)

    def _closest(self, text: str, among: Collection[Sentence], least: float = _NEAR) -> Sentence | None:
        scored = [(SequenceMatcher(None, alike(text), alike(one.text), autojunk=False).ratio(), one) for one in among]
        best = max(scored, key=lambda pair: pair[0], default=None)
        return best[1] if best and best[0] >= least else None

    def _key(self, said: Said) -> Key:
        return frozenset((one.plan, alike(one.quote)) for one in self._draft.of(said.numbers))

    def _sources(self, said: Said) -> str:
        return "\n".join(_told(one) for one in self._draft.of(said.numbers))

    def sources(self) -> Iterator[Row]:
        """Sources that moved, and those that do not stand and are cited nowhere."""
        cited = {number for said in self._draft.said for number in said.numbers}
        for one, state in self._states.items():
            if state.finding == MOVED or (state.finding != STANDS and one.number not in cited):
                yield (state.finding, "", _told(one), state.now)

    def left_out(self) -> Iterator[Row]:
        """How many sentences of the note do not stand in the file."""
        left = len(self._known.keys() - self._said)
        if left:
            yield (LEFT_OUT, say("verify.left_out", left=left, all=len(self._known)), "", "")

    def beside(self) -> Iterator[Row]:
        """Places of the file that are not read."""
        for name in self._draft.unread:
            yield (UNCHECKED, name, "", say("verify.beside"))


def _is_title(text: str) -> bool:
    """Whether a line before the first heading can be a title, an addressee or a date rather than a sentence.

    >>> _is_title("2023年7月5日 政策法规处"), _is_title("邯郸市新增学位20万个"), _is_title("邯郸领先。")
    (True, False, False)
    """
    figures = re.search(r"[0-9０-９]", _DATES.sub("", text))
    return len(text) <= _TITLE and not figures and not any(mark in text for mark in _SENTENCE_MARKS)


def _fixed(note: Note) -> frozenset[str]:
    """The lines of a note that are no sentences, as they are compared."""
    texts = [shown(note.title), page().sources, page().lead]
    for section in note.sections:
        texts.append(section.title)
        if section.grid:
            texts += [section.grid.caption, "\t".join((*section.grid.columns, page().cited))]
    return frozenset({alike(text.rstrip("。")) for text in texts} | {headless(text) for text in texts})


def _key_of(one: Sentence) -> Key:
    return frozenset((source.plan, alike(shown(source.quote))) for source in one.sources)


def _told(one: Cited) -> str:
    return f"[{one.number}] {one.place}：“{one.quote}”" if one.plan else one.place


def _sourced(one: Sentence) -> str:
    return "\n".join(map(listed, one.sources))
