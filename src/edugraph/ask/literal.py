"""The very word of a question beside the theme that it counts under: who writes it, and who acts on the theme in other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from edugraph.ask import cues
from edugraph.ask.answered import Answer
from edugraph.table import Table
from edugraph.text import content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from edugraph.ask.reading import Reading
    from edugraph.ask.texts import Place, Texts

SEVERAL = re.compile("[与和]")
"""A label that names two things."""

_PAIR, _LONGEST = 2, 6
_KERNEL, _HELD = 4, 3
_WRITES = re.compile('[“"「]|提到|提及|写到|写了|写进|写有|出现|提了|写明')
_LACKING = "cities-without-theme"
_HAVING = "cities-of-theme"
_QUERY = "mentions"


def said(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The names of themes in a question, as they are typed, by the label of their theme."""
    found: dict[str, tuple[str, ...]] = {}
    for one in reading.tiling.placed:
        if one.token.kind == "{theme}" and one.element >= 0:
            word = reading.question.chars[one.token.start : one.token.end]
            for value in one.token.values:
                found[value.label] = (*found.get(value.label, ()), word)
    return found


def kernel(texts: Texts, word: str, label: str) -> str:
    """The last or first two characters of a name that its theme does not have and that more but few tasks say.

    欺凌 of 校园欺凌, 研学 of 研学旅行; empty where there are none.
    """
    own = texts.saying(word)
    for one in (word[-_PAIR:], word[:_PAIR]) if len(word) > _PAIR else ():
        if one not in label and one not in cues.general() and texts.saying(one) > own and texts.seldom(one):
            return one
    return ""


def same(said: str, label: str) -> bool:
    """Whether a name says the same as a label: 特殊教育 of 特殊教育融合发展, 随迁子女入学 of 随迁子女教育.

    But not 近视 of 近视防控与卫生健康, a label that names two things.
    """
    kernel = any(said[at : at + _KERNEL] in label for at in range(len(said) - _KERNEL + 1))
    shared = _held(said, label) >= max(_HELD, len(said) - 1)
    return not SEVERAL.search(label) and (said in label or label in said or kernel or shared)


def _held(said: str, label: str) -> int:
    """How many characters of a name stand in a label, in their order.

    >>> _held("家校共育", "家校社协同育人"), _held("托育", "托幼一体化")
    (3, 1)
    """
    at = found = 0
    for char in said:
        place = label.find(char, at)
        at, found = (place + 1, found + 1) if place >= 0 else (at, found)
    return found


def first(reading: Reading, texts: Texts, table: Table) -> tuple[Table, str]:
    """The cities whose tasks write the word before those that act on its theme in other words, and a remark."""
    words = said(reading)
    if reading.pattern.query != _HAVING or not words or "tasks" not in table.columns:
        return table, ""

    saying = {theme: _saying(texts, names) for theme, names in words.items()}

    def writes(row: Mapping[str, str]) -> bool:
        return any((row["plan"], task) in saying.get(row["theme"], ()) for task in row["tasks"].split())

    table, count = table.fronted(writes)
    if not count:
        return table, ""
    shown = "、".join(dict.fromkeys(word for one in words.values() for word in one))
    return (
        table,
        f"前 {count} 行的任务原文有“{shown}”，其余写的是同一主题的别的词 / the first {count} rows write the word, the others say it otherwise",
    )


def _saying(texts: Texts, words: Iterable[str]) -> set[Place]:
    """The tasks that say one of some words."""
    return {place for word in words for place in texts.saying(word)}


def by_plan(reading: Reading, texts: Texts, table: Table) -> tuple[Table, str]:
    """The tasks of plans that write the name of a theme before those of plans that never do, and a remark."""
    words = [content(label) for label, names in said(reading).items() if any(content(label) in name for name in names)]
    if len(words) != 1 or not {"plan", "task", "theme"} <= set(table.columns):
        return table, ""
    having = {plan for plan, _ in texts.saying(words[0])}
    table, count = table.fronted(lambda row: row["plan"] in having)
    rest = len(table.rows) - count
    return (
        table,
        f"后 {rest} 行的计划没有“{words[0]}”这个词，写的是同一主题的别的词 / the plans of the last {rest} rows do not have the word"
        if count
        else "",
    )


