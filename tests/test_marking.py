"""Answers judged against what is expected of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from edugraph import marking
from edugraph.errors import InputError
from edugraph.marking import Marker

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store


def asked(folder: Path, question: str, expected: Any) -> marking.Asked:
    """A question as it is read from a file."""
    (folder / "a.jsonl").write_text(json.dumps({"id": 1, "question": question, "expected": expected}), encoding="utf-8")
    return marking.read([folder])[0]


INVESTED = {"plan": "handan-2023", "task": "2", "says": ["260.69亿元"]}
HAVING = [{"plan": "zaozhuang-2023", "task": "4"}, {"plan": "rongcheng-2023", "task": "12"}]


@pytest.mark.parametrize(
    ("question", "expected", "outcome"),
    [
        pytest.param("邯郸2023年教育投入要达到多少钱？", {"rows": [INVESTED]}, "RIGHT", id="a figure"),
        pytest.param(
            "邯郸2023年教育投入要达到多少钱？", {"rows": [{**INVESTED, "says": ["261亿元"]}]}, "WRONG-SURE", id="another figure"
        ),
        pytest.param("强镇筑基都有谁在搞", {"rows": HAVING}, "RIGHT", id="cities"),
        pytest.param("强镇筑基都有谁在搞", {"rows": [{"plan": "ningbo-2023"}]}, "WRONG-SURE", id="another city"),
        pytest.param("济宁有没有提县管校聘?", {"none": ["jining-2023"], "yes": False}, "RIGHT", id="none"),
        pytest.param("邯郸一共有多少项任务？", {"count": 53}, "RIGHT", id="a number"),
        pytest.param("邯郸一共有多少项任务？", {"count": 54}, "WRONG-SURE", id="another number"),
        pytest.param("青岛2023年的教育工作要点里有哪些重点?", {"refusal": True}, "REFUSED-RIGHT", id="no such plan"),
        pytest.param("青岛2023年的教育工作要点里有哪些重点?", {"rows": HAVING}, "REFUSED", id="refused"),
        pytest.param("邯郸2023年教育投入要达到多少钱？", {"refusal": True}, "WRONG-SURE", id="answered all the same"),
        pytest.param("宁波是哪位局领导分管职教的", {"refusal": True}, "RIGHT", id="no rows say that the plans do not"),
        pytest.param("济宁那份重点任务清单是几号印发的？", {"rows": [{"plan": "jining-2023", "says": ["2023年3月30日"]}]}, "RIGHT", id="a day"),
        pytest.param("济宁那份重点任务清单是几号印发的？", {"rows": [{"plan": "jining-2023", "says": ["2023年3月31日"]}]}, "WRONG-SURE", id="another day"),
    ],
)  # fmt: skip
def test_outcomes(store: Store, tmp_path: Path, question: str, expected: Any, outcome: str) -> None:
    mark = Marker(store).mark(asked(tmp_path, question, expected))
    assert mark.outcome.removesuffix("-UNSURE") == outcome.removesuffix("-UNSURE"), mark


def test_two_plans_in_one_row_are_both_said(store: Store, tmp_path: Path) -> None:
    rows = [{"plan": "jining-2023", "task": "7"}, {"plan": "handan-2023", "task": "27"}]
    mark = Marker(store).mark(asked(tmp_path, "跟济宁任务7最像的是哪些任务？", {"rows": rows}))
    assert mark.missed == ()


def test_a_yes_without_rows_is_missed(store: Store, tmp_path: Path) -> None:
    mark = Marker(store).mark(asked(tmp_path, "济宁有没有提县管校聘?", {"yes": True}))
    assert "RIGHT" not in mark.outcome


def test_what_may_be_given_besides_is_not_too_much(store: Store, tmp_path: Path) -> None:
    question = "强镇筑基都有谁在搞"
    whole = Marker(store).mark(asked(tmp_path, question, {"rows": HAVING}))
    part = Marker(store).mark(asked(tmp_path, question, {"rows": HAVING[:1]}))
    both = Marker(store).mark(asked(tmp_path, question, {"rows": HAVING[:1], "also": HAVING[1:]}))
    assert (whole.precision, part.precision, both.precision) == (1.0, 0.5, 1.0)
    more = Marker(store).mark(asked(tmp_path, question, {"rows": [*HAVING, {"plan": "ningbo-2023", "task": "1"}]}))
    assert (round(more.recall, 2), more.missed) == (0.67, ("row ningbo-2023:1",))


def test_marks_are_counted_by_set(store: Store, tmp_path: Path) -> None:
    one = asked(tmp_path, "邯郸2023年教育投入要达到多少钱？", {"rows": [INVESTED]})
    marks = [Marker(store).mark(one), Marker(store).mark(asked(tmp_path, "青岛有哪些重点?", {"refusal": True}))]
    rows = marking.table(marks).dicts()
    assert [(row["set"], row["questions"], row["right"], row["recall"]) for row in rows] == [
        ("a", "2", "2", "1.000"),
        ("", "2", "2", "1.000"),
    ]
    assert marking.each(marks).rows == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1 is not JSON Lines"),
        ('{"id": 1, "question": "?"}', "expected"),
        ('{"id": 1, "question": "?", "expected": {"rowz": []}}', "knows no rowz"),
        ('{"id": 1, "question": "?", "expected": {"rows": [{}]}}', "plan"),
    ],
)
def test_a_line_that_is_no_question_is_told_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        marking.read([tmp_path / "a.jsonl"])


def test_a_folder_without_questions(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no questions there"):
        marking.read([tmp_path])
