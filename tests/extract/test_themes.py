"""Themes: by label and synonym, the longest label only, none by accident, none from clauses."""

from __future__ import annotations

import pytest

from edugraph.extract import themes
from edugraph.text import fold
from edugraph.vocabulary import scheme
from tests.structure.reading import CITIES, not_in_their_plan, real, task_of, told


def named(sentence: str) -> list[str]:
    plan = told(sentence)
    labels = scheme("themes").by_notation
    return [labels[fact.theme].label for fact in themes.find(plan, plan.tasks[-1])]


THEMES = [
    pytest.param("创建心理健康教育示范校50所", "心理健康教育", id="handan-25"),
    pytest.param("持续推进集团化办学", "集团化办学", id="handan-45"),
    pytest.param("新增学位17.4万个", "学位扩容与学校建设", id="handan-28"),
    pytest.param("推进骨干教师遴选与培养工程实施", "名师名校长培养", id="zaozhuang-5"),
    pytest.param("促进“双减”政策落实", "双减", id="jining-4"),
    pytest.param("深化产教融合“五个一批”", "产教融合与校企合作", id="made-in-a-longer-phrase"),
    pytest.param("推行“县管校聘”", "县管校聘", id="made-in-quotes"),
    pytest.param("加强职教高考研究", "职教高考", id="made-vocational-examination"),
]

ACCIDENTS = [
    pytest.param("规范开设健康教育课程,开展健康教育优质课评选活动", "心理健康教育", id="handan-25"),
    pytest.param("创建心理健康教育示范校50所", "近视防控与卫生健康", id="handan-25-longer-label"),
    pytest.param("推动保密、档案、后勤、捐资助教等各项工作争先创优", "学生资助", id="handan-4"),
    pytest.param("提高党员教职工占比", "职业教育提质培优", id="handan-20"),
    pytest.param("支持河北工程大学增加硕士学位授权点数量", "学位扩容与学校建设", id="handan-14"),
    pytest.param("表彰捐资助学先进", "学生资助", id="made-donors"),
]


@pytest.mark.parametrize(("sentence", "label"), THEMES)
def test_themes(sentence: str, label: str) -> None:
    assert label in named(sentence)


@pytest.mark.parametrize(("sentence", "label"), ACCIDENTS)
def test_no_theme_by_accident(sentence: str, label: str) -> None:
    assert label not in named(sentence)


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan([*THEMES, *ACCIDENTS]) == []


def test_no_theme_at_all() -> None:
    assert named("召开会议，印发通知。") == []


@pytest.mark.parametrize(
    ("city", "number", "label"),
    [
        pytest.param("zaozhuang", "6", "心理健康教育", id="zaozhuang-6"),
        pytest.param("zaozhuang", "10", "职普融通", id="zaozhuang-10"),
        pytest.param("handan", "52", "教师补充与编制", id="handan-52"),
        pytest.param("ningbo", "10", "产教融合与校企合作", id="ningbo-10"),
        pytest.param("jining", "18", "学前教育普及普惠", id="jining-18"),
        pytest.param("rongcheng", "37", "中华优秀传统文化教育", id="rongcheng-37"),
    ],
)
def test_themes_of_tasks(city: str, number: str, label: str) -> None:
    notations = {one.notation for one in scheme("themes").concepts if one.label == label}
    assert notations & {fact.theme for fact in themes.find(real(city), task_of(city, number))}


def test_a_clause_names_no_theme() -> None:
    assert named("建校。（责任单位：校外教育培训监管处、体育卫生艺术处、职业教育与成人教育研究中心）") == []


def test_each_theme_once_with_every_mention() -> None:
    plan = told("加强劳动教育，建设劳动基地，开展劳动教育。")
    [fact] = themes.find(plan, plan.tasks[-1])
    assert [plan.quote(span) for span in fact.mentions] == ["劳动教育", "劳动基地", "劳动教育"]
    assert fact.span == fact.mentions[0]


def test_a_mention_is_counted_once() -> None:
    plan = told("做好学生资助。")
    [fact] = themes.find(plan, plan.tasks[-1])
    assert len(fact.mentions) == 1


@pytest.mark.parametrize("city", CITIES)
def test_every_mention_is_a_form_of_its_theme(city: str) -> None:
    plan = real(city)
    for task in plan.tasks:
        seen = [fact.theme for fact in themes.find(plan, task)]
        assert len(seen) == len(set(seen))
        for fact in themes.find(plan, task):
            forms = {fold(form) for form in scheme("themes").by_notation[fact.theme].forms}
            assert all(
                plan.text[a:b] in forms and task.span.contains(span) for span in fact.mentions for a, b in [span]
            )
