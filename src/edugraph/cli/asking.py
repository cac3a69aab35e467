"""Commands that ask the graph: query, queries and overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from edugraph.cli.common import FORMAT, OUTPUT, PARAMETER, TIMEOUT, opened, show, write
from edugraph.cli.group import main
from edugraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def _answer(name: str, graph: str | None, pairs: Sequence[str], form: str, output: Path | None, timeout: float) -> None:
    """Ask and show; what is wrong with the question is said before the graph is opened."""
    from edugraph import answers

    asked = answers.question(name, _parameters(pairs), timeout)
    found = asked(opened(graph, form))
    if isinstance(found, bytes):
        write(found, output)
    else:
        show(found, form, output)


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
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
@FORMAT
@OUTPUT
@TIMEOUT
@click.pass_obj
def query(graph: str | None, name: str, pairs: tuple[str, ...], form: str, output: Path | None, timeout: float) -> None:
    """Answer a named query, a SPARQL file, or SPARQL from stdin (-).

    运行命名查询、SPARQL 文件或标准输入的 SPARQL。
    """
    _answer(name, graph, pairs, form, output, timeout)


@main.command()
@FORMAT
def queries(form: str) -> None:
    """List the named queries: what each answers, and its parameters.

    列出全部命名查询及其参数。
    """
    from edugraph.answers import listing

    show(listing(), form)


@main.command()
@click.argument("kind", type=click.Choice(("themes", "targets", "documents")))
@PARAMETER
@FORMAT
@OUTPUT
@TIMEOUT
@click.pass_obj
def overlap(
    graph: str | None, kind: str, pairs: tuple[str, ...], form: str, output: Path | None, timeout: float
) -> None:
    """What cities have in common, with the evidence for it.

    各市的共同主题、可比目标、共同引用文件。
    """
    _answer(f"overlap-{kind}", graph, pairs, form, output, timeout)
