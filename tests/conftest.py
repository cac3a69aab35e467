"""The five plans of the project, read once, and the graph made of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from edugraph import catalogue, resources
from edugraph.build import build, read_plan
from edugraph.store import Store, open_graph

if TYPE_CHECKING:
    from edugraph.structure import Plan

settings.register_profile("edugraph", deadline=None)  # how long a case takes is for benchmarks to say
settings.load_profile("edugraph")

for _name in ("EDUGRAPH_GRAPH", "COLUMNS"):  # what the machine says is not what is tested
    os.environ.pop(_name, None)
os.environ["EDUGRAPH_LANG"] = "en"

ROOT = Path(__file__).parents[1]
PLANS = resources.folder("graphs") / "plans"
KEYS = ("zaozhuang-2023", "handan-2023", "ningbo-2023", "jining-2023", "rongcheng-2023")


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
