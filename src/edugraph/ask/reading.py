"""A question read: every pattern laid on it, the readings ranked by how much of the question they explain."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.ask import cues
from edugraph.ask.binding import Bound, bind
from edugraph.ask.patterns import patterns
from edugraph.ask.question import Question, Token, Value
from edugraph.ask.tiling import Tiling, lay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.patterns import Pattern

_HOLE = 2
_TELLING = 4
_NO_CITY = 0.25
_WEAK = 1000
_OFFICE = "{office}"
_ROLE = "{role}"
_JOINS = re.compile("[和与及跟或]")
_DOES = "[有写提抓搞做推谈]"
_NUMBERS = ("{year}", "{date}", "{during}", "{task}")
_NOUNS = ("工作", "工作要点")
_PERSON = range(2, 5)
_LONGEST_WORDS = 16
_TASKS = frozenset({"任务", "措施", "第几条"})
_FIGURES = frozenset(
    {"多少", "目标", "占比", "期限", "最多", "最少", "排名", "更高", "相差", "至少", "不超过", "隐去", "不同", "比"}
)
_PERSONAL = ("分管", "负责", "领导")


class Rank(NamedTuple):
    """What readings are ordered by: the share of the question explained, and by the pattern itself."""

    explained: float
    own: float
    elements: int


@dataclass(frozen=True)
class Reading:
    """One reading: a pattern on a question. ``aside`` is an opening that was left out."""

    question: Question
    pattern: Pattern
    tiling: Tiling
    tokens: tuple[Token, ...] = field(repr=False)
    aside: str = ""

    @property
    def explained(self) -> float:
        """The share of the characters that the reading explains."""
        return self.tiling.covered / len(self.question.chars)

    @property
    def rank(self) -> Rank:
        """The higher, the better."""
        explained = self.explained - _NO_CITY * self._drops_city
        own = round(self.tiling.own, 2) - _WEAK * self.pattern.weak
        return Rank(round(explained, 4), own, len(self.pattern.required))

    @property
    def _drops_city(self) -> bool:
        """Whether a city that the question names is left out, so that the answer would be about all."""
        used = {at for placed in self.tiling.placed for at in range(placed.token.start, placed.token.end)}
        return any(
            one.kind == "{city}" and all(value.exact for value in one.values) and one.start not in used
            for one in self.tokens
        )

    @property
    def left(self) -> list[Token]:
        """The stretches that the reading does not explain, and telling cues that it passed over piece by piece: 之和."""
        covered = {at for placed in self.tiling.placed for at in range(placed.token.start, placed.token.end)}
        passed = [one.token for one in self.tiling.placed if one.element < 0 and one.token.kind in cues.fillers()]
        starts, ends = {one.start for one in passed}, {one.end for one in passed}
        over = {at for one in passed for at in range(one.start, one.end)}
        for one in self.tokens:
            telling = one.kind in cues.cues() and one.kind not in cues.fillers()
            if telling and one.start in starts and one.end in ends and over.issuperset(range(one.start, one.end)):
                covered -= set(range(one.start, one.end))
        left = _stretches([at for at in range(len(self.question.chars)) if at not in covered])
        return [one for one in left if self.question.chars[one.start : one.end] not in cues.harmless()]

    @property
    def passed(self) -> list[Token]:
        """The tokens that ask for what no plan says, and that no element of the pattern claims."""
        own = [placed.token for placed in self.tiling.placed if placed.element >= 0 and _is_name(placed.token)]
        return [
            one for one in self.tokens if one.kind in cues.beyond() and not any(_claims(other, one) for other in own)
        ]

    def bound(self, lexicon: Lexicon) -> Bound:
        """The parameters of the query; raises MissingError as ``bind`` does."""
        return bind(lexicon, self.pattern, self._narrowest(lexicon))

    def _narrowest(self, lexicon: Lexicon) -> Tiling:
        """The tiling without themes that only say what a narrower one belongs to: 幼儿园 in 幼儿园办托班."""
        themes = [one.token for one in self.tiling.placed if one.element >= 0 and one.token.kind == "{theme}"]
        idle = {one.start for one, other in pairwise(themes) if self._belongs(lexicon, other, one)}
        return replace(self.tiling, placed=tuple(one for one in self.tiling.placed if one.token.start not in idle))

    def _belongs(self, lexicon: Lexicon, narrow: Token, broad: Token) -> bool:
        """Whether a theme stands directly behind its broader one, not joined to it: 和, 、."""
        between = self.question.chars[broad.end : narrow.start]
        joined = _JOINS.search(between) or any(at in self.question.breaks for at in range(broad.end, narrow.start + 1))
        above = [lexicon.above(value.label) for value in narrow.values]
        return (
            len(between) <= _HOLE
            and not joined
            and all(value.label in labels for value in broad.values for labels in above)
        )

    def unknown(self) -> list[tuple[str, str]]:
        """Slots filled with what the graph does not know, and the words."""
        return [
            (self.pattern.elements[one.element].slot, one.token.values[0].label)
            for one in self.tiling.placed
            if one.element >= 0 and one.token.values and not one.token.values[0].known
        ]


def _is_name(token: Token) -> bool:
    """Whether a token is a cue or a value that the graph knows, not words that were left over."""
    return token.kind != "{words}" and all(value.known for value in token.values)


def _claims(token: Token, other: Token) -> bool:
    """Whether a token holds another or reaches over one of its ends, so that the other stands there by accident."""
    inside = token.start <= other.start and other.end <= token.end
    telling = token.kind == "{theme}" and other.end - other.start >= _TELLING
    behind = token.start < other.end < token.end and not telling
    over = token.start < other.start < token.end or behind
    return inside or over


def _stretches(places: Iterable[int]) -> list[Token]:
    found: list[Token] = []
    for at in places:
        if found and found[-1].end == at:
            found[-1] = found[-1]._replace(end=at + 1)
        else:
            found.append(Token(at, at + 1, ""))
    return found


def readings(lexicon: Lexicon, text: str) -> list[Reading]:
    """All readings of a question, the best first; an opening in which the asker tells of himself is left out."""
    found = _ranked(lexicon, Question(text), "")
    if not found or found[0].left or found[0].passed:
        for rest, opening in Question(text).without_opening():
            if any(token.kind == cues.cues_self() for token in cues.found(Question(opening).chars)):
                found += _ranked(lexicon, rest, opening)
    return sorted(found, key=lambda one: (not one.left and not one.passed, one.rank, -len(one.aside)), reverse=True)


def _ranked(lexicon: Lexicon, question: Question, aside: str) -> list[Reading]:
    found: list[Reading] = []
    for variant in question.variants():
        every = list(lexicon.tokens(variant.chars))
        said = _outside_cities(cues.found(variant.chars), every)
        named = _of_tasks(_of_cities(every), said)
        cities = [one for one in every if one.kind == "{city}" and all(value.exact for value in one.values)]
        tokens = [*said, *(one for one in named if not _is_of_cues(one, said, cities) and not _is_either(one, said))]
        tokens = [*_number_of_cities(tokens), *_alone(variant.chars, tokens)]
        tokens += [one._replace(kind="{all}", values=(lexicon.every(),)) for one in tokens if one.kind == "所有城市"]
        first = list(_laid(variant, tokens, aside, patterns()))
        found += first
        best = max(first, key=lambda one: one.rank, default=None)
        holes = list(_holes(variant, best, tokens))
        if holes:
            found += _laid(variant, [*tokens, *holes], aside, patterns())
    return sorted(found, key=lambda one: one.rank, reverse=True)


def _outside_cities(said: Iterable[Token], named: Sequence[Token]) -> list[Token]:
    """The cues that are no part of a city's name: not 市 of 邯郸市."""
    cities = [one for one in named if one.kind == "{city}" and all(value.exact for value in one.values)]
    return [one for one in said if not any(city.start <= one.start and one.end <= city.end for city in cities)]


