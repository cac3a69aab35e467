"""What peers have and one lacks, and how it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, query
from edugraph.build import build
from edugraph.comparison import gaps, peers
from edugraph.errors import MissingError, UsageError
from edugraph.store import open_graph

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.store import Store

CITIES = ("枣庄", "邯郸", "宁波", "济宁", "荣成")
PEERS = {
    "甲": "新增学位3000个。普惠性幼儿园覆盖率达到88%。培训校长50人。",
    "乙": "新增学位2000个。普惠性幼儿园覆盖率达到90%。培训校长60人。",
}
# What a third city says of the two indicators and how it is silent then.
SILENCES = [
    ("新增学位", "组织家访。", "not mentioned", ""),
    ("新增学位", "新建学校3所。", "not in these words", "1 “新建学校3所”"),
    ("新增学位", "新增学位**个。", "figure blanked", "1 “新增学位**个”"),
    ("普惠性幼儿园覆盖率", "大力发展普惠性幼儿园。", "mentioned without a figure", "1 “大力发展普惠性幼儿园”"),
    (
        "普惠性幼儿园覆盖率",
        "普惠性幼儿园覆盖率达到三分之二以上。",
        "not understood",
        "1 “普惠性幼儿园覆盖率达到三分之二以上”",
    ),
]


def _graph(folder: Path, said: str) -> Store:
    """A graph of three cities whose first task says something each, and nothing else of it."""
    for name, words in {**PEERS, "丙": said}.items():
        text = f"{name}市教育局2023年工作要点\n1.发展教育。{words}\n2.加强宣传。做好新闻宣传。\n"
        (folder / f"{'abc'['甲乙丙'.index(name)]}-2023.txt").write_text(text, encoding="utf-8")
    build(catalogue.entries(sorted(folder.glob("*.txt"))), folder / "graph")
    return open_graph(folder / "graph")


@pytest.mark.parametrize(("indicator", "said", "silence", "mention"), SILENCES)
def test_five_kinds_of_silence(tmp_path: Path, indicator: str, said: str, silence: str, mention: str) -> None:
    rows = gaps.table(_graph(tmp_path, said), city="c-2023", kind="indicator").dicts()
    (row,) = [row for row in rows if row["item"] == indicator]
    assert (row["silence"], row["mention"], row["peers"]) == (silence, mention, "2")


def test_what_the_city_has_is_no_gap(tmp_path: Path) -> None:
    store = _graph(tmp_path, "新增学位10个。")
    assert "新增学位" not in {row["item"] for row in gaps.table(store, city="c-2023").dicts()}


@pytest.mark.parametrize("city", CITIES)
def test_every_gap_is_one_and_its_peers_have_it(store: Store, city: str) -> None:
    rows = gaps.table(store, city=city).dicts()
    plan = next(row["plan"] for row in query.run(store, "plans").dicts() if row["city"].startswith(city))
    own = {row["theme"] for row in query.run(store, "themes", plan=plan, standing="main").dicts()}
    assert {row["kind"] for row in rows} == {"theme", "indicator", "task"}
    for row in rows:
        cities = row["cities"].split("、")
        assert len(cities) == int(row["peers"]) >= 2
        assert not any(name.startswith(city) for name in cities)
        assert len({place.split(":")[0] for place in row["tasks"].split()}) == len(cities)
        assert row["kind"] != "theme" or row["item"] not in own


@pytest.mark.parametrize(
    ("city", "kind", "item", "silence"),
    [
        ("宁波", "theme", "心理健康教育", "mentioned without a task of its own"),
        ("枣庄", "theme", "教师补充与编制", "not in these words"),
        ("邯郸", "theme", "学科基地与拔尖创新人才", "not in these words"),
        ("济宁", "theme", "综合改革与规划研究", "not in these words"),
        ("宁波", "indicator", "新增学位", "figure blanked"),
        ("荣成", "indicator", "普惠性幼儿园覆盖率", "not mentioned"),
        ("宁波", "task", "强化审美素养教育", "not mentioned"),
        ("宁波", "task", "强化劳动教育", "mentioned without a task of its own"),
    ],
)
def test_gaps_of_the_five_plans_read_by_hand(store: Store, city: str, kind: str, item: str, silence: str) -> None:
    found = {row["item"]: row["silence"] for row in gaps.table(store, city=city, kind=kind).dicts()}
    assert found[item] == silence


def test_what_peers_only_touch_is_a_gap_when_asked_for(store: Store) -> None:
    rows = {row["item"]: row["silence"] for row in gaps.table(store, city="宁波", passing="yes").dicts()}
    assert rows["强镇筑基"] == "not mentioned"
    assert "心理健康教育" not in rows
    assert "强镇筑基" not in {row["item"] for row in gaps.table(store, city="宁波").dicts()}


def test_a_gap_brings_figures_offices_and_documents(store: Store) -> None:
    rows = {row["item"]: row for row in gaps.table(store, city="荣成", kind="theme", passing="yes").dicts()}
    row = rows["集团化办学"]
    assert "邯郸市 45：集团化办学覆盖率" in row["figures"]
    assert "邯郸市 基础教育处" in row["offices"]
    assert "《山东省教育厅等4部门关于实施强校扩优行动建立完善基础教育协作机制的指导意见》" in row["documents"]


def test_more_peers_are_asked_for_and_some_only(store: Store) -> None:
    every = gaps.table(store, city="宁波", least="1").rows
    assert len(every) > len(gaps.table(store, city="宁波").rows) > len(gaps.table(store, city="宁波", least="4").rows)
    some = gaps.table(store, city="宁波", least="2", cities="枣庄、荣成").dicts()
    assert {row["cities"] for row in some} <= {"枣庄市、荣成市", "荣成市、枣庄市"}


def test_of_many_peers_the_nearest_are_asked(store: Store) -> None:
    """As ``peers`` ranks them, where nobody names the peers."""
    first, second = (row["city"] for row in peers.table(store, city="宁波").dicts()[:2])
    some = gaps.table(store, city="宁波", nearest="2")
    assert some == gaps.table(store, city="宁波", cities=f"{first}、{second}")
    assert gaps.table(store, city="宁波", nearest="4") == gaps.table(store, city="宁波")
    assert gaps.table(store, city="宁波", cities="枣庄", nearest="1") == gaps.table(store, city="宁波", cities="枣庄")


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        ({"city": "青岛"}, MissingError, "no plan of 青岛"),
        ({"city": "宁波", "least": "some"}, UsageError, "least=some"),
        ({"city": "宁波", "nearest": "0"}, UsageError, "nearest=0"),
        ({"city": "宁波", "kind": "themes"}, UsageError, "kind=themes: it is one of theme, indicator, task"),
    ],
)
def test_what_is_wrong_is_told(store: Store, asked: dict[str, str], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        gaps.table(store, **asked)


def test_figures_that_do_not_go_together_say_so(store: Store) -> None:
    rows = {row["item"]: row["figures"] for row in gaps.table(store, city="荣成", kind="indicator").dicts()}
    assert "济宁市 4万个 (中小学; count; 个; 2023)" in rows["新增学位"]
    assert "邯郸市 17.4万个 (whole area; count; 个; 2023)" in rows["新增学位"]
    assert rows["公办园在园幼儿占比"] == "宁波市 60%；邯郸市 57%"


def test_the_title_alone_is_told_as_the_title(store: Store) -> None:
    (row,) = [one for one in gaps.table(store, city="济宁").dicts() if one["item"] == "综合改革与规划研究"]
    assert row["mention"] == "title “2023年济宁市“教育部基础教育综合改革实验区”重点任务清单”"


def test_of_one_peer_all_that_it_has_is_a_gap(store: Store) -> None:
    rows = gaps.table(store, city="邯郸", cities="宁波").dicts()
    assert {row["cities"] for row in rows} == {"宁波市"}


def test_who_acts_on_a_matter_without_a_task_says_so_in_a_sentence(store: Store) -> None:
    rows = gaps.table(store, city="宁波", kind="task").dicts()
    assert {row["silence"] for row in rows} <= {
        "not mentioned",
        "not in these words",
        "mentioned without a task of its own",
    }
    assert all((row["silence"] == "not mentioned") == (row["mention"] == "") for row in rows)
