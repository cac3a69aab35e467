"""The packs of the reader: the facts of a plan and its text with them marked in it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph import query
from edugraph.structure import parse
from edugraph.text import Source, Span, mask, squeeze
from edugraph.view import reader
from edugraph.view.marks import Again, Marks, Stretch, again
from edugraph.view.scope import Scope
from tests.conftest import KEYS

if TYPE_CHECKING:
    from edugraph.store import Store
    from edugraph.structure import Plan

    Packs = dict[str, Any]


@pytest.fixture(scope="module")
def bare(store: Store) -> Packs:
    return dict(reader.packs(Scope(store)))


def words(pack: Packs, index: int | None = None) -> str:
    """What the runs of a pack say: all of them, or those under one fact; blanks left out."""
    runs = [run for block in pack["blocks"] for run in block["runs"]]
    return squeeze("".join(run[0] for run in runs if index is None or index in run[1]))


def blocks(pack: Packs, kind: str) -> list[dict[str, Any]]:
    return [block for block in pack["blocks"] if block["kind"] == kind]


def test_the_query_holds_every_fact_once_in_the_order_of_the_text(store: Store) -> None:
    rows = query.rows(store, "facts")
    assert len({row["_fact"] for row in rows}) == len(rows)
    count = {kind: len(query.run(store, "facts", kind=kind).rows) for kind in ("target", "responsibility", "leader")}
    assert count == {
        "target": len(query.run(store, "targets").rows),
        "responsibility": len(query.run(store, "responsibilities").rows),
        "leader": len(query.run(store, "leaders").rows),
    }
    seen = {(row["plan"], row["task"], row["kind"], row["subject"], row["exact"], row["start"]) for row in rows}
    evidence = query.run(store, "evidence").dicts()
    assert {
        tuple(row[key] for key in ("plan", "task", "kind", "subject", "exact", "start")) for row in evidence
    } <= seen
    order = [(row["plan"], int(row["start"]), int(row["end"])) for row in rows]
    assert order == sorted(order)


def test_a_target_has_its_figure_its_shared_indicator_and_its_sentence(store: Store) -> None:
    rows = query.run(store, "facts", plan="zaozhuang-2023", task="3", kind="target").dicts()
    told = next(row for row in rows if "普惠率" in row["subject"])
    assert (told["value"], told["unit"], told["comparator"], told["redacted"]) == ("85", "%", ">=", "false")
    assert told["exact"] in told["quote"]
    assert any(row["indicator"] for row in query.run(store, "facts", kind="target").dicts())


@pytest.mark.parametrize("key", KEYS)
def test_the_runs_under_a_fact_say_its_words(packs: Packs, key: str) -> None:
    pack = packs[f"plan/{key}"]
    assert pack["whole"] is True
    assert len(pack["facts"]) > 100
    for index, fact in enumerate(pack["facts"]):
        assert words(pack, index) == squeeze(fact["exact"])


@pytest.mark.parametrize("key", KEYS)
def test_the_blocks_hold_all_of_the_text_but_noise(packs: Packs, plans: dict[str, Plan], key: str) -> None:
    plan, pack = plans[key], packs[f"plan/{key}"]
    left_out = [remark.span for remark in plan.noise]
    said = words(pack)
    assert re.sub(r"[•\d.]", "", said) == re.sub(r"[•\d.]", "", squeeze(mask(plan.source.text, left_out)))
    assert [block["task"] for block in blocks(pack, "task")] == [task.number for task in plan.tasks]
    assert len(blocks(pack, "section")) == len(plan.sections)
    assert len(blocks(pack, "title")) == 1
    places = [(block["start"], block["end"]) for block in pack["blocks"]]
    assert places == sorted(places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_no_word_of_a_web_page_is_in_the_packs(packs: Packs, plans: dict[str, Plan]) -> None:
    told = json.dumps(packs["plan/handan-2023"], ensure_ascii=False)
    noise = {plans["handan-2023"].quote(remark.span).strip() for remark in plans["handan-2023"].noise}
    assert len(noise) > 20
    assert [words for words in noise if len(words) > 3 and words in told] == []
    (block,) = blocks(packs["plan/handan-2023"], "noise")
    assert block["end"] - block["start"] > 600
    assert set(block["reasons"]) == {"markup", "page furniture"}


def test_no_code_of_a_web_page_is_in_a_sentence(packs: Packs, bare: Packs) -> None:
    assert "[bookmark" not in json.dumps([packs, bare], ensure_ascii=False)
    runs = [run for block in bare["plan/jining-2023"]["blocks"] for run in block["runs"]]
    (left,) = [run[2] for run in runs if len(run) == 3]
    assert (left["end"] - left["start"], left["reasons"]) == (19, ["markup"])


def test_noise_within_a_line_is_a_run_without_words_and_told_once() -> None:
    text = "某市教育局2023年工作要点\n\n<i>1.做好甲事。</i>建设学校5所<b>、幼儿园</b>6所。<p>\n2.做好乙事。完成任务。\n"
    found = reader.of_text(parse(Source("x", text), "x-2023", 2023), [])
    head, told = (block for block in found if block.get("task") == "1")
    first = text.index("<i>")

    def left(tag: str) -> list[object]:
        return ["", [], {"start": text.index(tag), "end": text.index(tag) + len(tag), "reasons": ["markup"]}]

    assert (head["kind"], head["start"]) == ("task", first + 3)
    assert head["runs"] == [left("<i>"), ["1.做好甲事。", []], left("</i>")]
    assert told["runs"] == [
        ["建设学校5所", []], left("<b>"), ["、幼儿园", []], left("</b>"), ["6所。", []], left("<p>"),
    ]  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_without_the_text_the_graph_gives_what_it_holds(bare: Packs, packs: Packs, key: str) -> None:
    pack = bare[f"plan/{key}"]
    assert (pack["whole"], pack["why"]) == (False, "missing")
    assert pack["facts"] == packs[f"plan/{key}"]["facts"]
    for index, fact in enumerate(pack["facts"]):
        assert words(pack, index) == squeeze(fact["exact"])
    assert blocks(pack, "gap")
    whole = words(packs[f"plan/{key}"])
    told = [squeeze("".join(run[0] for run in block["runs"])) for block in blocks(pack, "text")]
    assert [said for said in told if said not in whole] == []
    tasks = [block["task"] for block in blocks(packs[f"plan/{key}"], "task")]
    assert [block["task"] for block in blocks(pack, "task")] == tasks


def test_a_text_that_does_not_fit_the_graph_is_not_used(store: Store, texts: dict[str, str]) -> None:
    digest = Scope(store).digests["handan-2023"]
    wrong = reader.packs(Scope(store, ("邯郸",), {digest: "x" + texts[digest]}))
    assert list(wrong) == ["plan/handan-2023"]
    pack: Any = wrong["plan/handan-2023"]
    assert (pack["whole"], pack["why"]) == (False, "differs")


def test_a_text_without_tasks_is_not_used(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    scope = Scope(store, ("邯郸",), {Scope(store).digests["handan-2023"]: "没有任务。"})
    monkeypatch.setattr(reader, "_facts", lambda *_: [])
    pack: Any = reader.packs(scope)["plan/handan-2023"]
    assert (pack["whole"], pack["why"]) == (False, "unread")


def test_the_same_plans_give_the_same_packs(store: Store, texts: dict[str, str], packs: Packs) -> None:
    assert json.dumps(reader.packs(Scope(store, (), texts))) == json.dumps(packs)


def test_the_packs_are_made_once_for_a_scope(store: Store) -> None:
    scope = Scope(store, ("邯郸",))
    assert reader.packs(scope) is reader.packs(scope)
    assert list(reader.packs(Scope(store, ("济宁",)))) == ["plan/jining-2023"]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12), st.integers(0, 30), st.integers(0, 30))
def test_runs_are_cut_wherever_a_fact_begins_or_ends(places: list[tuple[int, int]], start: int, length: int) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(60))
    facts = [{"start": begin, "end": begin + size} for begin, size in places]
    facts.sort(key=lambda fact: (fact["start"], fact["end"]))
    span = Span(start, start + length)
    pieces = list(Marks(facts).within(span))
    assert "".join(text[a:b] for (a, b), _, _ in pieces) == text[start : start + length]
    for piece, covering, _ in pieces:
        for at in range(*piece):
            assert covering == [i for i, fact in enumerate(facts) if fact["start"] <= at < fact["end"]]


def theme(task: str, subject: str, exact: str, start: int) -> dict[str, Any]:
    return {
        "kind": "theme",
        "task": task,
        "subject": subject,
        "exact": exact,
        "start": start,
        "end": start + len(exact),
    }


def test_a_theme_is_marked_again_where_the_task_says_the_same_words() -> None:
    text = "健康教育。做好心理健康教育和健康教育，落实双减。双减"
    facts = [
        theme("1", "近视防控与卫生健康", "健康教育", 0) | {"times": "2"},
        theme("1", "心理健康教育", "心理健康教育", 7),
        theme("1", "双减", "双减政策", 100),  # other words than those that come again
        theme("2", "双减", "双减", 200),
    ]
    found = list(again(facts, [Stretch("1", 0, text), Stretch("3", 300, text)]))
    assert found == [Again(0, Span(14, 18))]  # not within a longer name, not in another task


def test_runs_carry_the_facts_that_they_name_again() -> None:
    facts = [{"start": 0, "end": 2}, {"start": 4, "end": 9}]
    marks = Marks(facts, [Again(0, Span(6, 8)), Again(0, Span(10, 12))])
    assert list(marks.within(Span(0, 13))) == [
        (Span(0, 2), [0], []), (Span(2, 4), [], []), (Span(4, 6), [1], []), (Span(6, 8), [1], [0]),
        (Span(8, 9), [1], []), (Span(9, 10), [], []), (Span(10, 12), [], [0]), (Span(12, 13), [], []),
    ]  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_the_other_places_say_the_words_and_are_no_more_than_the_graph_counts(
    packs: Packs, bare: Packs, key: str
) -> None:
    for pack in (packs[f"plan/{key}"], bare[f"plan/{key}"]):
        counts: dict[int, int] = {}
        said = [run for block in pack["blocks"] for run in block["runs"] if len(run) == 4]
        for text, _, nothing, named in said:
            assert nothing is None
            for index in named:
                fact = pack["facts"][index]
                assert text in fact["exact"]
                counts[index] = counts.get(index, 0) + len(text)
        assert len(counts) > 5
        for index, length in counts.items():
            fact = pack["facts"][index]
            assert fact["kind"] == "theme"
            assert length % len(fact["exact"]) == 0
            assert length // len(fact["exact"]) < int(fact["times"])


def test_only_themes_are_counted(store: Store) -> None:
    rows = query.run(store, "facts").dicts()
    assert {row["kind"] for row in rows if row["times"]} == {"theme"}
    assert all(int(row["times"]) > 0 for row in rows if row["kind"] == "theme")


TASKS = "一、加强队伍建设。新建学校3所。\n二、提升办学质量。培训校长20人。\n"
TITLES = {
    "by itself": ("云岭县教育局2023年工作要点\n", "云岭县教育局2023年工作要点"),
    "with the rest of its line": ("云岭县教育局2023年工作要点（送审稿）\n", "云岭县教育局2023年工作要点（送审稿）"),
    "in a row of the page": ("名称：云岭县教育局关于印发《2023年全县教育工作要点》的通知\n现印发给你们。\n2023年全县教育工作要点\n", "2023年全县教育工作要点"),
    "in a notice alone": ("关于印发《2023年全县教育工作要点》的通知\n", "关于印发《2023年全县教育工作要点》的通知"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "title"), TITLES.values(), ids=TITLES)
def test_the_title_is_one_whole_line(head: str, title: str) -> None:
    plan = parse(Source("x.txt", head + TASKS), "x-2023", None)
    (block,) = (one for one in reader.of_text(plan, []) if one["kind"] == "title")
    assert "".join(run[0] for run in block["runs"]) == title
