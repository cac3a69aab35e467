"""Words of one's own as a spreadsheet saves them: CSV, a concept a line, its columns named in Chinese or English.

A line whose name is that of a concept of the list gives it more labels; any other adds a concept.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from edugraph.errors import nearest
from edugraph.glossary.draft import ALT, BROADER, HIDDEN, PREF, Draft, Finding, Place, Said, list_of, minted
from edugraph.vocabulary import EDU, LISTS, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_NAME, _ENGLISH = "name", "english"
_COLUMNS = {
    "name": _NAME,
    "名称": _NAME,
    "english": _ENGLISH,
    "英文": _ENGLISH,
    "broader": BROADER,
    "上级": BROADER,
    "synonyms": ALT,
    "别名": ALT,
    "forms": HIDDEN,
    "写法": HIDDEN,
    "not": EDU + "decoy",
    "不算": EDU + "decoy",
    "units": EDU + "family",
    "计量": EDU + "family",
    "measure": EDU + "measure",
    "口径": EDU + "measure",
    "direction": EDU + "direction",
    "方向": EDU + "direction",
    "kind": EDU + "kind",
    "类别": EDU + "kind",
}
"""The columns of a list: what they give, by their heads."""
_KNOWN = "名称 (name), 别名 (synonyms), 上级 (broader), 写法 (forms), 不算 (not), 英文 (english), 计量 (units)"
_BETWEEN = re.compile(r"[、;；|，,\n]")


def read(path: Path, text: str) -> tuple[list[Draft], list[Finding]]:
    """The concepts of a file, a line each, and what cannot be read of it."""
    part, file = list_of(path), str(path)
    if not part:
        return [], [Finding(file, 1, f"no list is called {path.stem}.", f"Call it one of: {_lists()}.")]
    mark = "\t" if "\t" in text.partition("\n")[0] else ","
    lines = csv.reader(StringIO(text), delimiter=mark, strict=True)
    drafts: list[Draft] = []
    findings: list[Finding] = []
    rows = _cells(lines, file, findings)
    heads = [head.strip().lower() for head in next(rows, [])]
    if wrong := findings or list(_heads(file, heads)):
        return [], wrong
    for cells in rows:
        row = {_COLUMNS[head]: cell.strip() for head, cell in zip(heads, cells, strict=False) if head and cell.strip()}
        place = Place(file, lines.line_num)
        if row.get(_NAME):
            drafts.append(_draft(part, row, place))
        elif row:
            findings.append(Finding(*place, "a line without a name.", "Fill the column 名称 (name)."))
    return drafts, findings


def _cells(lines: Iterator[list[str]], file: str, findings: list[Finding]) -> Iterator[list[str]]:
    """The cells line by line, up to one that is no CSV."""
    try:
        yield from lines
    except csv.Error as error:
        findings.append(
            Finding(file, getattr(lines, "line_num", 1), f"not CSV: {error}.", "Save the list as CSV again.")
        )


def _lists() -> str:
    return ", ".join(f"{name}.csv" for name in LISTS.values())


def _heads(file: str, heads: Sequence[str]) -> Iterator[Finding]:
    """What is wrong with the line of heads."""
    for head in heads:
        if head and head not in _COLUMNS:
            yield Finding(file, 1, f"no column is called {head}.{nearest(head, _COLUMNS)}", f"Known are {_KNOWN}.")
    if not {"name", "名称"} & set(heads):
        yield Finding(file, 1, "no column 名称 (name).", "The first line of a list names its columns.")


def _draft(part: str, row: Mapping[str, str], place: Place) -> Draft:
    """The concept of a line."""
    listed, name = scheme(LISTS[part]), row[_NAME]
    known = listed.by_notation.get(name) or next((one for one in listed.concepts if name in (one.label, one.iri)), None)
    said = [] if known else [Said(PREF, name, place, "zh")]
    if _ENGLISH in row:
        said.append(Said(PREF, row[_ENGLISH], place, "en"))
    for key, cell in row.items():
        if key not in (_NAME, _ENGLISH):
            language = "zh" if key in (ALT, HIDDEN) else ""
            said += [Said(key, value.strip(), place, language) for value in _BETWEEN.split(cell) if value.strip()]
    return Draft(known.iri if known else minted(part, name), part, place, said)
