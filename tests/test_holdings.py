"""Which plan a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.errors import MissingError, UsageError
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.mark.parametrize(
    "name", ["handan-2023", "邯郸市", "邯郸", "130400", "handan", "邯郸2023", "邯郸市2023年", "130400-2023"]
)
def test_a_plan_by_id_city_short_name_or_code(store: Store, name: str) -> None:
    assert Holdings(store).plan(name)["plan"] == "handan-2023"


def test_a_county_goes_by_the_division_above_it() -> None:
    held = Holdings.__new__(Holdings)
    held.rows = [row("qiuxian-2023", "邱县", "", "130430"), row("gulou-350102-2023", "鼓楼区", "福州市", "350102")]
    for name in ("邱县", "邯郸市邱县", "邯郸邱县", "河北省邱县", "河北邱县2023"):
        assert held.plan(name)["plan"] == "qiuxian-2023", name
    for name in ("福州鼓楼区", "福州市鼓楼区", "鼓楼", "福建省鼓楼区"):
        assert held.plan(name)["plan"] == "gulou-350102-2023", name


def test_cities_are_listed_once_in_the_order_of_their_plans(store: Store) -> None:
    assert Holdings(store).cities == ["邯郸市", "济宁市", "宁波市", "荣成市", "枣庄市"]
    assert Holdings(store).named(["宁波", "ningbo-2023", "邯郸"]) == ["宁波市", "邯郸市"]


def test_a_city_without_a_plan_is_told_with_what_there_is(store: Store) -> None:
    with pytest.raises(MissingError, match=r"no plan of 青岛.* It holds: 邯郸市、济宁市"):
        Holdings(store).plan("青岛")
    for place, name in (("上海", "上海市"), ("恩施州", "恩施土家族苗族自治州"), ("鼓楼区", "鼓楼区")):
        with pytest.raises(MissingError, match=f"no plan of {name}. It holds: 邯郸市"):
            Holdings(store).plan(place)
    with pytest.raises(MissingError, match=r"no plan of 荣城\. Did you mean 荣成"):
        Holdings(store).plan("荣城")
    with pytest.raises(MissingError, match="Did you mean handan-2023"):
        Holdings(store).plan("handan-2022")


def row(plan: str, name: str, above: str, code: str) -> dict[str, str]:
    return {"plan": plan, "city": above + name, "name": name, "code": code, "year": "2023"}


def test_cities_of_one_name_are_told_apart() -> None:
    held = Holdings.__new__(Holdings)
    held.rows = [
        row("gulou-350102-2023", "鼓楼区", "福州市", "350102"), row("gulou-320106-2023", "鼓楼区", "南京市", "320106")
    ]  # fmt: skip
    assert [[one["plan"] for one in group] for group in held.groups] == [["gulou-320106-2023"], ["gulou-350102-2023"]]
    with pytest.raises(UsageError, match=r"鼓楼 is the name of 2 cities here: 南京市鼓楼区、福州市鼓楼区. Name one"):
        held.plans("鼓楼")
    assert held.plan("350102")["plan"] == held.plan("福州市鼓楼区")["plan"] == "gulou-350102-2023"


def test_several_plans_of_a_year_stand_side_by_side() -> None:
    held = Holdings.__new__(Holdings)
    rows = [
        row("yunling-2024", "云岭县", "", ""),
        row("yunling-deeds-2024", "云岭县", "", ""),
        row("yunling-2023", "云岭县", "", ""),
    ]
    held.rows = [one | {"year": one["plan"][-4:]} for one in rows]
    assert [one["plan"] for one in held.of_one_year("云岭县")] == ["yunling-2024", "yunling-deeds-2024"]
    assert [one["plan"] for one in held.of_one_year("云岭", {"2023"})] == ["yunling-2023"]
    assert held.of_one_year("云岭县", {"2020"}) == []
    assert held.beside("yunling-2024") == ["yunling-deeds-2024"]
    assert held.beside("yunling-2023") == []
