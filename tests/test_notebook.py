"""The example notebook runs as it stands, and shows what it promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[1] / "examples" / "compare-cities.ipynb"


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    """The notebook as it is kept."""
    return dict(json.loads(NOTEBOOK.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each cell shows, by its id, after a run in an empty folder."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    folder = tmp_path_factory.mktemp("notebook")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    assert not list(folder.iterdir())
    shown: dict[str, str] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            assert output["output_type"] == "execute_result", output
            shown[cell["id"]] = output["data"]["text/html"]
    return shown


def test_it_is_kept_without_outputs_and_without_the_names_of_a_machine(written: dict[str, Any]) -> None:
    assert set(written["metadata"]) == {"kernelspec", "language_info"}
    assert written["metadata"]["kernelspec"]["name"] == "python3"
    for cell in written["cells"]:
        assert cell["metadata"] == {}
        assert cell["cell_type"] == "markdown" or (cell["outputs"], cell["execution_count"]) == ([], None)


def test_every_cell_of_code_shows_something(written: dict[str, Any], ran: dict[str, str]) -> None:
    assert list(ran) == [cell["id"] for cell in written["cells"] if cell["cell_type"] == "code"]


def test_tables_show_their_rows(ran: dict[str, str]) -> None:
    assert "5 行 rows" in ran["open"]
    assert "邯郸市教育局2023年教育工作要点" in ran["open"]
    assert ">双减</td>" in ran["themes"]
    assert "59 行 rows" in ran["themes"]
    assert "普惠性幼儿园覆盖率" in ran["targets"]
    assert ">yes</td>" in ran["targets"]
    assert ">zaozhuang-2023</td>" in ran["sentence"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [("matrix", "tab-overview"), ("targets-view", "tab-targets"), ("network", "tab-network"), ("reader", "tab-reader")],
)
def test_views_show_themselves_in_a_frame(ran: dict[str, str], cell: str, said: str) -> None:
    assert ran[cell].startswith('<iframe title="EduGraph"')
    assert 'sandbox="allow-scripts allow-downloads"' in ran[cell]
    assert f"id=&quot;{said}&quot;" in ran[cell]
