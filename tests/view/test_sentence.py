"""Where a fact stands in its sentence: the very words are marked, also where the sentence says them twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from edugraph import query
from edugraph.view import explorer, reader, targets
from edugraph.view.marks import units
from edugraph.view.scope import Scope
from tests.diff import made
from tests.view.test_query_tab import done, go

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener

SEATS = "新增学位****个"
MARKED = """[...document.querySelectorAll(SELECTOR)].map((mark) => {
  const range = new Range();
  range.setStart(mark.parentElement, 0);
  range.setEndBefore(mark);
  return [range.toString().length, mark.textContent];
})"""


@pytest.fixture(scope="module")
def html(store: Store, texts: dict[str, str]) -> str:
    return explorer.of(Scope(store, ("宁波",), texts))


def seats(packs: dict[str, Any]) -> list[dict[str, Any]]:
    """The two blanked numbers of places in one sentence of Ningbo: of schools, then of kindergartens."""
    return [fact for fact in packs["plan/ningbo-2023"]["facts"] if fact["exact"] == SEATS]


def marked(page: Page, selector: str) -> list[list[Any]]:
    return list(page.run(MARKED.replace("SELECTOR", json.dumps(selector))))


def test_each_fact_knows_its_words_in_its_sentence(packs: dict[str, Any]) -> None:
    twice = 0
    for key, pack in packs.items():
        for fact in pack["facts"]:
            rest = fact["quote"].encode("utf-16-le")[2 * fact["at"] :].decode("utf-16-le")
            assert rest.startswith(fact["exact"]), (key, fact)
            twice += units(fact["quote"].partition(fact["exact"])[0]) != fact["at"]
    assert twice >= 8  # the first place would be the wrong one


def test_two_figures_of_the_same_words_are_two_places(packs: dict[str, Any], store: Store) -> None:
    schools, kindergartens = seats(packs)
    assert (schools["start"], kindergartens["start"]) == (4760, 4781)
    assert kindergartens["quote"] == schools["quote"]
    assert kindergartens["at"] - schools["at"] == 4781 - 4760
    found: Any = targets.packs(Scope(store))["targets"]
    rows = [row for one in found["indicators"] for row in one["targets"] if row["exact"] == SEATS]
    assert sorted((row["start"], row["at"]) for row in rows) == [
        (str(one["start"]), str(one["at"])) for one in (schools, kindergartens)
    ]


def test_the_offset_counts_as_a_script_does(tmp_path: Path) -> None:
    text = "甲市教育局2023年工作要点\n1.扩大资源。为𠮷𠮷镇新增学位**个，为𠮷乡新增学位**个。\n2.推进双减。落实“双减”政策。\n"
    store = made.graph_of(tmp_path, {"jia-2023": text})
    facts: Any = reader.packs(Scope(store))["plan/jia-2023"]
    own = [fact for fact in facts["facts"] if fact["kind"] == "target"]
    assert len(own) == 2
    for fact in own:
        before = fact["quote"].encode("utf-16-le")[: 2 * fact["at"]].decode("utf-16-le")
        assert fact["at"] == len(before) + before.count("𠮷")
        assert fact["quote"][len(before) :].startswith(fact["exact"])


def test_code_within_a_sentence_is_left_out_and_the_words_stay_in_place() -> None:
    quote = "办好&nbsp;学校2所，<b>办好</b>学校2所。"
    fact = {"quote": quote, "exact": "学校2所", "at": quote.rindex("学校2所")}
    clean = reader._clean(fact)
    assert clean["quote"][clean["at"] :] == "学校2所。"
    assert "<b>" not in clean["quote"]


def test_the_query_tells_where_the_words_begin(store: Store) -> None:
    for row in query.rows(store, "facts", plan="ningbo-2023"):
        assert row["quote"][int(row["_at"]) :].startswith(row["exact"])


def test_the_mark_stands_on_the_right_words(opened: Opener, packs: dict[str, Any], html: str) -> None:
    schools, kindergartens = seats(packs)
    for fact in (schools, kindergartens):
        page = opened(html, f"reader/ningbo-2023/{fact['start']}-{fact['end']}")
        page.click_on("#panel-reader .lit")
        assert [fact["at"], SEATS] in marked(page, "#detail .sentence mark")
    sentence = {"plan": "ningbo-2023", "quote": "甲和甲", "exact": "甲"}
    page.run(f"edugraph.detail('x', edugraph.sentence({json.dumps(sentence)}))")
    assert marked(page, "#detail mark") == []  # which of the two is not known
    page.run(f"edugraph.detail('x', edugraph.sentence({json.dumps(sentence | {'at': 2})}))")
    assert marked(page, "#detail mark") == [[2, "甲"]]


def test_the_network_marks_the_own_place_of_each_target(opened: Opener, packs: dict[str, Any], html: str) -> None:
    page = opened(html, "network")
    nodes = page.run(
        "edugraph.network().DATA.nodes.filter(({ id, details }) => id.startsWith('target/ningbo-2023/22/')"
        f" && details.some(([, said]) => said === '{SEATS}')).map(({{ id }}) => id)"
    )
    assert len(nodes) == 2
    for node, fact in zip(nodes, seats(packs), strict=True):
        page.run(f"edugraph.network().choose({json.dumps(node)})")
        page.settle()
        assert marked(page, "#network-chosen blockquote mark") == [[fact["at"], SEATS]]


def test_a_row_of_an_answer_leads_to_its_own_place(opened: Opener, packs: dict[str, Any], html: str) -> None:
    page = opened(html, "query")
    for at, fact in enumerate(seats(packs)):
        go(page, "query/targets?plan=ningbo-2023&task=22")
        done(page)
        page.run(
            f"[...document.querySelectorAll('.answer tbody tr')].filter((row) => row.textContent.includes('{SEATS}'))"
            f"[{at}].querySelector('button.place').click()"
        )
        page.wait("location.hash.startsWith('#reader/')")
        assert page.run("location.hash") == f"#reader/ningbo-2023/{fact['start']}-{fact['end']}"
