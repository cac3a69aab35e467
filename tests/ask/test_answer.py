"""Answers: rows, doubts, notes, the second-best reading, and what is said when there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from edugraph import ask, resources
from edugraph.ask import limits
from edugraph.errors import MissingError, TimeLimitError, UsageError
from edugraph.store import Store, open_graph
from tests import corpora

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.ask.lexicon import Lexicon


def rows(store: Store, question: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in ask.answer(store, question).table.dicts()]


def test_which_cities_act_on_a_theme(store: Store) -> None:
    found = ask.answer(store, "哪些城市推进集团化办学？")
    assert found.sure
    assert found.commands == ("edugraph query cities-of-theme -p theme=集团化办学",)
    assert {row["city"] for row in found.table.dicts()} == {"邯郸市", "济宁市", "宁波市"}


def test_the_difference_of_two_targets(store: Store) -> None:
    found = rows(store, "邯郸和宁波的普惠性幼儿园目标差多少？", "city", "value", "other_value", "difference", "unit")
    assert set(found) == {("邯郸市", "88", "90", "-2", "%")}
    assert rows(store, "公办园在园幼儿占比，宁波比邯郸高几个百分点？", "difference") == [("3",)]


def test_no_difference_where_a_figure_is_blanked(store: Store) -> None:
    found = rows(store, "宁波和邯郸的新增学位差多少", "value", "other_value", "difference")
    assert found == [("*", "174000", "")]


def test_a_ranking_has_the_highest_first_and_blanked_ones_last(store: Store) -> None:
    found = rows(store, "新增学位最多的是哪个市？", "city", "value", "redacted")
    assert found[:3] == [("邯郸市", "174000", "false"), ("枣庄市", "24000", "false"), ("济宁市", "40000", "false")]
    assert [redacted for _, _, redacted in found] == sorted(redacted for _, _, redacted in found)
    assert rows(store, "新增学位最少的城市", "city", "value")[0] == ("枣庄市", "24000")


def test_a_ranking_says_that_its_figures_are_of_several_groups(store: Store) -> None:
    """40,000 places of schools, 9,000 of kindergartens, 174,000 and 24,000 of both."""
    found = ask.answer(store, "新增学位哪个市最多？")
    assert any("数字分属 3 组" in note for note in found.notes)
    assert [row["comparable"] == "yes" for row in found.table.dicts()] == [True, True, False, False, False]
    assert not any("分属" in note for note in ask.answer(store, "公办园占比哪个市更高").notes)


def test_figures_of_another_scope_are_not_subtracted(store: Store) -> None:
    found = ask.answer(store, "邯郸和济宁的新增学位差多少")
    assert [row["difference"] for row in found.table.dicts()] == ["", ""]
    assert any("（不可比：范围不同（中小学）；不可比：范围不同（幼儿园））" in doubt for doubt in found.doubts)
    assert not any("subtracted" in doubt for doubt in ask.answer(store, "宁波和邯郸的新增学位差多少").doubts)


def test_who_answers_and_in_which_role(store: Store) -> None:
    assert rows(store, "邯郸第四十五项任务的牵头处室是谁？", "role", "who") == [("lead", "基础教育处")]
    assert ("leader", "史玉光") in rows(store, "枣庄的校园安全由哪位局领导包靠？", "role", "who")


def test_themes_that_one_city_lacks_or_has_alone(store: Store) -> None:
    lacking = {theme for (theme,) in rows(store, "济宁没有但宁波提到的主题", "theme")}
    assert "产教融合与校企合作" in lacking
    assert "集团化办学" not in lacking
    assert ("语言文字工作", "邯郸市") in rows(store, "只有一个城市提到的主题有哪些？", "theme", "city")


def test_several_values_are_several_runs(store: Store) -> None:
    found = ask.answer(store, "史玉光跟冯仰军各包靠几件事")
    assert len(found.commands) == 2
    assert [row["name"] for row in found.table.dicts()] == ["史玉光", "冯仰军"]


def test_the_first_rows_are_told_to_be_the_first(store: Store) -> None:
    found = ask.answer(store, "济宁各科室承担任务数排行，取前三名")
    assert len(found.table.rows) == 3
    assert any("前 3 行" in note for note in found.notes)


def test_an_opening_is_told_to_be_left_out(store: Store) -> None:
    found = ask.answer(store, "我在写一篇关于职普融通的稿子，请问哪些城市涉及职普融通？")
    assert found.sure
    assert any("我在写一篇" in note for note in found.notes)


def test_words_that_were_not_understood_are_named(store: Store) -> None:
    found = ask.answer(store, "邯郸的53项任务里有多少项有量化目标")
    assert any("53" in doubt for doubt in found.doubts)


def test_a_word_that_some_plans_lack_is_told(store: Store) -> None:
    (doubt,) = ask.answer(store, "哪个市提到孔子教育奖").doubts
    assert "邯郸市" in doubt
    assert "济宁市" not in doubt


def test_two_themes_are_asked_apart_and_that_is_told(store: Store) -> None:
    found = ask.answer(store, "哪些城市推进集团化办学但不推进双减")
    assert any("分别查询" in doubt for doubt in found.doubts)


def test_none_is_an_answer_and_a_silent_plan_is_told(store: Store) -> None:
    found = ask.answer(store, "宁波双减哪个处室负责")
    assert found.sure
    assert found.table.rows == ()
    assert any("ningbo-2023" in note for note in found.notes)
    assert not any("zaozhuang" in note for note in ask.answer(store, "枣庄集团化办学归谁管").notes)


def test_the_second_best_reading_asks_something_else(store: Store) -> None:
    found = ask.answer(store, "邯郸新增学位目标")
    assert found.second[1].startswith("edugraph query ")
    assert found.second[1] not in found.commands


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("青岛市2023年新增多少学位？", "no plan of 青岛市. It holds: 邯郸市、"),
        ("上海有哪些任务？", "no plan of 上海市. It holds: 邯郸市、"),
        ("上海市推进集团化办学吗？", "no plan of 上海市"),
        ("邯郸和上海比新增学位多少？", "no plan of 上海市"),
        ("海南有什么任务？", "no plan of 海南省"),
        ("邯郸2022年的普惠园覆盖率", "no plan of 2022.*2023"),
        ("宁波明年的目标", "明年: the graph holds plans of 2023 only"),
        ("张伟分管哪些任务", "no leader 张伟.*邓淇"),
        ("济宁任务99由谁负责", "has no task 99: its tasks are 1 to 26"),
        ("哪些城市提到“孝老爱亲”", "do not stand in any plan of the graph: 孝老爱亲"),
        ("济宁有没有提到“尼山”", "do not stand in jining-2023: 尼山"),
    ],
)
def test_what_is_not_held_is_told_with_what_is(store: Store, question: str, message: str) -> None:
    with pytest.raises(MissingError, match=message):
        ask.answer(store, question)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("没有提到心理健康的是哪个市？", "各市都有：心理健康教育"),
        ("五个市里谁没写心理健康", "各市都有：心理健康教育"),
        ("没有提到双减的城市有哪些？", "各市都有：双减"),
        ("邯郸哪些任务没有责任单位？", "没有一项任务缺责任单位或负责人"),
        ("邯郸哪些学科基地任务没有量化目标？", "没有所问的那类任务"),
    ],
)
def test_an_empty_answer_to_a_denial_says_what_it_means(store: Store, question: str, meant: str) -> None:
    found = ask.answer(store, question)
    assert found.table.rows == ()
    assert [note.partition(" / ")[0] for note in found.notes].count(meant) == 1
    assert len(set(found.notes)) == len(found.notes)
    assert not any("没有这样的内容" in note for note in found.notes)


def test_that_every_city_has_a_theme_is_said_with_where(store: Store) -> None:
    (where,) = [note for note in ask.answer(store, "没有提到心理健康的是哪个市？").notes if "有的城市" in note]
    cities = ("邯郸市（25 53）", "济宁市（10 19）", "宁波市（6）", "荣成市（15 16 40）", "枣庄市（6）")
    assert all(city in where for city in cities)


def test_a_denial_with_rows_says_nothing_of_all(store: Store) -> None:
    assert not any("各市都有" in note for note in ask.answer(store, "哪些城市没有美育？").notes)


@pytest.mark.parametrize("question", ["荣成的滨海马拉松谁负责？", "山东哪些市推进强镇筑基？"])
def test_the_name_of_a_place_inside_another_word_refuses_nothing(store: Store, question: str) -> None:
    assert ask.answer(store, question).table.rows


def test_what_stands_in_quotation_marks_is_no_place_without_a_plan(store: Store) -> None:
    for question in ("哪个市提到“上海经验”？", "《上海教育经验》是哪个市引用的？"):
        with pytest.raises((MissingError, UsageError)) as caught:
            ask.answer(store, question)
        assert "no plan of" not in str(caught.value)


def test_a_refusal_gives_the_reason_and_near_questions(store: Store, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError) as caught:
        ask.answer(store, "枣庄为什么不提高等教育？")
    message = str(caught.value)
    assert "plans give no reasons" in message
    examples = [line.strip() for line in message.splitlines() if line.startswith("  ")]
    assert len(examples) == 3
    assert all(ask.answer(store, example).sure or example for example in examples)
    assert limits.filled(lexicon, "{city}和{city}") != "枣庄市和枣庄市"


@pytest.mark.parametrize("question", ["", "？", "的", "abc"])
def test_nothing_to_read(store: Store, question: str) -> None:
    with pytest.raises(UsageError, match="cannot read this question"):
        ask.answer(store, question)


def test_a_time_limit(store: Store) -> None:
    with pytest.raises(TimeLimitError):
        ask.answer(store, "五个城市都提到的主题有哪些？", 0.0001)


def test_every_reading_is_explained(store: Store) -> None:
    found = ask.explain(store, "邯郸双减蓝天").dicts()
    assert found[0]["left"] == "蓝天"
    shares = [float(row["explained"]) for row in found]
    assert all(0 < share <= 1 for share in shares)


@pytest.fixture(scope="module")
def two_years() -> Store:
    """The plan of Handan as it is, and as it would be for the year before."""
    graph = ox.Store()
    text = (resources.folder("graphs") / "handan-2023.ttl").read_text(encoding="utf-8")
    earlier = text.replace("handan-2023", "handan-2022").replace('edu:year "2023"', 'edu:year "2022"')
    assert earlier.count('edu:year "2022"') == 1
    for one in (text, earlier):
        graph.load(input=one.encode(), format=ox.RdfFormat.TURTLE)
    for name in ("themes", "indicators", "roles", "offices", "comparators", "units"):
        path = resources.folder("ontology") / f"{name}.ttl"
        graph.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return Store(graph)


def test_the_plan_of_the_year_that_is_asked_for(two_years: Store) -> None:
    assert ask.answer(two_years, "邯郸2022年有多少项任务").commands[0].endswith("-p plan=handan-2022")
    assert ask.answer(two_years, "邯郸2023年有多少项任务").commands[0].endswith("-p plan=handan-2023")
    assert ask.answer(two_years, "邯郸有多少项任务").commands[0].endswith("-p plan=handan-2023")
    with pytest.raises(MissingError, match="no plan of 2021"):
        ask.answer(two_years, "邯郸2021年有多少项任务")


def test_a_year_without_a_city_is_not_passed_over(two_years: Store) -> None:
    for year in ("2022", "2023"):
        found = ask.answer(two_years, f"{year}年哪些城市推进双减")
        assert found.sure
        assert {row["plan"] for row in found.table.dicts()} == {f"handan-{year}"}
        assert found.commands == (f"edugraph query cities-of-theme -p theme=双减 --years {year}",)


def test_a_county_with_the_city_above_it_is_one_place(tmp_path: Path) -> None:
    corpus = open_graph(corpora.corpus(tmp_path))
    assert ask.answer(corpus, "邯郸市邱县有哪些量化目标？").commands == ("edugraph query targets -p plan=qiuxian-2024",)
    assert ask.answer(corpus, "福州鼓楼区有几项任务？").commands == (
        "edugraph query counts -p what=tasks -p plan=gulou-350102-2023",
    )
    assert len(ask.answer(corpus, "鼓楼区有几项任务？").commands) == 2
