"""Which graph a command is about: the one that is named, else the one of this folder, else the shipped one.

The only place that decides it. ``--graph`` comes first, then ``EDUGRAPH_GRAPH``, then ``./edugraph-graph``, into
which a build writes unless told otherwise; where there is none, the graph that ships with EduGraph.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from edugraph import graphs, resources
from edugraph.cli.common import said
from edugraph.errors import UsageError

VARIABLE = "EDUGRAPH_GRAPH"
OWN = Path("edugraph-graph")


def located(named: str | None) -> str | None:
    """The place of the graph to be asked, None for the shipped one; told on stderr where it is not the obvious one."""
    place = named or found()
    if not named and place:
        _tell(place)
    elif not named and OWN.exists():
        _say(f"the one that ships with EduGraph ({OWN} holds no graph)", f"随程序附带的图谱（{OWN} 中没有图谱）")
    return place


def found() -> str | None:
    """The place that nobody named on the command line: that of the environment, or the graph of this folder."""
    return os.environ.get(VARIABLE) or (str(OWN) if _is_graph(OWN) else None)


def _is_graph(folder: Path) -> bool:
    return folder.is_dir() and ((folder / "CURRENT").is_file() or bool(graphs.settled(folder)))


def target(into: Path | None, named: str | None, *, project: bool) -> Path:
    """The folder that a build writes to: ``--into``, else the graph that would be asked, else ``./edugraph-graph``.

    The plans of the project (``project``) go into its own graph in a clone, where no other would be asked: what
    is built is what the next command is about. Raises UsageError where that is no folder of Turtle.
    """
    place = into or named or found()
    if place is None:
        return resources.folder("graphs") if project and resources.is_checkout() else OWN
    if not into and (
        str(place).startswith(("http:", "https:")) or Path(place).is_file() or (Path(place) / "CURRENT").is_file()
    ):
        whence = "--graph" if named else VARIABLE
        raise UsageError(f"{place} ({whence}) is no folder that a build can write to; name one with --into.")
    return Path(place)


def tell_built(folder: Path, named: str | None) -> None:
    """Where the graph of a build lies, and how to ask it where a command without --graph would ask another."""
    count = len(graphs.settled(folder))
    if not count:
        return
    asked = Path(named or found() or resources.folder("graphs"))
    how = (
        ""
        if asked.resolve() == folder.resolve()
        else said(f"; ask it: edugraph --graph {folder} …", f"；查询：edugraph --graph {folder} …")
    )
    _say(f"{folder} ({_plans(count)}){how}", f"{folder}（{count} 份计划）{how}")


def _tell(place: str) -> None:
    count = len(graphs.settled(Path(place))) if Path(place).is_dir() else 0
    told = [_plans(count)] if count else []
    told_zh = [f"{count} 份计划"] if count else []
    by = [VARIABLE] if os.environ.get(VARIABLE) else []
    english, chinese = ", ".join(told + by), "，".join(told_zh + by)
    _say(place + (f" ({english})" if english else ""), place + (f"（{chinese}）" if chinese else ""))


def _plans(count: int) -> str:
    return f"{count} plan" + "s" * (count != 1)


def _say(english: str, chinese: str) -> None:
    click.echo(said(f"graph: {english}", f"图谱：{chinese}"), err=True)
