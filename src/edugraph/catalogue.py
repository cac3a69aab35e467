"""What is known of the plans of a folder beforehand: ``plans.toml``, what it leaves out, and words of one's own.

``plans.toml`` has one table a plan, named by its id, with ``file``, ``city``, ``code``, ``year``,
``known`` (stated or inferred), ``evidence`` and ``issuer``. A file that it does not list is read all
the same; its id is then its name where that can be one (handan-2023.pdf), else CITY-YEAR as its head
says, else a digest of the name. Lists of words in a folder ``ontology`` beside the plans add to those of the program.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from edugraph import regions
from edugraph.errors import InputError, UsageError
from edugraph.vocabulary import PACKAGED, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "plans.toml"
CORRECTIONS = "corrections.toml"
"""What people say of facts, beside the plans: ``corrections`` reads it."""
_FIELDS = {"file": str, "city": str, "code": str, "year": int, "known": str, "evidence": list, "issuer": str}
_NO_DOCUMENTS = {NAME, CORRECTIONS, "thumbs.db", "desktop.ini"}
_OF_PAGES = ("_files", ".files")  # what a browser saves beside a page
_KNOWN = ("stated", "inferred", "open")
_CODE = re.compile(r"[0-9]{6}")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Entry:
    """One plan before it is read; ``key`` is empty where its head is to say it.

    ``known`` is stated, inferred or, without an entry, open. ``city_from`` and ``year_from`` say who
    gave city and year: plans.toml, option, or text; ``listed`` whether plans.toml has it; ``words`` what it is to be
    read with.
    """

    key: str
    path: Path
    city: str = ""
    code: str = ""
    year: int | None = None
    known: str = "open"
    evidence: tuple[str, ...] = ()
    issuer: str = ""
    city_from: str = ""
    year_from: str = ""
    listed: bool = False
    words: Vocabulary = PACKAGED

    @property
    def handle(self) -> str:
        """What a build knows the plan by before its id is found."""
        return self.key or f"?{self.path.resolve()}"

    @property
    def last_key(self) -> str:
        """The id of a plan whose head names no city: a digest of its file name."""
        return f"plan-{sha256(self.path.stem.encode()).hexdigest()[:8]}"


def entries(paths: list[Path], vocabulary: Path | None = None) -> list[Entry]:
    """The plans of files and folders, in the order given, each folder's by name; ``-`` is stdin.

    All are read with the words of every ``ontology`` beside them and of ``vocabulary``, a folder or a file.
    Raises InputError for a path that is not there, a folder without files, a bad ``plans.toml``, or bad words.
    """
    found: list[Entry] = []
    listed: dict[Path, dict[str, Entry]] = {}
    for path in paths:
        if str(path) == "-":
            found.append(Entry("", path))
            continue
        for file in _files(path):
            known = listed.setdefault(file.parent, {}) or load(file.parent)
            listed[file.parent] = known
            found.append(_entry(file, known))
    return _with_words(_unique(found), paths, vocabulary)


def _with_words(found: list[Entry], paths: list[Path], vocabulary: Path | None) -> list[Entry]:
    """The entries with the words that one build reads all of them with."""
    from edugraph import glossary

    beside = [
        path if path.is_dir() else path.parent for path in [*paths, *(one.path for one in found)] if str(path) != "-"
    ]
    folders = [
        folder / glossary.FOLDER for folder in dict.fromkeys(beside) if glossary.is_one(folder / glossary.FOLDER)
    ]
    own = {folder.resolve(): folder for folder in (*folders, *([vocabulary] if vocabulary else ()))}
    words = glossary.read(own.values()) if own else PACKAGED
    return [replace(one, words=words) for one in found] if words.added else found


def _files(path: Path) -> list[Path]:
    """The files that a path stands for: all in a folder and its subfolders, but for what is no document."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise InputError(f"{path}: no such file or folder.")
    files = list(_inside(path))
    if not files:
        raise InputError(f"{path}: no plans: the folder holds no file.")
    return files


def _inside(folder: Path, seen: frozenset[Path] = frozenset()) -> Iterator[Path]:
    """Files of a folder and its subfolders; one that cannot be listed stands for itself, and fails as a file does."""
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    from edugraph import glossary

    above = seen | {folder.resolve()}
    for path in paths:
        if path.name.startswith((".", "~$")) or path.name.lower() in _NO_DOCUMENTS:
            continue
        if path.is_file():
            yield path
        elif (
            path.is_dir()
            and not path.name.endswith(_OF_PAGES)
            and not glossary.is_one(path)
            and not _leads_back(path, above)
        ):
            yield from _inside(path, above)


