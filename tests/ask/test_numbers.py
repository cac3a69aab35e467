"""Numbers of questions: tasks, measures, ranks, least numbers, numbers of cities, dates."""

from __future__ import annotations

import pytest

from edugraph.ask import numbers

HELD, YEAR = 5, 2023


def found(chars: str, kind: str) -> list[tuple[str, dict[str, str]]]:
    tokens = numbers.found(chars, HELD, YEAR)
    return [
        (chars[one.start : one.end], dict(one.values[0].given) if one.values else {})
        for one in tokens
        if one.kind == kind
    ]


@pytest.mark.parametrize(
    ("chars", "said", "number"),
    [
        ("济宁任务22由谁负责", "任务22", "22"),
        ("邯郸第四十五项任务", "第四十五项任务", "45"),
        ("枣庄第八件实事", "第八件实事", "8"),
        ("荣成第20条", "第20条", "20"),
        ("48号任务", "48号任务", "48"),
        ("任务3.6.1", "任务3.6.1", "3.6.1"),
        ("任务三的目标", "任务三", "3"),
    ],
)
def test_tasks(chars: str, said: str, number: str) -> None:
    assert found(chars, "{task}") == [(said, {"task": number})]


@pytest.mark.parametrize(
    ("chars", "number"), [("任务9的第二条措施", "2"), ("任务18第2条措施", "2"), ("任务4措施3", "3")]
)
def test_the_number_of_a_measure_is_none_of_a_task(chars: str, number: str) -> None:
    assert [given["measure"] for _, given in found(chars, "{measure}")] == [number]
    assert len(found(chars, "{task}")) == 1


@pytest.mark.parametrize(
    ("chars", "least"),
    [("至少四个城市", "4"), ("三个以上城市都有", "3"), ("超过两个城市", "3"), ("不少于3个市", "3")],
)
def test_least_numbers(chars: str, least: str) -> None:
    assert [given["least"] for _, given in found(chars, "{least}")] == [least]


@pytest.mark.parametrize(("chars", "top"), [("取前三名", "3"), ("前5个处室", "5"), ("任务最多的三个处室", "3")])
def test_ranks(chars: str, top: str) -> None:
    assert [given["top"] for _, given in found(chars, "{top}")] == [top]


@pytest.mark.parametrize(
    ("chars", "said"),
    [
        ("别的四个市都有", "别的四个市都"),
        ("其他城市都提了", "其他城市都"),
        ("就枣庄没有的主题", "就"),
        ("唯独荣成市未提", "唯独"),
    ],
)
def test_all_the_other_cities(chars: str, said: str) -> None:
    assert found(chars, "{others}") == [(said, {"least": "4"})]


@pytest.mark.parametrize("chars", ["其他三个市都有", "就枣庄的任务", "其他城市有的"])
def test_not_all_the_other_cities(chars: str) -> None:
    assert found(chars, "{others}") == []


def test_numbers_of_cities() -> None:
    assert found("五个城市", "所有城市")
    assert found("其他四个市", "其他城市")
    assert [said for said, _ in found("三个城市", "{number}")] == ["三个城市"]
    assert not found("四个城市", "所有城市")


@pytest.mark.parametrize(
    ("chars", "kind", "given"),
    [
        ("2023年底前完成", "{date}", {"date": "2023-12-31"}),
        ("6月底前", "{date}", {"date": "2023-06-30"}),
        ("到2025年完成", "{date}", {"date": "2025-12-31"}),
        ("2025年之前", "{date}", {"date": "2024-12-31"}),
        ("2023年以后", "{date}", {"date": "2023-12-31"}),
        ("2027年完成", "{during}", {"after": "2026-12-31", "before": "2027-12-31"}),
        ("下半年完成", "{during}", {"after": "2023-06-30", "before": "2023-12-31"}),
    ],
)
def test_dates(chars: str, kind: str, given: dict[str, str]) -> None:
    assert [one for _, one in found(chars, kind)] == [given]


def test_a_year_told_by_its_distance_from_now_is_no_date() -> None:
    assert not found("明年完成", "{date}")
    assert [given for _, given in found("2022年", "{year}")] == [{"year": "2022"}]


@pytest.mark.parametrize("chars", ["牵头任务前3.5名的处室", "前0名"])
def test_no_number_of_rows(chars: str) -> None:
    assert not found(chars, "{top}")
