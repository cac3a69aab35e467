"""Names of bodies as official lists write them: where one ends, where the next begins, and what is no name.

Governments that are named together, 各市、县（市、区）人民政府, are one name as it stands: a list of administrative
ranks, the higher before the lower, and what all of them have.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from edugraph.text import Span, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = "、,;/。\n \t"
_OPEN, _CLOSE = "(〈", ")〉"
_CUT = re.compile(f"[{_MARKS}{_OPEN}{_CLOSE}]")
_ENDS = (
    r"(?:局|委|厅|部|办|处|科|股|室|中心|政府|公署|单位|部门|机构|院|校|园|馆|会|组|专班|专员|队|站|所|司|行|署|台|集团|企业"
    r"|学|联|社|协|盟|省|市|州|县|区|旗|镇|乡|街道|关|位|门|\)|〉)"
)
_OFFICIAL = re.compile(
    r"(?:局|委|厅|部|办|处|科|股|(?:公|研|导|督察|监察)室|中心|政府|管委会|团[省市州县区旗]委)(?:\([^()]*\))?$"
)
_BODY = re.compile(rf"(?:{_ENDS}|组织|村|[0-9一二三四五六七八九十]中)(?:\([^()]*\))?$")

# A rank of government, with what may stand before it and the ranks that share its place in brackets behind it.
_WORD = r"(?:自治区|自治州|自治县|自治旗|地区|特区|林区|街道|苏木|省|市|州|盟|地|县|区|旗|乡|镇|街)"
_RANK = re.compile(
    rf"(?:设区的?|省?直管|[省市]辖|[县地]级)?(?P<word>{_WORD})(?:[(〈](?:{_WORD}|特|林|[、,及和])+[)〉])?"
)
_LEVELS = {
    **dict.fromkeys(("省", "自治区"), (1,)), **dict.fromkeys(("州", "自治州", "盟", "地区", "地"), (2,)), "市": (2, 3),
    **dict.fromkeys(("县", "自治县", "区", "旗", "自治旗", "特区", "林区"), (3,)),
    **dict.fromkeys(("乡", "镇", "街道", "街", "苏木"), (4,)),
}  # fmt: skip
_EACH = re.compile(r"各(?:级|地)?")
_GOVERN = re.compile(r"(?:人民政府|政府|党委|行政公署|公署)")
_SCHOOL_BUREAU = re.compile(r"教[育体科委](?:.*(?:局|委|厅|部门))?$")
_OWN_GOVERNMENT = re.compile(r"(?:人民)?政府$")

_JOINED = re.compile(rf"(?<=[局委厅部办处科股室校院府心门位])(?:会同|以及|[和及与])(?=[^()]{{2,}}{_ENDS}$)")
_REMARK = re.compile(rf"\((?!(?:{_WORD}|[特林、,及和])+\))[^()]*\)?$")
MANNER = (
    r"(?:等?(?:各?有关|相关)?(?:单位|部门)?"
    r"(?:(?:按照?|依照?|根据)(?:各自)?(?:职[责能]|分工)(?:分工)?|分工|共同|具体|分别|会同|密切|积极|协同))*"
)
_BY_DUTY = re.compile(rf"(?=[等各有相单部按依根分共具会密积协负])(?<![高中初同优]){MANNER}(?:负责)?$")
_AND_SO_ON = re.compile(r"等(?<![高中初同优]等)(?:[^、,等]{0,8}?(?:单位|部门|科室|处室|股室|机构))?$")
_FROM = re.compile(rf"由(?=[^()]{{2,}}{_ENDS}$)")
_SIGNS = re.compile("[(按依据分共具会密积协负等]")  # one stands in all that is said behind a name; most names hold none
_JOINTS = re.compile("[会以和及与]")
_FIRST_LEADS = re.compile(r"(?:首[位列个]|第一|最前|前面)[^、,;。()\n]{0,8}(?:为|是|系)(?:总?牵头|主责|主办|主要责任)")
_FROM_HERE = "下同"
_FOR_ALL = re.compile(_FIRST_LEADS.pattern + r"[^()。;\n]{0,6}[,(、] ?" + _FROM_HERE)
_TIME = r"(?:[0-9]{2,4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?(?:年|月)?(?:[初中末底]|[上中下]旬|[上下]半年)?[之以]?前?"
_NO_NAME = re.compile(
    rf"[-—/无*]*|[0-9][0-9xX* -]+|{_TIME}|全年|长期|下同|.*(?:完成|推进|坚持|见效|到位)|.*{_FIRST_LEADS.pattern}.*"
)


def is_body(name: str) -> bool:
    """Whether a folded name ends as those of bodies do.

    >>> [is_body(name) for name in ("市教育局", "各县(市、区)", "张三")]
    [True, True, False]
    """
    return bool(_BODY.search(name))


def is_official(name: str) -> bool:
    """Whether a folded name is that of an office or a government; a room or a school is none.

    >>> [is_official(name) for name in ("县政府", "办公室", "音乐教室")]
    [True, True, False]
    """
    return bool(_OFFICIAL.search(name))


def first_leads(text: str, clause: Span) -> bool:
    """Whether the first named in a clause leads, as it says itself, or as one before it says of all that follow.

    >>> text = "(市教育局、市财政局,列首位的为牵头单位,下同) (市公安局、市教育局)"
    >>> first_leads(text, Span(27, 37))
    True
    """
    return bool(_FIRST_LEADS.search(text, *clause)) or 0 <= _first_leads_from(text) <= clause.start


@lru_cache(maxsize=1)  # asked for each clause of the one text that is read
def _first_leads_from(text: str) -> int:
    """Where a text says that from there on the first named leads; -1 where it does not."""
    said = _FOR_ALL.search(text) if _FROM_HERE in text else None
    return said.start() if said else -1


def names(text: str, body: Span) -> Iterator[Span]:
    """Names of bodies or persons in a stretch of folded text, remarks in brackets left out.

    >>> text = "各区(市)教体局、市直学校(含幼儿园,下同) 各市、州、县政府"
    >>> [text[a:b] for a, b in names(text, Span(0, len(text)))]
    ['各区(市)教体局', '市直学校', '各市、州、县政府']
    """
    for span in _together(text, list(_apart(text, body))):
        whole = _bare(text, span)
        for part in _joined(text, whole):
            one = part if part == whole else _bare(text, part)
            if one and not _NO_NAME.fullmatch(text, *one):
                yield one


def _apart(text: str, body: Span) -> Iterator[Span]:
    """What stands between the marks outside brackets."""
    depth, begin, spans = 0, body.start, []
    for mark in _CUT.finditer(text, *body):
        depth += (mark[0] in _OPEN) - (mark[0] in _CLOSE)
        if depth <= 0 and mark[0] in _MARKS:
            spans.append(trim(text, begin, mark.start()))
            begin = mark.end()
    return filter(None, [*spans, trim(text, begin, body.end)])


def _together(text: str, spans: list[Span]) -> Iterator[Span]:
    """Names with governments named together in one: a list of ranks is joined to the one that it leads to."""
    at = 0
    while at < len(spans):
        stop = _list_end(text, spans, at)
        if (
            stop < len(spans)
            and _OWN_GOVERNMENT.fullmatch(text, *spans[stop])
            and text[: spans[stop - 1].end].endswith("党委")
        ):
            stop += 1
        yield Span(spans[at].start, spans[stop - 1].end)
        at = stop


def _list_end(text: str, spans: list[Span], at: int) -> int:
    """The first place behind the list of ranks that begins at a place; the next place where none does."""
    each = _EACH.match(text, *spans[at])
    level, rest = _ranks(text, Span(each.end() if each else spans[at].start, spans[at].end), 1)
    held = stop = at + 1
    while level and not rest and stop < len(spans) and _follows(text, spans[stop - 1], spans[stop]):
        level, rest = _ranks(text, spans[stop], level)
        first = stop == at + 1
        stop += 1
        if level and (_closes(text, rest, spans[stop - 1], first) if rest else each):
            held = stop
    return held


def _follows(text: str, one: Span, other: Span) -> bool:
    return text[one.end : other.start].strip() in ("、", "/")


def _ranks(text: str, span: Span, level: int) -> tuple[int, Span]:
    """The level that the ranks at the start of a name stand on, and what follows them; 0 where none fits."""
    at, found = span.start, 0
    while rank := _RANK.match(text, at, span.end):
        fit = [one for one in _LEVELS[rank["word"]] if one >= level]
        if not found and not fit:
            break
        found, at = found or fit[0], rank.end()
    return found, Span(at, span.end)


def _closes(text: str, rest: Span, last: Span, first: bool) -> bool:
    """Whether a name that begins with a rank ends a list of ranks: by what governs them, or runs their schools.

    After 各区 the 市教育局 is the city's own bureau; 各区、市政府 are governments all the same.
    """
    own = first and text[last.start : rest.start] == "市"
    return bool(_GOVERN.match(text, *rest) or (not own and _SCHOOL_BUREAU.match(text, *rest)))


def _bare(text: str, span: Span) -> Span:
    """The name without what is said around it: 由, a remark in brackets, 等部门, 按职责分工."""
    start, end = span
    opens = _FROM.match(text, start, end)
    start = opens.end() if opens else start
    if not _SIGNS.search(text, start, end):
        return Span(start, end)
    for pattern in (_REMARK, _BY_DUTY, _AND_SO_ON):
        said = pattern.search(text, start, end)
        if said and said.start() > start + (pattern is not _REMARK):
            end = trim(text, start, said.start()).end
    return Span(start, end)


def _joined(text: str, span: Span) -> Iterator[Span]:
    """The names that 和, 及 or 会同 joins; one name where both sides are not those of bodies: 人力资源和社会保障局."""
    begin = span.start
    for joint in _JOINED.finditer(text, *span) if _JOINTS.search(text, *span) else ():
        yield Span(begin, joint.start())
        begin = joint.end()
    yield Span(begin, span.end)
