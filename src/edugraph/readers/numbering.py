"""The numbers that Word sets before paragraphs: they stand in no text, only in the numbering definitions.

After ISO/IEC 29500-1, 17.9: a paragraph names a list and a level, itself or by its style; the level says
where its numbers start, their form and the text around them (``第%1章``, ``（%2）``).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edugraph.readers.content import integer

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HAN = "〇一二三四五六七八九"
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "taiwaneseCounting",
        "chineseLegalSimplified",
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    """How one level of a list is numbered."""

    start: int
    form: str
    text: str
    restarts: bool
    apart: bool


@dataclass
class Numbering:
    """The lists of a document and how far each has been counted.

    ``anew`` holds where a list begins again, by its level, when it is used for the first time.
    """

    levels: dict[str, list[_Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    anew: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, paragraph: _Element) -> str:
        """The number before a paragraph and the blank behind it, counted on; empty where it has none.

        Ask for each paragraph once, in order.
        """
        place = self._place(paragraph)
        if place is None:
            return ""
        key, at = place
        abstract = self.lists.get(key, "")
        levels = self.levels.get(abstract, [])
        if at >= len(levels):
            return ""
        counts = self.counts[abstract]
        self._restart(key, counts)
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [other for other in counts if other > at and other < len(levels) and levels[other].restarts]:
            del counts[deeper]
        return _written(levels, counts, at)

    def _restart(self, key: str, counts: dict[int, int]) -> None:
        """Begin the levels again that a list overrides, once; those below them begin again with them."""
        for level, start in [(level, start) for (own, level), start in self.anew.items() if own == key]:
            counts[level] = start - 1
            for deeper in [other for other in counts if other > level]:
                del counts[deeper]
            del self.anew[key, level]

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        """List and level of a paragraph, from itself or its style."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        inherited = self.styles.get(_value(style), None)
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is None:
            return inherited
        key = _value(own.find(f"{_W}numId")) or (inherited[0] if inherited else "0")
        level = _value(own.find(f"{_W}ilvl"))
        return None if key == "0" else (key, integer(level))


def _written(levels: list[_Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    if level.form in {"bullet", "none"}:
        return ""
    text = level.text
    for deep in range(at + 1):
        text = text.replace(f"%{deep + 1}", spelled(counts.get(deep, levels[deep].start), levels[deep].form))
    return text + " " if level.apart and text else text


def spelled(number: int, form: str) -> str:
    """A number in a form of numbering.

    >>> spelled(12, "chineseCounting"), spelled(3, "decimalEnclosedCircle"), spelled(7, "decimal")
    ('十二', '③', '7')
    """
    if form in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        ten = "" if not tens else "十" if tens == 1 else _HAN[tens] + "十"
        return ten + (_HAN[ones] if ones else "")
    if form in _CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def numbering(document: Document) -> Numbering:
    """The numbering definitions of a document."""
    found = Numbering()
    related = (part for part in document.part.package.iter_parts() if part.partname.endswith("/numbering.xml"))
    root = getattr(next(related, None), "element", None)
    if root is None:
        return found
    for abstract in root.iter(f"{_W}abstractNum"):
        levels = [_level(level) for level in sorted(abstract.iter(f"{_W}lvl"), key=_place_of)]
        found.levels[abstract.get(f"{_W}abstractNumId", "")] = levels[:_LEVELS]
    for number in root.iter(f"{_W}num"):
        key = number.get(f"{_W}numId", "")
        found.lists[key] = _value(number.find(f"{_W}abstractNumId"))
        for override in number.iter(f"{_W}lvlOverride"):
            level, start = override.get(f"{_W}ilvl", "0"), _value(override.find(f"{_W}startOverride"))
            if start.isdecimal() and integer(level) < _LEVELS:
                found.anew[key, integer(level)] = integer(start)
    based: dict[str, str] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        based[style.get(f"{_W}styleId", "")] = _value(style.find(f"{_W}basedOn"))
        own = style.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            level = _value(own.find(f"{_W}ilvl"))
            key = _value(own.find(f"{_W}numId"))
            found.styles[style.get(f"{_W}styleId", "")] = (key, integer(level))
    for name in based:
        _inherit(found.styles, based, name)
    return found


def _inherit(styles: dict[str, tuple[str, int]], based: dict[str, str], name: str) -> None:
    """Give a style the numbering of the one that it is based on, through at most nine of them."""
    above = name
    for _ in range(_LEVELS):
        if above in styles:
            styles.setdefault(name, styles[above])
        above = based.get(above, "")


def _place_of(level: _Element) -> int:
    return integer(level.get(f"{_W}ilvl", "0"))


def _level(level: _Element) -> _Level:
    start = _value(level.find(f"{_W}start"))
    return _Level(
        start=integer(start, 1),
        form=_value(level.find(f"{_W}numFmt")) or "decimal",
        text=_value(level.find(f"{_W}lvlText")),
        restarts=_value(level.find(f"{_W}lvlRestart")) != "0",
        apart=_value(level.find(f"{_W}suff")) != "nothing",
    )


def _value(element: _Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")
