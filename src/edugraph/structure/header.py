"""What the head of a document says of itself: title, issuing body, number, date, year."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from edugraph.dates import chinese_year
from edugraph.structure.plan import Header
from edugraph.text import Span, fold, lines, squeeze, trim
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOTICE = re.compile(r"关于印发(?P<title>[^。]{6,80}?)的通知")
_HAN_DIGIT = "〇零○O一二三四五六七八九"
_CODE = r"[^\s。,:]{1,14} ?\(20\d\d\) ?第? ?\d{1,4} ?号"
_NUMBER = re.compile(rf"(?:.{{0,12}}(?:文号|字号|发文号) ?: ?)?(?P<whole>{_CODE})(?: +签发人.*)?")
_LABELLED_NUMBER = re.compile(rf"(?:文 *号|字 *号|文件编号)[): \t]{{1,3}}(?P<whole>{_CODE})")
_DAY = rf"(?:20\d\d ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日|20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}|[{_HAN_DIGIT}*]{{4}}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日)"
_DATE = re.compile(rf"\(?(?P<whole>{_DAY})\)?")
_LABELLED = re.compile(rf"(?:成文|印发|发文)(?:日期|时间) ?: ?(?P<whole>{_DAY})")
_YEAR = re.compile(r"(20\d\d)(?:[—-]+20\d\d)? ?学?年")
_HAN_YEAR = re.compile(rf"([{_HAN_DIGIT}*]{{4}})年")
_TITLE_LENGTH = 70
_UPPER_LINE = 40
_SENTENCE = re.compile(r"[。;:!?]|^\(|^附件|文件$|^(?:各|现将)|号$")
_LINES = 100  # at the beginning, and again before the first task, where a head is looked for
_LONGEST_BUREAU = 25
_GENRES = ("livelihood", "task-list", "key-points", "opinion")  # the more special one first


@cached
def _genres() -> re.Pattern[str]:
    """Words by which a line is seen to be the title of a plan."""
    return re.compile("|".join(map(re.escape, scheme("genres").forms())))


def read(text: str, body: int) -> Header:
    """Read the head of a folded text; the first numbered item or task table begins at ``body``."""
    head = list(lines(text, 0, body))
    head = head if len(head) <= 2 * _LINES else head[:_LINES] + head[-_LINES:]
    title = _title(text, head)
    signature = next((line for line in lines(text) if _is_signature(text, line)), None)
    said = _said_year(text, title)
    number = _whole(text, head, _NUMBER) or _within(text, head, _LABELLED_NUMBER)
    return Header(
        title=title,
        issuer=_issuer(text, head, title) or signature,
        number=number,
        issued=_whole(text, [*lines(text)], _DATE) or _whole(text, head, _LABELLED),
        year=said or _usual_year(text, body, number),
        year_stated=said is not None,
        signature=signature,
        heading=next((line for line in head if "教" in text[line.start : line.end]), None),
        genre=_genre(text, title),
    )


@cached
def _bureau() -> re.Pattern[str]:
    """An issuing body, as it stands alone or begins a line."""
    kinds = "|".join(map(re.escape, scheme("bureaus").forms()))
    return re.compile(rf"(?:20\d\d ?年度?)?(?P<issuer>[^\s。,、:(0-9《》“”]{{1,20}}?(?:{kinds}))")


def _is_signature(text: str, line: Span) -> bool:
    return line.end - line.start <= _LONGEST_BUREAU and _bureau().fullmatch(text, *line) is not None


def _genre(text: str, title: Span | None) -> str:
    """What kind of plan the title says it is; empty where it does not."""
    said = text[title.start : title.end] if title else ""
    named = {hit.concept.notation for hit in scheme("genres").matcher.find(squeeze(said))}
    return next((genre for genre in _GENRES if genre in named), "")


def _title(text: str, head: Sequence[Span]) -> Span | None:
    """What a notice puts into force, else the last line of the head that reads as a title, a year in it first."""
    stop = head[-1].end if head else 0
    found = [_from_above(text, head, bare) for line in head if _is_title(text, bare := _bare(text, line))]
    notice = _NOTICE.search(text, 0, stop)
    if notice and _genres().search(notice["title"]):
        named = trim(text, *notice.span("title"), " \n《》")
        words = squeeze(text[named.start : named.end])
        fuller = [line for line in found if squeeze(text[slice(*line)]).endswith(words) and line.start > named.end]
        return next((line for line in fuller if squeeze(text[slice(*line)]) != words), named)
    dated = [line for line in found if _said_year(text, line)]
    return next(iter((dated or found)[::-1]), None)


def _from_above(text: str, head: Sequence[Span], line: Span) -> Span:
    """A title with the line straight above it, where that one is its first half: the bureau, or words that break off."""
    above = next((one for one in head if one.end < line.start and text.count("\n", one.end, line.start) == 1), None)
    if above is None or above.end - above.start > _UPPER_LINE or _SENTENCE.search(text[above.start : above.end]):
        return line
    upper, lower = text[above.start : above.end], text[line.start : line.end]
    breaks_off = any(upper.count(one) > upper.count(other) for one, other in ("“”", "《》"))
    if breaks_off or (not _is_title(text, above) and "教" in upper and not _bureau().match(lower)):
        return Span(above.start, line.end)
    return line


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
        match = _bureau().match(text, line.start, line.end)
        if match and not re.search(r"\d|^各|^关于", match["issuer"]):
            return Span(*match.span("issuer"))
    return None


def _whole(text: str, places: Sequence[Span], pattern: re.Pattern[str]) -> Span | None:
    """The first line that is nothing but what the pattern wants."""
    matches = (pattern.fullmatch(text, line.start, line.end) for line in places)
    return next((Span(*match.span("whole")) for match in matches if match), None)


def _within(text: str, places: Sequence[Span], pattern: re.Pattern[str]) -> Span | None:
    """The first place in a line that the pattern wants."""
    matches = (pattern.search(text, line.start, line.end) for line in places)
    return next((Span(*match.span("whole")) for match in matches if match), None)


def _said_year(text: str, title: Span | None) -> int | None:
    """The year of a title, also in Chinese figures."""
    said = [int(match[1]) for match in _YEAR.finditer(text, *title)] if title else []
    if said:
        return max(said)  # 2022年工作总结和2023年工作要点
    spelled = _HAN_YEAR.search(text, *title) if title else None
    return chinese_year(spelled[1]) if spelled else None


def _usual_year(text: str, body: int, number: Span | None) -> int | None:
    """The year of the document number, else the one that the beginning of the text names most often."""
    if number and (match := re.search(r"20\d\d", text[slice(*number)])):
        return int(match[0])
    named = Counter(int(match[1]) for match in _YEAR.finditer(text, 0, max(body, 3000)))
    return named.most_common(1)[0][0] if named else None
