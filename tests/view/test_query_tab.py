"""The query tab: what it is made of, and in a real browser what it answers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from edugraph import query
from edugraph.rdf.iris import ONTOLOGY
from edugraph.rdf.namespaces import DCTERMS, EDU, SKOS, XSD
from edugraph.store import Store
from edugraph.view import explorer, page, questions
from edugraph.view.scope import Scope
from tests.view.rows import HOSTILE
from tests.view.test_questions import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.view.chromium import Page
    from tests.view.conftest import Opener

UNSORTED = {"office-load"}
"""Queries that leave the order of some rows open."""

ANSWER = """(async () => {
  const one = (await edugraph.pack('query/questions')).find(({ name }) => name === NAME);
  return (await edugraph.query.engine.ask(edugraph.query.bind(one.text, VALUES))).answer;
})()"""


@pytest.fixture(scope="module")
def packs(store: Store) -> dict[str, object]:
    return questions.packs(Scope(store))


@pytest.fixture(scope="module")
def html(store: Store, packs: dict[str, object]) -> str:
    return page.render(("query",), explorer.settings(Scope(store)), packs)


@pytest.fixture
def tab(opened: Opener, html: str) -> Iterator[Page]:
    """The tab with its graph loaded."""
    shown = opened(html, "query")
    ready(shown)
    yield shown
    assert shown.run("window.ran") is None


def ready(shown: Page) -> None:
    shown.wait("edugraph.query.engine.state() === 'ready'")


def done(shown: Page) -> None:
    """Wait until an answer or a mistake is shown."""
    shown.wait(
        "document.querySelector('.answer').childElementCount > 0 && !document.querySelector('#query-run')?.disabled"
    )


def said(shown: Page, selector: str = ".answer") -> str:
    return str(shown.run(f"document.querySelector({json.dumps(selector)})?.textContent ?? ''"))


def go(shown: Page, address: str) -> None:
    shown.run(f"document.querySelector('.answer').replaceChildren(); location.hash = {json.dumps(address)}")
    shown.settle()


def sparql(shown: Page, text: str) -> str:
    go(shown, f"query/sparql/{quote(text, safe='')}")
    done(shown)
    return said(shown)


def asked(shown: Page, name: str, values: dict[str, str]) -> dict[str, Any]:
    script = ANSWER.replace("NAME", json.dumps(name)).replace("VALUES", json.dumps(values))
    return dict(shown.run(script))


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    """Each query as it is, and with each of its parameters."""
    for name, header in query.catalogue().items():
        given = {key: VALUES[key] for key in sorted(header.required)}
        yield name, given
        yield from ((name, given | {key: VALUES[key]}) for key in header.parameters if key not in given)


def columns_shown(answer: dict[str, Any]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    at = [number for number, column in enumerate(answer["columns"]) if not column.startswith("_")]
    return tuple(answer["columns"][number] for number in at), [
        tuple(row[number] for number in at) for row in answer["rows"]
    ]


def loose(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows in one order, and the words of a cell too: some queries join them as they come."""
    return sorted(tuple(" ".join(sorted(cell.split(" "))) for cell in row) for row in rows)


def test_every_query_answers_in_the_page_as_in_python(tab: Page, store: Store) -> None:
    found = 0
    for name, values in cases():
        columns, rows = columns_shown(asked(tab, name, values))
        expected = query.run(store, name, **values)
        assert columns == expected.columns, (name, values)
        assert loose(rows) == loose(list(expected.rows)), (name, values)
        if name not in UNSORTED:
            assert [row[0] for row in rows] == [row[0] for row in expected.rows], (name, values)
        found += bool(rows)
    assert found > 150


