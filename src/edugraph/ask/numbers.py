"""Numbers in a question: 任务22, 第3条措施, 前三名, 至少4个城市, 2023年底."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.ask.question import Token, Value
from edugraph.dates import deadlines
from edugraph.quantity import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_N = r"(?P<n>\d+(?:\.\d+)*|[一二三四五六七八九十两百]+)"
_CITIES = "(?:个|座|家)?(?:城市|市|地方|地区|地)"
_TASK = re.compile(
    rf"(?:第{_N}(?:项|条|件|个|号)?(?:重点)?(?:任务|实事|工作)?|(?:任务|实事)第?{_N.replace('<n>', '<m>')}(?:项|条|号)?"
    rf"|{_N.replace('<n>', '<k>')}号(?:任务|实事)?)"
)
_MEASURE = re.compile(
    rf"第{_N}(?:条|项|个|点)?措施|措施第?{_N.replace('<n>', '<m>')}|(?<=的)第{_N.replace('<n>', '<k>')}(?:小条|小项|点)"
)
PART = re.compile(rf"第{_N}(?:个|大)*(?:部分|板块|块|章|项行动|行动|工程|大类)")
"""A section by its number: 第四部分."""

THAT_PART = re.compile("(?<=.)(?:[这那的下]*(?:一|个)?大?(?:部分|板块|章节|篇章)|(?:这|那)(?:一|个)[章节])")
"""What stands behind the words of a heading: 师德师能那一部分."""

_TOP = re.compile(rf"前{_N}(?:名|位|个|项|条|家|大)?|top{_N.replace('<n>', '<m>')}")
_OF_MOST = re.compile(rf"最[多少高低忙]的?(?={_N}(?:个|家|名|位|条|项))")
_LEAST = re.compile(
    rf"(?:至少|不少于|起码|最少|不低于)(?:有|在|被)?{_N}{_CITIES}?|{_N.replace('<n>', '<m>')}{_CITIES}?(?:及以上|或以上|以上|或更多)(?:的?{_CITIES})?"
)
_MORE = re.compile(rf"(?:超过|多于|不止){_N}{_CITIES}?")
_SO_MANY = re.compile(
    rf"(?P<rest>(?:其他|其它|其余|另外|别的|剩下的?))?(?:这|的)?{_N}(?:{_CITIES}|家(?=[都全均里比中谁哪的])|份(?:计划|要点|文件|材料)(?=[都全均里]))"
)
_WHICH = re.compile(rf"(?<=哪){_N}(?:大|个|项|件|条|所|类|家|座|份|部分|方面)")
_SO_MANY_TASKS = re.compile(r"(?<![第前于少了过到])(?:这|那)?(?P<n>[两二三四五])(?:项|个|件|条)(?=任务|实事|工作)")
_OTHERS_ALL = re.compile(
    rf"(?:其他|其它|其余|另外|别的|剩下的?|别)(?:这|的)?(?:{_N})?(?:个|座|家)?(?:城市|市|地方|地区|地|家|人)(?:里|们)?(?:全|也|却)?(?:都|均|全)"
    r"|(?:人家|大家|别人)(?:全|也|却)?都"
)
_ALL_BUT = re.compile(
    r"(?:唯独|惟独|偏偏|单单|独独|就只有|只有|只剩|就剩|就|仅|只)(?=[^有都]{2,4}?(?:市|县|区)?(?:没|缺|未|不))"
)
_YEAR = re.compile(r"(20\d\d)年?(?:度|的)?")
_RELATIVE = re.compile("[明次来后去]年")
_BEFORE = re.compile("以前|之前|前")
_AFTER = re.compile("以后|之后|后")
_PLAIN_YEAR = re.compile(r"20\d\d年?")


def value_of(match: re.Match[str]) -> str:
    """The number of a match as ASCII digits; empty where it is none.

    >>> value_of(re.search(_N, "第二十二项")), value_of(re.search(_N, "3.6.1"))
    ('22', '3.6.1')
    """
    text = next((match[name] for name in ("n", "m", "k") if name in match.re.groupindex and match[name]), "")
    number = text if text[:1].isdecimal() else chinese_number(text.replace("两", "二"))
    return str(number) if number else ""


def found(chars: str, held: int, year: int) -> Iterator[Token]:
    """Every number in a question; ``held`` is how many cities there are, ``year`` the latest year held."""
    measures = [match.span() for match in _MEASURE.finditer(chars)]
    for slot, pattern in (("task", _TASK), ("measure", _MEASURE), ("top", _TOP), ("least", _LEAST)):
        for match in pattern.finditer(chars):
            number = value_of(match)
            apart = slot == "measure" or not any(start < match.end() and match.start() < end for start, end in measures)
            counted = slot in ("task", "measure") or (number.isdecimal() and int(number) > 0)
            if number and apart and counted:
                yield Token(*match.span(), f"{{{slot}}}", (Value(number, {slot: number}),))
    for match in _OF_MOST.finditer(chars):
        number = value_of(match)
        if number:
            end = match.end() + len(match["n"]) + 1
            yield Token(match.end(), end, "{top}", (Value(number, {"top": number}),))
    for match in _MORE.finditer(chars):
        number = value_of(match)
        if number.isdecimal():
            yield Token(*match.span(), "{least}", (Value(str(int(number) + 1), {"least": str(int(number) + 1)}),))
    for match in (*_WHICH.finditer(chars), *_SO_MANY_TASKS.finditer(chars)):
        yield Token(*match.span(), "{count}")
    yield from _cities(chars, held)
    yield from _others(chars, held)
    yield from _dates(chars, year)


def _cities(chars: str, held: int) -> Iterator[Token]:
    """五个城市 is all of them where there are five; 其他四个市 are the others."""
    for match in _SO_MANY.finditer(chars):
        number = value_of(match)
        if match["rest"] and number == str(held - 1):
            yield Token(*match.span(), "其他城市")
        elif not match["rest"]:
            yield Token(
                *match.span(), "所有城市" if number == str(held) else "{number}", (Value(number, {"least": number}),)
            )


def _others(chars: str, held: int) -> Iterator[Token]:
    """All the other cities: 别的四个市都, and 就 in 就枣庄没有, which says that all others do."""
    every = (Value(str(held - 1), {"least": str(held - 1)}),)
    for match in _OTHERS_ALL.finditer(chars):
        if not match["n"] or value_of(match) == str(held - 1):
            yield Token(*match.span(), "{others}", every)
    for match in _ALL_BUT.finditer(chars):
        yield Token(*match.span(), "{others}", every)


def _dates(chars: str, year: int) -> Iterator[Token]:
    for match in _YEAR.finditer(chars):
        yield Token(*match.span(), "{year}", (Value(match[1], {"year": match[1]}),))
    for date in deadlines(chars, year):
        said = chars[date.span.start : date.span.end]
        last = date.iso + {4: "-12-31", 7: "-31"}.get(len(date.iso), "")
        bare = _BEFORE.sub("", said)
        if _PLAIN_YEAR.fullmatch(bare):
            yield from _plain_year(chars, date.span.start, date.span.start + len(bare))
        elif said.endswith("半年"):
            first = f"{date.year - 1}-12-31" if said.endswith("上半年") else f"{date.year}-06-30"
            yield Token(*date.span, "{during}", (Value(said, {"after": first, "before": last}),))
        elif not _RELATIVE.search(said):
            yield Token(*date.span, "{date}", (Value(said, {"date": last}),))


def _plain_year(chars: str, start: int, end: int) -> Iterator[Token]:
    """A year: with 之前 what ends before it, with 之后 what ends behind it, alone what ends in it."""
    year = int(chars[start : start + 4])
    last = f"{year - 1}-12-31"
    if _BEFORE.match(chars, end):
        yield Token(start, end, "{date}", (Value(chars[start:end], {"date": last}),))
        return
    said = chars[start:end]
    if _AFTER.match(chars, end) or chars[:start].endswith(("到", "至")):
        yield Token(start, end, "{date}", (Value(said, {"date": f"{year}-12-31"}),))
        return
    yield Token(start, end, "{during}", (Value(said, {"after": last, "before": f"{year}-12-31"}),))
