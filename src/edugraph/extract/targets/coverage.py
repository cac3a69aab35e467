"""Coverage said in words: 全覆盖, 全部…到位, 所有…达到."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from edugraph.extract.targets import indicators, scopes
from edugraph.text import Span, outside, split_outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FULL = re.compile(r"(?<!%)(?P<mark>[“\"]?全(?:员)?覆盖[”\"]?)(?=[,。;、:)\n]|$)")
_AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})和(?![谐平睦])(?=[\u4e00-\u9fff]{2})")
_SCHOOLS = re.compile(r"(?:直属?|中心|附属|[乡镇村])(?:学校|小学|幼儿园)$")
_OF_SCHOOLS = re.compile(r"(?:学校|小学|幼儿园)[\u4e00-\u9fff]{3,}$")
_LONG_ENOUGH = 3
_FIGURES = re.compile(r"[0-9xX*]|[一二两三四五六七八九十百千万][所个名人次项]")
_SUBJECT = re.compile(
    r"(?!(?:力争|争取|努力|确保|年底|月底|年末|今年|年内|基本|实现|做到|达到|必须|原则|[到至前]))[\u4e00-\u9fff]{2}"
)
_LISTED = re.compile(r"[0-9]%?[\u4e00-\u9fff]{0,3}、")  # a figure of its own before it: 建档率100%、教师全部持证
_AMOUNT = re.compile(r"[0-9一二两三四五六七八九十][遍轮次个]")  # 全部轮训一遍 is counted
_BOUND = re.compile(r"[0-9xX*]")
_GOVERNED = re.compile(r"(?:[对为将把由向给及和与占了在的以]|覆盖|承担|减免|免除|落实|完成)$")
_VERBS = ("实现", "达到", "做到", "基本")
_ALL_DONE = re.compile(
    r"(?P<mark>全部(?:调整到位|配齐|达标|建成|完成|落实到位|到位|实现|整改到位|(?:完成|纳入|建立|达到|实施|开设|开展|配备|安装|接入|参与|参加|通过)[^,。;、]*)"
    r"|全面(?:达标|到位|覆盖))(?=[,。;、\n]|$)"
)
_ALL_SUBJECT = re.compile(
    r"(?P<mark>所有)(?P<subject>[^,。;]{2,30}?)(?:达到|完成|实现|建成|达标|配齐|通过|建立|全面实施)[^,。;]*"
)
_ALL_DO = re.compile(r"(?P<mark>全部(?<=[\u4e00-\u9fff]{2}全部)[\u4e00-\u9fff]{2,12})(?=[,。;、\n]|$)")
_DETERMINES = re.compile(r"(?:[校生师员费园人款金额点县区镇村班课容]|项目|任务|学段|年级|内容|课程)$")  # 减免全部学费
_WHOLLY = re.compile(r"(?P<mark>全覆盖)地?(?:建立|设立|推行|实施|开展|配备|安装)(?P<subject>[^,。;]{2,30})")
_COVERS = re.compile(r"(?<=覆盖|完成)(?P<mark>所有|全部)(?!任务)[^,。;、0-9]{2,30}(?=[,。;、\n]|$)")
_EVERYBODY = re.compile(
    r"(?P<mark>(?P<subject>(?:完成|参加|落实)全员[^,。;、]{2,12}|全员(?:参加|完成|接受)[^,。;、]{2,20}))"
)


class Coverage(NamedTuple):
    """What is to be covered wholly: subject, whole phrase and the word that says so, which may stand in the subject."""

    subject: Span
    span: Span
    mark: Span

    @property
    def words(self) -> Iterator[Span]:
        """The words of the subject, without a mark inside it."""
        inside = self.subject.start < self.mark.start and self.mark.end < self.subject.end
        return outside(self.subject, [self.mark] if inside else [])


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
    patterns = (_ALL_SUBJECT, _ALL_DONE, _WHOLLY, _EVERYBODY, _COVERS, _ALL_DO)
    taken: set[int] = set()
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        index = _index(clauses, match.start())
        if index in taken or not _says_it(text, clauses[index], match):
            continue
        taken.add(index)
        mark = Span(*match.span("mark"))
        begin = clauses[index].start
        if match.re in (_ALL_DONE, _ALL_DO):
            subject = _subject(text, clauses, match.start())
            begin = subject.start
        elif match.re is _COVERS:
            subject = Span(begin, match.end())
        else:
            subject = Span(match.start("subject"), match.end())
        yield Coverage(subject, Span(begin, match.end()), mark)


def _says_it(text: str, clause: Span, match: re.Match[str]) -> bool:
    """Whether a match says coverage: no figure has its own target in it, and 全部 is the adverb of a subject before it."""
    if match.re is _ALL_SUBJECT:
        return not _BOUND.search(match[0])  # 所有教师完成不少于360学时的培训
    if match.re is not _ALL_DO:
        return True
    said = indicators.without_openings(text[clause.start : match.start()], 0)
    governed = _AMOUNT.search(match["mark"]) or _GOVERNED.search(said) or indicators.lead_verb(said) == said
    return len(said) > 1 and not governed and not _DETERMINES.search(match["mark"])


def _index(clauses: Sequence[Span], at: int) -> int:
    return bisect_left(clauses, at, key=lambda clause: clause.end)


def _subject(text: str, clauses: Sequence[Span], at: int) -> Span:
    """The words before a mark in its clause; where they are no more than a date, the clause before."""
    index = _index(clauses, at)
    listed = [*_LISTED.finditer(text, clauses[index].start, at)]
    if listed:
        return Span(listed[-1].end(), _before_verbs(text, listed[-1].end(), at))
    said = Span(clauses[index].start, _before_verbs(text, clauses[index].start, at))
    if index == 0 or _SUBJECT.search(indicators.without_openings(text[said.start : said.end], 0)):
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
    kinds = len(parts) > 1 and all(_SCHOOLS.search(text, *part) for part in parts[:-1])
    if (
        (kinds and _OF_SCHOOLS.search(text, *parts[-1]))
        or joint
        or scopes.are_modifiers([indicators.without_openings(text[start:end], 0) for start, end in parts])
    ):
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
