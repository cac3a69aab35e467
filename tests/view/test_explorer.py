"""The shell and the overview of the explorer, in a real Chromium, opened from the disk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from edugraph.errors import MissingError, UsageError
from edugraph.overlap import themes
from edugraph.view import explorer, vis
from edugraph.view.page import render
from edugraph.view.scope import Scope
from tests.view.rows import small

if TYPE_CHECKING:
    from collections.abc import Callable

    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener


TABS = ("overview", "reader")
DETAIL = "document.getElementById('detail').hidden ? null : document.getElementById('detail').textContent"
ROWS = "[...document.querySelectorAll('.heat tbody tr')].map((row) => row.querySelector('th a').textContent)"
STATUS = "document.querySelector('#panel-overview [role=status]').textContent"


@pytest.fixture(scope="module")
def written(store: Store) -> str:
    """The page of the five plans with overview and reader."""
    return explorer.of(Scope(store), TABS)


@pytest.fixture
def at(opened: Opener, written: str) -> Callable[..., Page]:
    return lambda address="", **size: opened(written, address, **size)


def chosen(page: Page, selector: str, value: str) -> None:
    """Choose in a list, as a hand would."""
    page.run(
        f"(() => {{ const list = document.querySelector('{selector}'); list.value = '{value}';"
        " list.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )
    page.settle()


def row(page: Page, theme: str) -> list[str]:
    """The cells of a theme's row."""
    cells: list[str] = page.run(
        f"[...[...document.querySelectorAll('.heat tbody tr')].find((row) => row.querySelector('th a').textContent === '{theme}')"
        ".cells].map((cell) => (cell.querySelector('b') ?? cell).textContent)"
    )
    return cells


def test_the_overview_comes_first_and_counts_the_tasks_of_each_city(at: Callable[..., Page], store: Store) -> None:
    page = at()
    assert "5 座城市，5 份计划" in page.run("document.getElementById('panel-overview').textContent")
    counted = {(cell["theme"], cell["plan"]): len(cell["tasks"].split()) for cell in themes.table(store).dicts()}
    plans = page.run("edugraph.settings.plans.map((plan) => plan.plan)")
    for theme in ("双减", "乡村教育振兴", "集团化办学"):
        _, cities, tasks, *cells = row(page, theme)
        expected = [counted.get((theme, plan), 0) for plan in plans]
        assert [int(cell) if cell.isdigit() else 0 for cell in cells] == expected
        assert (int(cities), int(tasks)) == (sum(map(bool, expected)), sum(expected))


def test_a_cell_opens_its_tasks_with_the_sentence_and_the_way_to_it(at: Callable[..., Page]) -> None:
    page = at()
    page.click_on("td a[href='#overview/%E7%BE%8E%E8%82%B2/rongcheng-2023']")
    page.idle()
    told = page.run(DETAIL)
    assert "任务 34" in told
    assert "美育" in told
    marks = page.run("[...document.querySelectorAll('#detail mark')].map((mark) => mark.textContent)")
    assert set(marks) == {"美育"}
    place = page.run("document.querySelector('#detail .sentence a').getAttribute('href')")
    assert place.startswith("#reader/rongcheng-2023/")
    page.run("document.querySelector('#detail .sentence a').click()")
    page.idle()
    assert page.run("[document.getElementById('panel-reader').hidden, document.getElementById('detail').hidden]") == [
        False,
        True,
    ]
    page.run("history.back()")
    page.wait("!document.getElementById('detail').hidden")
    assert "任务 34" in page.run(DETAIL)


def test_a_theme_opens_all_its_cities_and_names_those_that_are_silent(at: Callable[..., Page]) -> None:
    page = at("overview/美育")
    told = page.run(DETAIL)
    assert "荣成市 2023" in told
    assert "没有以其为主的任务：宁波市 2023、枣庄市 2023。" in told


def test_rows_can_be_filtered_and_sorted(at: Callable[..., Page]) -> None:
    page = at()
    every = page.run(ROWS)
    chosen(page, "#overview-share", "one")
    alone = page.run(ROWS)
    assert 0 < len(alone) < len(every)
    assert {row(page, theme)[1] for theme in alone} == {"1"}
    assert page.run(STATUS) == f"显示 {len(alone)} 个主题，共 {len(every)} 个。"
    chosen(page, "#overview-share", "any")
    page.click_on("#overview-search")
    page.type("双减")
    assert "双减" in page.run(ROWS)
    page.run("document.querySelector('#overview-search').select()")
    page.type("没有的词")
    assert "没有符合条件的主题" in page.run(STATUS)
    page.run("document.querySelector('#overview-search').select()")
    page.type(" ")
    page.click_on(".heat th[data-key=tasks] button")
    tasks = [int(row(page, theme)[2]) for theme in page.run(ROWS)]
    assert tasks == sorted(tasks, reverse=True)
    assert page.run("document.querySelector('.heat th[data-key=tasks]').getAttribute('aria-sort')") == "descending"


def test_everything_can_be_reached_from_the_keyboard(at: Callable[..., Page]) -> None:
    page = at()
    page.press("Tab", 9)
    assert page.run("document.activeElement.id") == "skip"
    page.press("Tab", 9)
    assert page.run("document.activeElement.id") == "tab-overview"
    page.press("ArrowRight", 39)
    page.idle()
    assert page.run("[document.activeElement.id, location.hash]") == ["tab-reader", "#reader"]
    page.press("Home", 36)
    page.idle()
    assert page.run("document.activeElement.id") == "tab-overview"
    page.run("document.querySelector('.heat tbody td a').focus()")
    page.press("Enter", 13)
    page.idle()
    assert page.run("document.activeElement.id") == "detail-title"
    page.press("Escape", 27)
    assert page.run(DETAIL) is None
    assert page.run("document.activeElement.closest('td') !== null")


