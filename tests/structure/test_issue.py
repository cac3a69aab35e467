"""Under which number and when a document was issued: in its head, in the lines of a web page, at its end."""

from __future__ import annotations

import pytest

from tests.structure.reading import read

TITLE = "云岭县人民政府办公室关于加强学校体育工作的实施意见"
BODY = "\n一、甲\n1.推进乙。\n2.推进丙。到2020年，建成3所。\n"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        pytest.param("（云政办发〔2016〕12号）", "云政办发〔2016〕12号", id="made-brackets"),
        pytest.param("云教字﹝2021﹞第8号    签发人：王某", "云教字﹝2021﹞第8号", id="made-signatory-behind"),
        pytest.param("签发人：王某    云教发[2019]3号", "云教发[2019]3号", id="made-signatory-before"),
        pytest.param("文  号：云教〔2020〕15号", "云教〔2020〕15号", id="made-label"),
        pytest.param("发布机构：云岭县教育局 文 号：云教发〔2022〕7号 生成日期：2022-03-05", "云教发〔2022〕7号", id="made-label-in-a-line"),
        pytest.param("索引号 | 11/2020-1 | 发文字号 | 云教发〔2020〕15号 | 成文日期 | 2020-03-01", "云教发〔2020〕15号", id="made-bars"),
        pytest.param("发文字号\t云教发〔2020〕15 号\t发文日期\t2020年3月1日", "云教发〔2020〕15 号", id="made-cells"),
        pytest.param("发文字号\n云教发〔2020〕15号\n发文日期\n2020-03-01", "云教发〔2020〕15号", id="made-cell-a-line"),
        pytest.param("【发文字号】云政办发〔2016〕12号【发布日期】2016.05.03", "云政办发〔2016〕12号", id="made-label-in-brackets"),
        pytest.param("云政办发〔二○一六〕12号", "云政办发〔二○一六〕12号", id="made-numerals"),
        pytest.param("云 政 办 发 〔2016〕 12 号", "云 政 办 发 〔2016〕 12 号", id="made-blanks"),
        pytest.param("（云政办〔2017〕106号  2017年4月）", "云政办〔2017〕106号", id="made-date-behind"),
        pytest.param("云教（基）〔2018〕6号", "云教（基）〔2018〕6号", id="made-department"),
        pytest.param("云政办发〈2016〉12号", "云政办发〈2016〉12号", id="made-angles"),
        pytest.param("根据《省意见》（省办发〔2015〕71号）精神，制定本意见", None, id="made-cited"),
        pytest.param("为贯彻《省意见》\n（省办发〔2015〕71号）", None, id="made-cited-on-two-lines"),
        pytest.param("各校要落实县里（云政发〔2015〕7号）要求", None, id="made-demand"),
        pytest.param("附件：分工表（云教发〔2015〕3号）", None, id="made-annex"),
    ],
)  # fmt: skip
def test_numbers(head: str, number: str | None) -> None:
    plan = read(f"{TITLE}\n{head}{BODY}", 2023)
    assert (plan.quote(plan.header.number) if plan.header.number else None) == number


def test_a_number_behind_the_title() -> None:
    plan = read(f"{TITLE}（云政办发〔2016〕12号）{BODY}", None)
    assert plan.header.number and plan.quote(plan.header.number) == "云政办发〔2016〕12号"


@pytest.mark.parametrize(
    ("head", "tail", "issued"),
    [
        pytest.param("", "云岭县教育局\n2016年5月3日", "2016年5月3日", id="made-signed"),
        pytest.param("", "云岭县教育局\n二〇一六年十二月二十三日", "二〇一六年十二月二十三日", id="made-numerals"),
        pytest.param("", "云岭县教育局\n二○一六年五月三日", "二○一六年五月三日", id="made-round-nought"),
        pytest.param("", "云岭县教育局\n二0一六年五月三日", "二0一六年五月三日", id="made-digit-nought"),
        pytest.param("", "云岭县教育局\n二◯一六年五月三日", "二◯一六年五月三日", id="made-large-circle"),
        pytest.param("", "云岭县教育局\n2016 年 5 月 3 日", "2016 年 5 月 3 日", id="made-blanks"),
        pytest.param("", "云岭县教育局    2016年5月3日", "2016年5月3日", id="made-one-line"),
        pytest.param("", "云岭县教育局\n2016-05-03", "2016-05-03", id="made-hyphens-under-a-bureau"),
        pytest.param("", "2016年5月3日\n（此件主动公开）", "2016年5月3日", id="made-date-alone"),
        pytest.param("", "云岭县教育局\n2016年5月3日\n附件\n分工表\n" + "3.推进其他。\n" * 30, "2016年5月3日", id="made-above-an-annex"),
        pytest.param("（2016年5月3日）", "", "2016年5月3日", id="made-under-the-title"),
        pytest.param("发文日期 | 2016-07-14", "", "2016-07-14", id="made-row-of-a-page"),
        pytest.param("• 成文日期: 2016-01-08", "", "2016-01-08", id="made-item-of-a-page"),
        pytest.param("【公布日期】2016.02.01", "", "2016.02.01", id="made-label-in-brackets"),
        pytest.param("2016-06-03 / 999+", "", None, id="made-counter"),
        pytest.param("2016-06-03", "", None, id="made-date-of-a-site"),
        pytest.param("2016年06月03日", "", None, id="made-date-of-a-machine"),
        pytest.param("今天是2016年6月3日", "", None, id="made-clock"),
        pytest.param("发布时间：2016-06-03 09:10", "", None, id="made-published-is-not-issued"),
    ],
)  # fmt: skip
def test_dates(head: str, tail: str, issued: str | None) -> None:
    plan = read(f"{head}\n{TITLE}{BODY}{tail}", 2016)
    assert (plan.quote(plan.header.issued) if plan.header.issued else None) == issued


@pytest.mark.parametrize("date", ["2024年6月3日", "2024-06-03"])
def test_a_date_far_from_the_year_of_the_title_is_not_the_plans(date: str) -> None:
    plan = read(f"{date}\n云岭县教育局2022年工作要点{BODY}", None)
    assert (plan.header.issued, plan.year) == (None, 2022)
