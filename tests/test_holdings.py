"""Which plan a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.errors import MissingError
from edugraph.holdings import Holdings

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.mark.parametrize("name", ["handan-2023", "邯郸市", "邯郸", "130400"])
def test_a_plan_by_id_city_short_name_or_code(store: Store, name: str) -> None:
    assert Holdings(store).plan(name)["plan"] == "handan-2023"


def test_cities_are_listed_once_in_the_order_of_their_plans(store: Store) -> None:
    assert Holdings(store).cities == ["邯郸市", "济宁市", "宁波市", "荣成市", "枣庄市"]
    assert Holdings(store).named(["宁波", "ningbo-2023", "邯郸"]) == ["宁波市", "邯郸市"]


def test_a_city_without_a_plan_is_told_with_what_there_is(store: Store) -> None:
    with pytest.raises(MissingError, match=r"no plan of 青岛.* It holds: 邯郸市、济宁市"):
        Holdings(store).plan("青岛")
    with pytest.raises(MissingError, match="Did you mean handan-2023"):
        Holdings(store).plan("handan-2022")
