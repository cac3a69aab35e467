"""Scans: clean, crooked, stamped, ruled, as PDF, Word and pictures; what cannot be recognised is told with its place."""

from __future__ import annotations

import sys
import warnings
from decimal import Decimal
from difflib import SequenceMatcher
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
import pytest

from edugraph import readers
from edugraph.catalogue import entries
from edugraph.errors import InputError
from edugraph.extract import extract
from edugraph.facts import Responsibility, Target
from edugraph.making import given, make, read_plan
from edugraph.readers import ocr, pdf, word
from edugraph.text import fold
from tests.readers import drawn
from tests.readers.ocr import scans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PIL.Image import Image

    from edugraph.readers.content import Content

recognises = pytest.mark.skipif(not ocr.available(), reason="text recognition is not installed: edugraph[ocr]")

LONG = "推进城乡学校结对帮扶，健全教师轮岗办法，改善寄宿条件，丰富课后活动，"
PLAN = [
    "云岭县教育局2024年工作要点",
    "一、扩大资源供给",
    f"1.新建公办幼儿园3所，增设座位900个。{LONG}办好家长学校。（责任股室：基教股）",
    "2.义务教育巩固率达到98%以上。（责任股室：基教股、督导室）",
    "二、加强队伍建设",
    f"3.招聘教师60名，培训骨干教师200人次。{LONG}落实编制。（责任股室：人事股）",
]
TABLE = [
    ["序号", "重点任务", "工作目标", "责任单位"],
    ["1", "增加座位", "新建公办幼儿园3所，增设座位900个，秋季学期投入使用。", "基教股、项目办"],
    ["2", "建强队伍", "招聘教师60名，培训骨干教师200人次。", "人事股"],
]


def page() -> Image:
    whole = scans.blank()
    scans.prose(whole, PLAN)
    return whole


def text_of(data: bytes) -> str:
    """What is recognised, its marks in one form."""
    return fold(ocr.read(data).text)


def alike(found: str, wanted: str) -> float:
    return SequenceMatcher(None, found, fold(wanted), autojunk=False).ratio()


@recognises
@pytest.mark.parametrize(
    ("dressed", "told"),
    [
        pytest.param(lambda one: scans.tilted(one, -2), (), id="crooked"),
        pytest.param(lambda one: scans.stamped(one, 850, 320), (("red stamp", "page 1"),), id="stamped"),
        pytest.param(
            lambda one: scans.tilted(scans.stamped(one, 700, 420), 1.5), (("red stamp", "page 1"),), id="both"
        ),
        pytest.param(lambda one: one.resize((827, 533)).convert("L"), (), id="grey-at-100-dots"),
    ],
)
def test_pages_are_read_with_their_paragraphs(dressed: Any, told: tuple[Any, ...]) -> None:
    found = ocr.read(scans.saved(dressed(page())))
    assert found.left_out == told
    assert len(found.text.split("\n")) == len(PLAN) + 1
    assert alike(fold(found.text), "\n".join(PLAN) + "\n") > 0.99


@recognises
def test_ruled_tables_are_read_as_tables_also_where_they_lie_crooked() -> None:
    whole = scans.blank()
    scans.table(whole, TABLE, [90, 190, 540, 240])
    wanted = "\n".join("\t".join(row) for row in TABLE) + "\n"
    found = text_of(scans.saved(scans.tilted(whole, 1.5)))
    assert [line.count("\t") for line in found.split("\n")] == [3, 3, 3, 0]
    assert alike(found, wanted) > 0.99


