"""A note read back from its file, by what a reader sees: sentences with their numbers, and the list of sources.

Nothing is hidden in the file, so that a person may edit it in Word or elsewhere and it can still be checked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edugraph.brief.note import alike
from edugraph.brief.wording import heads, template
from edugraph.errors import InputError
from edugraph.readers import LARGEST, formats, limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_SECONDS = 30
_MARK = r"\[(\d{1,5})\](?:\s*[–—―-]\s*\[(\d{1,5})\])?"
_ONE = re.compile(_MARK)
_MARKS = re.compile(rf"(?:\s*{_MARK})+")
_SOURCE = re.compile(
    r"\[(?P<number>\d{1,5})\]\s*(?P<place>(?P<plan>\S+?)《.*?[，,]字符\s*(?P<start>\d{1,9})\s*[—–-]\s*(?P<end>\d{1,9}))\s*[：:]\s*[“\"](?P<quote>.*)[”\"]\s*"
)
_LISTED = re.compile(r"\s*\[(\d{1,5})\]")
_ENDS = " \t\u3000。.；;，,"
_PLAN = re.compile(r"[（(]([^（()）]+)[)）]")


@dataclass(frozen=True)
class Cited:
    """An entry of the list of sources. One that cannot be read has no plan, and all of its words as ``place``."""

    number: int
    plan: str
    start: int
    end: int
    place: str
    quote: str


@dataclass(frozen=True)
class Said:
    """A sentence or a row with the numbers that it cites; ``front`` is whether it stands before the first heading."""

    text: str
    numbers: tuple[int, ...]
    front: bool


@dataclass(frozen=True)
class Draft:
    """What a file says: sentences, sources by number, and what the note was made of. ``unread`` are other places."""

    said: tuple[Said, ...]
    cited: tuple[Cited, ...]
    plans: tuple[str, ...]
    indicator: str
    theme: str
    nearest: bool
    unread: tuple[str, ...] = ()

    def of(self, numbers: Sequence[int]) -> list[Cited]:
        """The sources of some numbers, as far as the list has them."""
        return [one for one in self.cited if one.number in numbers]


def read(path: Path) -> Draft:
    """The note in a file.

    Raises InputError when it cannot be read, or is no note: the sentence that says which plans were compared
    must stand in it.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    form = formats.form(data, path.suffix.lower()) if data else ""
    if form not in ("docx", "html"):
        raise InputError(f"{path}: no brief. A brief is a .docx or .html file made by edugraph brief CITY….")
    try:
        with limits.seconds(_SECONDS):
            lines, unread = _of_word(data) if form == "docx" else (_of_page(data), ())
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    except Exception as error:  # what the libraries raise on damaged files is not to be foreseen
        raise InputError(f"{path}: damaged, cannot be read as {form} ({type(error).__name__}).") from error
    return _draft(path, lines, unread)


def _of_word(data: bytes) -> tuple[list[str], tuple[str, ...]]:
    from edugraph.brief import margins
    from edugraph.readers import word

    return word.read(data).text.split("\n"), margins.of(data)


def _of_page(data: bytes) -> list[str]:
    from edugraph.brief import markup

    return markup.lines(data)


def _draft(path: Path, lines: Sequence[str], unread: tuple[str, ...]) -> Draft:
    said: list[Said] = []
    cited: list[Cited] = []
    front, known = True, {headless(head) for head in heads()}
    for line in filter(str.strip, lines):
        front = front and headless(line) not in known
        if _LISTED.match(line):
            cited.append(_entry(line.strip()))
        else:
            said += _sentences(line, front=front)
    made_of = _made_of(said)
    if made_of is None:
        raise InputError(
            f"{path}: no brief: the sentence “{_opening()}…” does not stand in it, so nothing can be checked."
        )
    return Draft(tuple(said), tuple(cited), *made_of, unread)


def headless(line: str) -> str:
    """A heading without its number, as headings are compared: 二、共同主题 is 共同主题.

    >>> headless("二、 共同主题")
    '共同主题'
    """
    return re.sub(r"^[一二三四五六七八九十]+、", "", alike(line))


def _entry(line: str) -> Cited:
    match = _SOURCE.fullmatch(line)
    if match is None:
        mark = _LISTED.match(line)
        return Cited(int(mark[1]) if mark else 0, "", 0, 0, line, "")
    found: Mapping[str, str] = match.groupdict()
    number, start, end = (int(found[name]) for name in ("number", "start", "end"))
    return Cited(number, found["plan"], start, end, found["place"], found["quote"])


def _sentences(line: str, *, front: bool) -> Iterator[Said]:
    """The parts of a line that end in citations, and what is left behind the last of them."""
    at = 0
    for match in _MARKS.finditer(line):
        yield Said(line[at : match.start()].strip(_ENDS), tuple(_numbers(match[0])), front)
        at = match.end()
    rest = line[at:].strip(_ENDS)
    if rest:
        yield Said(rest, (), front)


def _numbers(marks: str) -> Iterator[int]:
    r"""The numbers of citations, those of a run included.

    >>> list(_numbers("[2][4]–[6]"))
    [2, 4, 5, 6]
    """
    for match in _ONE.finditer(marks):
        first, last = int(match[1]), int(match[2] or match[1])
        yield from range(first, min(last, first + 9999) + 1)


def _made_of(said: Sequence[Said]) -> tuple[tuple[str, ...], str, str, bool] | None:
    """The plans that were compared, the indicator and theme asked for, and whether the peers were chosen; or None."""
    opening = re.escape(_opening()).replace("：", r"\s*[：:]\s*")
    match = next((found for one in said if (found := re.match(f"{opening}(?P<rest>.+)", one.text))), None)
    if match is None:
        return None
    parts = [part.strip() for part in re.split("[；;]", match["rest"])]
    plans = tuple(_PLAN.findall(parts[0]))
    asked = [_after(parts, template(f"limits.{name}")) for name in ("indicator", "theme")]
    nearest = template("limits.nearest").partition("，")[0].lstrip("；") in match["rest"]
    return (plans, asked[0], asked[1], nearest) if len(plans) > 1 else None


def _opening() -> str:
    """How the sentence begins that says which plans were compared."""
    return template("limits.compared").partition("{plans}")[0]


def _after(parts: Sequence[str], form: str) -> str:
    opening = re.escape(form.partition("{name}")[0].lstrip("；")).replace("：", r"\s*[：:]\s*")
    found = (re.match(f"{opening}(?P<name>.+)", part) for part in parts)
    return next((match["name"].strip() for match in found if match), "")
