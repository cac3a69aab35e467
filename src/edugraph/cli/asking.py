"""Commands that ask the graph: query and queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from edugraph.cli import common
from edugraph.cli.common import FORMAT, OUTPUT, PARAMETER, TIMEOUT, WHICH, opened, said, show, tell_passed_over, write
from edugraph.cli.group import main
from edugraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from edugraph.query import Header
    from edugraph.store import Store
    from edugraph.table import Table

_READ = ("table", "md")
"""The formats that people read, not programs."""


def _answer(
    name: str, graph: str | None, pairs: Sequence[str], form: str, output: Path | None, timeout: float, *, sure: bool
) -> None:
    """Ask and show; what is wrong with the question is said before the graph is opened."""
    from edugraph import answers
    from edugraph.choices import part
    from edugraph.query import headers

    given = chosen(parameters(pairs))
    if name not in headers() and (own := common.asked()):
        raise UsageError(
            f"--{next(iter(own))} is of named queries; a query of your own says itself which plans it reads."
        )
    asked, store = answers.question(name, given, timeout), opened(graph, form)
    found, header = asked(store), headers().get(name)
    if isinstance(found, bytes):
        write(found, output)
        return
    if sure:
        found = _sure(found)
    show(found, form, output, own=header is None)
    if header:
        tell_passed_over(store, name, given)
    if header and found.rows:
        _tell_how_to_read(header, form)
    elif header:
        _tell_what_none_means(*part(store, header, given), header)


def _sure(found: Table) -> Table:
    """The rows that are not in doubt; how many were left out is told to stderr."""
    from edugraph.answers import sure

    kept = sure(found)
    left = len(found.rows) - len(kept.rows)
    click.echo(
        said(
            f"left out as in doubt: {left} of {len(found.rows)} rows", f"已略去存疑 {left} 条，共 {len(found.rows)} 条"
        ),
        err=True,
    )
    return kept


def _tell_how_to_read(header: Header, form: str) -> None:
    """To stderr, where its header says so, how the rows of a named query are to be read."""
    from edugraph.words import reading

    if header.reading and form in _READ:
        click.echo(said(f"how to read: {header.reading}", f"读法：{reading(header.reading_zh, 'zh')}"), err=True)


def _tell_what_none_means(store: Store, given: Mapping[str, str], header: Header) -> None:
    """To stderr, where its header says so, what it means that a named query has no rows."""
    from edugraph.parameters import Parameters
    from edugraph.query import nothing

    if header.none:
        click.echo(nothing(store, header.name, Parameters(store).resolved(header, given)), err=True)


def chosen(given: Mapping[str, str]) -> dict[str, str]:
    """Parameters with what the options say of the plans that are asked; UsageError for one that is given twice."""
    twice = next((key for key in common.asked() if key in given), None)
    if twice is not None:
        raise UsageError(f"{twice} is given twice, by -p and by an option; give it once.")
    return {**given, **common.asked()}


def parameters(pairs: Sequence[str]) -> dict[str, str]:
    """The parameters of ``-p KEY=VALUE``; UsageError for one without a key or given twice."""
    found = dict(pair.partition("=")[::2] for pair in pairs)
    if len(found) < len(pairs):
        raise UsageError("-p: a parameter is given twice; ask once for each value.")
    wrong = next((pair for pair in pairs if "=" not in pair or pair.startswith("=")), None)
    if wrong is not None:
        raise UsageError(f"-p {wrong}: a parameter is KEY=VALUE, as in -p city=邯郸市.")
    return found


@main.command()
@click.argument("name", metavar="NAME|FILE|-")
@PARAMETER
@click.option("--sure", is_flag=True, help="Only facts whose reading is not in doubt. 只列无存疑的事实")
@WHICH
@FORMAT
@OUTPUT
@TIMEOUT
@click.pass_obj
def query(
    graph: str | None,
    name: str,
    pairs: tuple[str, ...],
    sure: bool,
    form: str,
    output: Path | None,
    timeout: float,
) -> None:
    """Answer a named query, a SPARQL file, or SPARQL from stdin (-).

    运行命名查询、SPARQL 文件或标准输入的 SPARQL。
    """
    _answer(name, graph, pairs, form, output, timeout, sure=sure)


@main.command()
@FORMAT
def queries(form: str) -> None:
    """List the named queries: what each answers, and its parameters.

    列出全部命名查询及其参数。

    Each also takes what says which plans it reads: year or years, province, level, where. 另可限定年度与地方。
    """
    from edugraph.answers import listing

    found = listing()
    show(found.without(said("回答", "answers")) if form == "table" else found, form)
