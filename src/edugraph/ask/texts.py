"""What the plans say, passage by passage, so that words of a question can be looked up in it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from edugraph import holdings, index, query, tables
from edugraph.text import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set
    from pathlib import Path

    from edugraph.store import Store
    from edugraph.table import Table

Place = tuple[str, str]
"""A plan and the number of a task."""

COLUMNS = ("city", "plan", "task", "measure", "title", "text")
_SELDOM, _FEW, _COMMON = 0.12, 3, 0.3


class Passage(NamedTuple):
    """A passage of a task as it stands, and its content."""

    city: str
    plan: str
    task: str
    title: str
    measure: str
    text: str
    chars: str

    @property
    def place(self) -> tuple[str, str]:
        """The plan and the task."""
        return self.plan, self.task

    @property
    def row(self) -> tuple[str, ...]:
        """The passage as a row of a table."""
        return self.city, self.plan, self.task, self.measure, self.title, self.text


class Texts:
    """What the tasks of a graph say, and the headings above them."""

    def __init__(self, store: Store) -> None:
        self.cities: Mapping[str, str] = {row["plan"]: row["city"] for row in holdings.plans(store)}
        self._read: _Read = _Kept(store, store.generation) if store.generation else _Whole(store)
        self._saying: dict[str, frozenset[Place]] = {}

    @cached_property
    def tasks(self) -> Sequence[Place]:
        """The tasks, in the order of plans and texts."""
        return [place for place in self._read.tasks() if place[0] in self.cities]

    def section(self, place: Place) -> str:
        """The heading above a task; empty where there is none."""
        return self._read.headings.get(place, "")

    def saying(self, word: str, plans: Iterable[str] = ()) -> Set[Place]:
        """The tasks that say a word, or stand under a heading that does, of some plans or of all."""
        if word not in self._saying:
            self._saying[word] = frozenset(one for one in self._read.saying(word) if one[0] in self.cities)
        asked = frozenset(plans)
        return {one for one in self._saying[word] if one[0] in asked} if asked else self._saying[word]

    def seldom(self, word: str) -> bool:
        """Whether so few tasks say a word that it tells them from others."""
        return len(self.saying(word)) <= max(_FEW, _SELDOM * len(self.tasks))

    def holds(self, chars: str, name: str) -> bool:
        """Whether some task says a name together with the two characters that stand behind it."""
        longer = chars[chars.find(name) :][: len(name) + 2]
        return name in chars and len(longer) > len(name) + 1 and bool(self.saying(longer))

    def common(self, word: str) -> bool:
        """Whether so many tasks say a word that it tells nothing: 学生."""
        return len(self.saying(word)) > _COMMON * len(self.tasks)

    def of(self, place: Place, words: Sequence[str] = ()) -> list[Passage]:
        """The passages of a task that hold the most of some words; all of them where none holds any."""
        every = self._read.passages(place[0])[place[1]]
        held = [sum(word in one.chars for word in words) for one in every]
        most = max(held, default=0)
        kept = [one for one, count in zip(every, held, strict=True) if count == most and most]
        return kept if any(one.chars != unmarked(one.title) for one in kept) else every


class _Read(Protocol):
    """How the texts of a graph are read: the passages of a plan by task, the heading of each task, where a word is said."""

    @property
    def headings(self) -> Mapping[Place, str]: ...
    def passages(self, plan: str, /) -> Mapping[str, list[Passage]]: ...
    def tasks(self) -> Iterable[Place]: ...
    def saying(self, word: str, /) -> Iterable[Place]: ...


class _Whole:
    """All texts read at once: those of a graph in memory or on a server."""

    def __init__(self, store: Store) -> None:
        self._passages = _by_task(query.run(store, "task-words"))
        self.headings = {(row["plan"], row["task"]): row["section"] for row in query.run(store, "tasks").dicts()}
        self._chars = {
            (plan, task): "|".join([*(one.chars for one in said), unmarked(self.headings.get((plan, task), ""))])
            for plan, by_task in self._passages.items()
            for task, said in by_task.items()
        }

    def passages(self, plan: str) -> Mapping[str, list[Passage]]:
        return self._passages[plan]

    def tasks(self) -> Iterable[Place]:
        return self._chars

    def saying(self, word: str) -> Iterable[Place]:
        return (place for place, chars in self._chars.items() if word in chars)


class _Kept:
    """The texts of a plan read when it is looked at, and words looked up in the index that is kept on disk."""

    def __init__(self, store: Store, generation: Path) -> None:
        self._at = generation
        self.passages = cache(lambda plan: _by_task(query.run(store, "task-words", plan=plan))[plan])

    @cached_property
    def headings(self) -> Mapping[Place, str]:
        with tables.opened(self._at) as file:
            return {(plan, task): heading for plan, task, heading in index.headings(file)}

    def tasks(self) -> Iterable[Place]:
        return self.saying("")

    def saying(self, word: str) -> Iterable[Place]:
        with tables.opened(self._at) as file:
            yield from index.tasks(file, word)


def _by_task(table: Table) -> Mapping[str, dict[str, list[Passage]]]:
    """The passages of each task, by plan."""
    found: dict[str, dict[str, list[Passage]]] = defaultdict(lambda: defaultdict(list))
    for row in table.dicts():
        found[row["plan"]][row["task"]].append(Passage(**row, chars=unmarked(row["text"])))
    return found
