"""What takes long says so on a terminal, and nowhere else; heads without rows are not drawn."""

from __future__ import annotations

import io
import sys

import click
import pytest
from click.testing import CliRunner

from edugraph.cli.common import busy, show
from edugraph.table import Table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "told"), [(Terminal(), True), (io.StringIO(), False)])
def test_what_goes_on_is_told_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch,
    stream: io.StringIO,
    told: bool,
) -> None:
    monkeypatch.setenv("EDUGRAPH_LANG", "en")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    with busy("drawing", "正在生成"):
        pass
    assert ("drawing" in stream.getvalue()) == told


@pytest.mark.parametrize(("form", "drawn"), [("table", ""), ("csv", "plan,task\n")])
def test_heads_without_rows_are_not_drawn(form: str, drawn: str) -> None:
    @click.command()
    def command() -> None:
        show(Table(("plan", "task"), ()), form)

    assert CliRunner().invoke(command).stdout.replace("\r", "") == drawn
