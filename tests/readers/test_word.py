"""Word documents: numbers that stand in no text, merged cells, and what is inside controls."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import parse_xml

from edugraph.errors import InputError
from edugraph.readers import word

if TYPE_CHECKING:
    from docx.document import Document

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


def with_lists(document: Document, overrides: str = "") -> None:
    """Give a document one list of four levels as number 51, and as number 52 with overrides."""
    levels = "".join(
        f'<w:lvl {W} w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
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
    assert lines(document) == ["一、甲", "（一）乙", "1.丙", "2.丁", "①戊", "（二）己", "1.庚", "二、辛"]


def test_lists_that_begin_again_are_counted_anew() -> None:
    document = docx.Document()
    with_lists(document, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    for number, text in [(51, "甲"), (51, "乙"), (52, "丙"), (52, "丁")]:
        numbered(document, text, 0, number)
    assert lines(document) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_numbers_come_from_styles_too() -> None:
    document = docx.Document()
    with_lists(document)
    style = document.styles.add_style("Plan", 1)
    style.element.get_or_add_pPr().append(element(f'<w:numPr {W}><w:numId w:val="51"/></w:numPr>'))
    document.add_paragraph("甲", style="Plan")
    document.add_paragraph("乙", style="Plan")
    assert lines(document) == ["一、甲", "二、乙"]


def test_styles_inherit_their_numbers_and_hidden_text_is_none() -> None:
    document = docx.Document()
    with_lists(document)
    style = document.styles.add_style("Plan", 1)
    style.element.get_or_add_pPr().append(element(f'<w:numPr {W}><w:numId w:val="51"/></w:numPr>'))
    document.styles.add_style("Below", 1).base_style = style
    document.add_paragraph("甲", style="Plan")
    document.add_paragraph("乙", style="Below").add_run("隐藏").font.hidden = True
    assert lines(document) == ["一、甲", "二、乙"]


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


def test_a_damaged_document_is_told() -> None:
    with pytest.raises(InputError, match="a damaged Word document"):
        word.read(b"PK\x03\x04 and nothing else")
