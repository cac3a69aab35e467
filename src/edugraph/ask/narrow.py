"""A word that is narrower than the theme it counts under: 中医药 of 中华优秀传统文化教育.

Whoever asks for it wants the tasks whose own words hold it, not all tasks on the theme.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from edugraph import query
from edugraph.ask import cues, literal
from edugraph.table import Table
from edugraph.text import content
from edugraph.vocabulary import cached, scheme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from edugraph.ask.reading import Reading
    from edugraph.ask.texts import Texts
    from edugraph.store import Store

QUERY = "mentions"
_SWITCHED = ("cities-of-theme", "tasks-of-theme")
_TAKEN = {"theme", "plan", "except"}


class Word(NamedTuple):
    """A word of a question, the theme that it counts under, and the words to look for in plans.

    ``sure`` is whether the ontology lists it as narrower; else it is one of the other names of the theme.
    """

    said: str
    theme: str
    words: str
    sure: bool


class Narrowed(NamedTuple):
    """The runs of the query for the words themselves, their rows, and what is to be said, as a doubt unless ``sure``."""

    runs: tuple[dict[str, str], ...]
    table: Table
    remark: str
    sure: bool


def word(reading: Reading, texts: Texts) -> Word | None:
    """The narrower word that a reading takes for a theme, where it takes one."""
    themes = [one for one in reading.tiling.placed if one.token.kind == "{theme}" and one.element >= 0]
    for one in themes if len(themes) == 1 else ():
        if len(one.token.values) == 1:
            said = reading.question.chars[one.token.start : one.token.end]
            theme = one.token.values[0].label
            if said in _listed():
                return Word(said, theme, _listed()[said], sure=True)
            if said in _aliases(theme) or _is_less(texts, said, theme):
                return Word(said, theme, said, sure=False)
    return None


def _is_less(texts: Texts, said: str, theme: str) -> bool:
    """Whether a name of a theme says less than its label, by characters that few tasks have: 校园欺凌 of 平安校园."""
    return apart(said, theme) and not literal.same(said, theme) and bool(literal.kernel(texts, said, content(theme)))


def narrowed(
    store: Store, texts: Texts, reading: Reading, runs: Sequence[Mapping[str, str]], table: Table
) -> Narrowed | None:
    """The same question for the word itself, and behind it for its kernel; None where no plan has the word.

    None too where the theme says the same.
    """
    one = word(reading, texts)
    if one is None or reading.pattern.query not in _SWITCHED or not all(_TAKEN.issuperset(run) for run in runs):
        return None
    kernel = "" if one.sure else literal.kernel(texts, one.said, content(one.theme))
    everywhere = [
        row for said in filter(None, (one.words, kernel)) for row in query.run(store, QUERY, words=said).dicts()
    ]
    cities = list(dict.fromkeys(row["city"] for row in table.dicts()))
    having = {row["city"] for row in everywhere}
    if not everywhere or (having.issuperset(cities) and reading.pattern.query == _SWITCHED[0]):
        return None
    kept = [{key: run[key] for key in ("plan", "except") if key in run} for run in runs]
    asked = tuple({"words": said} | run for said in filter(None, (one.words, kernel)) for run in kept)
    rows = list(dict.fromkeys(row for run in asked for row in query.run(store, QUERY, **run).rows))
    others = "、".join(city for city in cities if city not in having) or "—"
    remark = f"“{one.said}”归入主题“{one.theme}”，此处只列原文有“{one.words}”{f'、“{kernel}”' if kernel else ''}的任务；同主题而没有这个词的城市 / only tasks whose words hold it; cities of the theme without the word: {others}"
    columns = query.run(store, QUERY, **asked[0]).columns
    same = others == "—" and table.places() <= Table(columns, tuple(rows)).places()
    pointed = any(form in reading.question.chars for form in cues.literal())
    pointed = pointed or (all("plan" in run for run in runs) and _pointed(reading, one.said))
    return Narrowed(asked, Table(columns, tuple(rows)), remark, one.sure or same or pointed)


def _pointed(reading: Reading, said: str) -> bool:
    """Whether a question asks where a word stands, or has it in quotation marks."""
    quoted = re.search(rf"[“\"「《]{re.escape(said)}[”\"」》]", reading.question.text)
    return bool(quoted) or any(one.kind == cues.where() for one in cues.found(reading.question.chars))


def lacking(store: Store, texts: Texts, reading: Reading, table: Table) -> str:
    """What speaks against rows of a theme when their tasks do not have its narrower word that the question has."""
    one = word(reading, texts)
    if one is None or reading.pattern.query != "targets-of-theme" or not table.rows:
        return ""
    if table.places() & query.run(store, QUERY, words=one.words).places():
        return ""
    return f"“{one.said}”归入主题“{one.theme}”，所列任务的原文没有这个词 / the tasks of these rows do not say the word"


def ordered(store: Store, texts: Texts, reading: Reading, table: Table) -> tuple[Table, str]:
    """The rows of tasks whose own words hold the narrower word first, and a remark; the table as it is without one."""
    one = word(reading, texts)
    if one is None or not {"plan", "task"}.issubset(table.columns):
        return table, ""
    places = {(row["plan"], row["task"]) for row in query.run(store, QUERY, words=one.words).dicts()}
    table, count = table.fronted(lambda row: (row["plan"], row["task"]) in places)
    return (
        table,
        f"前 {count} 行的任务原文有“{one.words}”，其余属同一主题“{one.theme}” / the first {count} rows hold the word itself"
        if count
        else "",
    )


@cached
def _listed() -> Mapping[str, str]:
    """Words that the ontology lists as narrower than a theme, with the words to look for."""
    listed = [one for one in scheme("questions").concepts if one.notation.startswith(cues.NARROWER)]
    return {content(form): one.label for one in listed for form in one.forms}


def apart(said: str, theme: str) -> bool:
    """Whether a name may mean less than the theme that it counts under: no everyday name, and not made of its label."""
    concept = next(one for one in scheme("themes").concepts if one.label == theme)
    forms = {content(form) for form in concept.forms}
    label = content(theme)
    rest = iter(label)
    made = said in forms and all(char in rest for char in said) and not literal.SEVERAL.search(label)
    return said not in _everyday() and not made


@cached
def _everyday() -> frozenset[str]:
    return frozenset(content(form) for forms in cues.everyday("theme").values() for form in forms)


@cached
def _aliases(theme: str) -> frozenset[str]:
    """Other names of a theme that share nothing with its label, or one of the two things that it names."""
    concept = next(one for one in scheme("themes").concepts if one.label == theme)
    label = content(theme)
    forms = {content(form) for form in (*concept.alt, *concept.hidden)} - _everyday()
    return frozenset(
        form for form in forms if form not in label and (literal.SEVERAL.search(label) or not _share(form, label))
    )


def _share(form: str, label: str) -> bool:
    """Whether a name shares a word of two characters with a label that is no general noun: 轮岗, but not 教育."""
    pairs = {form[at : at + 2] for at in range(len(form) - 1)} - cues.general()
    return any(pair in label for pair in pairs)
