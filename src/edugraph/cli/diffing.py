"""Commands that go through the years: diff sets two plans against each other, trend and kept all of them."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from edugraph.cli.common import (
    CHART,
    CITIES,
    FORMAT,
    OUTPUT,
    PLACES,
    answered,
    apart,
    computed,
    opened,
    rows,
    said,
    show,
    tell,
    write,
)
from edugraph.cli.group import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from edugraph.diff.table import Diff
    from edugraph.store import Store
    from edugraph.table import Table

_PARTS = ("tasks", "targets", "completion")


@main.command()
@click.argument("plan")
@click.argument("other", required=False, default="")
@click.option("--only", type=click.Choice(_PARTS), default=None, help="Only this part. 只看任务、目标或完成情况")
@click.option("--changed", is_flag=True, help="Leave out what is kept and what nothing is told of. 只列变化")
@click.option(
    "--evidence",
    is_flag=True,
    help="Instead of the rows, the sentences behind them, with their places. 列出各行的原句与出处",
)
@FORMAT
@OUTPUT
@click.pass_obj
def diff(
    graph: str | None,
    plan: str,
    other: str,
    only: str | None,
    changed: bool,
    evidence: bool,
    form: str,
    output: Path | None,
) -> None:
    """Two plans, as a rule of one city's two years: what is new, kept, raised, lowered, reworded, dropped or moved.

    PLAN is a plan's id, or a city with or without a year; with one alone, it is set against the plan before it.
    The earlier year is A whatever the order. Targets that the later plan tells results of are met, missed or kept.

    两份计划（一般为同一城市两个年度）的差异：新增、延续、提高、降低、改写、取消、转责的任务与目标，以及上年目标完成情况，双方原句并列。
    年度较早者为 A。只写一个城市时，比较其最近两个年度。
    """
    from edugraph.diff import table

    found = table.diff(opened(graph, form), plan, other, only or "", changed=changed)
    show(found.evidence if evidence else found.table, form, output)
    _tell(found)


@main.command()
@click.argument("name")
@CITIES
@PLACES
@click.option("--png", type=CHART, help="Draw a chart for documents to this file instead. 走势图（PNG）")
@click.option("--svg", type=CHART, help="The same as SVG. 走势图（SVG）")
@FORMAT
@OUTPUT
@click.pass_obj
def trend(
    graph: str | None, name: str, cities: str, png: Path | None, svg: Path | None, form: str, output: Path | None
) -> None:
    """A city, an indicator or a theme through the years: promised, raised or lowered, and what was reached.

    NAME is that of a city, of a shared indicator or of a theme. 历年走势：各年承诺了什么、比上年高低、下一年自述完成与否。

    With --png or --svg rows are written only where -o names a file. 只画图时不列表。
    """
    from edugraph import query

    charts = {path: ending for ending, path in (("png", png), ("svg", svg)) if path}
    apart(output, png, svg)
    store = opened(graph, form)
    given = {_kind(store, name): name, "cities": cities}
    if output or not charts:
        answered("trend", store, form, output, **given)
    if charts:
        _draw(charts, store, name, rows("trend", store, **given))
    click.echo(query.headers()["trend"].caution, err=True)


def _kind(store: Store, name: str) -> str:
    """Whether a name is that of a city, of a shared indicator or of a theme; MissingError where it is of none."""
    from edugraph.errors import MissingError
    from edugraph.parameters import Parameters

    known = Parameters(store)
    for kind in ("city", "indicator", "theme"):
        with suppress(MissingError):
            known.named(kind, name)
            return kind
    raise MissingError(f"{name}: the graph knows no city, no shared indicator and no theme of that name.")


def _draw(files: Mapping[Path, str], store: Store, name: str, found: Table) -> None:
    """Write a chart to each file, in its form."""
    from edugraph.holdings import plans
    from edugraph.view import charts

    for path, form in files.items():
        write(charts.through(plans(store), name, found.dicts(), form), path)
        tell(f"trend: {path}")


@main.command()
@CITIES
@click.option("--year", default="", help="Only plans of this year. 只看这一年的计划")
@PLACES
@FORMAT
@OUTPUT
@click.pass_obj
def kept(graph: str | None, cities: str, year: str, form: str, output: Path | None) -> None:
    """What became of last year's promises, city by city, as the next plan tells it. 上年承诺兑现情况。"""
    from edugraph import query

    computed("kept", graph, form, output, cities=cities, year=year)
    click.echo(query.headers()["kept"].caution, err=True)


def _tell(found: Diff) -> None:
    """Which plan is which, how many changes of each kind there are, and that nothing is told of results."""
    from edugraph.words import language, value

    click.echo(f"A: {found.a['plan']} {found.a['title']}", err=True)
    click.echo(f"B: {found.b['plan']} {found.b['title']}", err=True)
    count = Counter((change.part, change.change) for change in found.changes)
    for part in dict.fromkeys(part for part, _ in count):
        here = {change: many for (one, change), many in count.items() if one == part}
        told = said(", ", "，").join(f"{many} {value('change', change, language())}" for change, many in here.items())
        click.echo(said(f"{part}: {told}", f"{value('part', part, 'zh')}：{told}"), err=True)
    if found.silent:
        tell(f"{found.b['plan']} tells no results of {found.a['plan']}.")
