"""Messages in the language of their reader: errors, advice and what a build tells.

They are written in English where they arise. ``messages.json`` has each as a template, ``{}`` for what varies, with
its Chinese; what is filled in is looked up as well, so that a message within another is said in the same language.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

_HOLE = "{}"
_PLACE = re.compile(r"\{(\d?)\}")
_SENTENCE = re.compile(r"(?<=[.?]) (?=\S)")
_LETTERS = re.compile("[A-Za-z]{2}")


@cache
def templates() -> dict[str, str]:
    """The Chinese of each message, by its English template."""
    return dict(json.loads(files("edugraph").joinpath("messages.json").read_text(encoding="utf-8")))


def said(text: str, lang: str) -> str:
    """A message in a language; what no template fits stays as it is.

    >>> said("plans: no such file or folder.", "zh")
    'plans：没有这个文件或文件夹。'
    >>> said("a.pdf: an archive. Unpack it and give EduGraph the files in it.", "zh")
    'a.pdf：压缩包。请解压后再读取其中的文件。'
    >>> said("plans: no such file or folder.", "en")
    'plans: no such file or folder.'
    """
    return _said(text) if lang == "zh" else text


def _said(text: str) -> str:
    if not _LETTERS.search(text):
        return text
    whole = templates().get(text)
    if whole is not None:
        return whole
    for pattern, chinese in _patterns():
        if found := pattern.fullmatch(text):
            return _filled(chinese, [_said(one) for one in found.groups()])
    return _in_parts(text)


def _in_parts(text: str) -> str:
    """What is no message as a whole: line by line, a place before a message, one sentence behind the other."""
    if "\n" in text:
        return "\n".join(map(_said, text.split("\n")))
    place, _, rest = text.partition(": ")
    if rest and (message := _said(rest)) != rest:
        return f"{place}：{message}"
    for end in _SENTENCE.finditer(text):
        first, second = text[: end.start()], text[end.end() :]
        if (one := _said(first)) != first and (other := _said(second)) != second:
            return one + other
    return text


def _filled(chinese: str, holes: list[str]) -> str:
    """A template with its holes filled: in their order, or all by number where the Chinese has another order."""
    order = iter(holes)
    return _PLACE.sub(lambda place: holes[int(place[1])] if place[1] else next(order), chinese)


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """What each template with holes fits, the one with the most words of its own first."""
    holed = sorted((one for one in templates() if _HOLE in one), key=lambda one: -len(one.replace(_HOLE, "")))
    return [(_pattern(one), templates()[one]) for one in holed]


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(map(re.escape, template.split(_HOLE))), re.DOTALL)
