"""Targets: what a plan commits itself to reach, create, hold, train, spend or keep under a limit.

Each sentence is cut into clauses, each clause into amounts. An amount is a target unless its context
makes it a name, an ordinal, a background figure or a count of the plan's own parts; what it measures
is read from the words around it, and completed from what stands before where the sentence shares it.
"""

from __future__ import annotations

from edugraph.extract.targets.reading import FLAWED, HINT, UNREAD, Setting, find, read, said

__all__ = ["FLAWED", "HINT", "UNREAD", "Setting", "find", "read", "said"]
