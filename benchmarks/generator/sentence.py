"""A sentence of a real plan as a mould: words that may be exchanged, clauses that may go, figures that may change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.generator import figure, words
from benchmarks.generator.figure import Figure
from edugraph.text import Span, split_outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.generator.dice import Dice
    from edugraph.facts import Target

_NAME = re.compile(r"“[^“”]*”|《[^《》]*》|‘[^‘’]*’|（[^（）]*）")
_KEPT = re.compile(r"[0-9*xX“《]|[一二三四五六七八九十百千万亿]+[个所名人项场]")
_SHORTEST = 5  # characters of a clause that may go
_GONE = 0.25  # share of the clauses that may go which do
_TAIL = 0.3  # share of the sentences behind which something is said
_NO_RESULT = re.compile(r"确保|计划|预计|力争|，|每|[\ue000-\uf8ff]")  # hoped for, or of a year or city that is named
_SUM = ("其中", "总数", "共计", "合计")  # parts and totals must add up: their figures stay

Piece = str | tuple[str, ...] | Figure
"""Words as they stand, words of which one is chosen, or a figure."""
Result = tuple[str, Figure, str]
"""A phrase that tells a figure by itself, 新增学位2.4万个: the words before it, the figure, the words behind."""


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence without its full stop: clauses made of pieces. ``loose`` are the clauses that may go."""

    text: str
    clauses: tuple[tuple[Piece, ...], ...]
    loose: tuple[int, ...]
    themes: frozenset[str]
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Said:
    """A sentence as a plan says it: the words chosen, the clauses that are gone, and what is said behind it."""

    sentence: Sentence
    chosen: tuple[int, ...]
    gone: tuple[int, ...] = ()
    tail: str = ""

    def figures(self) -> Iterator[Figure]:
        """The figures that it names."""
        for clause in self.sentence.clauses:
            yield from (piece for piece in clause if isinstance(piece, Figure))

    def text(self, figures: Mapping[str, int]) -> str:
        """The sentence in words, with the plan's figures."""
        chosen = iter(self.chosen)
        found = ["".join([_word(one, chosen, figures) for one in clause]) for clause in self.sentence.clauses]
        kept = [clause for at, clause in enumerate(found) if at not in self.gone] if self.gone else found
        return "，".join([*kept, self.tail] if self.tail else kept)


def _word(piece: Piece, chosen: Iterator[int], figures: Mapping[str, int]) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, tuple):
        return piece[next(chosen)]
    return piece.text(figures[piece.key])


def say(sentence: Sentence, dice: Dice) -> Said:
    """A sentence in words that fall by chance."""
    gone = tuple([at for at in sentence.loose if dice.chance(_GONE)])
    tail = dice.pick(words.texts("tails")) if dice.chance(_TAIL) else ""
    return Said(sentence, _choices(sentence, dice), gone, tail)


def name(sentence: Sentence, dice: Dice) -> Said:
    """The same for a title or heading: no clause goes and none comes."""
    return Said(sentence, _choices(sentence, dice))


def _choices(sentence: Sentence, dice: Dice) -> tuple[int, ...]:
    pieces = (piece for clause in sentence.clauses for piece in clause if isinstance(piece, tuple))
    return tuple([dice.below(len(piece)) for piece in pieces])


def mould(text: str, themes: frozenset[str], names: Sequence[Span], targets: Sequence[Target]) -> Sentence:
    """The mould of a sentence. What names a theme, a document or a target keeps its words.

    ``names`` are the places of its themes, ``targets`` what EduGraph reads from it alone.
    """
    read = () if any(word in text for word in _SUM) else (figure.read(text, target) for target in targets)
    numbers = dict(sorted(filter(None, read), key=lambda one: one[0]))
    stay = [*names, *(Span(*match.span()) for match in _NAME.finditer(text)), *(target.span for target in targets)]
    spans = list(split_outside(text, "，"))
    clauses = tuple(tuple(_pieces(text, span, stay, numbers)) for span in spans)
    loose = tuple(at for at, span in enumerate(spans) if at and _is_loose(text[span.start : span.end]))
    return Sentence(text, clauses, loose, themes, tuple(_results(text, targets, numbers)))


def _is_loose(clause: str) -> bool:
    return len(clause) >= _SHORTEST and not _KEPT.search(clause)


def _pieces(text: str, clause: Span, stay: Sequence[Span], numbers: Mapping[Span, Figure]) -> Iterator[Piece]:
    """The pieces of a clause."""
    spots: list[tuple[Span, Piece]] = [(span, number) for span, number in numbers.items() if clause.contains(span)]
    found = [(Span(*match.span()), words.groups()[match[0]]) for match in _exchangeable().finditer(text, *clause)]
    spots += [(span, group) for span, group in found if not _touches(span, stay)]
    at = clause.start
    for span, piece in sorted([*_opening(text, at, stay), *spots], key=lambda spot: spot[0].start):
        if span.start < at:  # the opening holds it
            continue
        yield text[at : span.start]
        yield piece
        at = span.end
    yield text[at : clause.end]


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(one.start < span.end and span.start < one.end for one in others)


def _opening(text: str, at: int, stay: Sequence[Span]) -> Iterator[tuple[Span, Piece]]:
    """The verb that opens a clause, with an adverb before it or without one; words that hold an adverb need none."""
    verb = next((one for one in words.texts("verbs") if text.startswith(one, at)), "")
    if verb and not _touches(Span(at, at + len(verb)), stay):
        forms = words.groups().get(verb, (verb,))
        adverbs = words.texts("later_adverbs" if at else "adverbs")
        bare = [adverb + form for adverb in adverbs for form in forms if len(form) == len(verb)]
        yield Span(at, at + len(verb)), (*bare, *(form for form in forms if len(form) > len(verb)))


def _results(text: str, targets: Sequence[Target], numbers: Mapping[Span, Figure]) -> Iterator[Result]:
    """Phrases that tell of one figure reached, in which nothing is hoped for."""
    for target in targets:
        inside = [span for span in numbers if target.span.contains(span)]
        if len(inside) != 1 or target.comparator != "=" or target.strength not in {"binding", "committed"}:
            continue
        before, behind = text[target.span.start : inside[0].start], text[inside[0].end : target.span.end]
        if len(before) > 1 and not _NO_RESULT.search(before + behind):
            yield before, numbers[inside[0]], behind


@cache
def _exchangeable() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words.groups(), key=lambda word: (-len(word), word))))
