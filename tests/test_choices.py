"""Which plan a question takes for a city, where the year has several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edugraph.choices import passed_over
from edugraph.cli import main
from tests.plans import DEEDS, POINTS, graph

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

OVER = [(POINTS, (DEEDS,))]
CASES = {
    "a plan by its city": ("targets", {"plan": "云岭县"}, OVER),
    "a plan by its id": ("targets", {"plan": DEEDS}, []),
    "a city with one plan": ("targets", {"plan": "澜溪区"}, []),
    "all plans of a city": ("plans", {"city": "云岭县"}, []),
    "an earlier year": ("targets", {"plan": "云岭县2023"}, []),
    "side by side": ("compare", {"cities": "云岭县、澜溪区"}, OVER),
    "side by side by its id": ("compare", {"cities": f"{DEEDS}、澜溪区"}, []),
    "the own city": ("gaps", {"city": "云岭县"}, OVER),
    "a peer that nobody named": ("gaps", {"city": "澜溪区"}, OVER),
    "peers that were named": ("peers", {"city": "澜溪区", "cities": "青梧市"}, []),
    "no named question": ("SELECT", {}, []),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans")


@pytest.fixture(scope="module")
def made(folder: Path) -> Store:
    """The graph of the made-up plans."""
    return graph(folder)


@pytest.mark.parametrize(("name", "given", "over"), CASES.values(), ids=CASES)
def test_what_is_passed_over(made: Store, name: str, given: dict[str, str], over: list[object]) -> None:
    assert list(passed_over(made, name, given)) == over


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    "command", [("compare", "云岭县", "澜溪区"), ("gaps", "澜溪区"), ("query", "targets", "-p", "plan=云岭县")]
)
def test_commands_tell_it(folder: Path, command: tuple[str, ...]) -> None:
    found = CliRunner().invoke(main, ["--graph", str(folder / "graph"), *command], env={"EDUGRAPH_LANG": "en"})
    assert f"{POINTS} was taken; the same year has {DEEDS}." in found.stderr