def test_the_language_can_be_switched(at: Callable[..., Page]) -> None:
    page = at("overview/双减")
    page.click_on("#language")
    page.idle()
    assert page.run("document.documentElement.lang") == "en"
    assert "Double Reduction" in page.run(ROWS)
    assert "Handan 2023" in page.run(DETAIL)
    page.click_on("#language")
    page.idle()
    assert "双减" in page.run(ROWS)


@pytest.mark.parametrize("address", ["nothing", "overview/没有", "%E0%A4%A", "overview/双减/没有-2023"])
def test_an_address_that_names_nothing_shows_the_tab(at: Callable[..., Page], address: str) -> None:
    page = at(address)
    assert not page.run("document.getElementById('panel-overview').hidden")
    assert len(page.run(ROWS)) > 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["", "overview/双减"])
def test_axe_finds_nothing(at: Callable[..., Page], scheme: str, address: str) -> None:
    page = at(address)
    page.scheme(scheme)
    page.settle()
    assert page.axe() == []


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_overflows_sideways(at: Callable[..., Page], width: int, height: int) -> None:
    page = at("overview/双减", width=width, height=height)
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_policy_stops_a_script_that_is_not_of_the_page(at: Callable[..., Page]) -> None:
    page = at()
    page.run("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))")
    page.settle()
    assert page.run("window.ran === undefined")
    assert "Content Security Policy" in "".join(page.complaints())
    page.pipe.events.clear()


def test_only_the_cities_that_are_asked_for_are_shown(opened: Opener, store: Store) -> None:
    page = opened(explorer.of(Scope(store, ("邯郸", "ningbo-2023")), TABS))
    assert page.run("edugraph.settings.plans.map((plan) => plan.plan)") == ["handan-2023", "ningbo-2023"]
    assert page.run("[...document.querySelectorAll('[id^=\"pack/plan\"]')].length") == 2
    assert "强镇筑基" not in page.run(ROWS)


def test_what_cannot_be_shown_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingError, match="no plan of 青岛"):
        explorer.of(Scope(store, ("青岛",)), TABS)
    monkeypatch.setattr(explorer, "MOST", 4)
    with pytest.raises(UsageError, match="5 plans are more than the 4 that one page can hold"):
        explorer.of(Scope(store), TABS)


def test_the_same_graph_gives_the_same_bytes(store: Store, written: str) -> None:
    assert explorer.of(Scope(store), TABS) == written


def test_of_two_addresses_the_later_is_shown(at: Callable[..., Page]) -> None:
    page = at()
    page.run("location.hash = '#overview/双减'; location.hash = '#overview/美育/rongcheng-2023'")
    page.settle()
    page.idle()
    assert page.run("document.getElementById('detail-title').textContent").startswith("美育 · 荣成市")
    page.run("location.hash = '#overview/双减'; location.hash = '#reader/handan-2023'")
    page.settle()
    page.idle()
    assert page.run(DETAIL) is None
    assert page.run("document.getElementById('panel-overview').hidden")


@pytest.mark.parametrize("address", ["overview/没有", "overview/双减/constructor", "overview/constructor"])
def test_an_address_of_nothing_is_told(at: Callable[..., Page], address: str) -> None:
    page = at(address)
    assert address.rsplit("/", maxsplit=1)[-1] in page.run("document.getElementById('told').textContent")
    assert len(page.run(ROWS)) > 50


def test_the_rows_that_are_shown_can_be_saved(at: Callable[..., Page]) -> None:
    page = at()
    page.run("edugraph.save = (...given) => { window.saved = given; }")
    chosen(page, "#overview-share", "all")
    page.click_on("#overview-csv")
    name, kind, text = page.run("window.saved")
    head, *rows = text.lstrip("\ufeff").splitlines()
    assert (name, kind) == ("themes.csv", "text/csv")
    assert head == "theme,cities,tasks,handan-2023,jining-2023,ningbo-2023,rongcheng-2023,zaozhuang-2023"
    assert [row.split(",")[0] for row in rows] == page.run(ROWS)


@pytest.mark.parametrize(
    ("cell", "expected"), [("=1+1", "'=1+1"), ("＝1+1", "'＝1+1"), ("-5", "-5"), ("x;y", '"x;y"'), ('a"b', '"a""b"')]
)
def test_a_cell_is_no_formula_and_stays_one_cell(at: Callable[..., Page], cell: str, expected: str) -> None:
    page = at()
    assert page.run(f"edugraph.csv(['a'], [{{ a: {json.dumps(cell)} }}])") == f"\ufeffa\r\n{expected}\r\n"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("174000", "17.4万", "174,000"),
        ("26069000000", "260.69亿", "26,069,000,000"),
        ("123456", "123,456", "123,456"),
        ("9999", "9,999", "9,999"),
        ("85.5", "85.5", "85.5"),
    ],
)
def test_numbers_are_whole_in_either_language(at: Callable[..., Page], value: str, zh: str, en: str) -> None:
    page = at()
    assert page.run(f"edugraph.number('{value}')") == zh
    page.click_on("#language")
    assert page.run(f"edugraph.number('{value}')") == en


def test_cities_of_one_name_are_told_apart(opened: Opener) -> None:
    plans = [
        {"plan": f"gulou-{code}-2023", "city": "鼓楼区", "code": code, "province": province, "year": "2023"}
        for code, province in (("320106", "江苏省"), ("350102", "福建省"))
    ]
    page = opened(render(("network",), {"plans": plans, "names": {}}, {"network": vis.pack(small())}))
    assert page.run("edugraph.cityCount()") == 2
    assert page.run("edugraph.planName('gulou-320106-2023')") == "鼓楼区 (江苏省 320106) 2023"
