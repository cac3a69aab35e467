"""A query as it can be typed on the command line."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = re.compile(r"[\w=.:、%+-]+")


def command(name: str, run: Mapping[str, str]) -> str:
    """The command of a named query with its parameters.

    >>> command("cities-of-theme", {"theme": "双减"})
    'edugraph query cities-of-theme -p theme=双减'
    """
    pairs = [_quoted(f"{key}={value}") for key, value in run.items()]
    return " ".join(["edugraph query", name, *(f"-p {pair}" for pair in pairs)])


def _quoted(word: str) -> str:
    """A word as a shell takes it; Chinese needs no quotes.

    >>> _quoted("theme=双减"), _quoted("document=计划(2020)")
    ('theme=双减', "'document=计划(2020)'")
    """
    return word if _PLAIN.fullmatch(word) else shlex.quote(word)