@recognises
def test_facts_of_a_scan_are_found_with_page_and_confidence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, rest = scans.blank(), scans.blank()
    scans.prose(whole, PLAN[:3])
    scans.prose(rest, PLAN[3:])
    (tmp_path / "a.pdf").write_bytes(scans.saved(whole, "pdf", rest))
    (entry,) = entries([tmp_path / "a.pdf"])
    plan, _, _ = read_plan(entry)
    facts = list(extract(plan))
    targets = [(one.value, one.unit) for one in facts if isinstance(one, Target)]
    assert targets == [
        (Decimal(value), unit) for value, unit in ((3, "所"), (900, "个"), (98, "%"), (60, "名"), (200, "人次"))
    ]
    assert {one.organisation for one in facts if isinstance(one, Responsibility)} == {"基教股", "督导室", "人事股"}
    marks = [plan.source.recognised(one.span) for one in facts if isinstance(one, Target)]
    assert [mark.page for mark in marks if mark] == [1, 1, 2, 2, 2]
    assert all(mark and 0.5 < mark.sure <= 1 for mark in marks)
    assert plan.source.origin and plan.source.origin.sure and plan.source.origin.sure > 0.9
    monkeypatch.setattr(readers, "read", lambda *_: plan.source)
    assert make(given(entry)).report.form.startswith("pdf OCR 9")


@recognises
def test_pictures_of_a_word_document_are_its_pages() -> None:
    document = docx.Document()
    for part in PLAN[:2], PLAN[3:5]:
        whole = scans.blank()
        scans.prose(whole, part)
        document.add_picture(BytesIO(scans.saved(whole)))
    file = BytesIO()
    document.save(file)
    found = word.read(file.getvalue())
    assert found.pages == 2
    assert {one.page for one in found.recognised} == {1, 2}
    assert alike(fold(found.text), "\n".join([*PLAN[:2], *PLAN[3:5]])) > 0.99


@recognises
@pytest.mark.parametrize("form", ["png", "jpeg", "bmp", "tiff"])
def test_a_damaged_picture_is_told_with_its_file_and_page(tmp_path: Path, form: str) -> None:
    data = scans.saved(page(), form)
    (tmp_path / f"a.{form}").write_bytes(data[: len(data) // 2])
    with pytest.raises(
        InputError, match=rf"a\.{form}: page 1: a picture, no text to be read: damaged \(.*\)\. Scan it anew\.$"
    ):
        readers.read(tmp_path / f"a.{form}")


@recognises
def test_a_picture_without_text_is_told() -> None:
    with pytest.raises(InputError, match=r"a picture in which text recognition \(OCR\) finds no text"):
        ocr.read(scans.saved(scans.blank()))


def test_without_text_recognition_a_picture_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(InputError, match=r"a picture, no text; run text recognition .*edugraph\[ocr\]"):
        ocr.read(scans.saved(scans.blank(9)))


def test_where_text_recognition_does_not_load_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ocr, "page", raising=False)
    monkeypatch.setitem(sys.modules, "edugraph.readers.ocr.page", None)
    with pytest.raises(InputError, match=r"text recognition does not run here \(.*\); install edugraph\[ocr\] anew"):
        ocr.recognised([ocr.Picture(1, scans.blank)])


def test_more_pages_than_a_plan_has_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MOST_PAGES", 2)
    pages = [ocr.Picture(at, scans.blank) for at in (1, 2, 3)]
    with pytest.raises(InputError, match="3 pages of pictures; at most 2 are recognised"):
        ocr.recognised(pages)


@recognises
def test_a_picture_that_is_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_LARGEST", 10_000)
    with pytest.raises(InputError, match=r"page 1: too large \(1240 × 740 points\)"):
        ocr.recognised([ocr.Picture(1, scans.blank)])


class Seen(NamedTuple):
    """What an engine says of a page."""

    boxes: Any
    txts: Sequence[str]
    scores: Sequence[float]


def box(left: float, top: float, text: str, size: float = 30) -> list[list[float]]:
    right, bottom = left + size * len(text), top + size
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def heard(
    monkeypatch: pytest.MonkeyPatch, *pieces: tuple[float, float, str, float], file: bytes | None = None
) -> Content:
    """The content of a page of which an engine says this: left, top, text and how sure; or of a PDF with one."""
    from edugraph.readers.ocr import page

    said = Seen([box(*one[:3]) for one in pieces], [one[2] for one in pieces], [one[3] for one in pieces])
    monkeypatch.setattr(page, "_engine", lambda: lambda _: said)
    return pdf.read(file) if file else ocr.read(scans.saved(scans.blank(1600)))


@recognises
def test_what_is_too_unsure_is_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = heard(
        monkeypatch, (100, 300, "一、办好学校", 0.9), (700, 400, "签阅", 0.3), (100, 400, "1.完成扩建。", 0.8)
    )
    assert found.text == "一、办好学校\n1.完成扩建。\n"
    assert found.left_out == (("recognised too poorly", "签阅"),)
    assert [one.sure for one in found.recognised] == [0.9, 0.8]
    assert [found.text[slice(*one.span)] for one in found.recognised] == ["一、办好学校", "1.完成扩建。"]


@recognises
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("培训教师20名o", "培训教师20名。"),
        ("（人事股）o", "（人事股）。"),
        ("推广Scratch和Arduino", "推广Scratch和Arduino"),
        ("新增AI课程20门", "新增AI课程20门"),
        ("每校2一3名", "每校2—3名"),
        ("第一，20名一线教师", "第一，20名一线教师"),
    ],
)
def test_a_full_stop_that_is_taken_for_a_letter_and_a_dash_for_one(
    monkeypatch: pytest.MonkeyPatch, text: str, wanted: str
) -> None:
    assert heard(monkeypatch, (100, 300, text, 0.9)).text == wanted + "\n"


