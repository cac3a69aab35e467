"""Responsibility clauses: where a text says who answers, in brackets or on lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.structure.plan import Clause
from edugraph.text import Span, closing, split_outside, trim
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDS = " \t\n,;。、"
_LONGEST = 1500  # characters of a clause; a bracket open for longer was never closed
_LONGEST_REMARK = 32
_BRACKETED = re.compile(r"\((?P<name>[^()\n]{2,14})\) *+(?=\S)")
_NEST = r"(?:[^()\n]|\([^()\n]{0,20}\))"
_DOES = r"(?:牵头负责|牵头组织|负责落实|组织实施|配合落实|负责|牵头|配合|参与|落实)"
_SAID = re.compile(rf"\((?P<said>{_NEST}{{2,240}}?{_DOES})\)")
_LIST = re.compile(rf"\((?P<list>{_NEST}{{3,160}})\)(?= *(?:\n|$))")
_OFFICE = re.compile(r"(?:[局委办部处科室股院站]|中心|政府|学校|街道|公司|园区|联|公室|科协|总队|支队)(?:\([^()]*\))?$")
_NO_OFFICE = re.compile(r"[不含包如除即其指]|[0-9]|.*[。:]")
_MANNER = r"(?:等?(?:有关|相关)?(?:单位|部门)?(?:按照?(?:各自)?职责(?:分工)?|分工|共同|具体|分别|会同))*"
_PART = re.compile(rf"(?P<names>.+?){_MANNER}(?P<head>{_DOES})$")
_UNIT = re.compile(
    r"(?:局|委|办|部|处|科|室|股|院|校|园|中心|政府|单位|部门|馆|会|组|专班|队|站|所|公司|集团|企业|街道|镇|县|区|市|州|旗|盟|学|联|社|\))$"
)


class _Head(NamedTuple):
    """The head of a clause: its name, where the names after it begin, and how it stands in the text.

    ``other`` is the head of another thing (完成时限), which ends the names before it and is no clause itself;
    ``bracketed`` is one in brackets of its own: 【牵头单位】.
    """

    start: int
    end: int
    name: Span
    other: bool
    bracketed: bool = False


@cached
def _forms() -> dict[str, bool]:
    """The names of heads, and whether they are those of other things."""
    deadlines = scheme("columns").by_notation["deadline"].forms
    return dict.fromkeys(scheme("roles").forms(), False) | dict.fromkeys(deadlines, True)


@cached
def _longest() -> int:
    return max(map(len, _forms()))


def _heads(text: str, span: Span) -> list[_Head]:
    """All heads of a stretch: before a colon, with or without a remark in brackets, or in brackets themselves."""
    forms = _forms()
    found: list[_Head] = []
    at = text.find(":", *span)
    while at >= 0:
        end = at - 1 if text[at - 1] == " " else at
        name = _ending(text, span.start, end)
        if not name and text[end - 1] == ")":
            begin = text.rfind("(", max(span.start, end - _LONGEST_REMARK), end)
            name = _ending(text, span.start, begin) if begin >= 0 else None
        if name:
            found.append(_Head(name.start, at + 1, name, forms[text[slice(*name)]]))
        at = text.find(":", at + 1, span.end)
    found += [
        _Head(match.start(), match.end(), Span(*match.span("name")), forms[match["name"]], bracketed=True)
        for match in _BRACKETED.finditer(text, *span)
        if len(match["name"]) > 2 and match["name"] in forms
    ]
    return sorted(found)


def _ending(text: str, start: int, end: int) -> Span | None:
    """The longest head that ends at a place; a short one only opens a part of a clause."""
    forms = _forms()
    for size in range(min(_longest(), end - start), 1, -1):
        if text[end - size : end] in forms:
            before = text[max(0, end - size - 9) : end - size].rstrip(" ")[-1:] if size == 2 else ""
            opens = before in "(;,。\n"
            return Span(end - size, end) if size > 2 or opens else None
    return None


class Said(NamedTuple):
    """The clauses of a stretch of text, and what it says of its own deadline under a head: 完成时限:2024年6月底."""

    clauses: list[Clause]
    due: Span | None


def find(text: str, span: Span) -> list[Clause]:
    """Clauses of a stretch of folded text, in order; measures are filled in by the caller."""
    return _found(text, span, _heads(text, span))


def read(text: str, span: Span) -> Said:
    """The clauses of a stretch of folded text with the deadline that stands beside them."""
    heads = _heads(text, span)
    return Said(_found(text, span, heads), _due(text, span, heads))


def _found(text: str, span: Span, heads: Sequence[_Head]) -> list[Clause]:
    found: list[Clause] = []
    at = span.start
    for head in heads:
        if head.start >= at and not head.other:
            whole = _extent(text, head, span)
            found += _parts(text, whole, [one for one in heads if whole.start <= one.start < whole.end])
            at = max(whole.end, head.end)
    said = [*_said(text, span), *_listed(text, span)]
    apart = [one for one in said if not any(one.span.contains(other.span) for other in found)]
    return sorted([*found, *apart], key=lambda clause: clause.span)


def _due(text: str, span: Span, heads: Sequence[_Head]) -> Span | None:
    """The words behind the first head of a deadline."""
    head = next((head for head in heads if head.other), None)
    if head is None:
        return None
    ends = [at for mark in ";)。\n" if (at := text.find(mark, head.end, span.end)) >= 0]
    return trim(text, head.end, min(ends, default=span.end), _ENDS)


def _extent(text: str, head: _Head, within: Span) -> Span:
    """The bracket in which a head stands, or else its line from the head on."""
    begin = -1 if head.bracketed else text.rfind("(", max(within.start, head.start - _LONGEST), head.start)
    if begin >= 0 and not any(mark in text[begin : head.start] for mark in ")\n"):
        end = closing(text, begin, min(within.end, begin + _LONGEST))
        return Span(begin, end + 1 if end >= 0 else _line_end(text, head.start, within))
    return Span(head.start, _line_end(text, head.start, within))


def _line_end(text: str, at: int, within: Span) -> int:
    end = text.find("\n", at, within.end)
    return within.end if end < 0 else end


def _parts(text: str, whole: Span, heads: Sequence[_Head]) -> Iterator[Clause]:
    """One clause for each head inside one bracket or line."""
    inner = whole.end - 1 if text[whole.start] == "(" and text[whole.end - 1] == ")" else whole.end
    for at, head in enumerate(heads):
        if head.other:
            continue
        stop = heads[at + 1].start if at + 1 < len(heads) else inner
        body = trim(text, head.end, stop, _ENDS + "(")
        if text.count(")", *body) > text.count("(", *body):
            body = trim(text, *body, _ENDS + ")")
        edges = Span(whole.start if at == 0 else head.start, whole.end if stop == inner else stop)
        yield Clause(None, head.name, body, edges)


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


def _listed(text: str, span: Span) -> Iterator[Clause]:
    """Clauses that are a bare list of offices in brackets at the end of a paragraph: (市教育局,市财政局)."""
    for match in _LIST.finditer(text, *span):
        names = [match["list"][part.start : part.end].strip() for part in split_outside(match["list"], "、,;")]
        if all(_OFFICE.search(name) and not _NO_OFFICE.match(name) for name in names):
            yield Clause(
                None, Span(match.start("list"), match.start("list")), Span(*match.span("list")), Span(*match.span())
            )
