"""Two plans set against each other: made-up years of one city with every change known, and a real plan with a derived year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import answers
from edugraph.diff import table
from edugraph.diff.alignment import LEAST
from edugraph.diff.change import COLUMNS, KEPT
from edugraph.errors import MissingError, UsageError
from edugraph.table import Table
from tests.conftest import KEYS
from tests.diff.made import EARLIER, LATER, graph_of
from tests.structure.reading import real_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from edugraph.store import Store

TASKS = [
    ("kept", "1", "1", "", ""),
    ("moved", "1", "1", "牵头 基础教育科；责任 发展规划科", "牵头 学前教育科；责任 规划科"),
    ("dropped", "2", "", "", ""),
    ("reworded", "3", "2", "实行项目周调度", "实行项目月调度；定期通报进度"),
    ("kept", "4", "3", "", ""),
    ("reworded", "5", "4", "义务教育巩固率保持在97%以上", "义务教育巩固率达到97%"),
    ("reworded", "6", "5", "确保到2025年“双师型”教师占比达到60%", "力争到2025年“双师型”教师占比达到60%"),
    ("kept", "7", "6", "", ""),
    ("moved", "7", "6", "责任 人事科", "责任 教师工作科"),
    ("kept", "8", "7", "", ""),
    ("kept", "9", "8", "", ""),
    ("new", "", "9", "", ""),
]
TARGETS = [
    ("kept", "1", "1", "20所", "20所", ""),
    ("lowered", "1", "1", "6000个", "5000个", "worse"),
    ("raised", "1", "1", "≥88%", "≥92%", "better"),
    ("kept", "1", "1", "52%", "52%", ""),
    ("lowered", "3", "2", "12所", "10所", "worse"),
    ("raised", "3", "2", "1.5万个", "1.8万个", "better"),
    ("lowered", "4", "3", "≤60分钟", "≤50分钟", "better"),
    ("kept", "4", "3", "100%", "100%", ""),
    ("kept", "5", "4", "≤0.6%", "≤0.6%", ""),
    ("reworded", "5", "4", "≥97%", "97%", "at least, now exactly"),
    ("kept", "6", "5", "800名", "800名", ""),
    ("kept", "6", "5", "1.2万人次", "1.2万人次", ""),
    ("reworded", "6", "5", "60%", "60%", "binding, now striving"),
    ("raised", "7", "6", "50名", "60名", "better"),
    ("unblanked", "7", "6", "*个", "20个", ""),
    ("blanked", "8", "7", "30所", "*所", ""),
    ("kept", "8", "7", "≥1门", "≥1门", ""),
    ("kept", "9", "8", "100%", "100%", ""),
    ("kept", "9", "8", "4次", "4次", ""),
    ("new", "", "9", "", "40个", ""),
]
COMPLETION = [
    ("met", "1", "20所", "23所", ""),
    ("missed", "1", "6000个", "5400个", ""),
    ("met", "1", "≥88%", "91.2%", ""),
    ("missed", "1", "52%", "51%", ""),
    ("met", "3", "12所", "12所", ""),
    ("met", "3", "1.5万个", "1.5万个", ""),
    ("untold", "4", "≤60分钟", "", ""),
    ("met", "4", "100%", "100%", ""),
    ("met", "5", "≤0.6%", "≤0.5%", ""),
    ("untold", "5", "≥97%", "", ""),
    ("missed", "6", "800名", "760名", ""),
    ("met", "6", "1.2万人次", ">1.3万人次", ""),
    ("kept", "6", "60%", "56%", "not yet due: due 2025, told of 2023"),
    ("kept", "7", "50名", "*名", "no comparable figure: blanked"),
    ("untold", "7", "*个", "", ""),
    ("untold", "8", "30所", "", ""),
    ("untold", "8", "≥1门", "", ""),
    ("untold", "9", "100%", "", ""),
    ("untold", "9", "4次", "", ""),
]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of two years of one city."""
    return graph_of(tmp_path_factory.mktemp("two"), {"jia-2023": EARLIER, "jia-2024": LATER})


def cells(found: Table, part: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in found.dicts() if row["part"] == part]


def test_what_became_of_the_tasks(two: Store) -> None:
    found = table.table(two, plan="甲市", only="tasks")
    assert cells(found, "task", "change", "task_a", "task_b", "before", "after") == TASKS


