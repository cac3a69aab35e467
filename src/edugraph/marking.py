"""Answers to questions against what readers of the plans expect: found, missed, too much, refused, and how sure.

Questions lie in files of one JSON object a line: ``question`` and ``expected``. What is expected are ``rows``, each of
a ``plan``, a ``task`` if need be, and the words and figures that the answer ``says`` of it; ``also`` rows that may be
given besides; plans that have ``none``; a ``count``; ``yes`` or no; the plan that comes ``first``; or a ``refusal``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from edugraph import dates, figures, gold, holdings, query
from edugraph.ask import answer
from edugraph.errors import EduGraphError, InputError, UsageError
from edugraph.table import Table
from edugraph.text import fold, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
    from pathlib import Path

    from edugraph.ask.answered import Answer
    from edugraph.store import Store

    Row = Mapping[str, str]

COLUMNS = ("set", "questions", "right", "unsure", "wrong_unsure", "wrong_sure", "refused", "precision", "recall")
EACH = ("set", "id", "question", "outcome", "precision", "recall", "missed")
OUTCOMES = ("RIGHT", "RIGHT-UNSURE", "WRONG-UNSURE", "WRONG-SURE", "REFUSED", "REFUSED-RIGHT")
"""How a question came out; the last is one that the plans do not answer and that was not answered."""
_KEYS = frozenset({"refusal", "rows", "also", "none", "count", "yes", "first", "doubt"})
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_EVIDENCE = "task-words"
"""What an unsure answer shows to be checked against is no part of what it says."""


class Place(NamedTuple):
    """What an answer holds of a task, or of a plan where ``task`` is empty."""

    plan: str
    task: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question with what is expected of its answer; ``count`` and ``yes`` are None where nothing is.

    Of ``yes`` is judged whether the answer has rows.
    """

    set: str
    id: str
    question: str
    refusal: bool = False
    rows: tuple[Place, ...] = ()
    also: tuple[Place, ...] = ()
    none: frozenset[str] = frozenset()
    count: int | None = None
    yes: bool | None = None
    first: str = ""


@dataclass(frozen=True)
class Mark:
    """How an answer was judged: what it missed, in words, and how many of its tasks, or plans, are wanted."""

    asked: Asked
    outcome: str
    missed: tuple[str, ...] = ()
    wanted: int = 0
    said: int = 0

    @property
    def recall(self) -> float:
        """The share of the expected rows that are in the answer."""
        every = len(self.asked.rows)
        return 1 - sum(one.startswith("row ") for one in self.missed) / every if every else 1.0

    @property
    def precision(self) -> float:
        """The share of the tasks in the answer that are expected or may be given."""
        return self.wanted / self.said if self.said else 1.0


