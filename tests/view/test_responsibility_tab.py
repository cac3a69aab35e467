"""The tab of responsibility: its packs against the rows, and the tab in a real Chromium."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from edugraph import query
from edugraph.overlap import ledger, matrix
from edugraph.view import explorer, page, responsibility
from edugraph.view.scope import Scope
from tests.view.rows import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener

    Opening = Callable[..., Page]
    Packs = dict[str, Any]

TABS = ("responsibility", "overview", "reader")
NAMING = ("handan-2023", "jining-2023", "rongcheng-2023", "zaozhuang-2023")
DETAIL = "document.getElementById('detail').hidden ? null : document.getElementById('detail').textContent"
PANEL = "document.getElementById('panel-responsibility').textContent"
OFFICES = "[...document.querySelectorAll('.matrix tbody th a')].map((link) => link.textContent)"
STATUS = "document.querySelector('#panel-responsibility [role=status]').textContent"
MOST = "基础教育处"


def chosen(page: Page, selector: str, value: str) -> None:
    """Choose in a list, as a hand would."""
    page.run(
        f"(() => {{ const list = document.querySelector('{selector}'); list.value = '{value}';"
        " list.dispatchEvent(new Event('change', { bubbles: true })); })()"
    )
    page.settle()
    page.idle()


@pytest.fixture(scope="module")
def packed(store: Store) -> Packs:
    """The packs, as the page reads them."""
    found: Packs = json.loads(json.dumps(responsibility.packs(Scope(store))))
    return found


@pytest.mark.parametrize("plan", NAMING)
def test_cells_are_those_of_the_matrix(packed: Packs, store: Store, plan: str) -> None:
    pack = packed[f"responsibility/{plan}"]
    said = {
        (office["office"], theme): {role: str(len(tasks)) for role, tasks in cell.items()}
        for office in pack["offices"]
        for theme, cell in office["cells"].items()
    }
    rows = [row for row in matrix.table(store, plan=plan).dicts() if row["theme"] in pack["themes"]]
    assert said == {
        (row["organisation"], row["theme"]): {role: row[role] for role in matrix.ROLES if row[role]} for row in rows
    }
    wide = matrix.wide(matrix.table(store, plan=plan).dicts(), matrix.across(ledger.narrower(store)))
    assert [theme or matrix.NO_THEME for theme in pack["themes"]] == list(wide.columns[2:])
    assert [office["office"] for office in pack["offices"]] == [row[0] for row in wide.rows]


@pytest.mark.parametrize("plan", NAMING)
def test_tasks_are_those_of_the_loads(packed: Packs, store: Store, plan: str) -> None:
    said = {
        (office["office"], role): str(len({task for task, _ in tasks}))
        for office in packed[f"responsibility/{plan}"]["offices"]
        for role, tasks in office["tasks"].items()
    }
    rows = query.run(store, "office-load", plan=plan).dicts()
    assert said == {(row["organisation"], row["role"]): row["tasks"] for row in rows}


def test_a_plan_that_names_no_office_has_none(packed: Packs) -> None:
    assert packed["responsibility/ningbo-2023"] | {"words": {}} == {
        "themes": [],
        "offices": [],
        "leaders": [],
        "words": {},
    }


def test_leaders_have_the_tasks_that_they_lead(packed: Packs, store: Store) -> None:
    leaders = packed["responsibility/zaozhuang-2023"]["leaders"]
    rows = query.run(store, "leader-load").dicts()
    assert [(one["name"], str(one["count"]), str(one["items"])) for one in leaders] == [
        (row["name"], row["count"], row["items"]) for row in rows
    ]
    for one in leaders:
        assert len({task for task, _ in one["tasks"]}) == one["count"]
        assert len(one["tasks"]) == one["items"]


@pytest.mark.parametrize(
    ("quote", "name", "called"),
    [
        ("（分管领导：邓淇、韩梅）", "韩梅", ["分管领导"]),
        ("包靠领导:朱卫", "朱卫", ["包靠领导"]),
        ("邓淇 韩梅", "韩梅", []),
    ],
)
def test_leaders_are_called_what_the_sentence_calls_them(quote: str, name: str, called: list[str]) -> None:
    assert responsibility._called(quote, name) == called


@pytest.mark.parametrize(
    ("plan", "task", "measure", "words"),
    [
        ("handan-2023", "10", "", "以实现区域优质均衡、城乡优质均衡为目标,全面提升义务教育质量。"),
        ("zaozhuang-2023", "2", "1", "新建改扩建中小学（幼儿园）40所，增加学位2.4万个。"),
        ("jining-2023", "1", "2", "制定局党组民主生活会方案，明确开展流程，做好民主生活会组织工作。"),
    ],
)
def test_words_are_the_first_sentence(packed: Packs, plan: str, task: str, measure: str, words: str) -> None:
    assert packed[f"responsibility/{plan}"]["words"][task][measure] == words


@pytest.mark.parametrize("plan", NAMING)
def test_every_act_has_words(packed: Packs, plan: str) -> None:
    pack = packed[f"responsibility/{plan}"]
    acts = [tuple(act) for one in pack["offices"] for tasks in one["tasks"].values() for act in tasks]
    acts += [tuple(act) for one in pack["leaders"] for act in one["tasks"]]
    assert [(task, measure) for task, measure in acts if not pack["words"].get(task, {}).get(measure)] == []


def test_a_long_sentence_is_cut() -> None:
    assert responsibility._first("长" * 200, "") == "长" * 140 + "…"
    assert responsibility._first("深化双减", "深化双减") == ""


def test_offices_of_one_function_are_found_in_all_plans(packed: Packs, store: Store) -> None:
    rows = query.run(store, "offices", function="基础教育").dicts()
    found = packed["offices"]["基础教育"]
    assert {(plan, office) for plan, office, _ in found} == {(row["plan"], row["organisation"]) for row in rows}
    assert ["handan-2023", MOST, 24] in found


def test_only_the_plans_that_are_shown_count(store: Store) -> None:
    found = json.loads(json.dumps(responsibility.packs(Scope(store, ("邯郸",)))))
    assert [name for name in found if name.startswith("responsibility/")] == ["responsibility/handan-2023"]
    assert {plan for offices in found["offices"].values() for plan, *_ in offices} == {"handan-2023"}


@pytest.fixture(scope="module")
def written(store: Store) -> str:
    return explorer.of(Scope(store), TABS)


@pytest.fixture
def at(opened: Opener, written: str) -> Opening:
    return lambda address="responsibility", **size: opened(written, address, **size)


class TestInChromium:
    def test_a_user_sees_at_once_which_office_carries_most_tasks(self, at: Opening) -> None:
        page = at()
        assert "承担任务最多的是\u2068基础教育处\u2069（牵头 11、责任 13），共 24 项" in page.run(PANEL)
        assert page.run(OFFICES)[:3] == [MOST, "高等教育与职业教育处", "干部人事处"]
        widths = page.run(
            "[...document.querySelectorAll('.matrix .bar')].map((b) => [...b.children].reduce((s, p) => s + p.getBoundingClientRect().width, 0))"
        )
        assert widths[0] == max(widths)
        page.click_on(".matrix tbody th a")
        page.idle()
        told = page.run(DETAIL)
        assert "24 项任务（牵头 11、责任 13）" in told
        marks = page.run("[...document.querySelectorAll('#detail mark')].map((mark) => mark.textContent)")
        assert len(marks) == 24
        assert set(marks) == {MOST}
        links = page.run("[...document.querySelectorAll('#detail .sentence a')].map((a) => a.getAttribute('href'))")
        assert len(set(links)) == 24
        assert all(link.startswith("#reader/handan-2023/") for link in links)

    def test_a_cell_opens_its_tasks_by_role_each_with_its_sentence(self, at: Opening) -> None:
        page = at()
        label = page.run("document.querySelector('.matrix td a[href$=\"/%E5%8F%8C%E5%87%8F\"]').textContent")
        assert label == "基础教育处 · 双减: 牵头2 责任3 "
        page.run("document.querySelector('.matrix td a[href$=\"/%E5%8F%8C%E5%87%8F\"]').focus()")
        page.press("Enter", 13)
        page.idle()
        told = page.run(DETAIL)
        assert "牵头 · 2 项任务" in told
        assert "责任 · 3 项任务" in told
        tasks = page.run("[...document.querySelectorAll('#detail .acts > li > a')].map((a) => a.getAttribute('href'))")
        assert sorted(tasks) == [f"#reader/handan-2023/task-{task}" for task in (46, 47, 48, 50, 53)]
        page.press("Escape", 27)
        assert page.run("document.activeElement.closest('.matrix td') !== null")

    def test_who_does_this_elsewhere_leads_there(self, at: Opening) -> None:
        page = at(f"responsibility/handan-2023/{MOST}")
        assert "其他城市谁做这件事" in page.run(DETAIL)
        page.run("[...document.querySelectorAll('#detail a')].find((a) => a.textContent === '基础教育科').click()")
        page.wait("document.getElementById('responsibility-plan').value === 'jining-2023'")
        page.idle()
        page.wait("!document.getElementById('detail').hidden")
        assert "济宁市 2023 · 基础教育科" in page.run(DETAIL)
        assert "承担任务最多的是\u2068市教育科学研究院" in page.run(PANEL)

    def test_a_plan_without_offices_says_so(self, at: Opening) -> None:
        page = at("responsibility/ningbo-2023")
        assert "宁波市 2023 年的计划没有写明任务由哪个单位负责" in page.run(PANEL)
        assert page.run("document.querySelector('.matrix')") is None
        chosen(page, "#responsibility-plan", "zaozhuang-2023")
        assert "枣庄市 2023 年计划中有 15 个单位负责任务" in page.run(PANEL)

    def test_rows_can_be_filtered_and_sorted(self, at: Opening, packed: Packs) -> None:
        page = at()
        offices = packed["responsibility/handan-2023"]["offices"]
        chosen(page, "#responsibility-role", "cooperating")
        assert sorted(page.run(OFFICES)) == sorted(one["office"] for one in offices if "cooperating" in one["tasks"])
        assert "显示 2 个单位，共 33 个" in page.run(STATUS)
        chosen(page, "#responsibility-role", "")
        chosen(page, "#responsibility-theme", "高等教育内涵发展")
        assert set(page.run(OFFICES)) == {one["office"] for one in offices if "高等教育内涵发展" in one["cells"]}
        chosen(page, "#responsibility-theme", "")
        page.click_on("th[data-key='双减'] button")
        assert page.run("document.querySelector('th[data-key=\"双减\"]').getAttribute('aria-sort')") == "descending"
        sizes = {one["office"]: len({t for ts in one["cells"].get("双减", {}).values() for t in ts}) for one in offices}
        shown = [sizes[office] for office in page.run(OFFICES)]
        assert shown == sorted(shown, reverse=True)
        page.click_on("#responsibility-search")
        page.type("基础教育")
        assert MOST in page.run(OFFICES)
        page.run("document.querySelector('#responsibility-search').select()")
        page.type("没有的词")
        assert page.run(STATUS) == "没有符合条件的单位。"

    def test_leaders_and_what_they_lead(self, at: Opening) -> None:
        page = at("responsibility/zaozhuang-2023//邓淇")
        assert "负责 6 项任务，原文共 8 处写明" in page.run(DETAIL)
        assert page.run("document.querySelectorAll('#detail .sentence').length") == 8
        assert page.run("[...document.querySelectorAll('#panel-responsibility .rows tbody tr')].length") == 7
        page = at("responsibility/handan-2023")
        assert "没有写明负责领导" in page.run(PANEL)
        assert "分管" not in page.run(PANEL)
        assert "人 ↓" not in page.run(PANEL)

    def test_a_link_at_the_top_leads_to_the_leaders(self, at: Opening) -> None:
        page = at("responsibility/zaozhuang-2023")
        top = "document.querySelector('#panel-responsibility .leaders').getBoundingClientRect().top"
        assert page.run(top) > 900
        page.run(
            "[...document.querySelectorAll('#panel-responsibility a')].find((a) => a.textContent === '负责领导：7 人 ↓').focus()"
        )
        page.press("Enter", 13)
        page.idle()
        assert page.run(top) < 900
        assert page.run("document.activeElement.className") == "leaders"
        assert page.run(DETAIL) is None

    def test_the_leaders_can_be_saved(self, at: Opening) -> None:
        page = at("responsibility/zaozhuang-2023")
        page.run("window.saved = []; edugraph.save = (...given) => saved.push(given); true")
        page.run("document.querySelector('#panel-responsibility .save').click()")
        name, _, text = page.run("saved[0]")
        assert name == "zaozhuang-2023-leaders.csv"
        head, first, *rest = text.strip().split("\r\n")
        assert head == "\ufeffplan,name,called,tasks,task,measure,title"
        assert first == "zaozhuang-2023,邓淇,,6,2,1,保障教育资源有效供给"
        assert len(rest) == 20

    def test_tasks_stand_with_what_must_be_done(self, at: Opening) -> None:
        page = at(f"responsibility/handan-2023/{MOST}")
        said = page.run("[...document.querySelectorAll('#detail .acts > li')].map((li) => li.children[1].textContent)")
        assert said[0] == "落实《邯郸市“十四五”学前教育发展提升行动计划》,全面提高保教质量。"
        assert page.run("document.querySelectorAll('#detail .acts > li > details.task').length") == 24
        page.run("document.querySelector('#detail details.task summary').click()")
        page.wait("document.querySelector('#detail .task-text p') !== null")
        assert "保教质量" in page.run("document.querySelector('#detail .task-text').textContent")
        page = at("responsibility/zaozhuang-2023//邓淇")
        said = page.run("[...document.querySelectorAll('#detail .says')].map((p) => p.textContent)")
        assert said[0] == "新建改扩建中小学（幼儿园）40所，增加学位2.4万个。"

    def test_a_theme_is_marked_in_sight_and_counted(self, at: Opening, packed: Packs) -> None:
        page = at("responsibility/handan-2023", width=1000, height=800)
        theme = "高等教育内涵发展"
        chosen(page, "#responsibility-theme", theme)
        cells = [
            one["cells"][theme] for one in packed["responsibility/handan-2023"]["offices"] if theme in one["cells"]
        ]
        tasks = {task for cell in cells for found in cell.values() for task in found}
        lead = {task for cell in cells for task in cell.get("lead", [])}
        assert page.run(STATUS).startswith(
            f"“{theme}”：{len(cells)} 个单位、{len(tasks)} 项任务（牵头 {len(lead)}、责任 "
        )
        head = "document.querySelector('.matrix thead .chosen')"
        assert page.run(f"{head}.dataset.key") == theme
        assert page.run(f"{head}.getAttribute('aria-sort')") == "descending"
        assert page.run("document.querySelectorAll('.matrix tbody .chosen').length") == len(cells)
        assert page.run(
            f"(() => {{ const at = {head}.getBoundingClientRect(), box = {head}.closest('.scroller').getBoundingClientRect();"
            " const names = document.querySelector('.matrix tbody th').getBoundingClientRect();"
            " return at.left >= names.right && at.right <= box.right && Math.abs(names.left - box.left) <= 1; })()"
        )
        chosen(page, "#responsibility-theme", "")
        assert page.run(head) is None
        assert page.run(OFFICES)[0] == MOST

    def test_names_of_offices_stay_beside_open_details(self, at: Opening) -> None:
        page = at(f"responsibility/handan-2023/{MOST}")
        assert page.run(
            "(() => { const box = document.querySelector('.matrix').closest('.scroller'); box.scrollLeft = 400;"
            " const left = box.getBoundingClientRect().left;"
            " return box.scrollLeft > 100 && [...box.querySelectorAll('tbody th, .head-office')].every((th) =>"
            " Math.abs(th.getBoundingClientRect().left - left) <= 1); })()"
        )

    def test_the_matrix_can_be_saved(self, at: Opening) -> None:
        page = at()
        page.run("window.saved = []; edugraph.save = (...given) => saved.push(given); true")
        page.click_on("#panel-responsibility .controls button")
        name, _, text = page.run("saved[0]")
        assert name == "handan-2023.csv"
        head, first, *rest = text.strip().split("\r\n")
        assert head.startswith("\ufeffplan,organisation,function,tasks,党的领导与党建")
        assert first.startswith("handan-2023,基础教育处,基础教育,24,责任1")
        assert len(rest) == 32

    def test_the_language_can_be_switched(self, at: Opening) -> None:
        page = at(f"responsibility/handan-2023/{MOST}")
        page.click_on("#language")
        page.idle()
        assert "Most tasks are carried by \u2068基础教育处\u2069 (lead 11, responsible 13): 24." in page.run(PANEL)
        assert "Double Reduction" in page.run(PANEL)
        assert "Who does this elsewhere" in page.run(DETAIL)
        assert "responsibility." not in page.run(PANEL) + page.run(DETAIL)

    @pytest.mark.parametrize(
        "address", ["没有-2023", "handan-2023/没有", f"handan-2023/{MOST}/constructor", "%00/__proto__"]
    )
    def test_an_address_that_names_nothing_is_said(self, at: Opening, address: str) -> None:
        page = at(f"responsibility/{address}")
        assert ("没有这份计划" in page.run(PANEL)) == (not address.startswith("handan"))
        assert (page.run(DETAIL) is None) == (MOST not in address)

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("address", ["handan-2023/基础教育处", "ningbo-2023", "zaozhuang-2023//邓淇"])
    def test_axe_finds_nothing(self, at: Opening, scheme: str, address: str) -> None:
        page = at(f"responsibility/{address}")
        page.scheme(scheme)
        page.settle()
        assert page.axe() == []

    @pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
    def test_nothing_overflows_sideways(self, at: Opening, width: int, height: int) -> None:
        page = at("responsibility/zaozhuang-2023", width=width, height=height)
        assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    def test_words_of_the_plans_never_run(self, opened: Opener) -> None:
        roles = {"lead": [["1", ""]], "responsible": [["2", HOSTILE[3]]]}
        cells = {text: {"lead": ["1"]} for text in HOSTILE}
        offices = [{"office": text, "functions": [text], "tasks": roles, "cells": cells} for text in HOSTILE]
        leaders = [
            {"name": text, "count": 1, "items": 1, "called": [text], "tasks": [[text, text]]} for text in HOSTILE
        ]
        facts = [
            {"kind": "responsibility", "task": "1", "measure": "", "role": "lead", "subject": text, "quote": text}
            | {"exact": text, "start": 0, "end": 1}
            for text in HOSTILE
        ]
        packs: Packs = {"offices": {text: [["乙", text, 1]] for text in HOSTILE}, "plan/甲": {"facts": facts}}
        packs["responsibility/甲"] = {"themes": list(HOSTILE), "offices": offices, "leaders": leaders}
        packs["responsibility/甲"]["words"] = {"1": {"": HOSTILE[1]}, "2": {HOSTILE[3]: HOSTILE[4]}}
        packs["tasks"] = {"甲": dict.fromkeys(("1", "2"), HOSTILE[2])}
        settings = {"plans": [{"plan": "甲", "city": HOSTILE[0], "year": "2023"}], "names": {}}
        shown = opened(page.render(("responsibility",), settings, packs), "responsibility")
        assert len(shown.run(OFFICES)) == len(HOSTILE)
        for selector in (".matrix tbody th a", ".matrix td a", "#panel-responsibility .rows td a"):
            shown.run(f"document.querySelector('{selector}').click()")
            shown.settle()
            shown.idle()
            assert HOSTILE[0] in shown.run(DETAIL)
        assert shown.run("window.ran === undefined")
        assert shown.run("document.querySelectorAll('main img, main script').length") == 0
