"""The group of all commands, and how a run of it ends."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import Any, NoReturn

import click

from edugraph import __version__
from edugraph.errors import EduGraphError

_BYTES = re.compile("[\udc80-\udcff]")
"""What Python makes of the bytes of an argument that are no text."""


class _Group(click.Group):
    """Turns EduGraph's errors into one message and the right exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except EduGraphError as error:
            _fail(str(error), error.exit_code)
        except UnicodeDecodeError as error:
            _fail(f"what is read is no text in UTF-8: byte {error.object[error.start]:#x} at {error.start}.", 3)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            _leave(0)
        except KeyboardInterrupt:
            click.echo(_told("interrupted"), err=True)
            _leave(130)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments; what is no text in the encoding of the machine is refused, unless it names a file."""
        wrong = next((one for one in args if _BYTES.search(one) and not os.path.lexists(one)), None)
        if wrong is not None:
            shown = ascii(os.fsencode(wrong))[2:-1]
            encoding = sys.getfilesystemencoding()
            raise click.UsageError(
                f"the argument {shown} is no text in {encoding}; set the locale to UTF-8, as in LC_ALL=C.UTF-8.", ctx
            )
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from edugraph.errors import nearest

        if args and self.get_command(ctx, args[0]) is None:
            wrong = f"no command is called {args[0]}.{nearest(args[0], self.list_commands(ctx))}"
            raise click.UsageError(_told(wrong), ctx)
        return super().resolve_command(ctx, args)


def _told(message: str) -> str:
    """A message in the language of the reader."""
    from edugraph.messages import said
    from edugraph.words import language

    return said(message, language())


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"{_told('error: ')}{_told(message)}", err=True)
    sys.stdout.flush()
    _leave(code)


def _leave(code: int) -> NoReturn:
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
    metavar="PATH",
    help="The graph: a folder of Turtle, an RDF file, an Oxigraph folder, or the address of a SPARQL server. Without it EDUGRAPH_GRAPH, else "
    "./edugraph-graph, else the graph that ships with EduGraph. 图谱位置",
)
@click.pass_context
def main(ctx: click.Context, graph: str | None) -> None:
    """EduGraph: the work plans of Chinese education bureaus as a graph you can ask.

    教育工作要点知识图谱：谁负责什么、承诺了哪些数字、各市政策有何重叠，每条事实都能回到原句。
    """
    ctx.obj = graph


def streams() -> None:
    """Give each stream one encoding: a terminal its own, with marks for what it cannot show; all else UTF-8.

    A page of codes such as that of a Chinese Windows (cp936) holds for terminals; what is piped or goes to a
    file is the same bytes on every machine, messages and rows alike.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="strict" if stream is sys.stdin else "backslashreplace")
        elif isinstance(stream, io.TextIOWrapper) and stream is not sys.stdin:
            stream.reconfigure(errors="replace")
            if stream is sys.stdout and not "中".encode(stream.encoding, "ignore"):
                told = f"this terminal takes {stream.encoding}, which has no Chinese; set it and PYTHONIOENCODING to UTF-8."
                click.echo(told, err=True)


def run() -> None:
    """The ``edugraph`` command: ``main``, and then the end of the process."""
    streams()
    try:
        main()
    except SystemExit as end:
        _end(end.code if isinstance(end.code, int) else int(end.code is not None))
