"""Bytes to text: the encoding is found, never assumed, and reported.

Order: byte order mark, strict UTF-8, the encoding that the document declares where it is one that a
Chinese page may have, GB18030 (which holds GBK and GB2312), and what charset-normalizer finds. A reading
in GB18030 must look like Chinese, because nearly any bytes can be read in it.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from edugraph.errors import InputError
from edugraph.readers.content import Content

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# A Chinese page that declares another encoding than these is mistaken.
_WIDE = ("big5", "utf-16", "euc-", "shift_jis", "hz")
_SAMPLE = 20_000  # characters looked at to judge a reading
_USUAL = 0.8  # least share of common characters in a Chinese text; another encoding read as GB18030 has a half
_FEWEST = 0.02  # least share of Chinese characters in what is read as Chinese, and largest of kana and private ones


def read(data: bytes) -> Content:
    """Plain text, exactly as it stands, with its encoding; a byte order mark is no part of it.

    Raises InputError as ``decode`` does.
    """
    text, encoding = decode(data)
    return Content(text, encoding)


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Text and the name of its encoding.

    >>> decode("教育".encode("gb18030"))
    ('教育', 'gb18030')

    Raises InputError when no encoding reads the bytes as text.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    for name in _candidates(declared):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text and (not name.startswith("gb") or _is_chinese(text)):
            return text, name
    return _detected(data)


def _candidates(declared: str) -> Iterator[str]:
    """Encodings to try; a page that declares gb2312 holds what only GB18030 has."""
    yield "utf-8"
    if declared.lower().startswith(_WIDE):
        yield declared.lower()
    yield "gb18030"


def _strict(data: bytes, name: str) -> tuple[str, str]:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        place = error.start + (len(codecs.BOM_UTF8) if name == "utf-8-sig" else 0)
        raise InputError(f"says by its first bytes that it is {name}, and is not at byte {place}.") from error
    return text.removeprefix("\ufeff"), name.removesuffix("-sig")


def _is_chinese(text: str) -> bool:
    """Whether most of the Chinese characters are common ones: the first level of GB 2312."""
    strange = sum("\ue000" <= char <= "\uf8ff" or "\u3040" <= char <= "\u30ff" for char in text[:_SAMPLE])
    sample = [char for char in text[:_SAMPLE] if "\u4e00" <= char <= "\u9fff"]
    if len(sample) < _FEWEST * min(len(text), _SAMPLE):
        return False
    usual = sum(1 for char in sample if b"\xb0" <= char.encode("gb18030")[:1] <= b"\xd7")
    return usual >= _USUAL * len(sample) and strange <= _FEWEST * len(sample)


def _detected(data: bytes) -> tuple[str, str]:
    """What charset-normalizer finds."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 8 * _SAMPLE]).best()
    if best is not None and "\x00" not in str(best):
        try:
            return data.decode(best.encoding), best.encoding
        except UnicodeDecodeError:
            pass
    try:
        data.decode("utf-8")
        place = data.find(b"\x00")
    except UnicodeDecodeError as error:
        place = error.start
    raise InputError(
        "no text in an encoding that is known: neither UTF-8, GB18030, UTF-16 nor Big5 fits its bytes "
        f"(UTF-8 does up to byte {place}). Open it in an editor and save it as UTF-8."
    )
