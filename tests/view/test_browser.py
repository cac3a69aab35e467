"""The page in a real Chromium, opened from the disk with the network cut."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from edugraph.view import page, render
from tests.view.chromium import CHROMIUM, Page, Pipe, browser
from tests.view.rows import hostile, small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from edugraph.store import Store

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium"),
]

TITLE = "document.querySelector('#chosen h2 bdi').textContent"
SHOWN = "drawn.nodes.getIds()"
MESSAGE = "document.getElementById('message').textContent"


@pytest.fixture(scope="module")
def pipe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipe]:
    with browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def view(pipe: Pipe, tmp_path: Path) -> Iterator[Page]:
    """The small rows, opened; whatever a test does, the page must not complain or ask for anything."""
    yield from opened(pipe, tmp_path, render(small()))


@pytest.fixture
def attacked(pipe: Pipe, tmp_path: Path) -> Iterator[Page]:
    yield from opened(pipe, tmp_path, render(hostile()))


def opened(pipe: Pipe, folder: Path, text: str) -> Iterator[Page]:
    path = folder / "view.html"
    path.write_text(text, encoding="utf-8")
    pipe.events.clear()
    opened_page = Page(pipe)
    opened_page.open(path)
    yield opened_page
    assert opened_page.complaints() == []
    assert opened_page.requests() == []
    opened_page.close()


def test_the_overview_comes_first(view: Page) -> None:
    shown = view.run(SHOWN)
    assert {"city/0", "city/1", "city/2", "theme/双减", "theme/美育"} <= set(shown)
    assert not [name for name in shown if name.startswith(("task", "office"))]
    assert "3 座城市，3 份计划，9 项任务，2 个共有主题" in view.run("document.getElementById('chosen').textContent")


def test_a_click_goes_from_theme_to_task_to_its_sentence(view: Page) -> None:
    view.click_node("theme/双减")
    assert view.run(TITLE) == "双减"
    assert {"task/甲-2023/1", "task/乙-2023/1", "city/0"} <= set(view.run(SHOWN))
    view.click_node("task/甲-2023/1")
    assert {"office/0/基教科", "leader/0/邓淇", "theme/双减", "target/甲-2023/1/2"} <= set(view.run(SHOWN))
    told = view.run("document.getElementById('chosen').textContent")
    for words in (
        "甲-2023 · 任务 1",
        "深入落实“双减”政策。",
        "牵头、责任",
        "措施 1 · 措施 2",
        "减轻作业负担。",
        "2023-12-31",
    ):
        assert words in told
    assert view.run("[...document.querySelectorAll('#chosen mark')].map((m) => m.textContent)")[0] == "基教科"


def test_a_fact_without_a_sentence_says_so(view: Page) -> None:
    view.run("choose('target/乙-2023/1/1')")
    view.settle()
    assert "没有记录这一条的原句" in view.run("document.getElementById('chosen').textContent")


def test_every_kind_of_node_can_be_chosen(view: Page) -> None:
    for name in view.run("DATA.nodes.filter((node) => node.kind !== 'caption').map((node) => node.id)"):
        view.run(f"choose({name!r})")
        view.wait(f"state.focus === {name!r}")
        assert name in view.run(SHOWN)
        assert view.run("document.getElementById('chosen-title').textContent")


def test_back_and_reset_lead_home(view: Page) -> None:
    view.click_node("city/0")
    view.click_on("#chosen button.node")
    assert view.run("state.focus") == "task/甲-2023/1"
    view.click_on("#back")
    assert view.run("state.focus") == "city/0"
    view.click_on("#cities input")
    view.click_on("#reset")
    assert view.run("[state.focus, state.off.size, document.getElementById('back').disabled]") == [None, 0, True]


def test_search_finds_by_word_and_by_sentence_and_enter_takes_the_first(view: Page) -> None:
    view.click_on("#query")
    view.type("深入落实")
    assert view.run("[...document.querySelectorAll('#results button bdi')].map((b) => b.textContent)") == [
        "1 甲的任务1"
    ]
    view.press("Enter", 13)
    assert view.run("state.focus") == "task/甲-2023/1"
    assert view.run("chosen.getBoundingClientRect().top < 200")  # scrolled past the results
    view.run("document.getElementById('query').value = ''")
    view.type("没有的词")
    assert "没有找到" in view.run("document.getElementById('results').textContent")


def test_the_city_filter_hides_a_city_and_what_it_alone_shared(view: Page) -> None:
    view.click_on("#cities label:nth-of-type(2) input")
    shown = set(view.run(SHOWN))
    assert not {"city/1", "theme/美育"} & shown
    assert {"city/0", "city/2", "theme/双减"} <= shown
    view.run("choose('theme/双减')")
    view.settle()
    assert view.run(MESSAGE) == "城市筛选隐去了 1 个节点。"


def test_with_every_city_hidden_the_page_says_so(view: Page) -> None:
    for at in (1, 2, 3):
        view.click_on(f"#cities label:nth-of-type({at}) input")
    assert "没有可以画的内容" in view.run(MESSAGE)


def test_more_than_the_limit_is_not_drawn_and_said(view: Page) -> None:
    view.run("DATA.limit = 5; choose('city/0')")
    view.settle()
    assert len(view.run(SHOWN)) <= 5
    assert "最多画 5 个节点，另有 2 个没有画出" in view.run(MESSAGE)


def test_the_language_can_be_switched(view: Page) -> None:
    view.click_on("#language")
    assert view.run("document.documentElement.lang") == "en"
    assert "Shared by 3 cities" in view.run("DATA.nodes.filter((n) => n.kind === 'caption').map(label)")
    assert "Double Reduction" in view.run("document.getElementById('list-items').textContent")
    view.click_on("#language")
    assert view.run("document.getElementById('reset').textContent") == "重置"


def test_everything_can_be_done_from_the_keyboard(view: Page) -> None:
    view.press("Tab", 9)
    assert view.run("document.activeElement.id") == "skip"
    view.press("Enter", 13)
    assert view.run("document.activeElement.id") == "list-title"
    view.press("Tab", 9)
    assert view.run("document.activeElement.dataset.id") == "city/0"
    assert view.run("network.getSelectedNodes()") == ["city/0"]
    view.press("Enter", 13)
    assert view.run("[state.focus, document.activeElement.id]") == ["city/0", "chosen-title"]
    view.press("Escape", 27)
    assert view.run("state.focus") is None


def test_every_node_is_inside_the_picture_at_any_size(view: Page) -> None:
    for width, height in ((1440, 800), (1920, 950), (1024, 640)):
        view.resize(width, height)
        view.settle(0.5)
        corners = view.run(
            "Object.values(network.getPositions()).map((at) => network.canvasToDOM(at)).every("
            "(at) => at.x > 0 && at.y > 0 && at.x < picture.clientWidth && at.y < picture.clientHeight)"
        )
        assert corners, (width, height)


def test_dark_follows_the_system(view: Page) -> None:
    light = view.run("palette.ink")
    view.scheme("dark")
    view.settle()
    assert view.run("palette.ink") != light


def test_an_address_opens_its_node_and_a_wrong_one_the_overview(view: Page) -> None:
    for address, focus in (("#theme%2F双减", "theme/双减"), ("#nothing", None), ("#%E0%A4%A", None)):
        view.run(f"location.hash = {address!r}")
        view.settle()
        assert view.run("state.focus") == focus


def test_hostile_text_never_runs_and_never_becomes_an_element(attacked: Page) -> None:
    for name in attacked.run("DATA.nodes.filter((node) => node.kind !== 'caption').map((node) => node.id)"):
        attacked.run(f"choose({json.dumps(name)})")
        attacked.wait(f"state.focus === {json.dumps(name)}")
    attacked.run("choose('')")
    attacked.click_on("#query")
    attacked.type("script")
    attacked.click_on("#language")
    places = attacked.run("Object.values(network.getPositions()).map((at) => network.canvasToDOM(at))")
    for place in places[:8]:  # the tooltip comes after a moment
        attacked.hover(place["x"], place["y"] + attacked.run("picture.getBoundingClientRect().y"))
    assert attacked.run("window.ran === undefined")
    assert attacked.run("document.querySelectorAll('img, svg, a:not(#skip), iframe, aside script').length") == 0
    assert attacked.run("document.querySelectorAll('style, script').length") == 8
    assert attacked.run("document.querySelector('.vis-tooltip').textContent.length > 0")


def test_the_policy_stops_a_script_that_is_not_of_the_page(pipe: Pipe, tmp_path: Path) -> None:
    path = tmp_path / "view.html"
    path.write_text(render(small()), encoding="utf-8")
    pipe.events.clear()
    view = Page(pipe)
    view.open(path)
    view.run("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))")
    view.settle()
    assert view.run("window.ran === undefined")
    assert "Content Security Policy" in "".join(view.complaints())
    view.close()


def test_the_five_plans_open(pipe: Pipe, tmp_path: Path, store: Store) -> None:
    for view in opened(pipe, tmp_path, page.of(store)):
        assert view.run("CITIES.length") == 5
        view.run("choose('theme/强镇筑基')")
        view.settle()
        told = view.run("document.getElementById('chosen').textContent")
        assert "荣成市 1" in told
        assert "枣庄市 1" in told
