"""The store beside the Turtle: the same rows as in memory, made anew or from the one before, whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from edugraph import catalogue, disk, folds, graphs, index, query, tables
from edugraph.ask.texts import Texts
from edugraph.build import build
from edugraph.errors import InputError, MissingError
from edugraph.request.rows import find
from edugraph.store import Store, open_graph
from edugraph.table import Table
from edugraph.text import content
from tests.corpora import CITIES, text
from tests.request.made import REQUESTS

if TYPE_CHECKING:
    from pathlib import Path

    import pyoxigraph as ox

VALUES = {
    "theme": "双减", "themes": "双减、课后服务", "indicator": "新增学位", "section": "一", "words": "学校", "task": "3",
    "plan": "handan-2024", "city": "邯郸市", "organisation": "基础教育科", "name": "王小明", "title": "办法", "role": "lead",
    "function": "基础教育", "document": "幼儿园管理办法（试行）", "cities": "邯郸市、宁波市", "order": "asc",
}  # fmt: skip
SOUGHT = sorted(query.catalogue())


@pytest.fixture(scope="module", autouse=True)
def kept() -> object:
    """A folder of any number of plans has a store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "LEAST", 1)
        yield


@pytest.fixture(scope="module")
def stored(folder: Path) -> Store:
    return open_graph(folder, pytest.fail)


def given(name: str) -> list[dict[str, str]]:
    """What a query is asked with: what it must have, and besides one by one what it may have."""
    header = query.named(name)
    needed = {one: VALUES[one] for one in header.required if one in VALUES}
    more = [{**needed, one: VALUES[one]} for one in header.parameters if one in VALUES and one not in needed]
    return [needed, *more] if header.required <= needed.keys() else []


@pytest.mark.parametrize("name", SOUGHT)
def test_disk_and_memory_give_the_same_rows(stored: Store, memory: Store, name: str) -> None:
    assert stored.generation
    assert memory.generation is None
    for parameters in given(name):
        assert query.run(stored, name, **parameters) == query.run(memory, name, **parameters), parameters


def keyed(name: str) -> dict[str, str]:
    """What kept rows of a query are asked with at least."""
    return {column: VALUES[column] for column in [tables.KEYED.get(name)] if column}


@pytest.mark.parametrize("name", tables.KEPT)
def test_kept_rows_are_those_that_the_engine_gives(stored: Store, name: str) -> None:
    bare, least = Store(stored.graph), keyed(name)
    for parameters in [least, *(least | {one: VALUES.get(one, "main")} for one in sorted(tables.narrowed(name)))]:
        assert query.rows(stored, name, **parameters) == query.rows(bare, name, **parameters), parameters


FOLDED: dict[str, list[str]] = {
    "theme": ["双减", "德育", "no such"], "city": ["邯郸市", "宁波市", "no such"], "reference": ["宁波市", "no such"],
    "cities": ["邯郸市、宁波市、邯郸市邱县", "宁波市", "邯郸市、no such"], "except": ["邯郸市", "no such"],
    "least": ["1", "4", "no number"], "passing": ["yes", "no"], "what": ["tasks", "offices"],
    "words": ["幼儿园", "的", "教育", "（试行）", "2", "no such"], "plan": ["handan-2024", "no such"],
    "role": ["lead", "leader"], "organisation": ["基础教育科", "no such"], "function": ["基础教育", "no such"],
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(folds.FOLDED))
def test_answers_put_together_of_kept_rows_are_those_of_the_engine(stored: Store, memory: Store, name: str) -> None:
    """With each two of the values that the query takes."""
    header, found = query.named(name), 0
    needed = {one: FOLDED[one][0] for one in header.required}
    said = [{one: value} for one in header.parameters for value in FOLDED[one] if value]
    for one, other in [({}, {}), *combinations([{}, *said], 2)]:
        given = {**needed, **one, **other}
        rows = query.rows(stored, name, **given)
        assert rows == query.rows(memory, name, **given), given
        found += len(rows)
    assert found


@pytest.mark.parametrize(("what", "where"), REQUESTS, ids=str)
def test_requests_have_the_same_rows_on_disk_and_in_memory(
    stored: Store, memory: Store, what: str, where: dict[str, Any]
) -> None:
    assert requested(stored, what, where) == requested(memory, what, where)
    part = ["handan-2024", "ningbo-2023"]
    assert requested(stored.of(part), what, where) == requested(memory.of(part), what, where)


def requested(store: Store, what: str, where: dict[str, Any]) -> Table:
    """The rows of a request; what is wrong with it stands in the only one."""
    try:
        return find(store, what, **where)
    except MissingError as error:
        return Table(("error",), ((str(error),),))


