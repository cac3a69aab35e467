"""What peers have and one city's plan lacks: themes, indicators, tasks, ready to take into a draft."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from edugraph import figures, query
from edugraph.comparison.peers import nearest
from edugraph.comparison.sides import NEAREST, Side, others, side
from edugraph.comparison.silence import NOT_MENTIONED, OTHER_WORDS, WITHOUT_TASK, Listener, Silence
from edugraph.errors import UsageError
from edugraph.overlap import likeness, targets, themes
from edugraph.overlap.ledger import Ledger, narrower
from edugraph.overlap.nearest import close
from edugraph.overlap.reasons import FAINT
from edugraph.overlap.selection import by_plan
from edugraph.parameters import SEPARATOR, split
from edugraph.table import Table
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from scipy.sparse import csr_matrix

    from edugraph.overlap.vectors import Head
    from edugraph.store import Store

    Row = Mapping[str, str]
    Place = tuple[str, str]

COLUMNS = ("kind", "item", "silence", "peers", "cities", "figures", "offices", "documents", "tasks", "mention")
_LEAST = 2


class _Gap(NamedTuple):
    """Something that peers have: what, how the city is silent, and the tasks of the peers."""

    kind: str
    item: str
    silence: Silence
    places: list[Place]
    figures: list[str]


def table(store: Store, /, city: str = "", cities: str = "", kind: str = "", passing: str = "", **most: str) -> Table:
    """What at least ``least`` other cities have (two, or one where there is one peer, unless said otherwise) and the plan of ``city`` lacks.

    ``kind`` is theme (that tasks act on, narrower ones counted in; with ``passing`` also that they touch), indicator (with a figure) or task (peers' tasks near each other
    and to none of the city's). ``silence`` says how: see ``silence``. ``figures``, ``offices`` (lead ones, or
    those responsible) and ``documents`` are the peers', from the ``tasks`` named; figures of an indicator that do
    not go together say of which group they are. ``cities`` (joined by 、) keeps some
    peers; of more than ``nearest`` (NEAREST unless said otherwise) the nearest are kept, as ``peers`` has them. Raises
    MissingError for a city that the graph does not hold, UsageError for a wrong ``least``, ``nearest`` or ``kind``.
    """
    own = side(store, city)
    every = others(store, own, split(cities))
    peers = every if cities else nearest(store, own, every, _number(most, "nearest", NEAREST))
    book = _Book(store, own, peers, _number(most, "least", min(_LEAST, len(peers))))
    finders: dict[str, Callable[[], Iterator[_Gap]]] = {
        "theme": partial(book.themes, passing),
        "indicator": book.indicators,
        "task": book.tasks,
    }
    if kind and kind not in finders:
        raise UsageError(f"kind={kind}: it is one of {', '.join(finders)}.")
    found = [gap for name, find in finders.items() if kind in ("", name) for gap in find()]
    return Table(COLUMNS, tuple(map(book.row, found)))


def _number(most: Row, name: str, otherwise: int) -> int:
    said = most.get(name, "")
    if said and (not said.isdecimal() or int(said) < 1):
        raise UsageError(f"{name}={said}: not a number of cities.")
    return int(said or otherwise)


class _Book:
    """What the city and its peers say."""

    def __init__(self, store: Store, own: Side, peers: Sequence[Side], least: int) -> None:
        self._city = {peer.plan: peer.city for peer in peers}
        self._store = store = store.of({own.plan, *self._city}, every=store.every)
        self._own, self._least = own, least
        self._listener = Listener(store, own.plan)
        self._offices = self._by_place("responsibilities", "role", "organisation")
        self._documents = self._by_place("citations", "title")
        self._targets = self._by_place("targets", "indicator", "deadline", *figures.PARTS)

    def _by_place(self, name: str, *columns: str) -> Mapping[Place, list[Row]]:
        found: dict[Place, list[Row]] = defaultdict(list)
        for plan, task, *cells in query.run(self._store, name).only("plan", "task", *columns).rows:
            found[plan, task].append(dict(zip(columns, cells, strict=True)))
        return found

    def _many(self, plans: Iterable[str]) -> bool:
        """Whether enough peers stand behind something."""
        return len({self._city[plan] for plan in plans if plan in self._city}) >= self._least

    def themes(self, passing: str) -> Iterator[_Gap]:
        """Themes that peers act on and the city does not, those of most peers first."""
        tree, labels = narrower(self._store), {one.label: one for one in scheme("themes").concepts}
        ledger = Ledger(self._store, main=not passing)
        lacking = [
            (theme, {plan: tasks for plan, tasks in held.items() if plan in self._city})
            for theme, held in themes.acting(ledger, tree, by_plan(self._store)).items()
            if self._own.plan not in held and self._many(held)
        ]
        for theme, held in sorted(lacking, key=lambda pair: -len(pair[1])):
            places = [(plan, task) for plan, tasks in held.items() for task in tasks]
            promised = {plan: themes.promised(ledger, plan, tasks) for plan, tasks in held.items()}
            told = [f"{self._city[plan]} {themes.figures(rows)}" for plan, rows in promised.items() if rows]
            yield _Gap("theme", theme, self._listener.theme([labels[one] for one in tree[theme]]), places, told)

    def indicators(self) -> Iterator[_Gap]:
        """Indicators that peers set a figure for and the city does not, those of most peers first."""
        held: dict[str, list[Row]] = defaultdict(list)
        for row in query.run(self._store, "indicator-targets").dicts():
            if row["redacted"] == "false":
                held[row["concept"]].append(row)
        lacking = [
            (notation, [row for row in rows if row["plan"] in self._city])
            for notation, rows in held.items()
            if self._own.plan not in {row["plan"] for row in rows} and self._many(row["plan"] for row in rows)
        ]
        for notation, rows in sorted(lacking, key=lambda pair: -len({row["plan"] for row in pair[1]})):
            concept = scheme("indicators").by_notation[notation]
            told = list(_told(rows))
            places = [(row["plan"], row["task"]) for row in rows]
            yield _Gap("indicator", concept.label, self._listener.indicator(concept), places, told)

    def tasks(self) -> Iterator[_Gap]:
        """Groups of peers' tasks that are near each other and to no task of the city."""
        found = likeness.of(self._store)
        alien = np.flatnonzero([head.plan in self._city for head in found.heads])
        scores = (found.matrix[alien] @ found.matrix[found.of(self._own.plan)].T).toarray()
        alien = alien[scores.max(axis=1, initial=0) < FAINT]
        near = close(found.matrix[alien], FAINT)
        for rows in _groups([self._city[found.heads[at].plan] for at in alien], near, self._least):
            group = [found.heads[alien[row]] for row in rows]
            places = [head.place for head in group]
            told = [f"{self._city[place[0]]} {_figure(row)}" for place in places for row in self._targets[place]]
            yield _Gap("task", group[0].title, self._silence(group), places, told)

    def _silence(self, group: Sequence[Head]) -> Silence:
        """Whether the tasks of the city name what each task of a group is most about, and where."""
        heaviest = {head.theme for head in group} - {""}
        heard = self._listener.theme([scheme("themes").by_notation[notation] for notation in sorted(heaviest)])
        return heard if heard.kind in (NOT_MENTIONED, OTHER_WORDS) else heard._replace(kind=WITHOUT_TASK)

    def row(self, gap: _Gap) -> tuple[str, ...]:
        """A gap with the lead offices and the cited documents of the peers' tasks."""
        places = list(dict.fromkeys(gap.places))
        cities = list(dict.fromkeys(self._city[plan] for plan, _ in places))
        offices = (f"{self._city[place[0]]} {name}" for place in places for name in self._leading(place))
        titles = (f"《{row['title']}》" for place in places for row in self._documents[place])
        return (
            *(gap.kind, gap.item, gap.silence.kind, str(len(cities)), SEPARATOR.join(cities)),
            *("；".join(dict.fromkeys(texts)) for texts in (gap.figures, offices, titles)),
            " ".join(f"{plan}:{task}" for plan, task in places),
            gap.silence.mention,
        )

    def _leading(self, place: Place) -> list[str]:
        """The offices that lead a task, or where none does, those responsible for it."""
        rows = self._offices[place]
        roles = [row["role"] for row in rows]
        wanted = "lead" if "lead" in roles else "responsible"
        return [row["organisation"] for row in rows if row["role"] == wanted]


