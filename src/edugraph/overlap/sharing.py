"""Which runs of characters the plans of several cities share."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from edugraph.overlap import grams, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from edugraph.overlap.grams import Codes, Flags, Hashes
    from edugraph.overlap.profiles import Profile

    Places = NDArray[np.int64]

LENGTH = 8
"""Characters in a row that two cities hardly write by chance."""


@dataclass(frozen=True, eq=False)
class Text:
    """The words of one plan: characters as numbers, and which of them are word characters."""

    plan: str
    city: str
    points: Codes
    words: Flags = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", grams.word_flags(self.points))

    def of(self, begin: int, end: int) -> str:
        """The characters between two places."""
        return self.points[begin:end].tobytes().decode("utf-32-le")

    def runs(self) -> tuple[Hashes, Flags]:
        """The runs of eight characters, by the place where they begin."""
        return grams.runs(self.points, self.words, LENGTH)


def texts(tasks: Sequence[Profile]) -> Iterator[Text]:
    """The words of each plan, in the order of the plans."""
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for task in tasks:
        words[task.plan, task.city].append(task.words)
    for (plan, city), told in words.items():
        yield Text(plan, city, grams.codes("\n".join(told)))


class Sharing:
    """Which cities have each run of eight characters: runs in order, each with the numbers of its cities."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.cities = list(dict.fromkeys(text.city for text in texts))
        numbers = {city: at for at, city in enumerate(self.cities)}
        pairs: list[tuple[Hashes, Places]] = [(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64))]
        for text in texts:
            hashes, whole = text.runs()
            own = np.unique(hashes[whole])
            pairs.append((own, np.full(len(own), numbers[text.city], dtype=np.int64)))
        runs, owners = (np.concatenate(column) for column in zip(*pairs, strict=True))
        order = np.lexsort((owners, runs))
        runs, owners = runs[order], owners[order]
        keep = np.ones(len(runs), dtype=np.bool_)
        keep[1:] = (np.diff(runs) > 0) | (np.diff(owners) != 0)  # a city with several plans counts once
        self.runs, self.owners = runs[keep], owners[keep]
        self._known: dict[int, frozenset[int]] = {}

    def owned(self, text: Text) -> Iterator[tuple[int, frozenset[int]]]:
        """Each place of a text where a run begins that another city has too, with the numbers of its cities."""
        places, first, last = self._shared(text)
        for at, begin, end in zip(places.tolist(), first.tolist(), last.tolist(), strict=True):
            yield at, self._cities_of(begin, end)

    def others(self, text: Text) -> tuple[Flags, Counter[str]]:
        """Which characters of a text stand in another city's plan too, and how many runs each city shares."""
        places, first, last = self._shared(text)
        begins = np.zeros(max(0, len(text.points) - LENGTH + 1), dtype=np.bool_)
        begins[places] = True
        many = np.bincount(self.owners[_ranges(first, last)], minlength=len(self.cities)).tolist()
        count = Counter({city: runs for city, runs in zip(self.cities, many, strict=True) if runs})
        del count[text.city]
        return phrases.covered(begins, len(text.points), LENGTH), count

    def _shared(self, text: Text) -> tuple[Places, Places, Places]:
        """The places of the runs that several cities have, and from where to where each stands in ``runs``."""
        hashes, whole = text.runs()
        first, last = (np.searchsorted(self.runs, hashes, side=side) for side in ("left", "right"))
        places = np.flatnonzero(whole & (last - first > 1))
        return places, first[places], last[places]

    def _cities_of(self, begin: int, end: int) -> frozenset[int]:
        """The cities of one run; made once, since each of them will ask."""
        known = self._known.get(begin)
        if known is None:
            known = self._known[begin] = frozenset(self.owners[begin:end].tolist())
        return known


def _ranges(first: Places, last: Places) -> Places:
    """The numbers from each first up to its last, which is left out, one range behind the other.

    >>> _ranges(np.array([3, 10]), np.array([5, 13])).tolist()
    [3, 4, 10, 11, 12]
    """
    sizes = last - first
    before = np.cumsum(sizes) - sizes
    found: Places = np.repeat(first - before, sizes) + np.arange(int(sizes.sum()))
    return found
