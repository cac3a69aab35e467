"""Responsibility clauses: in every bracket, several heads in one, on lines of their own, as sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.structure import clauses
from edugraph.text import Span, fold
from tests.structure.reading import clause_texts, not_in_their_plan, read, real, task_of

Said = tuple[str, str]


def said(text: str) -> list[Said]:
    folded = fold(text)
    found = clauses.find(folded, Span(0, len(folded)))
    return [(folded[slice(*clause.head)], folded[slice(*clause.body)]) for clause in found]


CLAUSES = [
    pytest.param("(责任单位:区域教育中心建设专班)", [("责任单位", "区域教育中心建设专班")], id="handan-1"),
    pytest.param("(牵头处室:财务处。责任处室:干部人事处)", [("牵头处室", "财务处"), ("责任处室", "干部人事处")], id="handan-2"),
    pytest.param("(牵头处室:基础教育处。配合处室:校外教育培训监管处、财务处)", [("牵头处室", "基础教育处"), ("配合处室", "校外教育培训监管处、财务处")], id="handan-48"),
    pytest.param("（责任单位：人事科、机关党委）", [("责任单位", "人事科、机关党委")], id="jining-1"),
    pytest.param("。 （责任单位：市教育科学研究院）", [("责任单位", "市教育科学研究院")], id="jining-10"),
    pytest.param("(责任单位:秘书科、教研中心,各基层党组织)", [("责任单位", "秘书科、教研中心,各基层党组织")], id="rongcheng-1"),
    pytest.param("(责任单位:职教科,*水产学校)", [("责任单位", "职教科,*水产学校")], id="rongcheng-21"),
    pytest.param("明确责任部门、重点任务、具体措施和完成时限", [], id="jining-1-no-clause"),
    pytest.param("【责任单位：基教科】", [("责任单位", "基教科")], id="made-square-brackets"),
    pytest.param("〔责任单位：基教科〕", [("责任单位", "基教科")], id="made-number-brackets"),
    pytest.param("［责任单位：基教科］", [("责任单位", "基教科")], id="made-full-width-brackets"),
    pytest.param("【牵头单位】市教育局　【责任单位】基建办 学前办\n", [("牵头单位", "市教育局"), ("责任单位", "基建办 学前办")], id="made-heads-in-brackets"),
    pytest.param("责任处室、单位（按处室、单位顺序排列，下同）：办公室、人事处。", [("责任处室、单位", "办公室、人事处")], id="made-remark-in-a-head"),
    pytest.param("（市教育局牵头，市财政局、市自然资源局，各县（市）人民政府配合）", [("牵头", "市教育局"), ("配合", "市财政局、市自然资源局,各县(市)人民政府")], id="made-names-over-commas"),
    pytest.param("（市教育局、市公安局等按职责分工负责）", [("负责", "市教育局、市公安局")], id="made-by-their-duties"),
    pytest.param("建校。（市教育局、市财政局，各区县人民政府）\n", [("", "市教育局、市财政局,各区县人民政府")], id="made-bare-list"),
    pytest.param("建校（含教学点、寄宿制学校）\n（全市学校、家庭）\n", [], id="made-brackets-that-are-no-list"),
    pytest.param("责任科室：职社科（配合单位：开放大学、各镇（街道）中心）", [("责任科室", "职社科"), ("配合单位", "开放大学、各镇(街道)中心")], id="made-bracket-in-a-line"),
    pytest.param("牵头：党建办；责任：人事科；配合：各校", [("牵头", "党建办"), ("责任", "人事科"), ("配合", "各校")], id="made-short-heads-on-a-line"),
    pytest.param("建校。\n责任单位：基教科、人事科", [("责任单位", "基教科、人事科")], id="made-own-line"),
    pytest.param("建校。\n  牵头单位：基教科。\n  配合单位：人事科。\n", [("牵头单位", "基教科"), ("配合单位", "人事科")], id="made-two-lines"),
    pytest.param("（牵头单位：办公室　责任单位：各科室）", [("牵头单位", "办公室"), ("责任单位", "各科室")], id="made-blank-between-heads"),
    pytest.param("（责任单位：基教科）（配合单位：人事科）", [("责任单位", "基教科"), ("配合单位", "人事科")], id="made-two-brackets"),
    pytest.param("（牵头单位：县(市、区)教育局；配合单位：各校）", [("牵头单位", "县(市、区)教育局"), ("配合单位", "各校")], id="made-bracket-inside"),
    pytest.param("（责任领导：邓 淇　责任科室：基教科）", [("责任领导", "邓 淇"), ("责任科室", "基教科")], id="made-leader-and-office"),
    pytest.param("责任科室（单位）：基教科", [("责任科室(单位)", "基教科")], id="made-bracket-in-the-head"),
    pytest.param("（责任单位：基教科", [("责任单位", "基教科")], id="made-never-closed"),
    pytest.param("（责任单位：）", [("责任单位", "")], id="made-nobody"),
    pytest.param("（市教育局、市财政局负责）", [("负责", "市教育局、市财政局")], id="made-said"),
    pytest.param("（市教育局牵头负责）", [("牵头负责", "市教育局")], id="made-said-to-lead"),
    pytest.param("（教研室负责，6月底前）", [("负责", "教研室")], id="made-said-with-its-time"),
    pytest.param("（张三负责）、（负责）、（含由学校负责的）", [], id="made-said-of-no-office"),
    pytest.param("（省教育厅牵头，省财政厅，各市、县政府参与）", [("牵头", "省教育厅"), ("参与", "省财政厅,各市、县政府")], id="made-said-of-a-province"),
    pytest.param("（县教育局牵头、县财政局配合，持续推进）", [("牵头", "县教育局"), ("配合", "县财政局")], id="made-said-over-a-pause"),
    pytest.param("（市教育局牵头，家长参与）", [], id="made-said-of-one-that-is-no-body"),
    pytest.param("建校。（县教育局、县总工会、团县委、县妇联，各镇、街道）\n", [("", "县教育局、县总工会、团县委、县妇联,各镇、街道")], id="made-bare-list-of-societies"),
    pytest.param("建室（音乐教室、美术教室、图书室）\n（幼儿园、小学、中学）\n", [], id="made-rooms-and-schools"),
    pytest.param("（各县（市、区）教育局负责）", [("负责", "各县(市、区)教育局")], id="made-said-with-a-bracket-inside"),
    pytest.param("（市教育局牵头，市财政局配合）", [("牵头", "市教育局"), ("配合", "市财政局")], id="made-said-in-two-roles"),
    pytest.param("（牵头：基教科；配合：人事科）", [("牵头", "基教科"), ("配合", "人事科")], id="made-short-heads"),
    pytest.param("（责任单位 ：基教科）", [("责任单位", "基教科")], id="made-blank-before-the-colon"),
    pytest.param("（完成时限：2023年底；责任单位：基教科）", [("责任单位", "基教科")], id="made-deadline-first"),
    pytest.param("（责任单位：基教科；完成时限：2023年底）", [("责任单位", "基教科")], id="made-deadline-last"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), CLAUSES)
def test_clauses(text: str, found: list[Said]) -> None:
    assert said(text) == found


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(CLAUSES) == []


@pytest.mark.parametrize(
    ("city", "number", "measures"),
    [
        pytest.param("jining", "1", ["1", "2", "3"], id="jining-1"),
        pytest.param("jining", "16", [None, None], id="jining-16"),
        pytest.param("rongcheng", "9", [None], id="rongcheng-9-whole-task"),
        pytest.param("handan", "27", [None], id="handan-27"),
        pytest.param("ningbo", "1", [], id="ningbo-1-none"),
    ],
)
def test_measures_of_clauses(city: str, number: str, measures: list[str | None]) -> None:
    assert [clause.measure for clause in task_of(city, number).clauses] == measures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("1.甲。①建校。②培训。(责任单位:基教科)", [(None, "责任单位", "基教科")], id="made-behind-the-last"),
        pytest.param("1.甲。①建校。(责任单位:基教科)②培训。(责任单位:人事科)", [
            ("1", "责任单位", "基教科"), ("2", "责任单位", "人事科"),
        ], id="made-behind-each"),
        pytest.param("1.甲。（责任单位：基教科）\n①建校。\n②培训。", [(None, "责任单位", "基教科")], id="made-behind-the-title"),
    ],
)  # fmt: skip
def test_whose_a_clause_is(text: str, found: list[tuple[str | None, str, str]]) -> None:
    plan = read(f"2023年要点\n{text}\n2.乙。")
    assert clause_texts(plan, plan.tasks[0].clauses) == found


def test_clauses_are_no_text_of_the_plan() -> None:
    plan = real("handan")
    inside = [clause for task in plan.tasks for clause in task.clauses]
    assert inside and all(not plan.text[slice(*clause.span)].strip() for clause in inside)
    assert len(plan.text) == len(plan.source.text)


@given(
    st.lists(st.sampled_from(["牵头单位", "责任科室", "配合处室"]), min_size=1, max_size=3, unique=True),
    st.text(alphabet="山水田林湖", min_size=1, max_size=5),
    st.sampled_from(["（）", "()", "【】", "〔〕", "[]"]),
    st.sampled_from("。；，;"),
)
def test_drawn_clauses_are_read_back(heads: list[str], name: str, brackets: str, mark: str) -> None:
    body = mark.join(f"{head}：{name}科" for head in heads)
    text = f"1.甲。建校。{brackets[0]}{body}{brackets[1]}后文。\n2.乙。"
    plan = read("2023年要点\n" + text)
    assert clause_texts(plan, plan.tasks[0].clauses) == [(None, head, f"{name}科") for head in heads]
    assert plan.text[plan.tasks[0].span.start : plan.tasks[0].span.end].endswith("后文。")


@given(st.text(alphabet="()（）【】责任单位牵头配合：:、，。；\n 基教科局负责张三"))
def test_clauses_lie_within_their_text(text: str) -> None:
    folded = fold(text)
    for clause in clauses.find(folded, Span(0, len(folded))):
        assert Span(0, len(folded)).contains(clause.span)
        assert clause.span.contains(clause.head)
        assert clause.head or clause.head.start == clause.body.start  # a bare list of offices has no head
        assert clause.body.start <= clause.body.end <= len(folded)
