"""How firmly a commitment is made, from the verb that governs it."""

from __future__ import annotations

from typing import NamedTuple

from edugraph.vocabulary import scheme


class Strength(NamedTuple):
    """Notation of the strength and the verb that shows it; both empty where no verb stands."""

    notation: str
    verb: str


def of(text: str) -> Strength:
    """Strength of the words before a figure, the clause it stands in first.

    A modal (确保, 力争, 探索) decides over the plain verb that follows it.

    >>> of("力争创建").notation, of("创建").notation, of("确保建成").verb
    ('striving', 'committed', '确保')
    """
    hits = list(scheme("strengths").matcher.find(text))
    modals = [hit for hit in hits if hit.concept.value("dominates") == "true"]
    chosen = (modals or hits)[-1:]
    return Strength(chosen[0].concept.notation, text[chosen[0].start : chosen[0].end]) if chosen else Strength("", "")
