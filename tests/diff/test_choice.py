"""Which plans names stand for, and which of them is the earlier one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.diff import choice
from edugraph.errors import MissingError
from tests.diff.made import EARLIER, LATER, graph_of

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of three years of one city, one of them missing."""
    texts = {"jia-2021": EARLIER.replace("2023", "2021"), "jia-2023": EARLIER, "jia-2024": LATER}
    return graph_of(tmp_path_factory.mktemp("three"), texts, "临沂市")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("jia-2023", "jia-2024"), "jia-2023 jia-2024"),
        (("jia-2024", "jia-2023"), "jia-2023 jia-2024"),
        (("临沂市", ""), "jia-2023 jia-2024"),
        (("临沂", ""), "jia-2023 jia-2024"),
        (("jia", ""), "jia-2023 jia-2024"),
        (("jia-2023", ""), "jia-2021 jia-2023"),
        (("临沂2023", ""), "jia-2021 jia-2023"),
        (("临沂市2021年", "临沂"), "jia-2021 jia-2024"),
        (("临沂 2024", "jia2021"), "jia-2021 jia-2024"),
        (("jia-2023", "jia-2023"), "jia-2023 jia-2023"),
    ],
)
def test_names_of_plans(three: Store, names: tuple[str, str], expected: str) -> None:
    assert " ".join(row["plan"] for row in choice.plans(three, *names)) == expected


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("临沂2022", ""), "no plan of 临沂2022"),
        (("jia-2021", ""), "no plan of 临沂市 before jia-2021"),
        (("济南", "临沂"), "no plan of 济南"),
        (("临沂", "2023"), "no plan of 2023"),
    ],
)
def test_plans_that_are_not_held(three: Store, names: tuple[str, str], message: str) -> None:
    with pytest.raises(MissingError, match=message):
        choice.plans(three, *names)


def test_plans_of_one_year_stay_in_the_order_given(store: Store) -> None:
    for names in (("宁波", "邯郸"), ("邯郸", "宁波")):
        assert [row["city"] for row in choice.plans(store, *names)] == [f"{name}市" for name in names]
