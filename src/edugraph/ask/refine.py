"""Rows made fit for what is asked: whole passages for what a plan does, shares where the highest is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph.ask import cues, figures
from edugraph.ask.binding import APART, EACH
from edugraph.table import Table
from edugraph.text import name, unmarked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from edugraph.ask.binding import Bound
    from edugraph.ask.lexicon import Lexicon
    from edugraph.ask.question import Token
    from edugraph.ask.reading import Reading
    from edugraph.ask.texts import Texts
    from edugraph.ask.wording import Wording

_MARK = 6
_LITERAL = 7
_WHOLE = 6
_HIGH = ("高", "低", "比例")
_NEAR = 2
_OF_TASKS = ("tasks-of-theme", "who-answers", "documents-of-theme")
_ISSUES = re.compile("出台|制定|制订|修订|印发|编制|起草|发布")
_CLAUSE = re.compile("[，。；,;]")
_YEAR_END = re.compile("年底|年末|岁末|(?<!月)底前")


class Left(NamedTuple):
    """A reading's parameters without what the question leaves out, and the places of the words that say so."""

    bound: Bound
    places: frozenset[int] = frozenset()
    remark: str = ""


def without_excluded(reading: Reading, bound: Bound) -> Left:
    """The runs without the theme behind 除了 or before 以外, where the question names another one too."""
    said = [one for one in cues.found(reading.question.chars) if one.kind == cues.excepting()]
    themes = [one.token for one in reading.tiling.placed if one.element >= 0 and one.token.kind == "{theme}"]
    out = [theme for theme in themes if any(_excludes(reading.question.chars, one, theme) for one in said)]
    kept = {value.label for theme in themes if theme not in out for value in theme.values}
    labels = {value.label for theme in out for value in theme.values} - kept
    runs = tuple(run for run in bound.runs if run.get("theme") not in labels)
    if not out or not runs or len(runs) == len(bound.runs):
        return Left(bound)
    shown = tuple(one for one in bound.shown if one not in labels)
    doubts = tuple(one for one in bound.doubts if not one.startswith(EACH))
    places = frozenset(at for one in said for at in range(one.start, one.end))
    return Left(
        bound._replace(runs=runs, shown=shown, doubts=doubts), places, f"不含 / without: {'、'.join(sorted(labels))}"
    )


def _excludes(chars: str, cue: Token, theme: Token) -> bool:
    """Whether a theme stands behind 除了, or right before a word that ends in 外: 以外."""
    before = chars[cue.end - 1] == "外" and cue.start == theme.end
    return before or 0 <= theme.start - cue.end <= _NEAR


def shares_first(reading: Reading, table: Table) -> tuple[Table, str]:
    """Where the highest is asked for and several indicators are meant, the share before what is counted."""
    if reading.pattern.query != "indicator-ranking" or not any(one in reading.question.chars for one in _HIGH):
        return table, ""
    rows = table.dicts()
    share = [figures.kind(row["unit"]) == "share" for row in rows]
    names = {row["indicator"] for row, one in zip(rows, share, strict=True) if one}
    if all(share) or len(names) != 1:
        return table, ""
    first = [row for row, one in zip(table.rows, share, strict=True) if one]
    rest = [row for row, one in zip(table.rows, share, strict=True) if not one]
    remark = f"先列比例“{names.pop()}”，后 {len(rest)} 行是数量，不与之相比 / the share first, the last {len(rest)} rows are counts"
    return Table(table.columns, (*first, *rest)), remark


def settled(doubts: tuple[str, ...], remark: str) -> tuple[str, ...]:
    """The doubts without the one that several indicators do not compare, when a remark says which comes first."""
    return tuple(one for one in doubts if not remark or not one.startswith(APART))


def literal_first(reading: Reading, words: Wording, table: Table) -> tuple[Table, str]:
    """The tasks on a theme that say the long words of the question before the others."""
    said = [one for one in words.said if len(one) >= _LITERAL]
    if reading.pattern.query != "tasks-of-theme" or not said or not words.plans:
        return table, ""
    table, count = table.fronted(lambda row: (row["plan"], row["task"]) in words.tasks)
    return (
        table,
        f"前 {count} 行的任务原文有“{'、'.join(said)}” / the tasks of the first {count} rows say these words"
        if count
        else "",
    )


