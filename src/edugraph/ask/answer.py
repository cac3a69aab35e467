"""A question answered: the best reading, its query, its rows, what is doubtful, and the second-best reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.ask import (
    arrange,
    binding,
    cues,
    evidence,
    figures,
    found,
    guards,
    levels,
    limits,
    literal,
    narrow,
    notes,
    parts,
    plans,
    refine,
    rows,
    sections,
    stages,
    wording,
)
from edugraph.ask.answered import Answer
from edugraph.ask.lexicon import Lexicon
from edugraph.ask.question import Question
from edugraph.ask.reading import Reading, readings
from edugraph.ask.rows import Read
from edugraph.ask.texts import Texts
from edugraph.errors import MissingError, UsageError
from edugraph.table import Table
from edugraph.vocabulary import use

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.store import Store

_ALIKE = {"targets", "indicator-ranking"}
_LONG = 4
_PROPER = frozenset({"{office}", "{leader}"})
_OF_THEME = "targets-of-theme"


def answer(store: Store, text: str, seconds: float | None = None) -> Answer:
    """Answer a question.

    Raises UsageError, with the nearest questions that can be read, for one that cannot, and MissingError for
    a city, a year, a person, a task or words that the graph does not hold.
    """
    use(store.words)
    about = plans.about(store, text, _years)
    return plans.marked(about, plans.answered(about, lambda part, words: _answer(part, words, seconds)))


def _years(store: Store, text: str) -> set[str]:
    """The years that the best reading of a question takes for those of plans."""
    return {year for one in readings(_lexicon(store), text)[:1] for year in binding.years(one.tiling)}


def _answer(store: Store, text: str, seconds: float | None) -> Answer:
    """The answer to a question that is put to all plans that the store shows."""
    asked = _Asked(store, _lexicon(store), text)

    def read(words: str) -> Answer:
        return _answered(replace(asked, text=words), seconds)

    said = parts.first(text, read)
    held = asked.lexicon.holdings.rows
    table, of_level = levels.kept(text, held, said.table)
    said = replace(said, table=table, notes=(*said.notes, *filter(None, (of_level,))))
    absent = guards.doubts(text, held, said.table)
    told = (*guards.silent(text, held, said), *guards.of_one_year(text, asked.lexicon.all_plans, said))
    taken = (*guards.passed_over(store, said), *guards.only_some_plans(held, said))
    said = replace(said, doubts=tuple(dict.fromkeys((*said.doubts, *absent, *taken))), notes=(*said.notes, *told))
    besides = list(parts.further(asked.store, asked.lexicon, text, said, read))
    open_ = tuple(f"未答 / not answered: {clause}" for clause, one in besides if one is None)
    more = (*parts.wider(store, text, said), *parts.counted(store, text, said), *(one for _, one in besides if one))
    read_elsewhere = guards.without(said.doubts, [clause for clause, one in besides if one])
    apart = (guards.APART,) if besides else ()
    return _checked(asked, replace(said, doubts=(*read_elsewhere, *open_, *apart), parts=(*said.parts, *more)))


def _checked(asked: _Asked, said: Answer) -> Answer:
    """An answer with the passages that come nearest to the question, where it is unsure or does not hold them."""
    question = Question(asked.text)
    near = evidence.nearest(asked.lexicon, asked.texts, question)
    others = evidence.others(asked.lexicon, question, near, said)
    if not near or (said.sure and not others):
        return said
    doubts = said.doubts or evidence.doubts(said)
    table = evidence.table(asked.store, asked.texts, question, near)
    runs = tuple({"plan": plan, "task": task} for (plan, task), _ in near)
    return replace(said, doubts=doubts, parts=(*said.parts, Answer(evidence.READ, "task-words", runs, table)))


def _answered(asked: _Asked, seconds: float | None) -> Answer:
    text = asked.text
    every = readings(asked.lexicon, text)
    try:
        limits.refuse(asked.lexicon, text, every, asked.texts)
    except UsageError:
        if any(one.passed for one in every[:1]):
            raise
        said = _by_words(asked)
        if said is None:
            raise
        return said
    return _read(asked, every, seconds)


@lru_cache(maxsize=2)  # the next question is to the same graph, as a rule, or to the latest plans of it
def _lexicon(store: Store) -> Lexicon:
    return Lexicon(store)


@lru_cache(maxsize=2)
def _texts(store: Store) -> Texts:
    return Texts(store)


@dataclass(frozen=True)
class _Asked:
    """A question to a graph, and its words in the texts of the plans."""

    store: Store
    lexicon: Lexicon
    text: str

    @property
    def texts(self) -> Texts:
        return _texts(self.store)

    @cached_property
    def words(self) -> wording.Wording:
        return self.words_of(Question(self.text))

    @property
    def cities(self) -> set[str]:
        """The cities that are asked about, some with several plans of the year."""
        return {self.texts.cities[plan] for plan in self.words.plans}

    def words_of(self, question: Question) -> wording.Wording:
        """The words of a question that has another order."""
        return wording.read(self.lexicon, self.texts, question)


def _read(asked: _Asked, every: Sequence[Reading], seconds: float | None) -> Answer:
    """The answer by the best reading, or by the words of the texts where these explain what it does not."""
    store, lexicon = asked.store, asked.lexicon
    left = refine.without_excluded(every[0], every[0].bound(lexicon))
    best = Read(every[0], left.bound)
    others = list(_others(lexicon, best, every[1:]))
    if (_asks_whose(best.reading, asked) or _leaves_what_is_asked(best.reading, asked)) and (
        said := _by_words(asked, best, 1)
    ):
        return said
    table = rows.of(store, best, seconds)
    own = narrow.narrowed(store, asked.texts, best.reading, best.bound.runs, table)
    if own and best.reading.left and (said := _by_words(asked, best)):
        return said
    if own:
        said = _of_the_word(store, best, own, tuple(_doubts(best, others)))
        return said if own.sure else replace(said, parts=(_shown(store, best, others, table, ((), ())),))
    if not table.rows:
        if best.reading.left and (said := _by_words(asked, best)):
            return said
        limits.refuse_empty(lexicon, asked.text, best.reading, best.bound)
        best, table = rows.of_any_role(store, best, table)
    return _chosen(asked, best, others, left, table)


def _chosen(asked: _Asked, best: Read, others: Sequence[Read], left: refine.Left, table: Table) -> Answer:
    """The answer with the rows that the question asks for, and what is doubtful about them."""
    within = sections.within(asked.store, best.reading, asked.words.plans, table)
    figured = figures.chosen(best.reading, within.table)
    if (
        best.reading.pattern.query == _OF_THEME
        and best.reading.pattern.weak
        and (figured.doubt or not figured.table.rows)
    ):
        raise UsageError(limits.refusal(asked.lexicon, asked.text, ()))
    staged = stages.chosen(best.reading, figured.table)
    explained = within.places | figured.places | staged.places | left.places
    closer = _closer(asked, best, staged.table, explained)
    if closer is None and (said := _by_words(asked, best)):
        return said
    closer = closer or found.Narrowed(staged.table)
    table, remark = narrow.ordered(asked.store, asked.texts, best.reading, closer.table)
    table, sharing = refine.shares_first(best.reading, table)
    apart = tuple(limits.of_rows(asked.store, asked.lexicon, best.reading, staged.table if closer.more else table))
    lacking = len(asked.cities) <= 1 and any(limits.OTHER_WORDS in one for one in apart)
    if lacking and (said := _by_words(asked, best, _LONG)):
        return replace(said, doubts=(*said.doubts, *_fewer(said, table)))
    own = refine.settled(tuple(_doubts(best, others, explained | closer.places)), sharing)
    searched = guards.BY_WORDS if closer.remark else None
    unwritten = (
        *literal.unwritten(best.reading, asked.texts, table),
        *literal.elsewhere(best.reading, asked.texts, asked.words.plans),
    )
    lack = narrow.lacking(asked.store, asked.texts, best.reading, table)
    doubts = (*own, *filter(None, (figured.doubt, lack, searched)), *apart, *_not_added(best), *unwritten)
    sources = arrange.Sources(asked.store, asked.lexicon, asked.texts, asked.words)
    whole = arrange.arranged(sources, best, table, narrowed=bool(closer.remark), ordered=bool(remark))
    told = (within, left, figured, staged, closer)
    remarks = (*(one.remark for one in told), remark, sharing, *whole.remarks)
    said = _shown(asked.store, best, others, whole.table, (doubts, remarks))
    return replace(said, beside=whole.beside, parts=whole.parts)


def _shown(
    store: Store, best: Read, others: Sequence[Read], table: Table, said: tuple[tuple[str, ...], tuple[str, ...]]
) -> Answer:
    """The answer with the reading in words, its commands and the next best reading; ``said`` are doubts and remarks."""
    doubts, remarks = said
    every = (*filter(None, (*remarks, best.header.caution)), *notes.of_rows(store, best, table))
    told = tuple(dict.fromkeys(every))
    second = others[0].short if others else ("", "")
    return Answer(
        best.words, best.reading.pattern.query, best.bound.runs, notes.first(best, table), doubts, told, second
    )


def _asks_whose(reading: Reading, asked: _Asked) -> bool:
    """Whether 谁 asks for an office, since a city is named: who carries out a document, not who cites it."""
    kinds = {one.token.kind for one in reading.tiling.placed}
    document = reading.pattern.query == "documents-cited" and cues.who() in kinds
    return document and bool(asked.words.plans) and not kinds & cues.asks_citing()


def _leaves_what_is_asked(reading: Reading, asked: _Asked) -> bool:
    """Whether a reading leaves a word that says what is asked for, which the words of the texts would not."""
    telling = cues.asks_who() | cues.asks_figures() | cues.asks_when() | cues.asks_documents()
    intents = [one for one in cues.found(reading.question.chars) if one.kind in telling]
    left = [one for one in intents if any(hole.start <= one.start and one.end <= hole.end for hole in reading.left)]
    return bool(left) and asked.words.whole


def _closer(asked: _Asked, best: Read, table: Table, explained: frozenset[int]) -> found.Narrowed | None:
    """The rows by the words that the reading leaves; None where the words of the texts alone answer better."""
    left = [one for one in best.reading.left if not explained.issuperset(range(one.start, one.end))]
    words = asked.words_of(best.reading.question)
    if not left or not words.words:
        return found.Narrowed(table)
    closer = found.narrowed(best.reading, asked.texts, words, table)
    if not closer.places:
        closer = found.joined(asked.store, best.reading, words, table)
    holes = {at for one in left for at in range(one.start, one.end)}
    if asked.words.whole and not holes <= closer.places:
        return None
    return closer


def _fewer(said: Answer, table: Table) -> Iterator[str]:
    """A doubt where cities of the theme do not have the word by which the rows were found."""
    cities = [{row["city"] for row in rows.dicts() if "city" in row} for rows in (table, said.table)]
    if cities[0] - cities[1]:
        yield f"同主题而没有这些词的城市 / cities of the theme without these words: {'、'.join(sorted(cities[0] - cities[1]))}"


def _by_words(asked: _Asked, best: Read | None = None, least: int = 0) -> Answer | None:
    """The answer for the tasks that say the words of the question; None where these do not explain all of it.

    ``least`` is the length that one of the words must have.
    """
    words = asked.words
    if best and best.filled & _PROPER:
        return None
    denied = cues.lacking() in words.kinds
    missing = asked.cities - {asked.texts.cities[plan] for plan, _ in words.tasks}
    if not words.whole or missing or (denied and (words.plans or not words.kinds & cues.asks_places())):
        return None
    if (
        max(map(len, words.said)) < least
        or (best and not least and not words.free)
        or (best is None and not words.kinds & cues.intents())
    ):
        return None
    said = found.answered(asked.store, asked.texts, words)
    if cues.asks_for_money(asked.text) and not found.money(said.table):
        return None
    read = query.headers()[said.query].told(asked.words.said)
    second = best.short if best else ("", "")
    return Answer(read, said.query, said.runs, said.table, (*said.doubts, guards.BY_WORDS), said.notes, second)


def _of_the_word(store: Store, best: Read, own: narrow.Narrowed, doubts: tuple[str, ...]) -> Answer:
    """The answer for a word that is narrower than its theme; the second-best reading is the theme."""
    words = own.runs[0]["words"]
    told = [*([own.remark] if own.sure else []), *notes.aside(best)]
    if not own.table.rows:
        having = query.run(store, narrow.QUERY, words=words).dicts()
        told += [notes.NONE, notes.held("、".join(dict.fromkeys(row["city"] for row in having)))]
    read = query.headers()[narrow.QUERY].told((words,))
    doubts = doubts if own.sure else (*doubts, own.remark)
    return Answer(read, narrow.QUERY, own.runs, own.table, doubts, tuple(told), best.short)


def _others(lexicon: Lexicon, best: Read, rest: Sequence[Reading]) -> Iterator[Read]:
    """Other readings that ask something else, the best first."""
    for reading in rest:
        try:
            read = Read(reading, reading.bound(lexicon))
        except MissingError:
            continue
        same = reading.pattern.query == best.reading.pattern.query and read.bound.runs == best.bound.runs
        if not same and not reading.unknown():
            yield read


def _doubts(best: Read, others: Sequence[Read], explained: frozenset[int] = frozenset()) -> Iterator[str]:
    """What speaks against a reading; ``explained`` are places that the choice of rows explains."""
    reading = best.reading
    left = [one for one in reading.left if not explained.issuperset(range(one.start, one.end))]
    if left:
        words = "、".join(reading.question.said(one.start, one.end) for one in left)
        yield f"{guards.NOT_READ}{words}"
    yield from best.bound.doubts
    if reading.pattern.weak and reading.pattern.query == _OF_THEME:
        yield "没有指明是哪项指标，列出该主题的目标 / no indicator is named: these are the targets on the theme"
    queries = {reading.pattern.query, others[0].reading.pattern.query} if others else set()
    if others and others[0].reading.rank == reading.rank and queries != _ALIKE:
        yield f"另有同样可能的读法 / another reading is as good: {others[0].words}"


def _not_added(best: Read) -> Iterator[str]:
    """Several cities asked for in all: each is counted by itself."""
    if best.reading.pattern.query == "counts" and len(best.bound.runs) > 1 and cues.in_all() in best.filled:
        yield "各市分列，未相加 / each city by itself, not added up"


def explain(store: Store, text: str) -> Table:
    """Every reading of a question: its query, how much it explains, and which characters."""
    use(store.words)
    found_ = []
    for one in readings(_lexicon(store), text):
        parts = [f"{one.question.said(*placed.token[:2])}={placed.token.kind}" for placed in one.tiling.placed]
        left = "、".join(one.question.said(hole.start, hole.end) for hole in one.left)
        found_.append(
            (one.pattern.query, one.pattern.text, f"{one.explained:.2f}", f"{one.tiling.own:g}", " ".join(parts), left)
        )
    return Table(("query", "pattern", "explained", "own", "parts", "left"), tuple(found_))
