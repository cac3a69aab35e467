"""Renew or check the vendored libraries: ``scripts/vendor.py [check | renew [NAME@VERSION]]``.

Those of the page lie in the package, those of its tests beside the tests. ``check`` compares each file
with its checksum in vendor.toml and needs no network. ``renew`` fetches the packages with the ``npm``
client, whatever registry it is set up for: without an argument the pinned versions, whose files must
have the checksums on record; with one, another version of a library, whose files and checksums take the
place of the old ones. A licence that the npm package leaves out has the address it came from as its
origin: it is checked but not fetched, and with another version one is told to compare it.
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

_ROOT = Path(__file__).parents[1]
FOLDER = _ROOT / "src" / "edugraph" / "view" / "static" / "vendor"
FOLDERS = (FOLDER, _ROOT / "tests" / "view" / "vendor")
"""The libraries of the page, and those that only its tests use."""

HEADER = "# The vendored libraries, as npm has them. Written by scripts/vendor.py.\n"


@dataclass(frozen=True)
class File:
    """One vendored file: its package, its place in the package (or its address), its name here and its checksum."""

    name: str
    version: str
    licence: str
    origin: str
    file: str
    sha256: str

    @property
    def foreign(self) -> bool:
        """Whether the file is from elsewhere: the npm package does not hold it."""
        return self.origin.startswith("https://")


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
            contents = [_content(tar, file, folder, pinned=pinned) for file in group]
    renewed = []
    for file, content in zip(group, contents, strict=True):
        if pinned and digest(content) != file.sha256:
            raise SystemExit(f"{package}: {file.origin} is not the file on record; nothing of it was written")
        (folder / file.file).write_bytes(content)
        licence = str(facts["license"]).strip("()")
        new = replace(file, version=str(facts["version"]), licence=licence, sha256=digest(content))
        renewed.append(new)
    return renewed


def _content(tar: tarfile.TarFile, file: File, folder: Path, *, pinned: bool) -> bytes:
    """A file of the package; one from elsewhere stays as it is."""
    if not file.foreign:
        return _member(tar, file.origin)
    if not pinned:
        sys.stderr.write(f"{file.file} was kept: compare it with the one of the new version, see {file.origin}\n")
    return (folder / file.file).read_bytes()


def _member(tar: tarfile.TarFile, name: str) -> bytes:
    try:
        found = tar.extractfile(f"package/{name}")
    except KeyError:
        found = None
    if found is None:
        raise SystemExit(f"the package has no file {name}")
    return found.read()


def _renew_all(other: str) -> None:
    """Renew every folder, or the one that holds a library that is named."""
    name = other.rpartition("@")[0]
    holding = [folder for folder in FOLDERS if name in {file.name for file in read(folder)}]
    for folder in FOLDERS if not name else holding or FOLDERS[:1]:
        renew(other, folder)


def main(arguments: list[str]) -> int:
    """Run the command; 1 when a check fails."""
    if arguments[:1] == ["renew"] and len(arguments) <= 2:
        _renew_all("".join(arguments[1:]))
    elif arguments not in ([], ["check"]):
        sys.stderr.write(str(__doc__))
        return 2
    wrong = [message for folder in FOLDERS for message in check(folder)]
    sys.stderr.write("\n".join([*wrong, ""]) if wrong else "vendored files: as on record\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
