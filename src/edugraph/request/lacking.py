"""The tasks that do not have something: the question ``tasks-lacking``, which is a request that denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph.request.rows import find

if TYPE_CHECKING:
    from edugraph.store import Store
    from edugraph.table import Table


def table(store: Store, /, plan: str = "", **denied: str) -> Table:
    """Tasks without an office in a ``role``, or that do not name an ``organisation``, a person's ``name`` or a ``theme``.

    Where nothing is denied they are all tasks.
    """
    names = {"role": "not_role", "organisation": "not_office", "name": "not_person", "theme": "not_theme"}
    return find(store, "tasks", plan=plan, **{names[key]: value for key, value in denied.items()})
