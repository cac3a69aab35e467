"""Names of cities and concepts as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.errors import MissingError, UsageError
from edugraph.overlap import selection

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.mark.parametrize("cities", ["邯郸市、宁波市", "邯郸,宁波", "邯郸， 宁波市、邯郸", "handan-2023、330200"])
def test_cities_by_any_of_their_names(store: Store, cities: str) -> None:
    assert selection.named(store, cities) == ["邯郸市", "宁波市"]
    assert selection.chosen(store, cities) == {"邯郸市", "宁波市"}


def test_no_name_is_all_cities(store: Store) -> None:
    assert selection.chosen(store, "") == {"邯郸市", "济宁市", "宁波市", "荣成市", "枣庄市"}


def test_cities_that_are_none(store: Store) -> None:
    with pytest.raises(MissingError, match="no plan of 青岛"):
        selection.named(store, "邯郸、青岛")
    with pytest.raises(UsageError, match="name at least one"):
        selection.named(store, " 、,")


def test_cities_of_which_nothing_is_said(store: Store) -> None:
    assert selection.silent(store, "offices") == ["宁波市"]
    assert selection.silent(store, "citations") == ["枣庄市"]
    assert selection.silent(store, "offices", "邯郸、济宁") == []
    assert selection.silent(store, "themes") == []
