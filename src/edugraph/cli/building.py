"""Commands that read plans: build and extract."""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edugraph.cli.common import CITY, FORMAT, OUTPUT, VOCABULARY, YEAR, said, show, tell, write
from edugraph.cli.group import main
from edugraph.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from edugraph.catalogue import Entry
    from edugraph.making import Report


@main.command()
@click.argument("plans", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the graph. Without it that of --graph or EDUGRAPH_GRAPH, else ./edugraph-graph. 图谱文件夹",
)
@CITY
@YEAR
@VOCABULARY
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with. 并行进程数"
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    default="",
    help="Read with the workers of a Dask scheduler (tcp://HOST:8786), on other machines too. 用多台机器读取",
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was read, left out and not understood to this .html or .json file. 读取报告",
)
@click.option("--verbose", is_flag=True, help="List what was left out and what was not understood. 列出未读内容")
@FORMAT
@click.pass_obj
def build(
    graph: str | None,
    plans: tuple[Path, ...],
    into: Path | None,
    city: str,
    year: int | None,
    vocabulary: Path | None,
    jobs: int,
    cluster: str,
    report_file: Path | None,
    verbose: bool,
    form: str,
) -> None:
    """Read plans (files, folders or - for stdin) into a graph; without PLANS, those of the project.

    Text, web pages, Word and PDF; .doc and .wps through LibreOffice; scans and pictures with edugraph[ocr].
    把工作要点读成图谱：文本、网页、Word、PDF 均可，扫描件和图片需 edugraph[ocr]。未改动的不重读；中断时旧图谱不受影响。
    """
    from edugraph import graphs, report, resources
    from edugraph.build import build as run
    from edugraph.cli import place

    render = _renderer(report_file)
    _tell_waits()
    found = _entries(list(plans) or [resources.folder("graphs") / "plans"], city, year, vocabulary)
    target = place.target(into, graph, project=not plans)
    with _progress(len(found)) as step:
        reports = run(found, target, jobs, step, cluster)
    rows = report.table(reports)
    show(rows.without("message") if form == "table" else rows, form)  # messages are told below
    _tell(reports, verbose=verbose)
    if report_file and render:
        write(render(reports).encode(), report_file)
    _work_out(target)
    held = graphs.settled(target)
    _tell_others(held, reports, {entry.key for entry in found if entry.listed})
    _tell_strays(found, {one.key for one in reports})
    place.tell_built(target, len(held), graph)
    if any(one.state == "failed" for one in reports):
        raise InputError(f"{sum(one.state == 'failed' for one in reports)} of {len(reports)} files could not be read.")


def _work_out(target: Path) -> None:
    """Work out what comparisons need of all plans: who asks first need not wait."""
    from edugraph import disk, graphs
    from edugraph.store import open_graph

    if len(graphs.settled(target)) >= disk.LEAST:
        from edugraph.overlap import likeness

        likeness.of(open_graph(target, tell))


def _tell_others(held: Mapping[str, Path], reports: Sequence[Report], listed: set[str]) -> None:
    """What else the graph holds, and which plans are one text, unless plans.toml lists them all."""
    from edugraph.build import strangers, twins

    others = strangers(held, reports)
    if others:
        tell(f"also in the graph, and not read now: {', '.join(others)}")
    for keys in twins(held):
        if listed.issuperset(keys):
            continue
        spare = next((key for key in keys if key in others), None)
        advice = f"delete {held[spare]}" if spare else "leave one of the files out, or list both in plans.toml"
        tell(f"one text, several plans: {', '.join(keys)}; if one is enough, {advice}")


def _tell_strays(entries: Sequence[Entry], known: set[str]) -> None:
    """Which corrections are of a plan that was not read, by its id or its file; the graph may still hold what it was."""
    from edugraph import corrections

    keys = known | {entry.key for entry in entries}
    for stray in corrections.strays([entry for entry in entries if entry.path.is_file()], keys):
        tell(f"correction: {stray}")


def _entries(paths: list[Path], city: str, year: int | None, vocabulary: Path | None) -> list[Entry]:
    """The plans of paths, with the city and the year of the options for each; words of one's own are told."""
    from edugraph import catalogue

    found = [catalogue.given(entry, city, year) for entry in catalogue.entries(paths, vocabulary)]
    if told := found[0].words.told() if found else None:
        click.echo(said(f"words of your own: {told[0]}", f"自备词表：{told[1]}"), err=True)
    return found


def _renderer(file: Path | None) -> Callable[[Sequence[Report]], str] | None:
    """What writes the report in the form that the file's ending names."""
    if file is None:
        return None
    if not file.parent.is_dir():
        raise InputError(f"--report {file}: there is no folder {file.parent}.")
    if file.suffix == ".json":
        from edugraph.report import json_of

        return json_of
    if file.suffix in {".html", ".htm"}:
        from edugraph.view.reading import page

        return page
    raise UsageError(f"--report {file}: a report is .html or .json.")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Report], None]]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda one: bar.update(task, advance=1, description=one.file[:40])


class _Waits(logging.Handler):
    """Tells on stderr what takes long, as it goes: the pages of a scan."""

    def emit(self, record: logging.LogRecord) -> None:
        tell(record.getMessage())


def _tell_waits() -> None:
    log = logging.getLogger("edugraph")
    log.handlers, log.propagate = [_Waits()], False
    log.setLevel(logging.INFO)


def _tell(reports: Sequence[Report], *, verbose: bool) -> None:
    """Failures and new names always; what was left out and what was not understood when asked for."""
    from edugraph import messages
    from edugraph.words import language, value

    lang, colon = language(), said(": ", "：")
    for one in reports:
        if one.formerly:
            tell(f"renamed: {', '.join(one.formerly)} -> {one.key}")
        if one.message:
            tell(f"{one.state}: {one.message}")
        for told in one.idle:
            tell(f"correction: {told}")
        for kind, remarks in (("left out", one.noise), ("not a fact", one.doubts)) if verbose else ():
            for place, why, words in remarks:
                parts = [messages.said(kind, lang), place, value("reason", why, lang), repr(messages.said(words, lang))]
                click.echo(colon.join(parts), err=True)


@main.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--gold",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write PLAN.KIND.jsonl to this folder instead, to be corrected by hand and scored by evaluate. 写成标注文件",
)
@CITY
@YEAR
@VOCABULARY
@OUTPUT
def extract(
    plan: Path, gold: Path | None, city: str, year: int | None, vocabulary: Path | None, output: Path | None
) -> None:
    """Facts of one plan (- for stdin) as JSON Lines, each with its place and quote.

    一份计划的全部事实（JSON Lines），附原文位置；--gold 写成标注文件，人工改正后可用 evaluate 评测。
    """
    from edugraph import facts
    from edugraph.extract import extract as find
    from edugraph.making import read_plan

    _tell_waits()
    for entry in _entries([plan], city, year, vocabulary):
        read, _, _ = read_plan(entry)
        if gold:
            from edugraph import gold as annotations

            name = entry.key or (read.key if str(entry.path) == "-" else entry.path.stem)
            annotations.write(gold, name, annotations.rows(read))
            tell(f"gold: {gold / name}.*.jsonl")
        else:
            write("".join(line + "\n" for line in facts.write(find(read), read.source)).encode(), output)
