"""The vectors of all tasks of a graph, worked out once for a generation of a store and kept with it.

What is rare, and so every score, hangs on all tasks: whoever compares a few tasks needs the vectors of all. They lie
beside the rows that are kept (``tables``) as arrays that are read where they are looked at.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, overload

import numpy as np
import scipy.sparse as sp

from edugraph import __version__, disk, holdings, query, resources
from edugraph.overlap import grams, phrases, vectors
from edugraph.overlap import profiles as tasks
from edugraph.overlap.profiles import Profile, Trait, profiles
from edugraph.overlap.vectors import Head, Said, Space, gathered, space

if TYPE_CHECKING:
    from collections.abc import Callable

    from edugraph.store import Store

_META = "tasks.json"
_PLANS = 1024  # whose tasks are held at a time
_PARTS = ("data", "indices", "indptr")


def of(store: Store) -> Space:
    """The vectors of all tasks of a graph, also where a part of it is asked, so that a score is always the same.

    Those that are kept are told from others by what they were made with. Raises InputError as ``profiles`` does.
    """
    store = store.whole
    if not store.generation:
        return space(profiles(store))
    at = store.generation / disk.DERIVED / f"likeness-{_digest()}"
    if at.is_dir():
        return _opened(store, at)
    found = _gathered(store)
    _keep(at, found)
    return found


def _gathered(store: Store) -> Space:
    """The vectors of the tasks of many plans, of which no more are held than are looked at."""
    has = {row["plan"] for row in query.run(store, "counts", what="tasks").dicts() if row["count"] != "0"}
    city = {row["plan"]: row["city"] for row in holdings.plans(store) if row["plan"] in has}
    some, read = set(phrases.sampled(dict.fromkeys(city.values()))), tasks.reader(store)
    quiet = phrases.of([task for plan in city if city[plan] in some for task in read(plan)])
    return gathered(tasks.parts(store), quiet, partial(_Tasks, store))


def _keep(at: Path, found: Space) -> None:
    """Write down what was worked out where that can be: a folder that cannot be written is asked all the same."""
    with suppress(OSError):
        made = at.with_suffix(f".{os.getpid()}")
        made.mkdir(parents=True)
        try:
            _write(found, made)
            made.rename(at)  # two that come here at once have made the same
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _write(found: Space, at: Path) -> None:
    for name, matrix in (("score", found.matrix), ("said", found.said.matrix)):
        for part in _PARTS:
            np.save(at / f"{name}-{part}.npy", getattr(matrix, part))
    np.save(at / "phrases.npy", found.phrases)
    meta = {
        "heads": found.heads,
        "traits": found.said.traits,
        "blocks": {name: (block.start, block.stop) for name, block in found.blocks.items()},
    }
    (at / _META).write_text(json.dumps(meta, ensure_ascii=False), encoding="utf-8")


def _opened(store: Store, at: Path) -> Space:
    meta = json.loads((at / _META).read_text(encoding="utf-8"))
    heads, traits = [Head(*one) for one in meta["heads"]], [Trait(*one) for one in meta["traits"]]
    blocks = {name: slice(*block) for name, block in meta["blocks"].items()}
    width = max((block.stop for block in blocks.values()), default=0)
    score, said = (
        sp.csr_matrix(
            tuple(np.load(at / f"{name}-{part}.npy", mmap_mode="r") for part in _PARTS), shape=(len(heads), columns)
        )
        for name, columns in (("score", width), ("said", len(traits)))
    )
    known = np.load(at / "phrases.npy")
    return Space(_Tasks(store, heads), heads, score, blocks, known, Said(traits, said))


class _Tasks(Sequence[Profile]):
    """The tasks of a graph, a plan's read when one of them is looked at."""

    def __init__(self, store: Store, heads: Sequence[Head]) -> None:
        self._heads = heads
        read = tasks.reader(store)
        self._of: Callable[[str], dict[str, Profile]] = lru_cache(_PLANS)(
            lambda plan: {one.task: one for one in read(plan)}
        )

    def __len__(self) -> int:
        return len(self._heads)

    @overload
    def __getitem__(self, at: int) -> Profile: ...
    @overload
    def __getitem__(self, at: slice) -> list[Profile]: ...
    def __getitem__(self, at: int | slice) -> Profile | list[Profile]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        head = self._heads[at]
        return self._of(head.plan)[head.task]


@lru_cache(1)
def _digest() -> str:
    """Digest of what vectors are made with: the modules, and the word lists that set phrases are told by."""
    digest = sha256(__version__.encode())
    for module in (grams, phrases, tasks, vectors):
        digest.update(Path(str(module.__file__)).read_bytes())
    for name in ("phrases", "themes"):
        digest.update((resources.folder("ontology") / f"{name}.ttl").read_bytes())
    return digest.hexdigest()[:16]
