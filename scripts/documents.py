"""The commands of the documents, and what they print.

``python scripts/documents.py`` runs every command of the READMEs and of ``docs/`` and renews the
output that they show. ``--check`` changes nothing and fails where a command fails or prints something
else; ``--in FOLDER`` runs in a folder that is there (a clone after ``make demo``, or an empty folder
with the wheel in ``.venv``) in place of one that is made for it. Files may be named; without any, all.

A document says by the word after the fence what a block is:

    sh       commands, run by bash as they stand; the first that fails ends the block
    python   run by Python
    sparql   put to ``edugraph query -``, and must find something
    text     what the block before it prints

Other words (csv, mermaid, toml, turtle) are not run, nor is a block below ``<!-- not run: the reason -->``. A table
whose rows begin with a command has each of these run.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import count, repeat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
RUN = ("sh", "python", "sparql")
SHOWN = "text"
NOT_RUN = ("csv", "mermaid", "toml", "turtle")
LINKED = ("benchmarks", "docs", "examples", "graphs", "ontology", "queries", "tests")
"""What of the project the commands of a document may name."""
COLUMNS = 100
"""The width that the documents show tables in."""

_FENCE = re.compile(r"```(\w*)$")
_SKIP = re.compile(r"<!-- not run: \S.* -->")
_ROW = re.compile(r"\| `(edugraph .+?)` \|")


@dataclass(frozen=True)
class Commands:
    """What one block or one row of a table has run; ``shown`` the first and last line of its output, if shown."""

    kind: str
    text: str
    line: int
    skipped: bool = False
    shown: tuple[int, int] | None = None


@dataclass(frozen=True)
class Ran:
    """How a block ended and what it printed."""

    code: int
    printed: str
    said: str


class DocumentError(Exception):
    """A block that cannot be told what it is."""


def documents(root: Path = ROOT) -> list[Path]:
    """The READMEs, every page of ``docs/``, and the README of the examples; English before Chinese."""
    pages = [*root.glob("README*.md"), *(root / "docs").glob("*.md"), root / "examples" / "README.md"]
    return sorted(pages, key=lambda page: (page.parent, page.name.replace(".zh.md", ".md"), page.name))


def language(page: Path) -> str:
    """The language that a document shows output in.

    >>> language(Path("README.zh.md")), language(Path("docs/asking.md"))
    ('zh', 'en')
    """
    return "zh" if page.name.endswith(".zh.md") else "en"


def commands(text: str) -> list[Commands]:
    r"""What a document has run, in its order.

    >>> page = "```sh\nls\n```\n\nprints\n\n```text\na\nb\n```\n\n| `edugraph ask x` | y |\n"
    >>> [(one.kind, one.text, one.shown) for one in commands(page)]
    [('sh', 'ls', (7, 9)), ('sh', 'edugraph ask x', None)]

    Raises DocumentError for a fence without a known word, and for output that nothing prints.
    """
    lines = text.splitlines()
    found: list[Commands] = []
    at = 0
    while at < len(lines):
        fence, row = _FENCE.match(lines[at]), _ROW.match(lines[at])
        if row:
            found.append(Commands("sh", row[1].replace("\\|", "|"), at + 1))
        if not fence:
            at += 1
            continue
        end = lines.index("```", at + 1)
        if fence[1] == SHOWN:
            found = _showing(found, (at + 1, end))
        elif fence[1] in RUN:
            skipped = at > 0 and bool(_SKIP.match(lines[at - 1]))
            found.append(Commands(fence[1], "\n".join(lines[at + 1 : end]), at + 1, skipped))
        elif fence[1] not in NOT_RUN:
            raise DocumentError(f"line {at + 1}: what is a block of {fence[1] or 'no word'}?")
        at = end + 1
    return found


def _showing(found: list[Commands], lines: tuple[int, int]) -> list[Commands]:
    """The commands, the last of them with the lines of what it prints."""
    if not found or found[-1].shown or found[-1].skipped:
        raise DocumentError(f"line {lines[0]}: output of nothing that is run.")
    last = found[-1]
    return [*found[:-1], Commands(last.kind, last.text, last.line, shown=lines)]


def clone(folder: Path, graph: Path) -> Path:
    """Make an empty folder look like a clone after ``make demo``, with a graph that is built and a reader's own plans."""
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    shutil.copytree(graph, folder / "demo" / "graph")
    return own(folder)


