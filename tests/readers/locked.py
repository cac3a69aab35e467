"""PDF files locked with passwords, by the oldest of their ciphers: RC4 with a key of five bytes."""

from __future__ import annotations

import re
from hashlib import md5

from tests.readers import drawn

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"
_MAY = (-44).to_bytes(4, "little", signed=True)


def pdf(reader: str, owner: str, *pages: drawn.Page) -> bytes:
    """A PDF of pages that opens with either password; without one where that of the reader is empty."""
    held = _rc4(md5(_padded(owner)).digest()[:5], _padded(reader))
    key = md5(_padded(reader) + held + _MAY + _ID).digest()[:5]
    plain = drawn.pdf(*pages).decode("latin-1").partition("xref\n")[0]
    objects = [
        _locked(key, at, one) for at, one in enumerate(re.findall(r"\d+ 0 obj\n(.*?)\nendobj", plain, re.DOTALL), 1)
    ]
    objects.append(f"<</Filter/Standard/V 1/R 2/O<{held.hex()}>/U<{_rc4(key, _PAD).hex()}>/P -44>>")
    more = f"/Encrypt {len(objects)} 0 R/ID[<{_ID.hex()}><{_ID.hex()}>]"
    return drawn.file(objects, more)


def _padded(password: str) -> bytes:
    return (password.encode() + _PAD)[:32]


def _locked(key: bytes, number: int, one: str) -> str:
    """An object whose texts and streams are encrypted."""
    own = md5(key + number.to_bytes(3, "little") + bytes(2)).digest()[:10]
    head, stream, body = one.partition("stream\n")
    head = re.sub(r"\((.*?)\)", lambda text: f"<{_rc4(own, text[1].encode()).hex()}>", head)
    inner, end, _ = body.partition("\nendstream")
    return head + stream + _rc4(own, inner.encode()).decode("latin-1") + end if stream else head


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for one in range(256):
        at = (at + box[one] + key[one % len(key)]) % 256
        box[one], box[at] = box[at], box[one]
    found, one, at = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) % 256
        at = (at + box[one]) % 256
        box[one], box[at] = box[at], box[one]
        found.append(byte ^ box[(box[one] + box[at]) % 256])
    return bytes(found)
