"""Which graph a command is about: the one that is named, else the one of this folder, else the shipped one.

The only place that decides it. ``--graph`` comes first, then ``EDUGRAPH_GRAPH``, then ``./edugraph-graph``, into
which a build writes unless told otherwise; where there is none, the graph that ships with EduGraph.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import click

from edugraph import graphs, resources
from edugraph.cli.common import said
from edugraph.errors import UsageError

VARIABLE = "EDUGRAPH_GRAPH"
OWN = Path("edugraph-graph")


@dataclass(frozen=True)
class Place:
    """Where a graph is, and who says so: an option, a variable, or nobody, where the graph lies in this folder."""

    path: str
    whence: str = ""

    @cached_property
    def plans(self) -> int:
        """How many plans lie there as Turtle; the folder is listed once."""
        return len(graphs.settled(Path(self.path))) if Path(self.path).is_dir() else 0

    @property
    def is_oxigraph(self) -> bool:
        """Whether a store of Oxigraph lies there."""
        return (Path(self.path) / "CURRENT").is_file()

    @property
    def is_no_folder(self) -> bool:
        """Whether what is there, or would be, is no folder."""
        return self.path.startswith(("http:", "https:")) or Path(self.path).is_file()


def located(named: str | None) -> str | None:
    """The place of the graph to be asked, None for the shipped one; told on stderr where it is not the obvious one."""
    if named:
        return named
    place = found()
    if place:
        _tell(place)
    elif OWN.exists():
        _say(f"the one that ships with EduGraph ({OWN} holds no graph)", f"随程序附带的图谱（{OWN} 中没有图谱）")
    return place.path if place else None


def found() -> Place | None:
    """The place that nobody named on the command line: that of the environment, or the graph of this folder."""
    if named := os.environ.get(VARIABLE):
        return Place(named, VARIABLE)
    own = Place(str(OWN))
    return own if own.is_oxigraph or own.plans else None


def target(into: Path | None, named: str | None, *, project: bool) -> Path:
    """The folder that a build writes to: ``--into``, else the graph that would be asked, else ``./edugraph-graph``.

    The plans of the project (``project``) go into its own graph in a clone, where no other would be asked: what
    is built is what the next command is about. Raises UsageError where that is no folder of Turtle.
    """
    if into:
        return into
    place = Place(named, "--graph") if named else found()
    if place is None:
        return resources.folder("graphs") if project and resources.is_checkout() else OWN
    if place.is_no_folder or place.is_oxigraph:
        whence = place.whence or "in this folder"
        raise UsageError(f"{place.path} ({whence}) is no folder that a build can write to; name one with --into.")
    return Path(place.path)


def tell_built(folder: Path, count: int, named: str | None) -> None:
    """Where the graph of a build lies, with so many plans, and how to ask it where a command would ask another."""
    if not count:
        return
    place = Place(named) if named else found()
    asked = Path(place.path) if place else resources.folder("graphs")
    how = (
        ""
        if asked.resolve() == folder.resolve()
        else said(f"; ask it: edugraph --graph {folder} …", f"；查询：edugraph --graph {folder} …")
    )
    _say(f"{folder} ({_plans(count)}){how}", f"{folder}（{count} 份计划）{how}")


def _tell(place: Place) -> None:
    told = [_plans(place.plans)] if place.plans else []
    told_zh = [f"{place.plans} 份计划"] if place.plans else []
    by = [place.whence] if place.whence else []
    english, chinese = ", ".join(told + by), "，".join(told_zh + by)
    _say(place.path + (f" ({english})" if english else ""), place.path + (f"（{chinese}）" if chinese else ""))


def _plans(count: int) -> str:
    return f"{count} plan" + "s" * (count != 1)


def _say(english: str, chinese: str) -> None:
    click.echo(said(f"graph: {english}", f"图谱：{chinese}"), err=True)
