"""Central offices: counts, partners and betweenness by hand, and the rows of the five plans against other queries."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pytest

from edugraph import query
from edugraph.errors import MissingError
from edugraph.ties import offices
from edugraph.ties.offices import COLUMNS, Staff
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.store import Store

DUTIES = [
    # task, measure, role, office, unit of the bureau
    ("1", "", "lead", "基教科", True),
    ("1", "", "responsible", "人事科", True),
    ("1", "", "cooperating", "各学校", False),
    ("2", "", "responsible", "人事科", True),
    ("2", "", "responsible", "财务科", True),
    ("3", "1", "responsible", "基教科", True),
    ("3", "2", "responsible", "财务科", True),
    ("3", "2", "responsible", "督导室", True),
    ("3", "", "supervising", "各学校", False),
    ("4", "", "responsible", "督导室", True),
]


def staff(duties: Sequence[tuple[str, str, str, str, bool]] = DUTIES) -> Staff:
    rows = [
        {
            "task": task,
            "measure": measure,
            "role": role,
            "organisation": office,
            "function": "",
            "unit": str(unit).lower(),
        }
        for task, measure, role, office, unit in duties
    ]
    themes = {("p", "1", ""): {"双减"}, ("p", "3", ""): {"双减", "美育"}, ("p", "3", "2"): {"美育"}}
    return Staff("p", rows, themes, 5)


def told(found: Staff) -> dict[str, dict[str, str]]:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in found.rows()]
    return {row["organisation"]: row for row in rows}


def test_a_small_plan_by_hand() -> None:
    rows = told(staff())
    # 基教科 — 人事科 — 财务科 — 督导室: the two in the middle lie on 2 of 3 ways of others
    assert {name: row["between"] for name, row in rows.items()} == {
        "人事科": "0.67",
        "财务科": "0.67",
        "基教科": "0.00",
        "督导室": "0.00",
        "各学校": "",
    }
    assert list(rows) == ["人事科", "财务科", "基教科", "督导室", "各学校"]
    base = rows["基教科"]
    assert [base[column] for column in ("carries", "roles", "alone", "reach")] == ["2", "牵头1 责任1", "", "0.40"]
    assert base["partners"] == "各学校（2）、人事科（1）"  # not 财务科, which answers for another measure of task 3
    assert base["themes"] == "双减（1）"  # the measure of task 3 that it answers for names no theme
    assert rows["财务科"]["themes"] == "美育（1）"
    assert rows["督导室"]["alone"] == "1"
    assert rows["各学校"]["tasks"] == "1 3"


def test_an_office_without_partners_has_no_betweenness() -> None:
    (row,) = told(staff([("1", "", "responsible", "督导室", True)])).values()
    assert (row["between"], row["partners"], row["alone"]) == ("", "", "1")


def test_the_order_of_rows_changes_only_the_order_of_tasks() -> None:
    mixed = list(DUTIES)
    random.Random(3).shuffle(mixed)
    for row, other in zip(staff().rows(), staff(mixed).rows(), strict=True):
        assert row[:-1] == other[:-1]
        assert sorted(row[-1].split()) == sorted(other[-1].split())


def test_every_office_of_every_plan_carries_what_office_load_counts(store: Store) -> None:
    load: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    labels = {role.notation: role.label for role in scheme("roles").concepts}
    for row in query.run(store, "office-load").dicts():
        load[row["plan"], row["organisation"]][labels[row["role"]]] = row["tasks"]
    rows = offices.table(store).dicts()
    assert {(row["plan"], row["organisation"]) for row in rows} == load.keys()
    total = Counter(row["plan"] for row in query.run(store, "tasks").dicts())
    for row in rows:
        said = re.findall(r"(\D+)(\d+) ?", row["roles"])
        assert dict(said) == load[row["plan"], row["organisation"]]
        assert row["reach"] == f"{int(row['carries']) / total[row['plan']]:.2f}"


def test_tasks_are_those_of_the_office(store: Store) -> None:
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in query.run(store, "responsibilities").dicts():
        held[row["plan"], row["organisation"]].add(row["task"])
    for row in offices.table(store).dicts():
        tasks = row["tasks"].split()
        assert set(tasks) == held[row["plan"], row["organisation"]]
        assert int(row["carries"]) == len(tasks) == len(set(tasks))


def test_who_carries_and_connects_most(store: Store) -> None:
    first: dict[str, dict[str, str]] = {}
    for row in offices.table(store).dicts():
        first.setdefault(row["plan"], row)
    assert {plan: (row["organisation"], row["carries"]) for plan, row in first.items()} == {
        "handan-2023": ("基础教育处", "24"),
        "jining-2023": ("市教育科学研究院", "13"),
        "rongcheng-2023": ("教研中心", "24"),
        "zaozhuang-2023": ("基教科", "6"),
    }
    rows = {row["organisation"]: row for row in offices.table(store, city="邯郸").dicts()}
    assert rows["基础教育处"]["roles"] == "牵头11 责任13"
    go_between, busier = rows["党建德育处"], rows["高等教育与职业教育处"]
    assert int(go_between["carries"]) < int(busier["carries"])
    assert float(go_between["between"]) > float(busier["between"])


def test_partners_are_those_named_beside_it(store: Store) -> None:
    by_task: defaultdict[str, set[str]] = defaultdict(set)
    for row in query.run(store, "responsibilities", plan="handan-2023").dicts():  # no measures of their own there
        by_task[row["task"]].add(row["organisation"])
    shared = Counter(
        other for named in by_task.values() if "基础教育处" in named for other in named if other != "基础教育处"
    )
    row = next(row for row in offices.table(store, plan="handan-2023").dicts() if row["organisation"] == "基础教育处")
    shown, _, many = row["partners"].rpartition("等")
    assert many == f"{len(shared)}个"
    assert shown.split("、") == [
        f"{name}（{count}）" for name, count in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:5]
    ]


def test_schools_and_counties_connect_nobody(store: Store) -> None:
    rows = {(row["plan"], row["organisation"]): row for row in offices.table(store).dicts()}
    for other in (("rongcheng-2023", "各基层学校"), ("zaozhuang-2023", "各区（市）教体局"), ("handan-2023", "各处室")):
        assert rows[other]["between"] == ""
        after = list(rows)[list(rows).index(other) + 1 :]
        assert all(rows[one]["between"] == "" for one in after if one[0] == other[0])


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"plan": "handan-2032"}, "holds no plan of handan-2032. Did you mean handan-2023"),
        ({"city": "青岛市"}, "holds no plan of 青岛市"),
        ({"plan": "handan-2023", "city": "荣成市"}, "no plan handan-2023 of 荣成市"),
        ({"city": "宁波"}, "ningbo-2023: the plan does not say which offices answer"),
    ],
)
def test_what_is_not_there_is_said(store: Store, parameters: dict[str, str], message: str) -> None:
    with pytest.raises(MissingError, match=message):
        offices.table(store, **parameters)
