"""Counties and districts in a question: 县 in 哪些县没有提到…. The rows keep the plans of divisions of that level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.ask import cues
from edugraph.table import Table
from edugraph.text import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_COUNTY = "county"
_NAMED = re.compile("(?:[县旗]|(?<!地)区)$")
"""The rank in the name of a division that no list knows."""


def kept(text: str, plans: Iterable[Mapping[str, str]], table: Table) -> tuple[Table, str]:
    """The rows of counties where only these are asked for, and a remark on those that are left out.

    ``plans`` are rows of ``holdings.plans``. A plan whose city is open is left out too, and told.
    """
    if "plan" not in table.columns or not cues.of_counties(content(text)):
        return table, ""
    counties = {
        row["plan"] for row in plans if row["level"] == _COUNTY or (not row["level"] and _NAMED.search(row["name"]))
    }
    at = table.columns.index("plan")
    rows = tuple(row for row in table.rows if row[at] in counties)
    others = dict.fromkeys(row[at] for row in table.rows if row[at] not in counties)
    told = f"只列县区，不是县区或不知是否县区的未列 / counties only, left out: {'、'.join(others)}" if others else ""
    return Table(table.columns, rows), told
