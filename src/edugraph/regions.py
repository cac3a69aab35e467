"""Provinces, prefectures and counties, by their code after GB/T 2260: ``ontology/regions.tsv``.

A name may stand for several places (鼓楼区), and a place may have had other names or codes before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from edugraph import resources
from edugraph.errors import InputError
from edugraph.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FIELDS = 6
LAST = 9999
"""The year until which a division is that still exists."""

_LEVELS = ("province", "prefecture", "county")
_CODE_IN_SLUG = re.compile(r"-\d{6}$")
_BUREAU = re.compile(r"教[育体委科]|文教")
_AUTONOMOUS = re.compile(r"自治(?P<rank>[州县旗])$")


@dataclass(frozen=True)
class Region:
    """One division: code, name, name without its rank, level, name in plan ids, and the year until which it was."""

    code: str
    name: str
    short: str
    level: str
    slug: str
    until: int = LAST

    @property
    def label_en(self) -> str:
        """Its name as it is spelled in Latin letters."""
        return _CODE_IN_SLUG.sub("", self.slug).replace("-", " ").title()

    @property
    def forms(self) -> tuple[str, ...]:
        """The names under which a text may speak of it: 恩施土家族苗族自治州, 恩施州."""
        rank = _AUTONOMOUS.search(self.name)
        return (self.name, self.short + rank["rank"], self.short + rank[0]) if rank else (self.name,)

    def above(self) -> Iterator[Region]:
        """The divisions that it belongs to, the nearest first."""
        for code in dict.fromkeys((self.code[:4] + "00", self.code[:2] + "0000")):
            region = by_code(code)
            if region and region.code != self.code:
                yield region


class Mention(NamedTuple):
    """A name in a text and the places that it may mean."""

    span: Span
    regions: tuple[Region, ...]


@cache
def _text() -> str:
    path = resources.folder("ontology") / "regions.tsv"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.") from error


def _region(line: str) -> Region:
    fields = line.split("\t")
    if len(fields) != _FIELDS:
        raise InputError(f"ontology/regions.tsv: {line!r} has {len(fields)} fields, {_FIELDS} wanted.")
    code, name, short, level, slug, until = fields
    return Region(code, name, short, level, slug, int(until) if until else LAST)


@cache
def table() -> tuple[Region, ...]:
    """All divisions, those of today and former ones, by code.

    Raises InputError when the file is missing or a line has not its six fields.
    """
    return tuple(_region(line) for line in _text().splitlines() if line[:1].isdecimal())


@cache
def by_code(code: str) -> Region | None:
    """The division of a code, that of today where there were several.

    >>> [region.name for region in by_code("371082").above()]
    ['威海市', '山东省']
    """
    found: Region | None = None
    at = _text().find(f"\n{code}\t")  # one line is asked for far more often than all of them
    while at >= 0:
        region = _region(_text()[at + 1 : _text().find("\n", at + 1)])
        found = region if found is None or region.until > found.until else found
        at = _text().find(f"\n{code}\t", at + 1)
    return found


def named(name: str, year: int) -> tuple[Region, ...]:
    """The divisions that bore a name in a year or later.

    >>> [region.code for region in named("鼓楼区", 2023)]
    ['320106', '320302', '350102', '410204']
    >>> [region.code for region in named("襄樊市", 2008)]
    ['420600']
    """
    return _in(_names().get(name, ()), year)


def told_apart(region: Region) -> str:
    """The name of a division, after the one above it where other divisions of today bear it too.

    >>> told_apart(by_code("350102")), told_apart(by_code("130400"))
    ('福州市鼓楼区', '邯郸市')
    """
    others = (other for other in named(region.name, LAST) if other.code != region.code)
    above = next(region.above(), None) if any(others) else None
    return (above.name if above else "") + region.name


def is_name(name: str) -> bool:
    """Whether any division bears or bore a name."""
    return name in _names()


def full_name(name: str) -> str:
    """The name of the division that a full or a short name stands for, of several the highest; empty for no place.

    >>> full_name("上海"), full_name("青岛"), full_name("恩施州"), full_name("荣城")
    ('上海市', '青岛市', '恩施土家族苗族自治州', '')
    """
    found = _highest(name)
    return found.name if found else ""


def standing(text: str, at: int) -> Iterator[tuple[str, Region]]:
    """The names, full and short, that stand at a place of a text, the longest first, each with its highest division.

    >>> [(name, region.name) for name, region in standing("南京市的计划", 0)]
    [('南京市', '南京市'), ('南京', '南京市')]
    """
    for form in _index().get(text[at : at + 2], ()):
        found = _highest(form) if text.startswith(form, at) else None
        if found:
            yield form, found


def _highest(name: str) -> Region | None:
    """Of the divisions that a full or a short name stands for the highest of today."""
    found = _names().get(name) or _short().get(name, ())
    return min(found, key=lambda one: (one.until != LAST, _LEVELS.index(one.level)), default=None)


def _in(regions: tuple[Region, ...], year: int) -> tuple[Region, ...]:
    return tuple(region for region in regions if region.until >= year)


@cache
def _names() -> Mapping[str, tuple[Region, ...]]:
    names: dict[str, tuple[Region, ...]] = {}
    for region in table():
        for form in region.forms:
            names[form] = (*names.get(form, ()), region)
    return names


@cache
def _short() -> Mapping[str, tuple[Region, ...]]:
    """Names without rank, as they stand before the name of another place or of a bureau: 江苏南京, 宁波教育局."""
    names: dict[str, tuple[Region, ...]] = {}
    for region in table():
        if len(region.short) > 1 and region.short != region.name:
            names[region.short] = (*names.get(region.short, ()), region)
    return names


@cache
def _index() -> Mapping[str, list[str]]:
    """All names, full and short, by their first two characters, longest first."""
    index: dict[str, list[str]] = {}
    for form in sorted(_names().keys() | _short().keys(), key=lambda form: (-len(form), form)):
        index.setdefault(form[:2], []).append(form)
    return index


def _at(text: str, at: int, end: int) -> str:
    """The name that stands at a place; a short one only before 教 or before another name (江苏南京)."""
    for form in _index().get(text[at : at + 2], ()):
        after = at + len(form)
        fits = after <= end and text.startswith(form, at)
        if fits and (form in _names() or _BUREAU.match(text, after, end) or _at(text, after, end)):
            return form
    return ""


def mentions(text: str, place: Span, year: int) -> Iterator[Mention]:
    """Places named in a stretch of a text, in order.

    >>> text = "江苏省南京市鼓楼区教育局"
    >>> [(text[a:b], len(found)) for (a, b), found in mentions(text, Span(0, len(text)), 2023)]
    [('江苏省', 1), ('南京市', 1), ('鼓楼区', 4)]
    """
    at = place.start
    while at < place.end:
        form = _at(text, at, place.end)
        regions = _in(_names().get(form) or _short().get(form, ()), year)
        if regions:
            yield Mention(Span(at, at + len(form)), regions)
        at += len(form) or 1
