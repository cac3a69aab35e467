"""Cited documents: by the ending of the title; newspapers, books and songs are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.extract import citations
from edugraph.text import squeeze
from tests.structure.reading import CITIES, missed, not_in_their_plan, read, real, task_of, told

Cited = tuple[str, str]


def cited(sentence: str) -> list[Cited]:
    plan = told(sentence)
    return [(fact.title, fact.document) for fact in citations.find(plan, plan.tasks[-1])]


CITATIONS = [
    pytest.param("落实《邯郸市“十四五”学前教育发展提升行动计划》", [("邯郸市“十四五”学前教育发展提升行动计划", "plan")], id="handan-9"),
    pytest.param("《职业教育提质培优行动计划(2020—2023年)》", [("职业教育提质培优行动计划(2020—2023年)", "plan")], id="handan-12"),
    pytest.param("《局机关处室廉政风险点及防范措施》", [("局机关处室廉政风险点及防范措施", "steps")], id="handan-21"),
    pytest.param("《邯郸市综合防控儿童青少年近视工作评议考核办法(试行)》", [("邯郸市综合防控儿童青少年近视工作评议考核办法(试行)", "measures")], id="handan-25"),
    pytest.param("《规范民办义务教育发展“压减占比”工作完成情况评估细则》", [("规范民办义务教育发展“压减占比”工作完成情况评估细则", "rules")], id="handan-36"),
    pytest.param("《河北省义务教育课后服务大纲(试行)》和《河北省义务教育课后服务工作指南(第一版)》", [
        ("河北省义务教育课后服务大纲(试行)", "syllabus"), ("河北省义务教育课后服务工作指南(第一版)", "guide"),
    ], id="handan-48"),
    pytest.param("《中小学校章程修订参考文本》", [("中小学校章程修订参考文本", "template")], id="ningbo-2"),
    pytest.param("《**市学前教育发展第四轮行动计划（2022－2025年）》", [("**市学前教育发展第四轮行动计划（2022－2025年）", "plan")], id="ningbo-7"),
    pytest.param("力争在央视、《中国教育报》等大台大报上有新突破", [], id="ningbo-27"),
    pytest.param("《济宁市校外培训机构分级标准》", [("济宁市校外培训机构分级标准", "standard")], id="jining-4"),
    pytest.param("《关于组织开展2023年戏曲进校园演出活动的通知》", [("关于组织开展2023年戏曲进校园演出活动的通知", "notice")], id="jining-6"),
    pytest.param("编印《云岭县学生体质白皮书》《云岭县教育年鉴》", [("云岭县学生体质白皮书", "decision")], id="made-white-paper"),
    pytest.param("《校园安全操作手册》", [("校园安全操作手册", "guide")], id="rongcheng-49"),
    pytest.param("《*省学校安全条例实施细则》", [("*省学校安全条例实施细则", "rules")], id="rongcheng-49-rules"),
    pytest.param("《关于印发〈甲市办法〉的通知》", [("关于印发〈甲市办法〉的通知", "notice")], id="made-nested-angles"),
    pytest.param("《关于贯彻《甲法》的意见》", [("关于贯彻《甲法》的意见", "opinion")], id="made-nested"),
    pytest.param("《甲方案（征求意见稿）》《乙条例》", [("甲方案（征求意见稿）", "programme"), ("乙条例", "regulation")], id="made-edition"),
    pytest.param("《甲办法》，按照《甲办法》", [("甲办法", "measures")], id="made-twice"),
    pytest.param("《甲市教育局 意见》", [("甲市教育局意见", "opinion")], id="made-blank-inside"),
    pytest.param("《家庭教育促进法》", [("家庭教育促进法", "regulation")], id="made-law"),
    pytest.param("《开学第一课》《红楼梦》《学习强国》", [], id="made-programme-and-book"),
    pytest.param("“方案”、《》、《方案", [], id="made-no-titles"),
    pytest.param("《甲市教育\n行动方案》", [("甲市教育行动方案", "programme")], id="made-line-end-inside"),
]  # fmt: skip

MISSES = [
    pytest.param(
        "学习《书法》", [], marks=missed("the ending of the title is that of a law"), id="made-calligraphy-is-no-law"
    ),
]


@pytest.mark.parametrize(("sentence", "found"), [*CITATIONS, *MISSES])
def test_citations(sentence: str, found: list[Cited]) -> None:
    assert cited(sentence) == found


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan(CITATIONS) == []


@pytest.mark.parametrize(
    ("city", "number", "measures"),
    [
        pytest.param("jining", "3", ["1"], id="jining-3"),
        pytest.param("rongcheng", "49", ["2", "3"], id="rongcheng-49"),
        pytest.param("ningbo", "14", [None, None, None], id="ningbo-14"),
    ],
)
def test_measures(city: str, number: str, measures: list[str | None]) -> None:
    assert [fact.measure for fact in citations.find(real(city), task_of(city, number))] == measures


@pytest.mark.parametrize("city", CITIES)
def test_every_title_is_in_its_place(city: str) -> None:
    plan = real(city)
    for task in plan.tasks:
        found = list(citations.find(plan, task))
        assert len({fact.title for fact in found}) == len(found)
        for fact in found:
            assert squeeze(plan.quote(fact.span)) == fact.title
            assert plan.source.text[fact.span.start - 1] == "《"
            assert plan.source.text[fact.span.end] == "》"


def test_titles_in_a_clause_are_none() -> None:
    plan = read("2023年要点\n1.甲。（责任单位：基教科《甲办法》）\n2.乙。")
    assert list(citations.find(plan, plan.tasks[0])) == []


@given(st.text(alphabet="山水《》〈〉（）()", max_size=12), st.sampled_from(["方案", "意见", "办法", "通知"]))
def test_any_brackets_give_whole_titles(inside: str, ending: str) -> None:
    for title, _ in cited(f"《{inside}{ending}》"):
        assert title.count("《") == title.count("》")
