"""What makes an answer doubtful whatever its reading: a city without a row, several things asked, words searched for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.ask import cues
from edugraph.ask.question import content
from edugraph.holdings import short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edugraph.table import Table

BY_WORDS = "按原文用词查得，换了说法的不在其内 / found by the plans' own words; other wordings are not in it"
_CLAUSES = re.compile("[，。；？！,;?!]")
_ASKING = re.compile("哪|多少|几|谁|什么|怎么|怎样|如何|是不是|是否|有没有|[吗呢]$")
_PAIR = 2


def doubts(text: str, plans: Iterable[Mapping[str, str]], table: Table) -> Iterator[str]:
    """Doubts about an answer to a question; ``plans`` are rows of the query of that name.

    Several clauses that ask may want more than the one kind of rows there is. A city that the question sets beside
    another must have a row, unless its absence is what is asked for.
    """
    asking = [clause for clause in _CLAUSES.split(text) if _ASKING.search(clause.strip())]
    if len(asking) >= _PAIR:
        yield "问了几件事，请核对是否都已答到 / several things are asked: see whether each is answered"
    kinds = {one.kind for one in cues.found(content(text))}
    if "plan" not in table.columns or kinds & {cues.excepting(), cues.lacking()}:
        return
    named = {row["plan"]: row["city"] for row in plans if row["city"] and short(row["city"]) in text}
    there = {row["plan"] for row in table.dicts()}
    absent = [city for plan, city in named.items() if plan not in there]
    if len(set(named.values())) >= _PAIR and table.rows and absent:
        yield f"没有行的城市 / cities without a row: {'、'.join(dict.fromkeys(absent))}"
