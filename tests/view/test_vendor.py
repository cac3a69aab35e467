"""The vendored libraries are the files on record."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

FOLDER = ROOT / "src" / "edugraph" / "view" / "static" / "vendor"


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


def test_every_vendored_file_has_its_checksum(vendor: ModuleType) -> None:
    assert vendor.check() == []


def test_every_library_has_its_licence_beside_it(vendor: ModuleType) -> None:
    names = {file.name for file in vendor.read()}
    assert names == {file.name for file in vendor.read() if "LICENSE" in file.file}


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
