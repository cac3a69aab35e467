"""A plan that gets another name: one plan is left, whatever comes between, and no text of anybody's own is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edugraph import build as building
from edugraph import graphs, query
from edugraph.errors import InputError
from edugraph.store import open_graph
from tests.test_build import PLAN, _run

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small plan."""
    plans = tmp_path / "in"
    plans.mkdir()
    (plans / "demo.txt").write_text(PLAN, encoding="utf-8")
    return plans


def _rename(folder: Path, key: str) -> None:
    (folder / "plans.toml").write_text(f"[{key}]\nfile = 'demo.txt'\n", encoding="utf-8")


@pytest.mark.parametrize("how", ["in plans.toml", "the file"])
def test_a_plan_that_is_renamed_leaves_one_plan(folder: Path, tmp_path: Path, how: str) -> None:
    into = tmp_path / "g"
    _run(folder, into)
    if how == "the file":
        (folder / "demo.txt").rename(folder / "demo-2022.txt")
    else:
        _rename(folder, "demo-2022")
    (report,) = _run(folder, into)
    assert (report.key, report.state, report.formerly) == ("demo-2022", "read", ("demo",))
    assert [path.name for path in into.rglob("demo*")] == ["demo-2022.ttl", "demo-2022.txt"]
    assert [row["plan"] for row in query.run(open_graph(into), "plans").dicts()] == ["demo-2022"]
    assert [(one.state, one.formerly) for one in _run(folder, into)] == [("kept", ())]


def _clone(into: Path) -> None:
    """What a clone lacks: the state of the last build, which git leaves out, as it does the texts of one's own."""
    shutil.rmtree(into / graphs.HIDDEN)
    shutil.rmtree(into / graphs.TEXTS)


def _age(into: Path) -> None:
    """The state as a version wrote it that did not know of files yet."""
    state = into / graphs.HIDDEN / "state.json"
    known = json.loads(state.read_text(encoding="utf-8"))
    state.write_text(json.dumps({handle: entry[:3] for handle, entry in known.items()}), encoding="utf-8")


@pytest.mark.parametrize("before", [_clone, _age])
@pytest.mark.parametrize("name", ["demo.txt", 'de"mo\\要点.txt'])
def test_a_graph_without_a_state_says_itself_which_plan_is_renamed(
    folder: Path, tmp_path: Path, before: Callable[[Path], None], name: str
) -> None:
    into = tmp_path / "g"
    (folder / "demo.txt").rename(folder / name)
    (folder / "plans.toml").write_text(f"[demo]\nfile = '{name}'\n", encoding="utf-8")
    _run(folder, into)
    before(into)
    (folder / "plans.toml").write_text(f"[demo-2022]\nfile = '{name}'\n", encoding="utf-8")
    (report,) = _run(folder, into)
    assert (report.key, report.state, report.formerly) == ("demo-2022", "read", ("demo",))
    assert [path.name for path in into.rglob("demo*")] == ["demo-2022.ttl", "demo-2022.txt"]
    assert [(one.state, one.formerly) for one in _run(folder, into)] == [("kept", ())]


def test_without_a_state_a_text_of_another_file_is_no_former_plan(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "g")
    _clone(tmp_path / "g")
    (folder / "demo.txt").rename(folder / "copy-2022.txt")
    (report,) = _run(folder, tmp_path / "g")
    assert report.formerly == ()
    assert building.twins(graphs.settled(tmp_path / "g")) == [["copy-2022", "demo"]]


def test_without_a_state_another_text_of_the_file_is_no_former_plan(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "g")
    _clone(tmp_path / "g")
    (folder / "demo.txt").write_text(PLAN + "改", encoding="utf-8")
    _rename(folder, "demo-2022")
    (report,) = _run(folder, tmp_path / "g")
    assert report.formerly == ()
    assert sorted(graphs.settled(tmp_path / "g")) == ["demo", "demo-2022"]