def test_a_value_is_bound_as_it_is(tab: Page) -> None:
    text = "SELECT ?said ?_x WHERE { BIND(?_x AS ?said) } ORDER BY ?_x"
    texts = [value for value in HOSTILE[:-2] if not value.endswith(">")]
    for value in (*texts, 'a"b\\c\n\t\x00\x7f?_x', "?_x", "'''", "#", "<no iri", "half \ud800"):
        script = f"edugraph.query.engine.ask(edugraph.query.bind({json.dumps(text)}, {{ x: {json.dumps(value)} }}))"
        shown = tab.run(script)["answer"]
        assert shown == {"columns": ["said"], "rows": [[value.replace("\ud800", "\ufffd")]]}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ('SELECT ?a ?_x { ?a ?b ?_x }', 'SELECT ?a  { ?a ?b "1" }'),
        ("SELECT ?a { { SELECT ?a ?_x { } GROUP BY ?a ?_x } } # ?_x", 'SELECT ?a { { SELECT ?a  { } GROUP BY ?a ("1") } } # ?_x'),
        ("SELECT (IF(?_x, 1, 2) AS ?b) WHERE {} ORDER BY ?_x DESC(?_x) LIMIT 1", 'SELECT (IF("1", 1, 2) AS ?b) WHERE {} ORDER BY ("1") DESC("1") LIMIT 1'),
        ("""SELECT * { ?a <?_x> "?_x", '?_x', \"\"\"a"?_x\"\"\", '''?_x''' ; ?_xy $_x }""",
         """SELECT * { ?a <?_x> "?_x", '?_x', \"\"\"a"?_x\"\"\", '''?_x''' ; ?_xy "1" }"""),
        ("SELECT ?y { FILTER(?_y = ?_x) FILTER EXISTS { ?a ?b ?_x } }", 'SELECT ?y { FILTER(?_y = "1") FILTER EXISTS { ?a ?b "1" } }'),
        ("ASK { FILTER(!BOUND (?_x) || BOUND(?_y) || BOUND(?x)) }", "ASK { FILTER(!true  || BOUND(?_y) || BOUND(?x)) }"),
        ("ASK { ?a edu:SELECT ?_x }", 'ASK { ?a edu:SELECT "1" }'),
    ],
)  # fmt: skip
def test_variables_are_replaced_where_they_stand(tab: Page, text: str, bound: str) -> None:
    assert tab.run(f"edugraph.query.bind({json.dumps(text)}, {{ x: '1' }})") == bound


def test_an_iri_in_angle_brackets_is_one_and_a_broken_one_is_refused(tab: Page) -> None:
    def bind(value: str) -> str:
        return f"edugraph.query.bind('ASK {{ ?a ?b ?_x }}', {{ x: {json.dumps(value)} }})"

    assert tab.run(bind("<urn:a>")) == "ASK { ?a ?b <urn:a> }"
    for value in ("<a b:c>", "<a>", '<urn:a">'):
        assert "IRI" in tab.run(f"(() => {{ try {{ {bind(value)} }} catch (error) {{ return error.message }} }})()")


def test_the_bindings_that_no_token_can_stand_for_are_refused(tab: Page) -> None:
    script = (
        "(() => { try { edugraph.query.bind('SELECT (1 AS ?_x) {}', { x: '1' }) } catch (e) { return e.message } })()"
    )
    assert "cannot stand" in str(tab.run(script))


def test_tokens_joined_are_the_query_again(tab: Page) -> None:
    for one in query.catalogue().values():
        assert tab.run(f"edugraph.query.tokens({json.dumps(one.text)}).map(({{ text }}) => text).join('')") == one.text


def test_a_question_is_found_filled_in_and_asked_by_mouse(tab: Page) -> None:
    tab.click_on("#query-search")
    tab.type("哪个处室 任务最多")
    assert "个问题" in said(tab, "nav p")
    tab.click_on('.query nav a[data-name="busiest-offices"]')
    done(tab)
    assert tab.run("document.activeElement.id") == "query-title"
    tab.click_on("#query-plan")
    tab.type("handan-2023")
    tab.click_on("#query-run")
    done(tab)
    assert tab.run("document.querySelector('.answer tbody tr').cells[2].textContent") == "基础教育处"
    assert tab.run("location.hash") == "#query/busiest-offices?plan=handan-2023"
    assert tab.axe() == []


def test_a_question_is_asked_by_keyboard(tab: Page) -> None:
    tab.run("document.querySelector('.query nav a[data-name=\"cities-of-theme\"]').focus()")
    tab.press("Enter", 13)
    tab.settle()
    assert said(tab, ".answer") == ""  # it must be told a theme first
    tab.run("document.getElementById('query-theme').focus()")
    tab.type("双减")
    tab.press("Enter", 13)
    done(tab)
    assert "行" in said(tab, ".found")
    assert tab.run("document.querySelectorAll('.answer tbody tr').length") > 3


def test_a_link_carries_the_question_in_both_languages(opened: Opener, html: str) -> None:
    shown = opened(html, f"query/targets?plan=ningbo-2023&task={quote('5')}")
    done(shown)
    rows = shown.run("document.querySelectorAll('.answer tbody tr').length")
    assert shown.run("document.getElementById('query-task').value") == "5"
    shown.click_on("#language")
    shown.idle()
    done(shown)
    assert shown.run("document.querySelectorAll('.answer tbody tr').length") == rows
    assert "What each city promises" in said(shown, "#query-title")
    assert said(shown, ".found").startswith("Rows:")
    assert shown.axe() == []


