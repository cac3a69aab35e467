"""Words of one's own, beside the plans: a folder ``ontology`` of lists in Turtle or CSV, read, checked, made a vocabulary.

Turtle is what the packaged lists are written in; CSV is what a spreadsheet saves, a concept a line. A file that is
named like a list (``themes.ttl``, ``主题.csv``) adds to that list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.errors import InputError
from edugraph.glossary import lint, sheet, turtle
from edugraph.glossary.draft import Draft, Finding, Place, list_of
from edugraph.glossary.lists import Lists
from edugraph.readers import decoding
from edugraph.vocabulary import PACKAGED, Vocabulary, using

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["FOLDER", "Finding", "check", "is_one", "read"]

FOLDER = "ontology"
"""The name of a folder of words beside the plans."""

_READERS = {".ttl": turtle.read, ".csv": sheet.read, ".tsv": sheet.read}
_WORKBOOKS = (".xlsx", ".xls", ".et", ".ods")
_SHOWN = 20


def read(folders: Iterable[Path]) -> Vocabulary:
    """What some folders, or single files, add to the word lists, all of them together.

    Raises InputError with every mistake, each with its file and line.
    """
    words, findings = check(folders)
    if not findings:
        return words
    told = [f"  {one.file}:{one.line}: {one.finding} {one.advice}" for one in findings[:_SHOWN]]
    more = [f"  and {len(findings) - _SHOWN} more"] if len(findings) > _SHOWN else []
    count = f"{len(findings)} mistake{'s' * (len(findings) > 1)}"
    raise InputError("\n".join([f"{count} in the words of your own; nothing is read with them.", *told, *more]))


def check(folders: Iterable[Path]) -> tuple[Vocabulary, list[Finding]]:
    """What folders add to the lists, and every mistake by file and line; where there is one, nothing is added."""
    drafts: dict[str, Draft] = {}
    findings: list[Finding] = []
    with using(PACKAGED):
        for path in dict.fromkeys(file for folder in folders for file in _files(folder, findings)):
            for one in _drafts(path, findings):
                drafts[one.iri] = one.joined(drafts[one.iri]) if one.iri in drafts else one
        lists = Lists(drafts)
        findings += lint.findings(lists)
        return (PACKAGED if findings else lint.made(lists)), sorted(dict.fromkeys(findings))


def is_one(folder: Path) -> bool:
    """Whether a folder holds words of one's own, by its name and its files; the program's own lists are none."""
    if folder.name != FOLDER or not folder.is_dir() or (folder / "edugraph.ttl").is_file():
        return False
    return any(path.suffix.lower() in (*_READERS, *_WORKBOOKS) for path in folder.iterdir())


def _files(folder: Path, findings: list[Finding]) -> Iterator[Path]:
    """The lists of a folder, or the file that is named itself."""
    if folder.is_file():
        yield folder
        return
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder of words.")
    found = False
    for path in sorted(folder.iterdir()):
        ending = path.suffix.lower()
        if path.name.startswith((".", "~$")) or not path.is_file():
            continue
        found |= ending in _READERS
        if ending in _READERS:
            yield path
        elif ending in _WORKBOOKS and list_of(path):
            findings.append(Finding(str(path), 1, "a workbook is not read.", "Save it as CSV, under the same name."))
            found = True
    if not found:
        findings.append(
            Finding(str(folder), 1, "no list in it.", "A list is a .ttl or a .csv file, such as themes.csv.")
        )


def _drafts(path: Path, findings: list[Finding]) -> list[Draft]:
    """What a file says of concepts; its mistakes go to ``findings``."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: no list of words: it is neither .ttl nor .csv.")
    try:
        text, _ = decoding.decode(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    except InputError as error:
        finding, _, advice = str(error).partition(". ")
        findings.append(Finding(str(path), 1, finding + ".", advice))
        return []
    drafts, wrong = reader(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    findings += wrong
    if not drafts and not wrong:
        findings.append(Finding(*Place(str(path), 1), "no concept in it.", "Add one, or take the file away."))
    return drafts
