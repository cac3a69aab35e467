"""Responsibility clauses: where a text says who answers, in brackets or on lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.bodies import MANNER, is_body, is_official, names
from edugraph.structure.plan import Clause
from edugraph.text import Span, closing, trim
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENDS = " \t\n,;。、"
_LONGEST = 1500  # characters of a clause; a bracket open for longer was never closed
_LONGEST_REMARK = 32
_BRACKETED = re.compile(r"\((?P<name>[^()\n]{2,14})\) *+(?=\S)")
_NEST = r"(?:[^()\n]|\([^()\n]{0,20}\))"
_INNER = re.compile(r"\([^()\n]*\)")
DOES = r"(?:牵头负责|牵头组织|牵头实施|牵头落实|牵头|负责落实|负责实施|负责|组织实施|配合落实|配合实施|协助配合|配合|协助|协同|参与|参加|落实)"
_ROLE = re.compile(rf"(?P<manner>{MANNER})(?P<head>{DOES})(?= *(?:[、,;。]|$))")
_BRACKET = re.compile(rf"\((?P<said>{_NEST}{{3,400}})\)")
_ENDS_LINE = re.compile(r" *(?:\n|$)")
_NO_OFFICE = re.compile(r"[不含包如除即其指]|[0-9]|.*[。:]")


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
    apart = [one for one in _said(text, span) if not any(one.span.contains(other.span) for other in found)]
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
    """Clauses without a head in brackets: as a sentence, (市教育局牵头,市财政局配合), or at the end of a line as a bare list."""
    for match in _BRACKET.finditer(text, *span):
        inner, whole = Span(*match.span("said")), Span(*match.span())
        parts = list(divided(text, inner))
        if parts and parts[0].role:
            if all(_are_bodies(text, part.names) for part in parts if part.role):
                bodies = (part for part in parts if part.role or _are_bodies(text, part.names))
                yield from (
                    Clause(None, part.role or Span(part.names.start, part.names.start), part.names, whole)
                    for part in bodies
                )
        elif _ENDS_LINE.match(text, match.end(), span.end) and _is_list(text, inner):
            yield Clause(None, Span(inner.start, inner.start), inner, whole)


class Part(NamedTuple):
    """Names that bear one role, and the word behind them that says it; None where none does."""

    names: Span
    role: Span | None


def divided(text: str, body: Span, *, headed: bool = False) -> Iterator[Part]:
    """The body of a clause by the roles said in it: 市教育局牵头,市财政局、市公安局配合.

    A role is said of all names back to the one said before it. Under a head (``headed``) the names before the
    first comma have the role of the head, and so has everybody before one who only helps.
    """
    flat = _INNER.sub(lambda inner: "~" * len(inner[0]), text[body.start : body.end])
    first = 0
    for said in _ROLE.finditer(flat):
        begin = first
        if headed and first == 0:
            marks = "、,;。 " if said["head"][0] in "配协参" else ",;。"
            begin = 1 + max(flat.rfind(mark, 0, said.start()) for mark in marks)
            if flat[:begin].strip(_ENDS):
                yield Part(trim(text, body.start, body.start + begin, _ENDS), None)
        if flat[begin : said.start()].strip(_ENDS):
            names = trim(text, body.start + begin, body.start + said.start(), _ENDS)
            yield Part(names, Span(body.start + said.start("head"), body.start + said.end()))
        first = said.end()
    if flat[first:].strip(_ENDS):
        yield Part(trim(text, body.start + first, body.end, _ENDS), None)


def _are_bodies(text: str, span: Span) -> bool:
    """Whether a stretch of names ends with that of a body and is no sentence."""
    words = text[span.start : span.end]
    return is_body(words) and ":" not in words and "。" not in words


def _is_list(text: str, span: Span) -> bool:
    """Whether a stretch is nothing but names of bodies, one of them an office or a government."""
    official = False
    for name in names(text, span):
        words = text[slice(*name)]
        if not is_body(words) or _NO_OFFICE.match(words):
            return False
        official = official or is_official(words)
    return official
