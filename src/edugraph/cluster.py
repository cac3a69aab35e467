"""The workers of a cluster, other machines with the same EduGraph: Dask brings them chunks, and again where one is lost.

A worker sees none of the files of this machine: it gets their bytes. It never reads with another program or other word
lists than this machine does. The scheduler needs Dask alone.
"""

from __future__ import annotations

import logging
import pickle
import warnings
from concurrent.futures import wait
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from edugraph import __version__, making
from edugraph.background import begin
from edugraph.errors import EduGraphError, InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Future
    from types import ModuleType

    from edugraph.making import Given, Made

_ALONE = Lock()
"""A worker reads one document at a time, however many threads it has: readers watch what their libraries warn of."""
_ANSWERS = 5  # seconds in which a scheduler answers
BEGINS = 15.0  # seconds in which the first worker joins, which may have been started a moment ago
SECONDS = 5.0  # after which whoever waits looks whether there are workers
PATIENCE = 60.0  # seconds without any worker after which none is waited for


def work(program: str, chunk: bytes) -> list[Made]:
    """The graphs of a pickled chunk, in its order, made by a worker.

    Raises InputError where the worker's program or word lists are not those of the machine that the chunk is from.
    """
    if making.program() != program:
        address = _dask("distributed").get_worker().address
        raise InputError(
            f"{address}: a worker that joined later would read otherwise (EduGraph {__version__}). Stop it."
        )
    with _ALONE:
        return [making.make(one) for one in pickle.loads(chunk)]


class Joined:
    """The workers of a scheduler, as long as this machine is joined with them.

    Each method raises InputError where the cluster does not do its part.
    """

    def __init__(self, address: str, client: Any) -> None:
        self._address, self._client = address, client
        self._executor = client.get_executor(pure=False)
        self._seen = monotonic()

    def submit(self, chunk: list[Given], name: str = "edugraph") -> Future[list[Made]]:
        """Have a chunk made; it is known by its content, so that it is one and the same however often it is done."""
        program, data = making.program(), pickle.dumps(chunk)
        key = f"{name}-{sha256(program.encode() + data).hexdigest()}"
        large = {"distributed.admin.large-graph-warning-threshold": "1 GB"}  # a scan is, and there is no way around it
        with _told(self._address), _dask("dask").config.set(large):
            future: Future[list[Made]] = self._executor.submit(_by_value(), program, data, key=key)
        return future

    def count(self) -> int:
        """How many workers there are, or are waited for where there are none for a while."""
        with _told(self._address):
            workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        if workers:
            self._seen = monotonic()
        elif monotonic() - self._seen > PATIENCE:
            raise InputError(
                f"{self._address}: no worker is left for {PATIENCE:g} seconds. The old graph is as it was."
            )
        return max(1, workers)

    def result(self, future: Future[list[Made]]) -> list[Made] | None:
        """What was made of a chunk; None where all workers that had it have ended."""
        try:
            with _told(self._address):
                return future.result()
        except _dask("distributed").KilledWorker:
            return None

    def alone(self, one: Given) -> Made:
        """One document made while nothing else is, to find out whether it ends the worker that reads it."""
        future = self.submit([one], "edugraph-alone")
        while not wait([future], SECONDS).done:
            self.count()
        made = self.result(future)
        why = f"{one.entry.path}: reading it ends every worker that tries. Read it without a cluster, and look why."
        return made[0] if made else making.failed(one.entry, why)


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Says what is wrong with a cluster, but for a chunk that ends its workers."""
    try:
        yield
    except (EduGraphError, _dask("distributed").KilledWorker):
        raise
    except Exception as error:  # what the network and foreign machines come up with is not to be foreseen
        what = f"{type(error).__name__}: {error}".removesuffix(": ")
        raise InputError(f"{address}: the cluster fails ({what}). The old graph is as it was.") from error


@contextmanager
def joined(address: str) -> Iterator[Joined]:
    """Join the workers of the scheduler at an address (``tcp://HOST:8786``).

    Raises UsageError where Dask is not installed here, or the address is none; InputError where no scheduler answers,
    it has no worker, one would read otherwise than this machine does, or all of them are lost on the way.
    """
    with _quiet():
        client = _client(address)
        try:
            with _told(address):
                _check(address, client)
            yield Joined(address, client)
        finally:
            client.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps from the terminal what Dask's client prints of a cluster that is lost: the error that it ends in tells it."""
    log = logging.getLogger("distributed.client")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _client(address: str) -> Any:
    import asyncio

    distributed = _dask("distributed")
    try:
        # In a thread: a notebook has a loop of its own. A client that gets no answer would linger; this does not.
        kind = begin(lambda: asyncio.run(asyncio.wait_for(_kind(address), _ANSWERS)))(None)
        if kind == "Scheduler":
            with warnings.catch_warnings():  # what matters is checked by _check
                warnings.simplefilter("ignore", distributed.versions.VersionMismatchWarning)
                return distributed.Client(address, timeout=_ANSWERS, set_as_default=False, name="edugraph")
    except ValueError as error:
        raise UsageError(f"--cluster {address}: {error}; an address looks like tcp://HOST:8786.") from error
    except (OSError, MemoryError) as error:  # the second where what answers is no Dask at all
        raise InputError(
            f"{address}: no scheduler of Dask answers there within {_ANSWERS} seconds. Start one: dask scheduler"
        ) from error
    raise InputError(f"{address}: a {kind.lower()} of Dask, no scheduler. Give the address that it was started with.")


async def _kind(address: str) -> str:
    """What answers at an address: Scheduler, Worker, Nanny."""
    distributed = _dask("distributed")
    with_ = distributed.Security().get_connection_args("client")
    async with distributed.core.rpc(address, connection_args=with_) as server:
        return str((await server.identity())["type"])


def _dask(name: str) -> ModuleType:
    """A module of Dask; raises UsageError where it is not installed."""
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"--cluster needs {error.name}: pip install 'edugraph[cluster]'.") from error


