"""The query tab in the words of its readers: headings, names of plans, codes and reasons."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from edugraph import query
from edugraph.view import explorer, page, questions
from edugraph.view.scope import Scope
from tests.view.test_query_tab import done, go, ready, said

if TYPE_CHECKING:
    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener


@pytest.fixture(scope="module")
def packs(store: Store) -> dict[str, object]:
    return questions.packs(Scope(store))


@pytest.fixture
def tab(opened: Opener, store: Store, packs: dict[str, object]) -> Page:
    """The tab with its graph loaded."""
    shown = opened(page.render(("query",), explorer.settings(Scope(store)), packs), "query")
    ready(shown)
    return shown


def test_the_questions_stand_under_headings_and_sparql_comes_last(tab: Page) -> None:
    heads = tab.run("[...document.querySelectorAll('.query nav h3')].map((head) => head.textContent)")
    assert heads == ["主题", "量化目标", "责任与领导", "文件", "城市之间", "计划与任务", "高级与其他"]
    assert (
        tab.run("[...document.querySelectorAll('.query nav details')].map(({ open }) => open)") == [True] + [False] * 6
    )
    names = tab.run("[...document.querySelectorAll('.query nav a')].map((link) => link.dataset.name)")
    assert (names[0], names[-1], len(names)) == ("overlap-themes", "sparql", len(query.headers()) + 1)
    go(tab, "query/targets")
    done(tab)
    assert tab.run("document.querySelector('.query nav a[aria-current]').closest('details').open") is True
    assert "targets" in said(tab, ".query p.key")
    tab.run("document.querySelector('#query-search').focus()")
    tab.type("没有这样的问题")
    assert tab.run("[...document.querySelectorAll('.query nav a')].map((link) => link.dataset.name)") == ["sparql"]
    assert tab.axe() == []


def test_a_plan_is_named_by_city_and_year(tab: Page) -> None:
    go(tab, "query/targets?plan=handan-2023")
    done(tab)
    assert tab.run("document.getElementById('query-plan').value") == "邯郸市 2023"
    assert "邯郸市 2023" in tab.run(
        "[...document.querySelectorAll('#query-list-plan option')].map(({ value }) => value)"
    )
    for typed in ("宁波市 2023", "宁波2023年", "宁波", "Ningbo 2023", "ningbo-2023"):
        tab.run(f"document.getElementById('query-plan').value = {json.dumps(typed)}")
        tab.click_on("#query-run")
        done(tab)
        assert tab.run("location.hash") == "#query/targets?plan=ningbo-2023", typed
    tab.run("document.getElementById('query-plan').value = '火星 2023'")
    tab.click_on("#query-run")
    done(tab)
    assert "没有计划“火星 2023”" in said(tab)
    assert "邯郸市 2023" in said(tab)
    meant = "edugraph.query.fields.value"
    city, several = "{ kind: 'city' }", "{ kind: 'city', joined: true }"
    assert tab.run(
        f"[{meant}({city}, 'handan'), {meant}({several}, 'Handan、宁波'), {meant}({city}, '甲市'), {meant}({{ kind: 'task' }}, '16')]"
    ) == ["邯郸市", "邯郸市、宁波市", "甲市", "16"]
    for field, typed, message in (
        ("themes-lacking?city=荣城", "荣城", "是否指：荣成市"),
        ("cities-of-theme?theme=集团", "集团", "是否指：集团化办学"),
        ("themes-lacking?city=北京", "北京", "没有“北京”"),
        ("task?plan=handan-2023&task=999", "999", "没有“999”"),
    ):
        go(tab, f"query/{field}")
        done(tab)
        assert f"没有“{typed}”" in said(tab)
        assert message in said(tab)


def test_codes_and_reasons_are_told_in_the_language_of_the_page(tab: Page, packs: dict[str, object]) -> None:
    answers: Any = packs
    whys = [row[4] for row in answers["answer/bridges"]["rows"]] + [
        row[-1] for row in answers["answer/overlap-tasks"]["rows"]
    ]
    columns = answers["answer/overlap-targets"]["columns"]
    comparable = [row[columns.index("comparable")] for row in answers["answer/overlap-targets"]["rows"]]
    groups = [row[columns.index("group")] for row in answers["answer/overlap-targets"]["rows"]]
    for column, values in (("why", whys), ("comparable", comparable), ("group", groups)):
        told = tab.run(f"{json.dumps(values)}.map((value) => edugraph.query.values.words({column!r}, value))")
        assert [one for one in told if re.search("[a-z]{3}", one)] == []
    words = "edugraph.query.values.words"
    assert tab.run(f"[{words}('level', 'prefecture'), {words}('kind', 'rate'), {words}('exact', 'rate')]") == [
        "地级市",
        "比率",
        "rate",
    ]
    against = tab.run(f"{words}('comparable', 'no: share against whole area')")
    assert against == "不可比：占比与全域"
    go(tab, "query/bridges")
    done(tab)
    assert "分值" in said(tab, ".message")
    assert "score" not in said(tab, ".message")
    tab.click_on("#language")
    tab.idle()
    done(tab)
    assert tab.run(f"{json.dumps(whys)}.map((value) => edugraph.query.values.words('why', value))") == whys
    for column, values in (("comparable", comparable), ("group", groups)):
        told = tab.run(f"{json.dumps(values)}.map((value) => edugraph.query.values.words({column!r}, value))")
        assert any("kindergartens" in one.lower() for one in told)
        assert not any("幼儿园" in one for one in told)
    assert "Handan 2023" in said(tab, ".answer tbody")
    go(tab, "query/themes-of-city")
    done(tab)
    assert "Handan" in said(tab, ".answer tbody")
