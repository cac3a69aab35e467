"""Set phrases: what half of all cities write, and what comes from above; the name of a theme is none."""

from __future__ import annotations

import pytest

from edugraph.overlap import grams, phrases
from tests.overlap.made import task

USUAL = "建立健全长效工作机制"


def _flagged(text: str, runs: grams.Hashes) -> str:
    points = grams.codes(text)
    flags = phrases.flags(points, grams.word_flags(points), runs)
    return "".join(char for char, flag in zip(text, flags, strict=True) if flag)


@pytest.mark.parametrize(
    ("said", "flagged"),
    [
        pytest.param(3, USUAL, id="half of six cities"),
        pytest.param(2, "", id="two of six cities"),
    ],
)
def test_what_half_of_the_cities_write_is_a_set_phrase(said: int, flagged: str) -> None:
    tasks = [task(f"p{at}:1", f"任务{'甲乙丙丁戊己'[at]}。{USUAL if at < said else ''}。") for at in range(6)]
    assert _flagged(f"各校{USUAL},每周一次", phrases.of(tasks)) == flagged


def test_of_two_or_three_cities_only_what_all_three_write_is_one() -> None:
    two = [task(f"p{at}:1", f"{USUAL}。") for at in range(2)]
    assert _flagged(USUAL, phrases.of(two)) == ""
    assert _flagged(USUAL, phrases.of([*two, task("p2:1", f"{USUAL}。")])) == USUAL


def test_a_city_with_many_plans_counts_once() -> None:
    tasks = [task(f"p{at}:1", f"{USUAL}。", city="甲市") for at in range(5)]
    assert _flagged(USUAL, phrases.of(tasks)) == ""


def test_the_name_of_a_theme_is_no_set_phrase() -> None:
    tasks = [task(f"p{at}:1", "落实党组织领导的校长负责制。") for at in range(4)]
    assert _flagged("党组织领导的校长负责制", phrases.of(tasks)) == ""


def test_wording_from_above_is_one_whoever_writes_it() -> None:
    runs = phrases.of([task("p:1", "甲。")])
    assert (
        _flagged("坚持以习近平新时代中国特色社会主义思想为指导,开展家访", runs)
        == "以习近平新时代中国特色社会主义思想为指导"
    )


def test_every_listed_phrase_is_long_enough_to_be_found() -> None:
    from edugraph.vocabulary import scheme

    forms = [form for concept in scheme("phrases").concepts for form in concept.forms]
    assert all(_flagged(form, phrases.listed()) == form for form in forms)
