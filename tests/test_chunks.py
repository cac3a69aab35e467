"""Chunks: cut small enough, few of them under way, told as they come, given in their order."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from edugraph import catalogue, chunks, graphs, making, readers
from edugraph.build import build
from edugraph.readers import kept
from edugraph.readers.content import Content
from edugraph.text import Recognised, Span
from tests.test_build import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from edugraph.catalogue import Entry
    from edugraph.making import Given, Made

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FOUND = Content(PLAN, pages=1, recognised=(Recognised(Span(0, len(PLAN)), 1, 0.98),))


def _entries(folder: Path, sizes: list[int]) -> list[Entry]:
    for number, size in enumerate(sizes):
        (folder / f"p{number:03}.txt").write_bytes(b"x" * size)
    return catalogue.entries([folder])


def _made(name: str) -> Made:
    return making.Made(making.Report(name, name, "read"), name.encode())


@pytest.mark.parametrize(
    ("sizes", "most", "lengths"),
    [
        ([1] * 7, 3, [3, 3, 1]),
        ([1, 5_000_000, 1, 1], 3, [1, 1, 2]),
        ([3_000_000, 3_000_000], 50, [1, 1]),
        ([1], 1, [1]),
    ],
)
def test_a_chunk_holds_so_many_documents_and_no_more_bytes(
    tmp_path: Path, sizes: list[int], most: int, lengths: list[int]
) -> None:
    found = list(chunks._chunks(_entries(tmp_path, sizes), tmp_path / "recognised", most))
    assert [len(chunk) for chunk in found] == lengths
    assert [one.entry.path.name for chunk in found for one in chunk] == [f"p{at:03}.txt" for at in range(len(sizes))]


def test_no_more_are_under_way_than_their_hands_can_use(tmp_path: Path) -> None:
    """Chunks are read from disk as they are needed, however many there are."""
    under_way: set[int] = set()
    most, lock, dice = 0, threading.Lock(), Random(1)

    def work(chunk: list[Given]) -> list[Made]:
        threading.Event().wait(dice.random() / 100)
        with lock:
            under_way.discard(id(chunk))
        return [_made(one.entry.path.name) for one in chunk]

    with ThreadPoolExecutor(3) as pool:

        def submit(chunk: list[Given]) -> Future[list[Made]]:
            nonlocal most
            with lock:
                under_way.add(id(chunk))
                most = max(most, len(under_way))
            return pool.submit(work, chunk)

        by = chunks._Hands(submit, 2, lambda: 6)
        some = chunks._chunks(_entries(tmp_path, [1] * 99), tmp_path / "recognised", 2)
        done = dict(chunks._as_done(by, some))
    assert sorted(done) == list(range(50))
    assert 2 <= most <= 6


def test_what_comes_early_waits_for_its_turn(tmp_path: Path) -> None:
    numbers = list(range(30))
    Random(2).shuffle(numbers)
    arrived = ((number, [_made(f"{number}a"), _made(f"{number}b")]) for number in numbers)
    given = [one.report.key for some in chunks._in_turn(arrived, tmp_path) for one in some]
    assert given == [f"{number}{letter}" for number in range(30) for letter in "ab"]
    assert list(tmp_path.iterdir()) == []


def test_those_that_ended_their_hands_come_last_and_alone(tmp_path: Path) -> None:
    order: list[str] = []

    def submit(chunk: list[Given]) -> Future[list[Made]]:
        order.append(f"chunk {chunk[0].entry.path.name}")
        done: Future[list[Made]] = Future()
        done.set_result([_made(one.entry.path.name) for one in chunk])
        return done

    def result(future: Future[list[Made]]) -> list[Made] | None:
        some = future.result()
        return None if some[0].report.key == "p000.txt" else some

    def alone(one: Given) -> Made:
        order.append(f"alone {one.entry.path.name}")
        return _made(one.entry.path.name)

    by = chunks._Hands(submit, 2, lambda: 1, result, alone)
    some = chunks._chunks(_entries(tmp_path, [1] * 6), tmp_path / "recognised", 2)
    assert [number for number, _ in chunks._as_done(by, some)] == [1, 2, 0]
    assert order == ["chunk p000.txt", "chunk p002.txt", "chunk p004.txt", "alone p000.txt", "alone p001.txt"]


def test_processes_make_what_this_one_makes(tmp_path: Path) -> None:
    """Plans of one city and year too, whose ids depend on their order."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for number in range(12):
        (plans / f"要点{number}.txt").write_text(f"{PLAN.replace('某市', '台山市')}附注{number}。\n", encoding="utf-8")
    entries = catalogue.entries([plans])
    reports = [[replace(one, seconds=0.0) for one in build(entries, tmp_path / f"g{jobs}", jobs)] for jobs in (1, 2)]
    assert reports[0] == reports[1]
    found = [
        {path.relative_to(into): path.read_bytes() for path in into.rglob("*") if path.is_file()}
        for into in (tmp_path / "g1", tmp_path / "g2")
    ]
    assert found[0] == found[1]
    assert len(list((tmp_path / "g2").glob("taishan-*.ttl"))) == 12


def test_what_was_recognised_is_kept_though_nothing_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is cut off later need not recognise the pages of a scan again."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a-2022.png").write_bytes(PNG)
    (tmp_path / "plans" / "b-2022.txt").write_text(PLAN, encoding="utf-8")
    seen: list[bytes] = []

    def read(data: bytes) -> Content:
        seen.append(data)
        return FOUND

    def stop(report: making.Report) -> None:
        if report.file == "b-2022.txt":
            raise KeyboardInterrupt

    reader = readers._reader
    monkeypatch.setattr(readers, "_reader", lambda form: read if form == "png" else reader(form))
    entries = catalogue.entries([tmp_path / "plans"])
    with pytest.raises(KeyboardInterrupt):
        build(entries, tmp_path / "g", progress=stop)
    assert kept.load(tmp_path / "g" / graphs.HIDDEN / graphs.RECOGNISED, PNG) == {kept.name(PNG): FOUND}
    assert [one.state for one in build(entries, tmp_path / "g")] == ["read", "read"]
    assert seen == [PNG]
