"""The fourth section: the own tasks that are nearest to tasks of each peer, with the sentence of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from edugraph.brief.note import Section
from edugraph.brief.wording import prose, say
from edugraph.overlap import reasons
from edugraph.overlap.ledger import narrower
from edugraph.overlap.reasons import FAINT, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.brief.matter import Matter
    from edugraph.brief.note import Sentence
    from edugraph.comparison.sides import Side
    from edugraph.overlap.reasons import Passage
    from edugraph.overlap.vectors import Space

_PAIRS = 4


def section(matter: Matter) -> Section:
    """A few pairs for each peer; nearness is that of the texts of these plans alone, whatever else the graph holds."""
    found = matter.space
    wanted = set(narrower(matter.store)[matter.theme]) if matter.theme else set()
    ours = [
        at
        for at in found.of(matter.own.plan)
        if not wanted or wanted & {one.label for one in found.tasks[at].of("theme")}
    ]
    most = max(1, _PAIRS // len(matter.peers))
    sentences = [one for peer in matter.peers for one in _pairs(matter, found, ours, peer, most)]
    if not sentences:
        return Section(say("tasks.head"), (prose(say("tasks.none"), matter.wholes()),))
    more = say("tasks.more", pair=sentences[-1].text, cities=matter.named)
    sentences[-1] = prose(more, sentences[-1].sources)
    return Section(say("tasks.head"), tuple(sentences))


def _pairs(matter: Matter, found: Space, ours: Sequence[int], peer: Side, most: int) -> Iterator[Sentence]:
    """The nearest pairs with one peer, each task once."""
    seen: set[int] = set()
    told = 0
    for pair in _near(found, ours, found.of(peer.plan)):
        passage = None if {pair.one, pair.other} & seen else reasons.sentences(found, pair)
        if passage and told < most:
            seen |= {pair.one, pair.other}
            told += 1
            yield _sentence(matter, found, pair, passage)


def _near(found: Space, ours: Sequence[int], theirs: Sequence[int]) -> Iterator[Pair]:
    """Pairs of tasks that are near, the nearest first; of equal ones the earlier."""
    if not ours or not theirs:
        return
    scores = (found.matrix[ours] @ found.matrix[theirs].T).toarray()
    for at in np.argsort(-scores, axis=None, kind="stable"):
        score = float(scores.flat[at])
        if score < FAINT:
            return
        yield Pair(ours[int(at) // len(theirs)], theirs[int(at) % len(theirs)], score)


def _sentence(matter: Matter, found: Space, pair: Pair, passage: Passage) -> Sentence:
    one, other = found.tasks[pair.one], found.tasks[pair.other]
    sources = (
        matter.spans.at(one.plan, one.task, *passage.one),
        matter.spans.at(other.plan, other.task, *passage.other),
    )
    text = say(
        "tasks.pair",
        own=matter.own.city,
        task=one.task,
        title=one.title,
        said=sources[0].quote,
        city=matter.cities[other.plan],
        other=other.task,
        other_title=other.title,
        other_said=sources[1].quote,
    )
    return prose(text, sources)
