"""A note as a Word document: A4, Chinese type, tables with repeated heads; the same note gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from edugraph.brief.note import shown
from edugraph.brief.wording import listed, page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from edugraph.brief.note import Grid, Note

_BORN = datetime(2000, 1, 1, tzinfo=UTC)  # no clock: the same note, the same file
_BODY, _HEAD = "仿宋", "黑体"
_WIDTH = 16.0  # centimetres between the margins
_CITED = 1.8
_NARROW = 1.45  # a column of numbers
_LETTERS = 4  # characters of a column's longest cell up to which it is narrow


def render(note: Note) -> bytes:
    """The document."""
    document = docx.Document()
    _set_up(document, note)
    document.add_paragraph(shown(note.title), style="Title")
    for section in note.sections:
        document.add_heading(section.title, level=1)
        for sentence in section.sentences:
            paragraph = document.add_paragraph(sentence.text)
            paragraph.paragraph_format.first_line_indent = Pt(22)  # two characters
            paragraph.add_run(note.marks(sentence)).font.superscript = True
            paragraph.add_run(page().end)
        if section.grid:
            _grid(document, note, section.grid)
    _sources(document, note)
    stream = BytesIO()
    document.save(stream)
    return _timeless(stream.getvalue())


def _set_up(document: Document, note: Note) -> None:
    """Page, types and properties."""
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = Cm(2.5)
    sheet.top_margin = sheet.bottom_margin = Cm(2.4)
    _type(document, "Normal", _BODY, 11)
    _type(document, "Title", _HEAD, 18)
    _type(document, "Heading 1", _HEAD, 12.5)
    _type(document, "Caption", _HEAD, 10.5)
    normal = _style(document, "Normal").paragraph_format
    normal.line_spacing, normal.space_after = 1.25, Pt(2)
    heading = _style(document, "Heading 1").paragraph_format
    heading.space_before, heading.space_after = Pt(10), Pt(4)
    title = _style(document, "Title").paragraph_format
    title.alignment, title.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(14)
    caption = _style(document, "Caption").paragraph_format
    caption.alignment, caption.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    _number_pages(sheet.footer.paragraphs[0])
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.comments = shown(note.title), "EduGraph", "EduGraph", ""
    about.created = about.modified = _BORN
    about.language, about.revision = "zh-CN", 1


def _style(document: Document, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    return style


def _type(document: Document, name: str, family: str, size: float) -> None:
    """One type for Latin and Chinese letters, black, without the ornaments of the template."""
    style = _style(document, name)
    style.font.size, style.font.bold, style.font.italic = Pt(size), name != "Normal", False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), family)
    for ornament in style.element.findall(f".//{qn('w:pBdr')}"):
        ornament.getparent().remove(ornament)


def _number_pages(paragraph: Paragraph) -> None:
    """The number of the page, which Word fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)  # type: ignore[arg-type] # the stubs know paragraphs' own elements only


def _grid(document: Document, note: Note, grid: Grid) -> None:
    """A table with its citations in the last column."""
    document.add_paragraph(grid.caption, style="Caption")
    rows = [(*row.cells, note.marks(row)) for row in grid.rows]
    lengths = [max(len(row[at]) for row in rows) for at in range(len(grid.columns))]
    narrow = [length <= _LETTERS for length in lengths]
    rest = _WIDTH - _CITED - _NARROW * sum(narrow)
    whole = sum(length**0.5 for length, small in zip(lengths, narrow, strict=True) if not small) or 1
    widths = [_NARROW if small else rest * length**0.5 / whole for length, small in zip(lengths, narrow, strict=True)]
    _table(document, (*grid.columns, page().cited), rows, [*widths, _CITED], 9)
    document.add_paragraph()


def _sources(document: Document, note: Note) -> None:
    """The list of sources, a paragraph each."""
    document.add_heading(page().sources, level=1)
    lead = document.add_paragraph(page().lead)
    lead.runs[0].font.size = Pt(9)
    for source, number in note.numbers.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(f"[{number}] {listed(source)}").font.size = Pt(8)
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Cm(0.8), Cm(-0.8)
        form.line_spacing, form.space_after = 1.1, Pt(1)


def _table(
    document: Document, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], size: float
) -> None:
    """A table of fixed widths whose head is repeated on each page and whose rows stay whole."""
    table = document.add_table(rows=len(rows) + 1, cols=len(columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for line, texts in zip(table.rows, (columns, *rows), strict=True):
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(line.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            _fill(cell, text, size)
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        cell.paragraphs[0].runs[0].font.bold = True


def _narrow_margins(table: Table) -> None:
    """Less room at both sides of a cell, so that heads of four characters fit."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "45")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = next(table._tbl.iter(qn("w:tblLook")))  # which must follow them
    look.addprevious(margins)  # type: ignore[arg-type] # the stubs of two libraries differ


def _fill(cell: _Cell, text: str, size: float) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = 1.1, Pt(0)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if text.isdecimal():
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _timeless(data: bytes) -> bytes:
    """The archive with one time for all of its files."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = ZipInfo(name, _BORN.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return stream.getvalue()