@recognises
@pytest.mark.parametrize("number", ["-4一", "一9一", "— 12 —", "第3页"])
def test_numbers_of_pages_are_left_out_also_where_a_dash_is_misread(
    monkeypatch: pytest.MonkeyPatch, number: str
) -> None:
    found = heard(monkeypatch, (100, 300, "一、办好学校", 0.9), (600, 1500, number, 0.9))
    assert (found.text, found.left_out) == ("一、办好学校\n", (("page number", number),))


@recognises
def test_columns_of_a_scan_are_read_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    left = ["一、改善办学条件的各项工作安排", *["推进城乡学校结对帮扶和教师轮岗"] * 7]
    right = ["二、提高教学质量的各项工作安排", *["健全教研员蹲点联系学校的制度，"] * 7]
    rows = [
        (100.0 + 560 * side, 300.0 + 50 * at, text, 0.9)
        for side, own in enumerate((left, right))
        for at, text in enumerate(own)
    ]
    found = heard(monkeypatch, *rows)
    assert found.text == "".join(left) + "\n" + "".join(right) + "\n"


def bound(*parts: bytes) -> bytes:
    """One PDF of several."""
    from pypdfium2 import PdfDocument

    whole, file = PdfDocument.new(), BytesIO()
    for part in parts:
        whole.import_pages(PdfDocument(part))
    whole.save(file)
    return file.getvalue()


PRINTED = "1.办好学校。推进城乡学校结对帮扶，健全教师轮岗办法，改善寄宿条件。"


@recognises
@pytest.mark.parametrize("scanned_first", [True, False])
def test_of_a_pdf_only_the_pages_without_text_are_recognised(
    monkeypatch: pytest.MonkeyPatch, scanned_first: bool
) -> None:
    scan = scans.saved(scans.blank(1600), "pdf")
    parts = [drawn.pdf([drawn.Words(60, 700, PRINTED)]), scan]
    file = bound(*(parts[::-1] if scanned_first else parts))
    found = heard(monkeypatch, (100, 300, "2.建强队伍。", 0.8), file=file)
    assert sorted(found.text.split()) == [PRINTED, "2.建强队伍。"]
    assert [(one.page, found.text[slice(*one.span)]) for one in found.recognised] == [
        (1 if scanned_first else 2, "2.建强队伍。")
    ]


@recognises
def test_an_empty_page_and_one_with_a_few_words_are_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    file = drawn.pdf([drawn.Words(60, 700, PRINTED)], [], [drawn.Words(60, 700, "3.抄送各校。")])
    found = heard(monkeypatch, (100, 300, "2.建强队伍。", 0.8), file=file)
    assert (found.text, found.recognised) == (f"{PRINTED}\n3.抄送各校。\n", ())
    assert found.left_out == (("page without text", "page 2"),)


COLUMNS = (100, 250, 600, 1000)


