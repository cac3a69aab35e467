"""The two made-up years: they say that they are made up, are of no real place, and show every kind of change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edugraph import catalogue, regions
from edugraph.build import build
from edugraph.cli import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

YEARS = ROOT / "examples" / "two-years"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of both years."""
    made = tmp_path_factory.mktemp("two-years")
    build(catalogue.entries([YEARS]), made)
    return made


def rows(folder: Path, *words: str) -> list[dict[str, str]]:
    result = CliRunner().invoke(main, ["--graph", str(folder), *words, "--format", "json"])
    assert result.exit_code == 0, result.stderr
    return [dict(row) for row in json.loads(result.stdout)]


@pytest.mark.parametrize("text", sorted(YEARS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_says_that_it_is_made_up(text: Path) -> None:
    assert "虚构" in text.read_text(encoding="utf-8")


def test_the_county_is_no_real_place(folder: Path) -> None:
    assert not [region for region in regions.table() if "青禾" in region.name]
    told = {(row["plan"], row["city"], row["code"], row["province"]) for row in rows(folder, "query", "plans")}
    assert told == {("qinghe-2023", "青禾县", "", ""), ("qinghe-2024", "青禾县", "", "")}


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("tasks", {"kept", "moved", "reworded", "dropped", "new"}),
        ("targets", {"kept", "raised", "lowered", "dropped", "new"}),
        ("completion", {"met", "missed", "untold"}),
    ],
)
def test_every_kind_of_change_can_be_seen(folder: Path, part: str, changes: set[str]) -> None:
    assert {row["change"] for row in rows(folder, "diff", "青禾", "--only", part)} == changes
