#!/usr/bin/env python3
"""Nearest tasks at size: time, memory and how much of the exact nearest ten is found, on generated plans.

    python benchmarks/nearest.py --plans 100 1000 10000

Plans are generated, read by the program's own reader and extractor in two processes, and their tasks compared.
Reading is timed apart: it is what ``edugraph build`` does. The exact nearest are known for a sample of tasks.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from benchmarks import generate
from edugraph import structure
from edugraph.extract import extract, offices
from edugraph.facts import Citation, Responsibility, Target, ThemeMention
from edugraph.overlap.nearest import nearest
from edugraph.overlap.profiles import Profile, Stretch, Trait, weighed
from edugraph.overlap.vectors import space
from edugraph.text import Source
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from edugraph.facts import Fact
    from edugraph.overlap.nearest import Neighbours
    from edugraph.overlap.vectors import Space
    from edugraph.structure import Plan

_MOST = 10
_SAMPLE = 500
_BATCH = 50
_CHUNK = 50  # plans a process reads at a time
_WORKERS = 2


def read(text: tuple[str, str]) -> list[Profile]:
    """The tasks of a plan by id and text, as profiles; each generated plan is a city of its own."""
    key, said = text
    plan = structure.parse(Source(f"{key}.txt", said), key)
    return list(profiles(plan, extract(plan), city=key))


def profiles(plan: Plan, facts: Iterable[Fact], city: str) -> Iterator[Profile]:
    """What ``overlap.profiles`` reads from a graph, straight from a plan and its facts."""
    traits: dict[str, list[tuple[Trait, int, bool]]] = {task.number: [] for task in plan.tasks}
    titles = {task.number: task.title for task in plan.tasks}
    for fact in facts:
        titled = fact.span.start < titles[fact.task].end
        traits[fact.task] += [(trait, times, titled and trait.kind == "theme") for trait, times in _traits(fact)]
    for task in plan.tasks:
        stretches = (
            Stretch(passage.measure or "", span.start, plan.quote(span))
            for passage in task.passages
            for span in plan.stretches(task, passage)
        )
        said = {(trait, times): titled for trait, times, titled in traits[task.number]}
        weights = weighed((trait, times, titled) for (trait, times), titled in said.items())
        yield Profile(plan.key, city, str(plan.year), task.number, plan.title_of(task), tuple(stretches), weights)


def _traits(fact: Fact) -> Iterator[tuple[Trait, int]]:
    match fact:
        case ThemeMention():
            theme = scheme("themes").by_notation[fact.theme]
            yield Trait("theme", theme.notation, theme.label), len(fact.mentions)
        case Target() if fact.concept:
            yield Trait("indicator", fact.concept, scheme("indicators").by_notation[fact.concept].label), 1
        case Responsibility():
            for office in offices.functions(fact.organisation):
                yield Trait("office", office.notation, office.label), 1
        case Citation():
            yield Trait("document", fact.title, fact.title), 1


def recall(found: Space, near: Neighbours) -> float:
    """Of the exact nearest ten of a sample of tasks, the share that was found; one that scores the same counts."""
    rows = np.random.default_rng(1).permutation(len(found.tasks))[:_SAMPLE]
    kept = wanted = 0
    for some in np.array_split(rows, max(1, len(rows) // _BATCH)):
        scores = (found.matrix @ found.matrix[some].T).toarray()
        scores[found.cities[:, None] == found.cities[some]] = 0
        exact = -np.sort(-scores, axis=0)[:_MOST].T
        there = exact > 0
        least = np.where(there, exact, 1).min(axis=1, keepdims=True)
        wanted += int(there.sum())
        kept += int((there & (near.scores[some] >= least - 1e-5)).sum())
    return kept / max(1, wanted)


def measure(count: int) -> tuple[int, float, float, float, float]:
    """Tasks, seconds of reading, of turning into vectors, of finding the nearest ten, and recall."""
    begun = time.perf_counter()
    with ProcessPoolExecutor(_WORKERS) as pool:
        tasks = [task for some in _mapped(pool, count) for task in some]
    read_in = time.perf_counter()
    found = space(tasks)
    as_vectors = time.perf_counter()
    near = nearest(found.matrix, found.cities, _MOST)
    done = time.perf_counter()
    return len(tasks), read_in - begun, as_vectors - read_in, done - as_vectors, recall(found, near)


def _mapped(pool: ProcessPoolExecutor, count: int) -> Iterator[list[Profile]]:
    """Plans read in order, some hundreds at a time, so that texts do not pile up."""
    texts = generate.plans(count)
    while some := list(islice(texts, 20 * _CHUNK)):
        yield from pool.map(read, some, chunksize=_CHUNK)


def main() -> int:
    """Print a row a size, and how the time grows from one to the next."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--plans", type=int, nargs="+", default=[100, 1000])
    before: tuple[int, float] | None = None
    for count in options.parse_args().plans:
        size, reading, vectors, searching, found = measure(count)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        seconds = vectors + searching
        grown = np.log(seconds / before[1]) / np.log(size / before[0]) if before else float("nan")
        sys.stdout.write(
            f"{count:6} plans {size:7} tasks: reading {reading:6.1f} s; vectors {vectors:6.1f} s, nearest ten "
            f"{searching:6.1f} s; recall {found:.3f}; peak {peak:.1f} GiB; time grows as size to the {grown:.2f}\n"
        )
        sys.stdout.flush()
        before = (size, seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
