"""The city of a plan: found in its head, resolved by what stands above it, or left open; given words go before."""

from __future__ import annotations

from pathlib import Path

import pytest

from edugraph import catalogue, city
from edugraph.catalogue import Entry
from tests.structure.reading import read

BODY = "\n一、甲\n1.乙。建校3所。\n2.丙。\n"


def placed(head: str, entry: Entry | None = None) -> tuple[str, str, str]:
    found, _ = city.place(entry or Entry("demo", Path("demo.txt")), read(head + BODY))
    return found.city, found.code, found.city_from


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param("台山市教育局2023年工作要点", ("台山市", "440781", "text"), id="made-issuer"),
        pytest.param("2023年湘潭县教育工作要点", ("湘潭县", "430321", "text"), id="made-title"),
        pytest.param("湘西州教体局2023年工作要点", ("湘西土家族苗族自治州", "433100", "text"), id="made-short-name"),
        pytest.param("南京市鼓楼区教育局2023年工作要点", ("鼓楼区", "320106", "text"), id="made-homonym-in-a-chain"),
        pytest.param("鼓楼区教育局2023年工作要点\n福州市委要求做好工作。", ("鼓楼区", "350102", "text"), id="made-homonym-by-the-text"),
        pytest.param("鼓楼区教育局2023年工作要点", ("鼓楼区", "", ""), id="made-homonym-open"),
        pytest.param("泸州市人民政府办公室\n关于印发2023年工作要点的通知", ("泸州市", "510500", "text"), id="made-government"),
        pytest.param("2023年全市教育工作要点\n荣成市教育和体育局\n2023年3月1日", ("荣成市", "371082", "text"), id="made-signature"),
        pytest.param("某市教育局2023年工作要点", ("", "", ""), id="made-blanked"),
        pytest.param("高新区教育局2023年工作要点", ("高新区", "", "text"), id="made-no-division"),
    ],
)  # fmt: skip
def test_found(head: str, expected: tuple[str, str, str]) -> None:
    assert placed(head) == expected


def test_an_open_homonym_names_the_places() -> None:
    _, remarks = city.place(Entry("demo", Path("demo.txt")), read("鼓楼区教育局2023年工作要点" + BODY))
    assert "350102 福建省福州市鼓楼区" in remarks[0].reason


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ("荣成市", ("荣成市", "371082", "option")),
        ("371082", ("荣成市", "371082", "option")),
        ("鼓楼区", ("鼓楼区", "", "option")),
    ],
)
def test_a_given_city_goes_before(option: str, expected: tuple[str, str, str]) -> None:
    entry = catalogue.given(Entry("demo", Path("demo.txt")), option)
    assert placed("台山市教育局2023年工作要点", entry) == expected


def test_the_id_of_a_plan_that_nobody_named() -> None:
    entry, plan = Entry("", Path("要点.txt")), read("台山市教育局2023年工作要点" + BODY)
    assert city.key(city.place(entry, plan)[0], plan) == "taishan-440781-2023"
    assert city.key(entry, plan).startswith("plan-")


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("云岭县教育局2023年工作要点", "云岭县-2023"),
        ("雲嶺縣教育局2023年工作要點", "云岭县-2023"),
        ("鼓楼区教育局2023年工作要点", "鼓楼区-2023"),
        ("福州市鼓楼区教育局2023年工作要点", "gulou-350102-2023"),
        ("**市教育局2023年工作要点", "plan-"),
    ],
)
def test_the_id_says_the_city_also_where_the_list_lacks_it(head: str, key: str) -> None:
    plan = read(head + BODY)
    entry = Entry("", Path("文件.txt"))
    assert city.key(city.place(entry, plan)[0], plan).startswith(key)
