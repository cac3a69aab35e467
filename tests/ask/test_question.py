"""The content of a question, what was typed, and the order that plans use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.ask.question import Question, Value
from edugraph.text import content


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("邯郸 “双减” ？", "邯郸双减"),
        ("达到９５％以上，2.4万", "达到95%以上2.4万"),
        ("枣庄VS邯郸", "枣庄vs邯郸"),
        ("《行动计划（2020—2023年）》", "行动计划20202023年"),
        ("x+X证书", "x+x证书"),
        ("。。。", ""),
    ],
)
def test_content(text: str, found: str) -> None:
    assert content(text) == found


@given(st.text(alphabet="邯郸“”，2. ％A", max_size=12))
def test_what_was_typed_is_found_again(text: str) -> None:
    question = Question(text)
    chars = question.chars
    for at in range(len(chars)):
        assert content(question.said(at, at + 1)) in ("", chars[at])
    assert content(question.said(0, len(chars))) == chars


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("宁波新增多少学位？", "宁波新增学位多少？"),
        ("要建多少所学校？能增加多少学位？", "要建学校多少所？能增加学位多少？"),
        ("每天锻炼几个小时", "每天锻炼小时几个"),
    ],
)
def test_how_many_is_moved_behind_what_is_counted(text: str, moved: str) -> None:
    assert [one.text for one in Question(text).variants()] == [text, moved]


@pytest.mark.parametrize("text", ["新增学位多少", "哪几项任务", "多少个城市", "第几条", "到哪一年"])
def test_nothing_is_moved_where_nothing_is_counted_in_between(text: str) -> None:
    assert [one.text for one in Question(text).variants()] == [text]


def test_openings() -> None:
    found = Question("我在写稿，想问：哪些城市做双减？谢谢").without_opening()
    assert [(rest.text, opening) for rest, opening in found] == [
        ("想问：哪些城市做双减？谢谢", "我在写稿，"),
        ("哪些城市做双减？谢谢", "我在写稿，想问："),
        ("谢谢", "我在写稿，想问：哪些城市做双减？"),
    ]


def test_a_value_fills_the_parameter_that_it_has() -> None:
    city = Value("邯郸市", {"plan": "handan-2023", "city": "邯郸市"})
    assert city.fill("plan") == "handan-2023"
    assert city.fill("other") == "邯郸市"
    assert Value("x").fill("plan") == ""


def test_breaks_are_where_marks_were() -> None:
    assert Question("普通话、语言文字").breaks == {3}
    assert Question("宁波 2023年").breaks == {2}
    assert Question("双减").breaks == frozenset()
