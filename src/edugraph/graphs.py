"""A folder of graphs: one ``CITY-YEAR.ttl`` a plan, and the files of a build that waits to be moved in.

A finished build lies in ``.edugraph/ready`` until its files are in their places, so that all of them
count at one stroke: whoever reads the folder meanwhile takes the waiting files first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = ".edugraph"


def move_in(into: Path) -> None:
    """Move the files of a finished build to their places; the same again after an interruption."""
    ready = into / HIDDEN / "ready"
    if not ready.is_dir():
        return
    for file in sorted(path for path in ready.rglob("*") if path.is_file()):
        target = into / file.relative_to(ready)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    for folder in sorted((path for path in ready.rglob("*") if path.is_dir()), reverse=True):
        folder.rmdir()
    ready.rmdir()


def settled(folder: Path) -> dict[str, Path]:
    """The graph files of a folder by plan id, those of a finished build that is not moved in yet first."""
    files = {path.stem: path for path in sorted(folder.glob("*.ttl"))}
    waiting = {path.stem: path for path in sorted((folder / HIDDEN / "ready").glob("*.ttl"))}
    return files | waiting
