"""What the head of a document says of itself: title, issuing body, number, date, year."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from edugraph.structure.plan import Header
from edugraph.text import Span, fold, lines, trim
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTICE = re.compile(r"关于印发(?P<title>[^。]{6,80}?)的通知")
_ISSUER = re.compile(
    r"(?:20\d\d ?年度?)?(?P<issuer>[^\s。,、:(0-9]{1,20}?(?:教育和体育局|教育体育局|教体局|教育局|教育委员会|教委))"
)
_NUMBER = re.compile(r"[^\s。,]{1,12} ?\(20\d\d\) ?\d{1,4} ?号")
_DATE = re.compile(r"\(?20\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日\)?")
_YEAR = re.compile(r"(20\d\d)(?:[—-]+20\d\d)? ?学?年")
_TITLE_LENGTH = 70


@cache
def _genres() -> re.Pattern[str]:
    """Words by which a line is seen to be the title of a plan."""
    return re.compile("|".join(map(re.escape, scheme("genres").forms())))


def read(text: str, body: int, end: int) -> Header:
    """Read the head of a folded text; the first task begins at ``body``, the last one ends at ``end``."""
    head = list(lines(text, 0, body))
    title = _title(text, head)
    tail = list(lines(text, end, len(text)))
    return Header(
        title=title,
        issuer=_issuer(text, head, title),
        number=_whole(text, head, _NUMBER),
        issued=_whole(text, [*head, *tail], _DATE),
        year=_year(text, title, body),
    )


def _title(text: str, head: Sequence[Span]) -> Span | None:
    """What a notice puts into force, else the last line of the head that reads as a title, a year in it first."""
    stop = head[-1].end if head else 0
    notice = _NOTICE.search(text, 0, stop)
    if notice and _genres().search(notice["title"]):
        return trim(text, *notice.span("title"), " \n《》")
    found = [bare for line in head if _is_title(text, bare := _bare(text, line))]
    dated = [line for line in found if _YEAR.search(text, *line)]
    return next(iter((dated or found)[::-1]), None)


def _bare(text: str, line: Span) -> Span:
    """A line without the remark in brackets that a web page adds to a title."""
    words = [fold(form) for form in scheme("noise").by_notation["ending"].hidden]
    ending = next((word for word in words if text[line.start : line.end].endswith(word)), "")
    return Span(line.start, line.end - len(ending))


def _is_title(text: str, line: Span) -> bool:
    said = text[line.start : line.end]
    return len(said) <= _TITLE_LENGTH and "。" not in said and bool(_genres().search(said))


def _issuer(text: str, head: Sequence[Span], title: Span | None) -> Span | None:
    """The issuing body at the beginning of a line of the head, or of the title."""
    for line in [*head, *([title] if title else [])]:
        match = _ISSUER.match(text, line.start, line.end)
        if match and not re.search(r"\d|^各|^关于", match["issuer"]):
            return Span(*match.span("issuer"))
    return None


def _whole(text: str, places: Sequence[Span], pattern: re.Pattern[str]) -> Span | None:
    """The first line that is nothing but what the pattern wants."""
    return next((line for line in places if pattern.fullmatch(text, line.start, line.end)), None)


def _year(text: str, title: Span | None, body: int) -> int | None:
    """The year of the title, else the one that the beginning of the text names most often."""
    said = _YEAR.search(text, *title) if title else None
    if said:
        return int(said[1])
    named = Counter(int(match[1]) for match in _YEAR.finditer(text, 0, max(body, 3000)))
    return named.most_common(1)[0][0] if named else None
