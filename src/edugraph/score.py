"""Facts against gold annotations: precision, recall and F1 for each kind of fact.

Gold comes by plan and kind (``gold.read``), in the form of the annotation guidelines. Themes that are judged
rather than said in words (``explicit: false``) may be found but cannot be missed; targets that are not
``clear`` are neither missed nor wrong. ``targets-strict`` also wants comparator, deadline and indicator.
"""

from __future__ import annotations

import re
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from edugraph import query
from edugraph.errors import InputError, nearest
from edugraph.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from edugraph.store import Store

    Row = Mapping[str, Any]
    Said = Callable[[str, str], Sequence[Row]]
    """What is said of a plan: its facts of a kind, with the columns of the gold and the rule as ``_rule``."""

KEYS: dict[str, tuple[str, ...]] = {
    "tasks": ("task", "title"),
    "responsibilities": ("task", "measure", "role", "organisation"),
    "leaders": ("task", "measure", "name"),
    "citations": ("task", "title"),
    "themes": ("task", "theme"),
}
COLUMNS = ("plan", "kind", "rule", "hit", "found", "gold", "precision", "recall", "f1")
MISS_COLUMNS = ("plan", "kind", "task", "outcome", "gold", "read", "quote")
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


def of_graph(store: Store) -> Said:
    """What a graph says; raises InputError for a plan that it does not hold."""
    known = {row["plan"] for row in query.run(store, "plans").dicts()}

    def said(plan: str, kind: str) -> list[Row]:
        if plan not in known:
            raise InputError(f"the graph holds no plan {plan}.{nearest(plan, known)}")
        return list(query.rows(store, kind, plan=plan))

    return said


class Score:
    """Facts said against gold facts: ``counts`` by plan, kind and rule, the rule empty for all of a kind; ``misses``.

    Raises what ``said`` raises.
    """

    def __init__(self, wanted: Mapping[tuple[str, str], Sequence[Row]], said: Said) -> None:
        self.counts: dict[tuple[str, str, str], Count] = {}
        self._misses: list[tuple[str, ...]] = []
        for (plan, kind), want in wanted.items():
            self._add(plan, kind, want, said(plan, kind))

    def _add(self, plan: str, kind: str, want: Sequence[Row], have: Sequence[Row]) -> None:
        for rule in ("", *sorted({row["_rule"] for row in have if "_rule" in row})):
            some = [row for row in have if rule in ("", row.get("_rule"))]
            for name, count in _counts(kind, want, some).items():
                self.counts[plan, name, rule] = count
        misses = _target_misses if kind == "targets" else _set_misses
        self._misses += [(plan, kind, *row) for row in misses(kind, want, have)]

    @property
    def table(self) -> Table:
        """Counts and rates for each plan and kind, for each rule, and where there are several plans for all of them together.

        The recall of a rule is its share of all the gold of its kind.
        """
        totals: dict[tuple[str, str], Count] = {}
        for (_, kind, rule), count in self.counts.items():
            totals[kind, rule] = totals[kind, rule] + count if (kind, rule) in totals else count
        several = len({plan for plan, _, _ in self.counts}) > 1
        every = self.counts | ({("ALL", *key): count for key, count in totals.items()} if several else {})
        return Table(COLUMNS, tuple(_row(key, count) for key, count in every.items()))

    @property
    def misses(self) -> Table:
        """The facts that were missed, are wrong or differ, with the words of the gold and those that were read."""
        return Table(MISS_COLUMNS, tuple(self._misses))


def _row(key: tuple[str, str, str], count: Count) -> tuple[str, ...]:
    rates = (count.precision, count.recall, count.f1)
    return (*key, *map(str, count[:3]), *(f"{rate:.3f}" for rate in rates))


def _counts(kind: str, want: Sequence[Row], have: Sequence[Row]) -> dict[str, Count]:
    if kind == "targets":
        loose, strict = targets(want, have)
        return {"targets": loose, "targets-strict": strict}
    return {kind: _sets(kind, want, have)}


def _norm(value: object) -> str:
    """A text as it is compared; traditional characters stay what they are, as in the words of the plan."""
    return _MARKS.sub("", normalize("NFKC", str(value or ""))).rstrip("。.;,:")


def _keyed(kind: str, rows: Iterable[Row]) -> dict[tuple[str, ...], Row]:
    """Facts by what makes them the same fact."""
    return {tuple(_norm(row[name]) for name in KEYS[kind]): row for row in rows}


def _musts(want: Iterable[Row]) -> Iterator[Row]:
    """Gold facts that can be missed."""
    return (row for row in want if row.get("explicit", True))


def _sets(kind: str, want: Sequence[Row], have: Sequence[Row]) -> Count:
    every, said = _keyed(kind, want).keys(), _keyed(kind, have).keys()
    must = _keyed(kind, _musts(want)).keys()
    return Count(len(must & said), len(said), len(must), len(every & said))


def _set_misses(kind: str, want: Sequence[Row], have: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    def words(row: Row) -> str:
        return " | ".join(str(row[name]) for name in KEYS[kind][1:] if row[name])

    every, said, must = _keyed(kind, want), _keyed(kind, have), _keyed(kind, _musts(want))
    for key in sorted(must.keys() - said.keys()):
        yield str(must[key]["task"]), "missed", words(must[key]), "", ""
    for key in sorted(said.keys() - every.keys()):
        yield str(said[key]["task"]), "wrong", "", words(said[key]), ""


def targets(want: Sequence[Row], have: Sequence[Row]) -> tuple[Count, Count]:
    """Counts of targets found, and of targets found with comparator, deadline and indicator right."""
    pairs = _pairs(want, have)
    good = [(wanted, said) for wanted, said in pairs if wanted["clear"]]
    exact = [pair for pair in good if _agrees(*pair)]
    said = len(have) - (len(pairs) - len(good))
    clear = sum(bool(row["clear"]) for row in want)
    return Count(len(good), said, clear, len(good)), Count(len(exact), said, clear, len(exact))


def _target_misses(_: str, want: Sequence[Row], have: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    pairs = _pairs(want, have)
    met, used = {id(wanted) for wanted, _ in pairs}, {id(said) for _, said in pairs}
    for row in want:
        if row["clear"] and id(row) not in met:
            yield row["task"], "missed", _target_words(row), "", row["quote"]
    for row in have:
        if id(row) not in used:
            yield row["task"], "wrong", "", _target_words(row), row["quote"]
    for wanted, said in pairs:
        if wanted["clear"] and not _agrees(wanted, said):
            yield wanted["task"], "differs", _target_words(wanted), _target_words(said), wanted["quote"]


def _target_words(row: Row) -> str:
    """A target in short: 培训校长 >= 200 人 2023-12-31."""
    blank = str(row["redacted"]).lower() == "true"
    values = [str(row[name]) for name in ("value", "value_max") if row[name] not in (None, "")]
    figure = f"{row['comparator']} {'*' if blank else '—'.join(values)} {row['unit']}"
    return " ".join(filter(None, (row["indicator"], figure, row["deadline"])))


def _agrees(wanted: Row, said: Row) -> bool:
    return (
        wanted["comparator"] == said["comparator"]
        and (wanted["deadline"] or "") == (said["deadline"] or "")
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
        and wanted["redacted"] == (str(said["redacted"]).lower() == "true")
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
