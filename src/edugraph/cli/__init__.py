"""The command line. A command is its options, one library call and the output."""

from edugraph.cli import (
    asking,
    briefing,
    building,
    comparing,
    correcting,
    diffing,
    finding,
    overlapping,
    pushing,
    questions,
    showing,
)
from edugraph.cli.group import main, run

__all__ = [
    "asking",
    "briefing",
    "building",
    "comparing",
    "correcting",
    "diffing",
    "finding",
    "main",
    "overlapping",
    "pushing",
    "questions",
    "run",
    "showing",
]
