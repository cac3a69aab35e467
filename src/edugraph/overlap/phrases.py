"""Set phrases (套话): wording that most plans share, or that comes from above; it says nothing of a task.

A set phrase is a run of at least six word characters that stands in the plans of at least half of all
cities, and of three at the least, or that ``ontology/phrases.ttl`` lists. What names a policy theme is
none: themes are what plans are compared by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from edugraph.overlap import grams
from edugraph.text import fold
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.overlap.grams import Codes, Flags, Hashes
    from edugraph.overlap.profiles import Profile

LENGTH = 6
_FEWEST = 3
_SAMPLE = 200  # cities: what half of all have, a sample of this size has too


def of(tasks: Sequence[Profile]) -> Hashes:
    """The runs of six characters of which set phrases are made, as sorted numbers."""
    texts: dict[str, list[str]] = {}
    for task in tasks:
        texts.setdefault(task.city, []).append(task.words)
    return np.union1d(common({city: texts[city] for city in sampled(texts)}), listed())


def sampled(cities: Iterable[str]) -> Sequence[str]:
    """The cities from whose tasks set phrases are told: all, or some that are the same when they are sampled again.

    >>> some = sampled(map(str, range(1000)))
    >>> len(some), sampled(some) == some
    (200, True)
    """
    every = list(cities)
    return every[:: max(1, len(every) // _SAMPLE)]


def common(texts: Mapping[str, Iterable[str]], fewest: int | None = None) -> Hashes:
    """Runs that stand in the texts of at least ``fewest`` cities: half of them, and three at the least."""
    least = fewest or max(_FEWEST, (len(texts) + 1) // 2)
    kept = [np.unique(_runs("\n".join(told))) for told in texts.values()]
    found, count = np.unique(np.concatenate(kept), return_counts=True) if kept else (_none(), _none())
    many: Hashes = found[count >= least]
    return many


@cached
def listed() -> Hashes:
    """Runs of the phrases of ``ontology/phrases.ttl``."""
    forms = "\n".join(fold(form) for concept in scheme("phrases").concepts for form in concept.forms)
    points = grams.codes(forms)
    hashes, whole = grams.runs(points, grams.word_flags(points), LENGTH)
    return np.unique(hashes[whole])


def flags(points: Codes, words: Flags, phrases: Hashes) -> Flags:
    """Which characters lie in a set phrase, one of the sorted runs ``phrases``."""
    hashes, whole = grams.runs(points, words, LENGTH)
    at = np.minimum(np.searchsorted(phrases, hashes), max(0, len(phrases) - 1))
    known = phrases[at] == hashes if len(phrases) else np.zeros(len(hashes), dtype=np.bool_)
    return covered(whole & known, len(points), LENGTH)


def covered(begins: Flags, size: int, length: int) -> Flags:
    """Which characters of a text lie in a run that begins at one of the places flagged."""
    inside = np.zeros(size, dtype=np.bool_)
    for step in range(length):
        inside[step : step + len(begins)] |= begins
    return inside


def _runs(text: str) -> Hashes:
    """The runs of a text that touch no name of a theme."""
    points = grams.codes(text)
    hashes, whole = grams.runs(points, grams.word_flags(points), LENGTH)
    named = np.zeros(len(points), dtype=np.bool_)
    for hit in scheme("themes").matcher.find(text):
        named[hit.start : hit.end] = True
    before = np.concatenate([[0], np.cumsum(named)])
    touched = before[LENGTH:] > before[:-LENGTH]
    free: Hashes = hashes[whole & ~touched]
    return free


def _none() -> Hashes:
    return np.zeros(0, dtype=np.uint64)
