#!/usr/bin/env python3
"""How like real plans the generated ones are: how varied, how many tasks, and what is found in them a task.

Prints the share of distinct sentences and of tasks that are exact copies of another, city names and years
aside, and tasks read against tasks generated; then the facts a task of generated plans beside real ones.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from benchmarks import generate
from edugraph import catalogue, resources
from edugraph.extract import extract
from edugraph.facts import KINDS
from edugraph.making import read_plan
from edugraph.structure import parse
from edugraph.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.generator.draft import Draft
    from edugraph.structure import Plan


def variety(drafts: Iterable[Draft]) -> tuple[float, float, float]:
    """Tasks a plan, the share of sentences that stand there for the first time, and the share of tasks that are copies.

    A plan of a later year repeats most of the one before, so plans of one year are what this is asked of.
    """
    plans = 0
    sentences: Counter[str] = Counter()
    tasks: Counter[tuple[str, ...]] = Counter()
    for draft in drafts:
        plans += 1
        for task in draft.tasks:
            said = [one.text(draft.figures) for one in (task.title, *task.said)]
            tasks[tuple(said)] += 1
            sentences.update(said[1:])
    return tasks.total() / plans, len(sentences) / sentences.total(), 1 - len(tasks) / tasks.total()


def rates(plans: Iterable[Plan]) -> dict[str, float]:
    """Characters, measures and facts of each kind a task."""
    found: Counter[str] = Counter()
    tasks = 0
    for plan in plans:
        tasks += len(plan.tasks)
        found["measure"] += sum(passage.measure is not None for task in plan.tasks for passage in task.passages)
        found["character"] += sum(task.span.end - task.span.start for task in plan.tasks)
        found.update(fact.name for fact in extract(plan))
    return {name: found[name] / tasks for name in ("character", "measure", *KINDS)}


def read_back(drafts: Iterable[Draft], seed: int) -> Iterator[tuple[Draft, Plan]]:
    """Each plan with what EduGraph reads from its text."""
    for draft in drafts:
        yield draft, parse(Source(f"{draft.key}.txt", generate.text_of(draft, seed)), draft.key, draft.year)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print all figures; 1 when a plan is read with another number of tasks than it was given."""
    parser = argparse.ArgumentParser(description="How like real plans the generated ones are.")
    parser.add_argument("--plans", type=int, default=200, help="how many plans of one year (计划数)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the plans (随机种子)")
    given = parser.parse_args(arguments)
    tasks, distinct, copies = variety(generate.drafts(given.plans, 1, given.seed))
    sys.stdout.write(f"{given.plans} plans, {tasks:.1f} tasks a plan\n")
    sys.stdout.write(f"{distinct:.1%} of the sentences are distinct, {copies:.2%} of the tasks are exact copies\n")
    pairs = [*read_back(generate.drafts(given.plans, 1, given.seed), given.seed)]
    wrong = [draft.key for draft, plan in pairs if len(plan.tasks) != len(draft.tasks)]
    sys.stdout.write(f"{len(pairs) - len(wrong)} of {len(pairs)} plans read with as many tasks as they have\n")
    real = rates(read_plan(entry)[0] for entry in catalogue.entries([resources.folder("graphs") / "plans"]))
    made = rates(plan for _, plan in pairs)
    sys.stdout.write(f"{'a task':16}{'real':>8}{'generated':>11}\n")
    for name, rate in real.items():
        sys.stdout.write(f"{name:16}{rate:8.2f}{made[name]:11.2f}\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
