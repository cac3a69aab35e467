"""Which plans a question is about: a part of a graph answers like a graph of these plans alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edugraph import answers, choices, computed, disk, query
from edugraph.cli import main
from edugraph.errors import MissingError, UsageError
from edugraph.overlap.selection import by_plan
from edugraph.store import Store, open_graph
from edugraph.which import ALL, LATEST, Which, taken
from tests.test_disk import SOUGHT, given

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from edugraph.table import Table


@pytest.fixture(scope="module")
def stored(folder: Path) -> Store:
    """The same graph from its store on disk, with kept rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "LEAST", 1)
        found = open_graph(folder)
        assert found.generation
        return found


@pytest.fixture(scope="module")
def latest(held: Store) -> frozenset[str]:
    plans = Which(LATEST).part(held).plans
    assert plans is not None
    return plans


@pytest.fixture(scope="module")
def alone(folder: Path, latest: frozenset[str], tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A graph of the latest plans alone."""
    copied = tmp_path_factory.mktemp("latest")
    for plan in latest:
        shutil.copy(folder / f"{plan}.ttl", copied)
    return open_graph(copied)


def rows(table: Table) -> list[tuple[str, ...]]:
    return sorted(table.rows)


@pytest.mark.parametrize("name", SOUGHT)
def test_a_part_answers_like_a_graph_of_its_plans(held: Store, stored: Store, alone: Store, name: str) -> None:
    """Every named query, from memory and from disk, with each of its parameters."""
    for parameters in given(name):
        want = rows(query.run(alone, name, **parameters))
        for whole in (held, stored):
            assert rows(query.run(Which(LATEST).part(whole), name, **parameters)) == want, parameters


COMPUTED = {
    "overlap-documents": {}, "overlap-offices": {}, "overlap-targets": {}, "theme-cells": {}, "documents": {},
    "boilerplate": {}, "wordings": {}, "theme-communities": {}, "city-ties": {}, "bridges": {}, "indicator-ranking": {"indicator": "新增学位"},
    "target-difference": {"city": "邯郸", "other": "宁波", "indicator": "新增学位"},
}  # fmt: skip


@pytest.mark.parametrize(("name", "parameters"), COMPUTED.items(), ids=COMPUTED)
def test_computed_questions_read_the_latest_of_each_city(
    held: Store, alone: Store, name: str, parameters: Mapping[str, str]
) -> None:
    asked = answers.question(name, parameters)
    assert query.headers()[name].plans == LATEST
    assert asked(held) == asked(alone)
    assert answers.question(name, {**parameters, "years": ALL})(held) == computed.answer(name, held, None, parameters)


def plans_in(found: object) -> set[str]:
    """The plans that the rows of an answer name, in whatever cell."""
    cells = {word.partition(":")[0] for row in getattr(found, "rows", ()) for cell in row for word in cell.split()}
    return {cell for cell in cells if cell[-5:-4] == "-" and cell[-4:].isdecimal()}


def test_two_plans_of_a_city_are_not_shared_by_two_cities(held: Store) -> None:
    for years in ("", ALL):
        found = answers.question("overlap-tasks", {"years": years} if years else {})(held)
        assert not isinstance(found, bytes)
        city = by_plan(held)
        assert all(city[row["plan_a"]] != city[row["plan_b"]] for row in found.dicts())
        assert ("handan-2023" in plans_in(found)) == bool(years)


@pytest.mark.parametrize(
    ("given_", "plans"),
    [
        ({"cities": "邯郸、宁波"}, {"handan-2024", "ningbo-2024"}),
        ({"cities": "邯郸、宁波", "year": "2023"}, {"handan-2023", "ningbo-2023"}),
        ({"cities": "邯郸2023、宁波"}, {"handan-2023", "ningbo-2024"}),
        ({"cities": "handan-2023、handan-2024、宁波"}, {"handan-2023", "handan-2024", "ningbo-2024"}),
        ({"cities": "邯郸、宁波", "years": "all"}, {"handan-2023", "handan-2024", "ningbo-2023", "ningbo-2024"}),
        ({"cities": "邯郸、宁波", "years": "2023-2024"}, {"handan-2023", "handan-2024", "ningbo-2023", "ningbo-2024"}),
        ({"where": "山东的地级市"}, {"jining-2023", "zaozhuang-2023"}),
        ({"province": "山东", "level": "county"}, set()),
        ({"province": "山东", "level": "prefecture"}, {"jining-2023", "zaozhuang-2023"}),
    ],
)
def test_years_and_places_say_which_plans(held: Store, given_: dict[str, str], plans: set[str]) -> None:
    assert plans_in(answers.question("overlap-themes", given_)(held)) == plans


def test_years_that_are_asked_for_are_all_compared(held: Store) -> None:
    found = answers.question("compare", {"cities": "邯郸、宁波", "years": "2023、2024", "part": "size"})(held)
    assert not isinstance(found, bytes)
    assert found.columns[2:6] == ("邯郸市 2023", "邯郸市 2024", "宁波市 2023", "宁波市 2024")
    found = answers.question("compare", {"cities": "邯郸、宁波", "part": "size"})(held)
    assert not isinstance(found, bytes)
    assert found.columns[2:4] == ("邯郸市", "宁波市")


def test_peers_and_gaps_are_of_the_year_that_is_asked_for(held: Store) -> None:
    for year in ("2023", "2024"):
        found = answers.question("peers", {"city": "邯郸", "year": year})(held)
        assert {plan[-4:] for plan in plans_in(found)} == {year}
    gaps = answers.question("gaps", {"city": "邯郸", "cities": "宁波", "kind": "theme", "years": "2023"})(held)
    assert plans_in(gaps) == {"ningbo-2023"}
    assert not plans_in(answers.question("gaps", {"city": "邯郸", "cities": "宁波", "kind": "theme"})(held))  # one text


def test_places_narrow_the_peers_and_not_the_city_itself(held: Store) -> None:
    found = answers.question("peers", {"city": "邯郸", "where": "山东", "year": "2023"})(held)
    assert plans_in(found) >= {"jining-2023", "zaozhuang-2023", "rongcheng-2023", "handan-2023"}
    assert not plans_in(found) & {"ningbo-2023", "qiuxian-2023"}
    shared = answers.question("overlap-themes", {"city": "邯郸", "where": "浙江"})(held)
    assert plans_in(shared) == {"handan-2024", "ningbo-2024"}


WRONG = {
    "no year": ("overlap-themes", {"years": "二〇二三"}, UsageError, "a year, a span or a list"),
    "a span that ends before it begins": ("overlap-themes", {"years": "2024-2023"}, UsageError, "a span"),
    "said twice": ("overlap-themes", {"years": "2023", "year": "2024"}, UsageError, "give one"),
    "a year without plans": ("overlap-themes", {"years": "2019"}, MissingError, "It holds plans of: 2023, 2024"),
    "a city without a plan of it": (
        "peers",
        {"city": "济宁", "years": "2024"},
        MissingError,
        "are none of 济宁市. The graph holds of it: jining-2023",
    ),
    "no group": ("overlap-themes", {"where": "云南的县"}, MissingError, "no city of the group 云南的县"),
    "groups that have nothing in common": (
        "overlap-themes",
        {"province": "浙江", "level": "县级市"},
        MissingError,
        "of all of these",
    ),
    "through the years": ("trend", {"years": "2023"}, UsageError, "goes through all years"),
}


@pytest.mark.parametrize(("name", "given_", "error", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_asked_is_told(
    held: Store, name: str, given_: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        answers.question(name, given_)(held)


def test_what_a_question_takes_itself_is_its_own() -> None:
    assert taken({"level": "national"}, ("level",)) == (Which(), {"level": "national"})
    assert taken({"level": "county", "theme": "双减"}, ("theme",)) == (Which("", ("county",)), {"theme": "双减"})


def test_nothing_is_a_part_where_every_city_has_one_plan(store: Store) -> None:
    assert Which(LATEST).part(store) is store
    assert Which("2023").part(store).plans is None
    assert choices.years(store, "overlap-themes", {}) is None


TOLD = {
    "the latest of each": ("overlap-themes", {}, ["2024 of 邯郸市、宁波市、邱县, not 2023"]),
    "of some cities": ("overlap-themes", {"cities": "邯郸、济宁"}, ["2024 of 邯郸市, not 2023"]),
    "an earlier year": ("gaps", {"city": "邯郸", "cities": "济宁"}, ["2024 of 邯郸市, not 2023"]),
    "several years": ("compare", {"cities": "邯郸、宁波", "years": ALL}, []),
    "all": ("overlap-themes", {"years": ALL}, []),
    "a listing, which reads all": ("tasks", {}, []),
    "named by its id": ("targets", {"plan": "handan-2023"}, []),
}


@pytest.mark.parametrize(("name", "given_", "clauses"), TOLD.values(), ids=TOLD)
def test_it_is_told_once_which_years_were_read(
    held: Store, name: str, given_: dict[str, str], clauses: list[str]
) -> None:
    told = choices.years(held, name, given_)
    assert (told is not None) == bool(clauses)
    assert [clause for clause in clauses if told and clause in told[0]] == clauses


COMMANDS = {
    "overlap": ("overlap", "themes", "--format", "csv"),
    "gaps": ("gaps", "邯郸", "--kind", "theme", "--format", "csv"),
    "peers": ("peers", "邯郸", "--format", "csv"),
    "compare": ("compare", "邯郸", "宁波", "--part", "size", "--format", "csv"),
    "query": ("query", "overlap-themes", "--format", "csv"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_commands_take_years_and_tell_which_they_read(folder: Path, command: tuple[str, ...]) -> None:
    def run(*more: str) -> tuple[str, str]:
        found = CliRunner().invoke(main, ["--graph", str(folder), *command, *more])
        assert found.exit_code == 0, found.stderr
        return found.stdout, found.stderr

    rows_, told = run()
    assert told.count("plans read: 2024 of ") == 1
    assert run("--year", "2024")[0] == rows_ or command[0] in ("overlap", "query", "gaps", "peers")  # fewer cities
    earlier, told = run("--year", "2023")
    assert earlier != rows_
    assert told.count("plans read: 2023 of ") == 1


def test_a_query_of_ones_own_says_itself_which_plans(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.rq"
    own.write_text("SELECT ?p WHERE { ?p a edu:Plan }", encoding="utf-8")
    found = CliRunner().invoke(main, ["--graph", str(folder), "query", str(own), "--year", "2023"])
    assert found.exit_code == 2
    assert "says itself which plans" in found.stderr


def test_the_page_shows_the_latest_plans(folder: Path, tmp_path: Path) -> None:
    def plans(*more: str) -> set[str]:
        page = tmp_path / "page.html"
        found = CliRunner().invoke(main, ["--graph", str(folder), "view", "matrix", "-o", str(page), *more])
        assert found.exit_code == 0, found.stderr
        text = page.read_text(encoding="utf-8")
        return {plan for plan in ("handan-2023", "handan-2024", "jining-2023", "ningbo-2024") if f'"{plan}"' in text}

    assert plans() == {"handan-2024", "jining-2023", "ningbo-2024"}
    assert plans("--year", "2023") == {"handan-2023", "jining-2023"}
    assert plans("--years", "all") == {"handan-2023", "handan-2024", "jining-2023", "ningbo-2024"}
    assert plans("--city", "邯郸2023", "--city", "宁波") == {"handan-2023", "ningbo-2024"}