def own(folder: Path) -> Path:
    """Put the plans of a reader's own, of which the documents speak, into a folder: one file as it was downloaded."""
    (folder / "my-plans").mkdir(exist_ok=True)
    shutil.copy(ROOT / "examples" / "two-years" / "qinghe-2024.txt", folder / "my-plans")
    return folder


def run(block: Commands, folder: Path, tongue: str) -> Ran:
    """Run a block in a folder, its output a pipe."""
    lead = {"sh": ["bash", "-eu", "-o", "pipefail", "-s"], "python": ["python", "-"]}
    words = lead.get(block.kind, ["edugraph", "query", "-", *([] if block.shown else ["--format", "csv"])])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EDUGRAPH_")}
    path = (str(folder / ".venv" / "bin"), str(Path(sys.executable).parent), os.environ["PATH"])
    told = {
        "PATH": os.pathsep.join(path),
        "COLUMNS": str(COLUMNS),
        "EDUGRAPH_LANG": tongue,
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        words, input=block.text, cwd=folder, env=kept | told, capture_output=True, encoding="utf-8", check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def fault(block: Commands, ran: Ran) -> str:
    """Why a block did not do what the document says, or nothing."""
    if ran.code:
        return f"ended with {ran.code}: {ran.said.strip()}"
    if block.kind == "sparql" and ran.printed.count("\n") < 2:
        return "found nothing"
    return ""


def renewed(text: str, outcomes: list[tuple[Commands, Ran]]) -> str:
    """The document with what was printed in place of what it shows, but for what failed."""
    lines = text.splitlines()
    for block, ran in reversed(outcomes):
        if block.shown and not fault(block, ran):
            lines[block.shown[0] : block.shown[1]] = [line.rstrip() for line in ran.printed.rstrip().splitlines()]
    return "\n".join(lines) + "\n"


def play(
    page: Path, folder: Path, runner: Callable[[Commands, Path, str], Ran] = run, *, shown_only: bool = False
) -> tuple[str, list[str]]:
    """Run a document in a folder: its text as it should be, and what failed."""
    text = page.read_text(encoding="utf-8")
    blocks = [one for one in commands(text) if not one.skipped and (one.shown or not shown_only)]
    outcomes = [(block, runner(block, folder, language(page))) for block in blocks]
    told = [(block, fault(block, ran)) for block, ran in outcomes]
    return renewed(text, outcomes), [f"{page.name}:{block.line}: {block.text}: {why}" for block, why in told if why]


def clones(place: Path) -> Iterator[Path]:
    """One clone after another, each in a folder of its own below ``place``, all with a graph built once."""
    built = run(Commands("sh", "edugraph build --into graph", 0), place, "en")
    if built.code:
        raise DocumentError(built.said)
    for number in count():
        (place / f"clone-{number}").mkdir()
        yield clone(place / f"clone-{number}", place / "graph")


def renew(page: Path, folder: Path, *, only_check: bool) -> list[str]:
    """Write what is printed into a document, or only check it; what is wrong."""
    text, faults = play(page, folder)
    if text == page.read_text(encoding="utf-8"):
        return faults
    if only_check:
        return [*faults, f"{page}: shows what is not printed; renew it: python scripts/documents.py {page}"]
    page.write_text(text, encoding="utf-8")
    return faults


def main(words: list[str] | None = None) -> int:
    """Renew or check the documents; 1 where a command failed or the output is another."""
    parser = argparse.ArgumentParser(description="Run the commands of the documents and renew what they show.")
    parser.add_argument("pages", nargs="*", type=Path, help="documents; all where none is named")
    parser.add_argument("--check", action="store_true", help="change nothing; fail where the output is another")
    parser.add_argument("--in", dest="folder", type=Path, help="run in this folder")
    asked = parser.parse_args(words)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        folders = repeat(own(asked.folder.absolute())) if asked.folder else clones(Path(made))
        for page, folder in zip(asked.pages or documents(), folders, strict=False):
            wrong += renew(page, folder, only_check=asked.check)
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
