"""Gold annotations: a folder of ``PLAN.KIND.jsonl`` in the form of the guidelines, read, written and said by documents.

What a plan says is given as such rows too, so that it can be written down, corrected by a person and scored again.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from edugraph import catalogue
from edugraph.errors import EduGraphError, InputError, nearest
from edugraph.extract import extract
from edugraph.facts import Citation, Fact, Leadership, Responsibility, Result, Target, ThemeMention, json_number, number
from edugraph.making import read_plan
from edugraph.vocabulary import scheme, using

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from edugraph.catalogue import Entry
    from edugraph.structure.plan import Plan

    Row = Mapping[str, Any]

KINDS = ("tasks", "responsibilities", "leaders", "citations", "themes", "targets")
_RULE = "_rule"
_FIELDS: dict[str, tuple[str, ...]] = {
    "tasks": ("task", "title"),
    "responsibilities": ("task", "measure", "role", "organisation"),
    "leaders": ("task", "measure", "name"),
    "citations": ("task", "title"),
    "themes": ("task", "theme"),
    "targets": (
        *("task", "indicator", "value", "value_max", "unit", "comparator", "deadline", "redacted", "clear", "quote"),
    ),
}
"""The fields that facts of a kind are scored by."""
COMPARATORS = ("=", ">=", ">", "<=", "<")
_OF_TARGETS = ("indicator", "value", "value_max", "unit", "comparator", "deadline", "kind", "redacted")


def read(folder: Path) -> dict[tuple[str, str], list[Row]]:
    """The rows of a folder by plan and kind.

    Raises InputError when it holds no gold, a kind that there is not, or a line that is no fact of its kind.
    """
    found: dict[tuple[str, str], list[Row]] = {}
    for path in sorted(folder.glob("*.*.jsonl")):
        plan, _, kind = path.name.removesuffix(".jsonl").rpartition(".")
        if kind not in KINDS:
            raise InputError(f"{path}: no kind of fact is called {kind}.{nearest(kind, KINDS)}")
        found[plan, kind] = _lines(path, kind)
    if not found:
        raise InputError(f"{folder}: no gold there: files are called PLAN.KIND.jsonl.")
    return found


def _lines(path: Path, kind: str) -> list[Row]:
    return [_checked(path, at, kind, row) for at, row in objects(path)]


def objects(path: Path) -> list[tuple[int, Row]]:
    """The objects of a file of JSON Lines, each with the number of its line; raises InputError for what is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    return [(at, _object(path, at, line)) for at, line in enumerate(lines, 1) if line.strip()]


