"""Files that are made to be slow, deep, huge or broken: told, and never more than that."""

from __future__ import annotations

import time
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edugraph import readers
from edugraph.background import begin
from edugraph.errors import InputError
from edugraph.readers import limits, word

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAN = "<p>2023年教育工作要点</p><p>1.加强建设。</p><p>2.推进改革。</p>"


def document(xml: str = "") -> bytes:
    """A Word document whose body begins with some markup."""
    file = BytesIO()
    made = docx.Document()
    made.add_paragraph("一、加强建设")
    made.save(file)
    if not xml:
        return file.getvalue()
    changed = BytesIO()
    with ZipFile(file) as old, ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, part.replace(b"<w:body>", b"<w:body>" + xml.encode()) if "document.xml" in name else part
            )
    return changed.getvalue()


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 5000 + PLAN, id="deep"),
        pytest.param("<table><tr><td>" * 300 + PLAN, id="deep-tables"),
        pytest.param("<!---->" * 5000 + "<html>" + PLAN, id="comments"),
        pytest.param("<ol>" + "<li>甲" * 20000 + "</ol>" + PLAN, id="list"),
        pytest.param(
            f"<table>{'<tr><td rowspan=1000000000 colspan=1000000000>甲<td>乙' * 50}</table>{PLAN}", id="spans"
        ),
        pytest.param("<p>" + "甲" * 2_000_000 + "</p>" + PLAN, id="long-line"),
    ],
)
def test_hostile_pages_are_read_or_told_at_once(tmp_path: Path, page: str) -> None:
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    start = time.monotonic()
    try:
        readers.read(tmp_path / "a.html")
    except InputError as error:
        assert "a.html" in str(error)
    assert time.monotonic() - start < 20  # quadratic reading would take minutes


@pytest.mark.parametrize(
    "xml",
    [
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>',
    ],
)
def test_hostile_numbers_in_word_files(xml: str) -> None:
    assert "一、加强建设" in word.read(document(xml)).text


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_damaged_files_are_told_and_nothing_else(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(document())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("damaged") / "a.docx"
    file.write_bytes(bytes(whole))
    try:
        readers.read(file)
    except InputError as error:
        assert "a.docx" in str(error)


def _busy(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def _in_main(run: Callable[[], None]) -> None:
    run()


def _in_thread(run: Callable[[], None]) -> None:
    begin(run)(None)


@pytest.fixture(params=[_in_main, _in_thread], ids=["main", "thread"])
def within(request: pytest.FixtureRequest) -> Callable[[Callable[[], None]], None]:
    """Runs something in the main thread, or in one of its own, as a worker of a cluster does."""
    found: Callable[[Callable[[], None]], None] = request.param
    return found


def test_a_file_that_takes_too_long_is_given_up(within: Callable[[Callable[[], None]], None]) -> None:
    def run() -> None:
        with limits.seconds(0.05):
            _busy(30)

    with pytest.raises(InputError, match=r"takes longer than 0\.05 seconds"):
        within(run)


def test_within_another_limit_its_own_counts_alone(within: Callable[[Callable[[], None]], None]) -> None:
    def run() -> None:
        with limits.seconds(0.4):
            for _ in range(3):
                with limits.seconds(10):
                    _busy(0.2)
            with pytest.raises(InputError, match=r"0\.05 seconds"), limits.seconds(0.05):
                _busy(10)
            _busy(10)

    with pytest.raises(InputError, match=r"0\.4 seconds"):
        within(run)


def test_a_limit_that_is_over_does_not_strike_later(within: Callable[[Callable[[], None]], None]) -> None:
    def run() -> None:
        for _ in range(200):
            with suppress(InputError), limits.seconds(0.0005):
                _busy(0.0005)
        _busy(0.05)

    within(run)


def test_a_file_that_is_not_there_or_not_ours_to_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        readers.read(tmp_path / "none.txt")
    (tmp_path / "log.txt").write_bytes(b"0" * (readers.LARGEST + 1))
    with pytest.raises(InputError, match="too large for a plan"):
        readers.read(tmp_path / "log.txt")


@pytest.mark.parametrize(("name", "told"), [("a.txt", "too large"), ("a.html", "too large"), ("a.PDF", "damaged")])
def test_files_of_pages_may_be_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, told: str) -> None:
    monkeypatch.setattr(readers, "LARGEST", 100)
    (tmp_path / name).write_bytes(b"%PDF-1.4" + b"0" * 100)
    with pytest.raises(InputError, match=told):
        readers.read(tmp_path / name)
