"""Questions that a call answers: every header without SPARQL has one, and every call a header."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from edugraph import computed, query
from edugraph.comparison import compare
from edugraph.errors import MissingError, TimeLimitError

if TYPE_CHECKING:
    from edugraph.store import Store


def test_every_header_without_sparql_has_a_call() -> None:
    assert computed.MODULES.keys() == query.headers().keys() - query.catalogue().keys()


def test_a_call_ends_at_its_time_limit(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    released = threading.Event()
    monkeypatch.setattr(compare, "table", lambda *_, **__: released.wait(30))
    with pytest.raises(TimeLimitError, match=r"within 0.05 seconds"):
        computed.answer("compare", store, 0.05, {"cities": "邯郸、宁波"})
    released.set()


def test_what_a_call_raises_is_raised(store: Store) -> None:
    with pytest.raises(MissingError, match="no plan of 青岛"):
        computed.answer("compare", store, 30, {"cities": "邯郸、青岛"})