def _object(path: Path, at: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: line {at} is not JSON Lines: {error}") from error
    if not isinstance(row, dict):
        raise InputError(f"{path}: line {at} is no JSON object.")
    return row


def _checked(path: Path, at: int, kind: str, row: Row) -> Row:
    """The row, where it has the fields that it is scored by, each with a value that it can have."""
    for name in _FIELDS[kind]:
        if name not in row:
            raise InputError(f"{path}: line {at}: a fact without the field {name!r}.")
    for name, value in row.items():
        form, fits = _FORMS.get(name, _ANY)
        if not fits(value):
            raise InputError(
                f"{path}: line {at}: {name} is {json.dumps(value, ensure_ascii=False)[:40]}; it is {form}."
            )
    return row


def _is_figure(value: object) -> bool:
    """Whether a value is one that ``json_number`` writes, or none."""
    if value is None or value == "":
        return True
    plain = number(Decimal(repr(value))) if isinstance(value, float) and isfinite(value) else str(value)
    return bool(_NUMBER.fullmatch(plain))


_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_ANY: tuple[str, Callable[[object], bool]] = ("a field", lambda _: True)
_TEXT = ("a text", lambda value: isinstance(value, str))
_OPEN = ("a text, or null", lambda value: value is None or isinstance(value, str))
_FLAG = ("true or false", lambda value: isinstance(value, bool))
_FIGURE = ("a number in digits, 万 and 亿 resolved, or null", _is_figure)
_SIGN = (" ".join(COMPARATORS), lambda value: value in COMPARATORS)
_FORMS: Mapping[str, tuple[str, Callable[[object], bool]]] = {
    **dict.fromkeys(("task", "title", "role", "organisation", "name", "theme", "indicator", "unit", "quote"), _TEXT),
    **dict.fromkeys(("measure", "deadline"), _OPEN),
    **dict.fromkeys(("explicit", "clear", "redacted"), _FLAG),
    **dict.fromkeys(("value", "value_max"), _FIGURE),
    "comparator": _SIGN,
}
"""What the fields of gold hold: in words, and whether a value is so."""


def rows(plan: Plan) -> dict[str, list[Row]]:
    """What the program reads in a plan, by kind; each row has the rule that found it as ``_rule``."""
    found: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    found["tasks"] = [{"task": task.number, "title": plan.title_of(task)} for task in plan.tasks]
    with using(plan.words):
        for fact in extract(plan):
            kind, values = _row(plan, fact)
            if kind:
                found[kind].append({"task": fact.task, **values, _RULE: fact.rule})
    return found


def _row(plan: Plan, fact: Fact) -> tuple[str, Row]:
    """The kind and the fields of a fact, but for its task; nothing of a result, for which there is no gold."""
    match fact:
        case Responsibility():
            return "responsibilities", {
                "measure": fact.measure,
                "role": fact.role,
                "organisation": fact.organisation,
            }
        case Leadership():
            return "leaders", {"measure": fact.measure, "name": fact.person}
        case Citation():
            return "citations", {"title": fact.title}
        case ThemeMention():
            return "themes", {"theme": scheme("themes").by_notation[fact.theme].label, "explicit": True}
        case Target() if not isinstance(fact, Result):
            values = {name: _plain(getattr(fact, name)) for name in _OF_TARGETS}
            return "targets", {"measure": fact.measure, **values, "clear": True, "quote": plan.quote(fact.span)}
    return "", {}


def _plain(value: object) -> object:
    return json_number(value) if isinstance(value, Decimal) else value


def write(folder: Path, key: str, found: Mapping[str, Iterable[Row]]) -> None:
    """Write the rows of a plan as files that a person can correct, one for each kind, empty where there is nothing.

    Raises InputError when one of them is there already, which may hold a person's work, or cannot be written.
    """
    files = {folder / f"{key}.{kind}.jsonl": some for kind, some in found.items()}
    if there := next((path for path in files if path.exists()), None):
        raise InputError(f"{there} is there already and is left as it is; name another folder, or delete it.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, some in files.items():
            path.write_text("".join(map(_line, some)), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {error.strerror}.") from error


def _line(row: Row) -> str:
    shown = {name: value for name, value in row.items() if name != _RULE}
    return json.dumps(shown, ensure_ascii=False) + "\n"


class Documents:
    """What documents say of the plans that a gold annotates: those whose file is named by a plan, or so by plans.toml.

    ``faults`` are the messages about plans whose document is not there or cannot be read: they say nothing.
    """

    def __init__(self, folder: Path, plans: Iterable[str], vocabulary: Path | None = None) -> None:
        """Read the documents; raises InputError when there is none of any plan, or two of one."""
        self.faults: list[str] = []
        entries = _entries(folder, vocabulary)
        wanted = list(dict.fromkeys(plans))
        if not any(plan in entries for plan in wanted):
            raise InputError(f"{folder}: no document there is named by a plan of the gold: {', '.join(wanted)}.")
        self._rows = {plan: self._read(folder, plan, entries.get(plan)) for plan in wanted}

    def __call__(self, plan: str, kind: str) -> list[Row]:
        """The rows of a plan and kind."""
        return self._rows[plan].get(kind, [])

    def _read(self, folder: Path, plan: str, entry: Entry | None) -> dict[str, list[Row]]:
        if entry is None:
            self.faults.append(
                f"{folder}: no document of {plan} there: name the file {plan} with the ending that it has."
            )
            return {}
        try:
            return rows(read_plan(replace(entry, key=plan))[0])
        except EduGraphError as error:
            self.faults.append(str(error))
            return {}


def _entries(folder: Path, vocabulary: Path | None) -> dict[str, Entry]:
    """The documents of a folder by the id that plans.toml gives them, else by the stem of their file."""
    found: dict[str, Entry] = {}
    for entry in catalogue.entries([folder], vocabulary):
        key = entry.key if entry.listed else entry.path.stem
        other = found.setdefault(key, entry)
        if other is not entry:
            raise InputError(f"{other.path} and {entry.path} are both named {key}; leave one of them out.")
    return found