def _told(rows: Sequence[Row]) -> Iterator[str]:
    """The figures of an indicator by city; where they are of several groups, each with its own."""
    judged = targets.judged(rows)
    several = len({row["group"] for row in judged}) > 1
    for row in judged:
        yield f"{row['city']} {_value(row)}" + (f" ({row['group']})" if several else "")


def _figure(row: Row) -> str:
    return f"{row['indicator']} {_value(row)}"


def _value(row: Row) -> str:
    return f"{figures.short(row)} {row['deadline']}".rstrip()


def _groups(cities: Sequence[str], near: csr_matrix, least: int) -> Iterator[list[int]]:
    """Tasks of at least so many cities around one that is near to all of them; each task once, large groups first.

    Tasks by their numbers, with the city of each and which are near which.
    """
    left = set(range(len(cities)))

    def around(at: int) -> list[int]:
        some = sorted(near.indices[near.indptr[at] : near.indptr[at + 1]].tolist())
        return [at, *(other for other in some if other in left and cities[other] != cities[at])]

    def key(at: int) -> tuple[int, int, int]:
        group = around(at)
        return -len({cities[other] for other in group}), -len(group), at

    waiting = [key(at) for at in left]
    heapify(waiting)
    while waiting:
        *_, best = first = heappop(waiting)
        if best not in left:
            continue
        if (now := key(best)) != first:  # a group only ever loses tasks: the first that has lost none is the largest
            heappush(waiting, now)
            continue
        if -now[0] < least:
            return
        group = around(best)
        yield group
        left.difference_update(group)
