#!/usr/bin/env python3
"""What a corpus costs, command by command: the shipped five plans, and generated ones in growing number.

    python benchmarks/corpus.py --sizes 250 1000

Each command is a process of its own, timed whole, with its peak memory; it is run twice and the second time counts.
The floor of a build is ``oxigraph load`` of the same quads, where the server's program is installed, that of a
query the engine called directly on the same store. Generated plans are marked as such and never taken for real.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from edugraph import disk, graphs, query, sparql
from edugraph.rdf.namespaces import PREFIXES
from edugraph.store import open_graph

MADE = ("gen00003-2023", "gen00007-2023")
REAL = ("handan-2023", "ningbo-2023")


class Cost(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: float


def cost(command: list[str]) -> Cost:
    """Wall seconds and peak memory of a process that succeeds."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return Cost(time.perf_counter() - start, used.ru_maxrss / 1024)


def commands(one: str, other: str) -> dict[str, list[str]]:
    """What is timed, by name."""
    return {
        "query plans": ["query", "plans"],
        "query targets of a plan": ["query", "targets", "-p", f"plan={one}"],
        "query cities-of-theme": ["query", "cities-of-theme", "-p", "theme=双减"],
        "query counts": ["query", "counts"],
        "ask of a city": ["ask", f"{one}有哪些任务？"],
        "ask of a theme": ["ask", "哪些城市提到双减？"],
        "compare": ["compare", one, other],
        "peers": ["peers", one],
        "gaps": ["gaps", one],
        "overlap themes": ["overlap", "themes"],
    }


def measured(graph: Path, one: str, other: str) -> dict[str, Cost]:
    """The cost of each command on a graph."""
    run = [sys.executable, "-m", "edugraph", "--graph", str(graph)]
    found = {}
    for name, words in commands(one, other).items():
        cost([*run, *words])
        found[name] = cost([*run, *words])
        sys.stdout.write(f"  {name:26} {found[name].seconds:7.2f} s {found[name].megabytes:6.0f} MB\n")
        sys.stdout.flush()
    return found


def built(folder: Path, plans: int) -> Path:
    """A graph of generated plans, and what making it took; beside it the floor."""
    texts, into = folder / f"plans-{plans}", folder / f"graph-{plans}"
    generate = [sys.executable, str(Path(__file__).parent / "generate.py"), "--cities", str(plans), "--seed", "1"]
    cost([*generate, "--into", str(texts)])
    jobs = str(os.cpu_count() or 1)
    taken = cost([sys.executable, "-m", "edugraph", "build", str(texts), "--into", str(into), "--jobs", jobs])
    opened = disk.opened(into)
    assert opened is not None
    store, at = opened
    size = sum(path.stat().st_size for path in at.iterdir()) / 1e6
    turtle = sum(path.stat().st_size for path in graphs.settled(into).values()) / 1e6
    sys.stdout.write(
        f"  build --jobs {jobs}  {taken.seconds:7.1f} s  {1000 * taken.seconds / plans:6.1f} ms a plan"
        f"  {taken.megabytes:6.0f} MB in the main process; store {size:.0f} MB, Turtle {turtle:.0f} MB,"
        f" {len(store) // plans} quads a plan\n"
    )
    program = Path(sys.executable).parent / "oxigraph"
    if program.exists():
        store.dump(str(folder / "all.nq"), format=ox.RdfFormat.N_QUADS)
        floor = cost([str(program), "load", "--location", str(folder / "floor"), "--file", str(folder / "all.nq")])
        sys.stdout.write(
            f"  oxigraph load    {floor.seconds:7.1f} s: the build is {taken.seconds / floor.seconds:.2f} times it\n"
        )
        shutil.rmtree(folder / "floor")
        (folder / "all.nq").unlink()
    return into


def direct(graph: Path) -> None:
    """Named queries through EduGraph and the engine called directly, on one open store."""
    store = open_graph(graph)
    for name in ("plans", "citations", "cities-of-theme"):
        given = {"theme": "双减"} if name == "cities-of-theme" else {}
        terms = {f"_{key}": query.term(value) for key, value in given.items()}
        terms |= {f"_{key}_zh": ox.Literal(value, language="zh") for key, value in given.items()}
        text = sparql.bound(query.named(name).text, terms)
        start = time.perf_counter()
        query.run(store, name, **given)
        ours = time.perf_counter() - start
        start = time.perf_counter()
        found = store.graph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        for _ in found:
            pass
        engine = time.perf_counter() - start
        sys.stdout.write(f"  {name:26} {ours:7.3f} s, the engine alone {engine:7.3f} s\n")


def main() -> int:
    """Print what each size costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250])
    sizes = parser.parse_args().sizes
    sys.stdout.write("5 plans, the shipped ones\n")
    five = measured(Path(__file__).parents[1] / "graphs", *REAL)
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            sys.stdout.write(f"{size} plans\n")
            graph = built(Path(folder), size)
            found = measured(graph, *MADE)
            ratios = ", ".join(f"{name} {found[name].seconds / five[name].seconds:.1f}" for name in found)
            sys.stdout.write(f"  times the five: {ratios}\n")
            direct(graph)
            shutil.rmtree(graph)
    return 0


if __name__ == "__main__":
    sys.exit(main())
