"""Graphs to ask everything of: one plan, and a corpus in which cities share names, offices, documents and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import catalogue
from edugraph.build import build
from tests.conftest import PLANS
from tests.diff.made import EARLIER, LATER

if TYPE_CHECKING:
    from pathlib import Path

ISSUER = "甲市教育局"
# One name typed in two ways, as it is from year to year; a person; a document that all cite.
MORE = {
    False: "10.规范办园行为。落实《幼儿园管理办法（试行）》，3所幼儿园达标。（责任领导：王小明；责任单位：各县（市、区）教育局）\n",
    True: "10.规范办园行为。落实《幼儿园管理办法(试行)》，5所幼儿园达标。（责任领导：王小明；责任单位：各县(市、区)教育局）\n",
}
CITIES = {
    "handan-2024": ("邯郸市教育体育局", True),
    "ningbo-2024": ("宁波市教育局", True),
    "qiuxian-2023": ("邯郸市邱县教育局", False),
    "qiuxian-2024": ("邯郸市邱县教育体育局", True),
    "gulou-320106-2023": ("南京市鼓楼区教育局", False),
    "gulou-350102-2023": ("福州市鼓楼区教育局", False),
    "nowhere-2023": ("某市教育局", False),
}
"""The plans that are added to the five, by id: who issues them, and whether they are of the later year."""


def text(issuer: str, *, later: bool) -> str:
    """A made-up plan of a bureau."""
    return (LATER if later else EARLIER).replace(ISSUER, issuer) + MORE[later]


def corpus(folder: Path) -> Path:
    """The five plans with a second year of two cities, two years of a county of it, two districts of one name, and one open."""
    for key, (issuer, later) in CITIES.items():
        (folder / f"{key}.txt").write_text(text(issuer, later=later), encoding="utf-8")
    return _built([PLANS, folder], folder / "graph")


def alone(folder: Path) -> Path:
    """One plan."""
    (folder / "qiuxian-2023.txt").write_text(text("邯郸市邱县教育局", later=False), encoding="utf-8")
    return _built([folder], folder / "graph")


def _built(paths: list[Path], into: Path) -> Path:
    reports = build(catalogue.entries(paths), into)
    assert all(one.state == "read" for one in reports), [one.message for one in reports]
    return into
