"""The commands that set cities against each other: rows as the questions give them, and errors with their codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from edugraph.comparison import compare, gaps, peers
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store


def _rows(folder: Path, *words: str) -> list[dict[str, str]]:
    result = run(*words, "--format", "json", folder=folder)
    assert result.exit_code == 0, result.output
    rows: list[dict[str, str]] = json.loads(result.stdout)
    return rows


def test_commands_print_the_rows_of_their_questions(store: Store, graph_folder: Path) -> None:
    assert _rows(graph_folder, "compare", "邯郸", "宁波", "--part", "size") == (
        compare.table(store, cities="邯郸、宁波", part="size").dicts()
    )
    assert _rows(graph_folder, "gaps", "荣成", "--kind", "indicator", "--least", "3") == (
        gaps.table(store, city="荣成", kind="indicator", least="3").dicts()
    )
    assert _rows(graph_folder, "peers", "邯郸", "--cities", "宁波,济宁") == (
        peers.table(store, city="邯郸", cities="宁波、济宁").dicts()
    )


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--nearest", "2"), "peers read: the 2 nearest to 荣成市, of 4. More: --nearest 4."),
        ((), ""),
        (("--nearest", "2", "--cities", "宁波,济宁,邯郸"), ""),
    ],
)
def test_gaps_say_which_peers_were_left_out(graph_folder: Path, more: tuple[str, ...], told: str) -> None:
    result = run("gaps", "荣成", *more, folder=graph_folder)
    assert result.exit_code == 0
    assert told in result.stderr
    assert bool(told) == ("peers read" in result.stderr)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("compare", "邯郸"), 2, "at least two cities"),
        (("compare", "邯郸", "青岛"), 1, "no plan of 青岛"),
        (("gaps", "青岛"), 1, "It holds: 邯郸市"),
        (("peers", "邯郸", "--cities", "邯郸"), 1, "another city than 邯郸市"),
    ],
)
def test_what_is_wrong_ends_with_its_code(graph_folder: Path, words: tuple[str, ...], code: int, said: str) -> None:
    result = run(*words, folder=graph_folder)
    assert result.exit_code == code
    assert said in result.stderr
