"""The command correct: one fact, before and after, or what else there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from edugraph import catalogue, corrections
from edugraph.cli import main
from tests.conftest import PLANS
from tests.corrections.made import KEY, PLAN

if TYPE_CHECKING:
    from pathlib import Path

WHO = ("--who", "李文", "--why", "核对过原件", "--when", "2024-05-01")
WORDS = "普惠率和公办率分别达到85%、60%"


def run(*words: object, **more: str) -> Result:
    return CliRunner(env=more).invoke(main, [str(word) for word in words])


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a plan whose graph is that of the folder."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "in" / f"{KEY}.txt"
    file.parent.mkdir()
    file.write_text(PLAN, encoding="utf-8")
    assert run("build", "in").exit_code == 0
    return file


def held(plan: Path) -> tuple[corrections.Correction, ...]:
    return corrections.read(plan.parent)


CASES = {
    "change": (("--quote", "新建学校", "--set", "value=4"), "changed", "  - value 3\n  + value 4\n"),
    "confirm": (("--quote", "培训校长200人以上", "--confirm"), "confirmed", "value 200, unit 人, comparator >="),
    "drop": (("--kind", "leader", "--quote", "王小明", "--drop"), "dropped", "  - name 王小明\n"),
    "add": (("--kind", "theme", "--quote", "每校一题", "--add", "--set", "theme=双减"), "added", "  + theme 双减\n"),
    "of a task": (("--kind", "responsibility", "--quote", "基教科", "--task", "2", "--set", "role=lead"), "changed", "+ role lead"),
    "by a field": (("--quote", WORDS, "--was", "value=60", "--set", "value=61"), "changed", "  - value 60\n"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "outcome", "told"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("named", ["file", "plan"])
def test_a_correction_is_shown_and_written_and_applies(
    plan: Path, words: tuple[str, ...], outcome: str, told: str, named: str
) -> None:
    result = run("correct", plan if named == "file" else "yunling", *words, *WHO)
    assert (result.exit_code, result.stderr.count("written: ")) == (0, 1), result.output
    assert f": {outcome}\n" in result.stdout
    assert told in result.stdout
    (one,) = held(plan)
    assert (one.plan, one.who, one.when) == (KEY, "李文", "2024-05-01")
    assert one.title
    assert one.file.startswith("sha256:")
    built = run("build", "in")
    assert "correction:" not in built.stderr
    rows = run("query", "corrections", "--format", "csv").stdout.splitlines()
    assert rows[1].split(",")[3] == outcome


REFUSED = {
    "several": (("--quote", "基教科", "--kind", "responsibility", "--drop"), 2, "2 facts fit; tell one by --task"),
    "several of one task": (("--quote", WORDS, "--confirm"), 2, "--kind target --task 2 “普惠率和公办率分别达到85%”: indicator 普惠率, value 85"),
    "no such words": (("--quote", "新建学校30所", "--confirm"), 1, "do not stand in yunling-2024"),
    "no such fact": (("--quote", "新建学校3所", "--kind", "leader", "--confirm"), 1, "--kind target --task 1 “新建学校3所”"),
    "not in that task": (("--quote", "新建学校3所", "--task", "2", "--confirm"), 1, "no target is read so"),
    "not so": (("--quote", "新建学校3所", "--was", "value=5", "--confirm"), 1, "no target is read so"),
    "nothing to set": (("--quote", "新建学校3所"), 2, "change needs a field that is to be otherwise; fields are given by --set"),
    "no field": (("--quote", "新建学校3所", "--set", "valeu=4"), 2, "Did you mean value?"),
    "no value": (("--quote", "新建学校3所", "--set", "value=四"), 2, "it is a number in digits"),
    "no pair": (("--quote", "新建学校3所", "--set", "value"), 2, "a field is FIELD=VALUE"),
    "twice": (("--quote", "新建学校3所", "--set", "value=4", "--set", "value=5"), 2, "value is given twice"),
    "no such measure": (("--quote", "新建学校3所", "--set", "measure=99"), 2, "its task has no such measure"),
    "no such unit": (("--quote", "新建学校3所", "--set", "unit=锁"), 2, "no unit is called 锁"),
    "a huge value": (("--quote", "新建学校3所", "--set", "value=1e9999"), 2, "at most 15 digits"),
    "against itself": (("--quote", "新建学校3所", "--set", "value_max=2"), 2, "do not go together"),
    "add without all": (("--quote", "每校一题", "--add", "--set", "value=1"), 2, "add needs indicator, unit"),
    "add in several tasks": (("--quote", "新建", "--kind", "theme", "--add", "--set", "theme=双减"), 2, "name --task"),
    "no day": (("--quote", "新建学校3所", "--confirm", "--when", "gestern"), 2, "a day is written 2024-05-01"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_one_fact_is_refused(plan: Path, words: tuple[str, ...], code: int, message: str) -> None:
    result = run("correct", plan, *WHO, *words)
    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output
    assert held(plan) == ()


def test_plans_that_cannot_be_corrected(plan: Path) -> None:
    words = ("--quote", "新建学校3所", "--confirm", *WHO)
    assert run("correct", "in", *words).exit_code == 2
    assert run("correct", "nowhere-2024", *words).exit_code == 1
    plan.unlink()
    assert "name the file in place of the plan" in run("correct", KEY, *words).stderr


def test_what_stands_in_the_file_stays(plan: Path) -> None:
    path = plan.parent / corrections.NAME
    path.write_text("# 我的说明\n", encoding="utf-8")
    run("correct", plan, "--quote", "新建学校3所", "--set", "value=4", *WHO)
    run("correct", plan, "--quote", "新建学校3所", "--set", "value=5", *WHO)
    assert path.read_text(encoding="utf-8").startswith("# 我的说明\n")
    assert [dict(one.set)["value"] for one in held(plan)] == ["4", "5"]
    assert run("build", "in").exit_code == 0
    rows = run("query", "targets", "-p", "task=1", "--format", "csv").stdout
    assert "新建学校,5,,所" in rows


def test_a_mistake_in_the_file_is_told_by_every_command(plan: Path) -> None:
    (plan.parent / corrections.NAME).write_text("[[correction]]\nplan = 1\n", encoding="utf-8")
    for words in (("correct", plan, "--quote", "新建学校3所", "--confirm", *WHO), ("build", "in")):
        result = run(*words)
        assert result.exit_code == 3
        assert f"{corrections.NAME}:2: plan is no text" in result.stderr
    assert "新建学校" in run("query", "targets", "--format", "csv").stdout


def test_a_build_tells_what_is_of_no_plan_and_what_does_not_apply(plan: Path) -> None:
    run("correct", plan, "--quote", "新建学校3所", "--set", "value=4", *WHO)
    path = plan.parent / corrections.NAME
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.replace(KEY, "yunlin-2024").replace("sha256:", "sha256:0"), encoding="utf-8")
    plan.write_text(PLAN.replace("3所", "8所"), encoding="utf-8")
    result = run("build", "in")
    assert result.exit_code == 0
    assert "correction: in/corrections.toml:1: “新建学校3所”" in result.stderr
    assert "no plan is called yunlin-2024 here" in result.stderr
    shown = run("query", "corrections", EDUGRAPH_LANG="zh").stdout
    assert "不再适用" in shown


def test_nothing_is_written_into_the_folder_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where no graph is named, nor by way of a graph of one's own that was made from the plans of the program."""
    monkeypatch.chdir(tmp_path)
    before = sorted(PLANS.iterdir())
    words = ("correct", "handan-2023", "--quote", "任务", "--confirm", *WHO)
    for _ in range(2):
        result = run(*words)
        assert (result.exit_code, "comes with EduGraph" in result.stderr) == (2, True), result.output
        assert "name that file" in result.stderr
        (file,) = (one.path for one in catalogue.load(PLANS).values() if one.key == "handan-2023")
        assert run("build", file, "--into", "edugraph-graph").exit_code == 0
    assert sorted(PLANS.iterdir()) == before


