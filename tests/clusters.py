"""A cluster of Dask on this machine: a scheduler and workers, each a process of its own, as on machines far apart."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import distributed

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_DASK = [sys.executable, "-m", "dask"]
_PATIENCE = 60.0
WITHOUT = "import sys\n\nsys.modules['edugraph'] = None\n"
"""What makes a process one of a machine without EduGraph, as a preload of Dask."""


class Cluster:
    """A scheduler and its workers, in a folder of their own."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        (folder / "without.py").write_text(WITHOUT, encoding="utf-8")  # a scheduler needs no EduGraph
        told = ("--host", "127.0.0.1", "--port", "0", "--preload", str(folder / "without.py"))
        self.scheduler = self._begun("scheduler", *told, **settings)
        file = folder / "scheduler.json"
        _until(file.is_file)
        self.address = str(json.loads(file.read_text(encoding="utf-8"))["address"])
        self.workers: dict[str, subprocess.Popen[bytes]] = {}

    def work(self, name: str, *words: str, program: Path = ROOT) -> subprocess.Popen[bytes]:
        """Start a worker, which runs the program of some folder, and wait until it has joined."""
        told = ("--name", name, "--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder), *words)
        self.workers[name] = self._begun("worker", *told, PYTHONPATH=str(program / "src"))
        _until(lambda: name in self._names())
        return self.workers[name]

    def under_way(self, name: str) -> list[str]:
        """The chunks that a worker has and has not done."""
        return list(self.ask("processing", workers=None)[self._names()[name]])

    def ask(self, question: str, **words: Any) -> Any:
        """What the scheduler answers."""

        async def answer() -> Any:
            rpc: Any = distributed.core.rpc
            async with rpc(self.address) as scheduler:
                return await getattr(scheduler, question)(**words)

        return asyncio.run(answer())

    def close(self) -> None:
        """End what still runs."""
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()

    def _names(self) -> dict[str, str]:
        """The addresses of the workers by their names."""
        workers = self.ask("identity", n_workers=-1)["workers"]
        return {one["name"]: address for address, one in workers.items()}

    def _begun(self, what: str, *words: str, **settings: str) -> subprocess.Popen[bytes]:
        command = [*_DASK, what, "--scheduler-file", str(self.folder / "scheduler.json"), "--no-dashboard", *words]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env={**os.environ, **settings}, stdout=quiet, stderr=quiet)


def _until(so: Any) -> None:
    end = time.monotonic() + _PATIENCE
    while not so():
        assert time.monotonic() < end, "the cluster does not come up"
        time.sleep(0.1)
