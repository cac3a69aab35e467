"""Cited documents: versions of one document, level, year, and what cannot be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph import catalogue, query
from edugraph.build import build
from edugraph.errors import MissingError, UsageError
from edugraph.overlap import cited, documents
from edugraph.store import Store, open_graph

SAME = [
    ("关于进一步加强新时代中小学思政课建设的意见", "关于进一步加强新时代中小学思政课建设的实施意见"),
    ("邯郸市“十四五”学前教育发展提升行动计划", "**市学前教育发展第四轮行动计划（2022-2025年）"),
    ("“十四五”学前教育发展提升行动计划", "河北省邯郸市学前教育发展提升行动计划（2021—2025年）"),
    ("关于推进“互联网＋教育”发展的实施意见", "济宁市关于推进\"互联网+教育\"发展的意见(试行)"),
    ("职业教育校企合作促进条例", "**市职业教育校企合作促进条例实施办法"),
    ("*省学校安全条例实施细则", "山东省学校安全条例"),
    ("教育部等九部门关于印发《职业教育提质培优行动计划（2020—2023年）》的通知", "职业教育提质培优行动计划"),
    ("**市学生体质健康提升三年行动计划", "学生体质健康提升行动方案"),
]  # fmt: skip
APART = [
    ("河北省义务教育课后服务大纲(试行)", "河北省义务教育课后服务工作指南(第一版)"),
    ("邯郸市综合防控儿童青少年近视实施方案", "邯郸市综合防控儿童青少年近视工作评议考核办法(试行)"),
    ("邯郸市“十四五”学前教育发展提升行动计划", "邯郸市“十四五”县域普通高中发展提升行动计划"),
    ("**市学前教育发展第四轮行动计划（2022-2025年）", "**市学前教育教师专业提升计划（2023-2025年）"),
    ("关于进一步加强新时代中小学思政课建设的意见", "关于全面加强新时代中小学劳动教育的意见"),
    ("关于全面推进中小学教师队伍梯队发展的意见", "关于进一步加强中小学教师队伍管理的若干措施"),
    ("教育部2023年工作要点", "邯郸市教育局2022年工作要点"),
    ("普通高中发展行动计划", "普通初中发展行动计划"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_versions_of_one_document(one: str, other: str) -> None:
    assert documents.family(one) == documents.family(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_these_are_two_documents(one: str, other: str) -> None:
    assert documents.family(one) != documents.family(other)


def test_no_two_documents_of_one_plan_are_versions_of_one_another(store: Store) -> None:
    titles = {(row["plan"], row["title"]) for row in query.run(store, "citations").dicts()}
    assert len({(plan, documents.family(title)) for plan, title in titles}) == len(titles)


ABOUT = st.text(alphabet="甲乙丙丁戊校园育", min_size=4, max_size=9)


@given(
    ABOUT,
    st.sampled_from(["", "邯郸市", "**市", "河北省邯郸市"]),
    st.sampled_from(["", "“十四五”", "第三轮", "2023年"]),
)
def test_who_issued_it_and_for_when_makes_no_other_document(about: str, place: str, time: str) -> None:
    family = documents.family(f"{about}行动计划")
    assert family == documents.Family(about, "course")
    assert documents.family(f"{place}{about}{time}提升行动计划（试行）") == family
    assert documents.family(f"{place}教育局等4部门关于加强{about}工作的实施意见") == family


@given(ABOUT, ABOUT)
def test_what_it_is_about_makes_another_document(one: str, other: str) -> None:
    assert (documents.family(f"{one}实施意见") == documents.family(f"{other}实施方案")) == (one == other)


@given(st.text(alphabet="关于印发加强的《》（）省市*教育学校意见实施方案第一二年0123—“”", max_size=30))
def test_any_title_has_a_family(title: str) -> None:
    assert "“" not in documents.family(title).about


def test_documents_in_common(store: Store) -> None:
    assert documents.table(store).rows == (
        ("关于进一步加强新时代中小学思政课建设的意见", "济宁市、宁波市", "jining-2023:3 ningbo-2023:4"),
        (
            "邯郸市“十四五”学前教育发展提升行动计划 / **市学前教育发展第四轮行动计划（2022-2025年）",
            "邯郸市、宁波市",
            "handan-2023:9 ningbo-2023:7",
        ),
    )
    assert len(documents.table(store, title="实施意见").rows) == 1
    assert len(documents.table(store, cities="济宁、宁波").rows) == 1
    assert documents.table(store, cities="济宁").rows == ()
    with pytest.raises(MissingError, match="no plan of 青岛"):
        documents.table(store, cities="青岛")


# title of a document that one plan cites: level, year; read by hand, unknown where neither title nor words say it
LEVELS = {
    "职业教育提质培优行动计划（2020—2023年）": ("national", "2020—2023"),
    "河北省义务教育课后服务大纲（试行）": ("provincial", ""),
    "山东省教育厅等4部门关于实施强校扩优行动建立完善基础教育协作机制的指导意见": ("provincial", ""),
    "*省学校安全条例实施细则": ("provincial", ""),
    "邯郸市综合防控儿童青少年近视实施方案": ("city", ""),
    "关于建立无证办学机构治理长效机制实施方案": ("city", ""),
    "规范民办义务教育发展“压减占比”工作完成情况评估细则": ("city", ""),
    "济宁市教育局等4部门关于进一步加强中小学教师队伍管理的若干措施": ("city", ""),
    "关于组织开展2023年戏曲进校园演出活动的通知": ("city", "2023"),
    "关于进一步加强全市教育系统干部作风建设实施方案": ("city", ""),
    "**市学前教育发展第四轮行动计划（2022-2025年）": ("city", "2022—2025"),
    "**市学前教育教师专业提升计划（2023-2025年）": ("city", "2023—2025"),
    "校园安全操作手册": ("county", ""),
    "关于全面加强新时代中小学劳动教育的实施意见": ("unknown", ""),
}


def test_level_and_year_of_documents(store: Store) -> None:
    rows = {row["title"]: row for row in cited.table(store).dicts()}
    assert {title: (rows[title]["level"], rows[title]["year"]) for title in LEVELS} == LEVELS
    assert len(rows) == 35
    assert {row["check"] for row in rows.values()} == {""}


def test_every_citation_is_among_the_documents(store: Store) -> None:
    places = {place for row in cited.table(store).dicts() for place in row["tasks"].split()}
    assert places == {f"{row['plan']}:{row['task']}" for row in query.run(store, "citations").dicts()}


def test_versions_stand_under_one_title(store: Store) -> None:
    families = {row["family"] for row in cited.table(store).dicts()} - {""}
    assert families == {row["title"] for row in documents.table(store).dicts()}


def test_documents_of_a_plan_a_level_or_a_title(store: Store) -> None:
    assert {row["plans"] for row in cited.table(store, plan="jining-2023").dicts()} == {"jining-2023"}
    (row,) = cited.table(store, level="national").dicts()
    assert row["plans"] == "handan-2023"
    assert len(cited.table(store, title="课后服务").rows) == 2
    assert len(cited.table(store, cities="荣成").rows) == 2
    with pytest.raises(UsageError, match="level 国家 is none of national, provincial, city, county, unknown"):
        cited.table(store, level="国家")


def _citation(title: str, before: str = "落实《", **cells: str) -> dict[str, str]:
    own = {"plan": "jining-2023", "year": "2023", "city": "济宁市", "code": "370800", "level": "prefecture"}
    return {**own, "title": title, "before": before, **cells}


COUNTY = {"city": "荣成市", "code": "371082", "level": "county"}
DISTRICT = {"city": "任城区", "code": "370811", "level": "county"}


@pytest.mark.parametrize(
    ("title", "before", "cells", "level"),
    [
        ("职业教育行动计划", "落实教育部等九部门《", {}, "national"),
        ("家庭教育促进法", "宣传贯彻《", {}, "national"),
        ("校外培训管理办法", "贯彻《", {}, "unknown"),
        ("义务教育法实施办法", "贯彻《", {}, "unknown"),
        ("一线工作法", "学习《", {}, "unknown"),
        ("老城区学校建设方案", "落实《", {}, "unknown"),
        ("中共中央国务院关于深化教育评价的意见", "贯彻《", {}, "national"),
        ("关于印发教育部课程方案的通知", "贯彻《", {}, "national"),
        ("课后服务方案", "根据教育部《意见》制定《", {}, "city"),
        ("课后服务方案", "落实国务院《意见》和《", {}, "national"),
        ("课后服务方案", "出台《甲办法》《乙办法》《", {}, "city"),
        ("课后服务方案", "根据教育部要求，落实《", {}, "unknown"),
        ("课后服务方案", "落实市政府《", {}, "city"),
        ("课后服务方案", "落实市政府《", COUNTY, "county"),
        ("课后服务方案", "落实市政府《", DISTRICT, "city"),
        ("课后服务方案", "落实区教育局《", DISTRICT, "county"),
        ("课后服务方案", "制定《", DISTRICT, "county"),
        ("课后服务方案", "落实省教育厅印发的《", {}, "provincial"),
        ("课后服务方案", "全市各学校落实《", {}, "unknown"),
        ("课后服务方案", "制定《", {"city": "jining-2023", "code": "", "level": ""}, "unknown"),
        ("威海市课后服务方案", "落实《", COUNTY, "city"),
        ("济宁市任城区课后服务方案", "落实《", {}, "county"),
        ("**县课后服务方案", "落实《", {}, "county"),
        ("**市课后服务方案", "落实《", {}, "city"),
        ("**市课后服务方案", "落实《", COUNTY, "unknown"),
        ("加强全区课后服务的方案", "落实《", DISTRICT, "county"),
    ],
)
def test_level_by_title_and_words_before(title: str, before: str, cells: dict[str, str], level: str) -> None:
    assert cited.level_of(_citation(title, before, **cells)) == level


@pytest.mark.parametrize(
    ("title", "doubts"),
    [
        ("济宁市课后服务方案", []),
        ("山东省课后服务方案", []),
        ("济宁市任城区课后服务方案", []),
        ("**市课后服务方案", []),
        ("课后服务方案(2023—2025年)", []),
        ("宁波市课后服务方案", ["names another city"]),
        ("河北省课后服务方案", ["names another province"]),
        ("关于印发河北省邯郸市课后服务方案的通知", ["names another city"]),
        ("南京市鼓楼区课后服务方案", ["names another county"]),
        ("荣成市课后服务方案", ["names another county"]),
        ("鼓楼区课后服务方案", []),
        ("老城区学校建设方案", []),
        ("2024年课后服务方案", ["dated after the plan"]),
        ("邯郸市课后服务方案（2024—2025年）", ["dated after the plan", "names another city"]),
        ("主城区学校建设方案", []),
        ("长三角教育一体化方案", []),
    ],
)
def test_what_cannot_be_right_is_told(title: str, doubts: list[str]) -> None:
    assert list(cited.doubts_of(_citation(title))) == doubts


def test_a_place_is_not_checked_where_the_city_is_open() -> None:
    assert list(cited.doubts_of(_citation("宁波市课后服务方案", code="", city="jining-2023", level=""))) == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two small plans that cite the same document, in other marks, and one of the other's."""
    folder = tmp_path_factory.mktemp("made")
    one = "邯郸市教育局2023年工作要点\n1.安全。落实《推进“互联网＋教育”实施方案（试行）》。\n2.其他。学习《济宁市课后服务办法》。\n"
    other = "济宁市教育局2023年工作要点\n1.安全。落实《推进“互联网+教育”实施方案(试行)》。\n2.其他。落实《济宁市课后服务办法》。\n"
    for name, text in (("handan-2023", one), ("jining-2023", other)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build(catalogue.entries([folder]), folder / "g")
    return open_graph(folder / "g")


def test_titles_are_equal_whatever_the_width_of_their_marks(made: Store) -> None:
    rows = {row["title"]: row for row in documents.table(made).dicts()}
    assert len(rows) == 2
    assert all(row["cities"] == "邯郸市、济宁市" for row in rows.values())


def test_a_doubt_names_its_plan_where_several_cite_the_document(made: Store) -> None:
    rows = {row["title"]: row for row in cited.table(made).dicts()}
    assert rows["济宁市课后服务办法"]["check"] == "names another city (handan-2023)"
    assert rows["济宁市课后服务办法"]["plans"] == "handan-2023 jining-2023"
    assert len(rows) == 2
