"""A city that is not: its name, what it calls its offices, and how it writes its plans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from benchmarks.generator import words
from edugraph.extract import offices
from edugraph.vocabulary import scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.generator.dice import Dice

MARKS = ("{n}.", "{n}、", "{n}．", "（{han}）", "任务{n}：", "事项{n}：")
"""How tasks are numbered through a plan."""
ANEW = "（{han}）anew"
"""Tasks numbered anew under each heading."""
BODIES = ("plain", "circled", "lines", "counted", "apart")
"""How the sentences of a task stand: run on, ①②, （1）（2） on lines of their own, 一是, below the title."""
_TABLE, _NO_CLAUSE, _HALF = 0.12, 0.15, 0.3  # shares of the bureaus
_OWN_LEADERS = 0.6  # share of the tables that name persons
_LEADERS = 6
_FULL = str.maketrans("()", "（）")


@dataclass(frozen=True)
class Style:
    """How a bureau writes a plan. ``clause`` is an index into the forms of words, or -1 for none.

    ``half`` says that marks are half width, ``table`` that tasks are rows, ``leaders`` that rows name persons.
    """

    mark: str
    body: str
    clause: int
    half: bool
    table: bool
    leaders: bool


@dataclass(frozen=True)
class City:
    """A city by its number, from 1. ``names`` are its words for the offices of the real plans; ``leaders`` its persons."""

    number: int
    bureau: str
    rank: str
    names: Mapping[str, str]
    leaders: tuple[str, ...]
    style: Style

    @property
    def name(self) -> str:
        """A name that no place has: 生成市00001."""
        return f"生成市{self.number:05}"

    @property
    def key(self) -> str:
        """What its plans are named by: gen00001."""
        return f"gen{self.number:05}"


def found(number: int, real: list[str], dice: Dice) -> City:
    """A city with names for the offices that the real plans name."""
    rank = dice.pick(words.texts("ranks"))
    bureau = dice.pick(_bureaus())
    names = {functions: dice.pick(variants) for functions, variants in _variants(tuple(real), rank).items()}
    called = {name: names.get(_function(name), name) for name in real}
    surnames = dice.sample(words.text("surnames"), _LEADERS)
    leaders = tuple(f"{surname}某{dice.pick(words.text('given'))}" for surname in surnames)
    return City(number, bureau, rank, called, leaders, style(dice))


def style(dice: Dice) -> Style:
    """A way of writing plans."""
    mark = ANEW if dice.chance(0.12) else dice.pick(MARKS)
    table = dice.chance(_TABLE)
    return Style(
        mark=mark,
        body=dice.pick(BODIES),
        clause=-1 if dice.chance(_NO_CLAUSE) and not table else dice.below(len(words.texts("clauses"))),
        half=dice.chance(_HALF),
        table=table,
        leaders=dice.chance(_OWN_LEADERS),
    )


@cache
def _bureaus() -> tuple[str, ...]:
    """Names of bureaus; plain ones are the most frequent."""
    named = scheme("bureaus").by_notation
    plain, sports = named["education"].label, named["education-sports"]
    return (plain, plain, plain, *(form for form in sports.forms if form.startswith("教育")))


@cache
def _function(name: str) -> str:
    """The functions of an office as a text, with a word for units; empty where none is known."""
    notations = " ".join(sorted(concept.notation for concept in offices.functions(name)))
    return f"{notations} unit" if notations and offices.is_unit(name) else notations


@cache
def _variants(real: tuple[str, ...], rank: str) -> dict[str, tuple[str, ...]]:
    """Names by function that a bureau with this word for its units may use: of the real plans and of the word list."""
    found: dict[str, list[str]] = {}
    for name in real:
        found.setdefault(_function(name), []).append(_ranked(name, rank))
    for concept in scheme("offices").concepts:
        for form in concept.forms:
            whole = _ranked(form.translate(_FULL), rank)
            if _function(whole).removesuffix(" unit") == concept.notation:
                found.get(_function(whole), []).append(whole)
    return {functions: tuple(dict.fromkeys(names)) for functions, names in sorted(found.items()) if functions}


def _ranked(form: str, rank: str) -> str:
    """A name with the bureau's own word for its units: 基教科, 基教处; 考试院 and 各校 stay."""
    if form.endswith(("科", "处", "股")):
        return form[:-1] + rank
    return form if _is_whole(form) else form + rank


def _is_whole(form: str) -> bool:
    """Whether a form is a name by itself and not the stem of one (学前, 师资)."""
    return offices.is_unit(form) or form.endswith(("园", "校", "局", "组织", "单位"))
