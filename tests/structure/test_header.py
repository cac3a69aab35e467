"""What a document says of itself: title, issuing body, number, date and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.errors import InputError
from tests.structure.reading import read, real

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan

BODY = "\n一、甲\n1.乙。\n2.丙。\n"
Head = tuple[str | None, str | None, str | None, str | None, int | None]


def head_of(plan: Plan) -> Head:
    head = plan.header
    quotes = [plan.quote(span) if span else None for span in (head.title, head.issuer, head.number, head.issued)]
    return quotes[0], quotes[1], quotes[2], quotes[3], head.year


REAL = [
    pytest.param(
        "zaozhuang",
        ("2023年枣庄教育 十件惠民实事", "枣庄市教育局", "枣教发〔2023〕13号", "2023年6月22日", 2023),
        id="zaozhuang",
    ),
    pytest.param("handan", ("邯郸市教育局2023年教育工作要点", "邯郸市教育局", None, None, 2023), id="handan"),
    pytest.param("ningbo", ("某市教育局2023年工作要点", "某市教育局", None, None, 2023), id="ningbo"),
    pytest.param(
        "jining",
        (
            "2023年济宁市“教育部基础教育综合改革实验区”重点任务清单",
            "济宁市教育局",
            "济教字〔2023〕22号",
            "2023年3月30日",
            2023,
        ),
        id="jining",
    ),
    pytest.param("rongcheng", ("2023年教体局教育和体育工作要点", None, None, None, 2023), id="rongcheng"),
]

MADE = [
    pytest.param("甲县教育和体育局2024年工作要点", ("甲县教育和体育局2024年工作要点", "甲县教育和体育局", None, None, 2024), id="made-county"),
    pytest.param("甲区教委2023年工作要点（完整版）", ("甲区教委2023年工作要点", "甲区教委", None, None, 2023), id="made-commission"),
    pytest.param(
        "甲市教育局\n甲教发[2023]5号\n关于印发《2023年全市教育工作要点》的通知\n各县区教育局：\n现印发。\n甲市教育局\n2023年3月1日",
        ("2023年全市教育工作要点", "甲市教育局", "甲教发[2023]5号", "2023年3月1日", 2023),
        id="made-notice",
    ),
    pytest.param(
        "甲县人民政府\n首页 > 县教育局\n甲教发〔2023〕5号\n2023年全县教育工作要点\n为做好工作，制定本要点。\n甲县教育局\n2023年3月1日",
        ("2023年全县教育工作要点", "甲县教育局", "甲教发〔2023〕5号", "2023年3月1日", 2023),
        id="made-who-signs-before-whose-site-it-is",
    ),
    pytest.param("甲市人民政府关于印发甲市2023年民生实事的通知", ("甲市2023年民生实事", "甲市人民政府", None, None, 2023), id="made-government"),
    pytest.param("2022年，各项工作取得了成绩。\n2023年教育工作要点", ("2023年教育工作要点", None, None, None, 2023), id="made-year-of-the-title"),
    pytest.param("教育工作要点\n2024年是关键之年。", ("教育工作要点", None, None, None, 2024), id="made-year-of-the-lead"),
    pytest.param("2023—2024学年度教育工作要点", ("2023—2024学年度教育工作要点", None, None, None, 2023), id="made-school-year"),
    pytest.param("各县区教育局：\n2023年重点任务清单", ("2023年重点任务清单", None, None, None, 2023), id="made-addressee-is-no-issuer"),
    pytest.param("来源：甲市教育局\n2023年工作要点", ("2023年工作要点", None, None, None, 2023), id="made-origin-is-no-issuer"),
    pytest.param("2023 年教育工作要点", ("2023 年教育工作要点", None, None, None, 2023), id="made-blank-in-the-year"),
    pytest.param("甲教发〔2023〕5 号\n2023年工作要点", ("2023年工作要点", None, "甲教发〔2023〕5 号", None, 2023), id="made-blank-in-the-number"),
    pytest.param("2023-2024学年工作计划", ("2023-2024学年工作计划", None, None, None, 2023), id="made-school-year-with-hyphen"),
    pytest.param("二〇二三年教育工作要点", ("二〇二三年教育工作要点", None, None, None, 2023), id="made-year-in-numerals"),
    pytest.param("甲市教育局\n2023年工作要点\n二〇二三年三月五日", ("甲市教育局\n2023年工作要点", "甲市教育局", None, "二〇二三年三月五日", 2023), id="made-date-in-numerals"),
    pytest.param("甲市教育局\n2023年工作要点\n（2023年3月5日）", ("甲市教育局\n2023年工作要点", "甲市教育局", None, "2023年3月5日", 2023), id="made-date-in-brackets"),
    pytest.param("2023年甲市教育\n工作要点", ("2023年甲市教育\n工作要点", None, None, None, 2023), id="made-title-of-two-lines"),
    pytest.param("甲市教育局2022年工作总结和2023年工作计划", ("甲市教育局2022年工作总结和2023年工作计划", "甲市教育局", None, None, 2023), id="made-two-years"),
    pytest.param("发文字号：甲教发〔2024〕5号　成文日期：2024-03-01\n关于推进教育的实施意见\n到2027年基本建成，2027年完成。", ("关于推进教育的实施意见", None, "甲教发〔2024〕5号", "2024-03-01", 2024), id="made-year-of-the-number"),
    pytest.param("关于印发《甲市教育局2023年工作要点》的通知", ("甲市教育局2023年工作要点", "甲市教育局", None, None, 2023), id="made-issuer-inside-the-notice"),
]  # fmt: skip


@pytest.mark.parametrize(("city", "head"), REAL)
def test_real_heads(city: str, head: Head) -> None:
    assert head_of(real(city)) == head


@pytest.mark.parametrize(("text", "head"), MADE)
def test_heads(text: str, head: Head) -> None:
    assert head_of(read(text + BODY, year=None)) == head


def test_the_title_is_written_down_without_its_line_end() -> None:
    title = real("jining").header.title
    assert title is not None and "\n" not in real("jining").quote(title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("云岭县教育局\n关于加强学校体育工作的通知\n各校：", "云岭县教育局关于加强学校体育工作的通知", id="made-notice-of-its-own"),
        pytest.param("云岭县人民政府\n关于加快教育发展的若干意见", "关于加快教育发展的若干意见", id="made-opinion"),
        pytest.param("云岭县人民政府关于全面加强和改进\n学校体育工作的实施意见", "云岭县人民政府关于全面加强和改进学校体育工作的实施意见", id="made-breaks-off"),
        pytest.param("云岭县全面加强和改进学校\n\n体育工作的实施方案", "云岭县全面加强和改进学校体育工作的实施方案", id="made-empty-line-between"),
        pytest.param("关于全面加强\n云岭县学校\n体育工作的实施方案", "关于全面加强云岭县学校体育工作的实施方案", id="made-three-lines"),
        pytest.param("云岭县教育局关于推进教育的实施意见\n为深入贯彻省《意见》，经县政府同意，现提出如下实施意见：", "云岭县教育局关于推进教育的实施意见", id="made-preamble-is-none"),
        pytest.param("云岭县政府办公室印发《关于加强体育的实施意见》《关于加强美育的实施意见》的通知\n关于加强体育的实施意见", "云岭县政府办公室印发《关于加强体育的实施意见》《关于加强美育的实施意见》的通知", id="made-two-in-one"),
        pytest.param("云岭县转发县教育局关于加强体育若干意见的通知\n现转发给你们。\n关于加强体育的若干意见\n（县教育局）", "关于加强体育的若干意见", id="made-passed-on"),
        pytest.param("云岭县&quot;教育强县&quot;工作要点", '云岭县"教育强县"工作要点', id="made-entities"),
        pytest.param("云岭县教育局工作要点_云岭县人民政府", "云岭县教育局工作要点", id="made-name-of-the-site"),
        pytest.param("云岭县教育局关于集团化办学的实施意见（云教发〔2019〕3号）", "云岭县教育局关于集团化办学的实施意见", id="made-number-behind"),
        pytest.param("名称：云岭县教育局工作要点 文号：无\n索引号：12", "云岭县教育局工作要点", id="made-cell-of-a-page"),
        pytest.param("标题 | 云岭县教育局工作要点 | 索引号 | 12", "云岭县教育局工作要点", id="made-row-of-a-page"),
        pytest.param("名称：云岭县信息公开\n索引号：12", "", id="made-cell-that-is-no-plan"),
        pytest.param("第一篇：2023年工作要点\n2023年教育工作要点\n2023年工作", "2023年教育工作要点", id="made-numbered-by-a-library"),
        pytest.param("发布机构：\n云岭县教育局\n关于印发《云岭县教育局工作要点》的通知\n现将《云岭县教育局工作要点》印发给你们。\n云岭县教育局工作要点", "云岭县教育局工作要点", id="made-cells-above-a-notice"),
        pytest.param("云岭县政府办公室关于\n印发云岭县第三期学前教育行动计划\n（2018—2020年）的通知", "云岭县第三期学前教育行动计划（2018—2020年）", id="made-notice-on-three-lines"),
        pytest.param("云岭县“十四五”教育发展规划\n云政发〔2021〕22号", "云岭县“十四五”教育发展规划", id="made-kind-at-the-end"),
        pytest.param("云岭县教育局发展规划科\n全县的安排如下：", "", id="made-office-is-none"),
        pytest.param("名称：全县要点目录工作要点\n云岭县教育局2023年工作要点", "云岭县教育局2023年工作要点", id="made-cell-and-title"),
    ],
)  # fmt: skip
def test_titles(text: str, title: str) -> None:
    plan = read(text + BODY)
    assert (plan.said(plan.header.title) if plan.header.title else "") == title


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param("云岭县政府办公厅关于教育的实施意见", "云岭县政府办公厅", id="made-office-of-a-government"),
        pytest.param("云岭县教育局办公室\n关于印发工作要点的通知", "云岭县教育局办公室", id="made-office-of-a-bureau"),
        pytest.param("工作要点\n经县人民政府同意，现印发", None, id="made-consent-is-none"),
        pytest.param("发布机构：云岭县教育局\n工作要点", "云岭县教育局", id="made-cell-of-a-page"),
        pytest.param("发文机关 | 云岭县教育局 | 索引号 | 12\n工作要点", "云岭县教育局", id="made-row-of-a-page"),
    ],
)  # fmt: skip
def test_issuers(text: str, issuer: str | None) -> None:
    assert head_of(read(text + BODY))[1] == issuer


def test_a_year_given_wins() -> None:
    plan = read("2023年教育工作要点" + BODY, year=2024)
    assert (plan.year, plan.header.year) == (2024, 2023)


def test_no_year_at_all() -> None:
    with pytest.raises(InputError, match="names no year"):
        read("教育工作要点" + BODY, year=None)


def test_a_date_behind_the_last_task_of_a_table() -> None:
    table = "序号\t事项\t内容\t责任单位\n1\t甲\t建校。\t基教科\n2\t乙\t丙。\t人事科\n"
    plan = read("2023年教育实事\n" + table + "\n甲市教育局\n2023年3月1日")
    assert plan.header.issued and plan.quote(plan.header.issued) == "2023年3月1日"
