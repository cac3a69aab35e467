"""What the commands share: options, how the graph is opened, and how rows and files are written."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from edugraph.errors import InputError, UsageError
from edugraph.output import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from edugraph.store import Store
    from edugraph.table import Table

_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Form of the rows. 输出格式",
)
_WIDE = click.option(
    "--wide",
    is_flag=True,
    expose_value=False,
    callback=lambda context, _, value: context.meta.__setitem__(_WIDE_KEY, value),
    help="A table of all columns, wider than the screen where it must be. 宽表，不按屏宽折成条目",
)
_WIDE_KEY = "edugraph.wide"
_WHICH = "edugraph.which"


def _asked(context: click.Context, option: click.Parameter, value: str) -> None:
    """Keep what an option says of the plans that are asked, for ``asked``."""
    if value:
        context.meta.setdefault(_WHICH, {})[str(option.name)] = value


def _which(*names: str, metavar: str, text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(*names, default="", metavar=metavar, expose_value=False, callback=_asked, help=text)


_YEARS = _which(
    "--year",
    "--years",
    "years",
    metavar="YEARS",
    text="Only plans of these years: 2023, 2021-2023, 2021、2023; all, or the latest of each city. 只读这些年度",
)
_PROVINCE = _which("--province", metavar="NAME", text="Only plans of this province: 山东. 只读此省")
_LEVEL = _which("--level", metavar="LEVEL", text="Only plans of this level: county, prefecture, 县级市. 只读此级")
_WHERE = _which("--where", metavar="GROUP", text="Only plans of this group or these cities: 山东的县级市. 只读这些地方")


def FORMAT(command: Callable[..., None]) -> Callable[..., None]:  # noqa: N802 - an option, as those below
    """The options of the form of rows: --format, and --wide, which ``show`` looks up."""
    return _FORM(_WIDE(command))


def PLACES(command: Callable[..., None]) -> Callable[..., None]:  # noqa: N802
    """The options that say of which cities the plans are that are asked: --province, --level, --where."""
    return _PROVINCE(_LEVEL(_WHERE(command)))


def WHICH(command: Callable[..., None]) -> Callable[..., None]:  # noqa: N802
    """The options that say which plans are asked: --years, and those of ``PLACES``; ``asked`` looks them up."""
    return _YEARS(PLACES(command))


def asked() -> dict[str, str]:
    """What the options say of the plans that are asked, as parameters of a question."""
    return dict(click.get_current_context().meta.get(_WHICH, {}))


OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file; - or none is stdout. 输出文件",
)
CHART = click.Path(dir_okay=False, path_type=Path)
"""The file of a chart."""
PARAMETER = click.option(
    "-p", "--parameter", "pairs", multiple=True, metavar="KEY=VALUE", help="A parameter of the query. 查询参数"
)
CITY = click.option(
    "--city", default="", help="The city of the plans: a name, or a code of six digits. 城市（名称或代码）"
)
YEAR = click.option("--year", type=click.IntRange(1990, 2100), help="The year of the plans. 年度")
VOCABULARY = click.option(
    "--vocabulary",
    type=click.Path(path_type=Path),
    help="Words of your own besides those of ontology/ beside the plans: a folder of .ttl or .csv lists, or one. 自备词表",
)
TIMEOUT = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60,
    show_default=True,
    help="Seconds a query may take. 时限（秒）",
)

PASSING = click.option("--passing", is_flag=True, help="Also themes that a task only touches. 顺带提及的主题也计入")
"""Themes that tasks act on are counted by default, and the note of each command says so."""
CITIES = click.option(
    "--cities",
    default="",
    metavar="CITY、CITY…",
    help="Only these peers, names joined by 、 or a comma, or a group: 山东, 县级市, 山东的县级市. 只看这些城市",
)


_FEW = 6


def write(data: bytes, output: Path | None) -> None:
    """To the file in one piece, or to stdout; a terminal gets text in its own encoding."""
    if output is None or str(output) == "-":
        if sys.stdout.isatty():
            sys.stdout.write(data.decode("utf-8", "replace"))
        sys.stdout.flush()
        if not sys.stdout.isatty():
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return
    try:
        temporary = output.with_name(f".{output.name}.{os.getpid()}")
        temporary.write_bytes(data)
        temporary.replace(output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror}.") from error


def show(table: Table, form: str, output: Path | None = None, *, silent: bool = False, own: bool = False) -> None:
    """Rows to the output, as wide as ``_width`` says; a file gets the form that its ending names.

    Heads and closed values of a table are in the language of the reader, but not of a question of his ``own``.
    Where there are no rows this is told, unless ``silent``.
    """
    from edugraph.output import render
    from edugraph.words import language

    if output is not None and form == "table" and output.suffix[1:] in FORMATS:
        form = output.suffix[1:]
    tty = output is None and sys.stdout.isatty()
    if form == "xlsx" and tty:
        raise UsageError("xlsx is no text; name a file with -o FILE.xlsx.")
    colour = tty and "NO_COLOR" not in os.environ
    wide = bool(click.get_current_context().meta.get(_WIDE_KEY))
    lang = "" if own else language()
    if table.rows or form != "table" or output:  # heads without rows say nothing
        write(render(table, form, _width(tty=tty), colour=colour, lang=lang, wide=wide), output)
    if not table.rows and not silent:
        click.echo(said("no rows", "没有结果"), err=True)


def _width(*, tty: bool) -> int | None:
    """The columns that a table may take: COLUMNS, else those of the terminal, else none is known."""
    return get_terminal_size((0, 0)).columns or None if tty or "COLUMNS" in os.environ else None


@contextmanager
def busy(english: str, chinese: str) -> Iterator[None]:
    """What is being done, with a sign that it goes on, on a terminal while it lasts; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(f"{said(english, chinese)} …"):
        yield


