"""The files of a note: the same bytes each time, safe whatever a plan says, and nothing hidden."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from edugraph.brief import compose, html, markup, word
from edugraph.brief.note import Grid, Note, Section, Sentence, Source, alike, marks, shown
from edugraph.brief.reading import read
from edugraph.brief.verify import verify
from tests.brief import made

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

HOSTILE = "<script>alert(1)</script>&amp; \"甲\" '乙' [7] \x08\x1b\u202e{own}{0}"


def source(quote: str) -> Source:
    return Source("a-2023", quote, "1", quote, "passage", quote, 10, 10 + len(quote))


def written(text: str) -> Note:
    """A note in which a plan says something."""
    from edugraph.brief.wording import prose, row, say

    grid = Grid("表1", ("指标",), (row((text,), [source(text)]),))
    told = prose(say("overview.levels", levels=text), [source(text)])
    return Note("简报", (Section("一、概况", (told,), grid),))


def test_the_same_note_gives_the_same_bytes(note: Note, pair: Store) -> None:
    again = made.two(pair)
    assert html.render(again) == html.render(note)
    assert word.render(again) == word.render(note)


def test_a_document_holds_no_clock(note: Note) -> None:
    with zipfile.ZipFile(io.BytesIO(word.render(note))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
    about = docx.Document(io.BytesIO(word.render(note))).core_properties
    assert (about.author, about.title, about.comments) == ("EduGraph", note.title, "")
    assert str(about.created) == str(about.modified) == "2000-01-01 00:00:00+00:00"


def test_a_page_asks_for_nothing(note: Note) -> None:
    text = html.render(note).decode()
    assert text.startswith("<!DOCTYPE html>")
    page = lxml_html.fromstring(text)
    assert not page.xpath("//script | //img | //link | //iframe | //*[@style] | //@onclick")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "http" not in re.sub(r"http-equiv", "", text)
    targets = {f"#{name}" for name in page.xpath("//p/@id")}
    assert set(page.xpath("//a/@href")) <= targets


def test_what_plans_say_is_escaped_in_a_page() -> None:
    text = html.render(written(HOSTILE)).decode()
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;" in text
    assert not re.search(r"[\x08\x1b\u202e]", text)


def test_what_plans_say_is_safe_in_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word.render(written(HOSTILE)))
    texts = [one.text for one in docx.Document(str(path)).paragraphs]
    assert any("<script>alert(1)</script>" in text and "［7］" in text for text in texts)


def test_hostile_plans_make_a_note_that_stands(tmp_path: Path) -> None:
    texts = {
        key: f"{key[:1]}市教育局2023年工作要点\n1.深化双减[1]&“乙”[9]\x08工作。推进集团化办学<script>alert(1)</script>,"
        f"新增学位{many}个,义务教育巩固率达到{many // 100}%。\n2.加强劳动教育。建设“[2]。”示范校3所\u202e。\n"
        for key, many in (("a-2023", 9000), ("b-2023", 8000))
    }
    store = made.graph(tmp_path, texts)
    note = compose.note(store, ["a-2023"])
    assert any("相差1000个" in one.text for one in note.every())
    assert any("\x08" in one.quote and "&“乙”[9]" in one.quote for one in note.numbers)
    assert any("a-2023 90%、b-2023 80%" in one.text for one in note.every())
    page = tmp_path / "brief.html"
    page.write_bytes(html.render(note))
    document = tmp_path / "brief.docx"
    document.write_bytes(word.render(note))
    for path in (page, document):
        found = verify(store, path)
        assert found.table.rows == ()
        assert found.sentences == len(list(note.every()))


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_a_file_reads_back_as_it_was_written(note: Note, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"brief.{suffix}"
    path.write_bytes(html.render(note) if suffix == "html" else word.render(note))
    draft = read(path)
    assert draft.plans == ("handan-2023", "zaozhuang-2023")
    spoken = [(alike(one.text), one.numbers) for one in draft.said if one.numbers]
    assert spoken == [
        (alike(one.text), tuple(sorted(note.numbers[cited] for cited in one.sources))) for one in note.every()
    ]
    assert [(one.plan, one.start, one.end, alike(one.quote)) for one in draft.cited] == [
        (one.plan, one.start, one.end, alike(shown(one.quote))) for one in note.numbers
    ]


def test_lines_of_a_page() -> None:
    page = (
        "<title>t</title><style>p{}</style><div>甲<b>乙</b><p>丙<br>丁</p>戊<table><tr><td>1<th> 2 <p>3</table></div>"
    )
    assert markup.lines(page.encode()) == ["甲乙", "丙", "丁", "戊", "1\t2 3"]


@given(st.text(max_size=60))
def test_any_text_can_be_shown(text: str) -> None:
    assert "\n" not in shown(text)
    assert shown(shown(text)) == shown(text)
    document = docx.Document()
    document.add_paragraph(shown(text))


@given(st.sets(st.integers(1, 60), min_size=1))
def test_citations_read_back(numbers: set[int]) -> None:
    from edugraph.brief.reading import _numbers

    assert list(_numbers(marks(numbers))) == sorted(numbers)


def test_a_row_is_a_sentence_of_cells() -> None:
    assert Sentence(("甲", "乙"), (source("丙"),)).text == "甲\t乙"
