"""How often a gap is told rightly as not in these words or not mentioned, on gaps judged by hand."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from edugraph.comparison import gaps
from edugraph.comparison.silence import NOT_MENTIONED, OTHER_WORDS

if TYPE_CHECKING:
    from edugraph.store import Store

JUDGED = Path(__file__).parent / "silence" / "judged.tsv"
FOUND, PLACED, FALSE = 21, 19, 2
"""Of 31 matters that a plan has in other words, those told so and those with the right task; of 43 it has not, those told so."""


def test_silence_is_told_apart_as_readers_do(store: Store) -> None:
    with JUDGED.open(encoding="utf-8") as file:
        judged = list(csv.DictReader(file, delimiter="\t"))
    told = {
        (city, row["kind"], row["item"]): row
        for city in dict.fromkeys(row["city"] for row in judged)
        for row in gaps.table(store, city=city, passing="yes").dicts()  # as the readers judged: named at all
    }
    rows = [(one, told[one["city"], one["kind"], one["item"]]) for one in judged]
    assert {row["silence"] for _, row in rows} == {NOT_MENTIONED, OTHER_WORDS}
    count = Counter((one["has"], row["silence"]) for one, row in rows)
    placed = sum(row["mention"].partition(" ")[0] in one["where"].split() for one, row in rows if one["has"] == "yes")
    assert (count["yes", OTHER_WORDS], placed) >= (FOUND, PLACED)
    assert count["no", OTHER_WORDS] <= FALSE
    assert len(judged) == 74
