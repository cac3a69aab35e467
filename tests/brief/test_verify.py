"""A note checked again: as it was written, as people edit it, and against a graph that has changed."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from edugraph.brief import compose, html, word
from edugraph.brief.matter import NEAREST
from edugraph.brief.note import Note, alike
from edugraph.brief.verify import (
    ADDED,
    FAILURES,
    LEFT_OUT,
    OTHER_SOURCES,
    SENTENCE,
    UNCHECKED,
    UNKNOWN,
    UNSOURCED,
    verify,
)
from edugraph.errors import InputError, UsageError
from tests import plans
from tests.brief import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.text.paragraph import Paragraph

    from edugraph.brief.verify import Verdict
    from edugraph.store import Store

    Edit = Callable[[list[Paragraph]], None]

SCHOOL_PLACES = "新增学位17.4万个，比枣庄市高15万个"


def failures(found: Verdict) -> list[dict[str, str]]:
    return [row for row in found.table.dicts() if row["finding"] in FAILURES]


def taken_out(paragraph: Paragraph) -> None:
    parent = paragraph._p.getparent()
    assert parent is not None
    parent.remove(paragraph._p)


def findings(found: Verdict) -> list[str]:
    return [row["finding"] for row in found.table.dicts()]


@pytest.mark.parametrize("writer", [html, word], ids=["html", "docx"])
def test_a_fresh_note_stands(whole: Note, store: Store, tmp_path: Path, writer: object) -> None:
    path = tmp_path / ("brief.docx" if writer is word else "brief.html")
    path.write_bytes(word.render(whole) if writer is word else html.render(whole))
    found = verify(store, path)
    assert found.table.rows == ()
    assert found.stands
    assert found.supported == found.sentences == len(list(whole.every()))
    assert found.standing == found.sources == len(whole.numbers)


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        (SCHOOL_PLACES, "新增学位18万个，比枣庄市高15万个", SCHOOL_PLACES),
        (SCHOOL_PLACES, "新增学位17.4万个，比宁波市高15万个", SCHOOL_PLACES),
        ("列任务53项", "列任务54项", "列任务53项"),
        ("最高邯郸市，最低枣庄市，相差3个百分点", "最高枣庄市，最低邯郸市，相差3个百分点", "最高邯郸市，最低枣庄市"),
        ("在2份计划中居第1位", "在2份计划中居第一位", "在2份计划中居第1位"),
        ("没有写出主题字样的任务", "没有写出主题字眼的任务", "没有写出主题字样的任务"),
    ],
    ids=["figure", "city", "count", "cells", "wording", "typo"],
)
def test_a_changed_sentence_fails_with_what_the_graph_says(
    note: Note, pair: Store, tmp_path: Path, old: str, new: str, now: str
) -> None:
    found = verify(pair, made.edited(note, tmp_path / "brief.html", (old, new)))
    (row,) = failures(found)
    assert row["finding"] == SENTENCE
    assert new in row["sentence"]
    assert now in row["now"]
    assert row["source"].startswith("[")
    assert found.supported == found.sentences - 1


def test_no_sentence_can_be_changed_unseen(whole: Note, store: Store, tmp_path: Path) -> None:
    """In every sentence and row one character that says something is changed."""

    def changed(cells: tuple[str, ...]) -> tuple[str, ...]:
        at = next((at for at in range(len(cells) - 1, -1, -1) if re.search("[0-9]", cells[at])), 0)
        figure = re.compile("[0-9](?=[^0-9]*$)|^[^0-9]")
        return (
            *cells[:at],
            figure.sub(lambda match: "8" if match[0] == "7" else "7", cells[at], count=1),
            *cells[at + 1 :],
        )

    sections = [
        replace(
            section,
            sentences=tuple(replace(one, cells=changed(one.cells)) for one in section.sentences),
            grid=section.grid
            and replace(section.grid, rows=tuple(replace(one, cells=changed(one.cells)) for one in section.grid.rows)),
        )
        for section in whole.sections
    ]
    kept = replace(sections[-1], sentences=(whole.sections[-1].sentences[0], *sections[-1].sentences[1:]))
    false = Note(whole.title, (*sections[:-1], kept))
    found = verify(store, made.edited(false, tmp_path / "brief.html"))
    assert found.supported == 1  # the sentence from which the note is made again
    assert {row["finding"] for row in failures(found)} == {SENTENCE}
    told = {alike(one.text): one for one in whole.every()}
    assert sum(alike(row["now"]) in told for row in failures(found)) == len(failures(found))


def test_a_note_among_many_takes_the_nearest_and_stands(tmp_path: Path) -> None:
    words = (
        "双减",
        "劳动教育",
        "集团化办学",
        "职普融通",
        "县管校聘",
        "心理健康教育",
        "智慧校园",
        "幼小衔接",
        "校园安全",
    )
    texts = {
        f"{letter}-2023": f"{letter}地教育局2023年工作要点\n1.推进{word}。深化{word}工作。\n2.推进双减。新增学位{at}000个。\n"
        for at, (letter, word) in enumerate(zip("abcdefghi", words, strict=True), 1)
    }
    store = made.graph(tmp_path, texts)
    note = compose.note(store, ["a-2023"])
    compared = note.sections[-1].sentences[0].text
    assert compared.count("（") == 1 + NEAREST
    assert "所列为与a-2023最接近的6个" in compared
    found = verify(store, made.edited(note, tmp_path / "brief.html"))
    assert found.table.rows == ()


@pytest.mark.parametrize(
    ("added", "finding"),
    [
        ("邯郸市在全省遥遥领先。", UNSOURCED),
        ("邯郸市在全省遥遥领先[1][2]。", ADDED),
        ("邯郸市新增学位20万个", UNSOURCED),
        ("邯郸市在全省遥遥领先[999]。", UNKNOWN),
    ],
)
def test_an_added_sentence_fails(note: Note, pair: Store, tmp_path: Path, added: str, finding: str) -> None:
    page = made.edited(note, tmp_path / "brief.html", ("<h2>二、", f"<p>{added}</p><h2>二、"))
    assert finding in {row["finding"] for row in failures(verify(pair, page))}

    def behind(paragraphs: list[Paragraph]) -> None:
        paragraphs[2].add_run(added)

    rows = failures(verify(pair, made.in_word(note, tmp_path / "brief.docx", behind)))
    assert finding in {row["finding"] for row in rows}
    assert all("遥遥领先" in row["sentence"] or "20万个" in row["sentence"] for row in rows)


def test_words_before_a_sentence_fail_alone(note: Note, pair: Store, tmp_path: Path) -> None:
    page = made.edited(note, tmp_path / "brief.html", ("<p>邯郸市目标值最高", "<p>邯郸全省领先。邯郸市目标值最高"))
    (row,) = failures(verify(pair, page))
    assert (row["finding"], row["sentence"]) == (UNSOURCED, "邯郸全省领先。")


def test_citations_taken_away_or_exchanged_fail(note: Note, pair: Store, tmp_path: Path) -> None:
    sentence = next(one for one in note.every() if SCHOOL_PLACES in one.text)
    marks = note.marks(sentence)

    def without(paragraphs: list[Paragraph]) -> None:
        next(one for one in paragraphs if SCHOOL_PLACES in one.text).runs[1].text = ""

    def other(paragraphs: list[Paragraph]) -> None:
        next(one for one in paragraphs if SCHOOL_PLACES in one.text).runs[1].text = "[1]"

    (row,) = failures(verify(pair, made.in_word(note, tmp_path / "a.docx", without)))
    assert (row["finding"], row["now"]) == (UNSOURCED, sentence.text)
    (row,) = failures(verify(pair, made.in_word(note, tmp_path / "b.docx", other)))
    assert row["finding"] == OTHER_SOURCES
    assert "新增学位17.4万个" in row["now"]
    assert marks


def test_what_a_person_may_do_freely(note: Note, pair: Store, tmp_path: Path) -> None:
    def edit(paragraphs: list[Paragraph]) -> None:
        paragraphs[0].text = "关于我市教育工作的比较"
        paragraphs[0].insert_paragraph_before("2023年7月 政策法规处")
        paragraphs[3]._p.addprevious(copy.deepcopy(paragraphs[2]._p))
        for gone in [one for one in paragraphs if one.text.startswith(("邯郸市任务", "四、"))]:
            taken_out(gone)
        next(one for one in paragraphs if one.text.startswith("五、")).text = "四、缺口与可借鉴"
        last = next(one for one in paragraphs if one.text.startswith("主题按文字识别"))
        paragraphs[2]._p.addprevious(last._p)

    found = verify(pair, made.in_word(note, tmp_path / "brief.docx", edit))
    assert found.stands, found.table.rows
    assert sorted(set(findings(found))) == [LEFT_OUT, UNCHECKED]
    assert {row["sentence"] for row in found.table.dicts()} >= {"2023年7月 政策法规处", "关于我市教育工作的比较"}
    assert "其中4句没有收入" in found.table.rows[-1][1]


def test_blanks_and_forms_of_marks_are_no_change(note: Note, pair: Store, tmp_path: Path) -> None:
    def edit(paragraphs: list[Paragraph]) -> None:
        for one in paragraphs:
            for run in one.runs:
                run.text = run.text.replace("（", "(").replace("：", ": ").replace("“", '"').replace("”", '"')

    assert verify(pair, made.in_word(note, tmp_path / "brief.docx", edit)).stands


def test_a_source_that_a_person_changed_fails(note: Note, pair: Store, tmp_path: Path) -> None:
    place = made.edited(note, tmp_path / "a.html", ("“新增学位17.4万个”", "“新增学位19万个”"))
    rows = failures(verify(pair, place))
    assert {row["finding"] for row in rows} == {"source gone", OTHER_SOURCES}
    assert any(row["now"] == "原处现为“新增学位17.4万个”" for row in rows)
    title = made.edited(note, tmp_path / "b.html", ("任务28 加快学校项目建设，字符", "任务29 加快学校项目建设，字符"))
    assert {row["finding"] for row in failures(verify(pair, title))} == {"source changed"}
    broken = made.edited(note, tmp_path / "c.html", ("：“新增学位17.4万个”", "新增学位17.4万个"))
    assert "出处条目已被改动" in failures(verify(pair, broken))[0]["now"]


def test_text_put_in_by_track_changes_is_read(note: Note, pair: Store, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    made.rewritten(
        word.render(note), path, "<w:r><w:t>邯郸市的计划列任务53项", "<w:ins><w:r><w:t>邯郸市的计划列任务35项"
    )
    made.rewritten(path.read_bytes(), path, "居第1位</w:t></w:r>", "居第1位</w:t></w:r></w:ins>")
    (row,) = failures(verify(pair, path))
    assert "列任务35项" in row["sentence"]


def test_words_beside_the_text_are_told_as_unchecked(note: Note, pair: Store, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(word.render(note))
    document = docx.Document(str(path))
    document.sections[0].header.paragraphs[0].text = "全省第一"
    document.save(str(path))
    found = verify(pair, path)
    assert [row[:2] for row in found.table.rows] == [(UNCHECKED, "headers or footers")]


@pytest.mark.parametrize(
    ("key", "old", "new", "sentence"),
    [
        ("handan-2023", "新增学位17.4万个", "新增学位18.4万个", SCHOOL_PLACES),
        ("zaozhuang-2023", "全市学前普惠率达到85%以上", "全市学前普惠率达到86%以上", "普惠性幼儿园覆盖率"),
    ],
)
def test_a_graph_in_which_a_figure_changed(
    note: Note, tmp_path: Path, key: str, old: str, new: str, sentence: str
) -> None:
    texts = {name: made.plan(name) for name in made.FILES}
    assert old in texts[key]
    store = made.graph(tmp_path, texts | {key: texts[key].replace(old, new)})
    found = verify(store, made.edited(note, tmp_path / "brief.html"))
    rows = failures(found)
    assert {row["finding"] for row in rows} == {"source gone", SENTENCE}
    assert any(sentence in row["sentence"] and row["finding"] == "source gone" for row in rows)
    assert any(f"原处现为“{new}”" == row["now"] for row in rows)
    changed = [row for row in rows if row["finding"] == SENTENCE]
    assert all(row["now"] and row["now"] != row["sentence"] for row in changed)
    assert found.supported > 20


def test_a_graph_in_which_passages_moved(note: Note, tmp_path: Path) -> None:
    texts = {name: made.plan(name) for name in made.FILES}
    texts["zaozhuang-2023"] = "（转发）\n" + texts["zaozhuang-2023"]
    found = verify(made.graph(tmp_path, texts), made.edited(note, tmp_path / "brief.html"))
    assert found.stands
    assert set(findings(found)) == {"source moved"}
    moved = next(row for row in found.table.dicts() if "“增加学位2.4万个”" in row["source"])
    assert "字符583—592" in moved["source"]
    assert "字符588—597" in moved["now"]


def test_a_graph_without_one_of_the_plans(note: Note, tmp_path: Path) -> None:
    store = made.graph(tmp_path, {"handan-2023": made.plan("handan-2023")})
    found = verify(store, made.edited(note, tmp_path / "brief.html"))
    assert not found.stands
    gone = [row for row in failures(found) if row["sentence"].startswith("邯郸市的计划列任务")]
    assert [row["now"] for row in gone] == ["图谱中没有计划zaozhuang-2023"]
    assert any(row["finding"] == UNCHECKED for row in found.table.dicts())
    assert found.supported == 0


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", "邯郸市新增学位17.4万个[1]。".encode(), "no brief"),
        ("a.html", "<html><p>邯郸市[1]。</p></html>".encode(), "no brief: the sentence"),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.html", b"", "no brief"),
    ],
)
def test_files_that_are_no_note(pair: Store, tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=message):
        verify(pair, path)


def test_a_file_that_is_not_there(pair: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        verify(pair, tmp_path / "none.docx")


def test_a_note_with_a_plan_of_another_year_stands(tmp_path: Path) -> None:
    store = plans.graph(tmp_path)
    for name in ("澜溪区", "云岭县", "baiyan-2022"):
        path = tmp_path / "note.html"
        path.write_bytes(html.render(compose.note(store, (name,))))
        found = verify(store, path)
        assert (found.stands, found.supported) == (True, found.sentences), found.table.rows
    with pytest.raises(UsageError, match="of another year"):
        compose.note(store, ("lanxi-2024", "baiyan-2022"))


def test_a_note_tells_which_of_several_plans_of_a_year_it_takes(tmp_path: Path) -> None:
    store = plans.graph(tmp_path)
    told = [one.text for one in compose.note(store, ("澜溪区",)).every() if "只取一份" in one.text]
    assert told == [
        "一个城市当年有几份计划的，本简报只取一份：云岭县取yunling-2024，另有yunling-deeds-2024；其余各份未列入，可写计划编号另作简报"
    ]
    assert not any("只取一份" in one.text for one in compose.note(store, ("澜溪区", "青梧市")).every())
