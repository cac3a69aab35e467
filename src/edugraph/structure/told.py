"""What tells of the past and plans nothing: a page of results, a section that reviews, a paragraph that looks back.

A title or a heading says it by its last noun (工作总结, 完成情况; not 工作总结及工作计划), or by a year that is over.
Sentences say it by their aspect: 已, 取得, 荣获 and 了 tell; 将, 力争, 进一步 and 年底前 plan.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.structure.plan import Section
from edugraph.text import Span, lines, squeeze, trim
from edugraph.vocabulary import Matcher, cached, hidden, scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.structure.outline import Item
    from edugraph.structure.plan import Header

_PARTS = re.compile(r"以及|[、及和与暨()];?")
_REPORTED = re.compile(r"的?(?:报告|汇报|通报|公示|公告|通知)$")
_YEAR = re.compile(r"20\d\d(?=年)")
_SENTENCE = re.compile(r"[^。;!\n]{6,}")
_LOOKING_BACK = re.compile(r"(?:过去的?(?P<n>一年|五年)|一年来|去年以?来?|上年度?|(?P<year>20\d\d) ?年(?:以来|度)?)")
_TURN = re.compile(r"(?:^|(?<=[。;\n]))[ \t]*(?:(?P<year>20\d\d) ?年|今年|新的一年|下一步|当前)")
_SENTENCE_END = re.compile(r"[。;,:]")
_NUMBERED = re.compile(
    r"[(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)、.]|第[一二三四五六七八九十]{1,3}(?:部分|章|篇)"
)
_HEADING = 30
_FEWEST = 3  # sentences that tell, for a text to be one that tells


def title(words: str) -> bool:
    """Whether a title or heading tells of what was done, and none of its parts of what is to be done.

    >>> [title(one) for one in ("某市教育局2023年工作总结", "关于2023年重点工作完成情况的报告", "2023年工作总结及2024年工作计划")]
    [True, True, False]
    """
    return not intends(words) and _ends_in(words, "summary")


def intends(words: str) -> bool:
    """Whether a part of a title or heading says what is to be done.

    >>> [intends(one) for one in ("2023年工作情况和2024年工作打算", "2023年工作要点落实情况")]
    [True, False]
    """
    return _ends_in(words, "intent")


def _ends_in(words: str, notation: str) -> bool:
    parts = [_REPORTED.sub("", one) for one in _PARTS.split(squeeze(words).strip("。:"))]
    return any(one.endswith(hidden("contexts", notation)) for one in parts)


def text(words: str) -> bool:
    """Whether more sentences of a text tell what was done than say what is to be done."""
    told, planned, _ = _counts(words)
    return told >= _FEWEST and told > planned


def _counts(words: str) -> tuple[int, int, int]:
    """How many sentences tell, how many plan, and how many there are."""
    told = planned = every = 0
    for sentence in _SENTENCE.findall(words):
        every += 1
        if any(_marks("planned").find(sentence)):
            planned += 1
        elif any(_marks("perfect").find(sentence)):
            told += 1
    return told, planned, every


def headings(said: str, tops: Sequence[tuple[Item, str]], year: int | None, *, past: bool) -> list[Item]:
    """Which of the top headings of a text, given with their words, stand over what has been done before ``year``.

    ``past`` says that the document as a whole tells of it. A year that is over says it only beside one that is not.
    """
    under = _regions(said)
    told = [
        item
        for item, words in tops
        if _reviews(words)
        or (past and not words.endswith(hidden("contexts", "intent")))
        or any(one.contains(item.marker.span) for one in under)
    ]
    over = [item for item, words in tops if item not in told and _is_over(words, year)]
    return [*told, *over] if len(told) + len(over) < len(tops) else told


def _regions(said: str) -> list[Span]:
    """What stands under headings without a number: from 2023年工作总结 on a line of its own to 2024年工作打算."""
    found: list[Span] = []
    begin = None
    for line in lines(said):
        words = said[slice(*line)] if line.end - line.start <= _HEADING else ""
        if not _YEAR.search(words) or _SENTENCE_END.search(words) or _NUMBERED.match(words):
            continue
        if begin is not None and not title(words):
            found.append(Span(begin, line.start))
            begin = None
        elif begin is None and title(words):
            begin = line.end
    return found


def _reviews(words: str) -> bool:
    return words.startswith(hidden("contexts", "review")) or words.endswith(hidden("contexts", "review"))


def _is_over(words: str, year: int | None) -> bool:
    years = [int(one) for one in _YEAR.findall(words)]
    return bool(years) and year is not None and max(years) < year


def opening(words: str, head: Header, body: int, year: int) -> Section | None:
    """What the paragraphs between title and first item tell of before ``year``, up to where they turn to that year."""
    begin = head.title.end if head.title else 0
    for line in lines(words, begin, body) if not (head.past or head.genre == "opinion") else ():
        match = _LOOKING_BACK.match(words, *line) if _SENTENCE_END.search(words, *line) else None
        if not match or (match["year"] and int(match["year"]) >= year):
            continue
        turns = (one.start() for one in _TURN.finditer(words, match.end(), body) if int(one["year"] or year) >= year)
        span = trim(words, line.start, next(turns, body))
        _, planned, every = _counts(words[slice(*span)])
        return Section((0,), Span(line.start, match.end()), span, review=True) if 2 * planned < every else None
    return None


@cached
def _marks(notation: str) -> Matcher:
    return Matcher([scheme("contexts").by_notation[notation]])
