"""SPARQL servers on the loopback, each with a folder, ports and a process of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import httpx
import pytest

from edugraph import remote

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 60.0  # seconds that a server may take to answer, or to end
_INI = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = v-temp.db
TransactionFile = v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 10000
ServerThreads = 10
MaxClientConnections = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""
"""As Debian sets it up, in what matters here."""


class Served(NamedTuple):
    """Where a server is asked, and where a graph is put; for Oxigraph this is its plain address, which does for both."""

    asked: str
    filled: str
    may_lose: bool = False
    """Whether a graph that was being put there when the sender died may be empty."""


@contextmanager
def oxigraph(folder: Path, *more: str) -> Iterator[Served]:
    """An Oxigraph server that keeps its data in a folder."""
    address = f"http://127.0.0.1:{_free()}"
    program = Path(sys.executable).parent / "oxigraph"
    run = [str(program), "serve", "--location", str(folder), "--bind", address.removeprefix("http://"), *more]
    with _running(run, folder, address):
        yield Served(f"{address}/query", address)


@contextmanager
def virtuoso(folder: Path, rows: int = 10000) -> Iterator[Served]:
    """A Virtuoso server, which wants a digest of a password before anything is put there; skips where there is none."""
    program = shutil.which("virtuoso-t")
    if not program:
        pytest.skip("virtuoso-t is not installed: scripts/install-virtuoso")
    folder.mkdir(parents=True, exist_ok=True)
    sql, http = _free(), _free()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=sql, http=http, rows=rows), encoding="utf-8")
    address = f"http://127.0.0.1:{http}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(remote.USER, "dba")
        patch.setenv(remote.PASSWORD, "dba")
        with _running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{address}/sparql"):
            yield Served(f"{address}/sparql", f"{address}/sparql-graph-crud-auth", may_lose=True)


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """A process that is there when its address answers, and gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(process, address)
        yield
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args!r} has ended: {process.returncode}"
        try:
            httpx.get(address, timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}")


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
