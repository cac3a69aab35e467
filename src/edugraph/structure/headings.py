"""Headings that run into the text behind them: where the title of an item ends."""

from __future__ import annotations

import re

from edugraph.structure import clauses
from edugraph.text import Span, closing, outside, trim

_LONG = 40  # characters of a sentence that is the whole of an item and its title as well
_LONGEST = 100  # of one with more behind it
_FIGURE = re.compile(r"[,;].*[0-9]")  # a heading names no figures behind a comma
_GAP = re.compile(r" (?<=[一-龥”]{4} ) +(?=[一-龥“《])")  # blanks between a heading and its text
_SENTENCE, _CLAUSE = re.compile("[。:!?]"), re.compile("[。;:!?]")  # what ends them
_PART = re.compile(r"[。;:!?]|,(?!(?<=[0-9],)[0-9]{3}(?![0-9]))")  # a comma inside 1,200 parts nothing
_REMARKS = re.compile(r"(?:\s|\([^()]*\))*")


def title(text: str, start: int, end: int, *, deed: bool = False) -> Span:
    """The run-in heading of an item that begins at ``start``: its first sentence, or the first part of a long one.

    A ``deed`` is an item of a list in which each is one sentence: its title is what the sentence begins with.

    >>> said = "建校3所,修缮食堂。"
    >>> [said[slice(*title(said, 0, len(said), deed=deed))] for deed in (False, True)]
    ['建校3所,修缮食堂', '建校3所']
    """
    start = _behind_brackets(text, trim(text, start, end).start, end)
    stop = _line_end(text, start, end)
    gap = _GAP.search(text, start, min(stop, start + _LONG))
    if gap:
        return Span(start, gap.start())
    sentence = _first(_SENTENCE, text, start, stop)
    short = sentence - start <= _LONG or (sentence - start <= _LONGEST and not _is_nothing(text, sentence + 1, end))
    if short and not deed and not _FIGURE.search(text, start, sentence):
        return _closed(text, start, sentence)
    part = _first(_CLAUSE, text, start, stop)
    if deed or part - start > _LONG or _FIGURE.search(text, start, part):
        part = _first(_PART, text, start, stop)
    return _closed(text, start, part)


def _behind_brackets(text: str, start: int, end: int) -> int:
    """Where a title begins behind who answers: (牵头领导:张三)建园."""
    stop = closing(text, start, end) if text.startswith("(", start) else -1
    return trim(text, stop + 1, end).start if stop >= 0 and ":" in text[start:stop] else start


def _closed(text: str, start: int, end: int) -> Span:
    """A title that ends before a bracket which is not closed in it: 加强党建(责任单位:党办)."""
    opened = text.rfind("(", start + 1, end)
    return trim(text, start, opened if opened >= 0 and text.find(")", opened, end) < 0 else end)


def words(text: str, start: int) -> str:
    """The words of the heading that begins at a place, to be looked up."""
    return text[slice(*title(text, start, len(text)))].rstrip("。:; ")


def is_deed(text: str, start: int, end: int) -> bool:
    """Whether an item is one sentence, and nothing behind it but who answers and remarks in brackets."""
    stop = text.find("。", start, end)
    if stop < 0 or "\n" in text[start:stop].strip():
        return False
    answers = [clause.span for clause in clauses.find(text, Span(start, end))]
    return all(_is_nothing(text, *rest) for rest in outside(Span(stop + 1, end), answers))


def _is_nothing(text: str, start: int, end: int) -> bool:
    """Whether a stretch holds nothing but blanks and remarks in brackets."""
    return start >= end or _REMARKS.fullmatch(text, start, end) is not None


def _first(marks: re.Pattern[str], text: str, start: int, stop: int) -> int:
    """Where the first of some marks stands; where the stretch ends when none does."""
    found = marks.search(text, start, stop)
    return found.start() if found else stop


def _line_end(text: str, start: int, end: int) -> int:
    line = text.find("\n", start, end)
    return end if line < 0 else line
