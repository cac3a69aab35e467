"""Who answers: offices of one function are one office, by name else; who only helped is no other office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.diff import offices
from edugraph.diff.offices import Answering, Office

if TYPE_CHECKING:
    from edugraph.store import Store

FUNCTIONS = {
    "基教科": {"基础教育"},
    "基础教育处": {"基础教育"},
    "学前与基础科": {"学前教育", "基础教育"},
    "职成科": {"职业教育"},
    "人事科": {"人事"},
}


def office(name: str) -> Office:
    return Office(name, frozenset(FUNCTIONS.get(name, ())))


def answering(**roles: str) -> Answering:
    """``lead="基教科、职成科"``."""
    held = {role: tuple(map(office, names.split("、"))) for role, names in roles.items()}
    return Answering({"1": held, "2": {"lead": (office("安全科"),)}})


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ({"lead": "基教科"}, {"lead": "基础教育处"}, ""),
        ({"lead": "基教科"}, {"responsible": "基础教育处"}, ""),
        ({"lead": "基教科"}, {"lead": "学前与基础科"}, ""),
        ({"lead": "基教科"}, {"lead": "职成科"}, "lead 基教科 to 职成科; no longer 基教科; now 职成科"),
        ({"responsible": "基教科"}, {"responsible": "职成科"}, "no longer 基教科; now 职成科"),
        ({"responsible": "各校"}, {"responsible": "各校"}, ""),
        ({"responsible": "各校、人事科"}, {"responsible": "各校"}, "no longer 人事科"),
        ({"responsible": "各校"}, {"responsible": "各校、人事科"}, "now 人事科"),
        ({"lead": "基教科", "cooperating": "人事科"}, {"lead": "基教科", "responsible": "人事科"}, ""),
        (
            {"lead": "基教科", "cooperating": "人事科"},
            {"lead": "人事科", "cooperating": "基教科"},
            "lead 基教科 to 人事科",
        ),
        ({"lead": "基教科", "cooperating": "人事科"}, {"lead": "基教科", "cooperating": "职成科"}, ""),
        ({"responsible": "基教科、学前与基础科"}, {"responsible": "学前与基础科"}, "no longer 基教科"),
        ({"responsible": "局办（党办）"}, {"responsible": "局办(党办)"}, ""),
    ],
)
def test_who_answers_in_another_year(before: dict[str, str], after: dict[str, str], why: str) -> None:
    assert offices.moved(answering(**before), answering(**after), "1", "1") == why


def test_a_task_that_names_no_office_any_more_is_told_but_not_a_plan_that_names_none() -> None:
    ours = answering(lead="基教科")
    assert offices.moved(ours, Answering({"2": {}}), "1", "1") == "no longer 基教科"
    assert offices.moved(ours, Answering({}), "1", "1") == ""
    assert offices.moved(Answering({}), ours, "1", "1") == ""


def test_the_offices_of_a_real_plan(store: Store) -> None:
    found = offices.answering(store, "handan-2023")
    assert found.told("16") == "责任 教师处"
    sentence, places = found.places("16")
    assert places and all(place.quote in sentence for place in places)
    assert {place.subject for place in places} == {one.name for one in found.of("16")}


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("基教科、人事科", "人事科、基础教育处", "; "),
        ("基教科、学前与基础科", "基础教育处", "学前与基础科; "),
        ("基教科", "基教科、基础教育处", "; 基础教育处"),
    ],
)
def test_each_office_has_one_counterpart_at_most(ours: str, theirs: str, apart: str) -> None:
    mine, yours = offices.apart([*map(office, ours.split("、"))], [*map(office, theirs.split("、"))])
    assert "; ".join("、".join(one.name for one in some) for some in (mine, yours)) == apart