def test_why_tells_how_much_is_in_other_words(two: Store, store: Store) -> None:
    [said] = [
        row["why"] for row in table.table(two, plan="甲市").dicts() if row["task_a"] == "3" and row["part"] == "task"
    ]
    assert said.startswith("1 of 5 clauses gone, 2 of 6 clauses new; score 0.")
    for row in table.table(store, plan="邯郸", other="宁波", only="tasks").dicts():
        if row["change"] == "reworded":
            score = float(row["why"].partition("score ")[2][:4])
            assert score >= LEAST and (": words 0." in row["why"]) == (score < 0.5)
        else:
            assert row["why"].startswith(("nearest ", "nothing like it"))


def test_what_became_of_the_targets(two: Store) -> None:
    found = table.table(two, plan="甲市", only="targets")
    assert cells(found, "target", "change", "task_a", "task_b", "before", "after", "why") == TARGETS


def test_what_the_later_plan_tells_of_the_targets(two: Store) -> None:
    found = table.table(two, plan="甲市", only="completion").dicts()
    said = [tuple(row[column] for column in ("change", "task_a", "before", "after")) for row in found]
    assert said == [row[:4] for row in COMPLETION]
    for row, expected in zip(found, COMPLETION, strict=True):
        why = row["why"].removesuffix("told in section 1").removesuffix("; ")
        assert why == expected[4]
        assert bool(row["quote_b"]) == (expected[0] != "untold")


def test_both_sentences_are_shown_where_both_are_there(two: Store) -> None:
    for row in table.table(two, plan="甲市").dicts():
        assert row["quote_a"] in EARLIER and row["quote_b"] in LATER
        assert bool(row["quote_a"]) == (row["change"] != "new")
        assert bool(row["quote_b"]) == (row["change"] not in ("dropped", "untold"))
    reworded = next(row for row in table.table(two, plan="甲市").dicts() if row["task_a"] == "3")
    assert (reworded["quote_a"], reworded["quote_b"]) == ("实行项目周调度。", "实行项目月调度，定期通报进度。")


def test_every_row_leads_to_its_places(two: Store) -> None:
    found = table.diff(two, "甲市")
    texts = {"jia-2023": EARLIER, "jia-2024": LATER}
    led: dict[str, set[str]] = {}
    for row in found.evidence.dicts():
        assert texts[row["plan"]][int(row["start"]) : int(row["end"])] == row["quote"] != ""
        assert row["city"] == "甲市"
        led.setdefault(row["change"], set()).add(row["plan"])
    assert len(found.changes) == len(found.table.rows)
    for change in found.changes:
        sides = {"jia-2023"} if change.one.quote else set()
        sides |= {"jia-2024"} if change.other.quote else set()
        keys = [key for key in led if key.startswith(f"{change.part} {change.change} ") and f" {change.what}" in key]
        assert any(led[key] == sides for key in keys), change


def test_the_earlier_year_is_a_whatever_the_order(two: Store) -> None:
    forwards = table.table(two, plan="jia-2023", other="jia-2024")
    assert table.table(two, plan="jia-2024", other="甲市2023年") == forwards == table.table(two, plan="甲市")
    assert {(row["plan_a"], row["plan_b"]) for row in forwards.dicts()} == {("jia-2023", "jia-2024")}


def test_what_is_kept_can_be_left_out(two: Store) -> None:
    every, some = (table.table(two, plan="甲市", changed=changed).dicts() for changed in ("", "yes"))
    assert some == [row for row in every if row["change"] not in KEPT]
    assert 0 < len(some) < len(every)


def test_a_plan_without_a_review_is_said_to_be_silent(tmp_path: Path) -> None:
    review = LATER[LATER.index("一、2023年工作回顾") : LATER.index("二、推进学前")]
    store = graph_of(tmp_path, {"jia-2023": EARLIER, "jia-2024": LATER.replace(review, "")})
    found = table.diff(store, "甲市")
    assert found.silent
    assert {change.part for change in found.changes} == {"task", "target"}


def test_the_question_has_the_same_rows(two: Store) -> None:
    found = answers.question("diff", {"plan": "甲市", "only": "targets"})(two)
    assert found == table.table(two, plan="甲市", only="targets")
    assert isinstance(found, Table)
    assert found.columns == COLUMNS


