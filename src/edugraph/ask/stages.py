"""School stages in a question: 小学 in 邯郸小学的书面作业时间. They choose among the rows, where these tell the stages apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from edugraph.ask import cues
from edugraph.table import Table
from edugraph.text import content
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.ask.question import Token
    from edugraph.ask.reading import Reading

_TEXTS = ("indicator", "said")


class Staged(NamedTuple):
    """Rows of the stage that is asked for, the places of the question that this explains, and a remark."""

    table: Table
    places: frozenset[int]
    remark: str


def chosen(reading: Reading, table: Table) -> Staged:
    """The rows without those of another stage; the table as it is where no row names the stage that is asked for."""
    said = _said(reading)
    asked = {stage for _, _, stage in said}
    texts = [at for at, column in enumerate(table.columns) if column in _TEXTS]
    if not asked or not texts:
        return Staged(table, frozenset(), "")
    of_rows = [_stages("".join(row[at] for at in texts)) for row in table.rows]
    if not any(asked & stages for stages in of_rows):
        return Staged(table, frozenset(), "")
    rows = tuple(row for row, stages in zip(table.rows, of_rows, strict=True) if not stages or asked & stages)
    places = frozenset(at for start, end, _ in said for at in range(start, end))
    names = "、".join(scheme("questions").by_notation[stage].label for stage in sorted(asked))
    less = len(rows) < len(table.rows)
    return Staged(Table(table.columns, rows), places, f"只列{names} / only rows of that stage" if less else "")


def _said(reading: Reading) -> list[tuple[int, int, str]]:
    """Stages that the question names, with their places, except those that a value of the reading says already."""
    taken = [one.token for one in reading.tiling.placed if one.element >= 0 and _holds(one.token)]
    return [
        (start, end, stage)
        for start, end, stage in _found(reading.question.chars)
        if not any(token.start <= start and end <= token.end for token in taken)
    ]


def _holds(token: Token) -> bool:
    """Whether each value that a token may have names a stage itself."""
    return bool(token.values) and all(_stages(value.label) for value in token.values)


def _stages(text: str) -> set[str]:
    return {stage for _, _, stage in _found(content(text))}


def _found(chars: str) -> list[tuple[int, int, str]]:
    """Stages in a text, the longest name first; 小学 in 中小学 is none."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(chars):
        form = next((form for form in _forms() if chars.startswith(form, at)), "")
        if form and _forms()[form]:
            found.append((at, at + len(form), _forms()[form]))
        at += len(form) or 1
    return found


@cached
def _forms() -> Mapping[str, str]:
    """Names of stages, the longest first, with their notation; decoys have none."""
    stages = [one for one in scheme("questions").concepts if one.notation.startswith(cues.STAGE)]
    forms = {content(form): one.notation for one in stages for form in one.forms}
    decoys = {content(decoy): "" for one in stages for decoy in one.decoys}
    return dict(sorted((forms | decoys).items(), key=lambda item: -len(item[0])))
