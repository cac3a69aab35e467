"""The passages nearest to a question: what to check an unsure answer against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import ask
from edugraph.ask import evidence
from edugraph.ask.question import Question
from edugraph.ask.texts import Texts

if TYPE_CHECKING:
    from edugraph.ask.lexicon import Lexicon
    from edugraph.store import Store


@pytest.fixture(scope="module")
def texts(store: Store) -> Texts:
    return Texts(store)


# Questions of tests/quality/asked, each with a task that its answer is read from.
@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("邯郸民办学校招生是不是也要求公民同招", ("handan-2023", "36")),
        ("济宁市直教育系统党员轮训最迟哪个月完成？", ("jining-2023", "2")),
        ("枣庄乡镇驻地学校办学条件达标的期限是哪年", ("zaozhuang-2023", "2")),
        ("荣成的延时托管归哪些科室负责？", ("rongcheng-2023", "45")),
        ("宁波学位扩容的数字怎么看不到，是哪些数被隐掉了？", ("ningbo-2023", "22")),
    ],
)
def test_the_task_that_answers_is_near(lexicon: Lexicon, texts: Texts, question: str, place: tuple[str, str]) -> None:
    assert place in [one.place for one in evidence.nearest(lexicon, texts, Question(question))]


def test_of_several_cities_each_has_its_own(lexicon: Lexicon, texts: Texts) -> None:
    near = evidence.nearest(lexicon, texts, Question("对比一下邯郸、济宁残疾儿童义务教育入学率的目标"))
    assert {plan for (plan, _), _ in near} == {"handan-2023", "jining-2023"}


def test_a_question_without_words_of_its_own_has_none(lexicon: Lexicon, texts: Texts) -> None:
    assert evidence.nearest(lexicon, texts, Question("邯郸有哪些任务")) == []


def test_an_unsure_answer_shows_them_with_heading_and_offices(store: Store) -> None:
    found = ask.answer(store, "邯郸对小学和初中的书面作业时间是怎么限的")
    assert not found.sure
    shown = found.parts[-1]
    assert shown.read == evidence.READ
    (row,) = shown.table.dicts()
    assert row["section"] == "深化义务教育双减改革"
    assert "不布置家庭书面作业" in row["text"]
    assert "lead: 基础教育处" in row["who"]


def test_a_sure_answer_shows_none(store: Store) -> None:
    assert ask.answer(store, "荣成中医药文化进校园是哪几条").parts == ()


def test_a_sure_answer_that_leaves_out_such_tasks_shows_them_without_a_doubt(store: Store) -> None:
    found = ask.answer(store, "党组织领导的校长负责制最晚什么时候到位")
    assert found.sure
    assert len(found.table.rows) == 1
    shown = {(row["city"], row["task"]) for row in found.parts[-1].table.dicts()}
    assert shown == {("邯郸市", "20"), ("济宁市", "1"), ("宁波市", "2"), ("荣成市", "2")}


@pytest.mark.parametrize("question", ["邯郸教师处都管什么", "枣庄任务2的第二条措施是啥", "邓淇和韩梅谁分管的多"])
def test_names_of_offices_persons_and_numbers_look_for_nothing(store: Store, question: str) -> None:
    assert ask.answer(store, question).parts == ()
