"""What says a name in other words: 专项引进…毕业生 for 教师引进, 学科教研基地 for 学科基地.

A Chinese name of four characters and more is made of words of two. Where its first and its last pair of characters
stand near each other, with half of its pairs there, a text mostly speaks of the matter without saying the name; a
single pair stands in too much. Measured on gaps judged by hand: see tests/quality/silence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from edugraph.text import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HALF = 0.5
"""The least share of the pairs of a name that says it in other words."""

_LEAST = 3  # pairs of a name: those of a shorter one overlap
_GAP = 12  # characters that may stand between the words of a name, besides its own
_PAIR = re.compile(r"(?=([一-鿿]{2}))")


def best(names: Iterable[str], sentences: Iterable[str]) -> tuple[float, int]:
    """How much the sentence says that says most of one of some names, and its number; 0 where none does.

    That is the share of the pairs of characters of a name that a sentence has near each other, the first and the last
    among them. A sentence that holds the very name does not say it in other words: there it is heard, or stands inside
    another name.

    >>> best(["学科基地"], ["无关的话", "创建36个重点学科教研基地"]), best(["教师引进"], ["加大教师引育力度,专项引进毕业生"])
    ((0.6666666666666666, 1), (1.0, 0))
    >>> best(["健康学校"], ["体育与健康学科"]), best(["健康教育"], ["心理健康教育"])
    ((0.0, 0), (0.0, 0))
    """
    wanted = [name for name in map(_name, names) if len(name.pairs) >= _LEAST]
    shares = (max((_share(name, text) for name in wanted), default=0.0) for text in sentences)
    share, at = max(((share, -at) for at, share in enumerate(shares)), default=(0.0, 0))
    return share, -at


class _Name:
    """A name with its pairs of characters, in order."""

    def __init__(self, name: str) -> None:
        self.text = fold(squeeze(name.replace("…", "")))
        self.pairs: Sequence[str] = _PAIR.findall(self.text)


_name = lru_cache(maxsize=8192)(_Name)


def _share(name: _Name, text: str) -> float:
    places = _places(text)
    if name.pairs[0] not in places or name.pairs[-1] not in places:
        return 0.0
    if name.text in fold(squeeze(text)):
        return 0.0
    kinds, reach = set(name.pairs), len(name.text) + _GAP
    ends = ((one, other) for one in places[name.pairs[0]] for other in places[name.pairs[-1]])
    spans = [(min(pair), max(pair)) for pair in ends if abs(pair[0] - pair[1]) <= reach]
    found = (sum(any(low <= at <= high for at in places.get(pair, ())) for pair in kinds) for low, high in spans)
    return max(found, default=0) / len(kinds)


@lru_cache(maxsize=8192)
def _places(text: str) -> Mapping[str, Sequence[int]]:
    """Where each pair of Chinese characters begins in a text."""
    found: dict[str, list[int]] = defaultdict(list)
    for match in _PAIR.finditer(fold(squeeze(text))):
        found[match[1]].append(match.start())
    return dict(found)
