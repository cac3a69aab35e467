"""Bytes to text: which encoding is found, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edugraph.errors import InputError
from edugraph.readers.decoding import decode

TEXT = "邯郸市教育局2023年教育工作要点\n一、加强党的建设。全面推进集团化办学，镕。\n"
TRADITIONAL = "臺北市政府教育局2023年施政計畫，推動國民中小學課程與教學，強化學生輔導。" * 20


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-32", "utf-32"),
    ],
)
def test_encodings_are_found(encoding: str, name: str) -> None:
    text, found = decode((TEXT * 9).encode(encoding))
    assert (text.removeprefix("\ufeff"), found.replace("_", "-")) == (TEXT * 9, name)


def test_a_page_that_declares_gb2312_keeps_what_only_gb18030_has() -> None:
    assert decode(TEXT.encode("gb18030"), "gb2312") == (TEXT, "gb18030")


def test_a_declared_encoding_is_tried_first() -> None:
    assert decode(TRADITIONAL.encode("big5"), "big5") == (TRADITIONAL, "big5")


def test_big5_is_not_taken_for_gb18030() -> None:
    text, found = decode(TRADITIONAL.encode("big5"))
    assert (text, found) == (TRADITIONAL, "big5")


def test_a_wrong_mark_is_told_with_its_place() -> None:
    with pytest.raises(InputError, match="says by its first bytes that it is utf-8-sig, and is not at byte 5"):
        decode(b"\xef\xbb\xbfab\xff\xfe")


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(InputError, match="no text in an encoding that is known"):
        decode(bytes(range(256)) * 4)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_utf8_is_read_back(text: str) -> None:
    assert decode(text.encode())[0] == text
