"""Commands that set cities against each other: compare, gaps and peers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from edugraph.cli.common import CITIES, FORMAT, OUTPUT, PASSING, WHICH, computed
from edugraph.cli.group import main

if TYPE_CHECKING:
    from pathlib import Path


@main.command()
@click.argument("cities", nargs=-1, required=True, metavar="CITY CITY…")
@click.option(
    "--part",
    type=click.Choice(("size", "theme", "target", "task")),
    help="Only this part: sizes, themes, targets or nearest tasks. 只看这一部分",
)
@PASSING
@WHICH
@FORMAT
@OUTPUT
@click.pass_obj
def compare(
    graph: str | None, cities: tuple[str, ...], part: str | None, passing: bool, form: str, output: Path | None
) -> None:
    """Two or more cities side by side: sizes, themes here, there and in both, targets, nearest tasks.

    城市并列比较：规模、主题（仅此、仅彼、共有）、共享指标的目标、最接近的任务。CITY 可写城市名、简称或计划编号。
    """
    from edugraph import query

    wanted = {"part": part or "", "passing": "yes" if passing else ""}
    computed("compare", graph, form, output, cities="、".join(cities), **wanted)
    if part in (None, "size", "theme"):
        click.echo(query.headers()["compare"].caution, err=True)


@main.command()
@click.argument("city")
@click.option(
    "--least", type=click.IntRange(min=1), help="How many peers must have it, 2 unless said otherwise. 至少几市"
)
@click.option("--kind", type=click.Choice(("theme", "indicator", "task")), help="Only this kind. 只看这一类")
@click.option(
    "--nearest",
    type=click.IntRange(min=1),
    help="Beside so many nearest cities, 50 unless said otherwise. 与最接近的几市比",
)
@CITIES
@PASSING
@WHICH
@FORMAT
@OUTPUT
@click.pass_obj
def gaps(
    graph: str | None,
    city: str,
    least: int | None,
    kind: str | None,
    nearest: int | None,
    cities: str,
    passing: bool,
    form: str,
    output: Path | None,
) -> None:
    """What peers have and the plan of a city lacks: themes, indicators, tasks, with figures, offices, documents.

    其他城市有而本市没有的主题、指标与任务，并区分五种沉默：未提及、未见此词（附最接近的一句）、提及而无数值、数值隐去、未能读懂。
    """
    from edugraph import query

    wanted = {"least": str(least or ""), "kind": kind or "", "cities": cities, "passing": "yes" if passing else ""}
    computed("gaps", graph, form, output, city=city, nearest=str(nearest or ""), **wanted)
    click.echo(query.headers()["gaps"].caution, err=True)


@main.command()
@click.argument("city")
@CITIES
@WHICH
@FORMAT
@OUTPUT
@click.pass_obj
def peers(graph: str | None, city: str, cities: str, form: str, output: Path | None) -> None:
    """The cities nearest to one, with the score taken apart and pairs of sentences as reasons.

    与某市最接近的城市，附得分构成与对应文句。
    """
    computed("peers", graph, form, output, city=city, cities=cities)
