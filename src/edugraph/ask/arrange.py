"""The rows of an answer put in order and made whole: nearest to the words first, then what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edugraph.ask import alike, figureless, literal, refine, sections

if TYPE_CHECKING:
    from edugraph.ask.answered import Answer
    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.rows import Read
    from edugraph.ask.texts import Place, Texts
    from edugraph.ask.wording import Wording
    from edugraph.store import Store
    from edugraph.table import Table


class Arranged(NamedTuple):
    """Rows, remarks on them, tasks that only a remark names, and further tables."""

    table: Table
    remarks: tuple[str, ...]
    beside: frozenset[Place]
    parts: tuple[Answer, ...]


class Sources(NamedTuple):
    """What rows are completed from: the graph, its names, the texts, and the words of the question in these."""

    store: Store
    lexicon: Lexicon
    texts: Texts
    words: Wording


def arranged(sources: Sources, read: Read, table: Table, *, narrowed: bool, ordered: bool) -> Arranged:
    """The rows of a reading in order and whole.

    ``narrowed`` ones get no tasks from headings; ``ordered`` ones stay in the order that a remark has told already.
    """
    store, lexicon, texts, words = sources
    table, first = refine.literal_first(read.reading, words, table)
    table, written = literal.first(read.reading, texts, table)
    table, ending = refine.year_end_first(read.reading, table)
    table, issued = refine.issued_first(read.reading, texts, table)
    like = alike.added(store, lexicon, read.reading, table)
    wider = sections.Widened(like.table) if narrowed else sections.widened(store, lexicon, texts, read, like.table)
    told = ordered or narrowed or bool(first)
    table, other = (wider.table, "") if told else literal.by_plan(read.reading, texts, wider.table)
    table, headed = (table, "") if told or other else refine.headed_first(read.reading, lexicon, texts, table)
    covered = figureless.added(store, read, table)
    table, whole = refine.with_passages(read.reading, texts, covered.table)
    parts = (*literal.without(read.reading, texts, table), *literal.written(read.reading, texts, table))
    remarks = (first, headed, other, written, ending, issued, covered.remark, like.remark, wider.remark, whole)
    return Arranged(table, remarks, wider.places, parts)
