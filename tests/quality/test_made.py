"""Reading of documents in the manner of other bureaus, made up and annotated by people who had not seen the program.

They come as web pages, notices, tables and lists do. The floors are those of all documents together, for what each
said at first sight is in the quality page; lowering one is a deliberate act with its reason in the commit.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from edugraph import dates, gold, readers, structure
from edugraph.extract import extract
from edugraph.extract.targets.mending import flaws
from edugraph.facts import Result, Target
from edugraph.score import Score
from edugraph.text import squeeze

if TYPE_CHECKING:
    from edugraph.structure.plan import Plan

HERE = Path(__file__).parent / "made"
DOCUMENTS = {path.stem: path for path in sorted((HERE / "documents").glob("*.txt"))}
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
HEADS = list(csv.DictReader((HERE / "heads.tsv").read_text(encoding="utf-8").splitlines(), delimiter="\t"))


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    """Each document, read as it stands."""
    return {stem: structure.parse(readers.read(path), stem) for stem, path in DOCUMENTS.items()}


@pytest.fixture(scope="module")
def f1() -> dict[str, float]:
    """F1 of each kind over all documents."""
    wanted = gold.read(HERE / "gold")
    documents = gold.Documents(HERE / "documents", (plan for plan, _ in wanted))
    assert not documents.faults
    rows = Score(wanted, documents).table.dicts()
    return {row["kind"]: float(row["f1"]) for row in rows if (row["plan"], row["rule"]) == ("ALL", "")}


@pytest.mark.parametrize("kind", FLOORS)
def test_no_kind_falls_below_its_floor(f1: dict[str, float], kind: str) -> None:
    assert f1[kind] >= FLOORS[kind]


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head["plan"])
def test_year_number_and_date_are_read(plans: dict[str, Plan], head: dict[str, str]) -> None:
    plan = plans[head["plan"]]
    number, issued = plan.header.number, plan.header.issued
    said = squeeze(plan.quote(number)) if number else ""
    day = dates.day(plan.quote(issued)) if issued else ""
    assert (str(plan.year), said, day or "") == (head["year"], squeeze(head["number"]), head["issued"])


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_what_is_measured_is_said_without_flaws(plans: dict[str, Plan], stem: str) -> None:
    found = [fact for fact in extract(plans[stem]) if isinstance(fact, Target)]
    assert not [(fact.indicator, flaw) for fact in found for flaw in flaws(fact.indicator)]


@pytest.mark.parametrize("stem", DOCUMENTS)
def test_no_target_is_due_before_its_plan(plans: dict[str, Plan], stem: str) -> None:
    plan = plans[stem]
    found = [fact for fact in extract(plan) if isinstance(fact, Target) and not isinstance(fact, Result)]
    assert not [fact.indicator for fact in found if fact.deadline and int(fact.deadline[:4]) < plan.year]
