"""Commands as they can be typed."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = re.compile(r"[\w=.:、%+-]+")


def command(name: str, run: Mapping[str, str], which: Mapping[str, str] = {}) -> str:
    """The command of a named query with its parameters, and the options that say which plans, where no parameter does.

    >>> command("cities-of-theme", {"theme": "双减"}, {"where": "地级市"})
    'edugraph query cities-of-theme -p theme=双减 --where 地级市'
    """
    pairs = [quoted(f"{key}={value}") for key, value in run.items()]
    said = " ".join(["edugraph query", name, *(f"-p {pair}" for pair in pairs)])
    return said if "plan" in run else said + options(which)


def options(which: Mapping[str, str]) -> str:
    """What is said of the plans that are asked, behind a command."""
    return "".join(f" --{key} {quoted(value)}" for key, value in which.items())


def quoted(word: str) -> str:
    """A word as a shell takes it; Chinese needs no quotes.

    >>> quoted("theme=双减"), quoted("document=计划(2020)")
    ('theme=双减', "'document=计划(2020)'")
    """
    return word if _PLAIN.fullmatch(word) else shlex.quote(word)
