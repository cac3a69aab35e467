"""Groups of cities by province and rank, in place of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import answers, groups
from edugraph.errors import MissingError
from edugraph.store import Store, open_graph
from tests.corpora import corpus

if TYPE_CHECKING:
    from edugraph.table import Table


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_graph(corpus(tmp_path_factory.mktemp("corpus")))


@pytest.mark.parametrize(
    ("names", "cities"),
    [
        ("河北", "邯郸市、邱县"),
        ("河北省", "邯郸市、邱县"),
        ("河北的县", "邱县"),
        ("河北省各县", "邱县"),
        ("地级市", "宁波市、枣庄市、济宁市、邯郸市"),
        ("山东的县级市", "荣成市"),
        ("山东地级市、宁波", "枣庄市、济宁市、宁波"),
        ("区", "南京市鼓楼区、福州市鼓楼区"),
        ("县级", "南京市鼓楼区、福州市鼓楼区、荣成市、邱县"),
        ("宁波、handan-2023", "宁波、handan-2023"),
        ("宁波、云岭县", "宁波、云岭县"),
    ],
)
def test_a_group_is_its_cities(held: Store, names: str, cities: str) -> None:
    assert groups.expanded(held, names) == cities


@pytest.mark.parametrize("name", ["云南", "云南的县", "旗"])
def test_a_group_without_cities_is_told(held: Store, name: str) -> None:
    with pytest.raises(MissingError, match=f"no city of the group {name}"):
        groups.expanded(held, name)


def asked(held: Store, name: str, **given: str) -> Table:
    found = answers.question(name, given)(held)
    assert not isinstance(found, bytes)
    return found


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("peers", {"city": "宁波"}),
        ("gaps", {"city": "宁波", "kind": "theme"}),
        ("themes-shared", {}),
        ("overlap-themes", {}),
        ("theme-cells", {}),
        ("boilerplate", {}),
    ],
)
def test_questions_take_groups(held: Store, name: str, given: dict[str, str]) -> None:
    group, cities = "山东的地级市", "枣庄市、济宁市"
    assert asked(held, name, cities=group, **given).rows == asked(held, name, cities=cities, **given).rows