def apart(*files: Path | None) -> None:
    """Raise UsageError where two outputs go to one file."""
    given = [path for path in files if path]
    if len(set(given)) < len(given):
        raise UsageError("-o, --png and --svg need a file each (- is stdout).")


def said(english: str, chinese: str) -> str:
    """A message in the language of the reader."""
    from edugraph.words import language

    return chinese if language() == "zh" else english


def tell(message: str) -> None:
    """A message to stderr, in the language of the reader as far as ``messages.json`` has it."""
    from edugraph import messages
    from edugraph.words import language

    click.echo(messages.said(message, language()), err=True)


def opened(graph: str | None, form: str = "") -> Store:
    """Open the graph in a thread while the table library loads: the engine does not hold the interpreter."""
    from edugraph.background import begin
    from edugraph.cli.place import located
    from edugraph.store import open_graph

    place = located(graph)
    wait = begin(lambda: open_graph(place, tell))
    if form == "table":
        import rich.console
        import rich.table  # noqa: F401
    store = wait(None)
    _tell_unread(store)
    return store


def _tell_unread(store: Store) -> None:
    """To stderr, which plans were read without words that others were read with: they may have what they seem to lack."""
    if plans := store.unread:
        listed = "、".join(plans[:_FEW]) + (" …" if len(plans) > _FEW else "")
        english = f"read without some words of your own, which they may have: {listed}. Build them again with these."
        click.echo(said(english, f"读取时未用全部自备词表，可能有而未列出：{listed}。请连同词表重新生成。"), err=True)


def computed(name: str, graph: str | None, form: str, output: Path | None, **parameters: str) -> None:
    """Show the rows of a question that a call answers; parameters of nothing are left out."""
    from edugraph import answers

    answers.question(name, asked() | _given(parameters))  # what is wrong is said before a graph is opened
    answered(name, opened(graph, form), form, output, **parameters)


def answered(name: str, store: Store, form: str, output: Path | None, **parameters: str) -> None:
    """The same of a graph that is open."""
    show(rows(name, store, **parameters), form, output)
    tell_passed_over(store, name, asked() | _given(parameters))


def rows(name: str, store: Store, **parameters: str) -> Table:
    """The rows of a question of the plans that the options say; parameters of nothing are left out."""
    from edugraph import answers

    found = answers.question(name, asked() | _given(parameters))(store)
    assert not isinstance(found, bytes)  # rows, never triples
    return found


def _given(parameters: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in parameters.items() if value}


def tell_passed_over(store: Store, name: str, given: Mapping[str, str]) -> None:
    """To stderr, which plans stand for their cities, where these have others, and which cities, where not all were asked."""
    from edugraph.choices import nearest_only, passed_over, years

    for told in filter(None, (years(store, name, given), nearest_only(store, name, given))):
        click.echo(said(*told), err=True)
    for plan, others in passed_over(store, name, given):
        more = ", ".join(others)
        english = f"{plan} was taken; the same year has {more}. Name a plan by its id to ask it."
        click.echo(said(english, f"取的是 {plan}；同年另有 {more}。写计划编号可指定一份。"), err=True)
