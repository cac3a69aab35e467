"""Which format a file has: its bytes say it; its ending is only asked where they do not."""

from __future__ import annotations

import re

from edugraph.errors import InputError

_PLAIN = {"txt", "text", "md", ""}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype html|html|head|body|meta|div|table|p)\b",
    re.I | re.S,
)
_MAIL = re.compile(rb"(?:[A-Za-z-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*?(?:MIME-Version|Content-Type):", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 200_000_000  # bytes that an archive may unpack to
_RATIO = 200  # times that an archive may grow; Word files of plans grow tenfold
_PICTURES = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}
PICTURES = frozenset(_PICTURES.values())
"""The formats of pictures."""

_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


def form(data: bytes, suffix: str) -> str:
    """The format: txt, html, mhtml, docx, doc, rtf, pdf or that of a picture.

    Raises InputError for what holds no text of a plan, with what it is and what to do.
    """
    head = data[:2048]
    if head.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _of_archive(data)
    if head.startswith(_OLE):
        return _of_compound(data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    picture = next((name for begin, name in _PICTURES.items() if head.startswith(begin)), "")
    if picture and (picture != "bmp" or head[6:10] == bytes(4)):  # BM begins words as well
        return picture
    if head.startswith(_ARCHIVES):
        raise InputError("an archive. Unpack it and give EduGraph the files in it.")
    if suffix in {".mht", ".mhtml"} or (suffix.lstrip(".") not in _PLAIN and _MAIL.match(head)):
        return "mhtml"
    markup = _HTML.match(head.removeprefix(b"\xef\xbb\xbf"))
    return "html" if markup or suffix in {".html", ".htm", ".shtml", ".xhtml"} else "txt"


def _of_archive(data: bytes) -> str:
    """The format of a zip file, by the names in it."""
    from io import BytesIO
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, ValueError, OverflowError) as error:
        raise InputError(f"a damaged zip file ({error}). Save it anew.") from error
    if size > _LARGEST or size > _RATIO * max(len(data), 10_000):
        raise InputError(f"unpacks to {size:,} bytes, too much for a plan.")
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        raise InputError("a spreadsheet. Save the sheet with the tasks as text (tab-separated) or as a Word table.")
    if "OFD.xml" in names:
        raise InputError("an OFD file (GB/T 33190). Open it in its reader and save it as PDF or Word.")
    raise InputError("a zip file that is no Word document. Unpack it and give EduGraph the files in it.")


def _of_compound(data: bytes) -> str:
    """The format of an old Office file: its streams have names in UTF-16."""
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise InputError(
            "an old spreadsheet. Save the sheet with the tasks as text (tab-separated) or as a Word table."
        )
    raise InputError("an old Office file without a text. Save it as .docx.")
