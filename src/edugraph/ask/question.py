"""A question as it is read: its letters and digits without marks and blanks, and what may be found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from edugraph.text import carrying, content

if TYPE_CHECKING:
    from collections.abc import Mapping

_ENDS = re.compile(r"[,，。;；:：!！?？\n]+")
_HOW_MANY = re.compile(
    r"(?<![哪第好])(?:多少|几)(?:百分点|分钟|小时|万|亿)?[个所项条件名人处位家份元钱次场天节门期支]?(?!年|月|号|时|类|种|没|未|不|无)"
)
_SPEND = r"(?:投入|投资|投|花费|花|砸|拿出|安排)"
_HOW_MUCH = r"(?P<much>多少(?:亿元|万元|亿|元|钱|资金|投资)|几个亿|几亿元?)"
_SPENT = re.compile(
    rf"{_SPEND}{_HOW_MUCH}(?:在|用于|用在|到|来|去)?(?P<what>[^上里,，。?？]{{2,16}}?)(?:上面|方面|上|里)?(?=[吗呢啊]?$)"
)
_SPENT_ON = re.compile(
    rf"在(?P<what>[^上里,，。?？]{{2,16}}?)(?:上面|方面|上|里)(?:要|打算|计划|准备|一共|总共|共|会)*{_SPEND}{_HOW_MUCH}"
)
_CHILDREN = re.compile("小?孩子?|娃娃|娃(?!娃)")


@dataclass(frozen=True)
class Value:
    """What a slot can stand for: ``label`` is shown, ``given`` are the parameters that it fills, by name.

    ``plans`` are the plans that know it; empty is any. ``exact`` is false for a part of a name and ``pieces`` true for several parts, ``alias`` true for another name than the label, ``known`` false for what
    the graph does not know.
    """

    label: str
    given: Mapping[str, str] = field(default_factory=dict)
    plans: frozenset[str] = frozenset()
    exact: bool = True
    alias: bool = False
    pieces: bool = False
    known: bool = True

    def fill(self, parameter: str) -> str:
        """What a parameter gets: what is given for it, else what names the value."""
        names = ("city", "date", "theme", "organisation", "function")
        main = next((self.given[name] for name in names if name in self.given), next(iter(self.given.values()), ""))
        return self.given.get(parameter, main)


class Token(NamedTuple):
    """A stretch of a question and what it is: a cue, by its name, or a slot in braces with the values it may have."""

    start: int
    end: int
    kind: str
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question. ``chars`` is its content."""

    text: str

    @cached_property
    def chars(self) -> str:
        """The content of the question."""
        return content(self.text)

    @cached_property
    def breaks(self) -> frozenset[int]:
        """Places of the content before which a mark or a blank was left out: 、 of 普通话、语言文字."""
        return frozenset(at for at, (one, other) in enumerate(pairwise(self._offsets), 1) if other > one + 1)

    @cached_property
    def _offsets(self) -> list[int]:
        return carrying(self.text)

    def said(self, start: int, end: int) -> str:
        """The characters as they were typed, from one place of the content to another."""
        return self.text[self._offsets[start] : self._offsets[end - 1] + 1] if end > start else ""

    def variants(self) -> list[Question]:
        """The question, and with words as a plan has them: 新增多少学位 is 新增学位多少, 残疾孩子 is 残疾儿童.

        >>> [one.chars for one in Question("宁波新增多少个学位").variants()]
        ['宁波新增多少个学位', '宁波新增学位多少个']
        """
        clauses = re.split(f"({_ENDS.pattern})", self.text)
        texts = ["".join(map(change, clauses)) for change in (_moved, _spent, _formal)]
        return [self, *(Question(text) for text in dict.fromkeys(texts) if text != self.text)]

    def without_opening(self) -> list[tuple[Question, str]]:
        """The question without its first clause, without its first two …, each with what is left out."""
        cuts = [match.end() for match in _ENDS.finditer(self.text)]
        found = [(Question(self.text[cut:]), self.text[:cut]) for cut in cuts]
        return [(rest, opening) for rest, opening in found if rest.chars]


def _formal(clause: str) -> str:
    """Children as plans call them.

    >>> _formal("残疾孩子的入学率"), _formal("娃娃上幼儿园")
    ('残疾儿童的入学率', '儿童上幼儿园')
    """
    return _CHILDREN.sub("儿童", clause)


def _spent(clause: str) -> str:
    """Money and what it is for, as a plan has it.

    >>> _spent("邯郸要投多少钱在学校建设项目上"), _spent("邯郸在学校建设上打算投多少亿")
    ('邯郸要学校建设项目投资多少钱', '邯郸学校建设投资多少亿')
    """
    return _SPENT_ON.sub(r"\g<what>投资\g<much>", _SPENT.sub(r"\g<what>投资\g<much>", clause))


def _moved(clause: str) -> str:
    match = _HOW_MANY.search(clause)
    if not match or not match.start() or not content(clause[match.end() :]):
        return clause
    return clause[: match.start()] + clause[match.end() :] + match[0]
