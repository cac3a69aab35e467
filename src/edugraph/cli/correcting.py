"""The command that writes down what a person says of a fact: correct."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from edugraph.cli.common import VOCABULARY, said, tell
from edugraph.cli.group import main
from edugraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from edugraph.corrections import Note

_KINDS = ("responsibility", "leader", "citation", "theme", "target", "result")
_PAIR = "FIELD=VALUE"


@main.command()
@click.argument("plan")
@click.option(
    "--kind", type=click.Choice(_KINDS), default="target", show_default=True, help="Kind of the fact. 事实种类"
)
@click.option("--quote", required=True, help="Words of the plan that say the fact, or a part of them. 原文用词")
@click.option("--task", default="", help="The task: 3. Needed where the words stand in several. 任务编号")
@click.option(
    "--was", "was", multiple=True, metavar=_PAIR, help="What tells it from others of the same words. 用以区分的字段"
)
@click.option(
    "--set", "given", multiple=True, metavar=_PAIR, help="What is to be otherwise: value=4; several times. 改为"
)
@click.option("--confirm", "action", flag_value="confirm", help="The fact holds as it was read. 确认无误")
@click.option("--drop", "action", flag_value="drop", help="It is none. 撤下")
@click.option("--add", "action", flag_value="add", help="It was not read: --set says all of it. 补充")
@click.option("--who", required=True, help="Who says so. 更正人")
@click.option("--why", required=True, help="And why. 理由")
@click.option("--when", default="", metavar="DAY", help="The day, 2024-05-01; today unless said otherwise. 日期")
@VOCABULARY
@click.pass_obj
def correct(
    graph: str | None,
    /,
    plan: str,
    was: tuple[str, ...],
    given: tuple[str, ...],
    action: str | None,
    when: str,
    vocabulary: Path | None,
    **told: str,
) -> None:
    """Confirm, change, drop or add a fact: written to corrections.toml beside the plan, which every build reads.

    人工更正一条事实，记入计划旁的 corrections.toml，此后每次 build 都采用。PLAN 为文件，或图谱中的计划。

    PLAN is a file, or a plan of the graph. The fact is told by --kind, --task and --quote; without --confirm, --drop
    or --add it is changed as --set says.
    """
    from edugraph import amend, corrections

    entry = (
        amend.one_entry(Path(plan), vocabulary)
        if Path(plan).exists()
        else amend.entry_of(*_held(graph, plan), vocabulary)
    )
    day = when or datetime.now(UTC).astimezone().date().isoformat()
    wish = amend.Wish(action=action or "change", was=_pairs(was), set=_pairs(given), when=day, **told)
    correction, note = amend.prepared(entry, wish)
    path = corrections.append(entry.path.parent, correction, entry.words)
    for line in _told(note):
        click.echo(line)
    if left := _indicator_left(note):
        tell(left)
    click.echo(
        said(
            f"written: {path}; it holds from the next edugraph build on", f"已写入 {path}，下次 edugraph build 起生效"
        ),
        err=True,
    )


def _held(graph: str | None, name: str) -> tuple[Path, str]:
    """The folder of the graph, and the id of one of its plans."""
    from edugraph import resources
    from edugraph.cli.place import located
    from edugraph.holdings import Holdings
    from edugraph.store import open_graph

    place = located(graph)
    return Path(place or resources.folder("graphs")), Holdings(open_graph(place)).plan(name)["plan"]


def _pairs(given: Iterable[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"{one}: a field is FIELD=VALUE, as in value=4.")
        if name in found:
            raise UsageError(f"{name} is given twice.")
        found[name] = value
    return found


def _indicator_left(note: Note) -> str:
    """What to say where a figure is no longer one of the shared indicator that it was read as; empty where it is."""
    from edugraph.facts import Target

    before, after = note.before, note.after
    if not (isinstance(before, Target) and isinstance(after, Target)) or before.concept in (None, after.concept):
        return ""
    if after.concept is None:
        return f"the shared indicator is left: {after.indicator} is a wording of its own now, and is compared with no other city"
    return f"another shared indicator: {after.indicator} is compared with what other cities have of it"


def _told(note: Note) -> Iterable[str]:
    """The fact and what became of it, before and after."""
    from edugraph.words import language, value

    one = note.correction
    kind, outcome = value("kind", one.kind, language()), value("corrected", note.outcome, language())
    task = said(f" task {one.task}", f" 任务{one.task}") if one.task else ""
    yield f"{one.plan}{task} {kind} “{one.quote}”{said(': ', '：')}{outcome}"
    if note.told_before:
        yield f"  - {value('was', note.told_before, language())}"
    if note.told_after:
        yield f"  + {value('now', note.told_after, language())}"
