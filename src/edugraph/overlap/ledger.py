"""What the tasks of the plans say, theme by theme: who answers for it, and what is promised in numbers.

A theme that one measure of a task names is not put on the offices and figures of the others: offices belong
to it that answer for the whole task or for a measure that names it, and targets whose sentence names it (or
the part of it between semicolons), or whose task does so in its title. Draws on query rows only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph import query
from edugraph.facts import MAIN
from edugraph.text import fold
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from edugraph.store import Store

    Row = Mapping[str, str]
    Place = tuple[str, str]

_PARTS = re.compile(r"[;；]")


def narrower(store: Store) -> dict[str, list[str]]:
    """Each theme with the themes that count under it: itself first, then all narrower ones; broad themes first."""
    rows = query.run(store, "theme-tree").dicts()
    return {theme: [row["narrower"] for row in group] for theme, group in groupby(rows, itemgetter("theme"))}


def above(tree: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Each theme with the themes under which it counts, itself being one.

    >>> above({"德": ["德", "美育"], "美育": ["美育"]})
    {'德': ['德'], '美育': ['德', '美育']}
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for theme, below in tree.items():
        for one in below:
            found[one].append(theme)
    return dict(found)


def theme_rows(store: Store, passing: str = "", **asked: str) -> list[dict[str, str]]:
    """The themes that tasks act on; with ``passing`` also those that they only touch."""
    return query.run(store, "themes", **asked, **({} if passing else {"standing": MAIN})).dicts()


@cached
def named(text: str) -> frozenset[str]:
    """Themes that a text names, by any of their forms.

    >>> sorted(named("推进集团化办学"))
    ['集团化办学']
    """
    return frozenset(hit.concept.label for hit in scheme("themes").matcher.find(fold(text)))


class Ledger:
    """The tasks of all plans of a graph, or of some; each table of facts is asked for when it is first needed.

    ``main`` keeps the themes that tasks act on, without those that they only touch.
    """

    def __init__(self, store: Store, plans: Collection[str] = (), *, main: bool = False) -> None:
        self._store, self._main = store, main
        self._only = [{"plan": plan} for plan in plans] or [{}]

    @cached_property
    def themes(self) -> defaultdict[str, dict[str, set[str]]]:
        """Plan, task, and the themes of the task, in the order of the texts."""
        found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        for plan, task in self._titles:
            found[plan][task] = set()
        for only in self._only:
            for row in theme_rows(self._store, "" if self._main else "yes", **only):
                found[row["plan"]][row["task"]].add(row["theme"])
        return found

    def acting(self, plan: str, above: Mapping[str, Iterable[str]]) -> dict[str, dict[str, set[str]]]:
        """Theme, task, and the themes of the task that count under it; ``above`` is that of the theme list."""
        found: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        for task, themes in self.themes[plan].items():
            for one in themes:
                for theme in above.get(one, ()):
                    found[theme].setdefault(task, set()).add(one)
        return dict(found)

    def answering(self, place: Place, themes: Collection[str]) -> Iterator[Row]:
        """Who answers for the task, or for a measure of it that names one of the themes."""
        for row in self._responsibilities[place]:
            if not row["measure"] or self._naming(place, themes) & {"", row["measure"]}:
                yield row

    def without_theme(self, place: Place) -> Iterator[Row]:
        """Who answers for the task, or for a measure of it, where no theme is named."""
        plan, task = place
        with_theme = list(self.answering(place, self.themes[plan][task])) if self.themes[plan][task] else []
        yield from (row for row in self._responsibilities[place] if row not in with_theme)

    def targets(self, place: Place, themes: Collection[str]) -> Iterator[Row]:
        """What the task promises in numbers on one of the themes."""
        rows = self._targets[place]
        titled = bool(rows) and named(self._titles[place]).intersection(themes)
        for row in rows:
            if titled or self._about(place, row).intersection(themes):
                yield row

    def _naming(self, place: Place, themes: Collection[str]) -> set[str]:
        """The measures of a task that name one of the themes; no measure is the task itself."""
        return {row["measure"] for row in self._passages[place] if named(row["text"]).intersection(themes)}

    def _about(self, place: Place, target: Row) -> frozenset[str]:
        """Themes that the words around a target name: those between semicolons, else the whole sentence."""
        plan, task = place
        sentence = target["sentence"]
        part = next((part for part in _PARTS.split(sentence) if target["quote"] in part), sentence)
        return named(part) & self.themes[plan][task] or named(sentence)

    def _rows(self, name: str) -> list[dict[str, str]]:
        return [row for only in self._only for row in query.run(self._store, name, **only).dicts()]

    def _by_place(self, name: str) -> defaultdict[Place, list[Row]]:
        found: defaultdict[Place, list[Row]] = defaultdict(list)
        for row in self._rows(name):
            found[row["plan"], row["task"]].append(row)
        return found

    @cached_property
    def _titles(self) -> dict[Place, str]:
        return {(row["plan"], row["task"]): row["title"] for row in self._rows("tasks")}

    @cached_property
    def _responsibilities(self) -> defaultdict[Place, list[Row]]:
        return self._by_place("responsibilities")

    @cached_property
    def _targets(self) -> defaultdict[Place, list[Row]]:
        return self._by_place("target-sentences")

    @cached_property
    def _passages(self) -> defaultdict[Place, list[Row]]:
        return self._by_place("passages")
