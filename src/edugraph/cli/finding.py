"""The command that answers requests: find."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import click

from edugraph.cli.common import FORMAT, OUTPUT, TIMEOUT, WHICH, asked, opened, said, show
from edugraph.cli.group import main
from edugraph.request.constraints import CONSTRAINTS, KINDS, MEASURES, NOUNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SIGNED = "value"
"""The constraint whose option has the sign of a comparison in its value."""


def _constraints(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each constraint, and one that denies it."""
    options = [
        click.option(
            f"--{'not' if denied else 'with'}-{name}" if denied or name == _SIGNED else f"--{name}",
            f"not_{name}" if denied else name,
            multiple=True,
            metavar="FIGURE" if name == _SIGNED else "NAME" if one.names else "VALUE",
            hidden=denied,
            help=f"{one.en[0].upper()}{one.en[1:]}{', as in >=80%' * (name == _SIGNED)}. {one.zh}",
        )
        for name, one in CONSTRAINTS.items()
        for denied in (False, True)
    ]
    return reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


@main.command()
@click.argument("what", type=click.Choice(list(NOUNS)))
@_constraints
@click.option(
    "--without", multiple=True, type=click.Choice([one.en for one in KINDS.values()]), help="That have none. 没有……的"
)
@click.option(
    "--each", default="", metavar="COLUMN", help="Gather the rows by a column, and count them. 按此列归并计数"
)
@click.option("--by", type=click.Choice(MEASURES), help="Rank by how many of these. 按数目排列")
@click.option("--top", type=click.IntRange(min=1), help="The first rows only. 只列前几行")
@click.option("--count", is_flag=True, help="How many there are, and no rows. 只数数目")
@WHICH
@FORMAT
@OUTPUT
@TIMEOUT
@click.pass_obj
def find(graph: str | None, /, what: str, form: str, output: Path | None, timeout: float, **wanted: object) -> None:
    """Tasks, targets, offices … that are as the options say; each has a --not-… that denies it.

    按条件查找任务、目标、单位等。同一选项写几次，是“任一”；--not-… 是“不是”；--without 是“没有”。
    例：edugraph find targets --city 邯郸 --theme 双减 --with-value ">=80%"
    """
    from edugraph.request import rows, value
    from edugraph.which import taken

    then = {"by": wanted.pop("by") or "", "first": wanted.pop("top") or 0}
    request = value.request(what, which=taken(asked(), ())[0], **wanted, **then)  # type: ignore[arg-type]
    click.echo(said(request.english, request.chinese), err=True)
    show(rows.answer(opened(graph, form), request, timeout), form, output)
