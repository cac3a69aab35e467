"""The plans of a build made chunk by chunk: by this process, by several, or by the workers of a cluster.

Chunks are done in any order, no more of them under way than their hands can use; what comes before its turn waits on
disk. So a build needs little memory however many plans it has, and its result is the same whoever made it.
"""

from __future__ import annotations

import pickle
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from edugraph import cluster, graphs, making
from edugraph.readers import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from edugraph.catalogue import Entry
    from edugraph.making import Given, Made, Report

    _UnderWay = dict[Future[list[Made]], tuple[int, list[Given]]]

MOST = 50
"""Documents of a chunk."""
_LARGEST = 4_000_000  # bytes of a chunk of several: a scan, which takes minutes, goes alone
_AHEAD = 2  # chunks a process or worker: one that it does, and one that waits for it


class Means(NamedTuple):
    """What makes the graphs: so many processes of this machine, or a cluster where its address is given."""

    jobs: int = 1
    cluster: str = ""


@dataclass(frozen=True)
class _Hands:
    """Those who make the graphs of chunks.

    ``most`` documents make a chunk; ``ahead`` says how many chunks may be under way, and raises InputError where nobody
    is left to do them; ``result`` is what was made of a chunk, or None where those who had it have ended; ``alone`` makes
    the documents of such a chunk then, one after the other.
    """

    submit: Callable[[list[Given]], Future[list[Made]]]
    most: int
    ahead: Callable[[], int]
    result: Callable[[Future[list[Made]]], list[Made] | None] = Future.result
    alone: Callable[[Given], Made] = making.make


def make_all(chunk: list[Given]) -> list[Made]:
    """The graphs of a chunk, in its order."""
    return [making.make(one) for one in chunk]


@contextmanager
def made(
    entries: Sequence[Entry], means: Means, hidden: Path, progress: Callable[[Report], None]
) -> Iterator[Iterator[tuple[Entry, Made]]]:
    """The graphs of entries, in their order; ``progress`` hears of each as soon as it is there.

    What text recognition finds is kept in the ``hidden`` folder of the graph as it comes, and is not found again.
    Raises InputError where a cluster does not answer, has no workers, or such as would read otherwise.
    """
    recognised = hidden / graphs.RECOGNISED
    with (
        TemporaryDirectory(prefix="staged-", dir=hidden) as early,
        _hands(len(entries), means) as by,
        closing(_as_done(by, _chunks(entries, recognised, by.most))) as done,
    ):
        yield _beside(entries, _in_turn(_heard(done, recognised, progress), Path(early)))


@contextmanager
def _hands(plans: int, means: Means) -> Iterator[_Hands]:
    """Those who make the graphs of some plans."""
    jobs = min(means.jobs, plans)
    if means.cluster and plans:
        with cluster.joined(means.cluster) as joined:
            most = share(plans, joined.count())
            yield _Hands(joined.submit, most, lambda: _AHEAD * joined.count(), joined.result, joined.alone)
    elif jobs > 1:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as pool:
            yield _Hands(lambda chunk: pool.submit(make_all, chunk), share(plans, jobs), lambda: _AHEAD * jobs)
    else:
        yield _Hands(_at_once, 1, lambda: 1)


def share(plans: int, workers: int) -> int:
    """How many documents make a chunk: few enough that every worker gets several.

    >>> share(10_000, 8), share(20, 2), share(3, 8)
    (50, 2, 1)
    """
    return max(1, min(MOST, plans // (4 * workers)))


def _at_once(chunk: list[Given]) -> Future[list[Made]]:
    done: Future[list[Made]] = Future()
    done.set_result(make_all(chunk))
    return done


def _chunks(entries: Iterable[Entry], recognised: Path, most: int) -> Iterator[list[Given]]:
    """What is read of the entries, chunk by chunk: so many, or as many as are small enough together."""
    chunk: list[Given] = []
    for entry in entries:
        one = making.given(entry, recognised)
        if chunk and (len(chunk) == most or sum(len(other.data) for other in (*chunk, one)) > _LARGEST):
            yield chunk
            chunk = []
        chunk.append(one)
    if chunk:
        yield chunk


def _as_done(by: _Hands, chunks: Iterable[list[Given]]) -> Generator[tuple[int, list[Made]]]:
    """The number and the graphs of each chunk as soon as it is done."""
    under_way: _UnderWay = {}
    suspects: list[tuple[int, list[Given]]] = []
    try:
        for number, chunk in enumerate(chunks):
            under_way[by.submit(chunk)] = number, chunk
            while len(under_way) >= by.ahead():
                yield from _done(by, under_way, suspects)
        while under_way and by.ahead():
            yield from _done(by, under_way, suspects)
        for number, chunk in suspects:
            yield number, [by.alone(one) for one in chunk]
    finally:
        for future in under_way:
            future.cancel()


def _done(
    by: _Hands, under_way: _UnderWay, suspects: list[tuple[int, list[Given]]]
) -> Iterator[tuple[int, list[Made]]]:
    """What is done by now, or within some seconds; it is no longer under way."""
    done, _ = wait(under_way, cluster.SECONDS, FIRST_COMPLETED)
    for future in done:
        number, chunk = under_way.pop(future)
        some = by.result(future)
        if some is None:
            suspects.append((number, chunk))
        else:
            yield number, some


def _in_turn(arrived: Iterable[tuple[int, list[Made]]], folder: Path) -> Iterator[list[Made]]:
    """Chunks in the order of their numbers; one that comes early waits in a file."""
    turn = 0
    early: dict[int, Path] = {}
    for number, some in arrived:
        if number != turn:
            early[number] = folder / str(number)
            early[number].write_bytes(pickle.dumps(some))
            continue
        yield some
        turn += 1
        while turn in early:
            file = early.pop(turn)
            yield pickle.loads(file.read_bytes())
            file.unlink()
            turn += 1


def _heard(
    done: Iterable[tuple[int, list[Made]]], recognised: Path, progress: Callable[[Report], None]
) -> Iterator[tuple[int, list[Made]]]:
    """Chunks, each told and what was recognised in it kept as it comes."""
    for number, some in done:
        for one in some:
            kept.keep(recognised, one.found)
            progress(one.report)
        yield number, some


def _beside(entries: Iterable[Entry], chunks: Iterable[list[Made]]) -> Iterator[tuple[Entry, Made]]:
    """What was made of each entry, beside it."""
    rest = iter(entries)
    for some in chunks:
        yield from zip(islice(rest, len(some)), some, strict=True)
