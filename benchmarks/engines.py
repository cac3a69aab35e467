#!/usr/bin/env python3
"""What a named query costs through EduGraph, on pyoxigraph called directly, and on rdflib's own store, in one run.

    python benchmarks/engines.py --plans 200 --seconds 10

Every query is asked with the parameters that it must have, of the same generated plans, with the same text. Seconds
are wall time to the last row, the best of some runs; on rdflib one run, in a process that is killed when it takes
longer than ``--seconds`` and counts with these: the mean is then one that is surpassed. rdflib has all triples in one
graph, which is the fastest it can do. Generated plans are marked as such and never taken for real.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox
import rdflib

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from benchmarks.queries import named
from edugraph import graphs, query, sparql
from edugraph.rdf import common
from edugraph.rdf.namespaces import PREFIXES
from edugraph.store import Store, open_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from multiprocessing.connection import Connection

RUNS, BUDGET = 5, 1.0  # at most so many runs, and none begun after so many seconds
COLUMNS = ("rows", "memory", "direct", "disk", "direct on disk", "rdflib")


class Case(NamedTuple):
    """A named query, the values that it is asked with, and its text with these."""

    name: str
    values: Mapping[str, str]
    text: str


class Seconds(NamedTuple):
    """What a query took: through EduGraph and on the engine alone, in memory and on disk; on rdflib, None if killed."""

    rows: int
    memory: float
    direct: float
    disk: float
    direct_disk: float
    rdflib: float | None


def built(plans: int, folder: Path) -> Path:
    """A graph of generated plans, made by processes of their own."""
    texts, into = folder / "plans", folder / "graph"
    made = [sys.executable, str(Path(__file__).parent / "generate.py"), "--cities", str(plans), "--seed", "1"]
    jobs = str(os.cpu_count() or 1)
    build = [sys.executable, "-m", "edugraph", "build", str(texts), "--into", str(into), "--jobs", jobs]
    for command in ([*made, "--into", str(texts)], build):
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return into


def in_memory(folder: Path) -> Store:
    """The graph of a folder without the store beside it."""
    graph = common.loaded(graphs.settled(folder))
    common.lists(graph)
    return Store(graph)


def cases(store: Store) -> list[Case]:
    """Every named query."""
    known = named(store)
    found = []
    for name, header in query.catalogue().items():
        values = {key: known[key] for key in sorted(header.required)}
        terms = {f"_{key}": query.term(value) for key, value in values.items()}
        terms |= {f"_{key}_zh": ox.Literal(value, language="zh") for key, value in values.items()}
        found.append(Case(name, values, sparql.bound(header.text, terms)))
    return found


def best(call: Callable[[], object]) -> float:
    """Wall seconds of the quickest of some runs."""
    found: list[float] = []
    while len(found) < RUNS and sum(found) < BUDGET:
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return min(found)


def direct(store: Store, text: str) -> None:
    """A query put to the engine, to its last row."""
    found = store.graph.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    for _ in found:
        pass


def own_store(store: Store, at: Path) -> rdflib.Graph:
    """All triples in rdflib's own store."""
    with at.open("w", encoding="utf-8") as file:
        file.writelines(f"{quad.triple} .\n" for quad in store.graph)
    graph = rdflib.Graph()
    graph.parse(at, format="nt")
    return graph


def _asked(graph: rdflib.Graph, text: str, said: Connection) -> None:
    start = time.perf_counter()
    many = sum(1 for _ in graph.query(text))
    said.send((time.perf_counter() - start, many))


def on_rdflib(graph: rdflib.Graph, text: str, seconds: float) -> tuple[float, int] | None:
    """Seconds and rows of a query on rdflib, in a copy of this process; None where it had to be killed."""
    context = get_context("fork")  # a copy has the graph without reading it again
    heard, said = context.Pipe(duplex=False)
    process = context.Process(target=_asked, args=(graph, text, said))
    process.start()
    said.close()
    try:
        if not heard.poll(seconds):
            return None
        found: tuple[float, int] = heard.recv()
        return found
    except EOFError as error:
        raise SystemExit(f"rdflib failed with: {text}") from error
    finally:
        process.kill()
        process.join()


def measured(case: Case, memory: Store, disk: Store, graph: rdflib.Graph, seconds: float) -> Seconds:
    """What a query takes on each."""
    rows = len(query.run(memory, case.name, **case.values).rows)
    taken = on_rdflib(graph, case.text, seconds)
    if taken and taken[1] != rows:
        raise SystemExit(f"{case.name}: {rows} rows in memory, {taken[1]} on rdflib")
    return Seconds(
        rows,
        best(lambda: query.run(memory, case.name, **case.values)),
        best(lambda: direct(memory, case.text)),
        best(lambda: query.run(disk, case.name, **case.values)),
        best(lambda: direct(disk, case.text)),
        taken[0] if taken else None,
    )


def mean(ratios: Iterable[float]) -> float:
    """The geometric mean.

    >>> round(mean([1, 100]), 6)
    10.0
    """
    logs = [math.log(ratio) for ratio in ratios]
    return math.exp(sum(logs) / len(logs))


def summary(found: Mapping[str, Seconds], limit: float) -> str:
    """The means, each of what it is a mean of; a query that was killed counts with the limit, which it took at least."""
    every = found.values()
    other = [limit if one.rdflib is None else one.rdflib for one in every]
    killed = sum(one.rdflib is None for one in every)
    least = "at least " if killed else ""
    means = {
        "rdflib / EduGraph, in memory": (
            least,
            mean(took / one.memory for took, one in zip(other, every, strict=True)),
        ),
        "rdflib / EduGraph, on disk": (least, mean(took / one.disk for took, one in zip(other, every, strict=True))),
        "EduGraph / pyoxigraph, in memory": ("", mean(one.memory / one.direct for one in every)),
        "EduGraph / pyoxigraph, on disk": ("", mean(one.disk / one.direct_disk for one in every)),
    }
    lines = [f"{name}: {least}{value:.2f}" for name, (least, value) in means.items()]
    return "\n".join(
        f"- {one}" for one in [f"{len(found)} queries, {killed} killed on rdflib after {limit:g} s", *lines]
    )


def line(name: str, one: Seconds, seconds: float) -> str:
    """A row of the table, in milliseconds."""
    times = [f"{1000 * value:.1f}" for value in one[1:-1]]
    other = f"over {1000 * seconds:.0f}" if one.rdflib is None else f"{1000 * one.rdflib:.0f}"
    return f"| `{name}` | {one.rows} | {' | '.join(times)} | {other} |"


def main() -> int:
    """Print the table, in milliseconds, as Markdown, and the means."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=20, help="generated plans, at least 20")
    parser.add_argument("--seconds", type=float, default=60.0, help="what a query may take on rdflib")
    options = parser.parse_args()
    if options.plans < 20:
        parser.error("--plans is at least 20: fewer have no store on disk.")
    with tempfile.TemporaryDirectory() as folder:
        into = built(options.plans, Path(folder))
        memory, disk = in_memory(into), open_graph(into)
        graph = own_store(memory, Path(folder) / "all.nt")
        sys.stdout.write(f"| query | {' | '.join(COLUMNS)} |\n|{' --- |' * (len(COLUMNS) + 1)}\n")
        found = {}
        for case in cases(memory):
            found[case.name] = measured(case, memory, disk, graph, options.seconds)
            sys.stdout.write(line(case.name, found[case.name], options.seconds) + "\n")
            sys.stdout.flush()
    sys.stdout.write(f"\n{summary(found, options.seconds)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
