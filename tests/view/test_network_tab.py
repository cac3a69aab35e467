"""The network tab in a real Chromium, opened from the disk with the network cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from edugraph.view import explorer, vis
from edugraph.view.page import render
from edugraph.view.scope import Scope
from tests.view.rows import hostile, small

if TYPE_CHECKING:
    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener
    from tests.view.rows import Tables


TITLE = "document.querySelector('#network-chosen h2 bdi').textContent"
SHOWN = "edugraph.network().drawn.nodes.getIds()"
MESSAGE = "document.getElementById('network-message').textContent"
TOLD = "document.getElementById('network-chosen').textContent"
FOCUS = "edugraph.network().state.focus"
NAMES = "edugraph.network().DATA.nodes.filter((node) => node.kind !== 'caption').map((node) => node.id)"


def written(tables: Tables) -> str:
    """A page with the network of some rows alone."""
    plans = [{"plan": row["plan"], "city": row["city"], "year": "2023"} for row in tables["plans"]]
    return render(("network",), {"plans": plans, "names": {}}, {"network": vis.pack(tables)})


@pytest.fixture
def view(opened: Opener) -> Page:
    """The small rows, opened."""
    return opened(written(small()))


@pytest.fixture
def attacked(opened: Opener) -> Page:
    return opened(written(hostile()))


def choose(view: Page, name: str) -> None:
    """Choose a node without a hand."""
    view.run(f"edugraph.network().choose({json.dumps(name)})")
    view.wait(f"{FOCUS} === {json.dumps(name or None)}")


def test_the_overview_comes_first(view: Page) -> None:
    shown = view.run(SHOWN)
    assert {"city/0", "city/1", "city/2", "theme/双减", "theme/美育"} <= set(shown)
    assert not [name for name in shown if name.startswith(("task", "office"))]
    assert "3 座城市，3 份计划，9 项任务，2 个共有主题" in view.run(TOLD)


def test_a_click_goes_from_theme_to_task_to_its_sentence(view: Page) -> None:
    view.click_node("theme/双减")
    assert view.run(TITLE) == "双减"
    assert {"task/甲-2023/1", "task/乙-2023/1", "city/0"} <= set(view.run(SHOWN))
    view.click_node("task/甲-2023/1")
    assert {"office/0/基教科", "leader/0/邓淇", "theme/双减", "target/甲-2023/1/2"} <= set(view.run(SHOWN))
    told = view.run(TOLD)
    for words in (
        "甲市 2023 · 任务 1",
        "深入落实“双减”政策。",
        "牵头、责任",
        "措施 1 · 措施 2",
        "减轻作业负担。",
        "2023-12-31",
    ):
        assert words in told
    assert view.run("[...document.querySelectorAll('#network-chosen mark')].map((m) => m.textContent)")[0] == "基教科"


def test_a_fact_without_a_sentence_says_so(view: Page) -> None:
    choose(view, "target/乙-2023/1/1")
    assert "没有记录这一条的原句" in view.run(TOLD)


def test_every_kind_of_node_can_be_chosen(view: Page) -> None:
    for name in view.run(NAMES):
        choose(view, name)
        assert name in view.run(SHOWN)
        assert view.run("document.getElementById('network-chosen-title').textContent")


def test_back_and_reset_lead_home(view: Page) -> None:
    view.click_node("city/0")
    view.click_on("#network-chosen button.node")
    assert view.run(FOCUS) == "task/甲-2023/1"
    view.click_on("#network-back")
    assert view.run(FOCUS) == "city/0"
    view.click_on("#network-cities input")
    view.click_on("#network-reset")
    assert view.run(
        "[edugraph.network().state.focus, edugraph.network().state.off.size, document.getElementById('network-back').disabled]"
    ) == [None, 0, True]


def test_search_finds_by_word_and_by_sentence_and_enter_takes_the_first(view: Page) -> None:
    view.click_on("#network-query")
    view.type("深入落实")
    assert view.run("[...document.querySelectorAll('#network-results button bdi')].map((b) => b.textContent)") == [
        "1 甲的任务1"
    ]
    view.press("Enter", 13)
    assert view.run(FOCUS) == "task/甲-2023/1"
    assert view.run(
        "document.getElementById('network-chosen').getBoundingClientRect().top < 260"
    )  # scrolled past the results
    view.run("document.getElementById('network-query').value = ''")
    view.type("没有的词")
    assert "没有找到" in view.run("document.getElementById('network-results').textContent")


def test_the_city_filter_hides_a_city_and_what_it_alone_shared(view: Page) -> None:
    view.click_on("#network-cities label:nth-of-type(2) input")
    shown = set(view.run(SHOWN))
    assert not {"city/1", "theme/美育"} & shown
    assert {"city/0", "city/2", "theme/双减"} <= shown
    choose(view, "theme/双减")
    assert view.run(MESSAGE) == "筛选隐去了 1 个节点。"


def test_with_every_city_hidden_the_page_says_so(view: Page) -> None:
    for at in (1, 2, 3):
        view.click_on(f"#network-cities label:nth-of-type({at}) input")
    assert "没有可以画的内容" in view.run(MESSAGE)


def test_more_than_the_limit_is_not_drawn_and_said(view: Page) -> None:
    view.run("edugraph.network().DATA.limit = 5")
    choose(view, "city/0")
    assert len(view.run(SHOWN)) <= 5
    assert "最多画 5 个节点，另有 2 个没有画出" in view.run(MESSAGE)


def test_the_language_can_be_switched(view: Page) -> None:
    view.click_on("#language")
    assert view.run("document.documentElement.lang") == "en"
    assert "Shared by 3 cities" in view.run(
        "edugraph.network().DATA.nodes.filter((n) => n.kind === 'caption').map(edugraph.network().label)"
    )
    assert "Double Reduction" in view.run("document.getElementById('network-list-items').textContent")
    view.click_on("#language")
    assert view.run("document.getElementById('network-reset').textContent") == "重置"


def test_everything_can_be_done_from_the_keyboard(view: Page) -> None:
    view.run("document.getElementById('network-list-title').focus()")
    view.press("Tab", 9)
    assert view.run("document.activeElement.dataset.id") == "city/0"
    assert view.run("edugraph.network().network.getSelectedNodes()") == ["city/0"]
    view.press("Enter", 13)
    view.idle()
    assert view.run(f"[{FOCUS}, document.activeElement.id]") == ["city/0", "network-chosen-title"]
    view.press("Escape", 27)
    view.idle()
    assert view.run(FOCUS) is None


def test_filters_leave_the_tasks_of_a_theme_an_office_and_a_role(view: Page) -> None:
    counts = "(({ drawn }) => drawn.edges.get().length)(edugraph.network())"
    lines = view.run(counts)
    select(view, "role", "lead")
    assert view.run(counts) < lines
    choose(view, "theme/双减")
    assert {"task/甲-2023/1", "task/乙-2023/1"} <= set(view.run(SHOWN))
    assert "task/甲-2023/2" not in view.run(SHOWN)
    select(view, "office", "基教科")
    select(view, "theme", "theme/美育")
    assert [name for name in view.run(SHOWN) if name.startswith("task")] == ["task/乙-2023/1"]
    view.click_on("#network-reset")
    assert view.run(counts) == lines


def select(view: Page, kind: str, value: str) -> None:
    """Choose in one of the filters."""
    view.run(
        f"(() => {{ const list = document.getElementById('network-filter-{kind}'); list.value = {json.dumps(value)};"
        " list.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )
    view.settle()


def test_every_node_is_inside_the_picture_at_any_size(view: Page) -> None:
    for width, height in ((1440, 800), (1920, 950), (1024, 640)):
        view.resize(width, height)
        view.settle()
        corners = view.run(
            "(({ network, picture }) => Object.values(network.getPositions()).map((at) => network.canvasToDOM(at)).every("
            "(at) => at.x > 0 && at.y > 0 && at.x < picture.clientWidth && at.y < picture.clientHeight))(edugraph.network())"
        )
        assert corners, (width, height)


def test_dark_follows_the_system(view: Page) -> None:
    light = view.run("edugraph.network().palette.ink")
    view.scheme("dark")
    view.settle()
    assert view.run("edugraph.network().palette.ink") != light


def test_an_address_opens_its_node_and_a_wrong_one_the_overview(view: Page) -> None:
    for address, focus in (("#network/theme%2F双减", "theme/双减"), ("#network/nothing", None), ("#%E0%A4%A", None)):
        view.run(f"location.hash = {address!r}")
        view.settle()
        assert view.run(FOCUS) == focus


def test_hostile_text_never_runs_and_never_becomes_an_element(attacked: Page) -> None:
    for name in attacked.run(NAMES):
        choose(attacked, name)
    choose(attacked, "")
    attacked.click_on("#network-query")
    attacked.type("script")
    attacked.click_on("#language")
    places = attacked.run(
        "(({ network }) => Object.values(network.getPositions()).map((at) => network.canvasToDOM(at)))(edugraph.network())"
    )
    for place in places[:8]:  # the tooltip comes after a moment
        attacked.hover(
            place["x"],
            place["y"] + attacked.run("document.getElementById('network-picture').getBoundingClientRect().y"),
        )
    assert attacked.run("window.ran === undefined")
    assert attacked.run("document.querySelectorAll('img, svg, a:not(#skip), iframe, aside script').length") == 0
    assert attacked.run("document.querySelector('.vis-tooltip').textContent.length > 0")


def test_the_five_plans_open(opened: Opener, store: Store) -> None:
    view = opened(explorer.of(Scope(store), ("network",)))
    assert view.run("edugraph.network().DATA.nodes.filter((node) => node.kind === 'city').length") == 5
    choose(view, "theme/强镇筑基")
    told = view.run(TOLD)
    assert "荣成市 1" in told
    assert "枣庄市 1" in told
