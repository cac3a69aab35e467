"""Questions that the engine alone cannot answer: each has a header in ``queries/`` and a call here.

A call takes the graph, the time limit in seconds and the parameters, and loads what it needs when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from edugraph.store import Store
    from edugraph.table import Table

Call = Callable[["Store", float | None, Mapping[str, str]], "Table"]


def _overlap_targets(store: Store, seconds: float | None, parameters: Mapping[str, str]) -> Table:
    from edugraph.overlap import targets

    return targets.table(store, seconds, **parameters)


CALLS: Mapping[str, Call] = {
    "overlap-targets": _overlap_targets,
}
"""The call that answers each question whose file in ``queries/`` is header only."""
