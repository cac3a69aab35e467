"""Corrections applied: what each action does, how a fact is found again, and what is no anchor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.corrections import fields
from edugraph.facts import Fact, Result
from edugraph.structure.plan import Remark
from tests.corrections.made import PLAN, apply, outcomes, reasons, row, said

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_WORDS, NO_FACT = "its words are not there", "its words are no such fact"
NO_TASK, SEVERAL = "its words are in no such task", "several places fit"


def test_a_fact_is_confirmed_changed_and_dropped() -> None:
    found = apply(
        said("target", "新建学校3所"),
        said("target", "培训校长200人以上", "change", set={"value": "300", "comparator": "="}),
        said("responsibility", "人事科", "drop", task="1"),
    )
    assert outcomes(found) == [("confirmed", "1"), ("changed", "1"), ("dropped", "1")]
    values = {row(fact).get("indicator"): row(fact).get("value") for fact in found.facts}
    assert (values["新建学校"], values["培训校长"]) == ("3", "300")
    assert "人事科" not in {row(fact).get("organisation") for fact in found.facts}
    assert [(note.told_before, note.told_after) for some in found.notes.values() for note in some][1] == (
        "value 200, comparator >=",
        "value 300, comparator =",
    )
    changed = next(fact for fact in found.facts if row(fact).get("value") == "300")
    assert (changed.rule, changed.doubts) == ("corrections.changed", ())
    assert reasons(found) == []


def test_what_is_dropped_keeps_its_place_among_the_facts() -> None:
    before, after = apply(), apply(said("target", "新建学校3所", "drop"))
    assert after.found == before.found
    assert len(after.facts) == len(before.facts) - 1


@pytest.mark.parametrize(
    ("kind", "quote", "task", "given", "told"),
    [
        ("responsibility", "教研室", "3", {"role": "lead", "organisation": "教师发展中心"}, {"role": "lead", "measure": ""}),
        ("leader", "教研室", "3", {"name": "赵一"}, {"name": "赵一"}),
        ("citation", "贯穿全年", "3", {"title": "云岭县教研工作规定"}, {"title": "云岭县教研工作规定"}),
        ("theme", "每校一题", "3", {"theme": "双减"}, {"theme": "双减"}),
        ("target", "每校一题", "3", {"indicator": "每校课题", "value": "1", "unit": "项"}, {"comparator": "=", "kind": "count", "value": "1"}),
        ("target", "贯穿全年", "3", {"indicator": "教研", "value": "2", "unit": "次/学期"}, {"kind": "frequency"}),
        ("target", "每校一题", "3", {"indicator": "课题", "redacted": "true", "unit": "项"}, {"value": "", "redacted": "true"}),
        ("result", "去年新建幼儿园", "", {"indicator": "幼儿园", "value": "7", "unit": "所"}, {"value": "7"}),
    ],
)  # fmt: skip
def test_a_fact_is_added(kind: str, quote: str, task: str, given: dict[str, str], told: dict[str, str]) -> None:
    found = apply(said(kind, quote, "add", task=task, set=given))
    assert outcomes(found) == [("added", task)]
    new = found.found[-1]
    assert isinstance(new, Fact)
    assert row(new) | told == row(new)
    assert new.rule == "corrections.added"
    assert PLAN[new.span.start : new.span.end] == quote
    assert not isinstance(new, Result) or new.section


def test_what_is_to_be_added_and_is_read_by_now_stands_once() -> None:
    given = {"indicator": "新建学校", "value": "3", "unit": "所"}
    found = apply(said("target", "新建学校3所", "add", task="1", set=given))
    assert outcomes(found) == [("confirmed", "1")]
    found = apply(said("target", "新建学校3所", "add", task="1", set={**given, "indicator": "新建公办学校"}))
    assert outcomes(found) == [("changed", "1")]
    assert len(found.facts) == len(apply().facts)


def test_a_theme_is_had_once_a_task_wherever_it_is_named() -> None:
    found = apply(said("theme", "培训校长200人以上", "add", task="1", set={"theme": "集团化办学"}))
    assert outcomes(found) == [("confirmed", "1")]
    assert len(found.facts) == len(apply().facts)


def test_a_new_figure_and_a_blanked_one_exclude_each_other() -> None:
    opened = apply(said("target", "新建幼儿园**所", "change", set={"value": "4"}))
    assert row(opened.notes.popitem()[1][0].after)["redacted"] == "false"
    blanked = apply(said("target", "新建学校3所", "change", set={"redacted": "true"}))
    assert row(blanked.notes.popitem()[1][0].after)["value"] == ""
    for given in ({"value": ""}, {"redacted": "false", "value": ""}, {"value_max": "2"}):
        found = apply(said("target", "新建学校3所", "change", set=given))
        assert reasons(found) == ["its values do not go together"]
        assert found.facts == apply().facts


def test_other_words_may_name_another_shared_indicator() -> None:
    found = apply(said("target", "新建学校3所", "change", set={"indicator": "新增学位", "unit": "个"}))
    (note,) = found.notes.popitem()[1]
    assert getattr(note.after, "concept") != getattr(note.before, "concept")  # noqa: B009 - a target has one


@pytest.mark.parametrize(
    ("more", "task", "told"),
    [
        ({"task": "1"}, "1", ""),
        ({"task": "2"}, "2", ""),
        ({"task": "3", "title": "推进集团化办学"}, "1", ""),
        ({"task": "1", "title": "发展学前教育"}, "2", ""),
        ({"task": "3"}, "", NO_FACT),
        ({}, "", NO_FACT),
        ({"task": "1", "title": "另一个标题"}, "", NO_FACT),
    ],
)
def test_short_words_need_their_task(more: dict[str, str], task: str, told: str) -> None:
    """基教科 stands in two tasks: the title goes before the number, and a guess is none."""
    found = apply(said("responsibility", "基教科", **more))
    assert outcomes(found) == ([("confirmed", task)] if task else [])
    assert reasons(found) == ([told] if told else [])


@pytest.mark.parametrize(
    ("kind", "quote", "more", "told"),
    [
        ("target", "新建学校5所", {}, NO_WORDS),
        ("target", "", {}, NO_WORDS),
        ("leader", "新建学校3所", {}, NO_FACT),
        ("target", "教研活动贯穿全年", {}, NO_FACT),
        ("target", "普惠率和公办率分别达到85%、60%", {}, SEVERAL),
        ("target", "普惠率和公办率分别达到85%、60%", {"was": {"value": "70"}}, NO_FACT),
    ],
)
def test_what_does_not_apply_is_remarked_at_its_place(kind: str, quote: str, more: dict[str, str], told: str) -> None:
    found = apply(said(kind, quote, task="2", **more))
    assert (outcomes(found), reasons(found)) == ([], [told])
    remark = found.found[-1]
    assert isinstance(remark, Remark)
    assert remark.reason == f"correction: {told}"
    assert remark.span
    assert found.facts == apply().facts


@pytest.mark.parametrize(
    ("quote", "task", "told"),
    [
        ("每校", "2", NO_TASK),
        ("新建", "", NO_TASK),
        ("云岭县教育局2024年工作要点", "", NO_TASK),
        ("没有的话", "3", NO_WORDS),
    ],
)
def test_what_is_added_needs_its_task_too(quote: str, task: str, told: str) -> None:
    assert reasons(apply(said("theme", quote, "add", task=task, set={"theme": "双减"}))) == [told]


def test_a_field_tells_facts_of_the_same_words_apart() -> None:
    words = "普惠率和公办率分别达到85%、60%"
    for value in ("85", "60"):
        found = apply(said("target", words, "change", was={"value": value}, set={"value": "99"}))
        (note,) = found.notes.popitem()[1]
        assert (row(note.before)["value"], row(note.after)["value"]) == (value, "99")


def test_what_is_read_as_the_person_has_it_by_now_is_confirmed() -> None:
    found = apply(said("target", "新建学校3所", "change", was={"value": "30"}, set={"value": "3"}))
    assert outcomes(found) == [("confirmed", "1")]


def test_several_corrections_of_a_fact_apply_in_their_order() -> None:
    found = apply(
        said("target", "新建学校3所", "change", set={"value": "4"}),
        said("target", "新建学校3所", "change", set={"value": "5", "deadline": "2024"}),
        said("target", "新建学校3所"),
        said("target", "新建学校3所", "drop"),
        said("target", "新建学校3所"),
    )
    assert [one for one, _ in outcomes(found)] == ["changed", "changed", "confirmed", "dropped"]
    assert reasons(found) == [NO_FACT]
    index = next(iter(found.notes))
    assert found.is_dropped(index)


MOVED = {
    "text above": PLAN.replace("二、重点工作\n", "二、重点工作\n全面落实上级部署，共抓八件大事。\n"),
    "numbers": PLAN.replace("1.推进", "1.加强党建。抓好支部建设。（责任单位：基教科）\n2.推进").replace("2.发展", "3.发展").replace("3.开展", "4.开展"),
    "in other characters": PLAN.replace("学校3所", "學校3所").replace("人事科", "人事科 ").replace("推进", "推進"),
    "another copy": PLAN.replace("3所", "３ 所").replace("，", " ,").replace("（", "(").replace("）", ")"),
    "wrapped": PLAN.replace("新建学校3所", "新建学\n校3所"),
    "renumbered": PLAN.replace("1.推进", "（一）推进").replace("2.发展", "（二）发展").replace("3.开展", "（三）开展"),
}  # fmt: skip


@pytest.mark.parametrize("text", MOVED.values(), ids=MOVED)
def test_a_correction_holds_when_the_source_moves(text: str) -> None:
    some = (
        said("target", "新建学校3所", "change", task="1", title="推进集团化办学", set={"value": "4"}),
        said("responsibility", "基教科", "change", task="1", title="推进集团化办学", set={"role": "lead"}),
        said("responsibility", "人事科", "drop", task="1", title="推进集团化办学"),
        said("theme", "每校一题", "add", task="3", title="开展教研活动", set={"theme": "双减"}),
    )
    found = apply(*some, text=text)
    assert reasons(found) == []
    titled = {task for outcome, task in outcomes(found) if outcome != "added"}
    assert titled == {"2"} if "加强党建" in text else {"1"}
    roles = [
        (row(fact)["task"], row(fact).get("role")) for fact in found.facts if row(fact).get("organisation") == "基教科"
    ]
    assert sum(role == "lead" for _, role in roles) == 1


def test_long_words_tell_their_place_when_title_and_number_are_others() -> None:
    text = PLAN.replace("推进集团化办学。", "推进学校集团化办学改革。")
    moved = said("target", "培训校长200人以上", task="9", title="推进集团化办学")
    assert outcomes(apply(moved, text=text)) == [("confirmed", "1")]
    twice = text + "4.建强队伍。培训校长200人以上。（责任单位：基教科）\n"
    assert reasons(apply(moved, text=twice)) == [NO_FACT]


def test_a_correction_looks_at_no_fact_but_those_at_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work grows with the corrections, not with corrections times facts."""
    tasks = [f"{at}.推进第{at}项改革。在第{at}片区新建学校3所。（责任单位：基教科）\n" for at in range(1, 101)]
    text = PLAN.partition("1.")[0] + "".join(tasks)
    looked: list[Fact] = []
    fits = fields.fits

    def counted(fact: Fact, wanted: Iterable[tuple[str, str]]) -> bool:
        looked.append(fact)
        return fits(fact, wanted)

    monkeypatch.setattr(fields, "fits", counted)
    some = [said("target", "新建学校3所", "change", task=str(at), set={"value": "4"}) for at in range(1, 101)]
    found = apply(*some, said("theme", "第7片区", "add", task="7", set={"theme": "双减"}), text=text)
    assert len(outcomes(found)) == 101
    assert len(looked) < 500


@pytest.mark.parametrize("kind", ["target", "responsibility"])
def test_a_measure_that_the_task_does_not_have_is_refused(kind: str) -> None:
    """A fact of measure 99 of a task without measures could not be found by anybody."""
    words = {"target": "新建学校3所", "responsibility": "人事科"}[kind]
    found = apply(said(kind, words, "change", task="1", set={"measure": "99"}))
    assert reasons(found) == ["its task has no such measure"]
    assert found.facts == apply().facts
    given = {"measure": "99", "indicator": "课题", "value": "1", "unit": "项"}
    assert reasons(apply(said("target", "每校一题", "add", task="3", set=given))) == ["its task has no such measure"]


@pytest.mark.parametrize(("measure", "told"), [("2", []), ("", []), ("3", ["its task has no such measure"])])
def test_a_measure_of_the_task_can_be_set(measure: str, told: list[str]) -> None:
    steps = PLAN.replace("新建学校3所。", "\n（1）新建学校3所。\n（2）改建学校2所。\n")
    found = apply(said("target", "新建学校3所", "change", task="1", set={"measure": measure}), text=steps)
    assert reasons(found) == told