def test_cities_are_asked_by_their_latest_plans(memory: Store) -> None:
    plans = [row["plan"] for row in query.run(memory, "plans").dicts()]
    found = [row["plans"] for row in find(memory, "cities").dicts()]
    assert {"handan-2023", "handan-2024"} <= set(plans)
    assert "handan-2024" in found
    assert "handan-2023" not in found


def test_most_requests_have_rows(memory: Store) -> None:
    found = [requested(memory, what, where) for what, where in REQUESTS]
    assert sum(bool(one.rows) and one.columns != ("error",) for one in found) > 0.8 * len(found)


def test_words_are_looked_up_in_the_index_as_in_the_texts(stored: Store, memory: Store) -> None:
    kept, whole = Texts(stored), Texts(memory)
    assert kept.tasks == whole.tasks
    said = {content(one) for row in query.run(memory, "tasks").rows for one in row}
    pairs = {word[at : at + length] for word in said for length in (1, 2, 3, 5) for at in range(0, len(word), 7)}
    assert len(pairs) > 500
    for word in pairs - {""}:
        assert kept.saying(word) == whole.saying(word), word
    for place in whole.tasks:
        assert (kept.of(place, ["学校"]), kept.section(place)) == (whole.of(place, ["学校"]), whole.section(place))
    part = Texts(stored.of(["handan-2024"]))
    assert part.tasks == [one for one in whole.tasks if one[0] == "handan-2024"]
    assert part.saying("幼儿园") == whole.saying("幼儿园", ["handan-2024"])


@pytest.mark.parametrize("name", [one for one in SOUGHT if "plan" in query.named(one).parameters])
def test_what_is_asked_of_one_plan_is_asked_of_its_graph_alone(memory: Store, name: str) -> None:
    """The rows with and without the graphs of the others are the same, for plans of one city and of several."""
    for key in ("handan-2024", "qiuxian-2023", "ningbo-2023", "nowhere-2023"):
        parameters = {one: VALUES[one] for one in query.named(name).required} | {"plan": key}
        bound = {f"_{one}": query.term(value) for one, value in parameters.items()}
        everywhere = memory.query(query.named(name).text, bound)
        assert memory.query(query.named(name).text, bound, None, key) == everywhere


def rebuilt(into: Path, plans: dict[str, str]) -> None:
    """Build plans whose texts lie in a folder beside the graph."""
    texts = into.parent / f"{into.name}-texts"
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir()
    for key, said in plans.items():
        (texts / f"{key}.txt").write_text(said, encoding="utf-8")
    assert {one.state for one in build(catalogue.entries([texts]), into)} <= {"read", "kept"}


def quads(into: Path) -> set[ox.Quad]:
    found = disk.opened(into)
    assert found is not None
    return set(found[0])


def generation(into: Path) -> str:
    state = disk.current(into)
    return state.name if state else ""


def rows(into: Path) -> tuple[list[Table], list[index.Said]]:
    """The rows that are kept, and what the index finds."""
    found = disk.opened(into)
    assert found is not None
    with tables.opened(found[1]) as file:
        said = [one for word in ("", "幼儿园", "李") for one in index.saying(file, word)]
    return [tables.read(found[1], name, keyed(name)) for name in tables.KEPT], said


MADE = {key: text(issuer, later=later) for key, (issuer, later) in CITIES.items()}


def test_what_follows_is_what_would_be_made_anew(tmp_path: Path) -> None:
    """A plan that changes leaves nothing of what it alone said of offices, persons and documents."""
    into, fresh = tmp_path / "graph", tmp_path / "fresh"
    rebuilt(into, MADE)
    assert generation(into) == "1"
    changed = MADE | {
        "nowhere-2023": MADE["nowhere-2023"].replace("王小明", "李大华").replace("幼儿园管理办法", "幼儿园规程")
    }
    rebuilt(into, changed)
    assert generation(into) == "2"
    rebuilt(fresh, changed)
    assert quads(into) == quads(fresh)
    assert rows(into) == rows(fresh)


def test_a_plan_that_goes_takes_along_what_it_alone_said(tmp_path: Path) -> None:
    into, fresh = tmp_path / "graph", tmp_path / "fresh"
    rebuilt(into, MADE)
    (into / "nowhere-2023.ttl").unlink()
    (into / "qiuxian-2024.ttl").unlink()
    said: list[str] = []
    open_graph(into, said.append)
    assert [str(into) in one for one in said] == [True]
    rebuilt(fresh, {key: one for key, one in MADE.items() if key not in ("nowhere-2023", "qiuxian-2024")})
    assert quads(into) == quads(fresh)