def test_no_graph_is_looked_into_but_one_that_may_be_a_former_plan(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "b-2022.txt").write_text(PLAN + "改", encoding="utf-8")
    read: list[str] = []
    origin = graphs.origin

    def looked(path: Path) -> graphs.Origin:
        read.append(path.stem)
        return origin(path)

    monkeypatch.setattr(graphs, "origin", looked)
    _run(folder, tmp_path / "g")
    _run(folder, tmp_path / "g")
    (folder / "b-2022.txt").write_text(PLAN + "又改", encoding="utf-8")
    _run(folder, tmp_path / "g")
    assert read == []
    _rename(folder, "demo-2022")
    _run(folder, tmp_path / "g")
    assert read == ["demo"]


def test_two_plans_that_change_names_stay_two(folder: Path, tmp_path: Path) -> None:
    (folder / "b-2022.txt").write_text(PLAN + "改", encoding="utf-8")
    _run(folder, tmp_path / "g")
    toml = "[b-2022]\nfile = 'demo.txt'\n[demo]\nfile = 'b-2022.txt'\n"
    (folder / "plans.toml").write_text(toml, encoding="utf-8")
    assert [one.formerly for one in _run(folder, tmp_path / "g")] == [(), ()]
    assert "改" in (tmp_path / "g" / "plans" / "demo.txt").read_text(encoding="utf-8")
    assert sorted(path.stem for path in (tmp_path / "g").glob("*.ttl")) == ["b-2022", "demo"]


def test_a_rename_that_is_cut_off_loses_neither_plan(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = tmp_path / "g"
    _run(folder, into)
    _rename(folder, "demo-2022")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.rename", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(InputError, match="old graph is as it was"):
            _run(folder, into)
    assert list(graphs.settled(into)) == ["demo"]
    with monkeypatch.context() as patch:
        patch.setattr(graphs, "move_in", lambda _: None)
        _run(folder, into)
    assert list(graphs.settled(into)) == ["demo-2022"]
    removed = Path.unlink
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda path, **how: 1 / 0 if path.name == "demo.ttl" else removed(path, **how))
        with pytest.raises(ZeroDivisionError):
            _run(folder, into)
    assert list(graphs.settled(into)) == ["demo-2022"]
    assert (into / "demo.ttl").exists()
    assert [one.state for one in _run(folder, into)] == ["kept"]
    assert [path.name for path in into.rglob("demo*")] == ["demo-2022.ttl", "demo-2022.txt"]


def test_a_renamed_plan_never_takes_away_a_text_that_plans_are_read_from(tmp_path: Path) -> None:
    plans = tmp_path / "g" / "plans"
    plans.mkdir(parents=True)
    (plans / "demo.txt").write_text(PLAN, encoding="utf-8")
    _run(plans, tmp_path / "g")
    _rename(plans, "demo-2022")
    (report,) = _run(plans, tmp_path / "g")
    assert report.formerly == ("demo",)
    assert (plans / "demo.txt").read_text(encoding="utf-8") == PLAN
    assert [path.name for path in (tmp_path / "g").glob("*.ttl")] == ["demo-2022.ttl"]


def test_the_next_year_in_the_same_file_is_another_plan(folder: Path, tmp_path: Path) -> None:
    text = PLAN.replace("某市", "台山市")
    (folder / "demo.txt").rename(folder / "要点.txt")
    for year in ("2022", "2023"):
        (folder / "要点.txt").write_text(text.replace("2022", year), encoding="utf-8")
        (report,) = _run(folder, tmp_path / "g")
        assert report.formerly == ()
    assert sorted(graphs.settled(tmp_path / "g")) == ["taishan-440781-2022", "taishan-440781-2023"]


def test_two_plans_of_one_text_are_told_apart_from_a_rename(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "g")
    other = tmp_path / "other"
    other.mkdir()
    (other / "copy-2022.txt").write_text(PLAN, encoding="utf-8")
    (report,) = _run(other, tmp_path / "g")
    assert report.formerly == ()
    assert building.twins(graphs.settled(tmp_path / "g")) == [["copy-2022", "demo"]]
