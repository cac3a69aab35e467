"""Coverage said in words: 全覆盖, 全部…到位, 所有…达到."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from edugraph.extract import indicators, scopes
from edugraph.text import Span, split_outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FULL = re.compile(r"(?<!%)(?P<mark>[“\"]?全(?:员)?覆盖[”\"]?)(?=[,。;、:)\n]|$)")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})和(?![谐平睦])(?=[\u4e00-\u9fff]{2})")
_LONG_ENOUGH = 3
_FIGURES = re.compile(r"[0-9xX*]|[一二两三四五六七八九十百千万][所个名人次项]")
_SUBJECT = re.compile(r"(?!(?:力争|争取|努力|确保|年底|月底|年末|今年|年内|[到至前]))[\u4e00-\u9fff]{3}")
_VERBS = ("实现", "达到", "做到", "基本")
_ALL_DONE = re.compile(
    r"(?P<mark>全部(?:调整到位|配齐|达标|建成|完成|落实到位|到位|实现|整改到位|(?:纳入|建立|达到|实施|开设|开展|配备|安装|接入|参与|参加|通过)[^,。;、]*)"
    r"|全面(?:达标|到位|覆盖))(?=[,。;、\n]|$)"
)
_ALL_SUBJECT = re.compile(
    r"(?P<mark>所有)(?P<subject>[^,。;]{2,30}?)(?:达到|完成|实现|建成|达标|配齐|通过|建立|全面实施)[^,。;]*"
)
_WHOLLY = re.compile(r"(?P<mark>全覆盖)地?(?:建立|设立|推行|实施|开展|配备|安装)(?P<subject>[^,。;]{2,30})")
_EVERYBODY = re.compile(
    r"(?P<mark>(?P<subject>(?:完成|参加|落实)全员[^,。;、]{2,12}|全员(?:参加|完成|接受)[^,。;、]{2,20}))"
)


class Coverage(NamedTuple):
    """What is to be covered wholly: subject, whole phrase and the word that says so."""

    subject: Span
    span: Span
    mark: Span


def find(text: str, clauses: Sequence[Span]) -> Iterator[Coverage]:
    """Coverage commitments of a sentence, one for each subject joined by 、 or 和."""
    reach = 0
    for match in _FULL.finditer(text):
        begin = max(reach, _subject(text, clauses, match.start()).start)
        yield from _subjects(text, begin, match)
        reach = match.end()
    yield from _in_clauses(text, clauses)


def _in_clauses(text: str, clauses: Sequence[Span]) -> Iterator[Coverage]:
    """Coverage said otherwise than by 全覆盖 at the end, at most one a clause: 所有学校全部达标 says it once."""
    patterns = (_ALL_SUBJECT, _ALL_DONE, _WHOLLY, _EVERYBODY)
    taken: set[int] = set()
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        index = _index(clauses, match.start())
        if index in taken:
            continue
        taken.add(index)
        mark = Span(*match.span("mark"))
        begin = clauses[index].start
        if match.re is _ALL_DONE:
            subject = _subject(text, clauses, match.start())
            begin = subject.start
        else:
            subject = Span(match.start("subject"), match.end())
        yield Coverage(subject, Span(begin, match.end()), mark)


def _index(clauses: Sequence[Span], at: int) -> int:
    return bisect_left(clauses, at, key=lambda clause: clause.end)


def _subject(text: str, clauses: Sequence[Span], at: int) -> Span:
    """The words before a mark in its clause; where they are no more than a date, the clause before."""
    index = _index(clauses, at)
    said = Span(clauses[index].start, _before_verbs(text, clauses[index].start, at))
    if index == 0 or _SUBJECT.search(text, *said):
        return said
    before = clauses[index - 1]
    return said if _FIGURES.search(text, *before) else before  # a figure has its own target


def _subjects(text: str, begin: int, match: re.Match[str]) -> Iterator[Coverage]:
    """Subjects before 全覆盖: several are several, but a word in quotation marks covers them jointly."""
    mark = Span(*match.span("mark"))
    said = text[begin : _before_verbs(text, begin, mark.start)]
    whole = Span(begin, match.end())
    joint = text[mark.start] in '“"'
    parts = list(_parts(said, begin))
    if joint or scopes.are_modifiers([indicators.without_openings(text[start:end], 0) for start, end in parts]):
        parts = [Span(begin, begin + len(said))]  # 边远、贫困地区学校全覆盖 says it of schools
    for part in parts:
        if text[part.start : part.end].strip():
            yield Coverage(part, Span(part.start, whole.end), mark)


def _before_verbs(text: str, begin: int, end: int) -> int:
    """Where the verbs straight before a mark begin: 家长学校 in 家长学校实现全覆盖."""
    while ending := next((verb for verb in _VERBS if text.endswith(verb, begin, end)), ""):
        end -= len(ending)
    return end


def _joint(piece: str) -> re.Match[str] | None:
    """The 和 between two subjects: what follows is long enough to be one, or as long as what it follows."""
    joint = _AND.search(piece)
    long = joint is not None and len(piece) - joint.end() >= _LONG_ENOUGH
    return joint if joint and (long or joint.start() == len(piece) - joint.end()) else None


def _parts(said: str, begin: int) -> Iterator[Span]:
    for part in split_outside(said, "、"):
        at = part.start
        piece = said[part.start : part.end]
        joint = _joint(piece)
        if joint:
            yield Span(begin + at, begin + at + joint.start())
            at += joint.end()
        yield Span(begin + at, begin + part.end)
