"""A correction survives: a rebuild, a moved source, another machine, a renamed file; and no build loses or ignores one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, corrections, query, readers
from edugraph.build import build
from edugraph.errors import InputError
from edugraph.shapes import validate
from edugraph.store import open_graph
from tests.corrections.made import KEY, PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.making import Report

ENTRIES = """# 核对记录，勿删
[[correction]]
plan = "yunling-2024"
task = "1"
title = "推进集团化办学"
kind = "target"
quote = "新建学校3所"
action = "change"
set = { value = 4 }
who = "李文"
when = 2024-05-01
why = "原件为4所"

[[correction]]
plan = "yunling-2024"
task = "1"
title = "推进集团化办学"
kind = "responsibility"
quote = "人事科"
action = "drop"
who = "赵一"
when = 2024-05-02
why = "原件无此单位"
"""
OTHER = PLAN.replace("云岭县", "北山县").replace("新建学校3所", "新建学校5所")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two plans with corrections of one of them, built."""
    plans = tmp_path / "in"
    plans.mkdir()
    (plans / f"{KEY}.txt").write_text(PLAN, encoding="utf-8")
    (plans / "beishan-2024.txt").write_text(OTHER, encoding="utf-8")
    (plans / corrections.NAME).write_text(ENTRIES, encoding="utf-8")
    run(tmp_path)
    return tmp_path


def run(folder: Path, into: str = "g") -> dict[str, Report]:
    reports = build(catalogue.entries([folder / "in"]), folder / into)
    return {one.file: one for one in reports}


def targets(folder: Path, into: str = "g", plan: str = KEY) -> dict[str, tuple[str, str]]:
    rows = query.run(open_graph(folder / into), "targets", plan=plan).dicts()
    return {row["quote"]: (row["value"], row["corrected"]) for row in rows}


def listed(folder: Path, into: str = "g") -> list[tuple[str, ...]]:
    rows = query.run(open_graph(folder / into), "corrections").dicts()
    return [tuple(row[name] for name in ("plan", "task", "corrected", "was", "now", "by", "when")) for row in rows]


def holds(folder: Path, into: str = "g", plan: str = KEY, task: str = "1") -> None:
    """Both corrections apply to the plan, and to no other."""
    held = [key for key in ("beishan-2024", plan) if (folder / into / f"{key}.ttl").is_file()]
    found = listed(folder, into)
    assert [one[:3] for one in found] == [(plan, task, "dropped"), (plan, task, "changed")]
    assert found[1][3:] == ("value 3", "value 4", "李文", "2024-05-01")
    assert ("4", "changed") in targets(folder, into, plan).values()
    assert [key for key in held if "人事科" not in offices(folder, into, key, task)] == [plan]


def offices(folder: Path, into: str, plan: str, task: str) -> set[str]:
    task = task if plan != "beishan-2024" else "1"
    rows = query.run(open_graph(folder / into), "responsibilities", plan=plan, task=task).dicts()
    return {row["organisation"] for row in rows}


def test_facts_are_as_people_have_them(folder: Path) -> None:
    holds(folder)
    assert targets(folder)["培训校长200人以上"] == ("200", "")
    assert targets(folder, plan="beishan-2024")["新建学校5所"] == ("5", "")
    assert validate(open_graph(folder / "g")).rows == ()


def test_a_rebuild(folder: Path) -> None:
    before = (folder / "g" / f"{KEY}.ttl").read_bytes()
    assert {one.state for one in run(folder).values()} == {"kept"}
    assert {one.state for one in run(folder, "again").values()} == {"read"}
    holds(folder, "again")
    assert (folder / "again" / f"{KEY}.ttl").read_bytes() == before
    assert (folder / "in" / corrections.NAME).read_text(encoding="utf-8") == ENTRIES


