"""Views in a notebook: the page in a frame, tables, and what the library hands out."""

from __future__ import annotations

import json
import subprocess
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

import edugraph
from edugraph import open_graph, query, view
from edugraph.errors import InputError, MissingError, UsageError
from edugraph.table import SHOWN, Table
from tests.view.chromium import Page
from tests.view.rows import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store
    from tests.view.conftest import Opener


class Reading(HTMLParser):
    """Elements and texts of markup, as a browser takes them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.given: dict[str, str | None] = {}
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.given |= dict(attrs)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_package_gives_three_things_and_loads_them_late() -> None:
    code = "import sys, edugraph; print([name for name in sys.modules if name.startswith('edugraph.')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    code = "from edugraph import open_graph, query, view; import sys; print('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
    assert (edugraph.open_graph, edugraph.query, edugraph.view) == (open_graph, query, view)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        edugraph.__getattr__("nothing")


@pytest.mark.parametrize(
    ("name", "parameters", "column"),
    [
        ("plans", {}, "city"),
        ("targets", {}, "indicator"),
        ("overlap-targets", {"indicator": "新增学位"}, "comparable"),
        ("overlap-themes", {}, "cities"),
        ("gaps", {"city": "枣庄"}, "silence"),
    ],
)
def test_any_question_is_one_call(store: Store, name: str, parameters: dict[str, str], column: str) -> None:
    found = view.table(store, name, **parameters)
    assert found.rows
    assert column in found.columns


def test_a_question_that_is_none_is_told(store: Store) -> None:
    with pytest.raises(UsageError, match="Did you mean plans"):
        view.table(store, "plan")


def test_triples_are_no_table(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.rq"
    path.write_text("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", encoding="utf-8")
    with pytest.raises(UsageError, match="gives triples"):
        view.table(store, str(path))


def test_a_table_shows_its_first_rows_and_says_so() -> None:
    read = Reading(Table(("甲", "乙"), tuple((str(at), "x") for at in range(SHOWN + 7)))._repr_html_())
    assert read.tags.count("tr") == SHOWN + 1
    assert f"{SHOWN + 7} 行 rows；只列前 {SHOWN} 行 the first {SHOWN} are shown" in read.texts
    few = Reading(Table(("甲",), (("1",),))._repr_html_())
    assert few.texts == ["1 行 rows", "甲", "1"]


def test_cells_of_a_table_stay_text() -> None:
    shown = Table(("x", *HOSTILE[:2]), tuple((one, "", "") for one in HOSTILE))._repr_html_()
    read = Reading(shown)
    assert set(read.tags) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert set(read.given) == {"border", "style", "dir"}
    for one in HOSTILE:
        assert one.replace("\ud800", "?") in read.texts
    shown.encode()


def test_a_view_is_a_frame_that_may_run_its_scripts_alone(store: Store) -> None:
    shown = view.show(store, "matrix", height=500)
    read = Reading(shown._repr_html_())
    assert read.tags == ["iframe"]
    assert read.given["sandbox"] == "allow-scripts allow-downloads"
    assert read.given["srcdoc"] == shown.page
    assert (read.given["height"], read.given["title"]) == ("500", "EduGraph")
    assert len(repr(shown)) < 100


@pytest.mark.parametrize(
    ("piece", "name", "tabs", "start"),
    [
        ("network", "", ["network", "reader"], []),
        ("network", "思政课", ["network", "reader"], ["network", "theme/思政课一体化建设"]),
        ("network", "邯郸市", ["network", "reader"], ["network", "city/130400"]),
        ("matrix", "", ["overview", "reader"], []),
        ("matrix", "邯郸", ["responsibility", "reader"], ["responsibility", "handan-2023"]),
        ("targets", "", ["targets", "reader"], []),
        ("targets", "普惠性幼儿园覆盖率", ["targets", "reader"], ["targets", "普惠性幼儿园覆盖率"]),
        ("city", "邯郸", ["overview", "targets", "responsibility", "reader"], []),
        ("plan", "宁波", ["reader"], ["reader", "ningbo-2023"]),
    ],
)
def test_each_piece_has_its_tabs_and_opens_at_its_name(
    store: Store, piece: str, name: str, tabs: list[str], start: list[str]
) -> None:
    found = view.show(store, piece, name).piece
    assert (list(found.tabs), list(found.start)) == (tabs, start)


def test_an_own_word_of_a_plan_is_a_name_of_a_target(store: Store) -> None:
    found = view.show(store, "targets", "打造重点发展专业").piece
    assert found.start == ("targets", "打造重点发展专业（原文用语）")


def test_a_city_and_a_plan_are_shown_alone(store: Store) -> None:
    assert [row["plan"] for row in view.show(store, "city", "邯郸").piece.scope.plans] == ["handan-2023"]
    assert [row["plan"] for row in view.show(store, "plan", "宁波").piece.scope.plans] == ["ningbo-2023"]
    two = view.show(store, "matrix", "邯郸", ["邯郸", "宁波"]).piece.scope
    assert two.keys == {"handan-2023", "ningbo-2023"}


@pytest.mark.parametrize(
    ("piece", "name", "error", "said"),
    [
        ("matrx", "", UsageError, "Pieces: explorer, network, matrix, targets, city, plan. Did you mean matrix?"),
        ("邯郸", "", UsageError, "For a city: edugraph view city 邯郸"),
        ("city", "", UsageError, "city needs a name"),
        ("plan", "", UsageError, "plan needs a name"),
        ("explorer", "邯郸", UsageError, "the explorer shows everything"),
        ("city", "邯丹市", MissingError, "Did you mean 邯郸市"),
        ("targets", "普惠性幼儿园", MissingError, "Did you mean 新改扩建普惠性幼儿园 or 普惠性幼儿园覆盖率"),
        ("targets", "飞行汽车", MissingError, "no plan that is shown states a target of 飞行汽车."),
        ("network", "集团办学化", MissingError, "Did you mean 集团化办学"),
    ],
)
def test_a_wrong_piece_or_name_is_told_with_the_nearest(
    store: Store, piece: str, name: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as told:
        view.show(store, piece, name)
    assert said in str(told.value)


def test_a_city_that_is_not_chosen_is_told(store: Store) -> None:
    with pytest.raises(MissingError, match="not among the cities of --city"):
        view.show(store, "matrix", "邯郸", ["宁波"])
    with pytest.raises(UsageError, match="a list of names"):
        view.show(store, "matrix", "", "宁波")


def test_an_indicator_of_the_list_that_no_shown_plan_has_is_told(store: Store) -> None:
    with pytest.raises(MissingError, match="no plan that is shown"):
        view.show(store, "targets", "新建城乡教育共同体", ["荣成"])


def test_texts_come_with_a_folder_and_not_with_a_file(graph_folder: Path) -> None:
    assert len(view.show(graph_folder, "matrix").piece.scope.texts) >= 5
    assert view.show(graph_folder / "handan-2023.ttl", "matrix").piece.scope.texts == {}


def test_a_view_is_saved_by_the_ending_of_its_name(store: Store, tmp_path: Path) -> None:
    shown = view.show(store, "targets", "新增学位")
    assert shown.save(tmp_path / "a.html").read_text(encoding="utf-8") == shown.page
    assert shown.save(str(tmp_path / "a.svg")).read_bytes() == shown.chart()
    with pytest.raises(InputError, match="cannot be written"):
        shown.save(tmp_path / "none" / "a.html")


def test_more_than_a_page_can_hold_names_the_option(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edugraph.view.explorer.LARGEST", 100_000)
    with pytest.raises(UsageError, match=r"more than the 0 MB .* --city 邯郸"):
        view.show(store, "matrix").page  # noqa: B018
    monkeypatch.setattr("edugraph.view.explorer.MOST", 4)
    with pytest.raises(UsageError, match=r"5 plans are more than the 4 .* --city 邯郸"):
        view.show(store, "matrix").page  # noqa: B018


class Frame(Page):
    """The frame of a page, in a session of its own; the mouse belongs to the page around it."""

    def __init__(self, page: Page) -> None:
        self.pipe, self.around = page.pipe, page
        attached = page.pipe.event(
            lambda one: one["method"] == "Target.attachedToTarget" and one["params"]["targetInfo"]["type"] == "iframe"
        )
        self.session = attached["params"]["sessionId"]
        for domain in ("Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def click(self, x: float, y: float) -> None:
        left, top = self.around.run("(({ x, y }) => [x, y])(document.querySelector('iframe').getBoundingClientRect())")
        self.around.click(x + left, y + top)


def framed(opened: Opener, shown: view.View) -> Frame:
    page = opened("<!DOCTYPE html><meta charset='utf-8'><title>notebook</title><p>[1]</p>")
    page.call("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=True)
    markup = json.dumps(shown._repr_html_()).replace("</", "<\\/")
    page.run(f"document.body.insertAdjacentHTML('beforeend', {markup}); true")
    frame = Frame(page)
    frame.wait("typeof edugraph === 'object' && document.readyState === 'complete'")
    frame.idle()
    return frame


def test_in_a_notebook_a_link_leads_within_the_page(opened: Opener, store: Store) -> None:
    frame = framed(opened, view.show(store, "matrix"))
    assert frame.run("location.href") == "about:srcdoc"
    frame.click_on("#panel-overview tbody td a")
    frame.wait("!document.getElementById('detail').hidden")
    assert frame.run("document.querySelectorAll('#detail blockquote').length") > 0
    assert frame.run("location.hash").startswith("#overview/")
    assert "#" not in frame.around.run("location.href")
    frame.click_on("#detail-close")
    frame.click_on("#panel-overview tbody td a")
    assert not frame.run("document.getElementById('detail').hidden")
    frame.run("edugraph.note('overview', '双减'); true")
    assert frame.run("decodeURIComponent(location.hash)") == "#overview/双减"
    frame.click_on("#detail .sentence a")
    frame.wait("!document.getElementById('panel-reader').hidden")


def test_a_page_opens_at_its_name_and_at_an_address_that_is_given(opened: Opener, store: Store) -> None:
    text = view.show(store, "network", "双减").page
    page = opened(text)
    assert page.run("edugraph.network().state.focus") == "theme/双减"
    page.click_on("#tab-network")
    assert page.run("location.hash") == "#network"
    assert page.run("edugraph.network().state.focus") is None
    assert opened(text, "network/theme%2F%E7%BE%8E%E8%82%B2").run("edugraph.network().state.focus") == "theme/美育"


@pytest.mark.parametrize(
    ("piece", "name", "tab", "said"),
    [
        ("matrix", "邯郸", "responsibility", "基础教育处"),
        ("targets", "普惠性幼儿园覆盖率", "targets", "普惠性幼儿园覆盖率"),
        ("plan", "枣庄", "reader", "枣庄"),
        ("city", "邯郸", "overview", "双减"),
    ],
)
def test_each_piece_shows_what_was_asked_for(
    opened: Opener, store: Store, piece: str, name: str, tab: str, said: str
) -> None:
    page = opened(view.show(store, piece, name).page)
    assert not page.run(f"document.getElementById('panel-{tab}').hidden")
    assert said in page.run(f"document.getElementById('panel-{tab}').textContent")
    assert page.run("document.querySelectorAll('.message:not(#network-message):not([hidden])').length") == 0