def written(reading: Reading, texts: Texts, table: Table) -> tuple[Answer, ...]:
    """The tasks of each city that write the very word, if the rows hold others.

    Asked for are who writes it, or in which task it stands.
    """
    words = _of_one(reading)
    located = cues.where() in {one.kind for one in cues.found(reading.question.chars)}
    if reading.pattern.query != _HAVING or not words or not (located or _WRITES.search(reading.question.text)):
        return ()
    saying = _saying(texts, words)
    if not saying or saying == table.places():
        return ()
    tasks: dict[str, list[str]] = {}
    for plan, task in texts.tasks:
        if (plan, task) in saying:
            tasks.setdefault(plan, []).append(task)
    rows = tuple((texts.cities[plan], plan, " ".join(numbers)) for plan, numbers in tasks.items())
    read = f"原文或所在标题有“{'、'.join(words)}”这个词的任务 / the tasks that write the word, or stand under a heading that does"
    return (Answer(read, _QUERY, _runs(words), Table(("city", "plan", "tasks"), rows)),)


def without(reading: Reading, texts: Texts, table: Table) -> tuple[Answer, ...]:
    """Where cities without a theme are asked for: those whose plan does not have the word, if they are others.

    A long name is rarely put in the very same words, so that its absence tells nothing.
    """
    words = _of_one(reading)
    if reading.pattern.query != _LACKING or not words or max(map(len, words)) > _LONGEST:
        return ()
    saying = _saying(texts, words)
    having = {plan for plan, _ in saying}
    rows = tuple((city, plan) for plan, city in texts.cities.items() if plan not in having)
    if {plan for _, plan in rows} == {row["plan"] for row in table.dicts()} or not having:
        return ()
    read = f"原文没有“{'、'.join(words)}”这个词的城市 / cities whose plan does not have the word"
    told = "、".join(f"{texts.cities[plan]} {task}" for plan, task in texts.tasks if (plan, task) in saying)
    note = f"有这个词的任务 / the tasks that have it: {told}"
    return (Answer(read, _QUERY, _runs(words), Table(("city", "plan"), rows), notes=(note,)),)


def unwritten(reading: Reading, texts: Texts, table: Table) -> Iterator[str]:
    """Where it is asked whether one plan has something: that it has no such word, though it acts on the theme."""
    kinds = {one.kind for one in cues.found(reading.question.chars)}
    plans = {row["plan"] for row in table.dicts()} if {"plan", "words"} <= set(table.columns) else set()
    if cues.whether() not in kinds or len(plans) != 1:
        return
    for label, names in said(reading).items():
        word = content(label)
        if any(word in name for name in names) and not texts.saying(word, plans):
            yield f"原文没有“{word}”，所列写的是同一主题的别的词 / the plan does not have the word, but others of its theme"


def elsewhere(reading: Reading, texts: Texts, plans: frozenset[str]) -> Iterator[str]:
    """For the words that a reading leaves and no plan that is asked about has: who has them."""
    chars = reading.question.chars
    for hole in reading.left if plans else ():
        ends = [(start, end) for start in range(hole.start, hole.end) for end in range(start + _PAIR, hole.end + 1)]
        words = [chars[start:end] for start, end in sorted(ends, key=lambda one: one[0] - one[1])]
        word = next((word for word in words if texts.saying(word)), "")
        if word and texts.seldom(word) and word not in cues.general() and not texts.saying(word, plans):
            told = "、".join(f"{texts.cities[plan]} {task}" for plan, task in sorted(texts.saying(word)))
            named = "、".join(dict.fromkeys(texts.cities[plan] for plan in sorted(plans)))
            yield f"{named}的原文没有“{word}”，有的是 / the plan asked about does not have the word; those that do: {told}"


def _of_one(reading: Reading) -> tuple[str, ...]:
    """The names of the one theme of a question; none where it has several themes."""
    words = list(said(reading).values())
    return tuple(dict.fromkeys(words[0])) if len(words) == 1 else ()


def _runs(words: Iterable[str]) -> tuple[dict[str, str], ...]:
    return tuple({"words": word} for word in words)
