"""Under which number, when and by whom a document was issued: in its head, in the lines of a web page, at its end.

A number and a date of the document's own stand apart: on a line, in brackets under the title, in a cell, behind
a label. Those of other documents stand inside a sentence or behind 《…》.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from edugraph.dates import day
from edugraph.structure.front import names
from edugraph.text import Span, lines, squeeze, trim

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_FIRST_LINES = 30  # looked through for a number even where something numbered stands among them
_LAST_LINES = 12  # in which a date alone is a signature
_LONGEST_LINE = 200
_NEAR = 20  # characters around a number that are looked at
_HAN = "一二三四五六七八九"
_HAN_YEAR = rf"二 ?[〇零O0*◯] ?[〇零O0*◯{_HAN}] ?[〇零O0*◯{_HAN}]"
_AGENCY = r"[一-龥A-Za-z](?:[ ·]?[一-龥A-Za-z]|\([一-龥]{1,4}\)){1,13}"
_CODE = rf"{_AGENCY} ?[(〈<] ?(?:20\d\d|{_HAN_YEAR}) ?年? ?[)〉>] ?第? ?\d{{1,4}}(?:[-—]\d{{1,3}})? ?号"
_NUMBER = re.compile(rf"(?<![^\s|:()•·>])(?P<whole>{_CODE})")
_LABEL = re.compile(r"[文字编] ?号[ :|\t)]*$")
_APART = re.compile(r"$|[\t|(]|签发|20\d\d|[一-龥]{2,6} ?[:|]")  # behind a number that is the document's own
_PROSE = re.compile(r"[。;,]|^(?:附件|附表|附:|为|根据|按照|依据)")
DAY = rf"(?:20\d\d ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日|{_HAN_YEAR} ?年 ?[一二三四五六七八九十](?: ?[一二])? ?月 ?[一二三四五六七八九十](?: ?[一二三四五六七八九十]){{0,2}} ?日)"
_ANY_DAY = rf"(?:{DAY}|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})"
_ALONE = re.compile(rf"\(?(?P<whole>{_ANY_DAY})(?: ?(?:印发|发布|印))?\)?")
_FORMAL = re.compile(r"[年月]")
_OF_A_MACHINE = re.compile(r"年 ?0\d|月 ?0\d")  # nobody signs on 05月03日
_GAP = r"[ \t|:)\n]{0,6}"
_LABELLED = re.compile(
    rf"(?:(?:成文|发文|印发|签发|制发|制定|公布|颁布|落款)(?:日期|时间)|\(发布(?:日期|时间)\)){_GAP}(?P<whole>{_ANY_DAY})"
)
_PUBLISHED = re.compile(rf"(?:发布|公开|生成|上传|更新|信息)(?:日期|时间){_GAP}(?P<whole>{_ANY_DAY})")
_BODY = re.compile(
    r"(?:发文|发布|制发|制定|印发|公布|颁布)(?:机关|机构|单位|部门)[ \t|:)\n]{1,6}(?P<whole>[^\s|,;:()]{3,25})"
)


class Dates(NamedTuple):
    """When a document was signed, when the table of its page says it was issued, and when a site published it."""

    signed: Span | None
    labelled: Span | None
    published: Span | None


def number(page: str, body: int) -> Span | None:
    """The document number, None where none stands in the head."""
    for at, line in enumerate(lines(page)):
        if at >= _FIRST_LINES and line.start >= body:
            return None
        prose = line.end - line.start > _LONGEST_LINE or _PROSE.search(page[slice(*line)])
        for match in _NUMBER.finditer(page, *line):
            if _is_labelled(page, line, match) or (not prose and _is_apart(page, line, match)):
                return Span(*match.span("whole"))
    return None


def _is_labelled(page: str, line: Span, match: re.Match[str]) -> bool:
    return _LABEL.search(page, max(line.start, match.start() - _NEAR), match.start()) is not None


def _is_apart(page: str, line: Span, match: re.Match[str]) -> bool:
    """Whether a number stands apart from the words around it, and not behind the 《…》 that it belongs to."""
    cites = page[max(0, match.start() - _NEAR) : match.start()].rstrip(" \n(").endswith("》")
    return not cites and _APART.match(page[match.end() : min(line.end, match.end() + _NEAR)].lstrip(" )")) is not None


def dates(text: str, page: str, body: int, *, near: Container[int] | None) -> Dates:
    """The dates of a document; ``near`` are the years in which it can have been signed, as its title or number says."""
    stop = max(body, next((line.end for line in islice(lines(page), _FIRST_LINES, None)), len(page)))
    signed = (span for span in _signed(text, body) if near is None or year(text, span) in near)
    labelled, published = (
        next((Span(*one.span("whole")) for one in pattern.finditer(page, 0, stop)), None)
        for pattern in (_LABELLED, _PUBLISHED)
    )
    return Dates(next(signed, None), labelled, published)


def year(text: str, place: Span) -> int | None:
    """The year of a date."""
    iso = day(squeeze(text[slice(*place)]))
    return int(iso[:4]) if iso else None


def _signed(text: str, body: int) -> Iterator[Span]:
    """Dates that stand alone on a line where a document is signed: under a bureau, in its head, at its end, above its annexes."""
    every = [*lines(text)]
    for at, line in enumerate(every):
        found = _ALONE.fullmatch(text, names.after_bureau(text, line), line.end)
        if not found:
            continue
        under = found.start() > line.start or any(names.is_signature(text, one) for one in every[max(0, at - 2) : at])
        formal = _FORMAL.search(found[0]) and not _OF_A_MACHINE.search(found[0])
        closes = line.start < body or at >= len(every) - _LAST_LINES or text.startswith("附", every[at + 1].start)
        if under or (formal and closes):
            yield Span(*found.span("whole"))


def signs(text: str, signed: Span) -> Span | None:
    """The body that stands alone on a line above the date of signature, or before it on its line."""
    above = [*lines(text, 0, signed.start)][-3:]
    found = next((line for line in reversed(above) if names.is_signature(text, trim(text, *line))), None)
    return trim(text, *found) if found else None


def body(page: str, head: Sequence[Span]) -> Span | None:
    """The issuing body that the table of a web page names."""
    found = _BODY.search(page, 0, head[-1].end if head else 0)
    return Span(*found.span("whole")) if found else None
