"""Themes: by label and synonym, the longest label only, none by accident, none from clauses."""

from __future__ import annotations

import json

import pytest

from edugraph import resources
from edugraph.extract import themes
from edugraph.text import fold
from edugraph.vocabulary import scheme
from tests.structure.reading import CITIES, not_in_their_plan, read, real, task_of, told


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


NO_MENTION = [
    pytest.param("普及普惠发展特殊教育", "学前教育普及普惠", id="handan-13-other-schools"),
    pytest.param("做好省厅义务教育质量评价、学前教育保教质量评价的迎检工作", "学前教育普及普惠", id="rongcheng-53-stage-of-the-matter"),
    pytest.param("开展“培根铸魂 立德树人”师德宣讲活动", "立德树人与五育并举", id="jining-14-slogan"),
    pytest.param("做好重点人员教育稳控", "信访与群众服务", id="made-kept-calm"),
    pytest.param("举办“青春向党 劳动教育我先行”美育展演", "劳动教育", id="made-slogan-of-another-matter"),
    pytest.param("办好普通高中美育课堂", "普通高中优质特色发展", id="made-stage-of-the-arts"),
    pytest.param("推进高中普及普惠", "学前教育普及普惠", id="made-weak-label-of-others"),
    pytest.param("配备专职教师5名", "职业教育提质培优", id="made-across-two-words"),
    pytest.param("加强师德考核", "教师队伍建设", id="made-strengthen"),
    pytest.param("职业院校要开设戏曲课", "职业教育提质培优", id="made-told-to-do-something"),
    pytest.param("修订小学、初中、普通高中、中等职业学校的标准", "职业教育提质培优", id="made-meant-among-others"),
    pytest.param("培养多样化的艺术人才", "普通高中优质特色发展", id="made-manifold"),
]  # fmt: skip

STILL_MENTIONED = [
    pytest.param("推行“县管校聘”改革", "县管校聘", id="made-quoted-label"),
    pytest.param("开展“劳动教育进校园”活动", "劳动教育", id="made-name-without-another-matter"),
    pytest.param("普及普惠发展学前教育", "学前教育普及普惠", id="made-its-own-schools"),
    pytest.param("提高普及普惠水平，创建普及普惠县", "学前教育普及普惠", id="made-no-schools"),
    pytest.param("推进县域普通高中发展", "普通高中优质特色发展", id="made-the-stage-is-the-matter"),
]

STANDING = [
    pytest.param("1.推进集团化办学。召开会议。", "集团化办学", "main", id="made-title"),
    pytest.param("1.提升质量。深化集团化办学，扩大资源。召开会议。印发通知。", "集团化办学", "main", id="made-opening-clause"),
    pytest.param("1.提升质量。以五年为期，推行集团化办学。召开会议。印发通知。", "集团化办学", "main", id="made-opening-act"),
    pytest.param("1.提升质量。召开会议。组建劳动教育专班，建劳动教育基地，评劳动教育名课。", "劳动教育", "main", id="made-most-of-the-task"),
    pytest.param("1.提升质量。召开全市教育大会部署各项任务。印发通知。依托集团化办学，调配教师。", "集团化办学", "passing", id="made-means"),
    pytest.param("1.提升质量。通过集团化办学调配教师。召开会议，部署各项任务。", "集团化办学", "passing", id="made-means-of-the-opening"),
    pytest.param("1.促进融合。推动阅读与劳动教育相融合。召开会议，部署各项任务。", "劳动教育", "passing", id="made-fellow"),
    pytest.param("1.完善管理。把食宿费用纳入学生资助。召开会议，部署各项任务。", "学生资助", "passing", id="made-where-it-is-put"),
    pytest.param("1.丰富课堂。开展书法、劳动教育、合唱、编程等活动。召开会议，部署各项任务。", "劳动教育", "passing", id="made-one-of-many"),
    pytest.param("1.提升质量。召开全市教育大会部署各项任务。印发通知，促进集团化办学。", "集团化办学", "passing", id="made-purpose"),
    pytest.param("1.开好课程。请中等职业学校协助排练。召开会议，部署各项任务。", "职业教育提质培优", "passing", id="made-of-which-schools"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "label"), NO_MENTION)
def test_no_mention(sentence: str, label: str) -> None:
    assert label not in named(sentence)


@pytest.mark.parametrize(("sentence", "label"), STILL_MENTIONED)
def test_a_mention_all_the_same(sentence: str, label: str) -> None:
    assert label in named(sentence)


@pytest.mark.parametrize(("text", "label", "standing"), STANDING)
def test_standing(text: str, label: str, standing: str) -> None:
    plan = read(f"2023年教育工作要点\n{text}\n2.乙事。无。")
    labels = scheme("themes").by_notation
    found = {labels[fact.theme].label: fact.standing for fact in themes.find(plan, plan.tasks[0])}
    assert found.get(label) == standing


def test_a_heading_above_makes_its_theme_the_matter() -> None:
    text = (
        "2023年教育工作要点\n一、{}\n1.调整布局。召开会议，部署各项任务，印发通知，推进集团化办学。\n二、其他\n1.乙。"
    )
    plans = [read(text.format(heading)) for heading in ("推进集团化办学", "提升质量")]
    standings = [fact.standing for plan in plans for fact in themes.find(plan, plan.tasks[0])]
    assert standings == ["main", "passing"]


def test_standings_agree_with_what_readers_found() -> None:
    """Of the themes that the annotation calls main, and that are named, and of those found main: shares in the five plans."""
    both = found = wanted = 0
    for city in CITIES:
        kept = resources.folder("graphs").parent / "tests" / "quality" / "gold" / f"{city}-2023.themes.jsonl"
        rows = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
        main = {(row["task"], row["theme"]) for row in rows if row["main"]}
        named = {
            (task.number, scheme("themes").by_notation[fact.theme].label): fact.standing
            for task in real(city).tasks
            for fact in themes.find(real(city), task)
        }
        acted = {place for place, standing in named.items() if standing == "main"}
        both, found, wanted = both + len(acted & main), found + len(acted), wanted + len(main & named.keys())
    assert both / found >= 0.82
    assert both / wanted >= 0.83


@pytest.mark.parametrize(("sentence", "label"), THEMES)
def test_themes(sentence: str, label: str) -> None:
    assert label in named(sentence)


@pytest.mark.parametrize(("sentence", "label"), ACCIDENTS)
def test_no_theme_by_accident(sentence: str, label: str) -> None:
    assert label not in named(sentence)


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan([*THEMES, *ACCIDENTS, *NO_MENTION]) == []


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
