"""The tab of targets: its pack against the rows, and the tab in a real Chromium."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from edugraph import query
from edugraph.overlap import targets as overlap
from edugraph.view import explorer, page, targets
from edugraph.view.scope import Scope
from tests.view.rows import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener

    Opening = Callable[..., Page]

TABS = ("targets", "responsibility", "reader")
DETAIL = "document.getElementById('detail').hidden ? null : document.getElementById('detail').textContent"
SHOWN = "document.querySelector('#panel-targets .indicator').textContent"
LINES = "[...document.querySelectorAll('#panel-targets .marks a')].map((line) => line.textContent)"
LISTED = "[...document.querySelectorAll('#panel-targets nav li a')].map((link) => link.dataset.id)"
STATUS = "document.querySelector('#panel-targets nav [role=status]').textContent"
SHARE = "普惠性幼儿园覆盖率"


@pytest.fixture(scope="module")
def packed(store: Store) -> list[dict[str, Any]]:
    """The indicators of the pack, as the page reads them."""
    pack = json.loads(json.dumps(targets.packs(Scope(store))["targets"]))
    found: list[dict[str, Any]] = pack["indicators"]
    return found


def test_every_target_is_there_once(packed: list[dict[str, Any]], store: Store) -> None:
    said = [
        (row["plan"], row["task"], row["subject"], row["value"], row["unit"])
        for indicator in packed
        for row in indicator["targets"]
    ]
    rows = query.run(store, "targets").dicts()
    assert sorted(said) == sorted(
        (row["plan"], row["task"], row["indicator"], row["value"], row["unit"]) for row in rows
    )
    places = [(one["id"], row["plan"], row["task"], row["number"]) for one in packed for row in one["targets"]]
    assert len(set(places)) == len(places)
    assert len({one["id"] for one in packed}) == len(packed)


def test_what_can_be_compared_is_what_the_overlap_says(packed: list[dict[str, Any]], store: Store) -> None:
    columns = ("plan", "task", "value", "comparable", "group")
    said = {
        one["label"]: [tuple(row[column] for column in columns) for row in one["targets"]]
        for one in packed
        if one["cities"] > 1
    }
    expected: dict[str, list[tuple[str, ...]]] = {}
    for row in overlap.table(store).dicts():
        expected.setdefault(row["indicator"], []).append(tuple(row[column] for column in columns))
    assert said == expected


def test_shared_indicators_come_first_and_the_words_of_the_plans_last(packed: list[dict[str, Any]]) -> None:
    keys = [(one["own"], -one["cities"], -len(one["targets"])) for one in packed]
    assert keys == sorted(keys)
    assert packed[0]["label"] == "新增学位"
    assert all(one["direction"] == "" for one in packed if one["own"])
    assert {one["direction"] for one in packed if not one["own"]} <= {"up", "down", "none"}


def test_the_place_of_each_target_holds_its_words(packed: list[dict[str, Any]]) -> None:
    for one in packed:
        for row in one["targets"]:
            assert row["exact"] in row["quote"]
            assert int(row["end"]) - int(row["start"]) == len(row["exact"])


def test_targets_of_another_unit_are_not_on_one_axis(packed: list[dict[str, Any]]) -> None:
    axes: dict[tuple[str, str], set[str]] = {}
    for one in packed:
        for row in one["targets"]:
            axes.setdefault((one["id"], row["axis"]), set()).add("share" if row["unit"] == "%" else "other")
    assert all(len(found) == 1 for found in axes.values())


def test_two_blanked_figures_of_a_task_are_told_apart(packed: list[dict[str, Any]]) -> None:
    (places,) = [one for one in packed if one["id"] == "新增学位"]
    rows = [row for row in places["targets"] if row["plan"] == "ningbo-2023"]
    assert [(row["subject"], row["redacted"], row["scope"]) for row in rows] == [
        ("新增学位", "true", "中小学"),
        ("新增学位", "true", "幼儿园"),
    ]


def test_no_two_targets_of_an_indicator_look_the_same(packed: list[dict[str, Any]]) -> None:
    for one in packed:
        shown = [tuple(row[key] for key in (*targets._SAME, "around")) for row in one["targets"]]
        assert len(set(shown)) == len(shown)


def test_rows_that_are_the_same_have_the_words_around_their_figure() -> None:
    row = dict.fromkeys((*targets._SAME, "around"), "")
    rows = [row | {"around": "甲校新增*个"}, row | {"around": "乙校新增*个"}, row | {"value": "3", "around": "丙校"}]
    assert [one["around"] for one in targets._told_apart(rows)] == ["甲校新增*个", "乙校新增*个", ""]


@pytest.mark.parametrize(("at", "before"), [("2", "小学"), ("12", "小学新增学位*个;幼儿园")])
def test_words_before_a_figure_are_known_by_its_place(at: str, before: str) -> None:
    row = {"quote": "小学新增学位*个;幼儿园新增学位*个", "exact": "新增学位*个", "_at": at}
    assert row["quote"][int(at) :].startswith(row["exact"])
    assert targets._before(row) == before


def test_only_the_plans_that_are_shown_count(store: Store) -> None:
    pack = json.loads(json.dumps(targets.packs(Scope(store, ("邯郸", "宁波")))["targets"]))
    (share,) = [one for one in pack["indicators"] if one["id"] == SHARE]
    assert {row["plan"] for row in share["targets"]} == {"handan-2023", "ningbo-2023"}
    assert share["cities"] == 2
    assert set(pack["offices"]) <= {"handan-2023", "ningbo-2023"}


@pytest.fixture(scope="module")
def written(store: Store) -> str:
    return explorer.of(Scope(store), TABS)


@pytest.fixture
def at(opened: Opener, written: str) -> Opening:
    return lambda address="targets", **size: opened(written, address, **size)


class TestInChromium:
    def test_a_user_finds_the_highest_target_by_when_and_its_sentence(self, at: Opening) -> None:
        page = at()
        page.click_on("#targets-search")
        page.type("普惠")
        assert SHARE in page.run(LISTED)
        assert all("普惠" in one for one in page.run(LISTED) if "原文用语" not in one)
        page.run(
            f"[...document.querySelectorAll('#panel-targets nav a')].find((a) => a.dataset.id === '{SHARE}').focus()"
        )
        page.press("Enter", 13)
        page.idle()
        assert "最高的是宁波市：至少 90%（没有写明期限，2023 年计划）" in page.run(SHOWN)
        assert "越高越好" in page.run(SHOWN)
        page.click_on("#panel-targets .marks a")
        page.idle()
        told = page.run(DETAIL)
        assert "至少 90%" in told
        assert "这项任务没有写明负责单位" in told  # the plan of Ningbo names none
        marked = page.run("[...document.querySelectorAll('#detail mark')].map((mark) => mark.textContent)")
        assert marked == ["普惠性幼儿园在园幼儿占比达90％及以上"]
        assert page.run("document.querySelector('#detail .sentence a').getAttribute('href')").startswith(
            "#reader/ningbo-2023/"
        )

    def test_a_figure_in_doubt_has_a_sign_and_its_reasons(self, at: Opening, packed: list[dict[str, Any]]) -> None:
        one = next(one for one in packed if [row["doubt"] for row in one["targets"]] == ["scope"])
        page = at(f"targets/{one['id']}")
        sign = "[...document.querySelectorAll('#panel-targets .marks .doubt')].map((one) => one.title)"
        assert page.run(sign) == ["范围为推测"]
        page.run("document.querySelector('#panel-targets .marks .doubt').closest('a').click()")
        page.idle()
        assert "存疑范围为推测" in page.run(DETAIL)

    def test_what_cannot_be_compared_is_set_apart_with_the_reason(self, at: Opening) -> None:
        page = at("targets/新增学位")
        apart = page.run("document.querySelector('#panel-targets .marks.apart').textContent")
        assert "不可比：范围不同（中小学）" in apart
        assert "不可比：数字在原文中隐去" in apart
        assert page.run("document.querySelectorAll('#panel-targets .marks.fit a').length") == 2
        assert page.run("document.querySelectorAll('#panel-targets .marks .empty').length") == 2
        assert "宁波市的数字在公开的原文里写作 * 或 x，不是本工具隐去的" in page.run(SHOWN)
        page.click_on("#language")
        page.idle()
        assert "not comparable because: another scope (primary and secondary schools)" in page.run(SHOWN)
        assert "no:" not in page.run(SHOWN)

    def test_different_words_are_shown_and_warned_of(self, at: Opening) -> None:
        page = at(f"targets/{SHARE}")
        caution = page.run("document.querySelector('#panel-targets .caution').textContent")
        assert caution == (
            "各市说法不同，口径可能不一：宁波市“普惠性幼儿园在园幼儿占比”、邯郸市“普惠性幼儿园覆盖率”、"
            "枣庄市“学前普惠率”。请看过原句再比较。"
        )
        assert "按各市自己的说法，最高的是宁波市" in page.run(SHOWN)
        assert ["普惠性幼儿园在园幼儿占比" in line for line in page.run(LINES)] == [True, False, False, False]
        assert "学前普惠率" in page.run(LINES)[3]
        page.click_on("#language")
        page.idle()
        assert "Highest of those that can be compared (each in the city's own words): Ningbo" in page.run(SHOWN)
        assert "may not measure the same: Ningbo “普惠性幼儿园在园幼儿占比”" in page.run(SHOWN)

    def test_the_same_words_need_no_caution(self, at: Opening) -> None:
        page = at("targets/新建学科（教研）基地")
        assert page.run("document.querySelector('#panel-targets .caution')") is None
        assert "按各市自己的说法" not in page.run(SHOWN)

    def test_the_kind_of_school_is_shown_for_every_row(self, at: Opening) -> None:
        page = at("targets/新增学位")
        scopes = ["范围：中小学" in line or "范围：幼儿园" in line for line in page.run(LINES)]
        assert scopes == [False, False, True, True, True, True]
        cells = "[...document.querySelectorAll('#panel-targets .rows tbody tr')].map((row) => row.cells[5].textContent)"
        assert page.run(cells) == ["全域（没有限定）"] * 2 + ["中小学", "幼儿园"] * 2
        page.run("[...document.querySelectorAll('#panel-targets .marks a')].at(-1).click()")
        page.idle()
        assert "范围幼儿园" in page.run(DETAIL)
        assert "公开的原文里写作 * 或 x，不是本工具隐去的" in page.run(DETAIL)

    def test_english_leaves_only_the_words_of_the_plans_in_chinese(self, at: Opening) -> None:
        page = at("targets/新增学位")
        page.click_on("#language")
        page.idle()
        assert "stay in Chinese" in page.run("document.querySelector('#panel-targets > p').textContent")
        loose = page.run(
            "(() => { const copy = document.querySelector('#panel-targets .indicator').cloneNode(true);"
            " copy.querySelectorAll('[lang=zh-CN], .caution').forEach((part) => part.remove());"
            " return copy.textContent.match(/[\\u4e00-\\u9fff]+/g); })()"
        )
        assert loose is None

    def test_the_opened_row_is_marked(self, at: Opening) -> None:
        page = at(f"targets/{SHARE}/handan-2023/53-6")
        current = (
            "[...document.querySelectorAll('#panel-targets .indicator a[aria-current]')].map((a) => a.textContent)"
        )
        chart, table = page.run(current)
        assert chart.startswith("邯郸市 2023 · 任务 53")
        assert table == "邯郸市 2023 · 任务 53"
        frame = "getComputedStyle(document.querySelector('#panel-targets .marks a[aria-current]')).boxShadow"
        assert "inset" in page.run(frame)
        page.click_on("#panel-targets th[data-key=city] button")
        assert len(page.run(current)) == 2
        page.run("document.querySelector('#panel-targets .marks a').click()")
        page.idle()
        assert [words[:11] for words in page.run(current)] == ["宁波市 2023 · "[:11]] * 2
        page.run(f"edugraph.go('targets', '{SHARE}')")
        page.idle()
        assert page.run(current) == []

    def test_a_search_says_what_is_still_shown_and_enter_shows_the_first(self, at: Opening) -> None:
        page = at("targets/新增学位")
        assert page.run("document.querySelector('#panel-targets .title').textContent") == "当前显示：新增学位"
        page.click_on("#targets-search")
        page.type("普惠性幼儿园覆盖率")
        assert "右侧仍是“新增学位”" in page.run(STATUS)
        page.press("Enter", 13)
        page.idle()
        assert page.run("document.querySelector('#panel-targets .title').textContent") == f"当前显示：{SHARE}"
        assert "右侧仍是" not in page.run(STATUS)
        page.run("document.querySelector('#targets-search').select()")
        page.type("没有的词")
        page.press("Enter", 13)
        page.idle()
        assert page.run("document.querySelector('#panel-targets .title').textContent") == f"当前显示：{SHARE}"

    def test_on_a_phone_columns_are_wide_and_numbers_whole(self, at: Opening) -> None:
        page = at("targets/新增学位", width=390, height=844)
        widths = page.run(
            "[...document.querySelectorAll('#panel-targets .rows thead th')].map((th) => th.getBoundingClientRect().width)"
        )
        assert min(widths) >= 80
        heights = page.run(
            "[...document.querySelectorAll('#panel-targets .rows .figure')].map((span) => span.getClientRects().length)"
        )
        assert len(heights) == 7
        assert set(heights) == {1}
        assert page.run("document.querySelector('#panel-targets .scroller').scrollWidth") > 390

    def test_marks_stand_in_the_order_of_their_figures(self, at: Opening) -> None:
        page = at(f"targets/{SHARE}")
        x = page.run(
            "[...document.querySelectorAll('#panel-targets .marks circle')].map((c) => c.getBoundingClientRect().x)"
        )
        assert x == sorted(x, reverse=True)
        assert x[0] > x[1] == x[2] > x[3]
        assert "横轴从 80 开始" in page.run(SHOWN)
        firm = page.run("[...document.querySelectorAll('#panel-targets .marks circle')].map((c) => c.classList[1])")
        assert firm == ["untold", "firm", "firm", "firm"]

    def test_indicators_of_all_kinds_can_be_drawn(self, at: Opening, packed: list[dict[str, Any]]) -> None:
        page = at()
        special = [one for one in packed if one["cities"] > 1 or any(row["value_max"] for row in one["targets"])]
        for language in ("zh", "en"):
            for one in [*special, *packed[20::6]]:  # a browser takes 200 addresses in ten seconds, no more
                page.run(f"edugraph.go('targets', {json.dumps(one['id'])})")
                page.wait(f"document.querySelectorAll('#panel-targets .marks a').length === {len(one['targets'])}")
                page.wait(
                    "document.querySelector('#panel-targets nav [aria-current]')?.dataset.id"
                    f" === {json.dumps(one['id'])}"
                )
                assert "targets." not in page.run(SHOWN)
            if language == "zh":
                page.click_on("#language")
                page.idle()

    def test_the_list_says_how_many_fit(self, at: Opening, packed: list[dict[str, Any]]) -> None:
        page = at()
        assert page.run(STATUS) == f"{len(packed)} 个指标。"
        assert len(page.run(LISTED)) == len(packed)
        page.click_on("#targets-search")
        page.type("没有的词")
        assert "没有符合的指标" in page.run(STATUS)
        assert page.run(LISTED) == []

    def test_the_summary_counts_indicators_targets_and_blanked_ones(
        self, at: Opening, packed: list[dict[str, Any]]
    ) -> None:
        rows = [row for one in packed for row in one["targets"]]
        blanked = sum(row["redacted"] == "true" and not row["value"] for row in rows)
        told = at().run("document.querySelector('#panel-targets > p').textContent")
        assert f"共 {len(packed)} 个指标（16 个" in told
        assert f"{len(rows)} 个量化目标，其中 {blanked} 个" in told

    def test_the_table_sorts_and_saves(self, at: Opening) -> None:
        page = at("targets/新增学位")
        page.click_on("#panel-targets th[data-key=figure] button")
        cells = page.run(
            "[...document.querySelectorAll('#panel-targets .rows tbody tr')].map((r) => r.cells[1].textContent)"
        )
        assert cells == ["9,000个", "2.4万个", "4万个", "17.4万个", "* 原文隐去", "* 原文隐去"]
        page.run("window.saved = []; edugraph.save = (...given) => saved.push(given); true")
        page.click_on("#panel-targets .indicator > button")
        name, kind, text = page.run("saved[0]")
        assert (name, kind) == ("新增学位.csv", "text/csv")
        assert text.startswith("\ufeffindicator,plan,city")
        assert len(text.strip().split("\r\n")) == 7

    def test_the_detail_names_who_answers_and_returns_the_keyboard(self, at: Opening) -> None:
        page = at(f"targets/{SHARE}")
        page.run("document.querySelectorAll('#panel-targets .marks a')[2].focus()")
        page.press("Enter", 13)
        page.idle()
        told = page.run(DETAIL)
        assert "任务 53" in told
        assert "基础教育处" in told
        page.press("Escape", 27)
        assert page.run("document.activeElement.closest('.marks') !== null")

    @pytest.mark.parametrize("address", ["targets/没有这个", "targets/__proto__", "targets/新增学位/没有/1-1"])
    def test_an_address_that_names_nothing_is_said(self, at: Opening, address: str) -> None:
        page = at(address)
        assert page.run(DETAIL) is None
        assert ("没有名为" in page.run(SHOWN)) == ("新增学位" not in address)

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("address", ["targets", f"targets/{SHARE}/ningbo-2023/7-3"])
    def test_axe_finds_nothing(self, at: Opening, scheme: str, address: str) -> None:
        page = at(address)
        page.scheme(scheme)
        page.settle()
        assert page.axe() == []

    @pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
    def test_nothing_overflows_sideways(self, at: Opening, width: int, height: int) -> None:
        page = at("targets/新增学位", width=width, height=height)
        assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert page.run(
            "[...document.querySelectorAll('#panel-targets .marks, #panel-targets .legend')].every((part) =>"
            " part.scrollWidth <= part.clientWidth + 1)"
        )

    def test_words_of_the_plans_never_run(self, opened: Opener) -> None:
        row = dict.fromkeys((*targets._KEPT, "axis", "scope", "around"), "")
        attacks = [{**dict.fromkeys(row, text), "task": str(at)} for at, text in enumerate(HOSTILE)]
        found = [
            {"id": text, "label": text, "own": at % 2 == 0, "direction": "", "cities": 2, "targets": attacks}
            for at, text in enumerate(HOSTILE)
        ]
        settings = {"plans": [{"plan": HOSTILE[0], "city": HOSTILE[1], "year": "2023"}], "names": {}}
        packs = {"targets": {"indicators": found, "offices": {text: {"1": [HOSTILE[:3]]} for text in HOSTILE}}}
        shown = opened(page.render(("targets",), settings, {**packs, "tasks": {}}), "targets")
        assert len(shown.run(LINES)) == len(HOSTILE)
        shown.run("document.querySelectorAll('#panel-targets .marks a')[1].click()")
        shown.idle()
        assert HOSTILE[1] in shown.run(DETAIL)
        assert shown.run("window.ran === undefined")
        assert shown.run("document.querySelectorAll('#panel-targets img, #panel-targets script').length") == 0

    def test_many_targets_are_drawn_a_part_at_a_time(self, opened: Opener) -> None:
        row = dict.fromkeys(targets._KEPT, "") | {"unit": "%", "comparator": ">=", "comparable": "yes", "year": "2023"}
        row |= {"axis": "share %", "scope": "", "around": "", "redacted": "false", "plan": "a"}
        rows = [{**row, "value": str(number % 100), "task": str(number), "number": "1"} for number in range(250)]
        one = {"id": "率", "label": "率", "own": False, "direction": "up", "cities": 2, "targets": rows}
        more = [{**one, "id": f"率{at}", "targets": rows[:1]} for at in range(400)]
        packs = {"targets": {"indicators": [one, *more], "offices": {}}, "tasks": {}}
        plans = [{"plan": "a", "city": "甲市", "year": "2023"}]
        shown = opened(page.render(("targets",), {"plans": plans, "names": {}}, packs), "targets")
        assert len(shown.run(LINES)) == 100
        assert "图中只画前 100 个目标，另有 150 个见下表" in shown.run(SHOWN)
        assert len(shown.run(LISTED)) == 300
        assert "另有 101 个没有列出" in shown.run(STATUS)
