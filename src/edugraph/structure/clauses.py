"""Responsibility clauses: where a text says who answers, in brackets or on lines of their own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from edugraph.structure.plan import Clause
from edugraph.text import Span, closing, trim
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = " \t\n,;。、"
_SAID = re.compile(r"\((?P<names>[^()\n]{2,80}?)(?P<head>牵头负责|负责|牵头|配合)\)")
_UNIT = re.compile(r"(?:局|委|办|部|处|科|室|股|院|校|园|中心|政府|单位|部门|馆|会|组|专班)$")


@cache
def _heads() -> re.Pattern[str]:
    """The heads of clauses, longest first, with the colon after them."""
    forms = "|".join(re.escape(form) for form in scheme("roles").forms() if len(form) > 2)
    return re.compile(rf"(?P<head>{forms})[:]")


def find(text: str, span: Span) -> list[Clause]:
    """Clauses of a stretch of folded text, in order; measures are filled in by the caller."""
    found: list[Clause] = []
    at = span.start
    while match := _heads().search(text, at, span.end):
        whole = _extent(text, match.start(), span)
        found += _parts(text, whole)
        at = max(whole.end, match.end())
    return sorted([*found, *_said(text, span)], key=lambda clause: clause.span)


def _extent(text: str, head: int, within: Span) -> Span:
    """The bracket or the line in which a head stands, from the head's own line or bracket on."""
    begin = head
    while begin > within.start and text[begin - 1] in " \t":
        begin -= 1
    if begin > within.start and text[begin - 1] == "(":
        end = closing(text, begin - 1, within.end)
        return Span(begin - 1, end + 1 if end >= 0 else _line_end(text, head, within))
    return Span(head, _line_end(text, head, within))


def _line_end(text: str, at: int, within: Span) -> int:
    end = text.find("\n", at, within.end)
    return within.end if end < 0 else end


def _parts(text: str, whole: Span) -> Iterator[Clause]:
    """One clause for each head inside one bracket or line."""
    heads = list(_heads().finditer(text, whole.start, whole.end))
    inner = whole.end - 1 if text[whole.start] == "(" and text[whole.end - 1] == ")" else whole.end
    for at, match in enumerate(heads):
        stop = heads[at + 1].start() if at + 1 < len(heads) else inner
        body = trim(text, match.end(), stop, _ENDS)
        edges = Span(whole.start if at == 0 else match.start(), whole.end if stop == inner else stop)
        yield Clause(None, Span(*match.span("head")), body, edges)


def _said(text: str, span: Span) -> Iterator[Clause]:
    """Clauses said as a sentence in brackets: (市教育局、市财政局负责)."""
    for match in _SAID.finditer(text, span.start, span.end):
        names = match["names"].strip(_ENDS)
        if _UNIT.search(names) and not re.search(r"[:。]", names):
            yield Clause(None, Span(*match.span("head")), Span(*match.span("names")), Span(*match.span()))