def _check(address: str, client: Any) -> None:
    """Whether there are workers, and all of them read as this machine does."""
    try:
        client.wait_for_workers(1, timeout=BEGINS)
    except TimeoutError as error:
        raise InputError(f"{address}: the scheduler has no worker. Start one: dask worker {address}") from error
    versions = client.get_versions()
    mine = _python(versions["client"])
    pythons = {name: _python(one) for name, one in {"scheduler": versions["scheduler"], **versions["workers"]}.items()}
    _refuse({name: f"Python {one}, here {mine}" for name, one in pythons.items() if one != mine})
    here = (__version__, making.program())
    _refuse({name: _what(*one) for name, one in client.run(_said()).items() if one != here})


def _refuse(others: Mapping[str, str]) -> None:
    if others:
        told = [f"  {name}: {what}." for name, what in sorted(others.items())]
        raise InputError(
            "\n".join(["machines of the cluster would read otherwise than this one; nothing is read.", *told])
        )


def _what(version: str, program: str) -> str:
    """What is to be said of a machine with another EduGraph."""
    if not version:
        return "no EduGraph"
    same = version == __version__ and program
    return "EduGraph with other code or word lists" if same else f"EduGraph {version}, here {__version__}"


def _python(machine: Mapping[str, Mapping[str, str]]) -> str:
    """The Python of a machine, as far as it matters: 3.11."""
    return ".".join(machine["packages"]["python"].split(".")[:2])


# What is defined within a function is sent as it stands: a machine that gets it may have another EduGraph or none.


def _by_value() -> Callable[[str, bytes], list[Made]]:
    """What a scheduler hands on without EduGraph, and a worker does."""

    def edugraph(program: str, chunk: bytes) -> list[Made]:
        from importlib import import_module  # again: nothing of this module is there

        return list(import_module("edugraph.cluster").work(program, chunk))

    return edugraph


def _said() -> Callable[[], tuple[str, str]]:
    """What tells the version and the program of a machine, empty where it has none that is known."""

    def said() -> tuple[str, str]:
        try:
            import edugraph
        except ImportError:
            return "", ""
        try:
            from edugraph import making
        except ImportError:  # it is older than clusters
            return edugraph.__version__, ""
        return edugraph.__version__, making.program()

    return said
