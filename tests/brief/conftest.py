"""A graph of two plans, and the note on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.brief import compose
from tests.brief import made

if TYPE_CHECKING:
    from edugraph.brief.note import Note
    from edugraph.store import Store


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The graph of two plans, as they are."""
    return made.graph(tmp_path_factory.mktemp("pair"), {key: made.plan(key) for key in made.FILES})


@pytest.fixture(scope="session")
def note(pair: Store) -> Note:
    """The note on the two."""
    return made.two(pair)


@pytest.fixture(scope="session")
def whole(store: Store) -> Note:
    """The note on one city among all five."""
    return compose.note(store, ["邯郸"])
