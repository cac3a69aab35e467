"""What is no plan though its parts are numbered, and why."""

from __future__ import annotations

import pytest

from edugraph.structure.front import refuse
from tests.structure.reading import read

TASKS = "1.加强学校建设。\n2.推进教育改革。\n3.做好教师培训。\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("2023年教育工作要点\n" + TASKS, None, id="made-plan"),
        pytest.param(TASKS, None, id="made-plan-without-a-title"),
        pytest.param("在全市教育工作会议上的讲话\n" + TASKS, "something else (讲话)", id="made-speech"),
        pytest.param("云岭县教育局关于做好校园安全工作的通知\n" + TASKS, None, id="made-notice-that-acts"),
        pytest.param(
            "云岭县教育局关于开放场馆的公告\n1.教育馆：九点。\n2.学校礼堂：十点。\n",
            "few of its items say",
            id="made-notice-that-does-not",
        ),
        pytest.param("甲小学课程表\n" + TASKS, "something else (课程表)", id="made-timetable"),
        pytest.param("深入学习贯彻重要讲话精神，办好学校\n" + TASKS, None, id="made-word-inside-a-line"),
        pytest.param("1.加强修路。\n2.推进架桥。\n", "does not speak of education", id="made-roads"),
        pytest.param("学校通讯录\n1.校长：张三。\n2.教师：李四。\n", "few of its items say", id="made-list-of-names"),
    ],
)
def test_reasons(text: str, reason: str | None) -> None:
    said = refuse.reason(read(text))
    assert said == reason if reason is None else said is not None and reason in said
