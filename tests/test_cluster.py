"""Reading with a cluster: the same graph as without it, whatever becomes of its workers, or a clear message and no change."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from edugraph import catalogue, cluster, corrections
from edugraph.build import build
from edugraph.cli import main
from edugraph.errors import InputError
from tests.clusters import Cluster
from tests.conftest import PLANS, ROOT
from tests.corrections.made import KEY, PLAN
from tests.corrections.test_survival import ENTRIES
from tests.glossary.test_words import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from edugraph.making import Report

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")

FAILED = {"blank.txt", "large.doc", "speech.txt"}
ENDS_ITS_WORKER = """
import os, signal
from edugraph import making

def dask_setup(worker):
    make = making.make
    making.make = lambda one: os.kill(os.getpid(), signal.SIGKILL) if one.entry.path.name == "甲2.txt" else make(one)
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five plans, others of theirs that share a city and a year, one that is corrected, words, three that are no plan."""
    folder = tmp_path_factory.mktemp("corpus") / "plans"
    shutil.copytree(PLANS, folder)
    for number, path in enumerate(sorted(PLANS.glob("*.txt"))):
        (folder / f"甲{number}.txt").write_bytes(path.read_bytes() + "\n附注。\n".encode())
    (folder / f"{KEY}.txt").write_text(PLAN, encoding="utf-8")
    (folder / corrections.NAME).write_text(ENTRIES, encoding="utf-8")
    (folder / "ontology").mkdir()
    (folder / "ontology" / "themes.csv").write_text(THEMES, encoding="utf-8")
    (folder / "blank.txt").write_bytes(b"")
    (folder / "large.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(11_000_000))
    (folder / "speech.txt").write_text("今天天气很好。\n" * 9, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(corpus: Path) -> tuple[Path, list[Report]]:
    """The graph of the corpus that this process makes alone, and its reports."""
    into = corpus.parent / "alone"
    return into, _run(corpus, into)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster without workers yet."""
    (tmp_path / "machines").mkdir()
    found = Cluster(tmp_path / "machines")
    yield found
    found.close()


def _run(
    corpus: Path, into: Path, address: str = "", progress: Callable[[Report], None] = lambda _: None
) -> list[Report]:
    reports = build(catalogue.entries([corpus]), into, progress=progress, cluster=address)
    return [replace(one, seconds=0.0) for one in reports]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _once(act: Callable[[], None]) -> Callable[[Report], None]:
    """Do something as soon as the first plan is read."""
    left = [act]
    return lambda _: left.pop()() if left else None


def _other(folder: Path, *, version: str = "", words: str = "") -> Path:
    """The program as another machine may have it: of another version, or with other words."""
    for name in ("src", "ontology"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    if version:
        file = folder / "src" / "edugraph" / "__init__.py"
        told = file.read_text(encoding="utf-8")
        file.write_text(told.replace('__version__ = "', f'__version__ = "{version}+'), encoding="utf-8")
    with (folder / "ontology" / "themes.ttl").open("a", encoding="utf-8") as file_of_words:
        file_of_words.write(words)
    return folder


def test_a_worker_that_is_killed_changes_nothing(
    corpus: Path, alone: tuple[Path, list[Report]], machines: Cluster, tmp_path: Path
) -> None:
    victim = machines.work("victim")
    machines.work("other")
    lost: list[str] = []

    def kill() -> None:
        victim.send_signal(signal.SIGSTOP)
        lost.extend(machines.under_way("victim"))
        victim.kill()

    reports = _run(corpus, tmp_path / "g", machines.address, _once(kill))
    assert lost
    assert reports == alone[1]
    assert _bytes(tmp_path / "g") == _bytes(alone[0])
    assert [one.state for one in _run(corpus, tmp_path / "g", machines.address) if one.file not in FAILED] == [
        "kept"
    ] * (len(reports) - len(FAILED))


def test_a_document_of_a_chunk_that_fails_stops_no_other(
    corpus: Path, alone: tuple[Path, list[Report]], machines: Cluster, tmp_path: Path
) -> None:
    machines.work("one")
    heard: list[str] = []
    reports = _run(corpus, tmp_path / "g", machines.address, lambda one: heard.append(one.file))
    assert {one.file: one.message for one in reports if one.state == "failed"} == {
        one.file: one.message for one in alone[1] if one.state == "failed"
    }
    assert {one.file for one in reports if one.state == "failed"} == FAILED
    assert _bytes(tmp_path / "g") == _bytes(alone[0])
    assert sorted(heard) == sorted(one.file for one in reports)


def test_a_document_that_ends_its_workers_fails_alone(
    corpus: Path, alone: tuple[Path, list[Report]], tmp_path: Path
) -> None:
    (tmp_path / "machines").mkdir()
    (tmp_path / "ends.py").write_text(ENDS_ITS_WORKER, encoding="utf-8")
    machines = Cluster(tmp_path / "machines", DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    try:
        for name in ("one", "two", "three"):  # the chunk ends one, the document alone another
            machines.work(name, "--preload", str(tmp_path / "ends.py"))
        reports = {one.file: one for one in _run(corpus, tmp_path / "g", machines.address)}
    finally:
        machines.close()
    assert {one.file for one in reports.values() if one.state == "failed"} == {*FAILED, "甲2.txt"}
    assert "ends every worker that tries" in reports["甲2.txt"].message
    del reports["甲2.txt"]
    assert list(reports.values()) == [one for one in alone[1] if one.file != "甲2.txt"]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"version": "0.0.7"}, r"other: EduGraph 0\.0\.7\+.*, here"),
        ({"words": "# a word more\n"}, "EduGraph with other code or word lists"),
    ],
    ids=["version", "words"],
)
def test_a_worker_that_would_read_otherwise_is_refused(
    corpus: Path, machines: Cluster, tmp_path: Path, other: dict[str, str], told: str
) -> None:
    machines.work("same")
    machines.work("other", program=_other(tmp_path / "program", **other))
    with pytest.raises(InputError, match=told.replace("other:", "tcp://.*:")) as error:
        _run(corpus, tmp_path / "g", machines.address)
    assert str(error.value).count("tcp://") == 1
    assert not (tmp_path / "g").exists()


