"""Building: incremental, atomic, honest about what it could not read."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from edugraph import build as building
from edugraph import catalogue, graphs, making, query
from edugraph.build import build
from edugraph.errors import InputError
from edugraph.store import open_graph
from tests.conftest import KEYS, PLANS

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.making import Report

PLAN = "某市教育局2022年工作要点\n一、总则\n1.建设学校。新建学校3所。(责任单位:基教科)\n2.培训教师。培训教师50人。(责任单位:人事科)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one small plan."""
    plans = tmp_path / "in"
    plans.mkdir()
    (plans / "demo.txt").write_text(PLAN, encoding="utf-8")
    return plans


def _run(plans: Path, into: Path) -> list[Report]:
    return build(catalogue.entries([plans]), into)


def test_an_unchanged_plan_is_not_read_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [one.state for one in _run(folder, tmp_path / "g")] == ["read"]
    monkeypatch.setattr(making, "make", lambda _: pytest.fail("read again"))
    assert [one.state for one in _run(folder, tmp_path / "g")] == ["kept"]


@pytest.mark.parametrize("change", ["text", "graph", "words"])
def test_what_changed_is_read_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    _run(folder, tmp_path / "g")
    if change == "text":
        (folder / "demo.txt").write_text(PLAN.replace("3所", "4所"), encoding="utf-8")
    elif change == "graph":
        (tmp_path / "g" / "demo.ttl").write_text("", encoding="utf-8")
    else:
        monkeypatch.setattr(making, "program", lambda: "other words")
    assert [one.state for one in _run(folder, tmp_path / "g")] == ["read"]


def test_the_text_is_kept_beside_the_graph(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "g")
    assert (tmp_path / "g" / "plans" / "demo.txt").read_bytes() == (folder / "demo.txt").read_bytes()


def test_a_bad_file_stops_no_other_and_leaves_its_old_graph(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "g")
    before = (tmp_path / "g" / "demo.ttl").read_bytes()
    (folder / "demo.txt").write_bytes(b"")
    (folder / "other.txt").write_text(PLAN, encoding="utf-8")
    states = {one.key: (one.state, one.message) for one in _run(folder, tmp_path / "g")}
    assert states["other"] == ("read", "")
    assert states["demo"][0] == "failed"
    assert "empty file" in states["demo"][1]
    assert (tmp_path / "g" / "demo.ttl").read_bytes() == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b" \n", "empty file"),
        ("今天天气很好。\n".encode() * 9, "no plan: 0 numbered tasks"),
        ("教育工作要点\n一、甲\n二、乙\n".encode(), "names no year"),
        ("在全市教育工作会议上的讲话\n一、加强建设\n二、做好教育\n2022年".encode(), "something else (讲话)"),
        ("序号\t项目名称\t单价\n1\t钢笔\t2\n2\t本子\t3\n2022年".encode(), "does not speak of education"),
        ("2022年学校学校\n1.甲。\n2.乙。\n".encode(), "few of its items say"),
        (bytes(range(256)) * 4, "no text in an encoding that is known"),
        (b"\x89PNG\r\n" + bytes(99), "a picture, no text"),
        (b"%PDF-1.4 broken", "a PDF that is damaged"),
        (b"PK\x03\x04 broken", "a damaged zip file"),
    ],
    ids=[
        "empty",
        "no plan",
        "no year",
        "speech",
        "prices",
        "no deeds",
        "no text",
        "picture",
        "damaged PDF",
        "damaged zip",
    ],
)
def test_files_that_are_no_plan_say_why(folder: Path, tmp_path: Path, data: bytes, message: str) -> None:
    (folder / "demo.txt").write_bytes(data)
    (report,) = _run(folder, tmp_path / "g")
    assert report.state == "failed"
    assert message in report.message
    assert "demo.txt" in report.message


