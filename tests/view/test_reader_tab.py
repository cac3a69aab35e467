"""The reader in a real Chromium: a plan's text with its facts marked in it, and the list of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from edugraph.view import explorer
from edugraph.view.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from edugraph.store import Store
    from tests.view.chromium import Page
    from tests.view.conftest import Opener

    Packs = dict[str, Any]

DETAIL = "document.getElementById('detail').hidden ? null : document.getElementById('detail').textContent"
LIT = "[...document.querySelectorAll('#panel-reader .lit')].map((node) => node.textContent).join('')"
FOCUSED = "document.activeElement.textContent"
MESSAGES = "[...document.querySelectorAll('#panel-reader .message')].map((node) => node.textContent)"
HASH = "location.hash"


@pytest.fixture(scope="module")
def written(store: Store, texts: dict[str, str]) -> str:
    return explorer.of(Scope(store, (), texts), ("overview", "reader"))


@pytest.fixture
def at(opened: Opener, written: str) -> Callable[..., Page]:
    return lambda address="reader", **size: opened(written, address, **size)


def in_sight(view: Page, selector: str) -> bool:
    return bool(
        view.run(
            f"(() => {{ const b = document.querySelector({selector!r}).getBoundingClientRect();"
            " return b.top >= 0 && b.bottom <= innerHeight; })()"
        )
    )


def test_a_stretch_is_scrolled_to_lit_and_focused(at: Callable[..., Page], packs: Packs) -> None:
    facts = packs["plan/handan-2023"]["facts"]
    fact = next(one for one in reversed(facts) if one["kind"] == "target")
    view = at(f"reader/handan-2023/{fact['start']}-{fact['end']}")
    assert view.run(LIT) == fact["exact"]
    assert view.run(FOCUSED) in fact["exact"]
    assert in_sight(view, "#panel-reader .lit")
    assert view.run(DETAIL) is None
    assert view.run("document.querySelector('#panel-reader h2').textContent").startswith("邯郸市 2023")


def test_a_stretch_that_is_no_fact_lights_the_smallest_runs_that_hold_it(at: Callable[..., Page], packs: Packs) -> None:
    fact = packs["plan/handan-2023"]["facts"][2]
    view = at(f"reader/handan-2023/{fact['start'] + 1}-{fact['end'] - 1}")
    assert view.run(LIT) == fact["exact"]
    view = at("reader/handan-2023/99999999-99999999")
    assert view.run(MESSAGES) == ["这份计划的原文中没有此处：99999999-99999999。"]
    view = at("reader/nowhere-2023")
    assert view.run(MESSAGES) == ["本页没有计划 nowhere-2023。"]


def test_a_click_opens_all_facts_of_a_mark_and_the_way_to_other_cities(at: Callable[..., Page]) -> None:
    view = at("reader/handan-2023/task-1")
    assert view.run(FOCUSED).startswith("1.全面完成")
    view.click_on(".fact[data-count='2']")
    told = view.run(DETAIL)
    assert "此处的事实（2 条）" in told
    assert "主题：" in told
    assert "≥ 94% (不少于)" in told
    assert "期限原文未写" in told
    assert view.run("[...document.querySelectorAll('#detail mark')].map((m) => m.textContent)") == [
        "学前三年",
        "学前三年毛入园率达到94%以上",
    ]
    links = view.run("[...document.querySelectorAll('#detail .elsewhere a')].map((a) => decodeURIComponent(a.hash))")
    assert links == ["#overview/学前教育普及普惠"]  # the page has no tab of targets
    assert re.fullmatch(r"#reader/handan-2023/\d+-\d+", view.run(HASH))


def test_a_fact_in_doubt_has_a_sign_in_the_list_and_says_why(at: Callable[..., Page], packs: Packs) -> None:
    facts = packs["plan/handan-2023"]["facts"]
    view = at("reader/handan-2023/facts")
    signs = view.run(
        "[...document.querySelectorAll('#panel-reader .rows tbody tr')].map((row) => !!row.querySelector('.doubt'))"
    )
    assert signs == [bool(fact["doubt"]) for fact in facts[: len(signs)]]
    assert any(signs)


def test_by_keyboard_one_stop_for_the_text_and_arrows_between_the_marks(at: Callable[..., Page]) -> None:
    view = at("reader/handan-2023")
    assert view.run("document.querySelectorAll('.fact[tabindex=\"0\"]').length") == 1
    view.run("document.querySelector('.fact[tabindex=\"0\"]').focus()")
    marks = view.run("[...document.querySelectorAll('.fact')].slice(0, 3).map((node) => node.textContent)")
    view.press("ArrowRight", 39)
    assert view.run(FOCUSED) == marks[1]
    view.press("n", 78)
    assert view.run(FOCUSED) == marks[2]
    view.press("p", 80)
    view.press("ArrowLeft", 37)
    assert view.run(FOCUSED) == marks[0]
    view.press("End", 35)
    last = view.run(FOCUSED)
    view.press("ArrowRight", 39)
    assert view.run(FOCUSED) == last
    view.press("Enter", 13)
    assert "此处的事实" in view.run(DETAIL)
    view.press("Escape", 27)
    assert view.run(DETAIL) is None
    assert view.run(FOCUSED) == last
    assert view.run("document.querySelectorAll('.fact[tabindex=\"0\"]').length") == 1


def test_kinds_are_counted_and_switched(at: Callable[..., Page], packs: Packs) -> None:
    view = at("reader/zaozhuang-2023")
    facts = packs["plan/zaozhuang-2023"]["facts"]
    shown = view.run("[...document.querySelectorAll('.legend label')].map((label) => label.textContent)")
    assert f"领领导 {sum(fact['kind'] == 'leader' for fact in facts)}" in shown
    text = view.run("document.querySelector('article').textContent")
    view.click_on(".legend input[data-kind='leader']")
    assert view.run("document.querySelectorAll('article .mark-leader').length") == 0
    assert view.run("document.querySelectorAll('article .mark-target').length") > 20
    assert view.run("document.querySelector('article').textContent") == text
    view.click_on(".legend input[data-kind='leader']")
    assert view.run("document.querySelectorAll('article .mark-leader').length") > 20


def test_marks_differ_by_colour_and_by_line(at: Callable[..., Page]) -> None:
    view = at("reader/zaozhuang-2023")
    looks = view.run(
        "edugraph.reader.kinds.map((kind) => { const node = document.querySelector('article')"
        ".appendChild(edugraph.make('span', { class: `mark mark-${kind}` }, 'x')); const style = getComputedStyle(node);"
        " return [style.textDecorationColor, `${style.textDecorationStyle} ${style.textDecorationThickness}`]; })"
    )
    colours, drawn = zip(*looks, strict=True)
    assert len(set(colours)) == len(set(drawn)) == len(looks) == 7


def test_the_list_is_narrowed_and_a_row_leads_to_its_sentence(at: Callable[..., Page], packs: Packs) -> None:
    facts = packs["plan/handan-2023"]["facts"]
    view = at("reader/handan-2023")
    view.click_on("[data-view=facts]")
    assert view.run(HASH) == "#reader/handan-2023/facts"
    view.run(
        "(() => { const list = document.getElementById('reader-kind'); list.value = 'target';"
        " list.dispatchEvent(new Event('change')); })()"
    )
    view.click_on("#reader-words")
    view.type("普惠性幼儿园覆盖率")
    kept = [
        f for f in facts if f["kind"] == "target" and "普惠性幼儿园覆盖率" in f["subject"] + f["exact"] + f["quote"]
    ]
    assert 0 < len(kept) < 20
    status = view.run("document.querySelector('.reader-facts [role=status]').textContent")
    assert status == f"显示 {len(kept)} 条事实，共 {len(facts)} 条。点一行，看原句。"
    exact = view.run("document.querySelector('.reader-facts tbody tr a').textContent")
    for _ in range(2):  # the second time the address is the same
        view.click_on(".reader-facts tbody tr td:nth-child(3)")
        view.idle()
        assert view.run(LIT) == exact
        assert in_sight(view, "#panel-reader .lit")
        view.click_on("[data-view=facts]")
    assert view.run("document.getElementById('reader-words').value") == "普惠性幼儿园覆盖率"
    view.click_on("#reader-words")
    view.type("没有这样的话")
    assert "没有符合条件的事实" in view.run("document.querySelector('.reader-facts [role=status]').textContent")


def test_words_are_found_across_marks_and_stepped_through(at: Callable[..., Page]) -> None:
    view = at("reader/handan-2023")
    text = view.run("document.querySelector('article').textContent")
    sought = "学前三年毛入园率达到"
    view.click_on("#reader-find")
    view.type(sought)
    status = "document.querySelector('.find [role=status]').textContent"
    count = text.count(sought)
    assert view.run(status) == f"第 1 处，共 {count} 处"
    assert view.run("[...CSS.highlights.get('reader-here')].map(String)") == [sought]
    view.run("document.getElementById('reader-find').value = ''")
    view.type("幼儿园")
    count = text.count("幼儿园")
    view.press("Enter", 13)
    assert view.run(status) == f"第 2 处，共 {count} 处"
    view.click_on("[aria-label='上一处']")
    view.click_on("[aria-label='上一处']")
    assert view.run(status) == f"第 {count} 处，共 {count} 处"
    assert view.run("CSS.highlights.get('reader-found').size") == count
    view.click_on("#reader-find")
    view.type("(没有[")
    assert view.run(status) == "没有找到"


def test_the_outline_folds_and_jumps(at: Callable[..., Page]) -> None:
    view = at("reader/handan-2023")
    links = view.run("[...document.querySelectorAll('.reader-outline a')].map((a) => a.textContent)")
    assert len(links) == 53 + 24
    assert links[:2] == ["一、建设区域教育中心 办好人民满意教育", "1.全面完成年度任务目标。"]
    view.click_on(".fold")
    assert view.run("document.querySelector('.fold').getAttribute('aria-expanded')") == "false"
    assert view.run("document.querySelector('.reader-outline ol ol').hidden") is True
    view.click_on("a[href='#reader/handan-2023/task-16']")
    view.idle()
    assert view.run(FOCUSED).startswith("16.加强语言文字工作")
    assert view.run(HASH) == "#reader/handan-2023/task-16"


def test_another_plan_and_the_other_language_keep_the_choice(at: Callable[..., Page]) -> None:
    view = at("reader/handan-2023")
    view.run(
        "(() => { const list = document.getElementById('reader-plan'); list.value = 'jining-2023';"
        " list.dispatchEvent(new Event('change')); })()"
    )
    view.idle()
    assert view.run(HASH) == "#reader/jining-2023"
    view.click_on("#language")
    view.idle()
    assert view.run("document.querySelector('#panel-reader h2').textContent").startswith("Jining")
    assert "Marks" in view.run("document.querySelector('.legend').textContent")
    assert view.run("document.querySelector('.left-out').textContent") == "[left out here: 19 characters, markup]"


@pytest.mark.parametrize("address", ["reader/zaozhuang-2023", "reader/jining-2023/facts"])
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way(at: Callable[..., Page], address: str, width: int, scheme: str) -> None:
    view = at(address, width=width)
    view.scheme(scheme)
    if "facts" not in address:
        view.run("document.querySelector('.fact').click()")
        view.rest(1.5)  # until the flash is over
    assert view.axe() == []
    assert view.run("document.documentElement.scrollWidth <= innerWidth") is True


def test_on_a_phone_the_outline_is_folded(at: Callable[..., Page]) -> None:
    assert at("reader/handan-2023", width=390).run("document.querySelector('.reader-outline').open") is False
    assert at("reader/handan-2023").run("document.querySelector('.reader-outline').open") is True


def test_print_shows_the_text_with_its_marks_and_no_controls(at: Callable[..., Page]) -> None:
    view = at("reader/zaozhuang-2023")
    view.call("Emulation.setEmulatedMedia", media="print")
    seen = "[...document.querySelectorAll('#panel-reader :is(input, select, button, .reader-outline)')].filter((e) => e.checkVisibility()).length"
    assert view.run(seen) == 0
    assert (
        view.run("getComputedStyle(document.querySelector('article .mark-target')).textDecorationLine") == "underline"
    )
    view.call("Emulation.setEmulatedMedia", media="screen")


def test_a_page_without_texts_says_so(opened: Opener, store: Store) -> None:
    view = opened(explorer.of(Scope(store), ("reader",)), "reader/ningbo-2023")
    assert "原文不在手边" in view.run(MESSAGES)[0]
    assert "图谱未收此处 280 字" in view.run("document.querySelector('.gap').textContent")
    assert view.axe() == []


def test_it_stays_in_sight_whose_plan_it_is(at: Callable[..., Page]) -> None:
    for width in (1440, 390):
        view = at("reader/zaozhuang-2023", width=width)
        view.run("[...document.querySelectorAll('article p')].at(-1).scrollIntoView()")
        view.settle()
        assert in_sight(view, "#panel-reader h2")
        assert view.run("document.querySelector('#panel-reader h2').textContent").startswith("枣庄市 2023 · 2023年枣庄")
        assert view.run("document.querySelector('.reader-head').getBoundingClientRect().height") < 50
        assert view.run("getComputedStyle(document.querySelector('.reader-head button')).display") == "none"


def test_the_way_back_leads_to_where_the_reader_was_come_to_from(at: Callable[..., Page]) -> None:
    view = at("overview")
    view.run("edugraph.note('overview', '双减')")
    view.run("edugraph.go('reader', 'handan-2023', 'task-1')")
    view.idle()
    view.run("edugraph.go('reader', 'handan-2023', 'task-9')")
    view.idle()
    view.click_on(".reader-head button")
    view.idle()
    assert view.run("decodeURIComponent(location.hash)") == "#overview/双减"
    assert view.run("navigation.currentEntry.index") == 0  # a step back, not one more step
    view.run("history.forward()")
    view.settle()
    assert view.run(HASH).startswith("#reader/handan-2023")
    view.run("Object.defineProperty(window, 'navigation', { value: { entries: () => [] } }); 0")  # browsers without it
    view.click_on(".reader-head button")
    view.idle()
    assert view.run("decodeURIComponent(location.hash)") == "#overview/双减"


def test_a_mark_and_the_legend_explain_the_count(at: Callable[..., Page]) -> None:
    view = at("reader/handan-2023")
    assert view.run("document.querySelector('.fact[data-count=\"2\"]').title").startswith("几条事实重叠：2 条\n")
    assert "几条事实重叠" in view.run("document.querySelector('.legend').textContent")


def test_another_place_of_a_theme_leads_to_the_same_fact(at: Callable[..., Page], packs: Packs) -> None:
    facts = packs["plan/handan-2023"]["facts"]
    runs = [run for block in packs["plan/handan-2023"]["blocks"] for run in block["runs"]]
    number, run = next((number, run) for number, run in enumerate(runs) if len(run) == 4 and not run[1])
    fact = facts[run[3][0]]
    view = at("reader/handan-2023")
    assert "同一主题的另一处" in view.run("document.querySelector('.legend').textContent")
    node = f"edugraph.reader.runs().filter(({{ node }}) => node.textContent)[{sum(bool(one[0]) for one in runs[:number])}].node"
    assert view.run(f"{node}.title") == f"同一主题的另一处：{fact['subject']}"
    view.run(f"{node}.click()")
    told = view.run(DETAIL)
    assert "此处的事实（1 条）" in told
    assert f"主题：{fact['subject']}" in told
    assert f"本任务共 {fact['times']} 处" in told
    place = view.run("decodeURIComponent(document.querySelector('#detail figcaption a').hash)")
    assert place == f"#reader/handan-2023/{fact['start']}-{fact['end']}"
    view.run("document.querySelector('.legend input[data-kind=theme]').click()")
    assert view.run("document.querySelectorAll('article .mark-again').length") == 0


def test_a_mark_in_doubt_bears_a_sign_that_no_kind_has(at: Callable[..., Page], packs: Packs) -> None:
    facts = packs["plan/handan-2023"]["facts"]
    view = at("reader/handan-2023")
    shown = set(view.run("[...document.querySelectorAll('.fact[data-signs]')].map((one) => one.dataset.signs)"))
    assert shown == {"疑"}
    assert view.run("document.querySelectorAll('.fact[data-signs]').length") <= sum(bool(one["doubt"]) for one in facts)
    legend = view.run("[...document.querySelectorAll('#panel-reader .legend .tick')].map((one) => one.textContent)")
    assert "存疑" in legend
    assert "疑" not in view.run(
        "[...document.querySelectorAll('#panel-reader .legend .sign')].map((s) => s.textContent)"
    )
    title = view.run("document.querySelector('.fact[data-signs]').title")
    assert "存疑：" in title
