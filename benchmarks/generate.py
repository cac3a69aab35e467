#!/usr/bin/env python3
"""Plausible plans in any number, to measure cost at size: no city, no office and no figure in them is real.

The tasks of the five plans of the project are taken apart into sentences and put together anew for cities
that do not exist (生成市00001); see README.md. The same seed gives the same bytes on any machine, and a
plan is the same however many are made with it. A later program may read other figures in the five plans,
and then gives other plans.

    python benchmarks/generate.py --cities 200 --years 2 --seed 1 --into DIR
    edugraph build DIR --into GRAPH
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds its package

from benchmarks.generator import city, draft, layout, stock, words
from benchmarks.generator.dice import Dice
from edugraph import catalogue, resources
from edugraph.errors import EduGraphError, InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.generator.draft import Draft

FIRST_YEAR = 2023
"""The year of the plans of the project, and of the first generated ones."""
MOST_CITIES, MOST_YEARS = 99_999, 20


def drafts(cities: int, years: int, seed: int) -> Iterator[Draft]:
    """Plans before they are written out, city by city and year by year.

    Raises UsageError for a number of cities or years that is none.
    """
    if not (1 <= cities <= MOST_CITIES and 1 <= years <= MOST_YEARS):
        raise UsageError(f"{cities} cities and {years} years: give 1 to {MOST_CITIES} cities, 1 to {MOST_YEARS} years.")
    real = stock.load()
    names = real.offices
    for number in range(1, cities + 1):
        place = city.found(number, names, Dice(f"{seed}/{number}"))
        plan = draft.first(real, place, FIRST_YEAR, Dice(f"{seed}/{number}/{FIRST_YEAR}"))
        yield plan
        for year in range(FIRST_YEAR + 1, FIRST_YEAR + years):
            plan = draft.following(real, plan, Dice(f"{seed}/{number}/{year}"))
            yield plan


def text_of(plan: Draft, seed: int) -> str:
    """A plan written out."""
    return layout.text(plan, Dice(f"{seed}/{plan.key}/text"))


def plans(cities: int, years: int = 1, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Id and text of each plan, one at a time."""
    for plan in drafts(cities, years, seed):
        yield plan.key, text_of(plan, seed)


def write(into: Path, cities: int, years: int, seed: int) -> int:
    """Write a file a plan and ``plans.toml`` into a new or empty folder, and say how many plans.

    Raises UsageError when the folder holds anything or lies in the graphs of the project, InputError
    when it cannot be written.
    """
    _refuse(into)
    count = 0
    try:
        into.mkdir(parents=True, exist_ok=True)
        with (into / catalogue.NAME).open("w", encoding="utf-8", newline="\n") as listed:
            listed.write(f"# {words.text('mark')}\n# cities = {cities}, years = {years}, seed = {seed}\n")
            for plan in drafts(cities, years, seed):
                (into / f"{plan.key}.txt").write_text(text_of(plan, seed), encoding="utf-8", newline="\n")
                listed.write(_entry(plan))
                count += 1
    except OSError as error:
        raise InputError(f"{into}: cannot be written: {error.strerror}. Choose another folder with --into.") from error
    return count


def _entry(plan: Draft) -> str:
    place = plan.city
    return (
        f'\n[{plan.key}]\nfile = "{plan.key}.txt"\ncity = "{place.name}"\nyear = {plan.year}\n'
        f'known = "stated"\nissuer = "{place.name}{place.bureau}"\n'
    )


def _refuse(into: Path) -> None:
    """Raise UsageError for a folder in which generated plans would stand beside others."""
    graphs = resources.folder("graphs").resolve()
    if into.resolve().is_relative_to(graphs):
        raise UsageError(f"{into}: lies in the graphs of the project, which hold real plans. Choose another folder.")
    if into.is_file() or (into.is_dir() and any(into.iterdir())):
        raise UsageError(
            f"{into}: is not an empty folder, and generated plans never stand beside others. Choose a new one."
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write plans as the command line says; the exit code of EduGraph for what goes wrong."""
    parser = argparse.ArgumentParser(
        description="Plausible plans of cities that do not exist, to measure cost at size."
    )
    parser.add_argument("--cities", type=int, default=10, help="how many cities (生成城市数)")
    parser.add_argument("--years", type=int, default=1, help=f"plans a city, from {FIRST_YEAR} on (年数)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other plans (随机种子)")
    parser.add_argument("--into", type=Path, required=True, help="a new or empty folder (输出文件夹)")
    given = parser.parse_args(arguments)
    try:
        count = write(given.into, given.cities, given.years, given.seed)
    except EduGraphError as error:
        sys.stderr.write(f"Error: {error}\n")
        return error.exit_code
    sys.stderr.write(f"{count} plans in {given.into}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
