"""Folding, trimming, splitting and masking: lengths and offsets hold for any text."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.text import Source, Span, closing, fold, lines, mask, seen, split_outside, squeeze, trim

HOSTILE = st.text(alphabet='0９甲、，,。；（）()〔〕[]【】{}《》<>“”"‘’「」 \t\n\r\u3000\u200b\ufeff—-～x*〇Ⅱ①㎡…')
TEXTS = st.text() | HOSTILE


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        pytest.param("枣教发〔2023〕13号", "枣教发(2023)13号", id="zaozhuang-number"),
        pytest.param(
            "二级及以上幼儿园在园幼儿占比达78％及以上", "二级及以上幼儿园在园幼儿占比达78%及以上", id="ningbo-7"
        ),
        pytest.param("力争1－2个区（县、市）", "力争1-2个区(县、市)", id="ningbo-8"),
        pytest.param("“劳动＋产业”", "“劳动+产业”", id="ningbo-5"),
        pytest.param("[bookmark: _GoBack]（2）指导", "(bookmark: _GoBack)(2)指导", id="jining-5"),
        pytest.param("总体工作思路【坚持", "总体工作思路(坚持", id="handan-lead"),
        pytest.param("省定Ⅱ类以上", "省定Ⅱ类以上", id="zaozhuang-2"),
        pytest.param("新改扩建中小学**所", "新改扩建中小学**所", id="ningbo-22"),
        pytest.param("１５．５％，Ａ；Ｂ：Ｃ！", "15.5%,A;B:C!", id="made-full-width"),
        pytest.param("3–5、3―5、3~5、3～5、3〜5", "3—5、3—5、3—5、3—5、3—5", id="made-dashes"),
        pytest.param("×所、✕所、○○所、＊所", "x所、x所、**所、*所", id="made-blanked"),
        pytest.param("［1］﹝2﹞〔3〕【4】", "(1)(2)(3)(4)", id="made-brackets"),
        pytest.param("甲\u3000乙\u00a0丙\ufeff丁\r\n戊\u2028己", "甲 乙 丙 丁 \n戊\n己", id="made-blanks"),
        pytest.param("二〇二三", "二〇二三", id="made-zero-stays"),
        pytest.param("责任股室∶甲﹕乙︰丙︓丁", "责任股室:甲:乙:丙:丁", id="made-colons"),
        pytest.param("甲﹑乙︑丙､丁", "甲、乙、丙、丁", id="made-enumeration-commas"),
        pytest.param("1﹒甲、2․乙、３．丙", "1.甲、2.乙、3.丙", id="made-points"),
        pytest.param("九成、99﹪、98％", "九成、99%、98%", id="made-percent"),
        pytest.param("一︵二︶三﹙四﹚五︹六︺", "一(二)三(四)五(六)", id="made-upright-brackets"),
        pytest.param("甲﹐乙﹔丙︒丁｡", "甲,乙;丙。丁。", id="made-small-stops"),
        pytest.param("《甲》·乙…丙—", "《甲》·乙…丙—", id="made-marks-that-stay"),
    ],
)
def test_fold(raw: str, folded: str) -> None:
    assert fold(raw) == folded


@given(TEXTS)
def test_fold_keeps_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(TEXTS)
def test_fold_leaves_no_full_width_form(text: str) -> None:
    assert not any("！" <= char <= "～" for char in fold(text))


UNSEEN = "\u200b\ufeff\u00ad\u2060\u200c\u200d\u202c\u200e\ufe0f"


@pytest.mark.parametrize("char", UNSEEN)
@pytest.mark.parametrize("text", ["新增学位1{}200个", "9{}5%", "基{}教科", "{}一、{}甲{}"])
def test_nothing_unseen_is_left(text: str, char: str) -> None:
    assert seen(text.replace("{}", char)) == text.replace("{}", "")


@given(TEXTS)
def test_all_that_is_seen_stays(text: str) -> None:
    assert {category(char) for char in set(text) - set(seen(text))} <= {"Cf", "Mn"}
    assert seen(seen(text)) == seen(text)


@pytest.mark.parametrize("text", ["甲\u00a0乙", "甲\u3000乙\t丙\r\n", "㎡①〇…—～"])
def test_blanks_and_marks_are_seen(text: str) -> None:
    assert seen(text) == text


@given(TEXTS, st.data())
def test_trim_takes_blanks_and_nothing_else(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = trim(text, start, end)
    assert start <= span.start <= span.end <= end
    assert text[span.start : span.end] == text[start:end].strip(" \t\n")


@given(TEXTS, st.sampled_from(["、", ",。", "、,;"]))
def test_split_outside_covers_the_text(text: str, marks: str) -> None:
    parts = list(split_outside(text, marks))
    assert parts[0].start == 0 and parts[-1].end == len(text)
    for before, after in pairwise(parts):
        assert after.start == before.end + 1
        assert text[before.end] in marks


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "各区(市)教体局、市直中小学校(含幼儿园,下同)",
            ["各区(市)教体局", "市直中小学校(含幼儿园,下同)"],
            id="zaozhuang-1",
        ),
        pytest.param("办公室、干部人事处", ["办公室", "干部人事处"], id="handan-4"),
        pytest.param("“抓院促系、整校建强”工作、标杆", ["“抓院促系、整校建强”工作", "标杆"], id="ningbo-2"),
        pytest.param("甲、、乙", ["甲", "", "乙"], id="made-empty-part"),
        pytest.param("甲(乙、丙", ["甲(乙、丙"], id="made-open-bracket"),
        pytest.param("甲)、乙", ["甲)", "乙"], id="made-stray-bracket"),
        pytest.param("《甲“乙、丙”丁》、戊", ["《甲“乙、丙”丁》", "戊"], id="made-nested"),
        pytest.param("", [""], id="made-empty"),
    ],
)
def test_split_outside(text: str, parts: list[str]) -> None:
    assert [text[a:b] for a, b in split_outside(text, "、")] == parts


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_mask_keeps_length_and_all_outside(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in pairs if max(pair) <= len(text)]
    masked = mask(text, spans, "□")
    inside = {at for span in spans for at in range(*span)}
    assert len(masked) == len(text)
    assert all(char == ("□" if at in inside else text[at]) for at, char in enumerate(masked))


@given(TEXTS)
def test_lines_are_the_lines_that_say_something(text: str) -> None:
    folded = fold(text)
    spans = list(lines(folded))
    assert [folded[a:b] for a, b in spans] == [line.strip(" ") for line in folded.split("\n") if line.strip()]
    assert all(before.end < after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("(牵头单位:县(市、区)教育局)", 15, id="made-nested"),
        pytest.param("(责任单位:基教科", -1, id="made-open"),
        pytest.param("()", 1, id="made-empty"),
    ],
)
def test_closing(text: str, end: int) -> None:
    assert closing(text, 0, len(text)) == end


def test_closing_stays_within_its_limit() -> None:
    assert closing("(甲)", 0, 2) == -1


@given(TEXTS)
def test_squeeze_leaves_the_letters(text: str) -> None:
    assert squeeze(text) == "".join(text.split())


def test_source_names_the_place_and_digest() -> None:
    source = Source("handan.txt", "甲\n乙丙\n")
    assert [source.place(at) for at in (0, 2, 3, 5)] == [
        "handan.txt:1:1",
        "handan.txt:2:1",
        "handan.txt:2:2",
        "handan.txt:3:1",
    ]
    assert source.quote(Span(2, 4)) == "乙丙"
    assert Source("empty.txt", "").sha256[:12] == "e3b0c44298fc"


@given(TEXTS)
def test_source_keeps_the_raw_text(text: str) -> None:
    source = Source("made.txt", text)
    assert source.text == text and len(source.folded) == len(text)


def test_spans() -> None:
    assert Span(3, 4)
    assert not Span(3, 3)
    assert Span(0, 9).contains(Span(0, 9))
    assert not Span(1, 9).contains(Span(0, 3))
