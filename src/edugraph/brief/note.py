"""A comparison note as values: sections of sentences and tables, each sentence with the passages that it rests on."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from edugraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

WHOLE = "plan"
"""The kind of a source that stands for a whole plan: its passage is where the tasks begin."""
PASSAGE = "passage"
"""The kind of a source that is a passage."""

_BLANKS = re.compile(r"\s+")
_UNSEEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")
_QUOTES = str.maketrans("“”„‟「」『』‘’'", '"' * 11)


@dataclass(frozen=True)
class Source:
    """A passage of a plan: where it stands in the raw text, its exact characters, and the task that it belongs to."""

    plan: str
    plan_title: str
    task: str
    task_title: str
    kind: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """What the note says in one go: the cells of a table's row, or one cell of prose; and its sources.

    Raises ValueError where there is no source: such a sentence must not be written.
    """

    cells: tuple[str, ...]
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError(f"a sentence without a source: {self.text}")

    @property
    def text(self) -> str:
        """Its words, a tab between the cells of a row."""
        return "\t".join(self.cells)


@dataclass(frozen=True)
class Grid:
    """A table of the note; each row is a sentence, and the column of citations comes last."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Sentence, ...]


@dataclass(frozen=True)
class Section:
    """A heading with its sentences and, where it helps, a table."""

    title: str
    sentences: tuple[Sentence, ...]
    grid: Grid | None = None

    def every(self) -> Iterator[Sentence]:
        """Sentences and rows, as they are read."""
        yield from self.sentences
        yield from self.grid.rows if self.grid else ()


@dataclass(frozen=True)
class Note:
    """The whole note. Sources are numbered from 1, in the order in which they are first cited."""

    title: str
    sections: tuple[Section, ...]

    def every(self) -> Iterator[Sentence]:
        """All sentences and rows, as they are read."""
        for section in self.sections:
            yield from section.every()

    @cached_property
    def numbers(self) -> Mapping[Source, int]:
        """The number of each source."""
        cited = dict.fromkeys(source for sentence in self.every() for source in sentence.sources)
        return {source: number for number, source in enumerate(cited, 1)}

    def marks(self, sentence: Sentence) -> str:
        """The citations of a sentence as the reader sees them: ``[1][2]``, and ``[4]–[9]`` for a run."""
        return marks(self.numbers[source] for source in sentence.sources)


def marks(numbers: Iterable[int]) -> str:
    """Numbers of sources as citations; three or more in a row are a run.

    >>> marks([1, 2, 4, 5, 6, 9])
    '[1][2][4]–[6][9]'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join(
        f"[{run[0]}]–[{run[-1]}]" if len(run) > 2 else "".join(f"[{number}]" for number in run) for run in runs
    )


def shown(text: str) -> str:
    r"""A text of a plan as any reader can show it: on one line, and without characters that cannot be seen.

    Word refuses control characters, and marks of direction can make a text look like another.

    >>> shown("新增\t学位\x0817.4\u202e万个")
    '新增 学位�17.4�万个'
    """
    return "".join("\ufffd" if _unseen(char) else char for char in _BLANKS.sub(" ", text).strip())


def _unseen(char: str) -> bool:
    return char in _UNSEEN or unicodedata.category(char) in ("Cc", "Cs")


def alike(text: str) -> str:
    r"""A text without what editors put differently: blanks, width and form of marks; a tab parts cells.

    >>> alike("邯郸市 （88％）\t“是”") == alike("邯郸市(88%)\t「是」")
    True
    """
    cells = (_BLANKS.sub("", fold(cell)) for cell in text.split("\t"))
    return "|".join(cells).translate(_QUOTES).strip("|")
