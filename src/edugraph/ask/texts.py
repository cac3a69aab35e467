"""What the plans say, passage by passage, so that words of a question can be looked up in it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from edugraph import holdings, query
from edugraph.ask.question import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.store import Store

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
    """The passages of all plans of a graph, and the headings above each task."""

    def __init__(self, store: Store) -> None:
        rows = query.run(store, "task-words").dicts()
        self.passages = [Passage(**row, chars=plain(row["text"])) for row in rows]
        self._cities = {row["plan"]: row["city"] for row in holdings.plans(store)}
        self._sections = {(row["plan"], row["task"]): row["section"] for row in query.run(store, "tasks").dicts()}

    @cached_property
    def tasks(self) -> Mapping[tuple[str, str], str]:
        """The content of each task with its heading, passages apart."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in self.passages:
            found[one.place].append(one.chars)
        return {place: "|".join([*parts, plain(self.section(place))]) for place, parts in found.items()}

    @cached_property
    def _of_tasks(self) -> Mapping[tuple[str, str], list[Passage]]:
        found: dict[tuple[str, str], list[Passage]] = defaultdict(list)
        for one in self.passages:
            found[one.place].append(one)
        return found

    @cached_property
    def cities(self) -> Mapping[str, str]:
        """The city of each plan."""
        return self._cities

    def section(self, place: tuple[str, str]) -> str:
        """The heading above a task; empty where there is none."""
        return self._sections.get(place, "")

    def saying(self, word: str, plans: Iterable[str] = ()) -> set[tuple[str, str]]:
        """The tasks that say a word, of some plans or of all."""
        asked = frozenset(plans)
        return {place for place, chars in self.tasks.items() if word in chars and (not asked or place[0] in asked)}

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

    def of(self, place: tuple[str, str], words: Sequence[str] = ()) -> list[Passage]:
        """The passages of a task that hold the most of some words; all of them where none holds any."""
        every = self._of_tasks[place]
        held = [sum(word in one.chars for word in words) for one in every]
        most = max(held, default=0)
        kept = [one for one, count in zip(every, held, strict=True) if count == most and most]
        return kept if any(one.chars != plain(one.title) for one in kept) else every


def plain(text: str) -> str:
    """The content of a text without the marks of what is blanked.

    >>> plain("推进**音乐学院**实验学校。")
    '推进音乐学院实验学校'
    """
    return content(text).replace("*", "")
