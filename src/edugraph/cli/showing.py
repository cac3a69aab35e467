"""Commands that show and check the graph: view, check and evaluate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from edugraph.cli.common import CHART, FORMAT, VOCABULARY, WHICH, apart, asked, busy, opened, said, show, tell, write
from edugraph.cli.group import main
from edugraph.errors import InputError, UsageError

if TYPE_CHECKING:
    from edugraph.table import Table

_CITY = click.option(
    "--city", "cities", multiple=True, metavar="CITY", help="Only this city; several times for more. 只看此市（可多次）"
)
_PAGE = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the page to this file, edugraph.html unless said otherwise; - is stdout. 网页文件",
)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@main.command()
@click.argument("piece", default="explorer")
@click.argument("name", default="")
@_CITY
@_PAGE
@click.option("--png", type=CHART, help="Also draw a chart for documents to this file. 静态图（PNG）")
@click.option("--svg", type=CHART, help="The same as SVG. 静态图（SVG）")
@WHICH
@click.pass_obj
def view(
    graph: str | None,
    piece: str,
    name: str,
    cities: tuple[str, ...],
    output: Path | None,
    png: Path | None,
    svg: Path | None,
) -> None:
    """Write the graph, or a piece of it, as one interactive HTML file that opens without a network.

    生成可离线打开的交互网页，或其中一部分：network 关系网络，matrix [CITY] 主题×城市（或该市责任分工），targets
    [INDICATOR] 量化目标，city CITY 一个城市，plan PLAN 一份原文。

    PIECE is network, matrix [CITY], targets [INDICATOR], city CITY or plan PLAN; none is everything. With --png
    or --svg alone no page is written.
    """
    from edugraph.choices import told as left_out
    from edugraph.cli.place import located
    from edugraph.view import show as shown
    from edugraph.which import taken

    apart(output, png, svg)
    which, _ = taken(asked(), ())
    place = located(graph)
    with busy("drawing", "正在生成"):
        made = shown(place, piece, name, cities, which=which)
        files = {path: made.chart(form) for form, path in (("png", png), ("svg", svg)) if path}
        if output or not files:
            files[output or Path("edugraph.html")] = made.page.encode()
    if told := left_out(made.piece.scope.store.whole, made.piece.scope.keys):
        click.echo(said(*told), err=True)
    for path, data in files.items():
        write(data, path)
        if str(path) != "-":
            tell(f"view: {path}")


@main.command()
@click.option(
    "--vocabulary",
    type=click.Path(path_type=Path),
    help="Check this folder or file of words of your own, and no graph. 只检查自备词表",
)
@click.option("--shapes/--no-shapes", default=True, help="Also check the SHACL shapes. 是否用 SHACL 形状检查")
@FORMAT
@click.pass_obj
def check(graph: str | None, vocabulary: Path | None, shapes: bool, form: str) -> None:
    """Check the graph: its SHACL shapes, and the arithmetic of each plan. Exit code 1 when anything is found.

    检查图谱形状与计划自身的算术（分项合计、前后不一、超过100%、期限早于年度）；有发现则退出码为 1。

    With --vocabulary, check words of your own before a build: each mistake with its file and line.
    """
    found = _of_words(vocabulary) if vocabulary else _of_graph(graph, form, shapes=shapes)
    if found.rows or form != "table":
        show(found, form, silent=True)
    well = "nothing wrong: the words can be used" if vocabulary else "nothing wrong with the graph"
    tell(f"{len(found.rows)} findings" if found.rows else well)
    if found.rows:
        raise click.exceptions.Exit(1)


def _of_graph(graph: str | None, form: str, *, shapes: bool) -> Table:
    """What is found in the graph."""
    from edugraph import plausibility

    store = opened(graph, form)
    with busy("checking the arithmetic", "正在核对算术"):
        found = plausibility.check(store)
    if shapes:
        from edugraph.shapes import validate

        try:
            with busy("checking the shapes", "正在核对形状"):
                found = found.extended(validate(store))
        except UsageError:
            show(found, form)  # what was found without the shapes is not thrown away
            raise
    return found


def _of_words(path: Path) -> Table:
    """What is found in words of one's own; how much right ones add is told."""
    from edugraph import glossary
    from edugraph.table import Table

    words, findings = glossary.check([path])
    if told := words.told():
        click.echo(said(f"words of your own: {told[0]}", f"自备词表：{told[1]}"), err=True)
    return Table(glossary.Finding._fields, tuple(tuple(map(str, one)) for one in findings))


def _evaluate_questions(graph: str | None, folder: Path, form: str, *, misses: bool) -> None:
    """Put questions to the graph and show how they came out, set by set, or those that came out wrong."""
    from edugraph import marking

    asked, marker = marking.read([folder]), marking.Marker(opened(graph))
    marks = [marker.mark(one) for one in asked]
    show(marking.each(marks) if misses else marking.table(marks), form)


@main.command()
@click.argument("gold", type=_FOLDER)
@click.option(
    "--documents",
    type=_FOLDER,
    help="Read the documents of this folder that are named by a plan of the gold, instead of a graph. 直接读取文档评测",
)
@VOCABULARY
@click.option(
    "--questions", is_flag=True, help="GOLD holds questions with the rows expected of their answers. 评测问答"
)
@click.option(
    "--misses", is_flag=True, help="List what was missed, is wrong or differs, with the words. 列出漏、错、有别之处"
)
@FORMAT
@click.pass_obj
def evaluate(
    graph: str | None,
    gold: Path,
    documents: Path | None,
    vocabulary: Path | None,
    questions: bool,
    misses: bool,
    form: str,
) -> None:
    """Score facts against gold annotations (a folder of PLAN.KIND.jsonl): those of the graph, or of documents.

    对照人工标注计算准确率与召回率；--documents 直接读取一个文件夹中的文档，无须先建图谱；--questions 评测问答。
    """
    if questions and (documents or vocabulary):
        raise UsageError("--questions are put to a graph: leave --documents and --vocabulary out.")
    if questions:
        _evaluate_questions(graph, gold, form, misses=misses)
        return
    from edugraph import gold as annotations
    from edugraph.score import Score, of_graph

    wanted = annotations.read(gold)
    plans = (plan for plan, _ in wanted)
    told = annotations.Documents(documents, plans, vocabulary) if documents else of_graph(opened(graph))
    score = Score(wanted, told)
    if form == "table" or not misses:
        show(score.table, form)
    if misses:
        show(score.misses, form)
    faults = told.faults if isinstance(told, annotations.Documents) else []
    for fault in faults:
        tell(f"failed: {fault}")
    if faults:
        raise InputError(f"{len(faults)} of the plans of the gold could not be read; they count as missed.")
