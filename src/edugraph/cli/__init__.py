"""The command line. A command is its options, one library call and the output."""

from edugraph.cli import asking, building, showing
from edugraph.cli.group import main, run

__all__ = ["asking", "building", "main", "run", "showing"]
