"""One correction as it stands in ``corrections.toml``: read with its line, checked, and written to the end of the file.

TOML, as ``plans.toml`` beside it: a person can write it, with comments, and a table more at the end changes nothing
that stands above it, so no build and no command ever rewrites the file.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NoReturn

from edugraph import catalogue
from edugraph.corrections import fields
from edugraph.errors import InputError, UsageError, nearest
from edugraph.facts import KINDS
from edugraph.vocabulary import PACKAGED, Vocabulary, cached, using

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from edugraph.catalogue import Entry

    Pairs = tuple[tuple[str, str], ...]

NAME = catalogue.CORRECTIONS
ACTIONS = ("confirm", "change", "drop", "add")
_TEXTS = ("plan", "task", "title", "kind", "quote", "action", "who", "when", "why", "file")
_TABLES = ("was", "set")
_NEEDED = ("plan", "kind", "quote", "action", "who", "when", "why")
_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*correction[ \t]*\]\]", re.MULTILINE)
_AT = re.compile(r" \(at line (\d+), column \d+\)$")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_NO_TOML = (
    'no TOML. A text stands in straight quotation marks ("…"), a field is NAME = VALUE on a line of its own. '
    "Mend the line, or delete the entry."
)
_CONTROL = "\x7f"  # what JSON leaves as it is and TOML forbids


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a person says of a fact, known by plan, task and the words that say it.

    ``title`` is the task's title, by which it is found when numbers move; ``file`` the digest of the file that was
    looked at, by which the plan is found when it is renamed. ``was`` are fields that tell one fact from others of the
    same words, ``set`` those that are to be otherwise.
    """

    plan: str
    kind: str
    quote: str
    action: str
    who: str
    when: str
    why: str
    task: str = ""
    title: str = ""
    file: str = ""
    was: Pairs = ()
    set: Pairs = ()
    place: str = field(default="", compare=False, repr=False)


def read(folder: Path, words: Vocabulary = PACKAGED) -> tuple[Correction, ...]:
    """The corrections that lie in a folder beside the plans, in their order; none where there is no such file.

    ``words`` are those that the plans are read with.

    Raises InputError with file and line where there is a mistake in it.
    """
    path = folder / NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    with using(words):
        return parse(path, data)


@cached
def parse(path: Path, data: bytes) -> tuple[Correction, ...]:
    """The corrections of a file's bytes; raises InputError with file and line where there is a mistake."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        tables = tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}: no text in UTF-8; save the file as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else text.rstrip().count("\n") + 1
        raise InputError(f"{path}:{line}: {_AT.sub('', str(error))}: {_NO_TOML}") from error
    except RecursionError as error:
        raise InputError(
            f"{path}: nested too deeply; a value is a text, a number, a day or a table of these."
        ) from error
    except ValueError as error:  # a number of thousands of digits
        raise InputError(f"{path}: {str(error).partition(';')[0]}.") from error
    entries = tables.pop("correction", [])
    if tables or not isinstance(entries, list):
        raise InputError(
            f"{path}:1: {', '.join(tables) or 'correction'} is not known; each entry begins with [[correction]]."
        )
    begins = [match.start() for match in _HEAD.finditer(text)] + [len(text)]
    return tuple(_Reader(path, text, begins[at : at + 2]).correction(table) for at, table in enumerate(entries))


class _Reader:
    """Reads one entry of a file, and says where in it a mistake stands."""

    def __init__(self, path: Path, text: str, span: Sequence[int]) -> None:
        """``span`` is where the entry stands in the text; the whole text where its head is not as usual."""
        self._path, self._text = path, text
        self._span = span if len(span) == 2 else (0, len(text))

    def correction(self, table: Any) -> Correction:
        if not isinstance(table, dict):
            self._fail("", "an entry is a table: [[correction]], and a field a line below it")
        for name in table:
            if name not in (*_TEXTS, *_TABLES):
                self._fail(name, f"unknown field {name}; known are {', '.join((*_TEXTS, *_TABLES))}")
        told: dict[str, Any] = {name: self._text_of(name, table[name]) for name in _TEXTS if name in table}
        for name in _NEEDED:
            if not told.get(name):
                self._fail(name, f"{name} is missing")
        self._one_of("kind", told["kind"], KINDS)
        self._one_of("action", told["action"], ACTIONS)
        self._check_day(told["when"])
        for name in _TABLES:
            told[name] = self._pairs(name, told["kind"], table.get(name, {}))
        found = Correction(**told, place=f"{self._path}:{self._line()}")
        if fault := fault_of(found):
            self._fail("set", fault)
        return found

    def _text_of(self, name: str, value: object) -> str:
        if isinstance(value, str) or (name == "when" and type(value) is date):
            return str(value)
        return self._fail(name, f"{name} is no text; put it in quotation marks")

    def _pairs(self, name: str, kind: str, table: object) -> Pairs:
        if not isinstance(table, dict):
            self._fail(name, f'{name} is no table; it looks like {{ value = 4, unit = "所" }}')
        try:
            return fields.checked(kind, {key: _plain(value) for key, value in table.items()})
        except UsageError as error:
            return self._fail(name, str(error))

    def _one_of(self, name: str, value: str, known: Any) -> None:
        if value not in known:
            self._fail(name, f"{name} is {value!r}; it is one of {', '.join(known)}.{nearest(value, known)}")

    def _check_day(self, value: str) -> None:
        if not fields.is_day(value):
            self._fail("when", f"when is {value!r}; a day is written 2024-05-01")

    def _line(self, name: str = "") -> int:
        """The line of a field, else that of the head of the entry."""
        start, end = self._span
        inside = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*[=.]", re.MULTILINE).search(self._text, start, end)
        return self._text.count("\n", 0, inside.start() if name and inside else start) + 1

    def _fail(self, name: str, message: str) -> NoReturn:
        raise InputError(f"{self._path}:{self._line(name)}: {message.rstrip('.')}. Mend it, or delete the entry.")


def _plain(value: object) -> str:
    """A value of TOML as a cell of a query has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (str, int, Decimal, date)):
        return str(value)
    raise UsageError(f"{str(value)[:40]} is no value of a field")


