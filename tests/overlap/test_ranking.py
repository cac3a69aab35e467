"""Rankings of targets: the same verdict as ``overlap-targets``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.errors import MissingError
from edugraph.overlap import ranking, targets

if TYPE_CHECKING:
    from edugraph.store import Store

_PLACE = ("city", "task", "value", "unit")
_INDICATORS = {
    "普惠性幼儿园覆盖率",
    "公办园在园幼儿占比",
    "适龄残疾儿童义务教育入学率",
    "新增学位",
    "新改扩建普惠性幼儿园",
}


@pytest.mark.parametrize("indicator", sorted(_INDICATORS))
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_ranking_judges_as_an_overlap_does(store: Store, indicator: str, order: str) -> None:
    """The order of the figures is its own, what compares with what is not."""

    def verdicts(rows: list[dict[str, str]]) -> set[tuple[str, ...]]:
        return {tuple(row[column] for column in (*_PLACE, "comparable", "group")) for row in rows}

    ranked = ranking.table(store, indicator=indicator, order=order).dicts()
    assert verdicts(ranked) == verdicts(targets.table(store, indicator=indicator).dicts())
    for group in targets.groups(ranked):
        figures = [float(row["value"]) for row in group]
        assert figures == sorted(figures, reverse=order == "desc")


def test_a_ranking_has_groups_first_and_blanked_figures_last(store: Store) -> None:
    rows = ranking.table(store, indicator="新增学位").dicts()
    assert [(row["value"], row["comparable"]) for row in rows] == [
        ("174000", "yes"),
        ("24000", "yes"),
        ("40000", "no: another scope (中小学)"),
        ("9000", "no: another scope (幼儿园)"),
        ("", "no: figure blanked"),
    ]


def test_a_ranking_of_some_cities(store: Store) -> None:
    rows = ranking.table(store, indicator="新增学位", cities="邯郸、枣庄市").dicts()
    assert [row["city"] for row in rows] == ["邯郸市", "枣庄市"]
    with pytest.raises(MissingError, match="no plan of 北京市"):
        ranking.table(store, indicator="新增学位", cities="北京")
