"""What can go wrong, and the exit code it ends with.

EduGraphError
├── MissingError     1  what was asked for is not there
├── UsageError       2  a name, an option or a query with a mistake
├── InputError       3  a file that cannot be read, is no plan, or no graph
├── TimeLimitError 124  a query took longer than allowed
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class EduGraphError(Exception):
    """Base of all errors that a user can do something about."""

    exit_code = 1


class MissingError(EduGraphError):
    """What was asked for is not there."""

    exit_code = 1


class UsageError(EduGraphError):
    """A name, an option or a query with a mistake in it."""

    exit_code = 2


class InputError(EduGraphError):
    """A file that cannot be read, is no plan, or is no graph."""

    exit_code = 3


class TimeLimitError(EduGraphError):
    """A query that did not end in its time."""

    exit_code = 124


def nearest(word: str, known: Iterable[str], called: Mapping[str, str] | None = None) -> str:
    """Say which known word was probably meant, as a sentence or nothing; ``called`` may have a better name for it.

    >>> nearest("overlap-theme", ["overlap-themes", "plans"])
    ' Did you mean overlap-themes?'
    >>> nearest("x", ["plans"])
    ''
    """
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f" Did you mean {(called or {}).get(close[0], close[0])}?" if close else ""
