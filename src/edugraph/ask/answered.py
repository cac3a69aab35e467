"""What a question is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph import typed
from edugraph.which import EVERY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.ask.texts import Place
    from edugraph.table import Table
    from edugraph.which import Which


@dataclass(frozen=True)
class Answer:
    """``read`` is the reading in words, ``query`` and ``runs`` what was asked, ``doubts`` why it may be wrong.

    ``notes`` are remarks on the rows, ``second`` the next best reading and its command, or empty. ``parts`` answer
    what the question asks besides, and show the passages to check an unsure answer against. ``beside`` are tasks
    that the notes name. ``which`` says which plans were asked.
    """

    read: str
    query: str
    runs: tuple[Mapping[str, str], ...]
    table: Table
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    second: tuple[str, str] = ("", "")
    parts: tuple[Answer, ...] = ()
    beside: frozenset[Place] = frozenset()
    which: Which = EVERY

    @property
    def commands(self) -> tuple[str, ...]:
        """The query as it can be typed, once for each run."""
        return tuple(typed.command(self.query, run, self.which.options) for run in self.runs)

    @property
    def sure(self) -> bool:
        """Whether nothing speaks against the reading."""
        return not self.doubts
