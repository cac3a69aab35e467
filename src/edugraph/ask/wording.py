"""Words of a question that no list knows, found in the texts of the plans that are asked about: 过街天桥, 校园欺凌.

A question falls into cues, cities, and the longest stretches that the texts say. So it can be answered for the
tasks that say them, whatever it is about.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph.ask import cues, numbers
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.question import Question, Token
    from edugraph.ask.texts import Texts

_LONGEST, _SHORTEST = 24, 2
_CUE, _WORD, _HARMLESS, _LOST = 0.1, 0.35, 0.3, 1.0
_SLOTS = ("{city}", "{year}", "{role}", "{number}", "{count}")
_COUNTED = ("几", "多少")
_JOINS = frozenset("和与及跟或")


class Wording(NamedTuple):
    """A question in pieces: the words found, with their places, what is asked for, and what is left.

    ``tasks`` are those that say the words; ``loose`` are words that none of these says. ``wider`` are the last two
    characters of words that more tasks say, with these: 欺凌 of 防范校园欺凌. ``free`` is whether some word that tells
    tasks apart is no name of a theme, of which a theme tells more than the word.
    """

    words: tuple[Token, ...]
    said: tuple[str, ...]
    kinds: frozenset[str]
    roles: frozenset[str]
    plans: frozenset[str]
    left: tuple[Token, ...]
    tasks: frozenset[tuple[str, str]]
    loose: tuple[str, ...]
    wider: tuple[tuple[str, frozenset[tuple[str, str]]], ...] = ()
    free: bool = True

    @property
    def whole(self) -> bool:
        """Whether nothing is left and every word stands in the tasks."""
        return bool(self.tasks) and not self.left and not self.loose


class _Path(NamedTuple):
    cost: float
    pieces: tuple[Token, ...]


def read(lexicon: Lexicon, texts: Texts, question: Question) -> Wording:
    """The pieces of a question and the tasks that say its words."""
    chars = question.chars
    known_to_all = lexicon.tokens(chars)
    themes = {chars[one.start : one.end] for one in known_to_all if one.kind == "{theme}" and _exact(one)}
    parts = [match.span() for match in numbers.PART.finditer(chars)]
    named = [one for one in known_to_all if one.kind in _SLOTS or (one.start, one.end) in parts]
    plans = lexicon.asked(named)
    every = cues.found(chars)
    known = [one for one in every if one.kind in _taken()] + named
    pieces = _pieces(chars, known, [*_words(chars, texts, plans, every), *_lost(chars)])
    words = tuple(one for one in pieces if one.kind == "{words}")
    said = tuple(dict.fromkeys(chars[one.start : one.end] for one in words))
    places, loose = _tasks(question, texts, plans, words)
    return Wording(
        words,
        said,
        frozenset(one.kind for one in pieces if one.kind not in ("{words}", "")),
        frozenset(value.given["role"] for one in pieces if one.kind == "{role}" for value in one.values),
        plans,
        tuple(one for one in pieces if not one.kind and chars[one.start] not in cues.harmless()),
        frozenset(places),
        loose,
        () if plans else tuple(_wider(texts, said, places)),
        any(word not in themes and texts.seldom(word) for word in said),
    )


def _exact(one: Token) -> bool:
    return all(value.exact for value in one.values)


@cached
def _taken() -> frozenset[str]:
    """Cues that a question about words may hold: those that add nothing and those that say what is asked for."""
    return cues.fillers() | cues.intents() | {cues.lacking()}


def _words(chars: str, texts: Texts, plans: frozenset[str], every: Sequence[Token]) -> Iterator[Token]:
    """Stretches that a text says, unless they are made of words of asking."""
    from edugraph.ask.question import Token

    for start in range(len(chars)):
        for end in range(start + _SHORTEST, min(len(chars), start + _LONGEST) + 1):
            said = chars[start:end]
            if not texts.saying(said, plans):
                break
            counted = chars[:start].endswith(_COUNTED) and said[0] in _counters()
            if not _edge(said) and not counted and not _made(start, end, every):
                yield Token(start, end, "{words}")


@cached
def _counters() -> frozenset[str]:
    """Words that stand between a number and what is counted, of one character: 座."""
    return cues.harmless() | {form for form in cues.general() if len(form) == 1}


def _edge(said: str) -> bool:
    edges = scheme("questions").by_notation[cues.EDGE].values("harmless")
    return said[0] in edges or said[-1] in edges or said.isdecimal()


def _made(start: int, end: int, every: Iterable[Token]) -> bool:
    """Whether a stretch is nothing but cues; 学 in 学位 is none by itself."""
    reached = {start}
    for one in sorted(every):
        telling = one.kind in _taken() or one.end - one.start >= _SHORTEST
        if telling and one.start in reached and one.end <= end:
            reached.add(one.end)
    return end in reached


def _lost(chars: str) -> Iterator[Token]:
    from edugraph.ask.question import Token

    return (Token(at, at + 1, "") for at in range(len(chars)))


def _pieces(chars: str, known: Iterable[Token], others: Iterable[Token]) -> list[Token]:
    """The cheapest way to cut a question into pieces."""
    starts: dict[int, list[Token]] = {}
    for one in (*known, *others):
        starts.setdefault(one.start, []).append(one)
    best: list[_Path | None] = [_Path(0.0, ()), *([None] * len(chars))]
    for at in range(len(chars)):
        path = best[at]
        for one in starts.get(at, ()) if path else ():
            assert path is not None
            cost = path.cost + _cost(one, chars)
            ahead = best[one.end]
            if ahead is None or cost < ahead.cost:
                best[one.end] = _Path(cost, (*path.pieces, one))
    end = best[len(chars)]
    return list(end.pieces) if end else []


def _cost(one: Token, chars: str) -> float:
    if one.kind:
        return _WORD if one.kind == "{words}" else _CUE
    return _HARMLESS if chars[one.start] in cues.harmless() else _LOST


def _tasks(
    question: Question, texts: Texts, plans: frozenset[str], words: Sequence[Token]
) -> tuple[set[tuple[str, str]], tuple[str, ...]]:
    """The tasks that say all words, and the words that these do not say; of joined words either is enough.

    There are none where no word tells tasks apart.
    """
    chars = question.chars
    having = {chars[one.start : one.end]: texts.saying(chars[one.start : one.end], plans) for one in words}
    ranked = sorted(having, key=lambda word: (len(texts.saying(word)), -len(word)))
    if not ranked or not texts.seldom(ranked[0]):
        return set(), ()
    places, loose = set(having[ranked[0]]), []
    for word in ranked[1:]:
        if places & having[word]:
            places &= having[word]
        elif _joined(question, words, word):
            places |= having[word]
        elif texts.seldom(word):
            loose.append(word)
    return places, tuple(loose)


def _wider(
    texts: Texts, said: Iterable[str], places: set[tuple[str, str]]
) -> Iterator[tuple[str, frozenset[tuple[str, str]]]]:
    """The ends of words that more tasks say, where what stands before says less: 校园 before 欺凌, not 中医药 before 讲堂."""
    for word in said:
        core, rest = word[-_SHORTEST:], word[:-_SHORTEST]
        more = texts.saying(core) - places
        pairs = [rest[at : at + _SHORTEST] for at in range(0, len(rest), _SHORTEST)]
        broad = pairs and all(len(texts.saying(pair)) > len(texts.saying(core)) for pair in pairs)
        if broad and more and texts.seldom(core) and core not in cues.general():
            yield core, frozenset(more)


def _joined(question: Question, words: Sequence[Token], said: str) -> bool:
    """Whether a word stands beside another with 和 or a mark between."""
    for one, other in pairwise(words):
        between = question.chars[one.end : other.start]
        near = said in (question.chars[one.start : one.end], question.chars[other.start : other.end])
        marked = not between and one.end in question.breaks
        if near and (marked or (between and set(between) <= _JOINS)):
            return True
    return False
