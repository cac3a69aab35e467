"""Responsibility clauses: where a text says who answers, in brackets or on lines of their own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from edugraph.structure.plan import Clause
from edugraph.text import Span, closing, split_outside, trim
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = " \t\n,;。、"
_LONGEST = 1500  # characters of a clause; a bracket open for longer was never closed
_NEST = r"(?:[^()\n]|\([^()\n]{0,20}\))"
_DOES = r"(?:牵头负责|牵头组织|负责落实|组织实施|配合落实|负责|牵头|配合|参与|落实)"
_SAID = re.compile(rf"\((?P<said>{_NEST}{{2,240}}?{_DOES})\)")
_MANNER = r"(?:等?(?:有关|相关)?(?:单位|部门)?(?:按照?(?:各自)?职责(?:分工)?|分工|共同|具体|分别|会同))*"
_PART = re.compile(rf"(?P<names>.+?){_MANNER}(?P<head>{_DOES})$")
_UNIT = re.compile(
    r"(?:局|委|办|部|处|科|室|股|院|校|园|中心|政府|单位|部门|馆|会|组|专班|队|站|所|公司|集团|企业|街道|镇|县|区|市|州|旗|盟|学|联|社|\))$"
)


@cache
def _heads() -> re.Pattern[str]:
    """The heads of clauses, longest first, with the colon after them; a short one only opens a part.

    A head of another thing (完成时限) ends the names before it and is no clause itself.
    """
    forms = scheme("roles").forms()
    long = "|".join(re.escape(form) for form in forms if len(form) > 2)
    short = "|".join(re.escape(form) for form in forms if len(form) == 2)
    other = "|".join(re.escape(form) for form in scheme("columns").by_notation["deadline"].forms)
    remark = r"(?:\([^()\n]{0,30}\))?"
    return re.compile(
        rf"(?:(?P<head>{long}|(?<=[(;,。])(?:{short}))|(?P<other>{other})){remark} ?:"
        rf"|\((?:(?P<in_brackets>{long})|(?P<other_in_brackets>{other}))\) *+(?=\S)"
    )


def find(text: str, span: Span) -> list[Clause]:
    """Clauses of a stretch of folded text, in order; measures are filled in by the caller."""
    found: list[Clause] = []
    at = span.start
    while match := _heads().search(text, at, span.end):
        at = match.end()
        if match["head"] or match["in_brackets"]:
            whole = _extent(text, match, span)
            found += _parts(text, whole)
            at = max(whole.end, at)
    said = [one for one in _said(text, span) if not any(one.span.contains(other.span) for other in found)]
    return sorted([*found, *said], key=lambda clause: clause.span)


def due(text: str, span: Span) -> Span | None:
    """What a task says of its own deadline under a head: 完成时限:2024年6月底."""
    match = next((match for match in _heads().finditer(text, *span) if _is_other(match)), None)
    if match is None:
        return None
    ends = [at for mark in ";)。\n" if (at := text.find(mark, match.end(), span.end)) >= 0]
    return trim(text, match.end(), min(ends, default=span.end), _ENDS)


def _is_other(match: re.Match[str]) -> bool:
    return bool(match["other"] or match["other_in_brackets"])


def _extent(text: str, match: re.Match[str], within: Span) -> Span:
    """The bracket in which a head stands, or else its line from the head on."""
    head = match.start()
    begin = text.rfind("(", max(within.start, head - _LONGEST), head) if match["head"] else -1
    if begin >= 0 and not any(mark in text[begin:head] for mark in ")\n"):
        end = closing(text, begin, min(within.end, begin + _LONGEST))
        return Span(begin, end + 1 if end >= 0 else _line_end(text, head, within))
    return Span(head, _line_end(text, head, within))


def _line_end(text: str, at: int, within: Span) -> int:
    end = text.find("\n", at, within.end)
    return within.end if end < 0 else end


def _parts(text: str, whole: Span) -> Iterator[Clause]:
    """One clause for each head inside one bracket or line."""
    heads = list(_heads().finditer(text, whole.start, whole.end))
    inner = whole.end - 1 if text[whole.start] == "(" and text[whole.end - 1] == ")" else whole.end
    for at, match in enumerate(heads):
        if _is_other(match):
            continue
        stop = heads[at + 1].start() if at + 1 < len(heads) else inner
        body = trim(text, match.end(), stop, _ENDS + "(")
        if text.count(")", *body) > text.count("(", *body):
            body = trim(text, *body, _ENDS + ")")
        edges = Span(whole.start if at == 0 else match.start(), whole.end if stop == inner else stop)
        yield Clause(None, Span(*match.span("head" if match["head"] else "in_brackets")), body, edges)


def _said(text: str, span: Span) -> Iterator[Clause]:
    """Clauses said as a sentence in brackets: (市教育局牵头,市财政局、各县(市)配合)."""
    for match in _SAID.finditer(text, span.start, span.end):
        begin = first = match.start("said")
        for part in split_outside(match["said"], ",;"):
            end = begin + part.end
            names = _PART.match(text, first, end)
            if names is None:  # more names for the next role
                continue
            if _UNIT.search(names["names"].rstrip(_ENDS)) and ":" not in names[0] and "。" not in names[0]:
                yield Clause(
                    None, Span(*names.span("head")), trim(text, *names.span("names"), _ENDS), Span(*match.span())
                )
            first = end + 1
