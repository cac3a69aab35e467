"""What a person corrected, in a real browser: a sign beside the fact, who, when and why in its details."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, corrections, graphs
from edugraph.build import build
from edugraph.store import open_graph
from edugraph.view import explorer, targets
from edugraph.view.scope import Scope
from tests.corrections.made import KEY, PLAN

if TYPE_CHECKING:
    from tests.view.conftest import Opener

CHANGED = f"""[[correction]]
plan = "{KEY}"
kind = "target"
quote = "新建学校3所"
action = "change"
set = {{ value = 4 }}
who = "<b>李文"
when = 2024-05-01
why = "原件为4所"
"""


@pytest.fixture(scope="module")
def scope(tmp_path_factory: pytest.TempPathFactory) -> Scope:
    folder = tmp_path_factory.mktemp("corrected")
    (folder / f"{KEY}.txt").write_text(PLAN, encoding="utf-8")
    (folder / corrections.NAME).write_text(CHANGED, encoding="utf-8")
    build(catalogue.entries([folder]), folder / "graph")
    return Scope(open_graph(folder / "graph"), (), graphs.texts(folder / "graph"))


@pytest.fixture(scope="module")
def page(scope: Scope) -> str:
    return explorer.of(scope, ("overview", "targets", "reader"))


TOLD = "已更改：数值 3 → 数值 4（<b>李文，2024-05-01）：原件为4所"


def test_a_corrected_fact_has_a_sign(opened: Opener, page: str, scope: Scope) -> None:
    indicator = next(one["id"] for one in targets.indicators(scope) if any("people" in row for row in one["targets"]))
    for tab in (f"reader/{KEY}/facts", f"targets/{indicator}"):
        view = opened(page, tab)
        signs = view.run("[...document.querySelectorAll('abbr.corrected')].map((one) => [one.textContent, one.title])")
        assert ["已更改", TOLD] in signs


def test_its_details_say_who_when_and_why(opened: Opener, page: str) -> None:
    view = opened(page, f"reader/{KEY}")
    view.run("[...document.querySelectorAll('.fact')].find((one) => one.textContent.includes('3所')).click()")
    view.idle()
    assert view.run("document.querySelector('#detail .people').textContent") == TOLD


SIGNS = "[...document.querySelectorAll('.fact[data-signs]')].map((one) => [one.textContent, one.dataset.signs])"


def test_a_mark_in_the_text_bears_the_sign_and_the_legend_says_it(opened: Opener, page: str) -> None:
    view = opened(page, f"reader/{KEY}")
    assert [one for one in view.run(SIGNS) if "改" in one[1]] == [["新建学校", "改"]]
    assert "经人工更正" in view.run("document.querySelector('#panel-reader .legend').textContent")
    title = view.run("[...document.querySelectorAll('.fact')].find((one) => one.textContent === '新建学校').title")
    assert "已更改" in title


def test_the_legend_of_targets_says_the_signs_that_it_has(opened: Opener, page: str, scope: Scope) -> None:
    for one in targets.indicators(scope):
        view = opened(page, f"targets/{one['id']}")
        said = view.run("document.querySelector('#panel-targets .legend').textContent")
        assert ("经人工更正" in said) == any(row.get("corrected") for row in one["targets"])
        assert ("识读可能有误" in said) == any(row.get("doubt") for row in one["targets"])
