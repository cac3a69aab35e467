"""The city of a plan, given or found: in its issuing body, its title, its signature, in this order.

A name that stands for several places (鼓楼区) is resolved by a place above it that the text names, else
the city stays open. What the words of ``plans.toml`` or of the command line say goes before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from edugraph import regions
from edugraph.structure.plan import Remark
from edugraph.text import Span, fold, lines, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.catalogue import Entry
    from edugraph.regions import Mention, Region
    from edugraph.structure.plan import Plan

_FIRST_LINES = 8
_BODY = re.compile(r"(?:人民政府|委员会|办公室|文件)(?:文件)?$")
_OTHER = r"(?P<city>(?![某*xX全本我])[\u4e00-\u9fff]{1,8}?[市县区旗州盟])(?:教|人民|文|社)"


@dataclass(frozen=True)
class Found:
    """The city of a plan: its region or, where the name is none that is known, the name alone, and its place."""

    span: Span
    name: str
    region: Region | None = None
    several: tuple[Region, ...] = ()


def place(entry: Entry, plan: Plan) -> tuple[Entry, tuple[Remark, ...]]:
    """The entry with the city that its plan names, where none is given; and a remark where that stays open."""
    if entry.city or entry.code:
        entry = _completed(entry)
        several = regions.named(entry.city, plan.year) if not entry.code else ()
        return entry, (_open(Span(0, 0), several),) if len(several) > 1 else ()
    found = find(plan)
    if found is None:
        return entry, ()
    if found.several:
        return replace(entry, city=found.name), (_open(found.span, found.several),)
    evidence = (plan.quote(found.span),)
    code = found.region.code if found.region else ""
    return replace(entry, city=found.name, code=code, known="stated", evidence=evidence, city_from="text"), ()


def _open(span: Span, several: tuple[Region, ...]) -> Remark:
    which = "; ".join(_full(region) for region in several)
    return Remark(
        span, f"several places have this name ({which}): give --city with the code, or the code in plans.toml"
    )


def key(entry: Entry, plan: Plan) -> str:
    """The id of a plan that nobody named: CITY-YEAR, or a digest of its file name where no city is named.

    A city that the list does not have, or has several times, stands in it by its own name: 云岭县-2023.
    """
    region = regions.by_code(entry.code) if entry.code else None
    named = region.slug if region else squeeze(fold(entry.city))
    return f"{named}-{plan.year}" if named else entry.last_key


def _completed(entry: Entry) -> Entry:
    """What is given, with the code of a name or the name of a code that stands for one place only."""
    if entry.code and not entry.city:
        region = regions.by_code(entry.code)
        return replace(entry, city=region.name if region else "")
    if entry.city and not entry.code:
        known = regions.named(entry.city, entry.year or regions.LAST)
        return replace(entry, code=known[0].code if len(known) == 1 else "")
    return entry


def _full(region: Region) -> str:
    above = "".join(other.name for other in reversed(list(region.above())))
    return f"{region.code} {above}{region.name}"


def find(plan: Plan) -> Found | None:
    """The city that the head of a plan names, or None."""
    text = plan.source.folded
    for span in _places(plan):
        chain = list(regions.mentions(text, span, plan.year))
        if chain:
            return _resolved(plan, chain)
        other = re.match(_OTHER, squeeze(text[slice(*span)]))
        if other:
            return Found(span, other["city"])
    return None


def _places(plan: Plan) -> Iterator[Span]:
    """Where a plan says whose it is, the surest first."""
    header = plan.header
    yield from (span for span in (header.issuer, header.title, header.signature, header.heading) if span)
    text = plan.source.folded
    yield from (line for line in islice(lines(text), _FIRST_LINES) if _BODY.search(text, *line))


def _resolved(plan: Plan, chain: list[Mention]) -> Found:
    """The last place of a chain (江苏省南京市鼓楼区), that of several that lies in places named before it or elsewhere."""
    last = chain[-1]
    name = plan.quote(last.span)
    candidates = last.regions
    if len(candidates) > 1:
        candidates = _below(candidates, chain[:-1]) or candidates
    if len(candidates) > 1:
        whole = regions.mentions(plan.source.folded, Span(0, len(plan.source.text)), plan.year)
        candidates = _below(candidates, [one for one in whole if one.span != last.span]) or candidates
    if len(candidates) > 1:
        return Found(last.span, name, several=candidates)
    return Found(last.span, candidates[0].name, candidates[0])


def _below(candidates: tuple[Region, ...], named: list[Mention]) -> tuple[Region, ...]:
    """Those of the candidates that lie in a place that is named, by the nearest one."""
    codes = {mention.regions[0].code for mention in named if len(mention.regions) == 1}
    for rank in ("prefecture", "province"):
        inside = [one for one in candidates if any(up.code in codes and up.level == rank for up in one.above())]
        if inside:
            return tuple(inside)
    return ()