def headed_first(reading: Reading, lexicon: Lexicon, texts: Texts, table: Table) -> tuple[Table, str]:
    """The tasks on a theme whose title or heading has its words before those that only say them in their text."""
    if reading.pattern.query not in _OF_TASKS:
        return table, ""
    labels = {value.label for one in reading.tiling.placed if one.token.kind == "{theme}" for value in one.token.values}

    def headed(row: Mapping[str, str]) -> bool:
        heads = (row["title"], texts.section((row["plan"], row["task"])))
        return any(labels & lexicon.themes(head) for head in heads)

    table, count = table.fronted(headed)
    return (
        table,
        f"前 {count} 行的标题或上级标题写到该主题，其余只在正文写到 / the first {count} rows name the theme in a title or heading, the others in their text only"
        if count
        else "",
    )


def year_end_first(reading: Reading, table: Table) -> tuple[Table, str]:
    """Where the end of the year is asked for, the targets whose sentence says so before those due in the course of it."""
    if reading.pattern.query != "targets-due" or not _YEAR_END.search(reading.question.chars):
        return table, ""
    table, count = table.fronted(lambda row: bool(_YEAR_END.search(row["quote"])))
    return (
        table,
        f"前 {count} 行的原句写明年底，其余写的是全年、下半年或更早 / the first {count} rows say the end of the year, the others the year or earlier"
        if count
        else "",
    )


def issued_first(reading: Reading, texts: Texts, table: Table) -> tuple[Table, str]:
    """Where it is asked what is issued, the documents that a plan issues before those that it only carries out."""
    if "document" not in table.columns or "task" not in table.columns or not _ISSUES.search(reading.question.chars):
        return table, ""
    table, count = table.fronted(lambda row: _is_issued(texts, row["plan"], row["task"], row["document"]))
    return (
        table,
        f"前 {count} 行的原句写的是出台、制定一类，其余是贯彻已有的文件 / the first {count} are to be issued, the others are carried out"
        if count
        else "",
    )


def _is_issued(texts: Texts, plan: str, task: str, document: str) -> bool:
    """Whether the sentence before the title of a document says that it is made: 研究制定《…》."""
    for passage in texts.of((plan, task)):
        words = name(passage.text)  # as the titles of documents are written
        for match in re.finditer(re.escape(f"《{document}"), words):
            if _ISSUES.search(_CLAUSE.split(words[: match.start()])[-1]):
                return True
    return False


def with_passages(reading: Reading, texts: Texts, table: Table) -> tuple[Table, str]:
    """Tasks on a theme with what the plan says of it: the passage where the sentence is the title only.

    Where the question asks what is done, every row has its passage. Few tasks of one plan are shown whole.
    """
    if reading.pattern.query != "tasks-of-theme" or not table.rows:
        return table, ""
    kinds = {one.kind for one in cues.found(reading.question.chars)}
    every = bool(kinds & cues.asks_words())
    at = {name: table.columns.index(name) for name in ("plan", "task", "title", "words", "quote")}
    few = len({(row[at["plan"]], row[at["task"]]) for row in table.rows}) <= _WHOLE
    whole = few and (every or len({row[at["plan"]] for row in table.rows}) == 1)
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        only = _is_title(row[at["quote"]], row[at["title"]])
        said = _passages(texts, row, at, whole=whole) if every or whole or only else row[at["quote"]]
        rows.append((*row[: at["quote"]], said, *row[at["quote"] + 1 :]))
    changed = tuple(rows) != table.rows
    return Table(table.columns, tuple(rows)), "原句一栏是整段原文 / the quote is the whole passage" if changed else ""


def _is_title(quote: str, title: str) -> bool:
    said, name = unmarked(quote), unmarked(title)
    return said.endswith(name) and len(said) - len(name) <= _MARK


def _passages(texts: Texts, row: tuple[str, ...], at: dict[str, int], *, whole: bool) -> str:
    """All of a task where ``whole`` or its title names the theme, else the passages that hold the words."""
    place = (row[at["plan"]], row[at["task"]])
    words = [unmarked(word) for word in row[at["words"]].split("、")]
    whole = whole or any(word in unmarked(row[at["title"]]) for word in words)
    return " / ".join(" ".join(one.text.split()) for one in texts.of(place, () if whole else words))