def test_a_worker_without_edugraph_is_refused(corpus: Path, machines: Cluster, tmp_path: Path) -> None:
    machines.work("other", "--preload", str(machines.folder / "without.py"))
    with pytest.raises(InputError, match=r"tcp://.*: no EduGraph\.$"):
        _run(corpus, tmp_path / "g", machines.address)


def test_one_that_joins_later_is_refused_too(corpus: Path, machines: Cluster, tmp_path: Path) -> None:
    _run(corpus, tmp_path / "g")
    before = _bytes(tmp_path / "g")
    other = _other(tmp_path / "program", version="0.0.7")
    machines.work("same")

    def join() -> None:
        machines.work("other", program=other)

    changed = tmp_path / "changed"
    shutil.copytree(corpus, changed)
    for path in changed.glob("*.txt"):
        path.write_bytes(path.read_bytes() + "又注。\n".encode())
    with pytest.raises(InputError, match=r"tcp://.*: a worker that joined later .* \(EduGraph 0\.0\.7"):
        _run(changed, tmp_path / "g", machines.address, _once(join))
    assert _bytes(tmp_path / "g") == before


@pytest.mark.parametrize("what", ["workers", "scheduler"])
def test_a_cluster_that_is_lost_is_told_and_leaves_the_old_graph(
    corpus: Path, machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    monkeypatch.setattr(cluster, "SECONDS", 0.2)
    worker = machines.work("one")
    lost = worker if what == "workers" else machines.scheduler
    with pytest.raises(
        InputError, match="no worker is left for 1 seconds" if what == "workers" else "the cluster fails"
    ):
        _run(corpus, tmp_path / "g", machines.address, _once(lost.kill))
    assert not (tmp_path / "g").exists()


def test_a_scheduler_without_workers_is_told(
    corpus: Path, machines: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "BEGINS", 0.5)
    with pytest.raises(InputError, match=f"{machines.address}: the scheduler has no worker. Start one: dask worker"):
        _run(corpus, tmp_path / "g", machines.address)


def _command(corpus: Path, into: Path, address: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["build", str(corpus), "--into", str(into), "--cluster", address])
    return done.exit_code, done.stderr


def _web_server(answer: bytes) -> str:
    """The address of what answers something else than a scheduler would, once; nothing at all where that is empty."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server, server.accept()[0] as caller:
            caller.sendall(answer)
            time.sleep(0.0 if answer else 8.0)

    threading.Thread(target=serve, daemon=True).start()
    return f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize("what", ["nobody", "silence", "a web server"])
def test_no_scheduler_at_the_address(alone: tuple[Path, list[Report]], tmp_path: Path, what: str) -> None:
    shutil.copytree(alone[0], tmp_path / "g")
    before = _bytes(tmp_path / "g")
    (tmp_path / "more.txt").write_text(PLAN.replace("云岭", "青山"), encoding="utf-8")
    address = (
        "127.0.0.1:1" if what == "nobody" else _web_server(b"" if what == "silence" else b"HTTP/1.1 400 No\r\n\r\n")
    )
    begun = time.monotonic()
    code, told = _command(tmp_path / "more.txt", tmp_path / "g", address)
    assert (code, time.monotonic() - begun < 10) == (3, True)
    assert f"{address}: no scheduler of Dask answers there within 5 seconds" in told
    assert _bytes(tmp_path / "g") == before


def test_the_address_of_a_worker_is_told(corpus: Path, machines: Cluster, tmp_path: Path) -> None:
    machines.work("one")
    (address,) = machines.ask("identity", n_workers=-1)["workers"]
    code, told = _command(corpus, tmp_path / "g", address)
    assert code == 3
    assert "a worker of Dask, no scheduler" in told


@pytest.mark.parametrize("address", ["nonsense", "127.0.0.1", "http://127.0.0.1:8787", "127.0.0.1:port"])
def test_what_is_no_address_is_told(corpus: Path, tmp_path: Path, address: str) -> None:
    code, told = _command(corpus, tmp_path / "g", address)
    assert code == 2
    assert f"--cluster {address}: " in told
    assert "an address looks like tcp://HOST:8786" in told


def test_without_dask_the_extra_is_named(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, told = _command(corpus, tmp_path / "g", "127.0.0.1:8786")
    assert (code, "--cluster needs distributed: pip install 'edugraph[cluster]'" in told) == (2, True)
    assert not (tmp_path / "g").exists()
