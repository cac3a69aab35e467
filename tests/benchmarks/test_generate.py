"""The generator of plans: the same for the same seed, marked, read back as it was made, kept apart from real plans."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from benchmarks import generate, likeness
from benchmarks.generator import words
from benchmarks.generator.layout import han
from benchmarks.generator.stock import load
from edugraph import catalogue, plausibility, query, regions, resources
from edugraph.build import build
from edugraph.errors import InputError, UsageError
from edugraph.extract import extract
from edugraph.facts import Leadership, Responsibility, Result, Target
from edugraph.quantity import chinese_number
from edugraph.store import open_graph
from edugraph.text import fold
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.generator.draft import Draft
    from edugraph.structure import Plan

SEED = 7


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    """Two years of 15 cities."""
    return list(generate.drafts(15, 2, SEED))


@pytest.fixture(scope="module")
def read(drafts: list[Draft]) -> list[tuple[Draft, Plan]]:
    """The same with what is read from their texts."""
    return list(likeness.read_back(drafts, SEED))


@pytest.fixture(scope="module")
def years(drafts: list[Draft]) -> list[tuple[Draft, Draft]]:
    """Each city's plan of the first year with that of the second."""
    return list(zip(drafts[::2], drafts[1::2], strict=True))


def test_a_plan_is_the_same_however_many_are_made() -> None:
    few = dict(generate.plans(2, 1, SEED))
    many = dict(generate.plans(4, 3, SEED))
    assert list(few) == ["gen00001-2023", "gen00002-2023"]
    assert few.items() <= many.items()
    assert len(many) == 12
    assert few != dict(generate.plans(2, 1, SEED + 1))


@pytest.mark.parametrize("hashing", ["0", "1"])
def test_a_seed_gives_the_same_bytes_in_another_process(tmp_path: Path, hashing: str) -> None:
    into = tmp_path / "made"
    options = ["--cities", "2", "--years", "2", "--seed", str(SEED), "--into", str(into)]
    environment = {**os.environ, "PYTHONHASHSEED": hashing}
    script = str(ROOT / "benchmarks" / "generate.py")
    subprocess.run([sys.executable, script, *options], check=True, env=environment, cwd=tmp_path, capture_output=True)
    texts = {path.stem: path.read_bytes() for path in into.glob("*.txt")}
    assert texts == {key: text.encode() for key, text in generate.plans(2, 2, SEED)}


def test_every_plan_is_read_with_as_many_tasks_as_it_has(read: list[tuple[Draft, Plan]]) -> None:
    assert {draft.key: len(draft.tasks) for draft, _ in read} == {plan.key: len(plan.tasks) for _, plan in read}
    assert all(30 <= len(draft.tasks) <= 60 for draft, _ in read)
    assert not [plan.key for _, plan in read if plan.doubts]


def test_what_is_found_in_them_comes_as_often_as_in_real_plans(
    read: list[tuple[Draft, Plan]], plans: dict[str, Plan]
) -> None:
    real, made = likeness.rates(plans.values()), likeness.rates(plan for _, plan in read)
    for kind in ("responsibility", "theme", "target", "citation", "character"):
        assert 0.75 < made[kind] / real[kind] < 1.33, kind


def test_tasks_are_no_copies() -> None:
    tasks, distinct, copies = likeness.variety(generate.drafts(60, 1, SEED))
    assert 45 < tasks < 55
    assert distinct > 0.7
    assert copies < 0.005


def test_numbering_and_form_differ() -> None:
    styles = [draft.style for draft in generate.drafts(60, 1, SEED)]
    assert len({style.mark for style in styles}) == 7
    assert len({style.body for style in styles}) == 5
    assert {style.table for style in styles} == {style.half for style in styles} == {True, False}
    assert {style.clause for style in styles} == {-1, 0, 1, 2, 3, 4}


