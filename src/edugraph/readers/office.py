"""Old Word and WPS files, through LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph.errors import InputError
from edugraph.readers import word

if TYPE_CHECKING:
    from edugraph.readers.content import Content

_SECONDS = 120
_ADVICE = "Open it in Word, WPS or LibreOffice and save it as .docx"


def read(data: bytes) -> Content:
    """The text of a .doc, .wps or .rtf file.

    Raises InputError when LibreOffice is not installed, fails or takes longer than two minutes.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise InputError(
            f"an old Word file, which needs LibreOffice (not found here). {_ADVICE}, or install LibreOffice."
        )
    with tempfile.TemporaryDirectory(prefix="edugraph-") as folder:
        original = Path(folder) / "plan.doc"
        original.write_bytes(data)
        profile = (
            Path(folder) / "profile"
        ).as_uri()  # its own, so that a window that is open elsewhere does not matter
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(original)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL)
            return word.read((Path(folder) / "plan.docx").read_bytes())
        except subprocess.TimeoutExpired as error:
            raise InputError(f"LibreOffice took longer than {_SECONDS} seconds. {_ADVICE}.") from error
        except (subprocess.CalledProcessError, OSError) as error:
            raise InputError(f"LibreOffice could not read it. {_ADVICE}.") from error