def _leads_back(folder: Path, above: frozenset[Path]) -> bool:
    """Whether a link leads to a folder that it lies in, or to one beside it that is read anyway."""
    if not folder.is_symlink():
        return False
    end = folder.resolve()
    return any(end.is_relative_to(one) or one.is_relative_to(end) for one in above)


def load(folder: Path) -> dict[str, Entry]:
    """Entries of the folder's ``plans.toml`` by file name; none where there is no such file."""
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError as error:
        raise InputError(f"{path}: nested too deeply; a plan is a table with file, city, code and year.") from error
    except ValueError as error:  # also bytes that are no UTF-8, and numbers of thousands of digits
        raise InputError(f"{path}: {error}.") from error
    found: dict[str, Entry] = {}
    for key, table in tables.items():
        entry = _read(path, key, table)
        other = found.setdefault(entry.path.name, entry)
        if other is not entry:
            raise InputError(f"{path}: [{key}] and [{other.key}] name one file, {entry.path.name}.")
    return found


def _read(path: Path, key: str, table: object) -> Entry:
    if not isinstance(table, dict) or "file" not in table:
        raise InputError(f"{path}: [{key}] names no file; a plan is a table with file, city, code and year.")
    if not _KEY.fullmatch(key):
        raise InputError(f"{path}: [{key}] is no plan id; one looks like handan-2023.")
    for name, value in table.items():
        kind = _FIELDS.get(name)
        if kind is None:
            raise InputError(f"{path}: [{key}] has an unknown field {name}; known are {', '.join(_FIELDS)}.")
        if (
            not isinstance(value, kind)
            or isinstance(value, bool)
            or (isinstance(value, list) and not all(isinstance(one, str) for one in value))
        ):
            raise InputError(f"{path}: [{key}] {name} is not a {kind.__name__}.")
    if table.get("known", "stated") not in _KNOWN:
        raise InputError(f"{path}: [{key}] known is {table['known']!r}; it is one of {', '.join(_KNOWN)}.")
    if not _CODE.fullmatch(table.get("code", "000000")):
        raise InputError(f"{path}: [{key}] code {table['code']!r} is no code of GB/T 2260: six digits.")
    if not (path.parent / table["file"]).is_file():
        raise InputError(f"{path}: [{key}] names the file {table['file']}, which is not there.")
    values: dict[str, Any] = {**table, "evidence": tuple(table.get("evidence", ()))}
    city_from = NAME if "city" in table or "code" in table else ""
    year_from = NAME if "year" in table else ""
    return Entry(key, path.parent / values.pop("file"), city_from=city_from, year_from=year_from, listed=True, **values)


def _entry(file: Path, known: dict[str, Entry]) -> Entry:
    if file.name in known:
        return known[file.name]
    return Entry(file.stem if _KEY.fullmatch(file.stem) else "", file)


def _unique(found: list[Entry]) -> list[Entry]:
    """The entries, each file once; of two files of one name the later ones get ids from their heads."""
    by_handle: dict[str, Entry] = {}
    for entry in found:
        other = by_handle.setdefault(entry.handle, entry)
        if other.path.resolve() == entry.path.resolve():
            continue
        if entry.listed:
            raise InputError(
                f"{entry.path} and {other.path} would both be the plan {entry.key}; "
                f"give each an id of its own in {NAME}."
            )
        by_handle.setdefault(f"?{entry.path.resolve()}", replace(entry, key=""))
    return list(by_handle.values())


def given(entry: Entry, city: str = "", year: int | None = None) -> Entry:
    """The entry with the city (a name, or a code of six digits) and the year that an option gives."""
    if city:
        code = city if _CODE.fullmatch(city) else ""
        if not (regions.by_code(code) if code else regions.is_name(city)):
            raise UsageError(f"--city {city}: no such place; give its full name (邯郸市) or its code of six digits.")
        name = "" if code else city
        entry = replace(entry, city=name, code=code, known="stated", evidence=(), city_from="option")
    return replace(entry, year=year, year_from="option") if year else entry