def test_text_and_graph_say_that_they_are_generated(tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert generate.write(made, 3, 2, SEED) == 6
    listed = (made / catalogue.NAME).read_text(encoding="utf-8")
    assert words.text("mark") in listed.splitlines()[0]
    for path in made.glob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith("【生成数据，仅供性能测试】")
    reports = build(catalogue.entries([made]), tmp_path / "graph")
    assert {report.state for report in reports} == {"read"}
    store = open_graph(tmp_path / "graph")
    assert not plausibility.check(store).rows  # figures that contradict each other would be a poor likeness
    rows = query.run(store, "plans").dicts()
    assert [row["plan"] for row in rows] == sorted(generate_keys(3, 2))
    for row in rows:
        assert row["city"] == f"生成市{str(row['plan'])[3:8]}"
        assert str(row["issuer"]).startswith(f"{row['city']}教")
        assert row["city"] in str(row["title"])
        assert row["source"] == f"{row['plan']}.txt"
        assert not row["code"]
        assert not row["province"]


def generate_keys(cities: int, years: int) -> list[str]:
    return [f"gen{city:05}-{2023 + year}" for city in range(1, cities + 1) for year in range(years)]


def test_no_city_person_or_task_of_the_real_plans_is_named(
    read: list[tuple[Draft, Plan]], plans: dict[str, Plan]
) -> None:
    text = "".join(plan.source.text for _, plan in read)
    leaders = {fact.person for plan in plans.values() for fact in extract(plan) if isinstance(fact, Leadership)}
    cities = {name for code in ("370400", "130400", "330200", "370800", "371082") for name in names_of(code)}
    assert len(leaders) > 5
    assert not [name for name in (leaders | cities | set(words.texts("telltale"))) if name in text]
    assert "\ue000" not in text
    assert not any("\ue000" <= char <= "\uf8ff" for char in text)
    assert "〔city〕" not in text


def names_of(code: str) -> tuple[str, ...]:
    region = regions.by_code(code)
    assert region is not None
    return (region.name, region.short)


def promises(plan: Plan) -> list[Target]:
    """Its targets; results are read as targets are, and are none."""
    return [fact for fact in extract(plan) if isinstance(fact, Target) and not isinstance(fact, Result)]


def test_figures_stay_plausible(read: list[tuple[Draft, Plan]]) -> None:
    shares = blanked = 0
    for _, plan in read:
        for fact in promises(plan):
            blanked += fact.redacted
            if fact.unit == "%" and fact.value is not None:
                shares += 1
                assert 0 < fact.value <= 100, plan.quote(fact.span)
            assert "生成市" not in plan.quote(fact.figure)
            assert not plan.quote(fact.figure).startswith("000")
    assert shares > 100
    assert blanked > 50


def test_figures_of_the_first_year_lie_within_40_percent_of_the_real_ones(drafts: list[Draft]) -> None:
    figures = [(one, draft) for draft in drafts[::2] for task in draft.tasks for one in task.figures()]
    assert len(figures) > 500
    for figure, draft in figures:
        assert 0.6 * figure.low <= draft.figures[figure.key] <= 1.4 * figure.low
    changed = [figure for figure, draft in figures if draft.figures[figure.key] != figure.low]
    assert len(changed) > 0.6 * len(figures)


def test_an_office_has_one_name_in_a_city_and_others_elsewhere(read: list[tuple[Draft, Plan]]) -> None:
    called = {draft.city.names["基教科"] for draft, _ in read}
    assert len(called) > 3
    for draft, plan in read:
        assert draft.city.names["基教科"] == draft.city.names["基础教育处"] == draft.city.names["基础教育科"]
        named = {fact.organisation for fact in extract(plan) if isinstance(fact, Responsibility)}
        assert named <= {name.replace("（", "(").replace("）", ")") for name in draft.city.names.values()} | set(
            draft.city.names.values()
        )
        assert bool(named) == (draft.style.clause >= 0)


def test_the_second_year_goes_back_to_the_first(years: list[tuple[Draft, Draft]]) -> None:
    moved = 0  # few tasks go to another office, in a small plan none
    for before, after in years:
        assert (before.city, after.year) == (after.city, before.year + 1)
        first = {task.base: task for task in before.tasks}
        kept = [task for task in after.tasks if task.base in first]
        assert 0.7 * len(first) < len(kept) < len(first)
        assert len(kept) < len(after.tasks)
        same = [task for task in kept if task.said == first[task.base].said]
        assert 0.4 * len(kept) < len(same) < len(kept)
        moved += sum(task.offices != first[task.base].offices for task in kept)
    assert moved > 0


def test_figures_rise_more_often_than_they_fall(years: list[tuple[Draft, Draft]]) -> None:
    moves = [
        after.figures[key] - value
        for before, after in years
        for key, value in before.figures.items()
        if key in after.figures
    ]
    assert sum(move > 0 for move in moves) > sum(move < 0 for move in moves) > 0.05 * len(moves)
    assert 0 in moves


def test_years_move_with_the_plan(read: list[tuple[Draft, Plan]]) -> None:
    for draft, plan in read:
        dates = [fact.deadline for fact in promises(plan) if fact.deadline]
        assert all(draft.year <= int(date[:4]) <= draft.year + 10 for date in dates)
        assert plan.header.year == draft.year


def test_a_review_tells_results_of_the_year_before_and_gives_no_targets(
    years: list[tuple[Draft, Draft]], read: list[tuple[Draft, Plan]]
) -> None:
    plan_of = {plan.key: plan for _, plan in read}
    told = [(before, after) for before, after in years if after.results]
    assert 3 <= len(told) < len(years)
    assert not any(before.results for before, _ in years)
    for _, after in told:
        plan = plan_of[after.key]
        review = next(remark for remark in plan.noise if remark.reason == "review of the past")
        words_ = plan.quote(review.span)
        assert str(after.year - 1) in words_.splitlines()[0]
        assert all(fold(result) in plan.source.folded for result in after.results)
        targets = [fact.span for fact in promises(plan)]
        assert targets
        assert not [span for span in targets if review.span.contains(span)]
        results = [fact for fact in extract(plan) if isinstance(fact, Result) and review.span.contains(fact.span)]
        assert len(results) >= 0.8 * len(after.results)


@pytest.mark.parametrize("where", ["", "plans", "deeper"])
def test_the_graphs_of_the_project_are_refused(where: str) -> None:
    with pytest.raises(UsageError, match="graphs of the project"):
        generate.write(resources.folder("graphs") / where, 1, 1, SEED)
    assert not (resources.folder("graphs") / "deeper").exists()


@pytest.mark.parametrize("name", ["handan-2023.txt", "plans.toml", ".hidden"])
def test_a_folder_that_holds_anything_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("真实文件", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        generate.write(tmp_path, 1, 1, SEED)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_and_a_folder_that_cannot_be_made_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="not an empty folder"):
        generate.write(file, 1, 1, SEED)
    with pytest.raises(InputError, match="cannot be written"):
        generate.write(file / "below", 1, 1, SEED)


@pytest.mark.parametrize(("cities", "years"), [(0, 1), (1, 0), (100_000, 1), (1, 21)])
def test_numbers_without_sense_are_refused(cities: int, years: int) -> None:
    with pytest.raises(UsageError, match="give 1 to"):
        next(generate.drafts(cities, years, SEED))


def test_the_command_says_what_it_did_and_what_went_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--cities", "2", "--into", str(tmp_path / "made")]
    assert generate.main(options) == 0
    assert "2 plans in" in capsys.readouterr().err
    assert generate.main(options) == 2
    assert "Choose a new one" in capsys.readouterr().err


def test_plans_come_one_at_a_time() -> None:
    assert [key for key, _ in islice(generate.plans(99_999, 20, SEED), 3)] == [
        "gen00001-2023",
        "gen00001-2024",
        "gen00001-2025",
    ]


def test_the_stock_holds_every_plan_of_the_project(plans: dict[str, Plan]) -> None:
    stock = load()
    assert {base.area.split()[0] for base in stock.bases} == set(plans)
    assert len(stock.bases) > 0.95 * sum(len(plan.tasks) for plan in plans.values())
    assert all(base.offices for base in stock.bases)


def test_likeness_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert likeness.main(["--plans", "3"]) == 0
    said = capsys.readouterr().out
    assert "3 of 3 plans read with as many tasks" in said
    assert "responsibility" in said


def test_chinese_figures_are_read_back() -> None:
    assert [chinese_number(han(number)) for number in range(1, 100)] == list(range(1, 100))