def test_a_build_cut_off_before_the_end_leaves_the_old_graph(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(folder, tmp_path / "g")
    before = (tmp_path / "g" / "demo.ttl").read_bytes()
    (folder / "demo.txt").write_text(PLAN.replace("3所", "4所"), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.rename", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(InputError, match="old graph is as it was"):
            _run(folder, tmp_path / "g")
    assert (tmp_path / "g" / "demo.ttl").read_bytes() == before
    _run(folder, tmp_path / "g")
    assert not list((tmp_path / "g" / ".edugraph").glob("staged-*"))
    assert (tmp_path / "g" / "demo.ttl").read_bytes() != before


def test_a_build_cut_off_while_moving_counts_as_done(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(folder, tmp_path / "g")
    (folder / "demo.txt").write_text(PLAN.replace("3所", "4所"), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(graphs, "move_in", lambda _: None)
        _run(folder, tmp_path / "g")
    assert "4所" in graphs.settled(tmp_path / "g")["demo"].read_text(encoding="utf-8")
    assert [one.state for one in _run(folder, tmp_path / "g")] == ["kept"]
    assert "4所" in (tmp_path / "g" / "demo.ttl").read_text(encoding="utf-8")


def test_kill_at_any_moment_leaves_a_whole_graph(tmp_path: Path) -> None:
    into = tmp_path / "g"
    build(catalogue.entries([PLANS]), into)
    whole = {key: (into / f"{key}.ttl").read_bytes() for key in KEYS}
    for delay in (0.02, 0.1, 0.2, 0.3, 0.4, 0.5):
        shutil.rmtree(into / ".edugraph", ignore_errors=True)
        run = [sys.executable, "-m", "edugraph", "build", str(PLANS), "--into", str(into)]
        process = subprocess.Popen(run, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert {key: path.read_bytes() for key, path in graphs.settled(into).items()} == whole
        open_graph(into)


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_an_unwritable_folder_is_told(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written"):
        _run(folder, blocked / "g")


def test_two_entries_of_one_id_are_an_error(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "demo.txt").write_text(PLAN, encoding="utf-8")
        (tmp_path / name / "plans.toml").write_text("[demo]\nfile = 'demo.txt'\nyear = 2022", encoding="utf-8")
    with pytest.raises(InputError, match="would both be the plan demo"):
        catalogue.entries([tmp_path / "a", tmp_path / "b"])


def test_two_files_of_one_name_are_both_read(tmp_path: Path) -> None:
    for name, city in (("a", "台山市"), ("b", "荣成市")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "demo.txt").write_text(PLAN.replace("某市", city), encoding="utf-8")
    assert [one.key for one in _run(tmp_path, tmp_path / "g")] == ["demo", "rongcheng-371082-2022"]


def test_copies_of_a_file_count_once(tmp_path: Path) -> None:
    plans = tmp_path / "in"
    plans.mkdir()
    for name in ("a-2022", "b-2022", "c-2022"):
        (plans / f"{name}.txt").write_text(PLAN + ("" if name != "c-2022" else "改"), encoding="utf-8")
    for _ in range(2):
        reports = _run(plans, tmp_path / "g")
        assert [one.state for one in reports][1] == "same"
        assert str(plans / "a-2022.txt") in reports[1].message
    assert sorted(path.name for path in (tmp_path / "g").glob("*.ttl")) == ["a-2022.ttl", "c-2022.ttl"]


def test_ids_stay_with_their_files(tmp_path: Path) -> None:
    plans = tmp_path / "in"
    plans.mkdir()
    text = PLAN.replace("某市", "台山市")
    (plans / "要点乙.txt").write_text(text, encoding="utf-8")
    assert [one.key for one in _run(plans, tmp_path / "g")] == ["taishan-440781-2022"]
    (plans / "要点一.txt").write_text(text + "另一份", encoding="utf-8")
    keys = ["taishan-440781-2022-2", "taishan-440781-2022"]
    assert [one.key for one in _run(plans, tmp_path / "g")] == keys
    for name in ("要点一", "要点乙"):
        (plans / f"{name}.txt").write_text(text + name, encoding="utf-8")
    assert [(one.key, one.state) for one in _run(plans, tmp_path / "g")] == [(key, "read") for key in keys]
    (plans / "要点乙.txt").write_text("", encoding="utf-8")
    before = (tmp_path / "g" / "taishan-440781-2022.ttl").read_bytes()
    assert [one.state for one in _run(plans, tmp_path / "g")] == ["kept", "failed"]
    assert (tmp_path / "g" / "taishan-440781-2022.ttl").read_bytes() == before


def test_an_id_that_is_given_goes_to_no_other_file(tmp_path: Path) -> None:
    plans = tmp_path / "in"
    plans.mkdir()
    text = PLAN.replace("某市", "台山市")
    (plans / "taishan-440781-2022.txt").write_text(text, encoding="utf-8")
    (plans / "a要点.txt").write_text(text + "改", encoding="utf-8")
    assert {one.file: one.key for one in _run(plans, tmp_path / "g")} == {
        "a要点.txt": "taishan-440781-2022-2",
        "taishan-440781-2022.txt": "taishan-440781-2022",
    }


def test_an_error_of_the_program_stops_no_other_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "other.txt").write_text(PLAN + "改", encoding="utf-8")
    made = making._made
    monkeypatch.setattr(making, "_made", lambda one, *rest: made(one, *rest) if one.entry.key == "demo" else 1 / 0)
    states = {one.key: (one.state, one.message) for one in _run(folder, tmp_path / "g")}
    assert states["demo"][0] == "read"
    assert states["other"][0] == "failed"
    assert "an error of EduGraph itself (ZeroDivisionError" in states["other"][1]


def test_plans_without_a_name_are_named_by_city_and_year(tmp_path: Path) -> None:
    plans = tmp_path / "in"
    plans.mkdir()
    for name in ("要点一", "要点三", "要点二"):
        (plans / f"{name}.txt").write_text(PLAN.replace("某市", "台山市") + name, encoding="utf-8")
    keys = ["taishan-440781-2022", "taishan-440781-2022-2", "taishan-440781-2022-3"]
    assert [one.key for one in _run(plans, tmp_path / "g")] == keys
    assert [(one.key, one.state) for one in _run(plans, tmp_path / "g")] == [(key, "kept") for key in keys]
    (plans / "要点三.txt").write_text(PLAN.replace("某市", "台山市") + "改", encoding="utf-8")
    assert [(one.key, one.state) for one in _run(plans, tmp_path / "g")] == list(
        zip(keys, ["kept", "read", "kept"], strict=True)
    )


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[x-2023]\ncity = '甲'", "names no file"),
        ("[x-2023]\nfile = 'demo.txt'\ntown = '甲'", "unknown field town"),
        ("[x-2023]\nfile = 'demo.txt'\nyear = '2023'", "year is not a int"),
        ("[x-2023]\nfile = 'none.txt'", "names the file none.txt, which is not there"),
        ("[x-2023]\nfile = 'demo.txt'\nknown = 'guess'", "known is 'guess'"),
        ("[x-2023]\nfile = 'demo.txt'\ncode = '37 00'", "is no code of GB/T 2260"),
        ("[x-2023]\nfile = 'demo.txt'\n[y-2023]\nfile = 'demo.txt'", "name one file"),
        ("[Handan]\nfile = 'demo.txt'", "is no plan id"),
        ("[x", "plans.toml"),
    ],
)
def test_mistakes_in_plans_toml_are_told(folder: Path, toml: str, message: str) -> None:
    (folder / "plans.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        catalogue.entries([folder])


def test_two_plans_of_one_file_name_keep_their_texts(tmp_path: Path) -> None:
    for key in ("aa-2022", "bb-2022"):
        (tmp_path / key).mkdir()
        (tmp_path / key / "plan.txt").write_text(PLAN + key, encoding="utf-8")
        (tmp_path / key / "plans.toml").write_text(f"[{key}]\nfile = 'plan.txt'", encoding="utf-8")
        build(catalogue.entries([tmp_path / key]), tmp_path / "g")
    for key in ("aa-2022", "bb-2022"):
        assert (tmp_path / "g" / "plans" / f"{key}.txt").read_text(encoding="utf-8").endswith(key)


def test_plans_that_were_read_earlier_are_named(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "g")
    (folder / "demo.txt").unlink()
    (folder / "other.txt").write_text(PLAN + "另一份", encoding="utf-8")
    reports = _run(folder, tmp_path / "g")
    assert building.strangers(graphs.settled(tmp_path / "g"), reports) == ["demo"]


def test_a_build_that_reads_nothing_leaves_no_folder(folder: Path, tmp_path: Path) -> None:
    (folder / "demo.txt").write_text("今天天气很好。\n", encoding="utf-8")
    _run(folder, tmp_path / "new" / "g")
    assert not (tmp_path / "new").exists()
    (tmp_path / "old").mkdir()
    _run(folder, tmp_path / "old")
    assert list((tmp_path / "old").iterdir()) == []


def test_the_city_is_taken_from_the_issuing_body(folder: Path, tmp_path: Path) -> None:
    (folder / "demo.txt").write_text(PLAN.replace("某市", "台山市"), encoding="utf-8")
    _run(folder, tmp_path / "g")
    (row,) = query.run(open_graph(tmp_path / "g"), "plans").dicts()
    assert (row["city"], row["code"], row["province"]) == ("台山市", "440781", "广东省")
    assert (row["level"], row["issuer"]) == ("county", "台山市教育局")


def test_evidence_must_stand_in_the_text(folder: Path, tmp_path: Path) -> None:
    toml = "[demo-2022]\nfile = 'demo.txt'\ncity = '甲市'\ncode = '370000'\nknown = 'inferred'\nevidence = ['甲江']"
    (folder / "plans.toml").write_text(toml, encoding="utf-8")
    (report,) = _run(folder, tmp_path / "g")
    assert "'甲江' of plans.toml does not stand in the text" in report.message


def test_names_that_are_no_ids_get_one_each(tmp_path: Path) -> None:
    for name in ("邯郸", "济宁"):
        (tmp_path / f"{name}.txt").write_text(PLAN + name, encoding="utf-8")
    keys = {one.key for one in _run(tmp_path, tmp_path / "g")}
    assert len(keys) == 2
    assert all(key.startswith("plan-") for key in keys)


def test_two_builds_of_one_folder_keep_apart(folder: Path, tmp_path: Path) -> None:
    _run(folder, tmp_path / "g")
    lock = tmp_path / "g" / ".edugraph" / "lock"
    assert not lock.exists()
    lock.write_text(str(os.getppid()), encoding="ascii")
    with pytest.raises(InputError, match="another build is at work"):
        _run(folder, tmp_path / "g")
    lock.write_text("999999999", encoding="ascii")
    assert [one.state for one in _run(folder, tmp_path / "g")] == ["kept"]
