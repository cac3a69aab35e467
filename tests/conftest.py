"""The five plans of the project, read once, and the graph made of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from edugraph import catalogue, disk, resources
from edugraph.build import build
from edugraph.making import read_plan
from edugraph.store import Store, open_graph
from tests.view.chromium import CHROMIUM, NONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.structure import Plan

# How long a case takes is for benchmarks to say, and a failure is to be of the change that is tested, not of the draw.
settings.register_profile("edugraph", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("edugraph")

for _name in ("EDUGRAPH_GRAPH", "COLUMNS"):  # what the machine says is not what is tested
    os.environ.pop(_name, None)
os.environ["EDUGRAPH_LANG"] = "en"

ROOT = Path(__file__).parents[1]
PLANS = resources.folder("graphs") / "plans"
KEYS = ("zaozhuang-2023", "handan-2023", "ningbo-2023", "jining-2023", "rongcheng-2023")


@pytest.fixture(scope="session", autouse=True)
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests run in an empty folder: a graph that somebody built where he starts them would answer in place of the shipped one."""
    with pytest.MonkeyPatch.context() as here:
        folder = tmp_path_factory.mktemp("here")
        here.chdir(folder)
        yield folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser; a test that asks for it, by whatever way, is marked ``browser``."""
    if not CHROMIUM.is_file():
        pytest.fail(NONE)
    return CHROMIUM


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``corpora.corpus``."""
    from tests.corpora import corpus  # only here: it knows this module

    return corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def held(folder: Path) -> Store:
    """The same, opened."""
    return open_graph(folder)


@pytest.fixture(scope="module")
def memory(folder: Path) -> Store:
    """The same in memory, where the module has a store for any number of plans."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "LEAST", 1000)
        return open_graph(folder)


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out by -m
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


_left_out = pytest.StashKey[int]()


def pytest_deselected(items: list[pytest.Item]) -> None:
    config = items[0].config
    config.stash[_left_out] = config.stash.get(_left_out, 0) + len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # a process of pytest-xdist, which tells nothing of this by itself
        session.config.workeroutput["left out"] = session.config.stash.get(_left_out, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[_left_out] = getattr(node, "workeroutput", {}).get("left out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    config = terminalreporter.config
    if config.stash.get(_left_out, 0) and config.option.markexpr == "not browser":
        terminalreporter.write_line(f"{config.stash[_left_out]} tests of the pages left out: make test-all")


@pytest.fixture(scope="session")
def plans() -> dict[str, Plan]:
    """The five plans by id."""
    return {entry.key: read_plan(entry)[0] for entry in catalogue.entries([PLANS])}


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph built from the five plans by the code as it stands."""
    folder = tmp_path_factory.mktemp("graph")
    build(catalogue.entries([PLANS]), folder)
    return folder


@pytest.fixture(scope="session")
def store(graph_folder: Path) -> Store:
    """The graph of the five plans, opened."""
    return open_graph(graph_folder)
