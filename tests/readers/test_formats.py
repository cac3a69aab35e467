"""Which format a file has: its bytes say it, and what holds no plan is named."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from edugraph.errors import InputError
from edugraph.readers.formats import form

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(*names: str, size: int = 1) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", compression=8) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        pytest.param(b"\xe4\xb8\x80", ".txt", "txt", id="text"),
        pytest.param(b"%PDF-1.7", ".txt", "pdf", id="pdf-called-txt"),
        pytest.param(b"<!DOCTYPE html><html>", ".txt", "html", id="page-called-txt"),
        pytest.param(b"\xef\xbb\xbf<html>", "", "html", id="page-with-a-mark"),
        pytest.param(b"<?xml version='1.0'?><html>", ".doc", "html", id="page-called-doc"),
        pytest.param("教育".encode(), ".html", "html", id="fragment-called-html"),
        pytest.param(b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", ".mhtml", "mhtml", id="web-archive"),
        pytest.param(b"Subject: x\r\nMIME-Version: 1.0\r\n", ".doc", "mhtml", id="web-archive-called-doc"),
        pytest.param(b"{\\rtf1", ".doc", "rtf", id="rtf-called-doc"),
        pytest.param(OLE + "WordDocument".encode("utf-16-le"), ".wps", "doc", id="old-word"),
        pytest.param(packed("word/document.xml"), ".doc", "docx", id="docx-called-doc"),
        pytest.param(b"\x89PNG\r\n", ".jpg", "png", id="png-called-jpg"),
        pytest.param(b"\xff\xd8\xff\xe0", "", "jpeg", id="jpeg"),
        pytest.param(b"II*\x00", ".tif", "tiff", id="tiff"),
        pytest.param(b"BM\x00\x10\x00\x00\x00\x00\x00\x00", ".bmp", "bmp", id="bmp"),
        pytest.param(b"BMI of pupils", ".txt", "txt", id="words-that-begin-as-bmp"),
    ],
)
def test_formats(data: bytes, suffix: str, expected: str) -> None:
    assert form(data, suffix) == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(packed("xl/workbook.xml"), "a spreadsheet", id="xlsx"),
        pytest.param(packed("OFD.xml"), "an OFD file", id="ofd"),
        pytest.param(packed("a.txt"), "a zip file that is no Word document", id="zip"),
        pytest.param(packed("word/document.xml", size=30_000_000), "too much for a plan", id="zip-bomb"),
        pytest.param(b"PK\x03\x04", "a damaged zip file", id="damaged"),
        pytest.param(OLE + "Workbook".encode("utf-16-le"), "an old spreadsheet", id="xls"),
        pytest.param(OLE, "an old Office file without a text", id="ole"),
        pytest.param(b"Rar!", "an archive", id="rar"),
    ],
)
def test_what_holds_no_plan_is_named_with_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as error:
        form(data, ".bin")
    assert str(error.value).endswith(".")
