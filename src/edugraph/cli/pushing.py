"""The command that puts plans on a SPARQL server."""

from __future__ import annotations

from pathlib import Path

import click

from edugraph.cli.common import busy, said
from edugraph.cli.group import main
from edugraph.errors import InputError


@main.command()
@click.argument("address", metavar="URL")
@click.pass_obj
def push(graph: str | None, address: str) -> None:
    r"""Put the plans of a graph on a SPARQL server, a named graph a plan.

    URL is that of its Graph Store Protocol; for an Oxigraph server its address will do. A plan that has not changed
    since it was put there is left alone, so a push that was cut off goes on where it was. EDUGRAPH_USER and
    EDUGRAPH_PASSWORD, or EDUGRAPH_TOKEN, let you in. 把图谱逐份推送到 SPARQL 服务器

    \b
    edugraph push http://localhost:7878
    edugraph --graph http://localhost:7878 query plans
    edugraph push http://localhost:8890/sparql-graph-crud-auth
    edugraph --graph http://localhost:8890/sparql query plans
    """
    from edugraph import graphs, remote, resources
    from edugraph.cli.place import located

    folder = Path(located(graph) or resources.folder("graphs"))
    files = graphs.settled(folder) if folder.is_dir() else {}
    if not files:
        raise InputError(f"{folder}: no graph there. Make one: edugraph build PLAN… --into {folder}")
    sent = 0
    with busy("putting plans on the server", "正在推送"):
        for one in remote.push(files, address):
            sent += one.sent
    same = len(files) - sent
    click.echo(said(f"{sent} plans sent, {same} unchanged", f"推送 {sent} 份，未变 {same} 份"))
