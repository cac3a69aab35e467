"""The group of all commands, and how a run of it ends."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from edugraph import __version__
from edugraph.errors import EduGraphError


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


def run() -> None:
    """The ``edugraph`` command: ``main``, and then the end of the process."""
    try:
        main()
    except SystemExit as end:
        _end(end.code if isinstance(end.code, int) else int(end.code is not None))
