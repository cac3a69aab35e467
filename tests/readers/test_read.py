"""Files to sources, whatever their format: what nobody sees is taken out and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.readers import read
from tests.readers import clothes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMATS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "html": lambda text: f"<html><body><p>{text}</p></body></html>".encode(),
    "docx": lambda text: clothes.as_word([text]),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("char", ["\u200b", "\u2060", "\u00ad", "\ufeff"])
def test_what_nobody_sees_cuts_no_number_and_no_name(tmp_path: Path, form: str, char: str) -> None:
    file = tmp_path / f"a.{form}"
    file.write_bytes(FORMATS[form](f"增设座位1{char}300个，由基{char}教股负责"))
    source = read(file)
    assert source.text.startswith("增设座位1300个，由基教股负责")
    assert source.origin and source.origin.left_out == (("characters that nobody sees", "2 taken out"),)
