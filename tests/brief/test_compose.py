"""What a note says: every sentence from rows, every sentence with passages that stand in the raw plans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.brief import compose
from edugraph.brief.note import Sentence
from edugraph.errors import MissingError, UsageError
from tests.brief import made

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.brief.note import Note
    from edugraph.store import Store
    from edugraph.structure import Plan

FILLED = re.compile(r"[{}]")


def prose(note: Note, opening: str) -> str:
    return next(one.text for one in note.every() if one.text.startswith(opening))


def cells(note: Note, first: str) -> tuple[str, ...]:
    return next(one.cells for one in note.every() if len(one.cells) > 1 and one.cells[0] == first)


def test_every_source_is_the_raw_text_at_its_place(whole: Note, plans: dict[str, Plan]) -> None:
    assert len(whole.numbers) > 100
    for source in whole.numbers:
        raw = plans[source.plan].source.text
        assert raw[source.start : source.end] == source.quote
        assert source.quote.strip()
        task = next(task for task in plans[source.plan].tasks if task.number == source.task)
        assert source.task_title == plans[source.plan].title_of(task)
        assert task.span.start <= source.start < source.end <= task.span.end


def test_every_sentence_has_sources_and_is_filled_in(whole: Note, note: Note) -> None:
    for one in (*whole.every(), *note.every()):
        assert one.sources
        assert len(set(one.sources)) == len(one.sources)
        assert not FILLED.search(one.text)


def test_a_sentence_without_a_source_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without a source: 邯郸市领先"):
        Sentence(("邯郸市领先",), ())


def test_a_note_is_short(whole: Note) -> None:
    assert sum(len(section.sentences) for section in whole.sections) <= 40
    assert [section.title[2:] for section in whole.sections] == [
        "概况",
        "共同主题",
        "量化目标对比",
        "相近任务",
        "缺口与可借鉴",
        "说明",
    ]


def test_sizes_are_those_of_the_rows(whole: Note, store: Store) -> None:
    for plan in query.run(store, "plans").dicts():
        counts = {row["what"]: row["count"] for row in query.run(store, "counts", plan=plan["plan"]).dicts()}
        wanted = ("tasks", "targets", "blanked-targets", "themes", "offices", "documents")
        assert cells(whole, plan["city"])[1:] == (plan["title"], plan["year"], *(counts[what] for what in wanted))


def test_the_own_city_has_its_place(whole: Note) -> None:
    text = prose(whole, "邯郸市的计划列任务")
    assert text == "邯郸市的计划列任务53项，在5份计划中居第2位；量化目标128项，居第1位；涉及政策主题61个，居第1位"


def test_targets_of_an_indicator(whole: Note) -> None:
    assert cells(whole, "普惠性幼儿园覆盖率")[1:] == (
        "宁波市≥90%、邯郸市88%、枣庄市≥85%",
        "最高宁波市，最低枣庄市，相差5个百分点",
    )
    figures, compared = cells(whole, "新增学位")[1:]
    assert figures.startswith("邯郸市17.4万个、枣庄市2.4万个；济宁市4万个")
    assert compared.startswith("最高邯郸市，最低枣庄市，相差15万个；济宁市4万个不可比：口径不同（中小学）")
    assert compared.endswith("宁波市*个不可比：原文隐去数字")
    assert cells(whole, "教师全员培训覆盖率")[2] == "济宁市、荣成市相同"
    assert "相差12所" in cells(whole, "新改扩建普惠性幼儿园")[2]
    assert "期限2023-12-31" in cells(whole, "新改扩建普惠性幼儿园")[1]


def test_themes_of_one_side_alone(whole: Note, store: Store) -> None:
    alone = [row["theme"] for row in query.run(store, "themes-alone", city="邯郸市").dicts()]
    text = prose(whole, "在所比较的城市中，只有邯郸市涉及的主题")
    assert f"有{len(alone)}个" in text
    assert sum(theme in text for theme in alone) == min(len(alone), 8)  # the first eight, then how many more


def test_kinds_of_silence_are_told_apart(whole: Note, note: Note) -> None:
    text = "\n".join(one.text for one in (*whole.every(), *note.every()))
    assert "邯郸市计划的任务中没有提到（按词句查找，未必完整）" in text
    assert "邯郸市计划的任务中未见此词，最接近的是任务8（“积极探索学科教研基地建设路径" in text
    assert "邯郸市任务1提到而没有写数字（“" in text
    assert "但没有找到文字相近的专门任务" in text


def test_what_a_note_does_not_know(whole: Note) -> None:
    assert "在甬高校" in prose(whole, "宁波市的计划没有写明城市")
    assert prose(whole, "原文隐去数字的量化目标有").startswith("原文隐去数字的量化目标有：宁波市6项、荣成市37项")
    assert prose(whole, "宁波市的计划没有写明责任单位")
    assert "edugraph brief --verify" in prose(whole, "本简报比较的计划依次为：邯郸市（handan-2023）、济宁市")


def test_other_plans_in_the_graph_change_nothing(store: Store, note: Note) -> None:
    among_five = compose.note(store, made.CITIES)
    assert [one.text for one in among_five.every()] == [one.text for one in note.every()]
    assert list(among_five.numbers) == list(note.numbers)


def test_names_in_any_form_and_order_of_cities(store: Store) -> None:
    one = compose.note(store, ["zaozhuang-2023", "宁波市", "370800"])
    assert one.title == "枣庄市2023年教育工作计划与宁波市、济宁市比较简报"
    assert prose(
        one, "本简报比较的计划依次为：枣庄市（zaozhuang-2023）、宁波市（ningbo-2023）、济宁市（jining-2023）；"
    )


def test_one_indicator_and_one_theme(store: Store) -> None:
    one = compose.note(store, ["枣庄", "荣成", "济宁"], indicator="普惠性幼儿园覆盖率", theme="职业教育提质培优")
    assert {row.cells[0] for row in one.sections[2].every() if len(row.cells) > 1} <= {"普惠性幼儿园覆盖率"}
    text = prose(one, "本简报比较的计划依次为")
    assert text.endswith("；只看指标：普惠性幼儿园覆盖率；只看主题：职业教育提质培优")
    assert not any("双减" in row.text for row in one.every())


@pytest.mark.parametrize(
    ("names", "error", "message"),
    [
        (["天津"], MissingError, "no plan of 天津"),
        (["邯郸", "天津"], MissingError, "no plan of 天津"),
        (["邯郸", "handan-2023"], MissingError, "another city"),
        (["邯郸"] * 11, UsageError, "at most 10"),
    ],
)
def test_names_that_make_no_note(store: Store, names: list[str], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        compose.note(store, names)


def test_themes_and_indicators_that_are_none(store: Store) -> None:
    with pytest.raises(MissingError, match="knows no indicator"):
        compose.note(store, ["邯郸"], indicator="幸福指数")
    with pytest.raises(MissingError, match="knows no theme"):
        compose.note(store, ["邯郸"], theme="航天")


def test_a_plan_of_another_year_is_never_replaced_in_silence(tmp_path: Path) -> None:
    texts = {key: made.plan(key) for key in made.FILES}
    texts["zaozhuang-2022"] = texts["zaozhuang-2023"].replace("2023", "2022")
    store = made.graph(tmp_path, texts)
    assert "zaozhuang-2023" in prose(compose.note(store, made.CITIES), "本简报比较的计划")
    with pytest.raises(UsageError, match="zaozhuang-2022 cannot stand beside handan-2023"):
        compose.note(store, ["邯郸", "zaozhuang-2022"])
