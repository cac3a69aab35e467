"""Everyday and partial names: 残疾儿童入学率 of 适龄残疾儿童义务教育入学率, 教师工资待遇 of the theme with 工资待遇.

A stretch of a question is such a name when it falls into pieces that all stand in the names of one concept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from edugraph.text import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edugraph.ask.question import Value

_SKIPPED = "的"
_PIECE = 2
_SHORTEST = 3
_MOST = 4
_ALL = 12
_WHOLE = 3


@dataclass(frozen=True)
class Names:
    """The names under which a value is known, as content, the label first; ``spoken`` are found whole only."""

    value: Value
    forms: tuple[str, ...]
    spoken: tuple[str, ...] = ()


class Span(NamedTuple):
    """A stretch that names a value in part, and how well: the higher, the better."""

    start: int
    end: int
    quality: tuple[int, float]
    value: Value


class Finder:
    """Finds partial names of many values in a question.

    ``across``: the pieces may come from several names of one value. ``every``: a name that holds the pieces in
    their order counts as much as one that holds the stretch whole.
    """

    def __init__(self, names: Iterable[Names], *, across: bool, every: bool = False) -> None:
        self._every = every
        self._entries: list[tuple[Names, tuple[str, ...]]] = []
        for one in names:
            groups = [one.forms] if across else [(form,) for form in one.forms]
            self._entries += [(one, group) for group in groups]
        self._index: dict[str, list[int]] = {}
        for at, (_, forms) in enumerate(self._entries):
            for pair in {form[i : i + 2] for form in forms for i in range(len(form) - 1)}:
                self._index.setdefault(pair, []).append(at)

    def find(self, chars: str) -> dict[tuple[int, int], list[Value]]:
        """The best values of each stretch, at most a few; a stretch that fits many names is none."""
        best: dict[tuple[int, int], dict[int, Span]] = {}
        for start in range(len(chars) - 1):
            for at in () if chars[start] in _SKIPPED else self._index.get(chars[start : start + 2], ()):
                one, forms = self._entries[at]
                for end in _ends(chars, start, forms):
                    span = Span(start, end, _quality(chars[start:end], forms, one.forms[0]), one.value)
                    known = best.setdefault((start, end), {})
                    if id(one) not in known or known[id(one)].quality < span.quality:
                        known[id(one)] = span
        return {
            place: values
            for place, spans in best.items()
            if (values := self._chosen(chars[place[0] : place[1]], spans.values()))
        }

    def _chosen(self, said: str, spans: Iterable[Span]) -> list[Value]:
        if not self._every:
            return _few(list(spans))
        kept = [span for span in spans if span.quality[0] > 0 or holds_in_order(said, content(span.value.label))]
        kept.sort(key=lambda span: (-span.quality[0], -span.quality[1]))
        return [replace(span.value, exact=span.quality[0] == _WHOLE) for span in kept] if len(kept) <= _ALL else []


def _ends(chars: str, start: int, forms: Sequence[str]) -> list[int]:
    """Where stretches end that begin at a place and fall into pieces of some forms."""
    ends: list[int] = []
    at = start
    while at < len(chars):
        if chars[at] in _SKIPPED and ends:
            at += 1
        length = _piece(chars, at, forms)
        if length < _PIECE:
            break
        at += length
        ends.append(at)
    return [end for end in ends if end - start >= _SHORTEST]


def _piece(chars: str, at: int, forms: Sequence[str]) -> int:
    """Length of the longest piece at a place that stands in one of some forms."""
    length = 0
    while at + length < len(chars) and any(chars[at : at + length + 1] in form for form in forms):
        length += 1
    return length


def _quality(said: str, forms: Sequence[str], label: str) -> tuple[int, float]:
    """3 a whole name, 2 a part of the label, 1 a part of another name, 0 pieces; and how much of the name is said."""
    said = said.replace(_SKIPPED, "") if not any(said in form for form in forms) else said
    share = max(len(said) / len(form) for form in forms if form) if forms else 0.0
    within = [form for form in forms if said in form]
    if said in forms:
        return 3, 1.0
    if said in label:
        return 2, len(said) / len(label)
    return (1, max(len(said) / len(form) for form in within)) if within else (0, min(1.0, share))


def holds_in_order(said: str, name: str) -> bool:
    """Whether a name holds the pieces of what is said one behind the other, each of two characters or more.

    >>> holds_in_order("思政课建设的意见", "关于进一步加强新时代中小学思政课建设的实施意见"), holds_in_order("意见思政课", "思政课建设的意见")
    (True, False)
    """
    at = place = 0
    while at < len(said):
        length = _piece(said, at, (name[place:],))
        if said[at] in _SKIPPED and length < _PIECE:
            at += 1
            continue
        if length < _PIECE:
            return False
        place = name.index(said[at : at + length], place) + length
        at += length
    return True


def _few(spans: list[Span]) -> list[Value]:
    tier = max(span.quality[0] for span in spans)
    kept = sorted((span for span in spans if span.quality[0] == tier), key=lambda span: -span.quality[1])
    return [replace(span.value, exact=False, pieces=tier == 0) for span in kept] if len(kept) <= _MOST else []