def test_another_machine(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(folder / "in", elsewhere / "in")
    run(elsewhere)
    holds(elsewhere)
    assert (elsewhere / "g" / f"{KEY}.ttl").read_bytes() == (folder / "g" / f"{KEY}.ttl").read_bytes()


def test_a_moved_source(folder: Path) -> None:
    text = PLAN.replace("二、重点工作\n", "二、重点工作\n1.加强党建。抓好支部建设。（责任单位：人事科）\n")
    text = text.replace("3.开展", "4.开展").replace("2.发展", "3.发展").replace("1.推进", "2.推进")
    (folder / "in" / f"{KEY}.txt").write_text(text, encoding="utf-8")
    assert run(folder)[f"{KEY}.txt"].idle == ()
    holds(folder, task="2")


@pytest.mark.parametrize("form", ["gb18030", "html"])
def test_another_copy_of_the_document(folder: Path, form: str) -> None:
    (folder / "in" / f"{KEY}.txt").unlink()
    if form == "html":
        page = "".join(f"<p>{line}</p>\n" for line in PLAN.splitlines())
        (folder / "in" / f"{KEY}.html").write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    else:
        (folder / "in" / f"{KEY}.txt").write_bytes(PLAN.replace("3所", "３ 所").encode("gb18030"))
    run(folder)
    holds(folder)


@pytest.mark.parametrize("fresh", [False, True], ids=["on the old graph", "on a new machine"])
def test_a_renamed_file(folder: Path, fresh: bool) -> None:
    """What edugraph correct writes has the digest of the file; by it the plan is known under whatever id."""
    (one, *_) = (entry.path for entry in catalogue.entries([folder / "in" / f"{KEY}.txt"]))
    digest = readers.read(one).origin
    assert digest
    with_file = ENTRIES.replace("why =", f'file = "sha256:{digest.sha256}"\nwhy =')
    (folder / "in" / corrections.NAME).write_text(with_file, encoding="utf-8")
    one.rename(folder / "in" / "kept-as-it-came.txt")
    run(folder, "new" if fresh else "g")
    holds(folder, "new" if fresh else "g", plan="kept-as-it-came")


def test_a_changed_file_reads_the_plans_again_that_it_concerns(folder: Path) -> None:
    path = folder / "in" / corrections.NAME

    def states(text: str) -> dict[str, str]:
        path.write_text(text, encoding="utf-8")
        return {one.file: one.state for one in run(folder).values()}

    kept = {f"{KEY}.txt": "kept", "beishan-2024.txt": "kept"}
    assert states("# more words\n\n" + ENTRIES) == kept
    assert states(ENTRIES.replace("value = 4", "value = 6")) == kept | {f"{KEY}.txt": "read"}
    assert targets(folder)["新建学校3所"] == ("6", "changed")
    assert states(ENTRIES + ENTRIES.replace(KEY, "beishan-2024")) == dict.fromkeys(kept, "read")
    assert states(ENTRIES) == kept | {"beishan-2024.txt": "read"}
    path.unlink()
    assert {one.file: one.state for one in run(folder).values()} == kept | {f"{KEY}.txt": "read"}
    assert targets(folder)["新建学校3所"] == ("3", "")
    assert listed(folder) == []


def test_a_plan_that_its_head_names_is_read_again_too(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "云岭 工作要点.txt").write_text(PLAN.replace("云岭县", "邱县"), encoding="utf-8")
    (report,) = run(tmp_path).values()
    text = ENTRIES.replace(KEY, report.key)
    (tmp_path / "in" / corrections.NAME).write_text(text, encoding="utf-8")
    assert [one.state for one in run(tmp_path).values()] == ["read"]
    assert [one.state for one in run(tmp_path).values()] == ["kept"]
    assert targets(tmp_path, plan=report.key)["新建学校3所"] == ("4", "changed")


def test_a_mistake_stops_the_build_and_the_old_graph_stays(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "g").rglob("*") if path.is_file()}
    path = folder / "in" / corrections.NAME
    path.write_text(ENTRIES.replace("value = 4", 'value = "四"'), encoding="utf-8")
    (folder / "in" / "beishan-2024.txt").write_text(OTHER + "4.甲。\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"{corrections.NAME}:9: value is '四'"):
        run(folder)
    assert {path: path.read_bytes() for path in (folder / "g").rglob("*") if path.is_file()} == before
    assert "四" in path.read_text(encoding="utf-8")


def test_what_does_not_apply_any_more_is_told_and_kept(folder: Path) -> None:
    text = PLAN.replace("新建学校3所", "新建学校8所")
    (folder / "in" / f"{KEY}.txt").write_text(text, encoding="utf-8")
    report = run(folder)[f"{KEY}.txt"]
    (told,) = report.idle
    assert f"{corrections.NAME}:2: “新建学校3所” of {KEY} does not apply: its words are not there" in told
    assert ("correction: its words are not there", "推进集团化办学") in [one[1:] for one in report.doubts]
    assert targets(folder)["新建学校8所"] == ("8", "")
    idle = [one for one in listed(folder) if one[2] == "idle"]
    assert idle == [(KEY, "1", "idle", "", "", "李文", "2024-05-01")]
    rows = query.run(open_graph(folder / "g"), "remarks", plan=KEY).dicts()
    assert "correction: its words are not there" in {row["reason"] for row in rows}
    assert validate(open_graph(folder / "g")).rows == ()
    assert (folder / "in" / corrections.NAME).read_text(encoding="utf-8") == ENTRIES


def test_ids_of_other_facts_stay(folder: Path) -> None:
    (folder / "in" / corrections.NAME).unlink()
    run(folder, "plain")

    def ids(into: str) -> set[str]:
        return {row["_fact"] for row in query.rows(open_graph(folder / into), "facts", plan=KEY)}

    dropped = ids("plain") - ids("g")
    assert len(dropped) == 1
    assert ids("g") < ids("plain")


def test_the_graph_says_who_did_what(folder: Path) -> None:
    """PROV: a changed fact is a revision, what was dropped is invalidated, both by a person's activity; no clock."""
    store = open_graph(folder / "g")
    asked = """ASK { ?f a edu:Target ; prov:wasRevisionOf ?read ; prov:wasGeneratedBy ?c . ?read prov:wasInvalidatedBy ?c .
        ?c a edu:Correction ; prov:wasAssociatedWith ?who . ?who a prov:Person ; foaf:name "李文"@zh }"""
    assert store.query(asked)
    asked = "ASK { ?f a edu:DroppedFact ; prov:wasInvalidatedBy/prov:wasAssociatedWith/foaf:name '赵一'@zh }"
    assert store.query(asked)
    text = (folder / "g" / f"{KEY}.ttl").read_text(encoding="utf-8")
    assert "2024-05-01" in text
    assert str(folder) not in text


def test_jobs_make_no_difference(folder: Path) -> None:
    build(catalogue.entries([folder / "in"]), folder / "two", jobs=2)
    assert (folder / "two" / f"{KEY}.ttl").read_bytes() == (folder / "g" / f"{KEY}.ttl").read_bytes()


def test_a_theme_of_ones_own_is_known_where_the_plans_are_read_with_it(folder: Path) -> None:
    own = """[[correction]]
plan = "yunling-2024"
task = "3"
kind = "theme"
quote = "每校一题"
action = "add"
set = { theme = "校本课题" }
who = "李文"
when = 2024-05-03
why = "即校本课题"
"""
    (folder / "in" / corrections.NAME).write_text(own, encoding="utf-8")
    with pytest.raises(InputError, match="no theme is called 校本课题"):
        run(folder)
    (folder / "in" / "ontology").mkdir()
    (folder / "in" / "ontology" / "themes.csv").write_text("名称,别名\n校本课题,校本研究题\n", encoding="utf-8")
    assert run(folder)[f"{KEY}.txt"].idle == ()
    rows = query.run(open_graph(folder / "g"), "themes", plan=KEY, task="3").dicts()
    assert ("校本课题", "added") in [(row["theme"], row["corrected"]) for row in rows]


def test_what_a_person_confirmed_is_in_no_doubt(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = PLAN.replace("责任单位：教研室", "责任单位：张老师等人")
    (tmp_path / "in" / f"{KEY}.txt").write_text(text, encoding="utf-8")

    def doubts() -> set[tuple[str, str]]:
        run(tmp_path)
        rows = query.run(open_graph(tmp_path / "g"), "responsibilities", plan=KEY, task="3").dicts()
        return {(row["doubt"], row["corrected"]) for row in rows}

    assert doubts() == {("name", "")}
    entry = """[[correction]]
plan = "yunling-2024"
task = "3"
kind = "responsibility"
quote = "张老师"
action = "confirm"
who = "李文"
when = 2024-05-01
why = "确由其负责"
"""
    (tmp_path / "in" / corrections.NAME).write_text(entry, encoding="utf-8")
    assert doubts() == {("", "confirmed")}
