"""Renew the pictures of the README from the page of the five plans, with the Chromium of the tests.

python scripts/pictures.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, it finds the tests' browser

from edugraph import view
from tests.view.chromium import Page, browser

FOLDER = Path(__file__).parents[1] / "docs" / "images"
SHOTS = {
    "overview": "overview/强镇筑基",
    "targets": "targets/普惠性幼儿园覆盖率",
    "network": "network",
    "responsibility": "responsibility/handan-2023",
    "reader": "reader/handan-2023/task-28",
    "query": "query/busiest-offices?plan=handan-2023",
}
"""The address that each picture shows."""
ANSWERED = "document.querySelector('#panel-query tbody tr') !== null"
WIDTH, HEIGHT = 1280, 760


def main() -> int:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = view.show().save(Path(folder) / "explorer.html")
        with browser(Path(folder) / "profile") as pipe:
            for name, address in SHOTS.items():
                page = Page(pipe, WIDTH, HEIGHT)
                page.open(path, address)
                if name == "query":
                    page.run("document.querySelector('#query-form').requestSubmit()")
                    page.wait(ANSWERED)
                page.rest(1.0)
                page.run("document.activeElement.blur()")
                page.picture(FOLDER / f"{name}.png")
                page.close()
                sys.stdout.write(f"{FOLDER / name}.png\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
