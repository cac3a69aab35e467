"""The command that answers questions in plain Chinese: ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from edugraph.cli.common import FORMAT, OUTPUT, TIMEOUT, opened, show
from edugraph.cli.group import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edugraph.ask import Answer
    from edugraph.table import Table


_MOST = 6
"""So many commands are shown of an answer that takes more."""
SHOWN = 500
"""So many rows of an answer are shown on the screen: nobody reads on, and a program or a file gets them all."""
_INCOMPLETE = "未必完整 / may be incomplete"
"""How a caution of a query begins; queries word it each in its way."""


@main.command()
@click.argument("question")
@FORMAT
@OUTPUT
@TIMEOUT
@click.option("--explain", is_flag=True, help="All readings: how much each explains, and which words. 列出全部读法")
@click.pass_obj
def ask(graph: str | None, question: str, form: str, output: Path | None, timeout: float, explain: bool) -> None:
    """Answer a question in plain Chinese by a named query, and show the query.

    用中文提问：给出读法、可复制的查询命令、结果与存疑之处。例：哪些城市推进集团化办学？
    """
    from edugraph import ask as asking

    store = opened(graph, form)
    if explain:
        show(asking.explain(store, question), form, output)
        return
    found = asking.answer(store, question, timeout)
    aside = form != "table" or output is not None
    for line in _before(found):
        click.echo(line, err=aside)
    shown = found.table if aside else _first(found.table)
    show(shown, form, output, silent=True)  # how many rows there are is told below
    told: set[str] = set()
    for line in _after(found, told):
        click.echo(line, err=aside)
    for part in found.parts:
        _show_part(part, form, told, aside=aside)


def _first(table: Table) -> Table:
    return replace(table, rows=table.rows[:SHOWN])


def _counted(table: Table, zh: str = "--format csv", en: str = "--format csv") -> str:
    """How many rows there are, and how the rest of them is to be had."""
    count = len(table.rows)
    more = f"；只列前 {SHOWN} 行，全部：{zh} / the first {SHOWN} are shown; all: {en}"
    return f"{count} 行 / rows" + (more if count > SHOWN else "")


def _show_part(part: Answer, form: str, told: set[str], *, aside: bool) -> None:
    """A further table under its reading; programs and files get the first table only, and are told how to ask for more."""
    label = "另 / further" if part.sure else "另，不确定 / further, unsure"
    click.echo(f"\n{label}: {part.read}", err=aside)
    for line in _doubts_and_queries(part):
        click.echo(line, err=aside)
    if not aside:
        show(_first(part.table), form)
        if len(part.table.rows) > SHOWN:
            click.echo(_counted(part.table, "上面的查询", "the query above"))
        for line in _notes(part, told):
            click.echo(line)


def _before(found: Answer) -> list[str]:
    """The reading and its commands."""
    label = "读作 / read as" if found.sure else "不确定，读作 / unsure, read as"
    return [f"{label}: {found.read}", *_doubts_and_queries(found)]


def _doubts_and_queries(found: Answer) -> list[str]:
    doubts = [f"存疑 / doubt: {doubt}" for doubt in found.doubts]
    shown = found.commands if len(found.commands) <= _MOST else found.commands[: _MOST - 1]
    more = len(found.commands) - len(shown)
    told = [f"  另有 {more} 条同类查询 / and {more} more of the kind"] if more else []
    return [*doubts, *(f"查询 / query: {command}" for command in shown), *told]


def _notes(found: Answer, told: set[str]) -> Iterator[str]:
    """What is to be said about the rows, but for what is told already; that they may be incomplete is told once."""
    for note in found.notes:
        key = _INCOMPLETE if note.startswith(_INCOMPLETE) else note
        if key not in told:
            yield f"注 / note: {note}"
        told.add(key)


def _after(found: Answer, told: set[str]) -> list[str]:
    """What is to be said about the rows, and the second-best reading."""
    lines = list(_notes(found, told))
    lines.append(_counted(found.table))
    second = "\n  ".join(found.second) if found.second[0] else "无 / none"
    return [*lines, f"次优读法 / second-best reading: {second}"]
