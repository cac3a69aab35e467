#!/usr/bin/env python3
"""What became of every figure, numbered item and character of documents, and which figures nothing claims.

``python scripts/account.py FOLDER…`` prints a block a document: its figures (targets, results, set aside, dates,
names, numbers of documents, left out), its numbered items and its characters by where they went, then each figure
that is lost and each numbered item that is in no section and no task, with its place. Exits 1 where one is lost.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph import extract, readers, structure
from edugraph.errors import EduGraphError
from edugraph.extract import account
from edugraph.structure import ledger
from edugraph.structure.markers import markers
from edugraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edugraph.structure.plan import Plan

AROUND = 12  # characters of the text that are shown on both sides
UNTOLD = {ledger.PREAMBLE, ledger.CLOSING, ledger.BETWEEN, ledger.CELL}
"""Where a numbered item may not stand: no report tells of it there."""


def told(name: str, counts: Counter[str]) -> None:
    """One line of a block: how many there are, and as what."""
    kinds = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    sys.stdout.write(f"  {counts.total():6} {name:11} {kinds}\n")


def items(plan: Plan, entries: Iterable[ledger.Entry]) -> Iterator[tuple[Span, str, str]]:
    """The numbering marks at line starts, each with where the words behind it went."""
    runs = iter(entries)
    run = next(runs)
    for mark in markers(plan.source.folded):
        if mark.inline:
            continue
        at = min(mark.span.end, len(plan.source.text) - 1)
        while run[0].end <= at:
            run = next(runs)
        yield mark.span, run[1], run[2]


def place(plan: Plan, span: Span, why: str) -> None:
    """One line on something that is lost: where it stands, in which words."""
    around = Span(max(0, span.start - AROUND), min(len(plan.source.text), span.end + AROUND))
    words = plan.quote(around).replace("\n", " ")
    sys.stdout.write(f"    {plan.source.place(span.start)}: {why}: {plan.quote(span).strip()} in {words}\n")


def of(path: Path) -> int:
    """Print the block of one document; how much of it is lost."""
    try:
        plan = structure.parse(readers.read(path), path.stem, None)
    except EduGraphError as error:
        sys.stdout.write(f"{path.name}\n  not read: {str(error).splitlines()[0]}\n")
        return 0
    sys.stdout.write(f"{path.name}\n")
    figures = [*account.account(plan, extract.read(plan))]
    runs = [*ledger.account(plan)]
    numbered = [*items(plan, runs)]
    told("figures", Counter(entry.kind for entry in figures))
    told("set aside", Counter(entry.reason for entry in figures if entry.kind == "aside"))
    told("items", Counter(kind for _, kind, _ in numbered))
    characters: Counter[str] = Counter()
    for span, kind, _ in runs:
        characters[kind] += span.end - span.start
    told("characters", characters)
    lost = [(entry.span, "figure") for entry in figures if entry.kind == account.LOST]
    lost += [(span, f"item, {reason}") for span, _, reason in numbered if reason in UNTOLD]
    for span, why in lost:
        place(plan, span, why)
    return len(lost)


def main(folders: list[str]) -> int:
    """Account for all documents of the folders, or for files; 1 when something is lost."""
    paths = [one for name in folders for one in (sorted(Path(name).iterdir()) if Path(name).is_dir() else [Path(name)])]
    lost = sum(of(path) for path in paths if path.is_file() and path.suffix not in {".toml", ".tsv", ".md"})
    sys.stdout.write(f"{lost} lost\n")
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
