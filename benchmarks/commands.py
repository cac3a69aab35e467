#!/usr/bin/env python3
"""Times EduGraph against its floor, in one run: ratios count, seconds are noisy.

The floor is a process that imports click and pyoxigraph and does nothing. The promises: a named query
on the shipped graph takes at most 5 times that, a build of the five plans at most 10 times that.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 9
PYTHON = sys.executable
PLANS = str(Path(__file__).parents[1] / "graphs" / "plans")
FLOOR = [PYTHON, "-c", "import click, pyoxigraph"]


def seconds(command: list[str]) -> float:
    """Wall seconds of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def ratio(command: list[str], into: Path | None = None) -> float:
    """Median of the ratios to the floor, pair by pair, after one run that is not counted."""
    found = []
    for _ in range(RUNS + 1):
        if into:
            shutil.rmtree(into, ignore_errors=True)
        found.append(seconds(command) / seconds(FLOOR))
    return statistics.median(found[1:])


def main() -> int:
    """Print each ratio with its bound; 1 when one is over it."""
    edugraph = [PYTHON, "-m", "edugraph"]
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "graph"
        cases: list[tuple[str, list[str], float, Path | None]] = [
            ("edugraph --help", [*edugraph, "--help"], 3, None),
            ("edugraph query overlap-themes", [*edugraph, "query", "overlap-themes"], 5, None),
            ("edugraph build, five plans", [*edugraph, "build", PLANS, "--into", str(into)], 10, into),
        ]
        over = 0
        for name, command, bound, fresh in cases:
            measured = ratio(command, fresh)
            over += measured > bound
            sys.stdout.write(f"{name:32} {measured:5.2f} times the floor, bound {bound:g}\n")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
