"""Documents that plans of several cities cite: the same one, or each city's own version of one document.

A title is taken apart: who issued it, for which years and round, in what manner, and as what kind of
document. What is left is what it is about; titles that agree in that and in kind are versions of one
document. Draws on query rows only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query, regions
from edugraph.overlap.selection import chosen
from edugraph.parameters import SEPARATOR
from edugraph.table import Table
from edugraph.text import Span, fold, squeeze
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, str]

COLUMNS = ("title", "cities", "tasks")
_LEAST = 4  # characters that say what a document is about; fewer say nothing
_MARKS = re.compile(r"[“”‘’\"'\s]")
_INNER = re.compile(r"《([^《》]+)》")
_EDITION = re.compile(r"(?:\([^()]*\))+$")
_ISSUERS = re.compile(r"^.*?关于(?:印发|转发|公布)?")
_BLANKED = re.compile(r"^\*+[省市县区州盟旗]")
_NUMERAL = "一二两三四五六七八九十百〇0-9"
_ROUND = re.compile(
    rf"第[{_NUMERAL}]+[轮期批次届]|[{_NUMERAL}]{{1,3}}五(?:时期)?|\d{{4}}(?:[—-]\d{{4}})?(?:学?年度?)?"
    rf"|[{_NUMERAL}]{{1,2}}年(?=行动|规划|计划|提升|攻坚)"
)
_JOIN = re.compile(r"的+$")


BESIDE = " / "
"""Between the titles of one family, where each city has its own."""


class Family(NamedTuple):
    """What versions of one document have in common: what it is about, and its kind."""

    about: str
    kind: str


def table(store: Store, /, title: str = "", cities: str = "") -> Table:
    """Documents of at least two cities, those of most cities first.

    The title is the one that most plans cite, the shortest of these; of documents that each city has of its own,
    all titles. Raises MissingError for a city that the graph does not hold.
    """
    found = [
        (shared_title(group), SEPARATOR.join(dict.fromkeys(one["city"] for one in group)), " ".join(_places(group)))
        for group in families(store, cities).values()
        if len({one["city"] for one in group}) > 1 and any(title in one["title"] for one in group)
    ]
    return Table(COLUMNS, tuple(sorted(found, key=lambda row: (-row[1].count(SEPARATOR), row[0]))))


def families(store: Store, cities: str = "") -> dict[Family, list[Row]]:
    """Citations by the document of which they cite a version, in the order of plans and texts."""
    wanted = chosen(store, cities)
    found: defaultdict[Family, list[Row]] = defaultdict(list)
    for row in query.run(store, "cited-documents").dicts():
        if row["city"] in wanted:
            found[family(row["title"])].append(row)
    return dict(found)


def shared_title(citations: Sequence[Row]) -> str:
    """The usual title of a family; where that is one city's own, each city's title, for the others do not cite it."""
    first = usual(citations)["title"]
    if not opening(alike(first)).end:
        return first
    found = {alike(first): first}
    for row in citations:
        found.setdefault(alike(row["title"]), row["title"])
    return BESIDE.join(found.values())


def usual(citations: Sequence[Row]) -> Row:
    """The citation whose title stands for its family: cited by most plans, then the shortest."""
    count = Counter(alike(row["title"]) for row in citations)
    return min(citations, key=lambda row: (-count[alike(row["title"])], len(row["title"]), row["title"]))


def alike(title: str) -> str:
    """A title without what writers put differently: width of marks, quotation marks, blanks.

    >>> alike("推进“互联网＋教育”发展（试行）")
    '推进互联网+教育发展(试行)'
    """
    return _MARKS.sub("", fold(squeeze(title)))


@cached
def family(title: str) -> Family:
    """The family of a title; one that says too little of what it is about is a family of its own.

    >>> family("关于进一步加强新时代中小学思政课建设的实施意见")
    Family(about='中小学思政课', kind='course')
    >>> family("**市学前教育发展第四轮行动计划（2022－2025年）") == family("邯郸市“十四五”学前教育发展提升行动计划")
    True
    >>> family("**市职业教育校企合作促进条例实施办法").kind
    'regulation'
    """
    text = alike(title)
    inner = _INNER.search(text)
    bare = _without_place(_ISSUERS.sub("", _EDITION.sub("", inner[1] if inner else text)))
    about, kind = _peeled(_ROUND.sub("", bare))
    about = _manner().sub("", about)
    return Family(about, kind) if len(about) >= _LEAST else Family(text, kind)


def _without_place(text: str) -> str:
    """A title without the place that it begins with; names of places elsewhere are part of what it is about."""
    return _BLANKED.sub("", text[opening(text).end :])


def opening(title: str, year: int = 0) -> Span:
    """The names of places that a title begins with: 山东省济宁市; empty where it names none."""
    end = 0
    for place, _ in regions.mentions(title, Span(0, len(title)), year):
        if place.start != end:
            break
        end = place.end
    return Span(0, end)


def _peeled(text: str) -> tuple[str, str]:
    """A title without the kinds of document that it ends in, and the innermost of them: 条例实施办法 is of a 条例."""
    kind = ""
    kinds = scheme("documents")
    while form := next((form for form in kinds.forms() if text.endswith(form) and text != form), ""):
        text = _JOIN.sub("", text.removesuffix(form))
        kind = kinds.by_form[form].label
    return text, _group(kind)


def _group(kind: str) -> str:
    """Kinds of document that can be versions of one another are one."""
    course = scheme("titles").by_notation["course"]
    return course.notation if kind in course.forms else scheme("documents").by_form[kind].notation if kind else ""


@cached
def _manner() -> re.Pattern[str]:
    """Words that do not say what a document is about."""
    forms = sorted(map(fold, scheme("titles").by_notation["manner"].forms), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)))


def _places(citations: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(f"{row['plan']}:{row['task']}" for row in citations))
