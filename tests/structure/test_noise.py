"""Noise: what the pages put around and into the five plans, and what must stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.structure import noise
from edugraph.text import fold
from tests.structure.reading import CITIES, missed, not_in_their_plan, real


def read(text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(text[remark.span.start : remark.span.end], remark.reason) for remark in noise.find(folded)]


NOISE = [
    pytest.param('<legend id="h4sia"></legend>', [('<legend id="h4sia">', "markup"), ("</legend>", "markup")], id="handan-first"),
    pytest.param("欢迎访问邯郸教育局! 今天是: 2016年03月07日 星期一", [("欢迎访问邯郸教育局! 今天是: 2016年03月07日 星期一", "page furniture")], id="handan-welcome"),
    pytest.param("您目前的位置:365bet娱乐场>重要文件>正文", [("您目前的位置:365bet娱乐场>重要文件>正文", "page furniture")], id="handan-path"),
    pytest.param("公开选项：主动公开", [("公开选项：主动公开", "page furniture")], id="zaozhuang-option"),
    pytest.param("[bookmark: _GoBack]", [("[bookmark: _GoBack]", "markup")], id="jining-5"),
    pytest.param("— 1 —", [("— 1 —", "page number")], id="jining-page"),
    pytest.param("推荐访问:工作要点 体育 教体局", [("推荐访问:工作要点 体育 教体局", "page furniture")], id="rongcheng-last"),
    pytest.param("时间:2023-12-26 10:48:02 来源:网友投稿", [("时间:2023-12-26 10:48:02 来源:网友投稿", "page furniture")], id="rongcheng-origin"),
    pytest.param("第 1 页 共 9 页", [("第 1 页 共 9 页", "page number")], id="made-page-of-pages"),
    pytest.param("- 12 -", [("- 12 -", "page number")], id="made-page-between-hyphens"),
    pytest.param("甲市教育局办公室 2023年6月22日印发", [("甲市教育局办公室 2023年6月22日印发", "imprint")], id="made-imprint"),
    pytest.param("&nbsp;建校<br/>3所", [("&nbsp;", "markup"), ("<br/>", "markup")], id="made-entity-and-break"),
    pytest.param("建設(shè)學校(xiào)", [("(shè)", "sound of a character"), ("(xiào)", "sound of a character")], id="made-sounds"),
    pytest.param("上一篇：无\n打印本页 关闭窗口", [("上一篇：无", "page furniture"), ("打印本页 关闭窗口", "page furniture")], id="made-navigation"),
    pytest.param("打印 关闭窗口", [("打印 关闭窗口", "page furniture")], id="made-print-button"),
    pytest.param("【打印】【关闭】【返回顶部】", [("【打印】【关闭】【返回顶部】", "page furniture")], id="made-row-of-buttons"),
    pytest.param("打印 | 收藏本站 | 返回顶部", [("打印 | 收藏本站 | 返回顶部", "page furniture")], id="made-row-with-bars"),
    pytest.param("打印机、复印机更新120台", [], id="made-printers"),
    pytest.param("云教〔2021〕11号.pdf（1.2MB）", [("云教〔2021〕11号.pdf（1.2MB）", "attached file")], id="made-file"),
    pytest.param("附件2：任务分解表.xlsx", [("附件2：任务分解表.xlsx", "attached file")], id="made-file-of-an-annex"),
    pytest.param("2024年工作要点.docx (35KB)", [("2024年工作要点.docx (35KB)", "attached file")], id="made-file-with-its-size"),
    pytest.param("报送电子版（word格式），文件名为学校名.docx，请勿压缩", [], id="made-words-on-a-file"),
]  # fmt: skip

KEPT = [
    pytest.param("2023年6月22日", id="zaozhuang-date"),
    pytest.param("1.全面完成年度任务目标。", id="handan-1"),
    pytest.param("推进主城区核心区小学、幼儿园学生及护送家长上下学免费乘坐公交车提升工作", id="handan-53"),
    pytest.param("学生近视率每年下降0.5%以上", id="handan-25"),
    pytest.param("来源广泛，3 < 5 > 2", id="made-words-and-signs"),
    pytest.param("关闭不合格园3所", id="made-closing"),
    pytest.param("（市教育局负责）", id="made-clause"),
    pytest.param("开设课程（app）", id="made-latin-in-brackets"),
    pytest.param("打印机配备3台。", id="made-printers"),
    pytest.param("主办单位：市教育局", id="made-host-line"),
    pytest.param("时间：2023年6月底前", id="made-deadline-line"),
    pytest.param("3.打击网络博彩。开展专项行动2次。（责任单位：安保科）", id="made-gambling"),
    pytest.param("引导教师把精力投注到课堂。", id="made-devotion"),
]


@pytest.mark.parametrize(("text", "found"), NOISE)
def test_noise(text: str, found: list[tuple[str, str]]) -> None:
    assert read(text) == found


@pytest.mark.parametrize("text", KEPT)
def test_what_stays(text: str) -> None:
    assert read(text) == []


@missed("an imprint over two lines is left in")
def test_an_imprint_of_two_lines() -> None:
    assert [reason for _, reason in read("枣庄市教育局办公室\n\n2023年6月22日印发")] == ["imprint"] * 2


def test_cases_quote_their_plans() -> None:
    assert not_in_their_plan([*NOISE, *KEPT]) == []


@pytest.mark.parametrize("city", CITIES)
def test_no_task_of_a_real_plan_is_noise(city: str) -> None:
    plan = real(city)
    noisy = {at for remark in plan.noise for at in range(*remark.span)}
    assert not any(plan.text[at].strip() for at in noisy)
    assert all(task.title.start not in noisy and task.span.start not in noisy for task in plan.tasks)


def test_a_long_paragraph_is_never_furniture() -> None:
    assert read("小编" + "建校" * 80) == []


@given(st.text(alphabet='<>/ap ="&;nbsp#1（）()bookmark:—- 第页共小编打印\n建校。'))
def test_remarks_lie_within_the_text_and_hold_something(text: str) -> None:
    for quote, reason in read(text):
        assert quote.strip() and reason
