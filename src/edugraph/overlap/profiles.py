"""What a task can be compared by: its words, themes, shared indicators, office functions and cited documents."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from edugraph import holdings, query
from edugraph.errors import InputError
from edugraph.overlap.selection import chosen
from edugraph.text import fold
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]

TRAITS = ("theme", "indicator", "office", "document")
"""The kinds of traits besides words."""

_TITLED = 3.0  # a theme that the title names weighs as much as three in the text
_BROADER = 0.3  # tasks on narrower themes of one theme have a little in common
_PLANS = 100  # whose tasks are read at a time
_BLANK = re.compile(r"\s+")


class Stretch(NamedTuple):
    """A stretch of a task's text: its measure or nothing, its place in the plan, its raw characters."""

    measure: str
    start: int
    text: str


class Trait(NamedTuple):
    """Something that tasks may share: its kind, its notation or title, its Chinese label."""

    kind: str
    value: str
    label: str


@dataclass(frozen=True, eq=False)
class Profile:
    """One task as it is compared with others.

    ``traits`` maps each trait to its weight in the task; ``said`` are those that the task itself has, without the
    broader themes that narrower ones bring along.
    """

    plan: str
    city: str
    year: str
    task: str
    title: str
    stretches: tuple[Stretch, ...]
    traits: Mapping[Trait, float] = field(default_factory=dict)
    said: frozenset[Trait] = frozenset()

    @property
    def place(self) -> str:
        """The task as overlaps name it: ``handan-2023:16``."""
        return f"{self.plan}:{self.task}"

    @cached_property
    def words(self) -> str:
        """Its folded text without blanks, a line a stretch."""
        return "\n".join(_BLANK.sub("", fold(stretch.text)) for stretch in self.stretches)

    @cached_property
    def offsets(self) -> list[int]:
        """Offset in the raw text of the plan of each character of ``words``."""
        found: list[int] = []
        for stretch in self.stretches:
            found += [stretch.start + at for at, char in enumerate(stretch.text) if not char.isspace()]
            found.append(stretch.start + len(stretch.text))  # the line end
        return found

    def quote(self, start: int, end: int) -> str:
        """The raw characters between two offsets that lie in one of its stretches."""
        stretch = next(one for one in self.stretches if one.start <= start <= end <= one.start + len(one.text))
        return stretch.text[start - stretch.start : end - stretch.start]

    def of(self, kind: str) -> dict[Trait, float]:
        """Its traits of one kind."""
        return {trait: weight for trait, weight in self.traits.items() if trait.kind == kind}


def profiles(store: Store, cities: str = "") -> list[Profile]:
    """All tasks of the graph, or those of some cities, in the order of plans and texts.

    ``cities`` are names joined by 、; raises MissingError for one that the graph does not hold, InputError for a
    graph that lacks the words of tasks, as an older version built it.
    """
    wanted = chosen(store, cities)
    return _profiles(store, {row["plan"]: row for row in holdings.plans(store) if row["city"] in wanted})


def reader(store: Store) -> Callable[[str], list[Profile]]:
    """What reads the tasks of one plan after the other, by its id; it raises InputError as ``profiles`` does."""
    plans = {row["plan"]: row for row in holdings.plans(store)}
    return lambda plan: _profiles(store, {plan: plans[plan]}, plan=plan)


def parts(store: Store) -> Iterator[list[Profile]]:
    """The same as ``profiles`` of all cities, some plans at a time."""
    plans = {row["plan"]: row for row in holdings.plans(store)}
    for at in range(0, len(plans), _PLANS):
        some = dict(islice(plans.items(), at, at + _PLANS))
        yield _profiles(store.of(some), some)


def _profiles(store: Store, plans: Mapping[str, Row], **only: str) -> list[Profile]:
    """The tasks of some plans; ``only`` is what no more than these is asked with."""
    stretches = _stretches(query.run(store, "passages", **only).dicts())
    traits = _traits(query.run(store, "task-traits", **only).dicts())
    tasks = [row for row in query.run(store, "tasks", **only).dicts() if row["plan"] in plans]
    old = next((row["plan"] for row in tasks if (row["plan"], row["task"]) not in stretches), None)
    if old:
        raise InputError(
            f"{old}: an older EduGraph built this graph, without the words of tasks. Run edugraph build again."
        )
    return [
        Profile(
            plan=row["plan"],
            city=plans[row["plan"]]["city"],
            year=plans[row["plan"]]["year"],
            task=row["task"],
            title=row["title"],
            stretches=tuple(stretches[row["plan"], row["task"]]),
            traits=weighed(traits[row["plan"], row["task"]]),
            said=frozenset(trait for trait, _, _ in traits[row["plan"], row["task"]]),
        )
        for row in tasks
    ]


def _stretches(rows: Sequence[Row]) -> Mapping[tuple[str, str], list[Stretch]]:
    found: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for row in rows:
        found[row["plan"], row["task"]].append(Stretch(row["measure"], int(row["start"]), row["text"]))
    return found


def _traits(rows: Sequence[Row]) -> Mapping[tuple[str, str], list[tuple[Trait, int, bool]]]:
    found: dict[tuple[str, str], list[tuple[Trait, int, bool]]] = defaultdict(list)
    for row in rows:
        trait = Trait(row["trait"], row["value"], row["label"])
        found[row["plan"], row["task"]].append((trait, int(row["times"] or 1), row["titled"] == "true"))
    return found


def weighed(said: Iterable[tuple[Trait, int, bool]]) -> dict[Trait, float]:
    """Traits with their weights, from how often each is named and whether the title names it.

    A theme brings its broader theme along, faintly.
    """
    weights: dict[Trait, float] = {}
    for trait, times, titled in said:
        weight = (1 + math.log(times)) * (_TITLED if titled else 1)
        weights[trait] = weights.get(trait, 0) + weight
        above = _above(trait.value) if trait.kind == "theme" else None
        if above:
            weights[above] = weights.get(above, 0) + _BROADER * weight
    return weights


def _above(notation: str) -> Trait | None:
    """The broader theme of a theme, as a trait."""
    theme = scheme("themes").by_notation.get(notation)
    broader = scheme("themes").above(theme)[:1] if theme else []
    return next((Trait("theme", one.notation, one.label) for one in broader), None)
