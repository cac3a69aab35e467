"""How the plans of a folder are worded: every figure whose words are not whole, and every indicator with a flaw.

python scripts/wording.py FOLDER [YEAR]
"""

from __future__ import annotations

import sys
from pathlib import Path

from edugraph import extract, readers, structure
from edugraph.errors import InputError
from edugraph.extract.targets import FLAWED
from edugraph.extract.targets.mending import flaws
from edugraph.facts import Target


def main(folder: Path, year: int | None) -> int:
    """Print what is found, a line each; 1 when an indicator was given that has a flaw."""
    bad = 0
    for path in sorted(one for one in folder.iterdir() if one.is_file()):
        try:
            plan = structure.parse(readers.read(path), path.stem, year)
        except InputError as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            continue
        for one in extract.read(plan):
            if isinstance(one, Target):
                found = ", ".join(flaws(one.indicator))
                bad += bool(found)
                if found:
                    sys.stdout.write(f"{plan.source.place(one.span.start)}: {one.indicator}: {found}\n")
            elif getattr(one, "reason", "") == FLAWED:
                sys.stdout.write(f"{plan.source.place(one.span.start)}: {plan.quote(one.span)}: left out, {FLAWED}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None))
