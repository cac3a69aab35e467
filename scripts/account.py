#!/usr/bin/env python3
"""What became of every figure of the documents in a folder, and which of them nothing claims.

``python scripts/account.py FOLDER`` prints a line a document: its figures, how many are targets, results, set
aside, dates, names, numbering marks or left out, and each that is lost with its place. Exits 1 where one is.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from edugraph import extract, readers, structure
from edugraph.errors import EduGraphError
from edugraph.extract import account


def of(path: Path) -> int:
    """Print what became of the figures of one document; the number of those that are lost."""
    try:
        plan = structure.parse(readers.read(path), path.stem, None)
    except EduGraphError as error:
        sys.stdout.write(f"{path.name}: not read: {str(error).splitlines()[0]}\n")
        return 0
    entries = [*account.account(plan, extract.read(plan))]
    counts = Counter(entry.kind for entry in entries)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    sys.stdout.write(f"{path.name}: {len(entries)} figures: {told}\n")
    lost = [entry.span for entry in entries if entry.kind == account.LOST]
    for span in lost:
        around = plan.quote((span.__class__)(max(0, span.start - 12), span.end + 12)).replace("\n", " ")
        sys.stdout.write(f"  {plan.source.place(span.start)}: {plan.quote(span)} in {around}\n")
    return len(lost)


def main(folders: list[str]) -> int:
    """Account for all documents of the folders or files; 1 when a figure is lost."""
    paths = [
        path for folder in map(Path, folders) for path in (sorted(folder.iterdir()) if folder.is_dir() else [folder])
    ]
    lost = sum(of(path) for path in paths if path.suffix in {".txt", ".md", ".html", ".docx", ".pdf"})
    return int(lost > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
