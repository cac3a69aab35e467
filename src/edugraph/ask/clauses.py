"""A question taken apart: the clauses that ask, each with what it needs from the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.ask import cues
from edugraph.ask.question import Question
from edugraph.text import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.question import Token

_ENDS = re.compile(r"(?<=[，。；？！,;?!])|(?=(?<=.)(?:还有|又[由有是]?|以及)(?:谁|哪|多少|几|参与|配合|负责|牵头))")
_MARK = re.compile("(?<=、)")
_ASKING = re.compile(
    "哪|多少|(?<![十百千万])几(?![乎经度])|谁|什么|啥|怎么|怎样|如何|是不是|是否|有没有|[了过]没有?$|[吗呢没]$"
)
_CARRIED = ("{city}", "{theme}", "{indicator}", "{office}", "{leader}", "{document}", "{section}", "{title}", "{task}")
_ROLE = "{role}"
_TAKES_PART = re.compile("参与|参加|承担")
_SEVERAL = 2


def asking(text: str) -> list[str]:
    """The clauses of a question that ask for something.

    >>> asking("终身学习这块，哪些市写了，哪些市没写？")
    ['哪些市写了，', '哪些市没写？']
    >>> asking("集团化办学由哪个处室牵头，还有谁参与")
    ['集团化办学由哪个处室牵头，', '还有谁参与']
    """
    return [clause for clause in _split(text) if _ASKING.search(content(clause))]


def _split(text: str) -> list[str]:
    """The clauses of a text; at 、 only where each part asks: 牵头哪几项、参与哪几项."""
    found: list[str] = []
    for clause in _ENDS.split(text):
        parts = _MARK.split(clause)
        found += parts if all(_ASKING.search(content(part)) for part in parts) else [clause]
    return found


def several(text: str) -> bool:
    """Whether a question asks in more than one clause."""
    return len(asking(text)) >= _SEVERAL


def completed(lexicon: Lexicon, text: str, clause: str) -> str:
    """A clause with what the clauses before it name and it does not: 集团化办学还有谁参与.

    Clauses that ask nothing stay whole.
    """
    before = text[: text.index(clause)]
    own = _named(lexicon, clause)
    kinds = {one.kind for one in own}
    parts = []
    for one in _split(before):
        if not content(one):
            continue
        if not _ASKING.search(content(one)):
            parts.append(one)
            continue
        question = Question(one)
        parts += [question.said(token.start, token.end) for token in _named(lexicon, one) if token.kind not in kinds]
    return "".join((*parts, clause))


def names_nothing(lexicon: Lexicon, clause: str) -> bool:
    """Whether a clause names no value, so that it asks about what was found: 由什么科室监督指导."""
    return not _named(lexicon, clause)


def follows(lexicon: Lexicon, clause: str) -> bool:
    """Whether a clause names nothing and only goes on asking about what was found: 都是哪些, 分别在哪一条."""
    if (
        _named(lexicon, clause)
        or _TAKES_PART.search(clause)
        or any(one.kind == _ROLE for one in lexicon.tokens(content(clause)))
    ):
        return False
    reached, chars = 0, content(clause)
    ends = {0}
    for one in sorted(one for one in cues.found(chars) if one.kind in cues.goes_on()):
        if one.start in ends:
            ends.add(one.end)
            reached = max(reached, one.end)
        while reached < len(chars) and chars[reached] in cues.harmless():
            reached += 1
            ends.add(reached)
    return reached == len(chars)


def _named(lexicon: Lexicon, text: str) -> Sequence[Token]:
    """The longest names of values in a text, none inside another."""
    chars = Question(text).chars
    every = [one for one in lexicon.tokens(chars) if one.kind in _CARRIED and all(value.known for value in one.values)]
    every.sort(key=lambda one: (one.start - one.end, not all(value.exact for value in one.values), one.start))
    kept: list[Token] = []
    for one in every:
        if not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return sorted(kept)
