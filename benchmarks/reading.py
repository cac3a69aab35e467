#!/usr/bin/env python3
"""What reading costs: speed on plan text, memory and time over folders of growing size.

The promises: extraction (file to facts) at 1 MB of plan text a second and core, memory flat over a folder
of 1,000 files, and time growing linearly with the folder. The plans of the project are the text; each
copy differs by a line, so that nothing is kept from one to the next.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from edugraph import catalogue, making
from edugraph.extract import read

PLANS = Path(__file__).parents[1] / "graphs" / "plans"
SIZES = (10, 100, 1000)
SPEED = 1.0  # MB a second
GROWTH = 1.3  # largest ratio of the time a file, and of memory, between the largest folder and the middle one


def speed() -> float:
    """MB of plan text that become facts in a second: the best of nine rounds over the five plans."""
    entries = catalogue.entries([PLANS])
    size = sum(entry.path.stat().st_size for entry in entries) / 1e6
    rounds = []
    for _ in range(10):
        start = time.perf_counter()
        for entry in entries:
            for _ in read(making.read_plan(entry)[0]):
                pass
        rounds.append(time.perf_counter() - start)
    return size / min(rounds[1:])


def folder(of: Path, files: int) -> Path:
    """A folder of that many plans."""
    made = of / str(files)
    made.mkdir()
    texts = [path.read_bytes() for path in sorted(PLANS.glob("*.txt"))]
    for at in range(files):
        (made / f"plan-{at}.txt").write_bytes(texts[at % len(texts)] + f"\n附注{at}。\n".encode())
    return made


def cost(plans: Path, into: Path) -> tuple[float, float]:
    """Seconds and peak MB of a build in a process of its own."""
    start = time.perf_counter()
    run = [sys.executable, "-m", "edugraph", "build", str(plans), "--into", str(into), "--format", "csv"]
    subprocess.run(run, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    taken = time.perf_counter() - start
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> int:
    """Print each figure with its bound; 1 when one is over it."""
    measured = speed()
    sys.stdout.write(f"file to facts             {measured:6.2f} MB a second, bound {SPEED:g}\n")
    with tempfile.TemporaryDirectory() as temporary:
        costs = {files: cost(folder(Path(temporary), files), Path(temporary) / f"g{files}") for files in SIZES}
    for files, (taken, memory) in costs.items():
        sys.stdout.write(
            f"build of {files:5} files      {1000 * taken / files:6.1f} ms a file, {memory:6.1f} MB at most\n"
        )
    (some, small), (most, large) = costs[SIZES[1]], costs[SIZES[2]]
    time_ratio, memory_ratio = most / SIZES[2] / (some / SIZES[1]), large / small
    sys.stdout.write(f"1,000 files against 100   {time_ratio:6.2f} times the time a file, bound {GROWTH:g}\n")
    sys.stdout.write(f"                          {memory_ratio:6.2f} times the memory, bound {GROWTH:g}\n")
    return int(measured < SPEED or time_ratio > GROWTH or memory_ratio > GROWTH)


if __name__ == "__main__":
    sys.exit(main())
