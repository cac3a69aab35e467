"""Each row stands once and counts are those of the rows, in every question and command, on three graphs."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edugraph import answers, query
from edugraph.cli import main
from edugraph.errors import MissingError, UsageError
from edugraph.holdings import Holdings
from edugraph.parameters import Parameters
from edugraph.store import open_graph
from edugraph.table import Table
from tests import corpora

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from edugraph.store import Store

GRAPHS = ("five", "corpus", "alone")
FEW = 3
"""So many values of a required parameter are tried."""
LISTED = {
    "tasks": "tasks", "measures": "measures", "targets": "targets", "blanked-targets": "blanked-targets",
    "tasks-with-targets": "tasks-with-targets", "tasks-without-targets": "tasks-without-targets",
    "offices": "organisation of responsibilities", "leaders": "name of leaders", "themes": "theme of themes",
    "documents": "title of citations",
}  # fmt: skip
"""What ``counts`` counts, and the question that lists it, or a column of it whose values are counted."""


@pytest.fixture(scope="session")
def folders(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The graphs by name."""
    made = {name: tmp_path_factory.mktemp(name) for name in GRAPHS[1:]}
    return {"five": graph_folder, "corpus": corpora.corpus(made["corpus"]), "alone": corpora.alone(made["alone"])}


@pytest.fixture(scope="session", params=GRAPHS)
def graph(request: pytest.FixtureRequest, folders: Mapping[str, Path]) -> tuple[Path, Store]:
    """Each graph with its folder."""
    folder = folders[request.param]
    return folder, open_graph(folder)


@cache
def samples(store: Store) -> Mapping[str, list[str]]:
    """Values that the graph knows, by the parameter that takes them."""
    holdings = Holdings(store)
    themes = [row["theme"] for row in query.run(store, "themes").dicts()]
    indicators = [row["indicator"] for row in query.run(store, "indicator-targets").dicts()]
    return {
        "plan": [row["plan"] for row in holdings.rows],
        "city": holdings.cities,
        "other": holdings.cities[::-1],
        "cities": ["、".join(holdings.cities)],
        "task": ["1", "4", "10"],
        "theme": list(dict.fromkeys(themes))[:3],
        "themes": ["、".join(list(dict.fromkeys(themes))[:2])],
        "indicator": [one for one, _ in Counter(indicators).most_common(2)],
        "section": [row["section"] for row in query.run(store, "sections").dicts()][:1],
        "words": ["教师", "学位"],
    }


def runs(store: Store, header: query.Header) -> Iterator[dict[str, str]]:
    """The parameters to ask a question with: the required ones, a few values of each, and each filter of a query.

    The first plans are the latest ones: of a corpus those of cities with two years.
    """
    known = {name: samples(store)[name][:FEW] for name in header.required}
    for at in range(max(map(len, known.values()), default=1)):
        yield {name: values[at % len(values)] for name, values in known.items()}
    if isinstance(header, query.Query):  # and with each filter by itself
        for name in sorted(header.parameters.keys() & samples(store).keys() - header.required):
            yield {one: values[0] for one, values in known.items()} | {name: samples(store)[name][0]}


def rows(store: Store, name: str, parameters: Mapping[str, str]) -> list[dict[str, str]]:
    """Rows of a question with the hidden columns that tell facts of one wording apart; none where there is nothing."""
    try:
        found = answers.question(name, parameters)(store)
    except (MissingError, UsageError):  # one plan alone has nothing to be set against
        return []
    assert isinstance(found, Table)
    if name not in query.catalogue():
        return found.dicts()
    return query.rows(store, name, **Parameters(store).resolved(query.headers()[name], parameters))


@pytest.mark.parametrize("name", query.headers())
def test_no_row_stands_twice(name: str, graph: tuple[Path, Store]) -> None:
    _, store = graph
    for parameters in runs(store, query.headers()[name]):
        found = rows(store, name, parameters)
        assert twice(found, apart="_fact" in found[0] if found else False) == [], parameters


def twice(found: Iterable[Mapping[str, str]], *, apart: bool = False) -> list[dict[str, str]]:
    """Rows that stand more than once. Two blanked figures of one wording are rows alike where facts are not ``apart``."""
    count = Counter(tuple(row.items()) for row in found)
    return [
        dict(row) for row, many in count.items() if many > 1 and (apart or "****" not in dict(row).get("quote", ""))
    ]


@pytest.mark.parametrize("what", LISTED)
def test_counts_are_the_rows_that_are_listed(what: str, graph: tuple[Path, Store]) -> None:
    _, store = graph
    counted = {row["plan"]: int(row["count"]) for row in query.run(store, "counts", what=what).dicts()}
    column, _, name = LISTED[what].rpartition(" of ")
    assert counted.keys() == {row["plan"] for row in Holdings(store).rows}
    for plan, count in counted.items():
        found = query.rows(store, name, plan=plan, **({"standing": "main"} if what == "themes" else {}))
        assert count == len({row[column] for row in found} if column else found), plan


