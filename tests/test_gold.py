"""Gold written from a plan, corrected, and scored against documents without a graph."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from edugraph import gold
from edugraph.cli import main
from edugraph.errors import InputError
from tests.conftest import PLANS

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """云岭县教育局2024年工作要点
一、重点工作
1.推进集团化办学。落实《云岭县集团化办学实施方案》，新建学校3所。2024年6月底前培训校长200人以上。（责任领导：王小明；责任单位：基教科、人事科）
2.发展学前教育。新建幼儿园**所，普惠率达到85%—90%，会费2.4万元。（责任单位：学前科）
"""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def figures(result: Result) -> dict[tuple[str, str], tuple[str, ...]]:
    rows = csv.DictReader(io.StringIO(result.stdout))
    return {(r["plan"], r["kind"]): (r["hit"], r["found"], r["gold"], r["f1"]) for r in rows if not r["rule"]}


def misses(result: Result) -> list[tuple[str, ...]]:
    rows = csv.DictReader(io.StringIO(result.stdout))
    return [tuple(row[name] for name in ("kind", "task", "outcome", "gold", "read", "quote")) for row in rows]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents, and of the gold that was written from them."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "yunling-2024.txt").write_text(PLAN, encoding="utf-8")
    result = run("extract", tmp_path / "documents" / "yunling-2024.txt", "--gold", tmp_path / "gold")
    assert (result.exit_code, result.stdout) == (0, "")
    return tmp_path


def evaluate(folder: Path, *more: str) -> Result:
    words = ("evaluate", folder / "gold", "--documents", folder / "documents", "--format", "csv", *more)
    return run(*words)


def rows(folder: Path, kind: str) -> list[dict[str, object]]:
    text = (folder / "gold" / f"yunling-2024.{kind}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_gold_is_in_the_form_of_the_guidelines(folder: Path) -> None:
    assert rows(folder, "tasks")[0] == {"task": "1", "title": "推进集团化办学"}
    assert rows(folder, "responsibilities")[0] == {
        "task": "1", "measure": None, "role": "responsible", "organisation": "基教科",
    }  # fmt: skip
    assert rows(folder, "leaders") == [{"task": "1", "measure": None, "name": "王小明"}]
    assert rows(folder, "citations") == [{"task": "1", "title": "云岭县集团化办学实施方案"}]
    assert {"task": "1", "theme": "集团化办学", "explicit": True} in rows(folder, "themes")
    built, trained, blanked, share, money = rows(folder, "targets")
    assert (built["value"], built["unit"], built["clear"], built["quote"]) == (3, "所", True, "新建学校3所")
    assert (trained["comparator"], trained["deadline"]) == (">=", "2024-06-30")
    assert (blanked["value"], blanked["redacted"]) == (None, True)
    assert (share["value"], share["value_max"], money["value"]) == (85, 90, 24000)


def test_what_is_written_scores_as_whole(folder: Path) -> None:
    found = figures(evaluate(folder))
    assert {kind for _, kind in found} == {*gold.KINDS, "targets-strict"}
    assert all(one[-1] == "1.000" for one in found.values())
    assert misses(evaluate(folder, "--misses")) == []


def test_what_a_person_corrects_is_listed(folder: Path) -> None:
    path = folder / "gold" / "yunling-2024.targets.jsonl"
    built, trained, *others = path.read_text(encoding="utf-8").splitlines()
    lines = [built.replace(": 3,", ": 4,"), trained.replace("2024-06-30", "2024-12-31"), *others]
    path.write_text("\n".join(lines), encoding="utf-8")
    (folder / "gold" / "yunling-2024.leaders.jsonl").write_text("", encoding="utf-8")
    result = evaluate(folder, "--misses")
    assert misses(result) == [
        ("leaders", "1", "wrong", "", "王小明", ""),
        ("targets", "1", "missed", "新建学校 = 4 所", "", "新建学校3所"),
        ("targets", "1", "wrong", "", "新建学校 = 3 所", "新建学校3所"),
        ("targets", "1", "differs", "培训校长 >= 200 人 2024-12-31", "培训校长 >= 200 人 2024-06-30", "2024年6月底前培训校长200人以上"),
    ]  # fmt: skip
    found = figures(evaluate(folder))
    assert found["yunling-2024", "targets"][:3] == ("4", "5", "5")
    assert found["yunling-2024", "targets-strict"][:3] == ("3", "5", "5")
    shown = run("evaluate", folder / "gold", "--documents", folder / "documents", "--misses").stdout
    assert "f1" in shown.lower()
    assert "differs" in shown


def test_a_theme_judged_by_meaning_cannot_be_missed(folder: Path) -> None:
    path = folder / "gold" / "yunling-2024.themes.jsonl"
    judged = '{"task": "2", "theme": "平安校园", "explicit": false}\n'
    path.write_text(path.read_text(encoding="utf-8") + judged, encoding="utf-8")
    assert misses(evaluate(folder, "--misses")) == []
    path.write_text(path.read_text(encoding="utf-8").replace("false", "true"), encoding="utf-8")
    assert misses(evaluate(folder, "--misses")) == [("themes", "2", "missed", "平安校园", "", "")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty file"),
        ("今天天气很好。".encode(), "no plan"),
        (b"%PDF-1.4 broken", "damaged"),
        (None, "no document of beishan-2024 there"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_read_is_told_and_missed(folder: Path, data: bytes | None, message: str) -> None:
    if data is not None:
        (folder / "documents" / "beishan-2024.txt").write_bytes(data)
    (folder / "gold" / "beishan-2024.tasks.jsonl").write_text('{"task": "1", "title": "甲"}\n', encoding="utf-8")
    result = evaluate(folder)
    assert result.exit_code == 3
    assert message in result.stderr
    assert "1 of the plans of the gold could not be read" in result.stderr
    assert figures(result)["beishan-2024", "tasks"] == ("0", "0", "1", "0.000")
    assert figures(result)["ALL", "tasks"][:3] == ("2", "2", "3")


def test_gold_that_is_there_is_never_written_over(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "gold").iterdir()}
    result = run("extract", folder / "documents" / "yunling-2024.txt", "--gold", folder / "gold")
    assert result.exit_code == 3
    assert "is there already and is left as it is" in result.stderr
    assert {path: path.read_bytes() for path in (folder / "gold").iterdir()} == before


def test_documents_go_by_plans_toml_or_by_their_stem(tmp_path: Path) -> None:
    gold.write(tmp_path / "gold", "handan-2023", {"tasks": [{"task": "1", "title": "全面完成年度任务目标"}]})
    result = run("evaluate", tmp_path / "gold", "--documents", PLANS, "--format", "csv")
    assert figures(result)["handan-2023", "tasks"][:3] == ("1", "53", "1")
    (tmp_path / "甲 乙.txt").write_text(PLAN, encoding="utf-8")
    run("extract", tmp_path / "甲 乙.txt", "--gold", tmp_path / "more")
    result = run("evaluate", tmp_path / "more", "--documents", tmp_path, "--format", "csv")
    assert figures(result)["甲 乙", "targets"] == ("5", "5", "5", "1.000")


def test_documents_that_cannot_be_told_apart_are_refused(folder: Path) -> None:
    (folder / "documents" / "yunling-2024.htm").write_text(PLAN, encoding="utf-8")
    assert "are both named yunling-2024" in evaluate(folder).stderr


def test_no_document_of_the_gold_is_an_error(folder: Path) -> None:
    (folder / "documents" / "yunling-2024.txt").rename(folder / "documents" / "other.txt")
    assert "no document there is named by a plan of the gold" in evaluate(folder).stderr


def test_the_line_of_a_mistake_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.tasks.jsonl").write_text('{"task": "1", "title": "甲"}\n\n{\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 3 is not JSON Lines"):
        gold.read(tmp_path)
    (tmp_path / "a.tasks.jsonl").write_text("[1]\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1 is no JSON object"):
        gold.read(tmp_path)


GOOD = {"task": "1", "indicator": "新建学校", "value": 3, "value_max": None, "unit": "所", "comparator": "=",
        "deadline": None, "redacted": False, "clear": True, "quote": "新建学校3所"}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("value", "5余", 'value is "5余"; it is a number'),
        ("value", float("inf"), "value is Infinity"),
        ("value", True, "value is true"),
        ("value_max", [5], "value_max is [5]"),
        ("value", -1, "value is -1"),
        ("redacted", "false", 'redacted is "false"; it is true or false'),
        ("clear", None, "clear is null"),
        ("comparator", "≥", 'comparator is "≥"; it is = >='),
        ("deadline", 2024, "deadline is 2024; it is a text, or null"),
        ("task", 1, "task is 1; it is a text"),
        ("quote", None, "quote is null"),
    ],
)
def test_a_field_that_cannot_be_is_told_with_its_line(tmp_path: Path, name: str, value: object, message: str) -> None:
    path = tmp_path / "a.targets.jsonl"
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (GOOD, GOOD | {name: value})), encoding="utf-8"
    )
    with pytest.raises(InputError, match=re.escape(f"{path}: line 2: {message}")):
        gold.read(tmp_path)


@pytest.mark.parametrize("value", [3, 2.5, 1e-7, "123456789012345678.25", None, ""])
def test_a_figure_of_gold_is_any_that_is_written(tmp_path: Path, value: object) -> None:
    (tmp_path / "a.targets.jsonl").write_text(json.dumps(GOOD | {"value": value}), encoding="utf-8")
    assert gold.read(tmp_path)["a", "targets"][0]["value"] == value


@pytest.mark.parametrize("name", ["task", "redacted", "clear", "value_max", "quote"])
def test_a_field_that_is_missing_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    some = [GOOD, {key: value for key, value in GOOD.items() if key != name}]
    (tmp_path / "a.targets.jsonl").write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
    with pytest.raises(InputError, match=f"line 2: a fact without the field '{name}'"):
        gold.read(tmp_path)


@pytest.mark.parametrize("line", ["[" * 100_000, "9" * 5000], ids=["nested", "digits"])
def test_what_no_reader_of_json_can_take_is_one_message(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.tasks.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(InputError, match="line 1 is not JSON Lines"):
        gold.read(tmp_path)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c", "\r", "\n"])
def test_a_line_ends_where_json_lines_end(tmp_path: Path, mark: str) -> None:
    rows_ = [{"task": "1", "title": f"推进{mark}改革"}, {"task": "2", "title": "乙"}]
    gold.write(tmp_path, "a", {"tasks": rows_})
    assert gold.read(tmp_path)["a", "tasks"] == rows_


def test_a_single_plan_is_told_once(folder: Path) -> None:
    told = figures(evaluate(folder))
    assert {plan for plan, _ in told} == {"yunling-2024"}
