"""Old Word files: through LibreOffice where it is, else with a message that says so."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest

from edugraph.errors import InputError
from edugraph.readers import office

if TYPE_CHECKING:
    from pathlib import Path


def made(monkeypatch: pytest.MonkeyPatch, script: str, folder: Path) -> None:
    """Put a program in place of LibreOffice that does what a script says; $OUT is where the result belongs."""
    program = folder / "soffice"
    lines = ['while [ "$1" != "--outdir" ]; do shift; done', 'OUT="$2/plan.docx"', script]
    program.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))


def test_without_libreoffice_the_message_says_how_to_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(InputError, match=r"needs LibreOffice \(not found here\).*save it as .docx"):
        office.read(b"old")


def test_what_libreoffice_writes_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、甲")
    document.save(str(tmp_path / "result.docx"))
    made(monkeypatch, f'cp "{tmp_path}/result.docx" "$OUT"', tmp_path)
    assert office.read(b"old").text == "一、甲\n"


def test_a_failure_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made(monkeypatch, "exit 1", tmp_path)
    with pytest.raises(InputError, match="LibreOffice could not read it"):
        office.read(b"old")


def test_one_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made(monkeypatch, "exec sleep 60", tmp_path)
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    with pytest.raises(InputError, match=r"longer than 0\.2 seconds"):
        office.read(b"old")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_real_old_word_file(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一、加强党的建设")
    file = BytesIO()
    document.save(file)
    (tmp_path / "plan.docx").write_bytes(file.getvalue())
    profile = (tmp_path / "profile").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path / "plan.docx")], check=True, capture_output=True, timeout=120)
    assert "一、加强党的建设" in office.read((tmp_path / "plan.doc").read_bytes()).text
