"""The words of the note: sentences kept as data in ``wording.toml``, filled in and never built from pieces of code."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from edugraph.brief.note import WHOLE, Sentence, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from edugraph.brief.note import Source

SEPARATOR = "、"
_FORMS = Formatter()
_BRACKETS = str.maketrans("[]", "［］")  # the note's own citations are the only square brackets in its sentences


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(files("edugraph.brief").joinpath("wording.toml").read_text(encoding="utf-8"))


def template(key: str) -> str:
    """A text as it stands in the file, by section and name: ``themes.shared``."""
    section, _, name = key.partition(".")
    return cast("str", _data()[section][name])


def heads() -> list[str]:
    """The headings of all sections, and that of the list of sources."""
    return [*(section["head"] for section in _data().values() if "head" in section), template("page.sources")]


def columns(key: str) -> tuple[str, ...]:
    """The columns of a table."""
    section, _, name = key.partition(".")
    return tuple(_data()[section][name])


def word(section: str, key: str) -> str:
    """The Chinese for a word of the rows; the word itself where the file has none, so that nothing is lost."""
    return cast("str", _data()[section].get(key, key))


def say(key: str, **values: object) -> str:
    """A text filled in. An id, which a plan of an open city has for a name, is parted from a figure behind it.

    >>> say("words.place", rank=2), say("limits.blanked_city", city="a-2023", count=1)
    ('第2位', 'a-2023 1项')
    """
    said = ""
    for text, name, _, _ in _FORMS.parse(template(key)):
        for piece in (text, plain(str(values[name])) if name else ""):
            said += " " * _runs_on(said, piece) + piece
    return said


def _runs_on(said: str, piece: str) -> bool:
    """Whether letters or digits of Latin script would meet."""
    return all(char.isascii() and char.isalnum() for char in (said[-1:] or " ", piece[:1] or " "))


class Page(NamedTuple):
    """The fixed words of a page: what ends a sentence, the head of the column of citations, the list of sources."""

    end: str
    cited: str
    sources: str
    lead: str


def page() -> Page:
    """The fixed words."""
    return Page(
        template("words.end"),
        template("page.column_cited"),
        template("page.sources"),
        template("page.sources_lead"),
    )


def listed(source: Source) -> str:
    """A source as the list at the end has it, without its number: where it stands, and its exact words."""
    return template("page.source").format(place=place(source), quote=shown(source.quote))


def place(source: Source) -> str:
    """Where a source stands, in one line: plan and title, task and title, offsets in the raw text."""
    task = say("page.whole" if source.kind == WHOLE else "page.task", task=source.task, title=source.task_title)
    named = {"plan": source.plan, "title": source.plan_title, "task": task}
    return say("page.place", **named, start=source.start, end=source.end)


def plain(text: str) -> str:
    """A text of a plan as it may stand in a sentence: on one line, without square brackets."""
    return shown(text).translate(_BRACKETS)


def before(city: str) -> str:
    """A city as it stands before a figure: an id, which a plan of an open city has for a name, is parted from it.

    >>> before("邯郸市"), before("a-2023")
    ('邯郸市', 'a-2023 ')
    """
    return city + " " * city[-1:].isascii()


def few(items: Iterable[str], most: int, mark: str = SEPARATOR) -> str:
    """Items in one text; where there are more than ``most``, the rest is ``等``.

    >>> few(["甲", "乙", "丙"], 2)
    '甲、乙等'
    """
    every = list(items)
    return mark.join(every[:most]) + (template("words.and_more") if len(every) > most else "")


def prose(text: str, sources: Iterable[Source]) -> Sentence:
    """A sentence of prose; sources that are named twice count once."""
    return Sentence((text,), tuple(dict.fromkeys(sources)))


def row(cells: Sequence[str], sources: Iterable[Source]) -> Sentence:
    """A row of a table."""
    return Sentence(tuple(plain(cell) for cell in cells), tuple(dict.fromkeys(sources)))
