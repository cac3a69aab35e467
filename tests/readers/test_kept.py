"""What text recognition found is kept, and counts for the same bytes as long as the readers are what they were."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from edugraph import readers
from edugraph.errors import InputError
from edugraph.readers import kept
from edugraph.readers.content import BlankError, Content
from edugraph.text import Recognised, Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from edugraph.text import Source

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FOUND = Content(
    "1.新建学校3所。\n", pages=1, left_out=(("page number", "7"),), recognised=(Recognised(Span(0, 9), 1, 0.98),)
)


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch) -> Callable[[Content | Exception], list[bytes]]:
    """Puts a reader in the place of that of pictures, which tells what it was given."""

    def put(found: Content | Exception) -> list[bytes]:
        seen: list[bytes] = []

        def read(data: bytes) -> Content:
            seen.append(data)
            if isinstance(found, Exception):
                raise found
            return found

        monkeypatch.setattr(readers, "_reader", lambda _: read)
        return seen

    return put


def _read(path: Path, folder: Path) -> Source:
    """A file read with what is kept, and what was recognised anew kept as well."""
    data = readers.load(path)
    known = kept.load(folder, data)
    try:
        return readers.read(path, data, known)
    finally:
        kept.keep(folder, known)


def test_what_was_found_is_read_again(tmp_path: Path, recogniser: Callable[..., list[bytes]]) -> None:
    seen = recogniser(FOUND)
    (tmp_path / "scan.png").write_bytes(PNG)
    first, second = (_read(tmp_path / "scan.png", tmp_path / "kept") for _ in range(2))
    assert first == second
    assert second.origin is not None
    assert second.origin.recognised == FOUND.recognised
    assert second.origin.left_out == FOUND.left_out
    assert len(seen) == 1
    (tmp_path / "scan.png").write_bytes(PNG + b"!")
    _read(tmp_path / "scan.png", tmp_path / "kept")
    assert len(seen) == 2


def test_that_nothing_was_found_is_kept_too(tmp_path: Path, recogniser: Callable[..., list[bytes]]) -> None:
    seen = recogniser(BlankError("a picture in which text recognition (OCR) finds no text."))
    (tmp_path / "scan.png").write_bytes(PNG)
    for _ in range(2):
        with pytest.raises(InputError, match=r"scan\.png: a picture in which"):
            _read(tmp_path / "scan.png", tmp_path / "kept")
    assert len(seen) == 1


@pytest.mark.parametrize("found", [Content("1.新建学校3所。\n"), InputError("damaged")], ids=["typed", "wrong"])
def test_nothing_else_is_kept(
    tmp_path: Path, recogniser: Callable[..., list[bytes]], found: Content | Exception
) -> None:
    recogniser(found)
    (tmp_path / "scan.png").write_bytes(PNG)
    with suppress(InputError):
        _read(tmp_path / "scan.png", tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"text": 1}', "null"])
def test_a_spoilt_file_is_as_none(tmp_path: Path, text: str) -> None:
    kept.keep(tmp_path, {kept.name(PNG): FOUND})
    (path,) = tmp_path.iterdir()
    assert kept.load(tmp_path, PNG) == {kept.name(PNG): FOUND}
    path.write_text(text, encoding="utf-8")
    assert kept.load(tmp_path, PNG) == {}


def test_other_readers_recognise_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.keep(tmp_path, {kept.name(PNG): FOUND})
    monkeypatch.setattr(kept, "_readers", lambda: b"others")
    assert kept.load(tmp_path, PNG) == {}
