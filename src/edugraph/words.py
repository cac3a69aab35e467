"""The words of an answer in the language of its reader: heads of columns, closed values, reasons.

One list, ``words.json``, for the terminal and the page. Its keys are ``column.NAME``, ``value.COLUMN.VALUE``,
``code.KIND.CODE``, ``answer.true`` and ``phrase.NAME``; ``phrases`` are the patterns of reasons that are
computed, as Python and JavaScript both read them.
"""

from __future__ import annotations

import json
import locale
import os
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from edugraph import messages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("zh", "en")
VARIABLES = ("EDUGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""What names the language of a reader; the first that is set counts."""

_MESSAGES = frozenset({"finding", "advice", "message"})
"""Columns of sentences that ``messages`` says in the language of the reader."""
_FIELDS = frozenset({"was", "now"})
"""Columns of fields of a fact with their values: ``value 3, unit 所``."""
_FIELD = re.compile(
    r"(?:^|, )(no )?(measure|indicator|value_max|value|unit|comparator|deadline|kind|redacted|strength|role"
    r"|organisation|name|title|theme)(?= |, |$) ?"
)
_REASONS = frozenset({"why", "note", "comparable"})
_GROUP = re.compile(r"\(([^()]+; [^()]+)\)")
"""What a figure shares with others, behind it."""
_ROLE = re.compile(r"(^|; )([a-z]+): ")
"""A role before those who have it: ``lead: 基础教育处``."""
_ALIKE = {"subject": "reason", "detail": "role"}
"""Columns that hold codes of another."""
_ANSWERS = frozenset({"redacted", "titled", "steady", "unit", "answer"})


@cache
def _all() -> dict[str, Any]:
    return dict(json.loads(files("edugraph").joinpath("words.json").read_text(encoding="utf-8")))


def every() -> dict[str, Mapping[str, str]]:
    """All words by language and key."""
    return {name: _all()[name] for name in LANGUAGES}


def phrases() -> Sequence[tuple[str, str]]:
    """Patterns of computed reasons, each with the name of the phrase that says it."""
    return [(pattern, name) for pattern, name in _all()["phrases"]]


def language(variables: Mapping[str, str] = os.environ) -> str:
    """The language of the reader, ``zh`` or ``en``; where no variable says it, that of the system.

    >>> language({"LANG": "zh_CN.UTF-8"}), language({"EDUGRAPH_LANG": "en", "LC_ALL": "zh_CN.UTF-8"})
    ('zh', 'en')
    >>> language({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"})
    'en'
    """
    named = next((variables[name] for name in VARIABLES if variables.get(name)), None)
    name = (locale.getlocale()[0] or "") if named is None else named
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"


def column(name: str, lang: str) -> str:
    """The head of a column; a column without a word of its own, such as that of a city, keeps its name."""
    return str(_all()[lang].get(f"column.{name}", name))


def reading(text: str, lang: str) -> str:
    """How to read an answer, in Chinese with its columns called as the heads call them.

    >>> reading("承担最多（reach＋between）的处室在前：reach 为占比", "zh")
    '承担最多（任务占比＋居间程度）的处室在前：任务占比为占比'
    >>> reading("标为 closer（更近）的两市超出随机范围（chance）", "zh")
    '标为更近的两市超出随机范围'
    """
    if lang == "en":
        return text

    def called(found: re.Match[str]) -> str:
        return _known([f"column.{found[0]}", f"value.beyond.{found[0]}"], found[0], lang)

    said = re.sub(r"\b[a-z_]+\b", called, text, flags=re.ASCII)
    said = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", said)
    return re.sub(r"([\u4e00-\u9fff]{2,})（\1）", r"\1", said)


def value(column: str, said: str, lang: str) -> str:
    """A cell in the language of its reader: codes and computed reasons; what the plans say stays as it is.

    >>> value("role", "lead", "zh"), value("organisation", "lead", "zh")
    ('牵头', 'lead')
    >>> value("comparable", "no: another scope (城区); no: share against whole area", "zh")
    '不可比：范围不同（城区）；不可比：占比与全域'
    >>> value("was", "value 810, kind count, no deadline", "zh"), value("reason", "page number", "zh")
    ('数值 810，类别 个数，无期限', '页码')
    >>> value("who", "lead: 基础教育处; cooperating: 财务处", "zh")
    '牵头：基础教育处; 配合：财务处'
    >>> value("figures", "邯郸市 17.4万个 (whole area; count; 个; 2023)", "zh")
    '邯郸市 17.4万个 (全域；个数；个；2023)'
    """
    if column in _MESSAGES:
        return messages.said(said, lang)
    if not said or not said.isprintable():
        return said
    if column in _FIELDS:
        return _fields(said, lang)
    if column in _REASONS:
        return str(_all()[lang]["phrase.and"]).join(_phrase(part, lang) for part in said.split("; "))
    if column == "doubt":
        return str(_all()[lang]["phrase.and"]).join(_known([f"code.doubt.{one}"], one, lang) for one in said.split())
    if column == "who":
        mark = _all()[lang]["phrase.colon"]
        return _ROLE.sub(lambda found: f"{found[1]}{_known([f'code.role.{found[2]}'], found[2], lang)}{mark}", said)
    if column == "group":
        return _group(said, lang)
    if column == "figures":
        return _GROUP.sub(lambda found: f"({_group(found[1], lang)})", said)
    column = _ALIKE.get(column, column)
    keys = [f"answer.{said}"] if column in _ANSWERS else [f"value.{column}.{said}", f"code.{column}.{said}"]
    known = _known(keys, said, lang)
    return messages.said(said, lang) if column == "reason" and known == said else known


def _fields(said: str, lang: str) -> str:
    """Fields of a fact with their values, each called as the head of its column calls it."""
    _, *parts = _FIELD.split(said)
    if not parts:
        return said
    words = _all()[lang]
    told = [
        words["phrase.lacking"].replace("{0}", column(name, lang))
        if no
        else f"{column(name, lang)} {value(name, held, lang)}"
        for no, name, held in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]
    return str(words["phrase.between"]).join(told)


def _known(keys: Sequence[str], said: str, lang: str) -> str:
    words = _all()[lang]
    return str(next((words[key] for key in keys if key in words), said))


def _phrase(part: str, lang: str) -> str:
    """A reason in words, by the patterns that it fits; what none fits stays as it is."""
    for pattern, name in phrases():
        part = re.sub(pattern, lambda found, name=name: _said(name, found, lang), part)  # type: ignore[misc]
    return part


def _group(said: str, lang: str) -> str:
    """What the figures of a group share, part by part."""
    return str(_all()[lang]["phrase.and"]).join(_part(part, lang) for part in said.split("; "))


def _part(said: str, lang: str) -> str:
    """What figures may share or differ in: a scope, a kind of figure, a unit, a year."""
    said = {"whole area": "phrase.whole", "each unit": "phrase.each"}.get(said, said)
    return _known([said, f"value.measured.{said}", f"value.kind.{said}"], said, lang)


def _said(name: str, found: re.Match[str], lang: str) -> str:
    words = _all()[lang]
    groups = [one or "" for one in found.groups()]
    if name == "part":
        return f"{words[f'phrase.{groups[0]}']} "
    if name == "share" and not groups[2]:
        name = "share.bare"
    if name in {"against", "scope"}:
        groups = [_part(one, lang) for one in groups]
    return re.sub(r"\{(\d)\}", lambda hole: groups[int(hole[1])], str(words[f"phrase.{name}"]))
