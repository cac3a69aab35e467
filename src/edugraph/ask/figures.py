"""Units and bounds that a question asks for: 多少钱, 多少人次, 超过85%. They choose among rows of figures."""

from __future__ import annotations

import operator
import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from edugraph.ask import cues
from edugraph.errors import MissingError
from edugraph.extract.targets.amounts import comparators
from edugraph.quantity import figures
from edugraph.table import Table
from edugraph.text import content
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from edugraph.ask.reading import Reading

# Units that say what kind of figure is asked for; people say 个, 所 and 项 of anything that is counted.
_TELLING: Mapping[str, str] = {
    "institution": "",
    "thing": "",
    "item": "",
    "person": "people",
    "person-time": "people",
    "event": "events",
    "load": "time",
    "span": "time",
    "share": "share",
    "money": "money",
}
_NAMED = ("{indicator}", "{theme}")
_COUNTED = "count"
_MEASURED = frozenset({"share", "money", "time"})
_MANY = "(?:多少|几)[百千万亿]*"
_SHARE = re.compile("百分之(?:几|多少)|百分比|多大比[例重]")
_LASTING = re.compile("多长时间|多久")
_FIGURE = r"(?P<figure>\d[\d.]*[千万亿]*%?)"
_COMPARED: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
}  # fmt: skip


class Chosen(NamedTuple):
    """Rows, the places of the question that the choice explains, a remark, and what speaks against the rows."""

    table: Table
    places: frozenset[int] = frozenset()
    remark: str = ""
    doubt: str = ""


def chosen(reading: Reading, table: Table) -> Chosen:
    """The rows of the kind of unit and within the bound that are asked for; all of them where none has that unit.

    Raises MissingError where money is asked for and no row is an amount.
    """
    chars = reading.question.chars
    if not {"unit", "value"}.issubset(table.columns) or not table.rows:
        return Chosen(table)
    named = any(one.element >= 0 and one.token.kind in _NAMED for one in reading.tiling.placed)
    asked = _asked(chars) if named else "share" * bool(_SHARE.search(chars))
    unit = table.columns.index("unit")
    fitting = tuple(row for row in table.rows if _fits(kind(row[unit]), asked)) if asked else table.rows
    doubt = ""
    if not fitting:
        units = "、".join(dict.fromkeys(row[unit] for row in table.rows))
        if asked == "money" and cues.asks_for_money(chars):
            raise MissingError(
                f"计划没有写这一项的金额 / no plan names an amount of money for this; the units are: {units}."
            )
        doubt = f"问的不是这类数，所列单位是 / another kind of figure is asked for; the rows are counted in: {units}"
    share = _SHARE.search(chars) if fitting and asked == "share" else None
    found = _within(chars, Table(table.columns, fitting or table.rows))
    return found._replace(doubt=doubt, places=found.places | frozenset(range(*share.span()) if share else ()))


def _asked(chars: str) -> str:
    """The kind of unit that is asked for; empty where the question leaves it open or asks for several."""
    forms = [_unit_at(chars, match.end()) for match in re.finditer(_MANY, chars)]
    kinds = {_units()[form] or _COUNTED for form in forms if form}
    if kinds and "" in forms:
        return ""
    if kinds:
        return kinds.pop() if len(kinds) == 1 else ""
    if _SHARE.search(chars):
        return "share"
    if _LASTING.search(chars):
        return "time"
    return "money" if cues.asks_for_money(chars) else ""


def _unit_at(chars: str, at: int) -> str:
    """The unit at a place, behind 个 where one follows: 小时 of 个小时."""
    form = next((form for form in _units() if chars.startswith(form, at)), "")
    further = next((one for one in _units() if chars.startswith(one, at + len(form))), "") if form else ""
    return further if further and _units()[further] in _MEASURED else form


def _fits(kind: str, asked: str) -> bool:
    """Whether figures of a kind may be meant; what is counted may be told in any unit but shares, money and time."""
    return kind not in _MEASURED if asked == _COUNTED else kind == asked


def _within(chars: str, table: Table) -> Chosen:
    """The rows within the bound that is asked for."""
    match = next((found for pattern in _bounds() if (found := pattern.search(chars))), None)
    bound = next(figures(match["figure"]), None) if match else None
    if match is None or bound is None or bound.low is None:
        return Chosen(table)
    value, unit = table.columns.index("value"), table.columns.index("unit")
    compare, least, share = _COMPARED[_symbols()[match["word"]]], bound.low, match["figure"].endswith("%")
    rows = tuple(
        row
        for row in table.rows
        if row[value] and compare(Decimal(row[value]), least) and (not share or kind(row[unit]) == "share")
    )
    remark = f"只列{match[0]}的 / only rows within the bound; figures that are blanked are left out"
    return Chosen(Table(table.columns, rows), frozenset(range(*match.span())), remark)


@cached
def _symbols() -> Mapping[str, str]:
    """The words of a bound with its comparator, those that plans use as well; "=" bounds nothing.

    Words of one character are left out: 过 in 提到过3次 is none.
    """
    every = {form: symbol for where in ("before", "after") for form, symbol in comparators(where)[1].items()}
    return {form: symbol for form, symbol in every.items() if symbol in _COMPARED and len(form) > 1}


@cached
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A figure behind the word of a bound, and before it; of two words the longer one."""
    forms = sorted(_symbols(), key=len, reverse=True)
    before, after = ("|".join(form for form in forms if form in comparators(where)[1]) for where in ("before", "after"))
    return re.compile(f"(?P<word>{before}){_FIGURE}"), re.compile(rf"(?<!\d){_FIGURE}(?P<word>{after})")


def kind(unit: str) -> str:
    """What kind of figure a unit makes: share, money, people …; empty where it tells nothing."""
    return _units().get(content(unit.partition("/")[0]), "")


@cached
def _units() -> Mapping[str, str]:
    """Telling units, the longest first, with the kind of figure that they make."""
    forms = {
        content(form): _TELLING[one.notation]
        for one in scheme("units").concepts
        if one.notation in _TELLING
        for form in (*one.alt, *one.hidden)
    }
    return dict(sorted(forms.items(), key=lambda item: -len(item[0])))
