"""Questions that a call answers: every header without SPARQL has one, and every call a header."""

from __future__ import annotations

from edugraph import computed, query


def test_every_header_without_sparql_has_a_call() -> None:
    assert computed.MODULES.keys() == query.headers().keys() - query.catalogue().keys()
