"""Questions to a graph in which cities have plans of several years, and questions about groups of cities."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edugraph import ask, catalogue
from edugraph.build import build
from edugraph.cli import main
from edugraph.errors import MissingError
from edugraph.store import Store, open_graph
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.ask import Answer

ONCE, READ = "早年有的城市", "plans read: "


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The made-up two years of the examples."""
    into = tmp_path_factory.mktemp("two-years")
    build(catalogue.entries([ROOT / "examples" / "two-years"]), into)
    return open_graph(into)


def plans(found: Answer) -> set[str]:
    return {row["plan"] for row in found.table.dicts()}


GROUPS = {
    "a rank": ("地级市中哪些推进集团化办学？", {"jining-2023"}),
    "a rank that is asked for": ("哪些县级市提到双减？", {"rongcheng-2023"}),
    "a province": ("河北省有哪些市提到双减？", {"handan-2024", "qiuxian-2024"}),
    "a rank of a province": ("山东的县级市有哪些目标？", {"rongcheng-2023"}),
    "the cities of a province": ("浙江的城市有哪些目标？", {"ningbo-2024"}),
    "in a year": ("2023年山东的地级市有哪些目标？", {"jining-2023", "zaozhuang-2023"}),
    "in an earlier year": ("2023年河北的县有哪些目标？", {"qiuxian-2023"}),
    "a year alone": ("2024年哪些城市提到双减？", {"handan-2024", "ningbo-2024", "qiuxian-2024"}),
}


@pytest.mark.parametrize(("question", "want"), GROUPS.values(), ids=GROUPS)
def test_a_group_or_a_year_narrows_any_reading(held: Store, folder: Path, question: str, want: set[str]) -> None:
    found = ask.answer(held, question)
    assert found.sure, found.doubts
    assert plans(found) == want
    assert any("only these" in note for note in found.notes) == (question[:5] != "2024年")
    for command in found.commands:  # what is shown can be typed, and gives the same
        typed = CliRunner().invoke(main, ["--graph", str(folder), *shlex.split(command)[1:], "--format", "csv"])
        assert typed.exit_code == 0, typed.stderr
        assert all(plan in typed.stdout for plan in want)


def test_what_cities_of_a_group_share(held: Store, store: Store) -> None:
    found = ask.answer(held, "山东的地级市有哪些共同的主题？")
    assert found.table.rows
    assert {row["cities"] for row in found.table.dicts()} == {"济宁市、枣庄市"}
    assert ask.answer(store, "山东的地级市有哪些共同的主题？").table == found.table


@pytest.mark.parametrize("question", ["云南的地级市推进双减吗？", "海南有哪些市提到双减？"])
def test_a_group_of_which_nothing_is_held_is_told(held: Store, question: str) -> None:
    with pytest.raises(MissingError, match="no city of the group"):
        ask.answer(held, question)


def test_what_an_earlier_plan_has_and_the_latest_has_not(held: Store) -> None:
    found = ask.answer(held, "邯郸推进集团化办学吗？")
    assert found.table.rows == ()
    assert found.notes[0].startswith("2024年的要点里没有；2023年的有：邯郸市")
    assert plans(found.parts[-1]) == {"handan-2023"}
    assert found.parts[-1].commands == ("edugraph query tasks-of-theme -p plan=handan-2023 -p theme=集团化办学",)


def test_what_no_plan_has_is_none(held: Store) -> None:
    found = ask.answer(held, "邱县推进集团化办学吗？")
    assert found.table.rows == ()
    assert not any("要点里没有；" in note for note in found.notes)


def test_words_that_only_an_earlier_plan_has_are_found_there(example: Store) -> None:
    """The latest plan cannot even be asked: no plan that is read has the words."""
    found = ask.answer(example, "青禾县有哪些任务提到足球？")
    assert found.notes[0].startswith("2024年的要点里没有；2023年的有：青禾县")
    assert plans(found) == {"qinghe-2023"}


def test_what_an_earlier_plan_has_more_surely_is_told(example: Store) -> None:
    found = ask.answer(example, "青禾县推广校园足球吗？")
    assert not found.sure
    assert found.notes[0].startswith("2023年的要点里有更确切的：青禾县")
    assert plans(found.parts[-1]) == {"qinghe-2023"}


def test_cities_that_once_had_it_are_told_beside_those_that_have(held: Store) -> None:
    found = ask.answer(held, "哪些城市推进集团化办学？")
    assert plans(found) == {"jining-2023"}
    (once,) = (note for note in found.notes if ONCE in note)
    assert "宁波市（2023）" in once
    assert "邯郸市（2023）" in once


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("哪些城市提到双减？", "2024 of 邯郸市、宁波市、邱县, not 2023"),
        ("2023年哪些城市提到双减？", ""),
        ("济宁有哪些任务？", ""),
    ],
)
def test_it_is_told_which_years_were_read(held: Store, question: str, told: str) -> None:
    notes = [note for note in ask.answer(held, question).notes if READ in note]
    assert len(notes) == bool(told)
    assert not told or told in notes[0]


@pytest.mark.parametrize("question", ["哪些城市推进集团化办学？", "邯郸有哪些任务？", "山东省济宁市提到双减吗？"])
def test_without_a_group_and_other_years_nothing_is_said_of_them(store: Store, question: str) -> None:
    found = ask.answer(store, question)
    assert not any("--" in command for command in found.commands)
    assert not any(READ in note or ONCE in note or "only these" in note for note in found.notes)
