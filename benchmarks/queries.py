#!/usr/bin/env python3
"""Whether named queries grow with the graph and no faster: time a plan on some generated plans and on four times as many.

    python benchmarks/queries.py --plans 10

The promise: four times the plans take at most twice the time a plan, for each query that takes more than a tenth of a
second on the larger graph. Seconds are the processor's, so that other work on the machine counts little; the slowest
of some runs counts, since the engine may choose another way of joining each time. The questions that a call answers
are timed too, without a bound: they compare each city with each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from benchmarks import generate
from edugraph import build, catalogue, computed, query
from edugraph.store import open_graph

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.store import Store

TIMES = 4
GROWTH = 2.0
LEAST = 0.1  # seconds: what takes less is noise
RUNS, BUDGET = 6, 1.0  # at most so many runs a query, and none begun after so many seconds
NAMES = {
    "theme": "双减", "themes": "双减、课后服务", "indicator": "新增学位", "section": "加强队伍建设", "words": "双减", "task": "1",
}  # fmt: skip


class Cost(NamedTuple):
    """What a question costs on the smaller and on the larger graph, in seconds a plan, and its largest time."""

    small: float
    large: float
    longest: float

    @property
    def ratio(self) -> float:
        """The time a plan on the larger graph to that on the smaller one."""
        return self.large / self.small


def graph(cities: int, folder: Path) -> Store:
    """The graph of that many generated plans."""
    plans, into = folder / f"plans-{cities}", folder / f"graph-{cities}"
    generate.write(plans, cities, years=1, seed=1)
    build.build(catalogue.entries([plans]), into)
    return open_graph(into)


def named(store: Store) -> Mapping[str, str]:
    """A value for each parameter that a question may need."""
    first, second = query.run(store, "plans").dicts()[:2]
    return {**NAMES, "plan": first["plan"], "city": first["city"], "other": second["city"],
            "cities": f"{first['city']}、{second['city']}"}  # fmt: skip


def seconds(store: Store, name: str, values: Mapping[str, str]) -> float:
    """Processor seconds of the slowest of some runs."""
    given = {key: values[key] for key in query.headers()[name].required}
    if name == "diff":  # of two plans, both by id
        given["other"] = query.run(store, "plans").dicts()[1]["plan"]
    found: list[float] = []
    while len(found) < (1 if name in computed.MODULES else RUNS) and sum(found) < BUDGET:
        start = time.process_time()
        if name in computed.MODULES:
            computed.answer(name, store, None, given)
        else:
            query.run(store, name, **given)
        found.append(time.process_time() - start)
    return max(found)


def costs(plans: int) -> Mapping[str, Cost]:
    """What each question costs."""
    with tempfile.TemporaryDirectory() as folder:
        stores = {count: graph(count, Path(folder)) for count in (plans, TIMES * plans)}
        values = named(stores[plans])
        found = {}
        for name in query.headers():
            small, large = (seconds(store, name, values) for store in stores.values())
            found[name] = Cost(small / plans, large / (TIMES * plans), large)
        return found


def over(name: str, cost: Cost) -> bool:
    """Whether a query is over its bound.

    >>> over("tasks", Cost(0.01, 0.03, 1.2)), over("tasks", Cost(0.001, 0.003, 0.09)), over("peers", Cost(1, 9, 99))
    (True, False, False)
    """
    return name not in computed.MODULES and cost.longest > LEAST and cost.ratio > GROWTH


def main() -> int:
    """Print a row a question, the slowest first; 1 when one is over its bound."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--plans", type=int, default=10, help="plans of the smaller graph (at least 2)")
    plans = options.parse_args().plans
    if plans < 2:
        options.error("--plans is at least 2: some questions are about two cities.")
    found = costs(plans)
    sys.stdout.write(f"{'ms a plan':26} {plans:>6} {TIMES * plans:>6} plans, ratio (bound {GROWTH:g})\n")
    for name, cost in sorted(found.items(), key=lambda pair: -pair[1].large):
        note = "over" if over(name, cost) else "by a call, no bound" if name in computed.MODULES else ""
        sys.stdout.write(f"{name:26} {1000 * cost.small:6.2f} {1000 * cost.large:6.2f} {cost.ratio:6.2f} {note}\n")
    return int(any(over(name, cost) for name, cost in found.items()))


if __name__ == "__main__":
    sys.exit(main())
