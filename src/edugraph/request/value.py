"""A request: what somebody wants to know of the plans, as one frozen value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from edugraph import typed
from edugraph.errors import UsageError, nearest
from edugraph.parameters import SEPARATOR
from edugraph.request.constraints import CONSTRAINTS, KINDS, MEASURES, NOUNS
from edugraph.which import EVERY, Which

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.request.constraints import Noun

_VALUE = re.compile(r"(?P<sign>>=|<=|>|<|=|≥|≤|)\s*(?P<number>\d+(?:\.\d+)?)(?P<scale>[万亿]?)(?P<unit>\D*)")
_SIGNS = {"≥": ">=", "≤": "<=", "": "="}
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}


@dataclass(frozen=True)
class Wanted:
    """One constraint of a request: any of its values, or none of them where it is denied."""

    name: str
    values: tuple[str, ...]
    denied: bool = False
    sign: str = "="

    def said(self, *, chinese: bool) -> str:
        """The constraint in words."""
        one, values = CONSTRAINTS[self.name], SEPARATOR.join(self.values)
        sign = "" if self.sign == "=" else self.sign
        if chinese:
            return f"{one.zh}{'不是' if self.denied else ''}“{sign}{values}”"
        return f"{'not ' if self.denied else ''}{one.en} {sign}{values}"

    @property
    def options(self) -> list[str]:
        """The options of the command that say the same."""
        flag = (
            f"--{'not' if self.denied else 'with'}-{self.name}"
            if self.denied or self.name == "value"
            else f"--{self.name}"
        )
        return [word for value in self.values for word in (flag, (self.sign if self.sign != "=" else "") + value)]


@dataclass(frozen=True)
class Request:
    """What is wanted (``NOUNS``), narrowed by constraints, in tasks that lack some kinds of things, of which plans.

    Then: ``each`` gathers the rows by a column and counts; ``by`` ranks what is gathered by its number of tasks, plans or
    cities; ``count`` asks for the number alone; ``first`` for so many rows. Raises UsageError for what does not go
    together, or is none of the names.
    """

    what: str
    where: tuple[Wanted, ...] = ()
    without: tuple[str, ...] = ()
    which: Which = EVERY
    each: str = ""
    by: str = ""
    count: bool = False
    first: int = 0

    def __post_init__(self) -> None:
        """Say what is wrong before a graph is opened."""
        _known("what is asked for", self.what, NOUNS)
        for one in self.where:
            _known("constraint", one.name, CONSTRAINTS)
            choices = CONSTRAINTS[one.name].choices
            for value in one.values if choices else ():
                _known(one.name, value, choices)
        for kind in self.without:
            _known("without", kind, [one.en for one in KINDS.values()])
        if self.each:
            _known("each", self.each, self.noun.columns)
        if self.by:
            _known("by", self.by, MEASURES)
            if not self.key:
                raise UsageError(f"by={self.by}: {self.what} are not gathered; say by which column: --each city")

    @property
    def noun(self) -> Noun:
        """What is asked for."""
        return NOUNS[self.what]

    @property
    def key(self) -> Sequence[str]:
        """The columns by which rows are gathered; none where each row stands for itself."""
        return (self.each,) if self.each else self.noun.key

    @property
    def chinese(self) -> str:
        """The request as a sentence in Chinese.

        >>> request("tasks", city="邯郸市", theme="双减", without="offices", first=3).chinese
        '任务：城市“邯郸市”，主题“双减”，没有责任单位；前 3 项'
        """
        lacks = {one.en: one.zh for one in KINDS.values()}
        said = [*(one.said(chinese=True) for one in self.where), *(f"没有{lacks[kind]}" for kind in self.without)]
        plans = [f"{value}" + ("年" if value.isdecimal() else "") for value in self.which.options.values()]
        then = [f"按 {self.each} 分"] * bool(self.each) + [f"按 {self.by} 排"] * bool(self.by)
        then += ["只数数目"] * self.count + [f"前 {self.first} 项"] * bool(self.first)
        return _sentence(self.noun.zh, "：", "，", [*plans, *said], "；", then)

    @property
    def english(self) -> str:
        """The request as a sentence in English.

        >>> request("offices", city="邯郸市", by="tasks", first=5).english
        'offices: city 邯郸市; by tasks, the first 5'
        """
        said = [*(one.said(chinese=False) for one in self.where), *(f"without {kind}" for kind in self.without)]
        then = [f"each {self.each}"] * bool(self.each) + [f"by {self.by}"] * bool(self.by)
        then += ["their number"] * self.count + [f"the first {self.first}"] * bool(self.first)
        return _sentence(self.noun.en, ": ", ", ", [*self.which.options.values(), *said], "; ", then)

    @property
    def command(self) -> str:
        """The command that repeats it.

        >>> request("targets", city="邯郸市", value=">=80%").command
        "edugraph find targets --city 邯郸市 --with-value '>=80' --unit %"
        """
        words = [word for one in self.where for word in one.options]
        words += [word for kind in self.without for word in ("--without", kind)]
        for option, value in (("each", self.each), ("by", self.by), ("top", str(self.first or ""))):
            words += [f"--{option}", value] if value else []
        words += ["--count"] * self.count
        said = " ".join(["edugraph find", self.what, *map(typed.quoted, words)])
        return said + typed.options(self.which.options)


def request(
    what: str,
    /,
    *,
    which: Which = EVERY,
    each: str = "",
    by: str = "",
    count: bool = False,
    first: int = 0,
    **where: str | Sequence[str],
) -> Request:
    """A request from names: ``request("targets", city="邯郸市", not_theme="双减", without="offices")``.

    A value is a text, or several of which any will do; ``not_`` before a name denies it; ``value`` is a figure with the
    sign of a comparison and a unit: ``>=80%``.

    >>> [(one.name, one.values, one.denied) for one in request("tasks", theme=["双减", "德育"], not_role="lead").where]
    [('theme', ('双减', '德育'), False), ('role', ('lead',), True)]
    """
    lacking = _texts(where.pop("without", ()))
    wanted: list[Wanted] = []
    for key, value in where.items():
        name = key.removeprefix("not_")
        values, denied = _texts(value), name != key
        if values:
            wanted += _figure(values, denied=denied) if name == "value" else [Wanted(name, values, denied)]
    return Request(what, tuple(wanted), lacking, which, each, by, count, first)


def _texts(value: str | Sequence[str]) -> tuple[str, ...]:
    return ((value,) if value else ()) if isinstance(value, str) else tuple(value)


def _figure(values: Sequence[str], *, denied: bool) -> list[Wanted]:
    """Figures with their comparison and unit; raises UsageError for what is none."""
    found: list[Wanted] = []
    for value in values:
        match = _VALUE.fullmatch(value.strip())
        if not match:
            raise UsageError(
                f"value={value}: a figure, with a sign before it and a unit behind it: >=80%, <3所, 1.5万个."
            )
        number = Decimal(match["number"]) * _SCALES[match["scale"]]
        found.append(Wanted("value", (f"{number:f}",), denied, _SIGNS.get(match["sign"], match["sign"])))
        found += [Wanted("unit", (unit,), denied)] if (unit := match["unit"].strip()) else []
    return found


def _known(what: str, name: str, names: Mapping[str, object] | Sequence[str]) -> None:
    if name not in names:
        raise UsageError(f"{what}: {name} is none.{nearest(name, names)} It is one of: {', '.join(names)}.")


def _sentence(noun: str, colon: str, comma: str, said: Sequence[str], semicolon: str, then: Sequence[str]) -> str:
    return noun + (colon + comma.join(said) if said else "") + (semicolon + comma.join(then) if then else "")
