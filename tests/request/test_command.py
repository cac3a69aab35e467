"""The command: its options are the constraints, and it says what it asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from edugraph.request.rows import find
from tests.test_cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store


def test_it_prints_the_rows_of_its_request_and_says_it(store: Store, graph_folder: Path) -> None:
    words = ("find", "targets", "--city", "邯郸", "--theme", "双减", "--not-unit", "所", "--format", "json")
    result = run(*words, folder=graph_folder)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == find(store, "targets", city="邯郸", theme="双减", not_unit="所").dicts()
    assert "targets: city 邯郸, theme 双减, not unit 所" in result.stderr


def test_what_it_says_stands_beside_the_rows_of_a_count(graph_folder: Path) -> None:
    result = run(
        "find", "tasks", "--without", "offices", "--city", "宁波", "--count", "--format", "csv", folder=graph_folder
    )
    assert result.stdout == "count\n27\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("find", "tasks", "--city", "青岛"), 1, "no plan of 青岛"),
        (("find", "tasks", "--each", "colour"), 2, "each: colour is none"),
        (("find", "targets", "--with-value", "many"), 2, "value=many: a figure"),
        (("find", "nothing"), 2, "'nothing' is not one of"),
        (("find", "tasks", "--years", "1999"), 1, "no plan of 1999"),
    ],
)
def test_what_is_wrong_ends_with_its_code(graph_folder: Path, words: tuple[str, ...], code: int, said: str) -> None:
    result = run(*words, folder=graph_folder)
    assert result.exit_code == code
    assert said in result.stderr
