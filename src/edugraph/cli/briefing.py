"""The command that writes a comparison note and checks one again: brief."""

from __future__ import annotations

from pathlib import Path

import click

from edugraph.cli.common import OUTPUT, opened, show, tell, write
from edugraph.cli.group import main
from edugraph.errors import UsageError
from edugraph.output import FORMATS

_FORMS = {".html": "html", ".htm": "html", ".docx": "docx"}


@main.command()
@click.argument("cities", nargs=-1, metavar="CITY…")
@OUTPUT
@click.option(
    "--format",
    "form",
    type=click.Choice(("html", "docx", *FORMATS)),
    help="Of a note: html or docx; of the findings of --verify: as elsewhere. 简报或核对结果的格式",
)
@click.option("--indicator", default="", help="Only this shared indicator. 只看这一指标")
@click.option("--theme", default="", help="Only this theme and narrower ones. 只看这一主题")
@click.option(
    "--verify",
    "note",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Check this note against the graph. 核对简报",
)
@click.pass_obj
def brief(
    graph: str | None,
    cities: tuple[str, ...],
    output: Path | None,
    form: str | None,
    indicator: str,
    theme: str,
    note: Path | None,
) -> None:
    """A comparison note (Word or HTML) on the first city beside the others, or beside all; each sentence cites.

    生成比较简报（Word 或网页）：首个城市为本市，每句附出处；--verify 对照图谱核对简报（改动、失去出处即报告，退出码 1）。
    """
    if note is None:
        _write(graph, cities, output, form, indicator, theme)
    elif cities or indicator or theme:
        raise UsageError(
            "brief --verify FILE: the file itself says what it compares; name no city, indicator or theme."
        )
    else:
        _verify(graph, note, output, form or "table")


def _write(
    graph: str | None, cities: tuple[str, ...], output: Path | None, form: str | None, indicator: str, theme: str
) -> None:
    if not cities:
        raise UsageError("brief: name a city, as in edugraph brief 邯郸; or check a note: edugraph brief --verify FILE")
    target = output or Path(f"brief.{form or 'html'}")
    form = _form(target, form)
    from edugraph.brief import compose

    made = compose.note(opened(graph), cities, indicator, theme)
    if form == "docx":
        from edugraph.brief import word as writer
    else:
        from edugraph.brief import html as writer  # type: ignore[no-redef]
    write(writer.render(made), target)
    if str(target) != "-":
        tell(f"brief: {target} ({len(list(made.every()))} sentences, {len(made.numbers)} sources)")


def _form(target: Path, form: str | None) -> str:
    """The form that the file's ending or --format names; UsageError where they name none, or differ."""
    named = _FORMS.get(target.suffix.lower(), "")
    if form not in (None, "html", "docx"):
        raise UsageError(f"--format {form}: a note is html or docx.")
    if str(target) == "-":
        return form or "html"
    if not named or (form and form != named):
        raise UsageError(f"-o {target}: a note is .html or .docx" + (f", and --format says {form}." if form else "."))
    return named


def _verify(graph: str | None, note: Path, output: Path | None, form: str) -> None:
    if form not in FORMATS:
        raise UsageError(f"--format {form}: findings are rows: {', '.join(FORMATS)}.")
    from edugraph.brief.verify import verify

    found = verify(opened(graph, form), note)
    if found.table.rows or form != "table" or output:
        show(found.table, form, output)
    told = f"{found.supported} of {found.sentences} sentences are supported, {found.standing} of {found.sources} sources stand"
    tell(f"{note}: {told}")
    if not found.stands:
        raise click.exceptions.Exit(1)