def test_turtle_that_was_changed_by_hand_is_loaded_anew(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    rebuilt(into, MADE)
    path = into / "nowhere-2023.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('"某市教育局', '"某市教育体育局'), encoding="utf-8")
    said: list[str] = []
    store = open_graph(into, said.append)
    assert len(said) == 1
    assert "某市教育体育局" in str(query.rows(store, "plans"))
    open_graph(into, pytest.fail)


def test_a_file_that_bears_another_name_is_answered_all_the_same(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    rebuilt(into, MADE)
    (into / "nowhere-2023.ttl").rename(into / "elsewhere-2023.ttl")
    store = open_graph(into, lambda _: None)
    assert store.generation is None
    assert query.rows(store, "tasks", plan="nowhere-2023")


def test_processes_make_what_one_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_BATCH", 2)
    one, two = tmp_path / "one", tmp_path / "two"
    rebuilt(one, MADE)
    shutil.copytree(one, two, ignore=shutil.ignore_patterns(graphs.HIDDEN))
    (two / graphs.HIDDEN).mkdir()
    disk.renew(two, graphs.settled(two), {}, jobs=2)
    assert quads(one) == quads(two)
    assert rows(one) == rows(two)


def test_a_build_that_fails_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    into = tmp_path / "graph"
    rebuilt(into, MADE)
    before = quads(into)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables, "add", full)
    with pytest.raises(InputError, match="No space left on device"):
        rebuilt(into, MADE | {"nowhere-2023": MADE["nowhere-2023"].replace("王小明", "李大华")})
    monkeypatch.undo()
    monkeypatch.setattr(disk, "LEAST", 1)
    assert quads(into) == before
    assert sorted(one.name for one in (into / graphs.HIDDEN / disk.STORE).iterdir()) == ["1", disk.CURRENT]


def test_a_damaged_store_is_made_anew(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    rebuilt(into, MADE)
    for table in (into / graphs.HIDDEN / disk.STORE / "1").glob("CURRENT"):
        table.write_bytes(b"broken")
    said: list[str] = []
    assert len(query.rows(open_graph(into, said.append), "plans")) == len(MADE)
    assert len(said) == 1


BUILD = "import sys; from edugraph import disk; disk.LEAST = 1; from edugraph.cli import run; run()"


def figures(into: Path) -> set[str]:
    """What the store says that the plans promise."""
    store = open_graph(into)
    assert store.generation
    return {row["value"] for row in query.rows(store, "targets") if row["plan"] == "nowhere-2023"}


@pytest.mark.parametrize("delay", [0.05, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0, 1.2])
def test_a_build_that_is_killed_leaves_the_old_state_or_the_new_one(tmp_path: Path, delay: float) -> None:
    into, texts = tmp_path / "graph", tmp_path / "graph-texts"
    rebuilt(into, MADE)
    old = figures(into)
    (texts / "nowhere-2023.txt").write_text(MADE["nowhere-2023"].replace("3所幼儿园", "77所幼儿园"), encoding="utf-8")
    run = [sys.executable, "-c", BUILD, "build", str(texts), "--into", str(into)]
    process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    new = old - {"3"} | {"77"}
    assert figures(into) in (old, new)
    build(catalogue.entries([texts]), into)
    assert figures(into) == new
    assert not (into / graphs.HIDDEN / "lock").exists()


def test_generations_that_nobody_can_be_reading_go(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    for number in range(4):
        rebuilt(into, MADE | {"nowhere-2023": MADE["nowhere-2023"].replace("王小明", f"李大{number}")})
    (into / graphs.HIDDEN / disk.STORE / "9").mkdir()
    disk.clear(into)
    assert sorted(one.name for one in (into / graphs.HIDDEN / disk.STORE).iterdir()) == ["3", "4", disk.CURRENT]


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    rebuilt(into, MADE)
    reader = open_graph(into)
    rebuilt(into, MADE | {"nowhere-2023": MADE["nowhere-2023"].replace("王小明", "李大华")})
    assert "王小明" in str(query.rows(reader, "leaders"))
    assert "李大华" in str(query.rows(open_graph(into), "leaders"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_read_into_memory(tmp_path: Path) -> None:
    into = tmp_path / "graph"
    rebuilt(into, MADE)
    shutil.rmtree(into / graphs.HIDDEN)
    into.chmod(0o500)
    try:
        assert open_graph(into).generation is None
    finally:
        into.chmod(0o700)


def test_few_plans_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "LEAST", 20)
    into = tmp_path / "graph"
    rebuilt(into, MADE)
    assert disk.current(into) is None
    assert open_graph(into, pytest.fail).generation is None