def test_rows_are_filtered_sorted_drawn_and_saved(tab: Page) -> None:
    tab.run("edugraph.save = (name, type, text) => { window.saved = [name, type, text]; }")
    go(tab, "query/busiest-offices")
    done(tab)
    tab.click_on(".answer .controls button")
    name, kind, text = tab.run("window.saved")
    assert (name, kind) == ("busiest-offices.csv", "text/csv;charset=utf-8")
    assert text.startswith("\ufeffcity,plan,organisation,count,")
    tab.click_on(".answer [aria-pressed]")
    assert tab.run("document.querySelectorAll('.chart .bar').length") == 40
    assert "40" in said(tab, ".chart figcaption")
    assert tab.axe() == []
    tab.click_on(".chart > button")
    assert tab.run("new DOMParser().parseFromString(saved[2], 'image/svg+xml').querySelectorAll('rect').length") == 41
    tab.click_on(".answer [aria-pressed]")
    assert tab.run("document.querySelector('.chart')") is None
    tab.click_on(".answer input[type=search]")
    tab.type("基础教育处")
    assert tab.run(
        "[...document.querySelectorAll('.answer tbody tr')].every((row) => row.textContent.includes('基础教育处'))"
    )
    tab.click_on(".answer th[data-key=count] button")
    assert tab.run("document.querySelector('.answer th[data-key=count]').getAttribute('aria-sort')") == "ascending"


def test_the_sparql_of_a_question_is_opened_in_the_editor_and_gives_the_same(tab: Page) -> None:
    go(tab, "query/themes?plan=handan-2023&theme=双减")
    done(tab)
    rows = tab.run("document.querySelectorAll('.answer tbody tr').length")
    tab.click_on("#query-form a.button")
    tab.wait("document.getElementById('query-text') !== null")
    done(tab)
    assert '"handan-2023"' in tab.run("document.getElementById('query-text').value")
    assert tab.run("document.querySelectorAll('.answer tbody tr').length") == rows > 0


def test_all_kinds_of_queries_are_answered(tab: Page) -> None:
    assert "true" in sparql(tab, "ASK { ?p a edu:Plan }")
    assert "false" in sparql(tab, "ASK { ?p a edu:Plann }")
    sparql(tab, "CONSTRUCT { ?p a edu:Plan } WHERE { ?p a edu:Plan }")
    assert "5 条三元组" in said(tab, ".found")
    assert "handan-2023" in sparql(tab, "DESCRIBE <https://w3id.org/edugraph/id/handan-2023>")
    assert tab.axe() == []
    assert "没有符合的内容" in sparql(tab, "SELECT * { ?a edu:nothing ?b }")
    assert "graph/handan-2023" in sparql(tab, "SELECT DISTINCT ?g { GRAPH ?g { ?p a edu:Plan } }")


def test_a_mistake_is_shown_with_its_place(tab: Page) -> None:
    shown = sparql(tab, "SELECT ?甲 WHERE {\n  ?甲 ?b ) }")
    assert "第 2 行第 11 列有误" in shown
    assert said(tab, ".answer pre") == "  ?甲 ?b ) }\n   \u3000      ^"
    assert tab.run("document.activeElement.selectionStart") == len("SELECT ?甲 WHERE {\n  ?甲 ?b ) ")
    assert tab.axe() == []
    tab.run("document.getElementById('query-text').value = 'ASK { ?p a edu:Plan }'")
    tab.run(
        "document.getElementById('query-text').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }))"
    )
    done(tab)
    assert "true" in said(tab)
    assert "第 1 行第 10 列" in sparql(tab, "SELECT 12")
    assert "SELECT、ASK、CONSTRUCT" in sparql(tab, "INSERT DATA { <a:a> <a:b> <a:c> }")
    assert "不能用 SERVICE" in sparql(tab, "SELECT * { service <http://example.org/> { ?a ?b ?c } }")
    assert (
        "SERVICE"
        not in sparql(tab, 'SELECT ("SERVICE" AS ?a) { ?p a edu:Plan } # SERVICE').replace('"SERVICE"', "")[:20]
    )


def test_a_long_query_is_stopped_by_hand_by_time_or_by_another(tab: Page) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    go(tab, f"query/sparql/{quote(endless)}")
    tab.wait("document.querySelector('.state').textContent.includes('正在查询')")
    tab.click_on("#query-stop")
    done(tab)
    assert "已停止" in said(tab)
    tab.run("edugraph.query.engine.SECONDS = 0.5")
    assert "超过 0.5 秒" in sparql(tab, endless)
    tab.run("edugraph.query.engine.SECONDS = 30")
    go(tab, f"query/sparql/{quote(endless + ' ')}")
    tab.wait("document.querySelector('.state').textContent.includes('正在查询')")
    go(tab, "query/plans")
    done(tab)
    assert "5 行" in said(tab, ".found")


def test_a_question_of_the_command_line_shows_its_rows_or_the_command(tab: Page, packs: dict[str, object]) -> None:
    go(tab, "query/city-ties")
    done(tab)
    assert tab.run("document.querySelectorAll('.answer tbody tr').length") == 10
    assert "1.00" in said(tab, ".message")  # how to read it
    assert "edugraph query city-ties -p city=邯郸市" in said(tab, ".command")
    go(tab, "query/gaps")
    tab.settle()
    assert said(tab, ".command") == "edugraph query gaps -p city=邯郸市"
    assert tab.axe() == []
    assert {name for name in packs if name.startswith("answer/")} >= {"answer/wordings", "answer/overlap-targets"}


