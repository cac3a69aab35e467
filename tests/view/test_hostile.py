"""A plan whose every text is an attack: nothing of it ever runs, becomes an element or breaks the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from edugraph import graphs
from edugraph.view import explorer
from edugraph.view.scope import Scope
from tests.diff import made
from tests.view.rows import HOSTILE
from tests.view.test_query_tab import done, go

if TYPE_CHECKING:
    from tests.view.chromium import Page
    from tests.view.conftest import Opener


PAYLOADS = tuple(text.encode("utf-8", "ignore").decode().replace("\x00", "") for text in HOSTILE)
TASK = (
    "{number}.落实“双减”政策{payload}推进集团化办学。\n按照《{payload}办法》，新建{payload}幼儿园{number}0所，"
    "新增学位{number}000个，普惠性幼儿园{payload}覆盖率达到{share}%以上。（牵头单位：基教科{payload}；责任单位：人事科）\n"
)
ADDRESSES = """
[...document.querySelectorAll('a[href^="#"]:not(#skip)')].map((link) => link.getAttribute('href'))
"""
FOREIGN = """
[...document.querySelectorAll('img, iframe, object, embed, link, form[action], main script, main style')]
  .concat([...document.querySelectorAll('a')].filter((link) => !/^(#|blob:)/.test(link.getAttribute('href') ?? '#')))
  .concat([...document.querySelectorAll('body *')].filter((one) => [...one.attributes].some(({ name }) => /^on/.test(name))))
  .map((element) => element.outerHTML)
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The explorer of two plans made of attacks."""
    folder = tmp_path_factory.mktemp("hostile")
    tasks = "".join(TASK.format(number=at, share=80 + at, payload=payload) for at, payload in enumerate(PAYLOADS, 1))
    for city, key in (("甲市", "jia-2023"), ("乙市", "yi-2023")):
        text = f"{city}教育局2023年工作要点{PAYLOADS[0]}\n一、总体{PAYLOADS[2]}要求\n{tasks}"
        store = made.graph_of(folder, {key: text}, f"{city}{PAYLOADS[1]}")
    (folder / "plans").mkdir()
    for file in folder.glob("*.txt"):
        file.rename(folder / "plans" / file.name)
    return explorer.of(Scope(store, (), graphs.texts(folder)))


def unharmed(page: Page) -> None:
    """Nothing ran, and nothing of the plans is an element."""
    assert page.run("window.ran === undefined")
    assert page.run(FOREIGN) == []


def test_the_attacks_are_in_the_page_as_words(opened: Opener, written: str) -> None:
    page = opened(written, "reader/jia-2023")
    facts = page.run("edugraph.pack('plan/jia-2023').then(({ facts }) => facts.map((fact) => fact.quote).join(' '))")
    for words in ("window.ran = 1", "href", "javascript:window.ran=6", "{{7*7}}"):  # elements are noise of the source
        assert words in facts
    assert PAYLOADS[1] in page.run("document.getElementById('panel-reader').textContent")  # in the city's name
    unharmed(page)


def test_every_place_of_every_tab_is_harmless(opened: Opener, written: str) -> None:
    page = opened(written)
    seen: set[str] = set()
    waiting = [f"#{tab}" for tab in page.run("edugraph.settings.tabs")]
    while waiting and len(seen) < 150:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page.run(f"location.hash = {json.dumps(address)}")
        page.settle()
        unharmed(page)
        waiting += [link for link in page.run(ADDRESSES) if link not in seen]
    assert {address.split("/")[0] for address in seen} >= {"#overview", "#targets", "#responsibility", "#reader"}
    assert len(seen) > 60


def test_the_network_is_harmless(opened: Opener, written: str) -> None:
    page = opened(written, "network")
    for name in page.run("edugraph.network().DATA.nodes.filter((one) => one.kind !== 'caption').map((one) => one.id)")[
        :60
    ]:
        page.run(f"edugraph.network().choose({json.dumps(name)})")
        page.rest(0.02)
    unharmed(page)


def test_every_attack_is_in_a_task_of_its_own(written: str, opened: Opener) -> None:
    page = opened(written, "reader/jia-2023")
    tasks = page.run(
        "edugraph.pack('plan/jia-2023').then(({ blocks }) => blocks.filter((one) => one.kind === 'task').map((one) => one.task))"
    )
    assert tasks == [str(at) for at in range(1, len(PAYLOADS) + 1)]
    text = page.run("document.getElementById('panel-reader').textContent")
    for words in ("]]>", "__proto__", "半个", "倒写"):
        assert words in text
    assert page.run("Object.keys(Object.prototype).length") == 0


@pytest.mark.parametrize("question", ["targets", "responsibilities", "evidence", "tasks", "overlap-targets"])
def test_a_question_asked_of_attacks_is_harmless(opened: Opener, written: str, question: str) -> None:
    page = opened(written, f"query/{question}")
    done(page)
    assert page.run("document.querySelectorAll('.answer tbody tr').length") > 10
    unharmed(page)
    page.run("document.querySelector('.answer [aria-pressed]')?.click()")
    assert page.run("document.querySelectorAll('.chart .bar').length") > 0 or question in (
        "responsibilities",
        "evidence",
        "tasks",
    )
    for _ in range(2):
        page.run("document.querySelectorAll('.answer .place').forEach((button, at) => at < 3 && button.click())")
        page.settle()
        unharmed(page)
        page.click_on("#language")
        page.idle()


def test_names_that_are_attacks_are_offered_as_words(opened: Opener, written: str) -> None:
    page = opened(written, "query/plans")
    done(page)
    for name in ("responsibilities", "targets", "themes"):
        go(page, f"query/{name}")
        done(page)
        offered = page.run("[...document.querySelectorAll('.query datalist option')].map(({ value }) => value)")
        if name == "responsibilities":
            assert any(PAYLOADS[1] in value for value in offered)
        unharmed(page)
    for payload in PAYLOADS:
        said = json.dumps(payload)  # escapes of JSON are those of SPARQL
        go(page, f"query/sparql/{quote(f'SELECT ({said} AS ?said) {{}}')}")
        done(page)
        assert page.run("document.querySelector('.answer tbody td').textContent") == payload
        unharmed(page)


def test_an_address_is_no_way_in(opened: Opener, written: str) -> None:
    page = opened(written)
    for payload in PAYLOADS:
        for tab in page.run("edugraph.settings.tabs"):
            page.run(f"location.hash = '#{tab}/' + encodeURIComponent({json.dumps(payload)})")
            page.rest(0.02)
            page.idle()
    unharmed(page)