@pytest.mark.parametrize(("given", "told"), [("indicator=某某率", True), ("value=86", False)])
def test_it_is_said_that_a_shared_indicator_is_left(plan: Path, given: str, told: bool) -> None:
    words = ("--quote", WORDS, "--was", "value=85", "--set", given)
    result = run("correct", plan, *words, *WHO, EDUGRAPH_LANG="zh")
    assert result.exit_code == 0, result.output
    assert ("已脱离共同指标" in result.stderr) == told
    assert ("  - 指标 " in result.stdout) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--quote", "没有的字", "--confirm"), "错误：yunling-2024 中没有“没有的字”；请从原文复制。"),
        (("--quote", "新建学校", "--set", "value=四"), "错误：value 为 '四'；应为阿拉伯数字，万、亿须化开，例如 24000"),
        (("--quote", "新建学校"), "错误：更改（change）须写明要改的字段；字段用 --set 字段=值 给出。"),
        (("--quote", "新建学校", "--set", "valeu=4"), "您是否想写 value？"),
    ],
)
def test_a_mistake_is_told_in_chinese(plan: Path, words: tuple[str, ...], told: str) -> None:
    result = run("correct", plan, *words, *WHO, EDUGRAPH_LANG="zh")
    assert told in result.stderr


def test_a_plan_renamed_and_edited_is_told(plan: Path) -> None:
    assert run("correct", plan, "--quote", "新建学校", "--set", "value=4", *WHO).exit_code == 0
    plan.unlink()
    (plan.parent / "kept.txt").write_text(PLAN + "附注。\n", encoding="utf-8")
    result = run("build", "in")
    assert f"corrections.toml:1: no plan is called {KEY} here" in result.stderr


def test_what_is_no_toml_says_what_to_do(plan: Path) -> None:
    (plan.parent / corrections.NAME).write_text("[[correction]]\nquote = “新建学校”\n", encoding="utf-8")
    result = run("build", "in", EDUGRAPH_LANG="zh")
    assert result.exit_code == 3
    assert "corrections.toml:2：不合 TOML 写法（Invalid value）。文字放在英文引号" in result.stderr