@pytest.mark.parametrize("key", KEYS)
def test_a_plan_against_itself_is_all_kept(store: Store, key: str) -> None:
    found = table.diff(store, key, key)
    assert {change.change for change in found.changes} == {"kept"}
    assert all(change.one.task == change.other.task for change in found.changes)
    assert not found.silent


def test_two_cities_are_told_nothing_of_completion(store: Store) -> None:
    found = table.diff(store, "邯郸市", "枣庄")
    assert not found.silent
    assert {"new", "dropped", "reworded"} <= {change.change for change in found.changes}
    assert {change.part for change in found.changes} == {"task", "target"}


# The plan of Zaozhuang for 2023, and what it could have said a year before. Its table has measures without numbers.
EDITS = [
    ("2023", "2022"),
    ("40所，增加学位2.4万个", "36所，增加学位2.6万个"),
    ("全市学前普惠率达到85%以上", "全市学前普惠率达到87%以上"),
    ("6座过街天桥", "*座过街天桥"),
    ("建立400个名师工作室", "建立400个以上名师工作室"),
    ("打造3—5个省级", "打造2—4个省级"),
    ("升级改造全市教育网骨干网络", "启动全市教育网络升级工程"),
    ("各区（市）教体局、枣庄经济学校", "各区（市）教体局、市教育科学研究院"),
    ("开展“千名教育党员进社区”行动", "开展“千名教育党员进社区、进企业”行动"),
]
GONE = "促进群众性体育运动\t举办全市职工羽毛球赛3场，修建社区健身步道。\t各区（市）教体局\t体卫科\t邓淇\n"


def derived() -> str:
    """The text of the year before."""
    text = real_text("zaozhuang")
    for later, earlier in EDITS:
        assert later in text
        text = text.replace(later, earlier)
    begin, end = text.index("促进学生心理健康"), text.index("\n7\t守护")
    return text[:begin] + GONE + text[end:]


def _wanted() -> Sequence[tuple[str, ...]]:
    return [
        ("task", "reworded", "1", "1", "", ""),
        ("task", "dropped", "6", "", "", ""),
        ("task", "reworded", "8", "8", "", ""),
        ("task", "reworded", "9", "9", "", ""),
        ("task", "moved", "10", "10", "", ""),
        ("task", "new", "", "6", "", ""),
        ("target", "raised", "2", "2", "36所", "40所"),
        ("target", "lowered", "2", "2", "2.6万个", "2.4万个"),
        ("target", "lowered", "3", "3", "≥87%", "≥85%"),
        ("target", "dropped", "6", "", "3场", ""),
        ("target", "unblanked", "7", "7", "*座", "6座"),
        ("target", "reworded", "8", "8", "≥400个", "400个"),
        ("target", "raised", "8", "8", "2—4个", "3—5个"),
    ]


def test_a_real_plan_and_a_derived_year_before(tmp_path: Path) -> None:
    store = graph_of(tmp_path, {"zaozhuang-2022": derived(), "zaozhuang-2023": real_text("zaozhuang")}, "枣庄市")
    found = table.table(store, plan="枣庄", changed="yes").dicts()
    said = [
        (row["part"], row["change"], row["task_a"], row["task_b"])
        + ((row["before"], row["after"]) if row["part"] == "target" else ("", ""))
        for row in found
    ]
    assert said == _wanted()
    [moved] = [row for row in found if row["change"] == "moved"]
    assert moved["why"] == "no longer 市教育科学研究院; now 枣庄经济学校"


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"plan": "handan-2022", "other": "handan-2023"}, MissingError, "no plan of handan-2022. Did you mean handan"),
        ({"plan": "邯郸市", "other": "青岛市"}, MissingError, "no plan of 青岛市"),
        ({"plan": "邯郸"}, MissingError, "no plan of 邯郸市 before handan-2023"),
        ({"plan": "邯郸市2021"}, MissingError, "no plan of 邯郸市2021"),
        ({"plan": "邯郸", "other": "宁波", "only": "task"}, UsageError, "only=task: .*Did you mean tasks"),
        ({"plan": "邯郸", "other": "宁波", "changed": "no"}, UsageError, "changed=no: yes, or leave it out"),
    ],
)
def test_what_is_not_there_is_told(store: Store, asked: dict[str, str], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        table.table(store, **asked)


def test_a_plan_must_be_named(store: Store) -> None:
    with pytest.raises(UsageError, match="diff needs the parameter plan"):
        answers.question("diff", {"other": "handan-2023"})(store)
