"""The command line. A command is its options, one library call and the output."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from edugraph import __version__
from edugraph.errors import EduGraphError, InputError, UsageError
from edugraph.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.build import Report
    from edugraph.store import Store
    from edugraph.table import Table

_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Form of the rows. 输出格式",
)
_OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file; - or none is stdout. 输出文件",
)
_PARAMETER = click.option(
    "-p", "--parameter", "pairs", multiple=True, metavar="KEY=VALUE", help="A parameter of the query. 查询参数"
)
_TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="Seconds a query may take. 时限（秒）",
)


class _Group(click.Group):
    """Turns EduGraph's errors into one message and the right exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EduGraphError as error:
            click.echo(f"error: {error}", err=True)
            sys.stdout.flush()
            _leave(error.exit_code)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            _leave(0)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            _leave(130)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from edugraph.errors import nearest

        if args and self.get_command(ctx, args[0]) is None:
            raise click.UsageError(f"no command is called {args[0]}.{nearest(args[0], self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)


def _leave(code: int) -> None:
    """End at once where a query still runs in its thread: the engine cannot be interrupted."""
    import threading

    if threading.active_count() > 1 and code in (124, 130):
        _end(code)
    sys.exit(code)


def _end(code: int) -> None:
    """End the process without taking the graph in memory apart first, which takes longer than many a query."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="edugraph")
@click.option(
    "--graph",
    envvar="EDUGRAPH_GRAPH",
    metavar="PATH",
    help="The graph: a folder of Turtle, an RDF file or an Oxigraph folder. Without it, the graph that ships with EduGraph. 图谱位置",
)
@click.pass_context
def main(ctx: click.Context, graph: str | None) -> None:
    """EduGraph: the work plans of Chinese education bureaus as a graph you can ask.

    教育工作要点知识图谱：谁负责什么、承诺了哪些数字、各市政策有何重叠，每条事实都能回到原句。
    """
    ctx.obj = graph


def _write(data: bytes, output: Path | None) -> None:
    """To the file in one piece, or to stdout."""
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        temporary = output.with_name(f".{output.name}.{os.getpid()}")
        temporary.write_bytes(data)
        temporary.replace(output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}.") from error


def _show(table: Table, form: str, output: Path | None = None) -> None:
    """Rows to the output; a table is as wide as the terminal, and a file gets the form that its ending names."""
    from edugraph.output import render

    if output is not None and form == "table" and output.suffix[1:] in FORMATS:
        form = output.suffix[1:]
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise UsageError("xlsx is no text; name a file with -o FILE.xlsx.")
    tty = output is None and sys.stdout.isatty()
    width = os.get_terminal_size().columns if tty else None
    _write(render(table, form, width, colour=tty and "NO_COLOR" not in os.environ), output)
    if not table.rows:
        click.echo("no rows", err=True)


def _open(graph: str | None, form: str = "") -> Store:
    """Open the graph in a thread while the table library loads: the engine does not hold the interpreter."""
    from edugraph.background import begin
    from edugraph.store import open_graph

    opened = begin(lambda: open_graph(graph))
    if form == "table":
        import rich.console
        import rich.table  # noqa: F401
    return opened(None)


def _answer(name: str, graph: str | None, pairs: Sequence[str], form: str, output: Path | None, timeout: float) -> None:
    """Ask and show; what is wrong with the question is said before the graph is opened."""
    from edugraph import answers

    asked = answers.question(name, _parameters(pairs), timeout)
    found = asked(_open(graph, form))
    if isinstance(found, bytes):
        _write(found, output)
    else:
        _show(found, form, output)


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    found = dict(pair.partition("=")[::2] for pair in pairs)
    if len(found) < len(pairs):
        raise UsageError("-p: a parameter is given twice; ask once for each value.")
    wrong = next((pair for pair in pairs if "=" not in pair or pair.startswith("=")), None)
    if wrong is not None:
        raise UsageError(f"-p {wrong}: a parameter is KEY=VALUE, as in -p city=邯郸市.")
    return found


@main.command()
@click.argument("plans", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the graph; ./edugraph-graph unless said otherwise. 图谱文件夹",
)
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with. 并行进程数"
)
@click.option("--verbose", is_flag=True, help="List what was left out and what was not understood. 列出未读内容")
@_FORMAT
def build(plans: tuple[Path, ...], into: Path | None, jobs: int, verbose: bool, form: str) -> None:
    """Read plans (files or folders) into a graph; without PLANS, those of the project.

    把工作要点读成图谱。未改动的不重读；中断时旧图谱不受影响。
    """
    from edugraph import report, resources
    from edugraph.build import build as run
    from edugraph.build import strangers
    from edugraph.catalogue import entries

    found = entries(list(plans) or [resources.folder("graphs") / "plans"])
    own = resources.folder("graphs") if resources.is_checkout() and not plans else Path("edugraph-graph")
    target = into or own
    reports = run(found, target, jobs, _progress(len(found)))
    _show(report.table(reports), form)
    _tell(reports, verbose=verbose)
    others = strangers(target, found)
    if others:
        click.echo(f"also in the graph, and not read now: {', '.join(others)}", err=True)
    click.echo(f"graph: {target}", err=True)
    if any(one.state == "failed" for one in reports):
        raise InputError(f"{sum(one.state == 'failed' for one in reports)} of {len(reports)} plans could not be read.")


def _progress(total: int) -> Any:
    """A counter on a terminal, nothing elsewhere."""
    done: list[Report] = []

    def step(one: Report) -> None:
        done.append(one)
        if sys.stderr.isatty() and total > 1:
            click.echo(f"\r{len(done)}/{total} {one.key[:40]:40}", nl=len(done) == total, err=True)

    return step


def _tell(reports: Sequence[Report], *, verbose: bool) -> None:
    """Failures always; what was left out and what was not understood when asked for."""
    for one in reports:
        if one.message:
            click.echo(f"failed: {one.message}", err=True)
        for kind, remarks in (("left out", one.noise), ("not a fact", one.doubts)) if verbose else ():
            for place, reason, words in remarks:
                click.echo(f"{kind}: {place}: {reason}: {words!r}", err=True)


@main.command()
@click.argument("plan", type=click.Path(path_type=Path))
@_OUTPUT
def extract(plan: Path, output: Path | None) -> None:
    """Facts of one plan as JSON Lines, each with its place and quote.

    一份计划的全部事实（JSON Lines），附原文位置。
    """
    from edugraph import facts
    from edugraph.build import read_plan
    from edugraph.catalogue import entries
    from edugraph.extract import extract as find

    for entry in entries([plan]):
        read = read_plan(entry)
        _write("".join(line + "\n" for line in facts.write(find(read), read.source)).encode(), output)


@main.command()
@click.argument("name", metavar="NAME|FILE|-")
@_PARAMETER
@_FORMAT
@_OUTPUT
@_TIMEOUT
@click.pass_obj
def query(graph: str | None, name: str, pairs: tuple[str, ...], form: str, output: Path | None, timeout: float) -> None:
    """Answer a named query, a SPARQL file, or SPARQL from stdin (-).

    运行命名查询、SPARQL 文件或标准输入的 SPARQL。
    """
    _answer(name, graph, pairs, form, output, timeout)


@main.command()
@_FORMAT
def queries(form: str) -> None:
    """List the named queries: what each answers, and its parameters.

    列出全部命名查询及其参数。
    """
    from edugraph.answers import listing

    _show(listing(), form)


@main.command()
@click.argument("kind", type=click.Choice(("themes", "targets", "documents")))
@_PARAMETER
@_FORMAT
@_OUTPUT
@_TIMEOUT
@click.pass_obj
def overlap(
    graph: str | None, kind: str, pairs: tuple[str, ...], form: str, output: Path | None, timeout: float
) -> None:
    """What cities have in common, with the evidence for it.

    各市的共同主题、可比目标、共同引用文件。
    """
    _answer(f"overlap-{kind}", graph, pairs, form, output, timeout)


@main.command()
@_OUTPUT
@click.pass_obj
def view(graph: str | None, output: Path | None) -> None:
    """Write the graph as one interactive HTML file that opens without a network.

    生成可离线打开的交互网页。
    """
    from edugraph.view import page

    target = output or Path("edugraph.html")
    _write(page.of(_open(graph)).encode(), target)
    if str(target) != "-":
        click.echo(f"view: {target}", err=True)


@main.command()
@click.option("--shapes/--no-shapes", default=True, help="Also check the SHACL shapes. 是否用 SHACL 形状检查")
@_FORMAT
@click.pass_obj
def check(graph: str | None, shapes: bool, form: str) -> None:
    """Check the graph: its SHACL shapes, and the arithmetic of each plan. Exit code 1 when anything is found.

    检查图谱形状与计划自身的算术（分项合计、前后不一、超过100%、期限早于年度）；有发现则退出码为 1。
    """
    from edugraph import plausibility

    store = _open(graph, form)
    found = plausibility.check(store)
    if shapes:
        from edugraph.shapes import validate

        try:
            found = found.extended(validate(store))
        except UsageError:
            _show(found, form)  # what was found without the shapes is not thrown away
            raise
    _show(found, form)
    click.echo(f"{len(found.rows)} findings", err=True)
    if found.rows:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_FORMAT
@click.pass_obj
def evaluate(graph: str | None, gold: Path, form: str) -> None:
    """Score the facts of the graph against gold annotations (a folder of PLAN.KIND.jsonl).

    对照人工标注计算准确率与召回率。
    """
    from edugraph.score import score

    _show(score(_open(graph), gold), form)


def run() -> None:
    """The ``edugraph`` command: ``main``, and then the end of the process."""
    try:
        main()
    except SystemExit as end:
        _end(end.code if isinstance(end.code, int) else int(end.code is not None))