@recognises
@pytest.mark.parametrize(
    "goals",
    [["完成扩建"] * 4, ["建成两所新校区", "", "招聘教师六十名", "开展督导"]],
    ids=["one-line", "a-cell-of-two-lines"],
)
def test_cells_without_lines_are_read_as_a_table_where_they_are_aligned(
    monkeypatch: pytest.MonkeyPatch, goals: list[str]
) -> None:
    cells = [
        ["序号", "重点任务", "工作目标", "责任单位"],
        *[[str(at), f"第{at}项任务", goal, "基教股"] for at, goal in enumerate(goals, 1)],
    ]
    wanted = cells
    if "" in goals:  # the second line of the cell above it
        cells[2] = ["", "", "并投入使用", ""]
        wanted = [cells[0], [*cells[1][:2], "建成两所新校区并投入使用", cells[1][3]], *cells[3:]]
    pieces = [
        (float(left), 300.0 + 60 * row, text, 0.9)
        for row, line in enumerate(cells)
        for left, text in zip(COLUMNS, line, strict=True)
        if text
    ]
    found = heard(
        monkeypatch,
        *pieces,
        (100, 200, "二、重点任务清单", 0.9),
        (100, 700, "以上任务由督导室按季度通报完成的情况，请各校照此办理。", 0.9),
    )
    assert found.text.split("\n")[1:-2] == ["\t".join(line) for line in wanted]


@recognises
def test_prose_in_pieces_is_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        [(100, "一、办好学校"), (500, "二、建强队伍"), (900, "三、保障安全")],
        [(100, "各校要抓好落实，主动公开进展，接受社会的监督。")],
    ]
    pieces = [(float(left), 300.0 + 60 * at, text, 0.9) for at, row in enumerate(rows) for left, text in row]
    assert "\t" not in heard(monkeypatch, *pieces).text


@recognises
def test_a_file_of_several_pictures_has_as_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from edugraph.readers.ocr import page

    said = iter(Seen([box(90, 300, text)], [text], [0.9]) for text in PLAN[:3])
    monkeypatch.setattr(page, "_engine", lambda: lambda _: next(said))
    found = ocr.read(scans.saved(scans.blank(), "tiff", scans.blank(), scans.blank()))
    assert (found.pages, [one.page for one in found.recognised]) == (3, [1, 2, 3])
    assert found.text.split("\n")[:2] == PLAN[:2]


@recognises
def test_what_the_library_of_pictures_remarks_is_told_and_not_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warning would come with the path of a module; who reads a plan wants to know that its file is damaged."""

    page = scans.blank()
    scans.prose(page, PLAN)

    def opened(_: bytes, at: int = 0) -> Image:
        warnings.warn(f"Corrupt EXIF data in {at}", UserWarning, stacklevel=1)
        return page

    monkeypatch.setattr(ocr, "picture", opened)
    (tmp_path / "a.tif").write_bytes(scans.saved(page, "tiff"))
    with warnings.catch_warnings(record=True) as printed:
        origin = readers.read(tmp_path / "a.tif").origin
    assert not printed
    assert origin
    assert ("damaged in part", "Corrupt EXIF data in 0") in origin.left_out


@recognises
def test_a_picture_that_says_it_is_huge_is_refused_with_its_size(tmp_path: Path) -> None:
    huge = bytearray(scans.saved(scans.blank(), "bmp"))
    huge[18:26] = (2_000_000).to_bytes(4, "little") * 2
    (tmp_path / "a.bmp").write_bytes(huge)
    with pytest.raises(InputError, match="too large"):
        readers.read(tmp_path / "a.bmp")


PROGRESS = "text recognition: page"
"""What a page that is being recognised says, where a command has been run before in this process."""


@recognises
@pytest.mark.parametrize("cut", [60, 200, 400])
def test_a_damaged_picture_is_told_once_and_nothing_else_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], cut: int
) -> None:
    data = BytesIO()
    page = scans.blank()
    scans.prose(page, PLAN)
    page.save(data, "TIFF", compression="tiff_lzw")
    (tmp_path / "a.tif").write_bytes(data.getvalue()[:cut] + bytes(80) + data.getvalue()[cut + 80 :])
    with pytest.raises(InputError, match=r"a\.tif: "):
        readers.read(tmp_path / "a.tif")
    out, said = capfd.readouterr()
    assert (out, [line for line in said.splitlines() if not line.startswith(PROGRESS)]) == ("", [])
