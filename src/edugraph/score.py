"""Facts against gold annotations: precision, recall and F1 for each kind of fact.

Gold is a folder of ``PLAN.KIND.jsonl`` in the form of the annotation guidelines. Themes that are judged
rather than said in words (``explicit: false``) may be found but cannot be missed; targets that are not
``clear`` are neither missed nor wrong. ``targets-strict`` also wants comparator, deadline and indicator.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple

from edugraph import query
from edugraph.errors import InputError, nearest
from edugraph.table import Table
from edugraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from edugraph.store import Store

    Row = Mapping[str, Any]

KEYS: dict[str, tuple[str, ...]] = {
    "tasks": ("task", "title"),
    "responsibilities": ("task", "measure", "role", "organisation"),
    "leaders": ("task", "measure", "name"),
    "citations": ("task", "title"),
    "themes": ("task", "theme"),
}
COLUMNS = ("plan", "kind", "rule", "hit", "said", "gold", "precision", "recall", "f1")
_ALIKE_UNITS = ("所个家处座", "人名位", "节门场次期")
_LOOSE, _STRICT = 0.5, 0.6
_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉・·]")


class Count(NamedTuple):
    """Gold facts found, facts said, gold facts, facts said that are right."""

    hit: int
    said: int
    gold: int
    right: int

    def __add__(self, other: object) -> Count:
        """The sum of two counts, cell by cell."""
        assert isinstance(other, Count)
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.right / self.said if self.said else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(store: Store, gold: Path) -> Table:
    """Counts and rates for each plan and kind, for each rule, and for all plans together.

    The recall of a rule is its share of all the gold of its kind. Raises InputError when the folder holds
    no gold, gold that cannot be read, or gold of a plan that the graph does not hold.
    """
    counts = counted(store, gold)
    totals: dict[tuple[str, str], Count] = {}
    for (_, kind, rule), count in counts.items():
        totals[kind, rule] = totals[kind, rule] + count if (kind, rule) in totals else count
    every = {**counts, **{("ALL", kind, rule): count for (kind, rule), count in totals.items()}}
    return Table(COLUMNS, tuple(_row(key, count) for key, count in every.items()))


def _row(key: tuple[str, str, str], count: Count) -> tuple[str, ...]:
    rates = (count.precision, count.recall, count.f1)
    return (*key, *map(str, count[:3]), *(f"{rate:.3f}" for rate in rates))


def counted(store: Store, gold: Path) -> dict[tuple[str, str, str], Count]:
    """Counts by plan, kind and rule; the rule is empty for all rules of a kind together."""
    files = sorted(gold.glob("*.*.jsonl"))
    if not files:
        raise InputError(f"{gold}: no gold there: files are called PLAN.KIND.jsonl.")
    known = {row["plan"] for row in query.run(store, "plans").dicts()}
    counts: dict[tuple[str, str, str], Count] = {}
    for path in files:
        plan, _, kind = path.name.removesuffix(".jsonl").rpartition(".")
        if plan not in known:
            raise InputError(f"{path}: the graph holds no plan {plan}.{nearest(plan, known)}")
        if kind not in (*KEYS, "targets"):
            raise InputError(f"{path}: no kind of fact is called {kind}.{nearest(kind, [*KEYS, 'targets'])}")
        want, have = _gold(path), query.rows(store, kind, plan=plan)
        rules = sorted({row["_rule"] for row in have if "_rule" in row})
        for rule in ("", *rules):
            said = [row for row in have if rule in ("", row.get("_rule"))]
            for name, count in _counts(path, kind, want, said).items():
                counts[plan, name, rule] = count
    return counts


def _gold(path: Path) -> list[Row]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not JSON Lines: {error}") from error


def _counts(path: Path, kind: str, want: Sequence[Row], have: Sequence[Row]) -> dict[str, Count]:
    try:
        if kind == "targets":
            loose, strict = targets(want, have)
            return {"targets": loose, "targets-strict": strict}
        return {kind: _sets(kind, want, have)}
    except KeyError as error:
        raise InputError(f"{path}: a fact without the field {error}.") from error


def _norm(value: object) -> str:
    return _MARKS.sub("", fold(str(value or ""))).rstrip("。.;,:")


def _sets(kind: str, want: Sequence[Row], have: Sequence[Row]) -> Count:
    def keys(rows: Sequence[Row]) -> set[tuple[str, ...]]:
        return {tuple(_norm(row[name]) for name in KEYS[kind]) for row in rows}

    every, said = keys(want), keys(have)
    must = keys([row for row in want if row.get("explicit", True)])
    return Count(len(must & said), len(said), len(must), len(every & said))


def targets(want: Sequence[Row], have: Sequence[Row]) -> tuple[Count, Count]:
    """Counts of targets found, and of targets found with comparator, deadline and indicator right."""
    pairs = _pairs(want, have)
    good = [(wanted, said) for wanted, said in pairs if wanted["clear"]]
    exact = [pair for pair in good if _agrees(*pair)]
    said = len(have) - (len(pairs) - len(good))
    clear = sum(bool(row["clear"]) for row in want)
    return Count(len(good), said, clear, len(good)), Count(len(exact), said, clear, len(exact))


def _agrees(wanted: Row, said: Row) -> bool:
    return (
        wanted["comparator"] == said["comparator"]
        and (wanted["deadline"] or "") == said["deadline"]
        and _likeness(wanted["indicator"], said["indicator"]) >= _STRICT
    )


def _pairs(want: Sequence[Row], have: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Best pairs first, one to one, within a task, of equal value and like unit."""
    candidates = [
        (likeness, at, to)
        for at, wanted in enumerate(want)
        for to, said in enumerate(have)
        if _may_pair(wanted, said) and (likeness := _closeness(wanted, said)) >= 0
    ]
    free_at, free_to, pairs = set(range(len(want))), set(range(len(have))), []
    for _, at, to in sorted(candidates, reverse=True):
        if at in free_at and to in free_to:
            free_at.remove(at)
            free_to.remove(to)
            pairs.append((want[at], have[to]))
    return pairs


def _may_pair(wanted: Row, said: Row) -> bool:
    def values(row: Row) -> list[Decimal | None]:
        return [None if row[name] in (None, "") else Decimal(str(row[name])) for name in ("value", "value_max")]

    return (
        _norm(wanted["task"]) == _norm(said["task"])
        and wanted["redacted"] == (said["redacted"] == "true")
        and values(wanted) == values(said)
        and _same_unit(_norm(wanted["unit"]), _norm(said["unit"]))
    )


def _same_unit(one: str, other: str) -> bool:
    return one == other or any(one and other and one in alike and other in alike for alike in _ALIKE_UNITS)


def _closeness(wanted: Row, said: Row) -> float:
    """Likeness of indicators and quotes together, or -1 where neither is alike."""
    both = [_likeness(wanted[name], said[name]) for name in ("indicator", "quote")]
    return sum(both) if max(both) >= _LOOSE else -1


def _likeness(one: str, other: str) -> float:
    """Share of the shorter text that stands in the longer one, in order."""
    first, second = _norm(one), _norm(other)
    if not first or not second:
        return 0.0
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(first), len(second))
