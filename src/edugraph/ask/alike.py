"""Indicators of like names: a plan may count school places and inclusive school places, and both are places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edugraph import query
from edugraph.ask import cues
from edugraph.ask.sections import Widened
from edugraph.ask.spoken import holds_in_order
from edugraph.table import Table
from edugraph.text import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.reading import Reading
    from edugraph.store import Store

_QUERY = "targets"
_MOST = 5
_WORD = 3


def added(store: Store, lexicon: Lexicon, reading: Reading, table: Table) -> Widened:
    """The targets of an indicator, behind them those of the same plans whose names hold its words, and a remark."""
    labels = _labels(lexicon, reading, table) if reading.pattern.query == _QUERY else []
    if not 0 < len(labels) <= _MOST:
        return Widened(table)
    plans = {row["plan"] for row in table.dicts()}
    found = Table.of(query.run(store, _QUERY, indicator=one) for one in labels)
    plan, known = found.columns.index("plan"), set(table.rows)
    more = tuple(row for row in dict.fromkeys(found.rows) if row[plan] in plans and row not in known)
    if not more:
        return Widened(table)
    remark = f"后 {len(more)} 行是名称相近的指标 / the last {len(more)} rows are indicators of like names: {'、'.join(labels)}"
    return Widened(Table(table.columns, (*table.rows, *more)), remark)


def unlisted(lexicon: Lexicon, reading: Reading, table: Table) -> Iterator[str]:
    """A doubt where indicators of like names are too many to be listed."""
    labels = _labels(lexicon, reading, table) if reading.pattern.query == _QUERY else []
    if len(labels) > _MOST:
        yield f"另有名称相近的指标未列 / indicators of like names are not among the rows: {'、'.join(labels[:_MOST])}"


def _labels(lexicon: Lexicon, reading: Reading, table: Table) -> list[str]:
    """Other indicators of the plans among the rows whose names hold the words of the question, when these are no full name."""
    there = {content(row["indicator"]) for row in table.dicts()}
    counted = any(one.kind == cues.how_many() for one in cues.found(reading.question.chars))
    plans = {row["plan"] for row in table.dicts()}
    found: dict[str, None] = {}
    for one in reading.tiling.placed:
        said = reading.question.chars[one.token.start : one.token.end]
        if one.token.kind != "{indicator}" or all(content(value.label) == said for value in one.token.values):
            continue
        named = {value.label for value in one.token.values}
        for names in lexicon.values["indicator"]:
            if names.value.label in named or not names.value.plans & plans or not there.isdisjoint(names.forms):
                continue
            if any(holds_in_order(said, form) or (not counted and _begins(said, form)) for form in names.forms):
                found[names.value.label] = None
    return list(found)


def _begins(said: str, form: str) -> bool:
    """Whether a name holds the first word of what is said, where figures are asked for in general: 双师型 of 双师型教师."""
    return len(said) > _WORD and said[:_WORD] in form
