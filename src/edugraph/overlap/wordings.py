"""The phrases that plans share, one by one: set phrases, wording from above, and passages of two cities or more."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from edugraph.overlap import grams, phrases
from edugraph.overlap.profiles import profiles
from edugraph.overlap.sharing import LENGTH, Sharing, texts
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from edugraph.overlap.grams import Flags, Hashes
    from edugraph.overlap.profiles import Profile
    from edugraph.overlap.sharing import Text
    from edugraph.store import Store

_Row = tuple[str, str, list[str], list[str]]  # phrase, kind, cities, places

COLUMNS = ("phrase", "kind", "characters", "cities", "tasks")


def table(store: Store, /, plan: str = "", cities: str = "") -> Table:
    """Each phrase that at least two cities have, those of most cities first, with the tasks where it stands.

    ``kind`` is ``upstream`` or ``common`` for set phrases (see ``phrases``), ``shared`` for other passages of at
    least eight characters. ``plan`` keeps the phrases of one plan, ``cities`` (joined by 、) the cities compared.
    """
    tasks = profiles(store, cities)
    holders = _Holders(tasks)
    rows = [(words, kind, *holders.where(words)) for words, kind in _phrases(tasks).items()]
    kept = [row for row in _whole(rows) if len(row[2]) > 1 and (not plan or _in(plan, row[3]))]
    kept.sort(key=lambda row: (-len(row[2]), -len(row[0]), row[0]))
    return Table(
        COLUMNS,
        tuple((words, kind, str(len(words)), "、".join(who), " ".join(at)) for words, kind, who, at in kept),
    )


class _Holders:
    """Which tasks hold a phrase: those with its rarest run of characters are looked into, no other."""

    def __init__(self, tasks: Sequence[Profile]) -> None:
        self._tasks = tasks
        points = grams.codes("\n".join(task.words for task in tasks))
        hashes, whole = grams.runs(points, grams.word_flags(points), phrases.LENGTH)
        ends = np.cumsum([len(task.words) + 1 for task in tasks])
        places = np.flatnonzero(whole)
        order = np.argsort(hashes[places], kind="stable")
        self._runs = hashes[places][order]
        self._owners = np.searchsorted(ends, places[order], side="right")

    def where(self, words: str) -> tuple[list[str], list[str]]:
        """The cities and the tasks in whose words a phrase of at least six word characters stands."""
        points = grams.codes(words)
        hashes, _ = grams.runs(points, grams.word_flags(points), phrases.LENGTH)
        first, last = (np.searchsorted(self._runs, hashes, side=side) for side in ("left", "right"))
        rarest = int(np.argmin(last - first))
        some = (self._tasks[owner] for owner in np.unique(self._owners[first[rarest] : last[rarest]]))
        holding = [task for task in some if words in task.words]
        return list(dict.fromkeys(task.city for task in holding)), [task.place for task in holding]


def _in(plan: str, places: Sequence[str]) -> bool:
    return any(place.startswith(f"{plan}:") for place in places)


def _whole(rows: Sequence[_Row]) -> Iterator[_Row]:
    """The phrases that are no part of a longer one with the very same places."""
    by_places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for words, _, _, places in rows:
        by_places[tuple(places)].append(words)
    for row in rows:
        if not any(row[0] in other != row[0] for other in by_places[tuple(row[3])]):
            yield row


def _phrases(tasks: Sequence[Profile]) -> dict[str, str]:
    """Phrases with their kind; what is a set phrase is not told again as shared."""
    plans = list(texts(tasks))
    sharing, common = Sharing(plans), phrases.of(tasks)
    found: dict[str, str] = {}
    told: dict[str, list[str]] = defaultdict(list)
    for text in plans:
        told["upstream"] += _regions(text, phrases.flags(text.points, text.words, phrases.listed()))
        told["common"] += _regions(text, phrases.flags(text.points, text.words, common))
        told["shared"] += _passages(text, sharing, common)
    for kind, some in told.items():
        for words in some:
            found.setdefault(words, kind)
    return found


def _regions(text: Text, flags: Flags) -> Iterator[str]:
    """The stretches of a text that are flagged."""
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield text.of(begin, end)


def _passages(text: Text, sharing: Sharing, common: Hashes) -> Iterator[str]:
    """Passages as long as at least one other city has the whole of them; those inside set phrases are left out."""
    quiet = phrases.flags(text.points, text.words, common)
    begin, end, held = 0, -1, frozenset[int]()
    for at, cities in sharing.owned(text):
        if at == end + 1 and len(held & cities) > 1:
            held &= cities
        else:
            if end >= begin and not np.all(quiet[begin : end + LENGTH]):
                yield text.of(begin, end + LENGTH)
            begin, held = at, cities
        end = at
    if end >= begin and not np.all(quiet[begin : end + LENGTH]):
        yield text.of(begin, end + LENGTH)