def fault_of(correction: Correction) -> str:
    """What an action needs and does not have, or has and does not need; empty where all is well."""
    given = dict(correction.set)
    if correction.action == "add":
        return fields.lacking(correction.kind, given) or ("add has nothing to tell by was" if correction.was else "")
    if correction.action == "change":
        return "" if given else "change needs a field that is to be otherwise"
    return f"{correction.action} sets no field" if given else ""


def written(correction: Correction) -> str:
    """An entry as it is put at the end of the file."""
    lines = ["[[correction]]"]
    for name in ("plan", "task", "title", "kind", "quote", "was", "action", "set", "who", "when", "why", "file"):
        value = getattr(correction, name)
        if value and name in _TABLES:
            lines.append(f"{name} = {{ {', '.join(f'{key} = {_toml(said, key)}' for key, said in value)} }}")
        elif value:
            lines.append(f"{name} = {value if name == 'when' else _toml(value)}")
    return "\n".join(lines) + "\n"


def _toml(value: str, name: str = "") -> str:
    if name in fields.NUMBERS and _NUMBER.fullmatch(value):
        return value
    if name == "redacted":
        return value
    return json.dumps(value, ensure_ascii=False).replace(_CONTROL, "\\u007f")


def append(folder: Path, correction: Correction, words: Vocabulary = PACKAGED) -> Path:
    """Put a correction at the end of the file of a folder; what stands there stays as it is.

    Raises InputError where the file, or what it would become, cannot be read, or the folder not written.
    """
    path = folder / NAME
    read(folder, words)
    before = path.read_bytes() if path.exists() else b""
    line = b"\r\n" if b"\r\n" in before else b"\n"
    between = b"" if not before else line if before.endswith(b"\n") else line + line
    added = between + written(correction).encode().replace(b"\n", line)
    with using(words):
        parse(path, before + added)
    try:
        with path.open("ab") as file:  # one write at the end: two people at once lose nothing
            file.write(added)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}.") from error
    return path


def concerning(corrections: tuple[Correction, ...], key: str, digest: str) -> Iterator[Correction]:
    """The corrections of a plan: by its id, or by the digest of its file where that was renamed."""
    return (one for one in corrections if one.plan == key or (digest and one.file == f"sha256:{digest}"))


def strays(some: Iterable[Entry], keys: Container[str]) -> Iterator[str]:
    """What to say of corrections of a plan that has neither an id nor a file here, where all files beside them are."""
    folders: dict[Path, list[Entry]] = {}
    for entry in some:
        folders.setdefault(entry.path.parent, []).append(entry)
    for folder, entries in folders.items():
        beside = {one.path for one in catalogue.entries([folder]) if one.path.parent == folder}
        files = {one.path for one in entries}
        lost = [one for one in read(folder, entries[0].words) if one.plan not in keys] if beside <= files else []
        digests = {f"sha256:{sha256(file.read_bytes()).hexdigest()}" for file in files} if lost else set()
        for one in lost:
            if one.file not in digests:
                yield f"{one.place}: no plan is called {one.plan} here; give the entry the id that edugraph query plans lists."
