"""PDF: scans and locked files are told, page numbers go, rows that a page cuts are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from edugraph.errors import InputError
from edugraph.readers import pdf
from tests.readers import clothes

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>
"""


def test_a_scan_is_told() -> None:
    with pytest.raises(InputError, match="a scanned PDF: 1 of 1 pages without a text layer"):
        pdf.read(EMPTY)


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(InputError, match="a PDF that is damaged"):
        pdf.read(b"%PDF-1.4 and nothing else")


@pytest.mark.usefixtures("chromium")
def test_rows_that_a_page_cuts_are_joined(tmp_path: Path) -> None:
    long = "推进建设，" * 60 + "完成验收。"
    rows = [
        ["序号", "工作任务", "工作内容", "责任单位"],
        *([str(at), f"任务{at}", long, "基教科"] for at in range(1, 13)),
    ]
    found = pdf.read(clothes.as_pdf(["2023年教育重点任务清单", rows], tmp_path))
    assert found.pages > 1
    assert [line for line in found.text.split("\n") if line] == [
        "2023年教育重点任务清单",
        *("\t".join(row) for row in rows),
    ]


@pytest.mark.usefixtures("chromium")
def test_paragraphs_are_joined_and_radicals_put_right(tmp_path: Path) -> None:
    lines = ["一、见习用户行动", "1.办好见习。" + "民生用品见面，行动一致，风力青山，" * 9 + "完。"]
    assert pdf.read(clothes.as_pdf([*lines], tmp_path)).text == "\n".join(lines) + "\n"
