"""The query tab from one question to the next: what is overtaken, stopped or not asked yet, and inside another page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from edugraph import view
from edugraph.view import explorer, page, questions
from edugraph.view.scope import Scope
from tests.view.test_display import framed
from tests.view.test_query_tab import done, go, ready, said, sparql

if TYPE_CHECKING:
    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener


ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
RUNNING = "document.querySelector('.state').textContent.includes('正在查询')"
WATCHED = """(() => {
  const Real = Worker;
  window.living = new Set();
  window.asked = [];
  window.Worker = class extends Real {
    constructor(...given) { super(...given); living.add(this); }
    terminate() { living.delete(this); super.terminate(); }
    postMessage(said, ...more) { if (said.work === 'ask') asked.push(said.text); super.postMessage(said, ...more); }
  };
  const bytes = edugraph.bytes;
  edugraph.bytes = async (name) => {
    if (name.startsWith(SLOW)) await new Promise((resolve) => setTimeout(resolve, 500));
    return bytes(name);
  };
  edugraph.query.engine.stop('');
})()"""


@pytest.fixture(scope="module")
def html(store: Store) -> str:
    scope = Scope(store)
    return page.render(("query",), explorer.settings(scope), questions.packs(scope))


@pytest.fixture
def tab(opened: Opener, html: str) -> Page:
    """The tab with its graph loaded."""
    shown = opened(html, "query")
    ready(shown)
    return shown


def watch(tab: Page, slow: str) -> None:
    """Ends the engine, and from now on counts the workers; reading some packs takes half a second."""
    tab.run(WATCHED.replace("SLOW", json.dumps(slow)))


def choose(tab: Page, name: str) -> None:
    tab.run(f"document.querySelector('.query nav a[data-name={json.dumps(name)}]').click()")


def test_a_slow_answer_does_not_come_up_under_another_question(tab: Page) -> None:
    tab.run("""edugraph.query.engine.ask = ((ask) => async (text) => {
      const found = await ask(text);
      await new Promise((resolve) => setTimeout(resolve, 600));
      return found;
    })(edugraph.query.engine.ask)""")
    go(tab, "query/plans")
    tab.wait(RUNNING)
    choose(tab, "cities-of-theme")  # which must be told a theme first
    tab.rest(1)
    assert tab.run("location.hash") == "#query/cities-of-theme"
    assert (said(tab), said(tab, ".found"), said(tab, ".state")) == ("", "", "")


def test_another_question_ends_one_that_takes_long(tab: Page) -> None:
    tab.run("edugraph.query.engine.SECONDS = 1")
    go(tab, f"query/sparql/{quote(ENDLESS)}")
    tab.wait(RUNNING)
    choose(tab, "cities-of-theme")
    tab.wait("edugraph.query.engine.state() === 'off'")
    tab.rest(1.2)
    assert said(tab) == ""
    choose(tab, "plans")
    done(tab)
    assert "5 行" in said(tab, ".found")


def test_the_time_limit_begins_when_the_question_is_taken_up(tab: Page) -> None:
    message = tab.run(f"""(() => {{
      const {{ engine }} = edugraph.query;
      engine.SECONDS = 1;
      const long = engine.ask({json.dumps(ENDLESS)}).catch((error) => error.message);
      engine.SECONDS = 0.2;
      engine.ask('ASK {{}}').catch(() => null);
      return long;
    }})()""")
    assert "超过 1 秒" in message


def test_a_question_that_is_left_during_loading_is_not_asked(tab: Page) -> None:
    watch(tab, "graph/")
    go(tab, "query/tasks")
    tab.rest(0.3)
    choose(tab, "cities-of-theme")
    ready(tab)
    tab.rest(0.3)
    assert tab.run("asked") == []
    assert said(tab) == ""
    go(tab, "query/plans")
    done(tab)
    assert tab.run("asked.length") == 1
    assert "5 行" in said(tab, ".found")


@pytest.mark.parametrize("slow", ["engine/script", "engine/code", "graph/"])
def test_loading_can_be_stopped_and_leaves_no_worker(tab: Page, slow: str) -> None:
    watch(tab, slow)
    go(tab, "query/plans")
    tab.wait("!document.getElementById('query-stop').disabled")
    assert tab.run("edugraph.query.engine.state()") == "loading"
    tab.click_on("#query-stop")
    done(tab)
    assert said(tab) == "已停止。"
    tab.rest(1)
    assert tab.run("[edugraph.query.engine.state(), living.size, asked.length]") == ["off", 0, 0]
    tab.click_on("#query-run")
    tab.wait("document.querySelector('.found').textContent !== ''")
    assert "5 行" in said(tab, ".found")
    assert tab.run("[edugraph.query.engine.state(), living.size]") == ["ready", 1]


def test_a_load_that_was_stopped_does_not_make_the_next_one_ready(tab: Page) -> None:
    watch(tab, "graph/")
    script = """(async () => {
      const { engine, graphs } = edugraph.query;
      const first = engine.load(graphs.wanted(), () => {}).catch((error) => error.stopped);
      await new Promise((resolve) => setTimeout(resolve, 300));
      engine.stop('over');
      const second = engine.load(graphs.wanted(), () => {});
      const stopped = await first;
      const between = engine.state();
      return [stopped, between, (await second).statements > 30000, engine.state(), living.size];
    })()"""
    assert tab.run(script) == [True, "loading", True, "ready", 1]


def test_what_is_typed_outlasts_a_change_of_the_language(tab: Page) -> None:
    sparql(tab, "ASK { ?p a edu:Plan }")
    tab.run("document.getElementById('query-text').focus()")
    tab.type("# not asked yet\n")
    words = tab.run("document.getElementById('query-text').value")
    assert "# not asked yet" in words
    for _ in range(2):
        tab.click_on("#language")
        tab.idle()
        assert tab.run("document.getElementById('query-text').value") == words
    go(tab, "query/targets?plan=ningbo-2023")
    done(tab)
    tab.run("document.getElementById('query-task').focus()")
    tab.type("22")
    tab.click_on("#language")
    tab.idle()
    assert tab.run("document.getElementById('query-task').value") == "22"
    assert tab.run("document.getElementById('query-plan').value") == "Ningbo 2023"
    assert tab.run("location.hash") == "#query/targets?plan=ningbo-2023"
    go(tab, "query/targets?plan=handan-2023")
    done(tab)
    assert tab.run("document.getElementById('query-task').value") == ""


def test_an_answer_is_counted_in_the_place_that_stands_for_it(tab: Page) -> None:
    tab.run("window.standing = document.querySelector('.found'); true")
    go(tab, "query/plans")
    done(tab)
    assert tab.run("standing.isConnected && standing.getAttribute('role')") == "status"
    assert tab.run("standing.textContent").startswith("5 行")
    assert tab.run("document.querySelectorAll('.answer [role=status]').length") == 0
    tab.click_on(".answer input[type=search]")
    tab.type("宁波")
    assert tab.run("standing.textContent").startswith("1 行，共 5 行")
    go(tab, "query/city-ties")
    done(tab)
    assert tab.run("standing.textContent").startswith("10 行")


def test_figures_are_drawn_one_unit_at_a_time(tab: Page) -> None:
    go(tab, "query/targets")
    done(tab)
    rows = tab.run(
        "edugraph.query.engine.ask('SELECT ?u ?v { ?t a edu:Target ; schema:unitText ?u ; schema:value ?v }')"
    )
    units = [unit for unit, _ in rows["answer"]["rows"]]
    tab.click_on(".answer [aria-pressed]")
    offered = tab.run("[...document.querySelector('select[data-key=unit]').options].map(({ value }) => value)")
    assert set(offered) == set(units)
    assert offered[0] == max(set(units), key=units.count)
    tab.run(
        "(() => { const s = document.querySelector('select[data-key=unit]'); s.focus(); s.value = '%'; s.dispatchEvent(new Event('change')); })()"
    )
    assert "%" in said(tab, ".chart figcaption")
    assert tab.run("document.querySelectorAll('.chart .bar').length") == min(40, units.count("%"))
    assert tab.run("document.activeElement.dataset.key") == "unit"
    assert tab.axe() == []
    go(tab, "query/indicator-targets?indicator=普惠性幼儿园覆盖率")
    done(tab)
    tab.click_on(".answer [aria-pressed]")
    assert tab.run("document.querySelector('select[data-key=unit]')") is None
    assert "%" in said(tab, ".chart figcaption")  # one unit: nothing to choose, and told all the same
    sparql(tab, "SELECT ?indicator ?value { ?t edu:indicatorText ?indicator ; schema:value ?value }")
    assert tab.run("document.querySelector('.answer [aria-pressed]')") is None


def test_a_question_is_asked_inside_another_page(opened: Opener, store: Store) -> None:
    frame = framed(opened, view.show(store, "explorer"))
    assert frame.run("location.href") == "about:srcdoc"
    frame.click_on("#tab-query")
    frame.wait("document.querySelector('.query nav a[data-name=plans]') !== null")
    frame.run("document.querySelector('.query nav a[data-name=plans]').click()")
    done(frame)
    assert "5 行" in said(frame, ".found")
    assert frame.run("location.hash") == "#query/plans"
    frame.run("document.querySelector('#query-form a.button').click()")
    frame.wait("document.getElementById('query-text') !== null")
    done(frame)
    assert "5 行" in said(frame, ".found")
    frame.run(
        "document.getElementById('query-text').value = 'ASK { ?p a edu:Plan }'; document.getElementById('query-run').click()"
    )
    frame.wait("document.querySelector('.answer').textContent.includes('true')")
    assert "#" not in frame.around.run("location.href")
