"""Plain text, exactly as it stands."""

from __future__ import annotations

from edugraph.readers.content import Content
from edugraph.readers.decoding import decode


def read(data: bytes) -> Content:
    """The text with its encoding; a byte order mark is no part of it."""
    text, encoding = decode(data)
    return Content(text, encoding)