@pytest.mark.parametrize("name", [name for name, header in query.headers().items() if header.items])
def test_a_count_is_that_of_its_items(name: str, graph: tuple[Path, Store]) -> None:
    _, store = graph
    listing, *taken = query.headers()[name].items.split()
    for row in query.run(store, name).dicts():
        given = {column: row[column] for column in taken if row.get(column)}
        items = query.run(store, listing, **given).dicts()
        assert int(row.get("count", "") or row["tasks"]) == len({(one["plan"], one["task"]) for one in items}), row


def test_a_cell_of_tasks_or_cities_holds_as_many_as_are_counted(graph: tuple[Path, Store]) -> None:
    _, store = graph
    tasks = query.run(store, "tasks-of-theme", theme=samples(store)["theme"][0]).dicts()
    assert tasks
    for name in ("sections", "cities-of-theme", "themes-of-city", "themes-shared", "themes-lacking"):
        header = query.headers()[name]
        for parameters in runs(store, header):
            for row in query.run(store, name, **parameters).dicts():
                places, cities = row["tasks"].split(), [city for city in row.get("cities", "").split("、") if city]
                assert len(set(places)) == len(places)
                assert len(set(cities)) == len(cities)
                many = row.get("count", row.get("peers", ""))
                assert int(many) == len(cities or places), (name, row)


@pytest.mark.parametrize(
    "words",
    [
        "overlap themes", "overlap themes --cells", "overlap themes --alone", "overlap themes --evidence",
        "overlap targets", "overlap targets --evidence", "overlap tasks", "overlap tasks --boilerplate",
        "overlap tasks --phrases", "overlap documents", "overlap documents --all", "overlap documents --evidence",
        "overlap offices", "overlap offices --unmatched", "overlap offices --evidence", "queries",
        "ask 哪些任务有量化目标？", "ask 各市有多少项任务？", "ask 哪些城市推进双减？", "ask 哪个处室最忙？",
        "ask 哪个板块任务最多？", "ask 哪些任务没有责任单位？", "check",
    ],
)  # fmt: skip
def test_no_command_shows_a_row_twice(words: str, graph: tuple[Path, Store]) -> None:
    folder, _ = graph
    _stands_once(folder, words.split())


@pytest.mark.parametrize("words", ["compare {} {}", "gaps {}", "peers {}", "diff {}", "overlap offices --matrix {}"])
def test_no_comparison_shows_a_row_twice(words: str, folders: Mapping[str, Path]) -> None:
    for city in ("邯郸市", "邱县", *(() if words == "diff {}" else ("南京市鼓楼区", "nowhere-2023"))):
        _stands_once(folders["corpus"], words.format(city, "福州市鼓楼区").split())


def _stands_once(folder: Path, words: list[str]) -> None:
    result = CliRunner().invoke(main, ["--graph", str(folder), *words, "--format", "json"])
    assert result.exit_code == 0, result.output
    assert twice(json.loads(result.stdout)) == []


def test_a_page_and_a_note_are_made_of_cities_that_share_names_and_years(
    folders: Mapping[str, Path], tmp_path: Path
) -> None:
    for words in (
        ["view", "-o", str(tmp_path / "page.html")],
        ["brief", "邱县", "南京市鼓楼区", "-o", str(tmp_path / "n.html")],
    ):
        result = CliRunner().invoke(main, ["--graph", str(folders["corpus"]), *words])
        assert result.exit_code == 0, result.output


def test_districts_of_one_name_stay_two(folders: Mapping[str, Path]) -> None:
    store = open_graph(folders["corpus"])
    assert {"南京市鼓楼区", "福州市鼓楼区"} <= set(Holdings(store).cities)
    (shared,) = query.run(store, "overlap-themes", theme="双减").dicts()
    assert {"南京市鼓楼区", "福州市鼓楼区", "邯郸市", "邱县"} <= set(shared["cities"].split("、"))


def test_what_several_plans_say_of_one_thing_stands_once(folders: Mapping[str, Path]) -> None:
    """For those who write SPARQL of their own: a label of a region, an office or a document is met once."""
    store = open_graph(folders["corpus"])
    for thing, label in (
        ("schema:AdministrativeArea", "skos:prefLabel"), ("org:OrganizationalUnit", "skos:prefLabel"),
        ("edu:Document", "dcterms:title"), ("foaf:Person", "foaf:name"), ("org:FormalOrganization", "skos:prefLabel"),
    ):  # fmt: skip
        asked = f'SELECT ?s ?l {{ ?s a {thing} ; {label} ?l FILTER(LANG(?l) = "zh") }}'
        found = store.query(asked)
        assert isinstance(found, Table)
        assert found.rows
        assert len({row[0] for row in found.rows}) == len(found.rows), thing
