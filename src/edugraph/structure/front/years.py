"""The year that a plan is for: everything in a document that speaks of it, the surest first.

A plan of a year says it in its title, whenever it was issued. An opinion or a programme names in its title, if any,
the years that it reaches to: it is of the year in which it was issued.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from edugraph.dates import chinese_year
from edugraph.structure.front import issue, names
from edugraph.structure.plan import Evidence
from edugraph.text import Span, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HAN_DIGIT = "〇零O0*◯一二三四五六七八九"
_TITLE_YEAR = re.compile(
    r"(?<![0-9到至])(?P<first>20\d\d)(?: ?年?(?:[—-]+|至|到) ?(?P<last>20\d\d))?\s?(?P<mark>学?年|(?=[一-龥]))"
)
_HAN_YEAR = re.compile(rf"([{_HAN_DIGIT}]{{4}})年")
_QUOTED = re.compile(r"《[^《》]*》")
_HEADING = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}(?:部分)?[、.: ]|\([一二三四五六七八九十]{1,3}\))[^。;]{0,12}?(?<![到至])(20\d\d)年[^。;]{0,20}$"
)
_LONGEST_HEADING = 40
_OPENING = re.compile(
    r"(?P<said>(20\d\d) ?年)(?:度?是|[^。]{0,60}?(?:总体要求|总体思路|指导思想|工作思路|工作目标|要[^求点]|将))"
)
_NAMED = re.compile(
    r"(?<![0-9到至—-])(?P<said>(20\d\d) ?年)(?!以来|以前|底?前)(?P<month> ?\d{1,2} ?月(?:底|末|前|起|\d{1,2}日[前起]))?"
)
_AIM = re.compile(r"[到至] ?(20\d\d) ?年")
_CITED = re.compile(r"《[^》\n]{0,100}》|\([^()\n]{0,30}号\)")
_BEGINNING = 3000
SUMMARY = "summary"
"""The genre of a document that tells what was done, which is no kind of plan."""
_ANNUAL = frozenset({"livelihood", "task-list", "key-points"})
TITLED: tuple[str, ...] = ("title", "number", "signature", "dateline", "heading", "opening", "published", "text")
ANNUAL: tuple[str, ...] = ("heading", "opening", "number", "signature", "dateline", "published", "text")
OTHER: tuple[str, ...] = ("number", "signature", "dateline", "title", "heading", "opening", "published", "text")


class Period(NamedTuple):
    """The year or the years that a title names."""

    span: Span
    first: int
    last: int


def of_title(text: str, title: Span | None) -> Period | None:
    """The years of a title, also in Chinese figures; of several (2022年工作总结和2023年工作要点) the latest."""
    if not title:
        return None
    said = text[slice(*title)]
    other = _QUOTED.sub(lambda one: " " * len(one[0]), said)
    for words in (other, said):  # the years of a document that is named only where there are no others
        if found := [*_periods(words, title.start)]:
            return max(found, key=lambda one: one.last)
    return None


def _periods(words: str, offset: int) -> Iterator[Period]:
    for match in _TITLE_YEAR.finditer(words):
        first = int(match["first"])
        last = int(match["last"] or first) if match["mark"] != "学年" else first
        yield Period(Span(offset + match.start(), offset + match.end()), first, last)
    for match in _HAN_YEAR.finditer(words):
        year = chinese_year(match[1])
        if year:
            yield Period(Span(offset + match.start(), offset + match.end()), year, year)


def expected(text: str, said: Period | None, number: Span | None) -> range | None:
    """The years in which a document can have been signed: those about its number, or about the year of its title."""
    year = of_number(text, number)
    if year:
        return range(year - 1, year + 2)
    return range(said.first - 1, said.last + 2) if said else None


def of_number(text: str, number: Span | None) -> int | None:
    """The year of a document number, also in Chinese figures."""
    said = text[slice(*number)] if number else ""
    match = re.search(rf"20\d\d|二[{_HAN_DIGIT}]{{3}}", said.replace(" ", ""))
    return (int(match[0]) if match[0].isdecimal() else chinese_year(match[0])) if match else None


def rank(text: str, body: int, genre: str, said: Period | None, issued: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """All evidence of the year, the one that decides first. ``said`` are the years of the title.

    The title of a summary names the year that is over: a heading that plans for the next one goes before it.
    """
    annual = genre in _ANNUAL
    found = {one.kind: one for one in issued if one.kind != "published" or not _is_past(text, one.year)}
    begun = said.span.end if said else 0
    first = next((found[kind].year for kind in ("number", "signature", "dateline") if kind in found), None)
    found |= {one.kind: one for one in _told(text, begun, body, ahead=genre == "opinion")}
    order = ANNUAL if annual else OTHER
    if said:
        found["title"] = Evidence("title", said.span, said.first)
        order = TITLED if _is_for(said, first, annual=annual) else OTHER
    if genre == SUMMARY:
        order = ("heading", *(kind for kind in order if kind != "heading"))
    return tuple(found[kind] for kind in order if kind in found)


def _is_for(said: Period, issued: int | None, *, annual: bool) -> bool:
    """Whether a document is for the (first) year of its title, rather than for the one in which it was issued."""
    if said.last > said.first:
        return issued is None or not said.first <= issued <= said.last
    return annual or issued is None or issued <= said.first <= issued + 1


def of_issue(page: str, number: Span | None, dates: issue.Dates) -> Iterator[Evidence]:
    """The years in which a document was issued, by its number and its dates."""
    year = of_number(page, number)
    if number and year:
        yield Evidence("number", number, year)
    for kind, span in zip(("signature", "dateline", "published"), dates, strict=True):
        year = issue.year(page, span) if span else None
        if span and year:
            yield Evidence(kind, span, year)


def _is_past(text: str, year: int) -> bool:
    """Whether all that a text wants to reach lies before a year: what was put on a page then was issued long before."""
    aims = [int(one) for one in _AIM.findall(text)]
    return bool(aims) and max(aims) < year


def _told(text: str, begun: int, body: int, *, ahead: bool) -> Iterator[Evidence]:
    """What the headings say, the sentence that opens the plan, and the years that the text names most often."""
    headings = [(int(match[1]), line) for line in lines(text, body) if (match := _heading(text, line))]
    if headings:
        year, line = max(headings, key=lambda one: one[0])
        yield Evidence("heading", line, year)
    for line in lines(text, begun, max(body, begun)):
        if match := _OPENING.match(text, *line):
            yield Evidence("opening", Span(*match.span("said")), int(match[2]))
            break
    yield from _named(text, body, ahead=ahead)


def _heading(text: str, line: Span) -> re.Match[str] | None:
    """A heading that names a year and what it is planned for."""
    said = text[slice(*line)] if line.end - line.start <= _LONGEST_HEADING else ""
    return _HEADING.match(said) if said and names.says_plan(said) else None


def _named(text: str, body: int, *, ahead: bool) -> Iterator[Evidence]:
    """The year named most often, years to be reached and titles of documents left out.

    A document that plans ``ahead`` of its year says it by months alone, and only where all are of one year.
    """
    words = _CITED.sub(lambda one: " " * len(one[0]), text[: max(body, _BEGINNING)])
    found = [match for match in _NAMED.finditer(words) if match["month"] or not ahead]
    counted = Counter(int(match[2]) for match in found)
    if not counted or (ahead and len(counted) > 1):
        return
    year = max(counted, key=lambda one: (counted[one], one))
    first = next(match for match in found if int(match[2]) == year)
    yield Evidence("text", Span(*first.span("said")), year)
