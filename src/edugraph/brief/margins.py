"""Places of a Word document whose words are not read as part of a note: told, so that nobody takes them for checked."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BESIDE = {"txbxContent": "text boxes", "footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def of(data: bytes) -> tuple[str, ...]:
    """What stands beside the text: ``text boxes``, ``footnotes``, ``endnotes``, ``headers or footers``."""
    return tuple(dict.fromkeys(_of(docx.Document(BytesIO(data)))))


def _of(document: docx.document.Document) -> Iterator[str]:
    for tag, name in _BESIDE.items():
        if next(document.element.body.iter(f"{_W}{tag}"), None) is not None:
            yield name
    for section in document.sections:
        said = [paragraph.text.strip() for part in (section.header, section.footer) for paragraph in part.paragraphs]
        if any(text and not text.isdecimal() for text in said):  # numbers of pages say nothing
            yield "headers or footers"
