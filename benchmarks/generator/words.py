"""The words that are drawn from: ``wording.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "wording.toml").read_text(encoding="utf-8"))


@cache
def texts(name: str) -> tuple[str, ...]:
    """The texts of a list."""
    return tuple(_tables()[name])


@cache
def text(name: str) -> str:
    """One text."""
    return str(_tables()[name])


@cache
def groups() -> dict[str, tuple[str, ...]]:
    """The words that may stand for each word, itself among them."""
    return {word: tuple(group) for group in _tables()["synonyms"] for word in group}


def filled(form: str, **values: str) -> str:
    """A text with its gaps filled.

    >>> filled("〔year〕年〔city〕教育工作安排", city="生成市00001", year="2023")
    '2023年生成市00001教育工作安排'
    """
    for name, value in values.items():
        form = form.replace(f"〔{name}〕", value)
    return form
