"""PDF: scans and locked files are told, page numbers go, rows that a page cuts are joined, columns are read in turn."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from edugraph.errors import InputError
from edugraph.readers import ocr, pdf
from tests.readers import clothes, drawn, locked
from tests.readers.drawn import Rule, Words, column

if TYPE_CHECKING:
    from pathlib import Path

EMPTY = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj
trailer<</Root 1 0 R>>
"""
LONG = "推进城乡学校结对帮扶，健全教师轮岗办法，改善寄宿条件，办好家长学校，丰富课后活动，" * 6
FILL = Words(60, 300, "本页其余文字从略，以下内容与前文并无关联，仅为凑足一行而设，特此说明如上。")


def lines_of(*pages: drawn.Page) -> list[str]:
    return pdf.read(drawn.pdf(*pages)).text.rstrip("\n").split("\n")


def test_a_scan_is_told() -> None:
    with pytest.raises(InputError, match="a scanned PDF: 1 of 1 pages without a text layer"):
        pdf.read(EMPTY)


def scan() -> bytes:
    from PIL import Image

    file = BytesIO()
    Image.new("L", (200, 300), 255).save(file, "pdf", save_all=True, append_images=[Image.new("L", (200, 300), 0)])
    return file.getvalue()


def test_without_text_recognition_a_scan_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(InputError, match=r"a scanned PDF: 2 of 2 pages without a text layer; .*edugraph\[ocr\]"):
        pdf.read(scan())


def test_a_damaged_file_is_told() -> None:
    with pytest.raises(InputError, match="a PDF that is damaged"):
        pdf.read(b"%PDF-1.4 and nothing else")


@pytest.mark.parametrize(
    "shifts",
    [
        pytest.param([(0.4, 0)], id="beside"),
        pytest.param([(0.3, 0), (0.6, 0)], id="three-times"),
        pytest.param([(0, 0.5)], id="above"),
        pytest.param([(0.5, 0.5)], id="askew"),
        pytest.param([(0, 0)], id="at-the-same-place"),
    ],
)
@pytest.mark.parametrize("size", [9, 16])
def test_letters_that_are_drawn_again_are_read_once(shifts: list[tuple[float, float]], size: float) -> None:
    bold = [Words(60 + x, 700 + y, "1.新建校舍33所，增设座位6600个", size) for x, y in [(0, 0), *shifts]]
    assert lines_of([*bold, FILL])[0] == "1.新建校舍33所，增设座位6600个"


@pytest.mark.parametrize("text", ["1100所", "……ll……", "AII—II类", "人人人人"])
def test_letters_that_stand_twice_are_kept(text: str) -> None:
    assert lines_of([Words(60, 700, text, 6), FILL])[0] == text


@pytest.mark.parametrize(
    ("middle", "told"),
    [
        pytest.param(0.30, True, id="through"),
        pytest.param(0.40, True, id="through-above"),
        pytest.param(-0.20, False, id="under"),
        pytest.param(0.95, False, id="over"),
    ],
)
def test_what_a_line_is_drawn_through_is_left_out_and_told(middle: float, told: bool) -> None:
    rule = Rule(60 + 5 * 12, 700 + middle * 12, 60 + 7 * 12)
    found = pdf.read(drawn.pdf([Words(60, 700, "招聘教师共五十六十名。"), rule, FILL]))
    assert found.text.split("\n")[0] == ("招聘教师共 六十名。" if told else "招聘教师共五十六十名。")
    assert found.left_out == ((("struck out", "五十"),) if told else ())


def half(text: str, left: float, top: float = 700, width: int = 18) -> drawn.Page:
    return column(left, top, [text[at : at + width] for at in range(0, len(text), width)])


@pytest.mark.parametrize("gap", [18, 36])
def test_two_columns_are_read_one_after_the_other(gap: int) -> None:
    one, other = "1.办好学校。" + LONG + "完。", "2.培养教师。" + LONG + "好。"
    page = [Words(180, 760, "云岭县2024年工作要点", 18), *half(one, 60), *half(other, 60 + 18 * 12 + gap)]
    assert lines_of(page) == ["云岭县2024年工作要点", one, other]


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    size = 18 * 14
    whole = ("1.办好学校。" + LONG * 5)[: size * 4 - 1] + "。"
    parts = [whole[at : at + size] for at in range(0, len(whole), size)]
    pages = [
        [piece for at, part in enumerate(parts[first : first + 2]) for piece in half(part, 60 + at * 240)]
        for first in range(0, len(parts), 2)
    ]
    assert lines_of(*pages) == [whole]


def test_a_line_across_parts_the_columns() -> None:
    one, other = "1.办好学校。" + LONG[:160] + "完。", "2.培养教师。" + LONG[:160] + "好。"
    low, last = "3.建设基地。" + LONG[:160] + "成。", "4.保障经费。" + LONG[:160] + "终。"
    across = Words(150, 480, "第二部分各项工作的责任分工和时间安排见下", 16)
    page = [*half(one, 60), *half(other, 300), across, *half(low, 60, 440), *half(last, 300, 440)]
    assert lines_of(page) == [one, other, across.text, low, last]


@pytest.mark.parametrize(
    "right",
    [
        pytest.param(["责任单位", *["基教股"] * 9], id="narrow"),
        pytest.param(["责任单位", *["基教股、人事股"] * 4, *["人事股"] * 5], id="names"),
        pytest.param(["完成时限", *["2024年12月底前"] * 9], id="times"),
        pytest.param(["备注", *["由教研室会同学区先行办"] * 2, *["新增"] * 7], id="not-full"),
    ],
)
def test_columns_without_rules_that_are_no_prose_stay_in_rows(right: list[str]) -> None:
    left = ["工作任务", *[f"完成第{at}批学校的改造提升并投用" for at in range(9)]]
    page = [*column(60, 700, left), *column(300, 700, right), FILL]
    found = lines_of(page)[:10]
    assert all(
        line.startswith(one) and line.endswith(other) for line, one, other in zip(found, left, right, strict=True)
    )


@pytest.mark.parametrize("mark", ["①", "[1]", "* ", "1 ", "注："])
def test_a_note_at_the_foot_is_left_out_and_told(mark: str) -> None:
    text = "1.办好学校。" + LONG
    body = half(text[: 36 * 4], 60, 400, 36), half(text[36 * 4 :], 60, 760, 36)
    notes = [Words(60, 300, f"{mark}以教育事业统计的口径为准，", 9), Words(60, 288, "下同。", 9)]
    found = pdf.read(drawn.pdf([*body[0], *notes], body[1]))
    assert found.text == text + "\n"
    assert found.left_out == (("footnote", f"{mark}以教育事业统计的口径为准，下同。"),)


@pytest.mark.parametrize("last", [Words(60, 300, "一个小字的段落，并无注号。", 9), Words(60, 300, "1 学校的事。", 12)])
def test_other_last_lines_are_no_notes(last: Words) -> None:
    assert lines_of([*half("2.办好学校。" + LONG, 60, 700, 36), last])[-1] == last.text


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


PAGE = column(60, 780, ["云岭县教育局2024年工作要点", "1.新建学校3所，培训校长20人，普惠率达到85%以上。"])


def test_a_pdf_that_is_only_kept_from_changes_is_read() -> None:
    assert pdf.read(locked.pdf("", "owner", PAGE)).text == pdf.read(drawn.pdf(PAGE)).text


def test_a_pdf_that_opens_with_a_password_is_told() -> None:
    with pytest.raises(InputError, match="locked with a password"):
        pdf.read(locked.pdf("reader", "owner", PAGE))