def test_the_link_is_offered_where_there_is_no_clipboard(tab: Page) -> None:
    go(tab, "query/plans")
    done(tab)
    tab.run("navigator.clipboard.writeText = async () => { throw new Error('no'); }")
    tab.run("[...document.querySelectorAll('.buttons button')].at(-1).click()")
    tab.settle()
    assert str(tab.run("document.querySelector('.state input').value")).endswith("#query/plans")


def test_rows_lead_to_their_place_in_the_text(opened: Opener, store: Store) -> None:
    shown = opened(explorer.of(Scope(store, cities=("宁波",)), ("query", "reader")), "query/targets")
    done(shown)
    assert shown.run("document.querySelector('.answer td a').getAttribute('href')").startswith(
        "#reader/ningbo-2023/task-"
    )
    assert shown.run("document.querySelector('.answer td bdi').textContent") == "宁波市 2023"
    words = shown.run("document.querySelector('.answer .long').textContent")
    shown.click_on(".answer button.place")
    shown.wait("location.hash.startsWith('#reader/')")
    start, end = map(int, str(shown.run("location.hash")).rpartition("/")[2].split("-"))
    facts = shown.run("edugraph.pack('plan/ningbo-2023').then(({ facts }) => facts)")
    at = [fact for fact in facts if (fact["start"], fact["end"]) == (start, end)]
    assert any(words in (fact["exact"], fact["quote"]) for fact in at)
    go(shown, "query/statements?plan=ningbo-2023")
    done(shown)
    hrefs = shown.run("[...document.querySelectorAll('.answer td a')].map((link) => link.getAttribute('href'))")
    assert any(re.fullmatch(r"#reader/ningbo-2023/\d+-\d+", href) for href in hrefs)


def test_with_too_many_plans_the_reader_chooses(opened: Opener, store: Store, packs: dict[str, object]) -> None:
    listed: Any = packs["query/graphs"]
    heavy = [one | {"statements": 150_000 if one["plans"] else 7_000} for one in listed]
    shown = opened(
        page.render(("query",), explorer.settings(Scope(store)), {**packs, "query/graphs": heavy}), "query/plans"
    )
    done(shown)
    assert shown.run("document.querySelectorAll('.answer tbody tr').length") == 2
    assert "现已选 2 份计划，共 5 份" in said(shown, ".data")
    shown.click_on(".choose summary")
    shown.click_on(".choose ul input:not(:checked)")
    assert shown.run("document.querySelector('.choose > button').disabled")
    shown.click_on(".choose ul input:checked")
    shown.click_on(".choose ul input:checked")
    assert shown.axe() == []
    shown.click_on(".choose > button")
    shown.settle()
    done(shown)
    assert shown.run("document.querySelectorAll('.answer tbody tr').length") == 1


def test_on_a_phone_nothing_overflows(opened: Opener, html: str) -> None:
    shown = opened(html, "query/targets", width=390, height=844)
    done(shown)
    assert shown.run("document.documentElement.scrollWidth <= innerWidth")
    go(shown, "query/sparql")
    shown.settle()
    assert shown.run("document.documentElement.scrollWidth <= innerWidth")


def test_hostile_texts_never_run(opened: Opener, store: Store) -> None:
    attacks = [text for text in HOSTILE if not any(ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in text)]
    kept = {DCTERMS.identifier, SKOS.notation, EDU.year, EDU.symbol}
    graph = ox.Store()
    for at, quad in enumerate(store.graph):
        term = quad.object
        said_by_the_plan = quad.graph_name != ONTOLOGY and quad.predicate not in kept
        if said_by_the_plan and isinstance(term, ox.Literal) and (term.language or term.datatype == XSD.string):
            term = ox.Literal(attacks[at % len(attacks)], language=term.language)
        graph.add(ox.Quad(quad.subject, quad.predicate, term, quad.graph_name))
    shown = opened(explorer.of(Scope(Store(graph)), ("query",)), "query/evidence")
    done(shown)
    for name in ("targets", "busiest-offices", "tasks", "plans?plan=<img src=x onerror='window.ran=1'>"):
        go(shown, f"query/{name}")
        done(shown)
    shown.run("document.querySelector('.answer [aria-pressed]')?.click()")
    go(shown, f"query/sparql/{quote('SELECT * { <' + HOSTILE[2] + '> }')}")
    done(shown)
    go(shown, f"query/{quote(HOSTILE[1])}")
    shown.settle()
    assert "没有名为" in said(shown, ".query section")
    assert shown.run("window.ran") is None
