"""Word documents: numbers that stand in no text, merged cells, and what is inside controls."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from edugraph.errors import InputError
from edugraph.readers import ocr, word

if TYPE_CHECKING:
    from docx.document import Document

    from edugraph.readers.content import Content

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVELS = [
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
]


def element(text: str) -> Any:
    """An element of WordprocessingML."""
    return parse_xml(text)


def lines(document: Document) -> list[str]:
    file = BytesIO()
    document.save(file)
    return word.read(file.getvalue()).text.rstrip("\n").split("\n")


def with_lists(document: Document, overrides: str = "", suffix: str = "") -> None:
    """Give a document one list of four levels as number 51, and as number 52 with overrides."""
    apart = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    levels = "".join(
        f'<w:lvl {W} w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{apart}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="51">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="51"><w:abstractNumId w:val="51"/></w:num>'))
    root.append(parse_xml(f'<w:num {W} w:numId="52"><w:abstractNumId w:val="51"/>{overrides}</w:num>'))


def numbered(document: Document, text: str, level: int, number: int = 51) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(element(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))


def test_automatic_numbers_are_written_out() -> None:
    document = docx.Document()
    with_lists(document)
    for level, text in [(0, "甲"), (1, "乙"), (2, "丙"), (2, "丁"), (3, "戊"), (1, "己"), (2, "庚"), (0, "辛")]:
        numbered(document, text, level)
    assert lines(document) == ["一、 甲", "（一） 乙", "1. 丙", "2. 丁", "① 戊", "（二） 己", "1. 庚", "二、 辛"]


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        pytest.param("", ["1. 2031年", "2. 学校", "3. 60名"], id="tab-unless-said"),
        pytest.param("tab", ["1. 2031年", "2. 学校", "3. 60名"], id="tab"),
        pytest.param("space", ["1. 2031年", "2. 学校", "3. 60名"], id="blank"),
        pytest.param("nothing", ["1. 2031年", "2.学校", "3. 60名"], id="nothing-but-no-figure-grows"),
    ],
)
def test_a_number_stays_apart_from_the_text(suffix: str, expected: list[str]) -> None:
    document = docx.Document()
    with_lists(document, suffix=suffix)
    for line in expected:
        numbered(document, line[2:].strip(), 2)
    assert lines(document) == expected


def test_lists_that_begin_again_are_counted_anew() -> None:
    document = docx.Document()
    with_lists(document, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    for number, text in [(51, "甲"), (51, "乙"), (52, "丙"), (52, "丁")]:
        numbered(document, text, 0, number)
    assert lines(document) == ["一、 甲", "二、 乙", "一、 丙", "二、 丁"]


def test_numbers_come_from_styles_too() -> None:
    document = docx.Document()
    with_lists(document)
    style = document.styles.add_style("Plan", 1)
    style.element.get_or_add_pPr().append(element(f'<w:numPr {W}><w:numId w:val="51"/></w:numPr>'))
    document.add_paragraph("甲", style="Plan")
    document.add_paragraph("乙", style="Plan")
    assert lines(document) == ["一、 甲", "二、 乙"]


def test_styles_inherit_their_numbers_and_hidden_text_is_none() -> None:
    document = docx.Document()
    with_lists(document)
    style = document.styles.add_style("Plan", 1)
    style.element.get_or_add_pPr().append(element(f'<w:numPr {W}><w:numId w:val="51"/></w:numPr>'))
    document.styles.add_style("Below", 1).base_style = style
    document.add_paragraph("甲", style="Plan")
    document.add_paragraph("乙", style="Below").add_run("隐藏").font.hidden = True
    found = whole(document)
    assert (found.text, found.left_out) == ("一、 甲\n二、 乙\n", (("hidden", "隐藏"),))


def test_merged_cells() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for row, texts in enumerate([("序号", "任务", "单位"), ("1", "甲\n乙", "科"), ("", "丙", "")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 2).merge(table.cell(2, 2))
    table.add_row().cells[0].merge(table.rows[3].cells[2]).text = "大类"
    assert lines(document)[:4] == ["序号\t任务\t单位", "1\t甲 乙\t科", "〃\t丙\t〃", "大类\t\t"]


def test_insertions_and_controls_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("甲")._p
    paragraph.append(element(f"<w:ins {W}><w:r><w:t>乙</w:t></w:r></w:ins>"))
    paragraph.append(element(f"<w:del {W}><w:r><w:delText>丙</w:delText></w:r></w:del>"))
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>丁</w:t><w:br/><w:t>戊</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    assert lines(document) == ["甲乙", "丁", "戊"]


RUN = "<w:r><w:rPr>{}</w:rPr><w:t>乙</w:t></w:r>"


def whole(document: Document) -> Content:
    file = BytesIO()
    document.save(file)
    return word.read(file.getvalue())


@pytest.mark.parametrize(
    ("properties", "struck"),
    [
        pytest.param("<w:strike/>", True, id="strike"),
        pytest.param("<w:dstrike/>", True, id="twice"),
        pytest.param('<w:strike w:val="true"/>', True, id="true"),
        pytest.param('<w:rStyle w:val="Gone"/>', True, id="by-style"),
        pytest.param('<w:rStyle w:val="Below"/>', True, id="by-the-style-above"),
        pytest.param('<w:strike w:val="0"/>', False, id="not"),
        pytest.param('<w:dstrike w:val="false"/>', False, id="not-twice"),
        pytest.param('<w:rStyle w:val="Gone"/><w:strike w:val="off"/>', False, id="not-by-itself"),
        pytest.param('<w:vanish w:val="0"/>', False, id="not-hidden"),
        pytest.param("<w:u/>", False, id="underlined"),
    ],
)
def test_what_is_struck_out_is_left_out_and_told(properties: str, struck: bool) -> None:
    document = docx.Document()
    gone = document.styles.add_style("Gone", 2)
    gone.font.strike = True
    document.styles.add_style("Below", 2).base_style = gone
    paragraph = document.add_paragraph("甲")
    for run in element(f"<w:p {W}>{RUN.format(properties)}</w:p>"):
        paragraph._p.append(run)
    paragraph.add_run("丙")
    found = whole(document)
    assert found.text == ("甲丙\n" if struck else "甲乙丙\n")
    assert found.left_out == ((("struck out", "乙"),) if struck else ())


def test_a_style_of_a_paragraph_strikes_it_out() -> None:
    document = docx.Document()
    document.styles.add_style("Gone", 1).font.strike = True
    document.add_paragraph("甲")
    document.add_paragraph("乙", style="Gone").add_run("丙").font.strike = False
    assert lines(document) == ["甲", "丙"]


BOX = "<w:txbxContent>{}</w:txbxContent>"
NEW = "<mc:Choice Requires='wps'><w:drawing>{}</w:drawing></mc:Choice>"
OLD = "<w:pict>{}</w:pict>"
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TABLE = f"<w:tbl><w:tr><w:tc>{P.format('子')}</w:tc><w:tc>{P.format('丑')}</w:tc></w:tr></w:tbl>"


def both(content: str) -> str:
    """A box as files hold it: for new programs, and once more for old ones."""
    box = BOX.format(content)
    return f"<mc:AlternateContent>{NEW.format(box)}<mc:Fallback>{OLD.format(box)}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        pytest.param(both(P.format("子")), ["子"], id="both"),
        pytest.param(both(P.format("子") + P.format("丑")), ["子", "丑"], id="two-paragraphs"),
        pytest.param(both(TABLE), ["子\t丑"], id="table"),
        pytest.param(OLD.format(BOX.format(P.format("子"))), ["子"], id="old"),
        pytest.param(NEW.format(BOX.format(P.format("子"))), ["子"], id="new"),
        pytest.param(both(P.format("子")) + both(P.format("丑")), ["子", "丑"], id="two-boxes"),
        pytest.param(
            both(f"<w:p><w:r><w:t>子</w:t></w:r><w:r>{both(P.format('丑'))}</w:r></w:p>"), ["子", "丑"], id="inner"
        ),
        pytest.param(
            f"<mc:AlternateContent>{NEW.format('')}<mc:Fallback>{OLD.format(BOX.format(P.format('子')))}</mc:Fallback>"
            "</mc:AlternateContent>",
            ["子"],
            id="for-old-programs-alone",
        ),
    ],
)
@pytest.mark.parametrize("own", ["", "甲"])
def test_text_boxes_are_read_once_behind_their_paragraph(run: str, expected: list[str], own: str) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(own)._p
    for part in element(f"<w:p {W} {MC}><w:r>{run}</w:r></w:p>"):
        paragraph.append(part)
    document.add_paragraph("乙")
    assert lines(document) == [*([own] if own else []), *expected, "乙"]


DELETED = "<w:rPr><w:del/></w:rPr>"


def test_what_was_deleted_takes_its_number_and_row_with_it() -> None:
    document = docx.Document()
    with_lists(document)
    numbered(document, "甲", 2)
    gone = f'<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="51"/></w:numPr>{DELETED}</w:pPr>'
    text = "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
    document.element.body.insert(1, element(f"<w:p {W}>{gone}{text}</w:p>"))
    numbered(document, "丙", 2)
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{P.format('子')}</w:tc></w:tr>"
    kept = f"<w:tr><w:trPr><w:ins/></w:trPr><w:tc>{P.format('丑')}</w:tc></w:tr>"
    document.element.body.insert(3, element(f"<w:tbl {W}>{row}{kept}</w:tbl>"))
    found = whole(document)
    assert found.text.split() == ["1.", "甲", "2.", "丙", "丑"]
    assert found.left_out == (("deleted", "乙"), ("deleted", "子"))


def test_paragraphs_go_together_whose_parting_was_deleted() -> None:
    document = docx.Document()
    document.element.body.insert(0, element(f"<w:p {W}><w:pPr>{DELETED}</w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"))
    document.add_paragraph("乙")
    assert lines(document) == ["甲乙"]


def test_heads_and_feet_of_pages_are_told_unless_they_only_count() -> None:
    document = docx.Document()
    document.add_paragraph("甲")
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第 3 页"
    assert whole(document).left_out == (("page head or foot", "内部资料"),)


@pytest.mark.parametrize("name", ["footnotes", "endnotes", "comments"])
def test_notes_and_comments_are_told(name: str) -> None:
    document = docx.Document()
    document.add_paragraph("甲")
    kind = name[:-1]
    notes = f"<w:{name} {W}><w:{kind}><w:p/></w:{kind}><w:{kind}>{P.format('注文')}</w:{kind}></w:{name}>"
    part = Part(PackURI(f"/word/{name}.xml"), f"application/vnd.{name}+xml", notes.encode(), document.part.package)
    document.part.relate_to(part, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}")
    found = whole(document)
    assert (found.text, found.left_out) == ("甲\n", ((kind, "注文"),))


def picture() -> BytesIO:
    """A white point."""
    from PIL import Image

    file = BytesIO()
    Image.new("L", (1, 1), 255).save(file, "png")
    file.seek(0)
    return file


def test_pictures_beside_text_are_told() -> None:
    document = docx.Document()
    document.add_paragraph("甲").add_run().add_picture(picture())
    document.add_picture(picture())
    assert whole(document).left_out == (("pictures", "2 not read"),)


@pytest.mark.parametrize("count", [1, 3])
def test_a_document_of_pictures_alone_is_refused_as_that(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    document = docx.Document()
    for _ in range(count):
        document.add_picture(picture())
    told = rf"Word document of pictures without text \({count} pictures?\); run text recognition .*edugraph\[ocr\]"
    with pytest.raises(InputError, match=told):
        whole(document)


def test_text_above_which_its_reading_stands_is_kept() -> None:
    document = docx.Document()
    ruby = "<w:ruby><w:rt><w:r><w:t>jiao</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>教</w:t></w:r></w:rubyBase></w:ruby>"
    document.add_paragraph("甲")._p.append(element(f"<w:r {W}>{ruby}</w:r>"))
    assert lines(document) == ["甲教"]


def test_a_damaged_document_is_told() -> None:
    with pytest.raises(InputError, match="a damaged Word document"):
        word.read(b"PK\x03\x04 and nothing else")
