"""The vendored libraries are the files on record."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = ROOT / "src" / "edugraph" / "view" / "static" / "vendor"
TESTS = ROOT / "tests" / "view" / "vendor"


@pytest.fixture(scope="module")
def vendor() -> ModuleType:
    """The script, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "scripts" / "vendor.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["vendor"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(FOLDER, tmp_path / "vendor")


@pytest.mark.parametrize("folder", [FOLDER, TESTS])
def test_every_vendored_file_has_its_checksum(vendor: ModuleType, folder: Path) -> None:
    assert folder in vendor.FOLDERS
    assert vendor.check(folder) == []


@pytest.mark.parametrize(("folder", "names"), [(FOLDER, {"vis-network", "oxigraph"}), (TESTS, {"axe-core"})])
def test_every_library_has_its_licence_beside_it(vendor: ModuleType, folder: Path, names: set[str]) -> None:
    assert {file.name for file in vendor.read(folder)} == names
    assert {file.name for file in vendor.read(folder) if "LICENSE" in file.file} == names


def test_a_changed_a_missing_and_a_strange_file_are_found(vendor: ModuleType, copied: Path) -> None:
    (copied / "vis-network.min.js").write_text("changed", encoding="utf-8")
    (copied / "vis-network.LICENSE-MIT").unlink()
    (copied / "strange.js").touch()
    found = {message.partition(":")[0] for message in vendor.check(copied)}
    assert found == {"vis-network.min.js", "vis-network.LICENSE-MIT", "strange.js"}


def test_the_record_is_written_as_it_is_read(vendor: ModuleType, copied: Path) -> None:
    before = (copied / "vendor.toml").read_bytes()
    vendor.write(vendor.read(copied), copied)
    assert (copied / "vendor.toml").read_bytes() == before


def test_a_library_that_is_not_on_record_is_refused(vendor: ModuleType, copied: Path) -> None:
    with pytest.raises(SystemExit, match="left-pad is not in"):
        vendor.renew("left-pad@1.0.0", copied)


def test_a_mistaken_command_ends_with_2(vendor: ModuleType) -> None:
    assert vendor.main(["bogus"]) == 2
    assert vendor.main([]) == 0


@pytest.fixture
def packed(vendor: ModuleType, copied: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The files that npm gives: those on record under the names of their packages, until a test changes one."""
    files = {file.origin: (copied / file.file).read_bytes() for file in vendor.read(copied) if not file.foreign}
    licences = {file.name: file.licence for file in vendor.read(copied)}

    def pack(command: list[str], **_: object) -> None:
        name, version = command[-1].rsplit("@", 1)
        facts = {"version": version, "license": f"({licences[name]})"}
        with tarfile.open(Path(command[4]) / "a.tgz", "w:gz") as tar:
            for origin, content in {**files, "package.json": json.dumps(facts).encode()}.items():
                member = tarfile.TarInfo(f"package/{origin}")
                member.size = len(content)
                tar.addfile(member, io.BytesIO(content))

    monkeypatch.setattr(vendor.subprocess, "run", pack)
    return files


def test_renewing_the_pinned_versions_changes_nothing(
    vendor: ModuleType, copied: Path, packed: dict[str, bytes]
) -> None:
    before = {path.name: path.read_bytes() for path in copied.iterdir()}
    assert packed
    vendor.renew("", copied)
    assert {path.name: path.read_bytes() for path in copied.iterdir()} == before


def test_a_new_version_brings_its_files_and_keeps_a_licence_from_elsewhere(
    vendor: ModuleType, copied: Path, packed: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    packed["web.js"] = b"new"
    vendor.renew("oxigraph@0.6.0", copied)
    assert (copied / "oxigraph.js").read_bytes() == b"new"
    assert {file.version for file in vendor.read(copied) if file.name == "oxigraph"} == {"0.6.0"}
    assert "oxigraph.LICENSE-MIT was kept: compare it" in capsys.readouterr().err
    assert vendor.check(copied) == []


def test_a_pinned_file_that_has_changed_or_is_gone_is_refused(
    vendor: ModuleType, copied: Path, packed: dict[str, bytes]
) -> None:
    packed["web.js"] = b"changed"
    with pytest.raises(SystemExit, match=r"web\.js is not the file on record"):
        vendor.renew("", copied)
    del packed["web.js"]
    with pytest.raises(SystemExit, match=r"the package has no file web\.js"):
        vendor.renew("", copied)


def test_the_test_tools_are_renewed_where_they_lie(vendor: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    renewed: list[tuple[str, Path]] = []
    monkeypatch.setattr(vendor, "renew", lambda other, folder: renewed.append((other, folder)))
    assert vendor.main(["renew", "axe-core@5.0.0"]) == 0
    assert vendor.main(["renew", "left-pad@1.0.0"]) == 0
    assert vendor.main(["renew"]) == 0
    assert renewed == [("axe-core@5.0.0", TESTS), ("left-pad@1.0.0", FOLDER), ("", FOLDER), ("", TESTS)]
