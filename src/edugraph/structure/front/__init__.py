"""What a document says of itself: title, issuing body, number, date, and the year with its evidence."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from edugraph.structure import told
from edugraph.structure.front import issue, names, years
from edugraph.structure.plan import Header
from edugraph.text import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edugraph.text import Span

__all__ = ["read"]

_NUMBERED = re.compile(r"\(?[0-9一二三四五六七八九十]{1,3}[、.)]|[①-⑳]")
_FIRST = 3  # lines that are the head where the first of them is numbered: 第一篇:…
_LINES = 100  # at the beginning, and again before the first task, where a head is looked for


def read(text: str, page: str, body: int) -> Header:
    """Read the head of a folded text; the first numbered item or task table begins at ``body``.

    ``page`` is the text with the lines of the web page around it, which ``text`` leaves out.
    """
    head = _head(text, body)
    title = names.find(text, head)
    summary = title is not None and told.title(text[slice(*title)])
    genre = years.SUMMARY if summary else names.genre(text, title)
    signature = next((line for line in lines(text) if names.is_signature(text, line)), None)
    number = issue.number(page, body)
    said = years.of_title(text, title)
    dates = issue.dates(text, page, body, near=years.expected(text, said, number))
    evidence = years.rank(text, body, genre, said, years.of_issue(page, number, dates))
    return Header(
        title=title,
        issuer=_issuer(text, page, head, title, dates.signed) or signature,
        number=number,
        issued=dates.signed or dates.labelled,
        signature=signature,
        heading=next((line for line in head if "教" in text[line.start : line.end]), None),
        genre="" if summary else genre,
        past=summary or (title is None and told.text(text)),
        evidence=evidence,
    )


def _issuer(text: str, page: str, head: Sequence[Span], title: Span | None, signed: Span | None) -> Span | None:
    """The issuing body: of the title, else who signs, of the table of a web page, or a line of the head."""
    return (
        names.issuer(text, [title] if title else [])
        or (issue.signs(text, signed) if signed else None)
        or issue.body(page, head)
        or names.issuer(text, head)
    )


def _head(text: str, body: int) -> list[Span]:
    """The lines before the first numbered item, of a long head its beginning and end."""
    head = list(lines(text, 0, body))
    if not head:
        return [line for line in islice(lines(text), _FIRST) if not _NUMBERED.match(text, *line)]
    return head if len(head) <= 2 * _LINES else head[:_LINES] + head[-_LINES:]
