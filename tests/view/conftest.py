"""A real browser for the tests of the page, and the page opened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from edugraph import graphs
from edugraph.view import reader
from edugraph.view.scope import Scope
from tests.conftest import PLANS
from tests.view.chromium import Page, Pipe, browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from edugraph.store import Store

    Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def pipe(chromium: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipe]:  # noqa: ARG001
    """One running Chromium for all tests."""
    with browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """The raw texts of the five plans by their SHA-256."""
    return graphs.texts(PLANS.parent)


@pytest.fixture(scope="session")
def packs(store: Store, texts: dict[str, str]) -> dict[str, Any]:
    """The packs of the reader of the five plans, with their texts."""
    return dict(reader.packs(Scope(store, (), texts)))


@pytest.fixture
def opened(pipe: Pipe, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page's text at an address; whatever a test does, it must not complain or ask for anything."""
    pages: list[Page] = []

    def opening(text: str, address: str = "", width: int = 1440, height: int = 900) -> Page:
        path = tmp_path / f"page{len(pages)}.html"
        path.write_text(text, encoding="utf-8")
        pipe.events.clear()
        page = Page(pipe, width, height)
        pages.append(page)
        page.open(path, address)
        return page

    yield opening
    for page in pages:
        page.rest(0.2)  # what comes late is told too
        assert page.run("window.ran") is None  # what every attack would set
        assert page.complaints() == []
        assert page.requests() == []
        page.close()
