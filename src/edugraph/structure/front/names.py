"""The title of a document, what kind of plan it says it is, and the body that issues it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.structure import told
from edugraph.text import Span, squeeze, trim
from edugraph.vocabulary import cached, either, hidden, scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTICE = re.compile(r"(?:关于\s{0,2}(?:印发|发布|公布|下达)|印发(?=《))(?P<title>[^。]{6,100}?)的通知")
_SEVERAL = re.compile(r"》[和及、与]?《")
_TITLE_LENGTH = 70
_LONGEST_TITLE = 150  # of one that names its matter: 关于…的通知
_UPPER_LINE = 40
_MOST_LINES = 3
_SENTENCE = re.compile(
    r"[。;!?]|[:,]$|^(?:\(|各|为|根据|按照|依据|经|现将|附件|附:|围绕|附表)|文件$|号\)?$|^[^:《]{1,8}:|[>|\t]"
)
_LABELLED = re.compile(
    r"(?:名称|标题|题名) ?[:|\t)]\s{0,3}(?P<title>[^|\t\n]{6,80}?)(?= *(?:[|\t\n(]|$|[一-龥]{2,4} ?:))"
)
_COMMA = re.compile(r"[,:]")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”|\([^()]*\)")
_DATE = re.compile(r"[\d年月日:./ -]+")
_NUMBER_BEHIND = re.compile(r" ?\(?[一-龥]{2,12} ?\(20\d\d\) ?\d{1,4} ?号\)?$")
_SITE = re.compile(r" ?_ ?[^_《》]{2,30}$| [-—|] [^《》]{2,30}$")
_PLACE = re.compile(r"[一-龥]{1,10}?[省市县区旗州盟]")
_NO_BODY = re.compile(r"\d|^(?:各|关于|经|根据|按照|依据|由|为|请|现|据|报)|学期")
_YEAR = re.compile(r"20\d\d|二[〇零O0*◯]")
_OFFICE = "(?:办公[室厅])?"
_LONGEST_BUREAU = 25
_GENRES = ("livelihood", "task-list", "key-points", "opinion")  # the more special one first


@cached
def _genres() -> re.Pattern[str]:
    """Words by which a line is seen to be the title of a plan."""
    return re.compile(either(scheme("genres").forms()))


@cached
def _matter() -> re.Pattern[str]:
    """The form of an official title, which says its matter and ends in its kind: 关于…的通知."""
    kinds = either(scheme("documents").forms())
    return re.compile(rf"关于.{{4,}}(?:{kinds})(?:\([^()]{{1,12}}\))?$")


def says_plan(words: str) -> bool:
    """Whether folded words hold one by which a plan is known: 工作要点, 实施方案."""
    return _genres().search(words) is not None


@cached
def _bureau() -> re.Pattern[str]:
    """An issuing body, as it stands alone or begins a line."""
    kinds = either(scheme("bureaus").forms())
    return re.compile(rf"(?:20\d\d ?年度?)?(?P<issuer>[^\s。,、:(0-9《》“”]{{1,20}}?(?:{kinds}){_OFFICE})")


def is_signature(text: str, line: Span) -> bool:
    """Whether a line is nothing but an issuing body."""
    return line.end - line.start <= _LONGEST_BUREAU and _bureau().fullmatch(text, *line) is not None


def after_bureau(text: str, line: Span) -> int:
    """Where what follows an issuing body at the beginning of a line begins; the beginning where none stands there."""
    match = _bureau().match(text, line.start, min(line.end, line.start + _LONGEST_BUREAU))
    return trim(text, match.end(), line.end).start if match else line.start


def genre(text: str, title: Span | None) -> str:
    """What kind of plan the title says it is; empty where it does not."""
    said = text[title.start : title.end] if title else ""
    named = {hit.concept.notation for hit in scheme("genres").matcher.find(squeeze(said))}
    return next((one for one in _GENRES if one in named), "")


def find(text: str, head: Sequence[Span]) -> Span | None:
    """What a notice puts into force, else the last line of the head that reads as a title.

    One with a year comes first, then one that names a kind of plan, then one that ends in a kind of document.
    """
    stop = head[-1].end if head else 0
    found = [_from_above(text, head, at) for at, line in enumerate(head) if _is_title(text, bare(text, line))]
    notice = _NOTICE.search(text, 0, stop)
    if notice and _genres().search(notice["title"]):
        if _SEVERAL.search(notice["title"]):
            whole = next((line for line in head if line.start <= notice.start() < line.end), None)
            return whole or Span(*notice.span())
        named = trim(text, *notice.span("title"), " \n《》")
        words = squeeze(text[named.start : named.end])
        fuller = [line for line in found if squeeze(text[slice(*line)]).endswith(words) and line.start > named.end]
        return next((line for line in fuller if squeeze(text[slice(*line)]) != words), named)
    dated = [line for line in found if _YEAR.search(text, *line)]
    plans = [line for line in found if not told.title(text[slice(*line)])]
    return next(iter(([one for one in plans if one in dated] or dated or plans or found)[::-1]), _labelled(text, stop))


def _labelled(text: str, stop: int) -> Span | None:
    """A title that only the table of a web page names."""
    cell = _LABELLED.search(text, 0, stop)
    return Span(*cell.span("title")) if cell and says_plan(cell["title"]) else None


def _from_above(text: str, head: Sequence[Span], at: int) -> Span:
    """A title with the lines above it that begin it: the bureau, or words that break off."""
    line = bare(text, head[at])
    first = at
    while (
        first > 0 and at - first + 1 < _MOST_LINES and _begins(text, head[first - 1], Span(head[first].start, line.end))
    ):
        first -= 1
    return Span(head[first].start, line.end)


def _begins(text: str, above: Span, below: Span) -> bool:
    """Whether a line is the first half of a title whose second half stands below it."""
    upper, lower = text[slice(*above)], text[slice(*below)]
    if len(upper) > _UPPER_LINE or _SENTENCE.search(upper) or _DATE.fullmatch(upper) or lower.startswith("关于印发"):
        return False
    if any(upper.count(one) > upper.count(other) for one, other in ("“”", "《》")):
        return True
    if _is_title(text, above) or _bureau().match(lower) or not text[above.end : below.start].count("\n") <= 2:
        return False
    return (
        "教" in upper or upper.startswith("关于") or (_PLACE.match(upper) is not None and not lower.startswith("关于"))
    )


def bare(text: str, line: Span) -> Span:
    """A line without what a page adds behind a title: a remark in brackets, the document number, the name of a site."""
    said = text[line.start : line.end]
    for behind in (_SITE, _NUMBER_BEHIND):
        said = behind.sub("", said)
    ending = next((word for word in hidden("noise", "ending") if said.endswith(word)), "")
    return Span(line.start, line.start + len(said) - len(ending))


def _is_title(text: str, line: Span) -> bool:
    said = text[line.start : line.end]
    if _SENTENCE.search(said) or _COMMA.search(_QUOTED.sub("", said)):
        return False
    whose = _YEAR.search(said) or _PLACE.match(said)
    if len(said) <= _TITLE_LENGTH and (says_plan(said) or (whose and (told.title(said) or told.intends(said)))):
        return True
    return len(said) <= _LONGEST_TITLE and _matter().search(said) is not None


def issuer(text: str, places: Sequence[Span]) -> Span | None:
    """The issuing body at the beginning of a line of the head, or of the title."""
    for line in places:
        match = _bureau().match(text, line.start, line.end)
        if match and not _NO_BODY.search(match["issuer"]):
            return Span(*match.span("issuer"))
    return None