def _laid(question: Question, tokens: Sequence[Token], aside: str, every: Iterable[Pattern]) -> Iterator[Reading]:
    for pattern in every:
        fitting = [one for one in tokens if one.kind != _OFFICE or _fills(pattern, one)]
        tiling = lay(pattern, fitting, len(question.chars), question.breaks) if question.chars else None
        if tiling and all(_enough(pattern, tiling)):
            yield Reading(question, pattern, tiling, tuple(tokens), aside)


def _fills(pattern: Pattern, token: Token) -> bool:
    """Whether a query takes what the values of a token give: some take offices, some functions of offices too."""
    known = query.headers()[pattern.query].parameters
    return any(key in known for value in token.values for key in value.given)


def _enough(pattern: Pattern, tiling: Tiling) -> Iterator[bool]:
    """Whether an element that wants several values has them."""
    for at, element in enumerate(pattern.elements):
        if element.several:
            said = {value.label for one in tiling.placed if one.element == at for value in one.token.values}
            yield len(said) > 1


def _of_cities(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens, a partial name standing only for what the plans of the cities asked for know, and for no number."""
    numbers = [token for token in tokens if token.kind in _NUMBERS]
    cities = [value for token in tokens if token.kind == "{city}" for value in token.values if value.exact]
    plans = frozenset(plan for value in cities for plan in value.plans)
    for token in tokens:
        if token.kind == "{city}" or all(value.exact for value in token.values):
            yield token
        elif any(token.start < one.end and one.start < token.end for one in numbers):
            continue
        elif not plans:
            yield token
        elif kept := tuple(value for value in token.values if not value.plans or value.plans & plans):
            yield token._replace(values=kept)


def _of_tasks(tokens: Iterable[Token], said: Sequence[Token]) -> list[Token]:
    """The tokens; where no figures are asked for, a theme and not an indicator with it in a part of its name.

    Where tasks or cities are asked for, not an indicator of its name either.
    """
    every = list(tokens)
    kinds = {one.kind for one in said}
    if kinds & _FIGURES:
        return every
    themes = [one for one in every if one.kind == "{theme}" and all(value.exact for value in one.values)]
    listed = bool(kinds & (_TASKS | cues.asks_places()))
    return [
        one
        for one in every
        if one.kind != "{indicator}" or not any(_is_theme(one, other, alike=listed) for other in themes)
    ]


def _is_theme(indicator: Token, theme: Token, *, alike: bool) -> bool:
    """Whether a name of an indicator is a part of one around a theme, or that of the theme where it may be ``alike``."""
    exact = all(value.exact for value in indicator.values)
    same = (indicator.start, indicator.end) == (theme.start, theme.end)
    return (alike and same) or (not exact and indicator.start <= theme.start and theme.end <= indicator.end)


def _is_of_cues(token: Token, said: Sequence[Token], cities: Sequence[Token]) -> bool:
    """Whether a partial name is nothing but cues and cities, or its first or last piece is a cue.

    目标 in 智慧校园的目标, 邯郸的工作.
    """
    if all(value.exact for value in token.values):
        return False
    if any(value.pieces for value in token.values) and any(_ends(token, one) for one in said):
        return True
    reached, behind = {token.start}, {city.end for city in cities}
    for one in sorted([*said, *cities]):
        long = one.end - one.start >= _HOLE or one.start in behind
        if one.start in reached and one.end <= token.end and long:
            reached.add(one.end)
    return token.end in reached


def _is_either(token: Token, said: Sequence[Token]) -> bool:
    """Whether a role is named as one of two, so that neither is meant alone: 是牵头还是配合."""
    within = [one for one in said if one.start <= token.start and token.end <= one.end and one.kind in cues.fillers()]
    return token.kind == _ROLE and any(one.end - one.start > token.end - token.start for one in within)


def _ends(token: Token, cue: Token) -> bool:
    inside = token.start <= cue.start and cue.end <= token.end and cue.end - cue.start >= _HOLE
    return inside and (token.start == cue.start or token.end == cue.end)


def _alone(chars: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """就 before cities and what they do says that no other does: 就宁波和邯郸写了."""
    names = {chars[one.start : one.end] for one in tokens if one.kind == "{city}"}
    if names:
        cities = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        for match in re.finditer(rf"就(?=(?:(?:{cities})[和与跟同]?)+(?:[一两三][个家])?市?[也都在]?{_DOES})", chars):
            yield Token(*match.span(), cues.alone())


def _number_of_cities(tokens: Sequence[Token]) -> Iterator[Token]:
    """三个市 beside three cities says nothing new; elsewhere it may be a least number."""
    cities = {value.label for token in tokens if token.kind == "{city}" for value in token.values if value.exact}
    for token in tokens:
        other = token.kind == "{number}" and token.values[0].label != str(len(cities))
        yield token._replace(kind="{least}") if other else token


def _wider(hole: Token, tokens: Sequence[Token]) -> list[Token]:
    """A stretch, and with the general noun behind it: 海洋, 海洋教育."""
    behind = [one.end for one in tokens if one.start == hole.end and one.kind in _NOUNS]
    return [hole, *(hole._replace(end=end) for end in behind)]


def _words(question: Question, hole: Token) -> Token:
    said = question.said(hole.start, hole.end)
    return hole._replace(kind="{words}", values=(Value(said, {"words": said}, exact=False),))


def _holes(question: Question, best: Reading | None, tokens: Sequence[Token]) -> Iterator[Token]:
    """Stretches that no cue and no value explains, as words to look for or as names that the graph does not know."""
    telling = [
        token for token in tokens if token.kind not in cues.fillers() and all(value.exact for value in token.values)
    ]
    known = {at for token in telling for at in range(token.start, token.end)}
    passed = {at for token in tokens for at in range(token.start, token.end)}
    left = (
        {at for one in best.left for at in range(one.start, one.end)}
        if best
        else set(range(len(question.chars))) - passed
    )
    for hole in _stretches(sorted(left - known)):
        size = hole.end - hole.start
        if _HOLE <= size <= _LONGEST_WORDS:
            yield from (_words(question, wider) for wider in _wider(hole, tokens))
            if size in _PERSON and any(one.start == hole.end and one.kind in _PERSONAL for one in tokens):
                said = question.said(hole.start, hole.end)
                yield hole._replace(kind="{leader}", values=(Value(said, {"name": said}, exact=False, known=False),))
