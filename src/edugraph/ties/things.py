"""What cities can have in common: themes, shared indicators, cited documents, each with the tasks. From query rows only."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.overlap.documents import families, shared_title
from edugraph.overlap.ledger import narrower, theme_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from edugraph.store import Store

    Plans = Mapping[str, Mapping[str, str]]

KINDS = ("theme", "indicator", "document")


class Thing(NamedTuple):
    """Something that plans of several cities name: its kind, one of ``KINDS``, and its name."""

    kind: str
    name: str


Holders = dict[str, list[str]]
"""The cities that have a thing, each with the places of the tasks that name it."""


def shared(store: Store, plans: Plans) -> dict[Thing, Holders]:
    """Everything that plans of at least two cities name, with its cities and places, by kind and name.

    Narrower themes count under broader ones, as in ``overlap-themes``; a broader theme that the very same cities have
    as one of its narrower themes says nothing new and is left out. Documents are those of ``overlap-documents``.
    """
    tree = narrower(store)
    found: defaultdict[Thing, Holders] = defaultdict(dict)
    for source in (_themes(store, tree), _indicators(store), _documents(store, plans)):
        for thing, plan, task in source:
            if plan in plans:
                found[thing].setdefault(plans[plan]["city"], []).append(f"{plan}:{task}")
    echoes = {
        Thing("theme", broad)
        for broad, below in tree.items()
        for one in below
        if one != broad and found.get(Thing("theme", one), {}).keys() == found.get(Thing("theme", broad), {}).keys()
    }
    kept = {thing: held for thing, held in found.items() if len(held) > 1 and thing not in echoes}
    return dict(sorted(kept.items(), key=lambda item: (KINDS.index(item[0].kind), item[0].name)))


def _themes(store: Store, tree: Mapping[str, list[str]]) -> Iterator[tuple[Thing, str, str]]:
    above: defaultdict[str, list[str]] = defaultdict(list)
    for broad, below in tree.items():
        for theme in below:
            above[theme].append(broad)
    for row in theme_rows(store):
        for theme in above[row["theme"]]:
            yield Thing("theme", theme), row["plan"], row["task"]


def _indicators(store: Store) -> Iterator[tuple[Thing, str, str]]:
    for row in query.run(store, "indicator-targets").dicts():
        yield Thing("indicator", row["indicator"]), row["plan"], row["task"]


def _documents(store: Store, plans: Plans) -> Iterator[tuple[Thing, str, str]]:
    for group in families(store).values():
        kept = [row for row in group if row["plan"] in plans]
        for row in kept:
            yield Thing("document", shared_title(kept)), row["plan"], row["task"]
