"""Answers on a theme and those below it, put together from the rows kept of each plan, as ``folds`` does.

Each begins with the places where tasks name the theme (``theme-sentences``): what is told of such a task is on the
theme where it stands with them.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from edugraph.tables import Asked, Read

    Row = tuple[str, ...]
    Cells = Mapping[str, str]

LEADER = "leader"
"""The role of a person, which no office has."""


def tasks(read: Read, asked: Asked) -> Iterator[Row]:
    """``tasks-of-theme``."""
    for plan in _plans(read, asked):
        for one in sorted(plan.mentions, key=lambda one: (int(one["_order"]), int(one["_start"]), one["_notation"])):
            yield _cells(one, "city", "plan", "task", "title", "theme", "words", "quote")


def cities(read: Read, asked: Asked) -> Iterator[Row]:
    """``cities-of-theme``."""
    excepted = asked.get("except", "").split("、")
    found = []
    for plan in _plans(read, asked):
        said = sorted(plan.mentions, key=lambda one: (int(one["_order"]), int(one["_start"])))
        numbers, words = (list(dict.fromkeys(one[column] for one in said)) for column in ("task", "words"))
        if said[0]["city"] not in excepted:
            cells = str(len(numbers)), " ".join(numbers), "、".join(words)
            found.append((asked["theme"], *_cells(said[0], "city", "plan"), *cells))
    yield from sorted(found, key=lambda row: -int(row[3]))


def who_answers(read: Read, asked: Asked) -> Iterator[Row]:
    """``who-answers``."""
    for one, answer in _answers(read, asked):
        yield (
            *_cells(one, "city", "plan", "task"),
            *(answer["measure"], one["title"], answer["role"], answer["who"], one["theme"], one["quote"]),
        )


def offices(read: Read, asked: Asked) -> Iterator[Row]:
    """``office-in-theme``."""
    has = {(row["plan"], row["organisation"]) for row in read("offices", _some(asked, "function", "plan")).dicts()}
    for one, answer in _answers(read, asked):
        who = answer["who"]
        if answer["role"] != LEADER and asked.get("organisation", who) == who and (one["plan"], who) in has:
            said = who, answer["role"], one["task"], answer["measure"]
            yield *_cells(one, "city", "plan"), *said, *_cells(one, "title", "theme", "quote")


def documents(read: Read, asked: Asked) -> Iterator[Row]:
    """``documents-of-theme``."""
    for plan in _plans(read, asked):
        for cited in plan.rows("cited-documents"):
            for one in plan.at(cited["task"]):
                beside = int(one["_from"]) <= int(cited["_place"]) < int(one["_to"])
                if beside or one["words"] in one["title"]:
                    yield cited["title"], *_cells(one, "city", "plan", "task", "title")


def targets(read: Read, asked: Asked) -> Iterator[Row]:
    """``targets-of-theme``."""
    columns = ("task", "measure", "indicator", "value", "value_max", "unit", "comparator", "deadline", "redacted")
    for plan in _plans(read, asked):
        clause = {row["_fact"]: row["_clause"] for row in plan.rows("target-sentences")}
        for target in plan.rows("targets"):
            for one in plan.at(target["task"]):
                if one["_titled"] == "true" or one["words"] in clause[target["_fact"]]:
                    yield *_cells(one, "city", "plan"), *_cells(target, *columns, "quote", "_fact")


class _Plan:
    """A plan with the places where its tasks name a theme."""

    def __init__(self, read: Read, key: str, mentions: Sequence[Cells]) -> None:
        self._read, self._key, self.mentions = read, key, mentions
        self._at: Mapping[str, list[Cells]] = defaultdict(list)
        for one in mentions:
            self._at[one["task"]].append(one)

    def at(self, task: str) -> Sequence[Cells]:
        """The places in one task."""
        return self._at.get(task, ())

    def rows(self, name: str) -> Sequence[Cells]:
        """Kept rows of the plan."""
        return self._read(name, {"plan": self._key}).dicts()


def _plans(read: Read, asked: Asked) -> Iterator[_Plan]:
    """The plans whose tasks name the theme or one below it, in their order."""
    found = [
        row
        for concept in scheme("themes").concepts
        if asked["theme"] in (one.label for one in (concept, *scheme("themes").above(concept)))
        for row in read("theme-sentences", {"theme": concept.label, **_some(asked, "plan")}).dicts()
    ]
    for key, rows in groupby(sorted(found, key=itemgetter("plan")), itemgetter("plan")):
        yield _Plan(read, key, list(rows))


def _answers(read: Read, asked: Asked) -> Iterator[tuple[Cells, Cells]]:
    """Who answers for each task that names the theme: of its measures, for those that do, or where it names it outside."""
    for plan in _plans(read, asked):
        answers: Mapping[str, list[Cells]] = defaultdict(list)
        for row in plan.rows("who-answers-task"):
            if asked.get("role", row["role"]) == row["role"]:
                answers[row["task"]].append(row)
        texts = {(row["task"], row["measure"]): row["text"] for row in plan.rows("measures")}
        for one in sorted(plan.mentions, key=lambda one: (int(one["_order"]), one["_notation"])):
            for answer in answers.get(one["task"], ()):
                apart = answer["measure"] and one["measure"] and answer["measure"] != one["measure"]
                if not apart or one["words"] in texts.get((one["task"], answer["measure"]), ""):
                    yield one, answer


def _some(asked: Asked, *names: str) -> Asked:
    return {name: asked[name] for name in names if name in asked}


def _cells(row: Cells, *columns: str) -> Row:
    return tuple(row[column] for column in columns)
