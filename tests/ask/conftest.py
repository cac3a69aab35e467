"""The lexicon of the graph of the five plans, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.ask.lexicon import Lexicon

if TYPE_CHECKING:
    from edugraph.store import Store


@pytest.fixture(scope="session")
def lexicon(store: Store) -> Lexicon:
    """What a question can name."""
    return Lexicon(store)
