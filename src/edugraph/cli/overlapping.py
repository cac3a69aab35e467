"""Commands on what cities have in common: overlap themes, targets, documents and offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from edugraph.cli.asking import chosen, parameters
from edugraph.cli.common import FORMAT, OUTPUT, PARAMETER, PASSING, TIMEOUT, WHICH, opened, show, tell_passed_over
from edugraph.cli.group import main
from edugraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from edugraph.store import Store
    from edugraph.table import Table

_THEME = click.option("--theme", metavar="THEME", help="Only this theme: 集团化办学. 只看此主题")
_CITIES = click.option(
    "--cities",
    metavar="CITY、CITY…",
    help="Only these cities, full or short names joined by 、 or a comma. 只看这些城市",
)
_EVIDENCE = click.option(
    "--evidence",
    is_flag=True,
    help="Instead of the rows, the sentences behind them, with their places. 列出各行的原句与出处",
)


class Shared(TypedDict):
    """Values of the options that all kinds of overlap have."""

    pairs: tuple[str, ...]
    cities: str | None
    evidence: bool
    form: str
    output: Path | None
    timeout: float


def shared(command: Callable[..., None]) -> Callable[..., None]:
    """The options that all kinds of overlap have."""
    for option in (TIMEOUT, OUTPUT, FORMAT, PARAMETER, _EVIDENCE, WHICH, _CITIES):
        command = option(command)
    return command


@main.group(cls=type(main))
def overlap() -> None:
    """What cities have in common, with the evidence for it.

    各市的共同主题、可比目标、共同引用文件、同职能处室，每行都能回到原句。
    """


@overlap.command()
@_THEME
@click.option("--cells", is_flag=True, help="Theme by city: tasks, offices and targets of each cell. 主题×城市明细")
@click.option("--alone", is_flag=True, help="Themes that only one city acts on. 只有一个城市涉及的主题")
@PASSING
@shared
@click.pass_obj
def themes(
    graph: str | None, theme: str | None, cells: bool, alone: bool, passing: bool, **options: Unpack[Shared]
) -> None:
    """Policy themes that at least two cities act on, narrower ones counted under broader ones.

    至少两个城市共有的政策主题及其任务（下位主题计入上位主题；只计主要主题，顺带提及的用 --passing 计入）。
    """
    name = _one_of("overlap-themes", {"theme-cells": cells, "themes-alone": alone})
    given = {"theme": theme, "passing": "yes" if passing else None}
    _answer(graph, name, "of_themes", given, options)


@overlap.command()
@click.option("--indicator", metavar="INDICATOR", help="Only this indicator: 新增学位. 只看此指标")
@shared
@click.pass_obj
def targets(graph: str | None, indicator: str | None, **options: Unpack[Shared]) -> None:
    """Targets of one indicator side by side: comparable or not, and why.

    同一指标下各市目标并列：可否比较，为何不可。
    """
    _answer(graph, "overlap-targets", "of_targets", {"indicator": indicator}, options)


@overlap.command()
@click.option("--plan", metavar="PLAN", help="Only tasks of this plan: handan-2023. 只看此计划")
@click.option("--task", metavar="NUMBER", help="Only this task: 16. 只看此任务")
@click.option("--most", type=click.IntRange(1, 50), help="How many nearest tasks, 3 unless said otherwise. 最多几条")
@click.option("--boilerplate", is_flag=True, help="The share of each plan that is common phrase, and whose. 套话占比")
@click.option("--phrases", is_flag=True, help="The common phrases one by one. 逐条列出共有文句")
@shared
@click.pass_obj
def tasks(
    graph: str | None,
    plan: str | None,
    task: str | None,
    most: int | None,
    boilerplate: bool,
    phrases: bool,
    **options: Unpack[Shared],
) -> None:
    """For each task its nearest tasks in other cities, with the score taken apart and the passages they share.

    每项任务在其他城市中最接近的任务，附得分构成与共有文句。
    """
    name = _one_of("overlap-tasks", {"boilerplate": boilerplate, "wordings": phrases})
    if options["evidence"] and name != "overlap-tasks":
        raise UsageError("--evidence is of nearest tasks; --phrases names the tasks itself.")
    given = {"plan": plan, "task": task, "most": str(most) if most else None}
    _answer(graph, name, "of_tasks", given, options)


@overlap.command()
@click.option("--all", "every", is_flag=True, help="Every cited document: level, year, versions, doubts. 全部被引文件")
@shared
@click.pass_obj
def documents(graph: str | None, every: bool, **options: Unpack[Shared]) -> None:
    """Documents that at least two cities cite: the same, or each city's own version of one.

    至少两个城市共同引用的文件：标题相同，或同一文件的各市版本。
    """
    _answer(graph, "documents" if every else "overlap-documents", "of_documents", {}, options, "citations")


@overlap.command()
@click.option("--office", metavar="OFFICE", help="Who does elsewhere what this office does: 基教科. 对应处室")
@click.option("--unmatched", is_flag=True, help="Offices whose function is not known. 未能归类的单位")
@click.option("--matrix", metavar="CITY", help="Offices by themes in the latest plan of a city. 责任矩阵")
@_THEME
@shared
@click.pass_obj
def offices(
    graph: str | None,
    office: str | None,
    unmatched: bool,
    matrix: str | None,
    theme: str | None,
    **options: Unpack[Shared],
) -> None:
    """Functions that offices of at least two cities have, and what each city calls them.

    至少两个城市都设有处室的职能及各市处室名称（基教科＝基础教育处）。
    """
    name = _one_of("overlap-offices", {"offices-unmatched": unmatched, "responsibility-matrix": matrix is not None})
    given = {"organisation": office, "theme": theme, "plan": matrix}
    _answer(graph, name, "of_offices", given, options, "offices")


def _one_of(name: str, others: Mapping[str, bool]) -> str:
    """The question that the options ask for; UsageError where they ask for two."""
    asked = [other for other, wanted in others.items() if wanted]
    if len(asked) > 1:
        raise UsageError(f"{' and '.join(asked)} are two questions; ask one at a time.")
    return asked[0] if asked else name


def _answer(
    graph: str | None, name: str, of: str, given: Mapping[str, str | None], options: Shared, source: str = ""
) -> None:
    """Ask and show rows or their evidence; what is wrong with the question is said before the graph is opened.

    Cities without a row in ``source`` are told: that they are not in the answer is no finding.
    """
    from edugraph import answers, query
    from edugraph.choices import part
    from edugraph.overlap import evidence, selection
    from edugraph.parameters import SEPARATOR

    asked = _asked(options, given)
    ask, store = answers.question(name, asked, options["timeout"]), opened(graph, options["form"])
    found = ask(store)
    assert not isinstance(found, bytes), f"{name} is no SELECT"
    if options["evidence"]:
        found = getattr(evidence, of)(store, found.dicts())
    elif name == "responsibility-matrix":
        found = _wide(store, found, asked.get("theme", ""))
    show(found, options["form"], options["output"])
    if "passing" in query.headers()[name].parameters:
        click.echo(query.headers()[name].caution, err=True)
    tell_passed_over(store, name, asked)
    seen, _ = part(store, query.headers()[name], asked)
    missing = selection.silent(seen, source, asked.get("cities", "")) if source and "plan" not in asked else []
    if missing:
        click.echo(f"no {source} in the plan of {SEPARATOR.join(missing)}", err=True)


def _asked(options: Shared, given: Mapping[str, str | None]) -> dict[str, str]:
    """All parameters: those of -p, and those of options."""
    own = {key: value for key, value in (*given.items(), ("cities", options["cities"])) if value is not None}
    pairs = parameters(options["pairs"])
    twice = next((key for key in own if key in pairs), None)
    if twice is not None:
        raise UsageError(f"{twice} is given twice, by -p and by an option; give it once.")
    return chosen(pairs | own)


def _wide(store: Store, found: Table, theme: str) -> Table:
    from edugraph.overlap import ledger, matrix
    from edugraph.parameters import Parameters

    label = Parameters(store).named("theme", theme) if theme else ""
    return matrix.wide(found.dicts(), matrix.across(ledger.narrower(store), label))
