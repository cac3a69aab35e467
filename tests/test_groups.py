"""Groups of cities by province and rank, in place of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import answers, groups
from edugraph.errors import MissingError, UsageError
from edugraph.holdings import Holdings
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


SPOKEN = {
    "a rank of a province": ("山东的县级市有哪些共同的主题？", "山东县级市", "各市有哪些共同的主题？"),
    "a rank": ("地级市中哪些推进集团化办学？", "地级市", "各市哪些推进集团化办学？"),
    "all of a rank": ("全国各地级市的目标", "地级市", "全国各市的目标"),
    "which of a rank": ("哪些县级市提到双减？", "县级市", "哪些城市提到双减？"),
    "which cities of a province": ("河北省有哪些市提到双减？", "河北省", "哪些城市提到双减？"),
    "in a province": ("浙江省内的地级市有哪些目标", "浙江省地级市", "各市有哪些目标"),
    "counties of a province": ("山东各县的目标", "山东县", "各市的目标"),
    "counties are asked for otherwise": ("哪些县没有提到双减？", "", "哪些县没有提到双减？"),
    "a city of a province": ("山东省济宁市的目标", "", "山东省济宁市的目标"),
    "a city that is a province": ("上海市的集团化办学", "", "上海市的集团化办学"),
    "the level of something": ("山东省市级目标", "", "山东省市级目标"),
    "an office": ("各县（市、区）教育局负责什么？", "", "各县（市、区）教育局负责什么？"),
    "a title": ("谁引用《山东省市县规划》？", "", "谁引用《山东省市县规划》？"),
}


@pytest.mark.parametrize(("question", "group", "rest"), SPOKEN.values(), ids=SPOKEN)
def test_a_group_in_a_question(question: str, group: str, rest: str) -> None:
    assert groups.spoken(question, "各市") == (group, rest)


@pytest.mark.parametrize(
    ("names", "plans"),
    [
        ("山东的地级市", {"jining-2023", "zaozhuang-2023"}),
        ("县级市、handan-2023", {"rongcheng-2023", "handan-2023"}),
        ("prefecture", {"jining-2023", "zaozhuang-2023", "ningbo-2023", "ningbo-2024", "handan-2023", "handan-2024"}),
        ("邱县", {"qiuxian-2023", "qiuxian-2024"}),
    ],
)
def test_the_plans_of_groups_and_cities(held: Store, names: str, plans: set[str]) -> None:
    assert groups.plans(Holdings(held), names) == plans


def test_a_group_must_be_named(held: Store) -> None:
    with pytest.raises(UsageError, match="at least one group"):
        groups.plans(Holdings(held), " 、")
    with pytest.raises(MissingError, match="no plan of 青岛"):
        groups.plans(Holdings(held), "青岛")


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
