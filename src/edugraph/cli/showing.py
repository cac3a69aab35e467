"""Commands that show and check the graph: view, check and evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from edugraph.cli.common import FORMAT, OUTPUT, opened, show, write
from edugraph.cli.group import main
from edugraph.errors import UsageError


@main.command()
@OUTPUT
@click.pass_obj
def view(graph: str | None, output: Path | None) -> None:
    """Write the graph as one interactive HTML file that opens without a network.

    生成可离线打开的交互网页。
    """
    from edugraph.view import page

    target = output or Path("edugraph.html")
    write(page.of(opened(graph)).encode(), target)
    if str(target) != "-":
        click.echo(f"view: {target}", err=True)


@main.command()
@click.option("--shapes/--no-shapes", default=True, help="Also check the SHACL shapes. 是否用 SHACL 形状检查")
@FORMAT
@click.pass_obj
def check(graph: str | None, shapes: bool, form: str) -> None:
    """Check the graph: its SHACL shapes, and the arithmetic of each plan. Exit code 1 when anything is found.

    检查图谱形状与计划自身的算术（分项合计、前后不一、超过100%、期限早于年度）；有发现则退出码为 1。
    """
    from edugraph import plausibility

    store = opened(graph, form)
    found = plausibility.check(store)
    if shapes:
        from edugraph.shapes import validate

        try:
            found = found.extended(validate(store))
        except UsageError:
            show(found, form)  # what was found without the shapes is not thrown away
            raise
    show(found, form)
    click.echo(f"{len(found.rows)} findings", err=True)
    if found.rows:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@FORMAT
@click.pass_obj
def evaluate(graph: str | None, gold: Path, form: str) -> None:
    """Score the facts of the graph against gold annotations (a folder of PLAN.KIND.jsonl).

    对照人工标注计算准确率与召回率。
    """
    from edugraph.score import score

    show(score(opened(graph), gold), form)
