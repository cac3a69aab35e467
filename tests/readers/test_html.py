"""Web pages: the text and its tables, without what stands around."""

from __future__ import annotations

import pytest

from edugraph.errors import InputError
from edugraph.readers import html

LONG = "全面推进集团化办学，新增学位5000个，培训教师300人次。" * 6


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def text_of(body: str, head: str = "") -> list[str]:
    return [line for line in html.read(page(body, head).encode()).text.split("\n") if line]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("<p>甲</p><p>乙</p>", ["甲", "乙"], id="made-paragraphs"),
        pytest.param("甲<br>乙<br/>丙", ["甲", "乙", "丙"], id="made-breaks"),
        pytest.param("<p>推进集团\n  化办学</p>", ["推进集团化办学"], id="made-line-end-of-the-source"),
        pytest.param("<p><b>甲。</b> 乙</p>", ["甲。 乙"], id="made-bold"),
        pytest.param("<p>甲<span>乙</span><span>丙</span></p>", ["甲乙丙"], id="made-spans"),
        pytest.param("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"], id="made-nested-blocks"),
        pytest.param("<ol start=3><li>甲</li><li>乙</li></ol>", ["3. 甲", "4. 乙"], id="made-numbered-list"),
        pytest.param("<ol><li>1.甲</li><li>2.乙</li></ol>", ["1.甲", "2.乙"], id="made-numbers-typed-in-a-list"),
        pytest.param("<pre>甲\n乙</pre>", ["甲", "乙"], id="made-pre"),
        pytest.param("<p>甲&nbsp;乙&lt;丙</p>", ["甲\xa0乙<丙"], id="made-entities"),
        pytest.param("<p>甲</p><script>var 乙</script><style>丙</style>", ["甲"], id="made-scripts"),
        pytest.param(
            "<table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>建<br>校</td></tr></table>",
            ["序号\t任务", "1\t建 校"],
            id="made-table",
        ),
        pytest.param(
            "<table><tr><td rowspan=2>1</td><td>甲</td></tr><tr><td>乙</td></tr><tr><td colspan=2>大类</td></tr></table>",
            ["1\t甲", "〃\t乙", "大类\t"],
            id="made-merged-cells",
        ),
        pytest.param(f"<table><tr><td><p>{LONG}</p></td></tr></table>", [LONG], id="made-table-for-layout"),
    ],
)
def test_what_a_reader_sees(body: str, lines: list[str]) -> None:
    assert text_of(body) == lines


@pytest.mark.parametrize(
    ("body", "text", "told"),
    [
        pytest.param("<p>培训校长<del>30</del>80名</p>", "培训校长80名", ["30"], id="made-del"),
        pytest.param("<p>培训校长<s>30</s>80<ins>名</ins></p>", "培训校长80名", ["30"], id="made-s-and-ins"),
        pytest.param("<p>培训<strike>教师</strike>校长80名</p>", "培训校长80名", ["教师"], id="made-strike"),
        pytest.param(
            '<p>甲<b style="color:red; TEXT-DECORATION: Line-Through">乙<i>丙</i></b>丁</p>',
            "甲丁",
            ["乙丙"],
            id="made-style",
        ),
        pytest.param("<p>甲<del>乙<s>丙</s></del>丁</p>", "甲丁", ["乙丙"], id="made-one-in-another"),
        pytest.param('<p>甲<u style="text-decoration:underline">乙</u>丁</p>', "甲乙丁", [], id="made-underlined"),
        pytest.param("<p>甲<del> </del>丁</p>", "甲丁", [], id="made-blank"),
    ],
)
def test_what_is_struck_out_is_left_out_and_told(body: str, text: str, told: list[str]) -> None:
    found = html.read(page(body).encode())
    assert found.text == text + "\n"
    assert found.left_out == tuple(("struck out", words) for words in told)


def test_pictures_are_told() -> None:
    found = html.read(page(f"<p>{LONG}</p><p><img src='1.png'><img src='2.png'></p>").encode())
    assert found.left_out == (("pictures", "2 not read"),)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="nav"><a href="/">首页</a></div>',
        '<ul><li><a href="/1">新闻</a></li><li><a href="/2">公告</a></li><li><a href="/3">专题</a></li></ul>',
        '<div id="footer">版权所有</div>',
        "<footer>联系我们</footer>",
        '<div style="display: none">隐藏</div>',
        '<div class="share-box">分享</div>',
    ],
)
def test_what_stands_around_is_left_out_and_told(around: str) -> None:
    found = html.read(page(f"{around}<div class='main'><p>{LONG}</p></div>").encode())
    assert found.text.strip() == LONG


def test_what_stands_around_is_told() -> None:
    found = html.read(page(f'<div class="crumbs">当前位置：首页</div><p>{LONG}</p>').encode())
    assert found.left_out == (("around the text", "当前位置：首页"),)


def test_the_title_is_put_above_a_text_that_lacks_it() -> None:
    head = '<meta name="ArticleTitle" content="甲县2023年教育工作要点"><title>甲县2023年 - 网站</title>'
    assert text_of(f"<p>{LONG}</p>", head)[0] == "甲县2023年教育工作要点"
    assert text_of(f"<p>{LONG}甲县2023年教育工作要点</p>", head)[0].startswith("全面")


def test_gb2312_pages_are_read_to_their_end() -> None:
    text = page(f"<p>{LONG}朱镕基{LONG}</p>", '<meta charset="gb2312">')
    found = html.read(text.encode("gb18030"))
    assert (found.text.strip(), found.encoding) == (f"{LONG}朱镕基{LONG}", "gb18030")


def test_a_page_that_is_nested_deeply_is_read_whole_or_told() -> None:
    half = "<p>1.甲。</p>" + "<div>" * 300 + "<p>2.乙。</p>"
    assert "2.乙。" in html.read(page(half).encode()).text


@pytest.mark.parametrize("declared", ["windows-1252", "latin1", "koi8-r"])
def test_a_mistaken_declaration_loses_nothing(declared: str) -> None:
    text = page(f"<p>{LONG}</p>", f"<meta charset={declared}>")
    assert html.read(text.encode("gb18030")).text.strip() == LONG


def test_a_web_archive_holds_a_page() -> None:
    body = page(f"<p>{LONG}</p>").encode()
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    part = b"--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert html.read_archive(head + part + body + b"\r\n--x--\r\n").text.strip() == LONG
    with pytest.raises(InputError, match="without a page"):
        html.read_archive(head + b"--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--\r\n")
