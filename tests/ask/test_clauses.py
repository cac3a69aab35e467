"""A question taken apart: the clauses that ask, and what each needs from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.ask import clauses

if TYPE_CHECKING:
    from edugraph.ask.lexicon import Lexicon


@pytest.mark.parametrize(
    ("question", "asking"),
    [
        ("终身学习这块，哪些市写了，哪些市没写？", ["哪些市写了，", "哪些市没写？"]),
        ("邯郸的集团化办学由哪个处室牵头，还有谁参与", ["邯郸的集团化办学由哪个处室牵头，", "还有谁参与"]),
        ("邯郸课后服务谁牵头还有谁配合", ["邯郸课后服务谁牵头", "还有谁配合"]),
        ("双减归谁管、有没有期限", ["双减归谁管、", "有没有期限"]),
        ("体育卫生艺术处牵头哪几项、参与哪几项？", ["体育卫生艺术处牵头哪几项、", "参与哪几项？"]),
        ("食堂、午餐之类的怎么说", ["食堂、午餐之类的怎么说"]),
        ("谁负责双减？", ["谁负责双减？"]),
        ("列出邯郸的任务，谢谢", []),
        ("党组织领导的校长负责制哪几个市在推？枣庄写了没有", ["党组织领导的校长负责制哪几个市在推？", "枣庄写了没有"]),
    ],
)
def test_the_clauses_that_ask(question: str, asking: list[str]) -> None:
    assert clauses.asking(question) == asking
    assert clauses.several(question) == (len(asking) > 1)


@pytest.mark.parametrize(
    ("question", "clause", "whole"),
    [
        ("邯郸的集团化办学由哪个处室牵头，还有谁参与", "还有谁参与", "邯郸集团化办学还有谁参与"),
        ("党组织领导的校长负责制哪几个市在推？枣庄写了没有", "枣庄写了没有", "党组织领导的校长负责制枣庄写了没有"),
        ("终身学习这块，哪些市写了，哪些市没写？", "哪些市没写？", "终身学习这块，哪些市没写？"),
        ("济宁新增学位多少个，枣庄呢？", "枣庄呢？", "新增学位枣庄呢？"),
    ],
)
def test_a_clause_is_completed_by_what_stands_before(lexicon: Lexicon, question: str, clause: str, whole: str) -> None:
    assert clauses.completed(lexicon, question, clause) == whole


@pytest.mark.parametrize(
    ("clause", "follows"),
    [("都是哪些？", True), ("分别在哪一条", True), ("有几项？", True), ("邯郸呢？", False), ("谁管双减", False)],
)
def test_a_clause_that_names_nothing_goes_on_asking(lexicon: Lexicon, clause: str, follows: bool) -> None:
    assert clauses.follows(lexicon, clause) == follows
