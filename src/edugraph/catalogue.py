"""What is known of the plans of a folder beforehand: ``plans.toml``, and what it leaves out.

``plans.toml`` has one table a plan, named by its id, with ``file``, ``city``, ``code``, ``year``,
``known`` (stated or inferred), ``evidence`` and ``issuer``. A file that it does not list is read all
the same; its id is then its name, or a digest of the name where that is no id (邯郸.txt).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from edugraph.errors import InputError
from edugraph.text import squeeze

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.structure.plan import Plan

NAME = "plans.toml"
_FIELDS = {"file": str, "city": str, "code": str, "year": int, "known": str, "evidence": list, "issuer": str}
_OF_CITY = re.compile(r"(?P<city>(?![某*xX])[\u4e00-\u9fff]{1,8}?[市县区旗州盟])(?:教|人民)")
_KNOWN = ("stated", "inferred", "open")
_CODE = re.compile(r"[0-9]{6}")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Entry:
    """One plan before it is read. ``known`` is stated, inferred or, without an entry, open."""

    key: str
    path: Path
    city: str = ""
    code: str = ""
    year: int | None = None
    known: str = "open"
    evidence: tuple[str, ...] = ()
    issuer: str = ""


def entries(paths: list[Path]) -> list[Entry]:
    """The plans of files and folders, in the order given, each folder's by name.

    Raises InputError for a path that is not there, a folder without texts, or a bad ``plans.toml``.
    """
    found: list[Entry] = []
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.iterdir() if file.suffix == ".txt" and file.is_file())
            if not files:
                raise InputError(f"{path}: no plans: the folder holds no .txt file.")
        elif path.is_file():
            files = [path]
        else:
            raise InputError(f"{path}: no such file or folder.")
        found += [_entry(file, known) for known in [load(files[0].parent)] for file in files]
    return _unique(found)


def load(folder: Path) -> dict[str, Entry]:
    """Entries of the folder's ``plans.toml`` by file name; none where there is no such file."""
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
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
        if not isinstance(value, kind):
            raise InputError(f"{path}: [{key}] {name} is not a {kind.__name__}.")
    if table.get("known", "stated") not in _KNOWN:
        raise InputError(f"{path}: [{key}] known is {table['known']!r}; it is one of {', '.join(_KNOWN)}.")
    if not _CODE.fullmatch(table.get("code", "000000")):
        raise InputError(f"{path}: [{key}] code {table['code']!r} is no code of GB/T 2260: six digits.")
    if not (path.parent / table["file"]).is_file():
        raise InputError(f"{path}: [{key}] names the file {table['file']}, which is not there.")
    values: dict[str, Any] = {**table, "evidence": tuple(table.get("evidence", ()))}
    return Entry(key, path.parent / values.pop("file"), **values)


def _entry(file: Path, known: dict[str, Entry]) -> Entry:
    if file.name in known:
        return known[file.name]
    if _KEY.fullmatch(file.stem):
        return Entry(file.stem, file)
    return Entry(f"plan-{sha256(file.stem.encode()).hexdigest()[:8]}", file)


def _unique(found: list[Entry]) -> list[Entry]:
    """The entries, each file once; two files under one id are an error."""
    by_key: dict[str, Entry] = {}
    for entry in found:
        other = by_key.setdefault(entry.key, entry)
        if other.path.resolve() != entry.path.resolve():
            raise InputError(
                f"{entry.path} and {other.path} would both be the plan {entry.key}; "
                f"give each an id of its own in {NAME}."
            )
    return list(by_key.values())


def placed(entry: Entry, plan: Plan) -> Entry:
    """The entry with the city that the issuing body names, where nothing else is known of it."""
    issuer = squeeze(plan.quote(plan.header.issuer)) if plan.header.issuer else ""
    match = _OF_CITY.match(issuer)
    if entry.city or entry.code or not match:
        return entry
    return replace(entry, city=match["city"], known="stated")
