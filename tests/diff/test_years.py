"""Through the years: made-up plans of three years of one city and two of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import answers, catalogue
from edugraph.build import build
from edugraph.diff import kept, trend
from edugraph.errors import MissingError
from edugraph.store import open_graph
from tests.diff.made import EARLIER, LATER

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

JIA, YI = "枣庄市", "宁波市"
FIRST = (
    EARLIER.replace("2023年", "2022年")
    .replace("新增学位6000个", "新增学位5500个")
    .replace("达到88%以上", "达到90%以上")
)
OTHER = {"yi-2023": EARLIER.replace("甲市", "乙市"), "yi-2024": LATER.replace("甲市", "乙市").replace("760名", "900名")}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder: Path = tmp_path_factory.mktemp("years")
    for key, text in {"jia-2022": FIRST, "jia-2023": EARLIER, "jia-2024": LATER, **OTHER}.items():
        named = text.replace("甲市", JIA).replace("乙市", YI)
        (folder / f"{key}.txt").write_text(named, encoding="utf-8")
    build(catalogue.entries([folder]), folder / "graph")
    return open_graph(folder / "graph")


def line(store: Store, **given: str) -> list[tuple[str, ...]]:
    keys = ("city", "year", "figure", "change", "told")
    return [tuple(row[key] for key in keys) for row in trend.table(store, **given).dicts()]


def test_an_indicator_through_the_years(store: Store) -> None:
    assert line(store, indicator="普惠性幼儿园覆盖率") == [
        (YI, "2023", "≥88%", "first", "met 91.2%"),
        (YI, "2024", "≥92%", "raised", ""),
        (JIA, "2022", "≥90%", "first", ""),
        (JIA, "2023", "≥88%", "lowered", "met 91.2%"),
        (JIA, "2024", "≥92%", "raised", ""),
    ]


def test_a_city_through_the_years(store: Store) -> None:
    rows = [row for row in trend.table(store, city=YI).dicts() if row["item"] == "补充教师人数"]
    assert [(row["year"], row["told"]) for row in rows][:1] == [("2023", "met 900名")]
    assert {row["city"] for row in trend.table(store, city=YI).dicts()} == {YI}


def test_a_theme_through_the_years(store: Store) -> None:
    (first, *others) = line(store, theme="学前教育普及普惠", cities=JIA)
    assert first[:2] == (JIA, "2022")
    assert first[3] == "first"
    assert [one[1] for one in others] == ["2023", "2024"]


def test_a_row_leads_to_its_sentence(store: Store) -> None:
    for row in trend.table(store, indicator="普惠性幼儿园覆盖率").dicts():
        assert row["quote"].startswith("普惠性幼儿园覆盖率达到")
        assert row["tasks"] == "1"


def test_what_became_of_promises(store: Store) -> None:
    rows = {row["plan"]: row for row in kept.table(store).dicts()}
    assert set(rows) == {"jia-2022", "jia-2023", "yi-2023"}
    for row in rows.values():
        parts = [int(row[name]) for name in ("met", "missed", "unsettled", "untold")]
        assert sum(parts) == int(row["targets"])
    assert int(rows["yi-2023"]["met"]) == int(rows["jia-2023"]["met"]) + 1
    assert rows["jia-2022"]["told_share"] == "0 %"
    assert [row["plan"] for row in kept.table(store, year="2022").dicts()] == ["jia-2022"]
    assert kept.table(store, year="2024").rows == ()


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("trend", {"city": "丙市"}, MissingError),
        ("trend", {"indicator": "无此指标"}, MissingError),
        ("kept", {"cities": "丙市"}, MissingError),
    ],
)
def test_what_cannot_be_told(store: Store, name: str, given: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        answers.question(name, given)(store)
