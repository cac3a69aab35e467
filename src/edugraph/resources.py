"""Where the data of the project lie: beside the package when installed, else in the repository."""

from __future__ import annotations

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_data"
_REPOSITORY = Path(__file__).parents[2]


def is_checkout() -> bool:
    """Whether the program runs from a clone of the project rather than from a wheel."""
    return not _PACKAGED.is_dir()


def folder(name: str) -> Path:
    """Folder of the project's data: ``ontology``, ``queries`` or ``graphs``."""
    return (_REPOSITORY if is_checkout() else _PACKAGED) / name
