#!/usr/bin/env python3
"""Time per character of the target grammar on hostile text, from 10 kB to 10 MB: flat means linear.

Each text is one pattern repeated. The figure that counts is the ratio of the time per character at the
largest size to that at the smallest; a quadratic grammar would show about 1,000 there.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress

from edugraph.errors import InputError
from edugraph.extract import targets, themes
from edugraph.readers.wrapped import unwrapped
from edugraph.structure import clauses, noise, parse
from edugraph.structure.plan import Header, Passage, Plan, Task
from edugraph.text import Source, Span

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
BOUND = 4.0
HOSTILE = {
    "digits": "1234567890",
    "万亿": "万亿",
    "open brackets": "((((((((((",
    "open quotes": "“",
    "stars": "*",
    "commas": "1,",
    "units": "5所、",
    "dates": "2023年底前",
    "blanks": " ",
    "tabs": "\t1、",
    "thousands": "333,",
    "reached": "达到",
    "within the year": "年内",
    "towards": "对1个",
    "heads": "(责任单位:",
    "numbers": "1.甲\n",
    "running numbers": "".join(f"{at}、甲。" for at in range(1, 1000)),
    "head words": "序号\n工作任务\n责任单位\n",
    "one cell a line": "序号\n工作任务\n责任单位\n1\n建校\n基教科\n",
    "rows": "序号\t工作任务\t责任单位\n1\t建校\t基教科\n",
    "bars": "| 1 | 建校 |\n",
    "annexes": "附件1\n",
    "sentences": "建3所。",
    "plan text": "全市普惠性幼儿园覆盖率达到88%以上,创建一级幼儿园25所。",
}


def plan_of(text: str) -> Plan:
    """A plan of one task that holds the text."""
    span = Span(0, len(text))
    task = Task("1", Span(0, 1), (), span, (Passage(None, span),), ())
    return Plan("bench", 2023, Source("bench", text), Header(), (), (task,))


def seconds(text: str) -> float:
    """Time to find everything in a text."""
    plan = plan_of(text)
    start = time.perf_counter()
    for _ in noise.find(text):
        pass
    unwrapped(text)
    with suppress(InputError):
        parse(Source("bench", text), "bench-2023", 2023)
    clauses.find(text, Span(0, len(text)))
    for find in (targets.read, themes.find):
        for _ in find(plan, plan.tasks[0]):
            pass
    return time.perf_counter() - start


def main() -> int:
    """Print microseconds a character for each text and size; 1 when one grows."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    sizes = [size for size in SIZES if size <= largest]
    sys.stdout.write("µs a character".ljust(18) + "".join(f"{size:>12,}" for size in sizes) + "     ratio\n")
    worst = 0.0
    for name, pattern in HOSTILE.items():
        rates = [1e6 * seconds((pattern * (size // len(pattern) + 1))[:size]) / size for size in sizes]
        worst = max(worst, rates[-1] / max(rates[0], 0.05))
        sys.stdout.write(
            name.ljust(18) + "".join(f"{rate:12.3f}" for rate in rates) + f"{rates[-1] / rates[0]:10.2f}\n"
        )
        sys.stdout.flush()
    return int(worst > BOUND)


if __name__ == "__main__":
    sys.exit(main())