def read(paths: Iterable[Path]) -> list[Asked]:
    """The questions of files, or of the files ``*.jsonl`` of folders.

    Raises InputError for a line that is no question with what is expected, with its place.
    """
    files = [one for path in paths for one in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    found = [_asked(file, number, said) for file in files for number, said in gold.objects(file)]
    if not found:
        raise InputError(f"{', '.join(map(str, paths))}: no questions there: files of one JSON object a line, *.jsonl.")
    return found


def _asked(file: Path, number: int, said: Mapping[str, Any]) -> Asked:
    try:
        expected: Mapping[str, Any] = said["expected"]
        if unknown := expected.keys() - _KEYS:
            raise ValueError(f"expected knows no {', '.join(sorted(unknown))}")
        return Asked(
            file.stem,
            str(said["id"]),
            said["question"],
            refusal=expected.get("refusal", False),
            rows=tuple(map(_place, expected.get("rows", ()))),
            also=tuple(map(_place, expected.get("also", ()))),
            none=frozenset(expected.get("none", ())),
            count=expected.get("count"),
            yes=expected.get("yes"),
            first=expected.get("first", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file}, line {number}: no question with what is expected: {error}") from error


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["plan"], row.get("task", ""), tuple(row.get("says", ())))


class Marker:
    """Puts questions to a graph and judges what it answers."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._plans = {row["city"]: row["plan"] for row in holdings.plans(store)}

    def mark(self, asked: Asked) -> Mark:
        """The question as it came out."""
        try:
            said = _Said(answer(self._store, asked.question), self._plans)
        except UsageError:
            return Mark(asked, "REFUSED-RIGHT" if asked.refusal else "REFUSED")
        except EduGraphError as error:  # what the graph does not hold is told, which answers some questions
            told = asked.refusal or asked.yes is False or (bool(asked.none) and not asked.rows)
            return Mark(asked, "REFUSED-RIGHT" if told else "REFUSED", (str(error),))
        missed = tuple(said.missing(asked))
        places = said.places(tasks=any(one.task for one in (*asked.rows, *asked.also)))
        wanted = {(one.plan, one.task) for one in (*asked.rows, *asked.also)}
        kept = sum(place in wanted or (place[0], "") in wanted for place in places)
        right = not missed and not (asked.refusal and said.sure and said.holds)
        sure, unsure = ("RIGHT", "RIGHT-UNSURE") if right else ("WRONG-SURE", "WRONG-UNSURE")
        return Mark(asked, sure if said.sure else unsure, missed, kept, len(places))


class _Said:
    """What an answer says of each task and of each plan, as content."""

    def __init__(self, said: Answer, plans: Mapping[str, str]) -> None:
        self.sure = said.sure
        self._plans = plans
        self._tables = [one.table for one in _whole(said)]
        self._told = unmarked("|".join(note for one in _whole(said) for note in (*one.notes, *one.doubts)))
        self._rows = [side for table in self._tables for row in table.dicts() for side in _sides(row)]
        self._denies = bool(query.headers()[said.query].none)
        self._chars: dict[tuple[str, str], str] = {}
        for row in self._rows:
            for place in self._of(row):
                self._hear(place, _chars(row))
        for place in (place for one in _whole(said) for place in one.beside):
            self._hear(place, "")  # the notes name it

    @property
    def holds(self) -> bool:
        """Whether it says that the plans hold something: no rows say that they do not, or of what is denied that all do."""
        return bool(self._rows) or self._denies

    def _hear(self, place: tuple[str, str], chars: str) -> None:
        for known in {place, (place[0], "")}:
            self._chars[known] = f"{self._chars.get(known, '')}|{chars}"

    def _of(self, row: Row) -> Iterator[tuple[str, str]]:
        """The tasks that a row is about, or the plans where it names no task."""
        plans = [row["plan"]] if row.get("plan") else [*row.get("plans", "").split(), *self._named(row)]
        for task in f"{row.get('task', '')} {row.get('tasks', '')}".split() or [""]:
            plan, apart, number = task.rpartition(":")
            yield from [(plan, number)] if apart else ((one, number) for one in plans)

    def _named(self, row: Row) -> Iterator[str]:
        cities = "、".join(row.get(name, "") for name in ("city", "cities")).split("、")
        yield from (self._plans[city] for city in cities if city in self._plans)

    def places(self, *, tasks: bool) -> set[tuple[str, str]]:
        """The tasks that the answer is about, or its plans."""
        found = {place for row in self._rows for place in self._of(row)}
        return {place for place in found if place[1]} if tasks else {(plan, "") for plan, _ in found}

    def missing(self, asked: Asked) -> Iterator[str]:
        """What is expected and not there, in words."""
        all_have = self._denies and not self._rows and asked.yes is False  # does any lack it? no
        for row in () if all_have else asked.rows:
            chars = self._chars.get((row.plan, row.task))
            heard = f"{chars}|{self._told}"
            lost = [word for word in row.says if chars is not None and not any(one in heard for one in _forms(word))]
            if chars is None or lost:
                yield f"row {row.plan}:{row.task} {'、'.join(lost)}".rstrip(" :")
        if not asked.rows and (amiss := self._amiss(asked.none)):
            yield f"none {' '.join(sorted(amiss))}"
        if asked.yes and not self._rows and not self._denies:
            yield "yes"
        if asked.count is not None and asked.count not in self._counts():
            yield f"count {asked.count}"
        if asked.first and self._first() != asked.first:
            yield f"first {asked.first}"

    def _amiss(self, none: frozenset[str]) -> Set[str]:
        """The plans that are listed though they have none, or not listed where those that lack it are."""
        listed = {plan for plan, _ in self._chars}
        return (none - listed if self._denies else none & listed) if none and self.sure else set()

    def _counts(self) -> set[Decimal | int]:
        """Numbers in cells, of rows, and of the tasks and plans that the rows name."""
        numbers = {abs(Decimal(cell)) for row in self._rows for cell in row.values() if _NUMBER.fullmatch(cell)}
        sizes = {len(list(self._of(row))) for row in self._rows} | {len(table.rows) for table in self._tables}
        return numbers | sizes | {len(self.places(tasks=tasks)) for tasks in (True, False)}

    def _first(self) -> str:
        """The plan of the first row, or of the larger of two figures that one row sets side by side."""
        first = self._rows[:2] if self._rows and self._rows[0].get("other_value") else self._rows[:1]
        most = max(first, key=lambda row: Decimal(row["value"] or 0) if len(first) > 1 else 0, default=None)
        return next((plan for plan, _ in self._of(most)), "") if most else ""


def _forms(word: str) -> list[str]:
    """What says a word: its content, or where it is a day, the day as columns have it."""
    return [unmarked(one) for one in (word, dates.day(fold(word))) if one]


def _whole(said: Answer) -> Iterator[Answer]:
    """An answer and what it says besides, without the passages to check it against."""
    yield said
    for part in said.parts:
        if part.query != _EVIDENCE:
            yield from _whole(part)


def _sides(row: Row) -> Iterator[Row]:
    """A row, or where it sets two cities or two plans side by side, one of each."""
    if "plan_b" in row:
        for side in ("_a", "_b"):
            yield {**row, **{name.removesuffix(side): cell for name, cell in row.items() if name.endswith(side)}}
        return
    yield row
    if row.get("other"):
        names = {name.removeprefix("other_"): cell for name, cell in row.items() if name.startswith("other_")}
        yield {**row, **names, "city": row["other"]}


def _chars(row: Row) -> str:
    """The content of a row with the figure that its columns make."""
    cells = [*row.values()]
    if set(figures.PARTS) <= row.keys() and row["value"]:
        cells.append(figures.short(row))
    return "|".join(map(unmarked, cells))


def table(marks: Sequence[Mark]) -> Table:
    """The marks by set, and of all sets."""
    sets = list(dict.fromkeys(mark.asked.set for mark in marks))
    groups = [(name, [mark for mark in marks if mark.asked.set == name]) for name in sets]
    return Table(COLUMNS, tuple(_counted(name, some) for name, some in [*groups, ("", list(marks))]))


def _counted(name: str, marks: Sequence[Mark]) -> tuple[str, ...]:
    count = Counter(mark.outcome for mark in marks)
    answered = [mark for mark in marks if not mark.asked.refusal]
    right = count["RIGHT"] + count["RIGHT-UNSURE"] + count["REFUSED-RIGHT"]
    numbers = (right, *(count[one] for one in OUTCOMES[1:5]))
    shares = (sum(getattr(mark, one) for mark in answered) / max(1, len(answered)) for one in ("precision", "recall"))
    return (name, str(len(marks)), *map(str, numbers), *(f"{share:.3f}" for share in shares))


def each(marks: Iterable[Mark]) -> Table:
    """The questions that did not come out right, with what is missed."""
    wrong = (mark for mark in marks if "RIGHT" not in mark.outcome)
    return Table(EACH, tuple(map(_told, wrong)))


def _told(mark: Mark) -> tuple[str, ...]:
    asked, shares = mark.asked, (f"{mark.precision:.2f}", f"{mark.recall:.2f}")
    return (asked.set, asked.id, asked.question, mark.outcome, *shares, "; ".join(mark.missed))
